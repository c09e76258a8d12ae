#ifndef MEDIAPLAN_EVENT_H
#define MEDIAPLAN_EVENT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/events.h"

struct actor;
struct arena;
struct store;

/* Something with an audience and a date; it drives stories. */
enum {
	EVENT_TITLE_MAX = 200, /* code points: two lines of a card */
	EVENT_LINE_MAX = 200,  /* audience, place */
	EVENT_ABOUT_MAX = 4000,
	EVENT_LENGTH_MAX_S = 366 * 86400
};

struct event {
	int64_t id;
	const char *title, *audience, *place, *about;
	int64_t starts_at, ends_at;
	int64_t responsible_id;	 /* 0: nobody */
	const char *responsible; /* name, read-only */
	int64_t activity_id;	 /* the row of the roadmap it came of; 0 */
	bool cancelled, public;
	bool informs; /* tells about the programme: a figure counts who came */
	int64_t version;
	int64_t created_at, updated_at;
};

/* What moving an event did to its stories, told to the person. */
struct event_effect {
	int moved;     /* windows that went along */
	int sent;      /* stories already out: shown, not changed */
	int scheduled; /* scheduled stories that now lie outside their window */
};

/* One transaction each, with the journal. RC_INVALID: *why. RC_CONFLICT:
 * stale version.  insert proposes slots: kinds[] are the accepted names. */
enum rc event_insert(struct store *, struct arena *, const struct actor *,
    struct event *, const char *const *kinds, int n, int64_t now,
    const char **why) MUST_USE;
enum rc event_update(struct store *, struct arena *, const struct actor *,
    const struct event *, int64_t now, struct event_effect *,
    const char **why) MUST_USE;
/* Cancelled: empty slots are skipped with that reason, written ones stay. */
enum rc event_cancel(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, int64_t now) MUST_USE;
enum rc event_restore(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, int64_t now) MUST_USE;
/* One more slot of a kind for an event. */
enum rc event_add_slot(struct store *, struct arena *, const struct actor *,
    int64_t id, const char *kind, int64_t now, int64_t *story_id) MUST_USE;

#endif
