#ifndef ROADMAP_ROADMAP_H
#define ROADMAP_ROADMAP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/roadmaps.h"

struct actor;
struct arena;
struct cycle;
struct store;

/*
 * The roadmap of a cycle: draft -> running (the director approved it, on a
 * day) -> closed.  In a draft rows come by import; after the approval their
 * words stay and changes are proposals.
 */
enum { ROADMAPS_MAX = 100, ROADMAP_TITLE_MAX = 300 };

struct roadmap {
	int64_t id, cycle_id;
	const char *title, *state;
	const char
	    *headings; /* JSON [{"role","heading"}], the source's order */
	bool public;
	const char *shows; /* words, parted by blanks: responsible result kpi
			    * evidence */
	int approved_on;   /* day; DAY_NONE */
	int64_t version, created_at, updated_at;
};

struct roadmap_section {
	int64_t id, roadmap_id, import_id;
	int position, level;
	const char *number, *title;
};

bool roadmap_shows(const struct roadmap *, const char *word);
/* To visitors: never a draft. */
bool roadmap_is_shown(const struct roadmap *);

/* Each one transaction with the journal; version as seen: RC_CONFLICT.
 * RC_INVALID and RC_DENIED have the sentence in *why. */
enum rc roadmap_approve(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, int on_day, const char **why) MUST_USE;
enum rc roadmap_close(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char **why) MUST_USE;
/* Away with a draft that nobody has worked on, all its rows with it. */
enum rc roadmap_discard(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char **why) MUST_USE;
/* What visitors see of it: shows as in struct roadmap. */
enum rc roadmap_publish(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, bool public, const char *shows,
    const char **why) MUST_USE;
/* R20: a draft for another cycle: words kept but for the years of its
 * deadlines, which move by as many years as the cycles lie apart; nothing
 * done, no evidence.  *new_id is the new roadmap's. */
enum rc roadmap_next(struct store *, struct arena *, const struct actor *,
    int64_t id, const struct cycle *to, int64_t *new_id,
    const char **why) MUST_USE;

/* Which rows were to be done before the approval: said anew inside the
 * transaction that sets its day, of the roadmap or of its cycle. */
enum rc roadmap_flag_approval(
    struct store *, struct arena *, const struct roadmap *) MUST_USE;

/* What search knows (store/search.h) of one roadmap, of all: called inside
 * the transaction that changed what visitors see. */
enum rc roadmap_index(struct store *, struct arena *, int64_t id) MUST_USE;
enum rc roadmap_index_all(struct store *, struct arena *) MUST_USE;

#endif
