#ifndef ROADMAP_ROADMAP_H
#define ROADMAP_ROADMAP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/roadmaps.h"

struct actor;
struct arena;
struct store;

/*
 * The roadmap of a cycle: draft -> running (the director approved it, on a
 * day) -> closed.  In a draft rows come by import and may be edited; after
 * the approval their words stay and changes are proposals.
 */
struct roadmap {
	int64_t id, cycle_id;
	const char *title, *state;
	const char
	    *headings; /* JSON [{"role","heading"}], the source's order */
	bool public;
	const char *shows; /* words, parted by blanks: responsible result kpi
			    * evidence */
	int approved_on;   /* day; DAY_NONE */
	int64_t version, updated_at;
};

enum rc roadmap_approve(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, int on_day, const char **why) MUST_USE;
enum rc roadmap_close(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char **why) MUST_USE;
/* What visitors see of it. */
enum rc roadmap_publish(struct store *, const struct actor *, int64_t id,
    int64_t version, bool public, const char *shows) MUST_USE;
/* R20: a draft for the next cycle: words kept, days shifted by whole years
 * of the periods, weekdays not followed; *id is the new roadmap's. */
enum rc roadmap_next(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t cycle_id, int64_t *new_id, const char **why) MUST_USE;

#endif
