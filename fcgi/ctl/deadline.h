#ifndef CTL_DEADLINE_H
#define CTL_DEADLINE_H

#include <jansson.h>

struct arena;
struct deadline;

/* {"verbatim","windows":[{"from","to","open_left"}],"precision",
 * "recurrence","flags":[],"unread","suggestion":{"from","to","why"}|null}.
 * Never NULL; the caller owns it. */
json_t *ctl_deadline_json(struct arena *, const struct deadline *);
/* The word of requirements 2.7 for a flag: it has one for a window that lies
 * outside the period and for one that only overruns its edge. */
const char *ctl_deadline_flag(const char *flag);

#endif
