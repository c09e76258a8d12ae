#ifndef MEDIAPLAN_ATTENDANCES_H
#define MEDIAPLAN_ATTENDANCES_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct attendance;
struct store;

/* Of one event, in the order of the audiences. */
enum rc attendances_of(struct store *, struct arena *, int64_t event_id,
    struct attendance **, int *n) MUST_USE;
/* Of events that begin in [from, to) and were not cancelled, event by event
 * from the earliest; at most ATTENDANCE_LIST_MAX. */
enum rc attendances_list(struct store *, struct arena *, int64_t from,
    int64_t to, struct attendance **, int *n) MUST_USE;

/* Written by attendance.c only, inside its transaction. */
enum rc attendances_drop(struct store *, int64_t event_id) MUST_USE;
enum rc attendances_insert(struct store *, const struct attendance *) MUST_USE;

#endif
