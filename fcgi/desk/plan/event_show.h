#ifndef DESK_EVENT_SHOW_H
#define DESK_EVENT_SHOW_H

#include <stdbool.h>
#include "base/rc.h"
#include "web/form.h"

struct event;
struct reply;
struct request;

/* The pages of an event: the empty form, and the event with its stories. */
extern const struct field desk_event_fields[];
extern const int desk_event_fields_n;

/* proposed: tick the kinds that every event gets; else as sent. */
enum rc desk_event_show_new(const struct request *, struct reply *,
    const struct form *, bool proposed, enum rc) MUST_USE;
/* form NULL: as stored. problem NULL: none. Returns rc, or the store's
 * trouble. */
enum rc desk_event_show(const struct request *, struct reply *,
    const struct event *, struct form *, const char *problem, enum rc) MUST_USE;

#endif
