#ifndef MEDIAPLAN_INDEX_H
#define MEDIAPLAN_INDEX_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct event;
struct store;
struct story;

/*
 * What search knows of stories and events.  Called by the row files
 * (stories.c, events.c), through which every change passes, inside the
 * caller's transaction: a scheduled story and a public event that takes
 * place can be found, anything else cannot.
 */
enum rc index_story(struct store *, const struct story *) MUST_USE;
enum rc index_event(struct store *, const struct event *) MUST_USE;

/* For a rebuild, inside a transaction: index the rows with an id below
 * *below (0: from the last one), at most max of them; *below is where to go
 * on, 1 when there is nothing more.  *done counts them. */
enum rc index_stories(
    struct store *, int64_t *below, int max, int *done) MUST_USE;
enum rc index_events(
    struct store *, int64_t *below, int max, int *done) MUST_USE;

#endif
