#ifndef PUBLISH_PASS_INNER_H
#define PUBLISH_PASS_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "publish/pass.h"

/* What the files pass*.c share; nobody else includes it. */

/* Sites with one minute from which on it is armed ahead, and how far ahead
 * at most. */
enum { PASS_ARM_MIN = 20, PASS_ARM_MAX_S = 30, PASS_PLAN_MS = 200 };

/* Read the two times of a site; the first time, deal with what a dead
 * process left. */
void pass_look(struct pass *, struct watch *);
/* The step a publication is due for. */
enum rc pass_enter(struct job *, struct site *) MUST_USE;

/* The next minute that many sites share, once it is near enough. */
void pass_plan(struct pass *);
/* Lets the armed intents go whose minute has come. */
void pass_release(struct pass *);
/* Write one intent ahead; false: none is left. */
bool pass_arm_one(struct pass *);

#endif
