#ifndef PUBLISH_PASS_INNER_H
#define PUBLISH_PASS_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "publish/pass.h"

struct arena;

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

/* Letters of reminders (pass_mail.c). */
/* When they are due; the first time, what a dead process left. */
void pass_mail_look(struct watch *, struct site *, struct arena *);
/* One step; false: there is nothing to do. */
bool pass_mail_step(struct pass *);
/* What comes from mail servers; never blocks. */
void pass_mail_run(struct pass *);
/* Milliseconds until pass_mail_run or a step must be called; -1: no need. */
int64_t pass_mail_wait(const struct pass *);
void pass_mail_close(struct pass *);

#endif
