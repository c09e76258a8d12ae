#ifndef DESK_ROADMAP_PRESS_H
#define DESK_ROADMAP_PRESS_H

#include "base/rc.h"

struct request;
struct view;

/* What of the roadmap waits for a person: undecided terms, overdue rows,
 * proposals, a draft for the one who may approve; each sort is one case,
 * however many there are. */
enum rc desk_roadmap_press_count(const struct request *, int *n) MUST_USE;
/* Cases.N with path, button; at most max. */
enum rc desk_roadmap_press_cases(
    const struct request *, struct view *, int max) MUST_USE;
/* Mine.N: rows of the signed-in person that are due soon or late.
 * Road.done all late: how far the current roadmap is, once it runs. */
enum rc desk_roadmap_press_mine(const struct request *, struct view *) MUST_USE;

#endif
