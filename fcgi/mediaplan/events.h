#ifndef MEDIAPLAN_EVENTS_H
#define MEDIAPLAN_EVENTS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct event;
struct store;

/* Rows of events. */
enum rc events_by_id(
    struct store *, struct arena *, int64_t id, struct event *) MUST_USE;
/* Events that touch [from, to), by start; public_only hides the others and
 * the cancelled.  At most max. */
enum rc events_list(struct store *, struct arena *, int64_t from, int64_t to,
    bool public_only, int max, struct event **, int *n) MUST_USE;

/* That came of a row of the roadmap, by start; at most max. */
enum rc events_of_activity(struct store *, struct arena *, int64_t activity_id,
    int max, struct event **, int *n) MUST_USE;

/* As stories_below. */
enum rc events_below(struct store *, struct arena *, int64_t below, int max,
    struct event **, int *n) MUST_USE;

/* For event.c, inside its transactions.  They keep what search knows
 * (index.h) true. */
enum rc events_insert(struct store *, struct event *) MUST_USE;
/* The version goes up by one; RC_CONFLICT: it is not e->version. */
enum rc events_update(struct store *, struct event *) MUST_USE;

#endif
