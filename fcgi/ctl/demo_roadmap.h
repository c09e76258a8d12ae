#ifndef CTL_DEMO_ROADMAP_H
#define CTL_DEMO_ROADMAP_H

#include <stdint.h>
#include "base/rc.h"

struct actor;
struct ctl;
struct site;

/* Who does what in the demonstration's roadmap, and on which day. */
struct demo_roadmap_people {
	const struct actor *curator, *director;
	int64_t now;
};

/* The year of the demonstration: the school's or the calendar's, whichever
 * leaves room for what lies before today and after it. */
enum rc ctl_demo_roadmap_year(struct ctl *, const struct site *,
    const struct demo_roadmap_people *, const char **why) MUST_USE;
/* Its roadmap: db/demo/roadmap.tsv taken over, approved and worked on as
 * db/demo/roadmap.hdf says; after events and stories.  *why is the sentence of
 * a refusal, or NULL. */
enum rc ctl_demo_roadmap(struct ctl *, const struct site *,
    const struct demo_roadmap_people *, const char **why) MUST_USE;

#endif
