#ifndef CTL_DEADLINE_H
#define CTL_DEADLINE_H

#include <jansson.h>

struct arena;
struct deadline;

/* {"verbatim","windows":[{"from","to","open_left"}],"precision",
 * "recurrence","flags":[],"unread","suggestion":{"from","to","why"}|null}.
 * Never NULL; the caller owns it. */
json_t *ctl_deadline_json(struct arena *, const struct deadline *);

#endif
