#ifndef ROADMAP_DUE_H
#define ROADMAP_DUE_H

#include "base/rc.h"
#include "deadline/deadline.h"

struct activity;
struct arena;
struct cycle;
struct store;

/*
 * Which day counts for a row: as the words were read, when they leave no
 * doubt; else none before a person has decided.
 */

/* The period that the words of a roadmap of this cycle are read in. */
void due_period(const struct cycle *, struct deadline_period *);
/* Sets due, due_from, due_to. */
void due_set(struct activity *, const struct deadline *);
/* Reads the words of a stored row again. */
enum rc due_read(struct store *, struct arena *, const struct activity *,
    struct deadline *) MUST_USE;

#endif
