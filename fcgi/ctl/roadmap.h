#ifndef CTL_ROADMAP_H
#define CTL_ROADMAP_H

#include <jansson.h>

struct arena;
struct import;

/* Members of a roadmap as read, into the object to: columns, sections,
 * activities, joined, leftovers, counts and what --help of `roadmap import`
 * names besides. */
void ctl_roadmap_json(struct arena *, const struct import *, json_t *to);

#endif
