#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "mediaplan/stories.h"
#include "mediaplan/walks.h"
#include "store/db.h"

/* No window is longer: kind.c lets it begin and end 60 days from an event,
 * and a month has 31. */
enum { WALKS_WINDOW_MAX_S = 124 * 86400 };
/* Five weeks with one story every ten minutes. */
enum { WALKS_MINUTES_MAX = 5040 };

enum {
	WALKS_STATE,
	WALKS_STATE_DOWN,
	WALKS_RUBRIC,
	WALKS_RUBRIC_DOWN,
	WALKS_KIND,
	WALKS_KIND_DOWN,
	WALKS_RESPONSIBLE,
	WALKS_RESPONSIBLE_DOWN,
	WALKS_EVENT,
	WALKS_MINUTE,
	WALKS_MINUTE_DOWN,
	WALKS_WINDOW,
	WALKS_COUNT,
	WALKS_SITE_MINUTES,
	WALKS_CHANNEL_MINUTES,
	WALKS_SITE_BEFORE,
	WALKS_CHANNEL_BEFORE,
	WALKS__COUNT
};

#define KEY \
	"SELECT s.id, s.state, s.turn_at, s.publish_at, s.window_from," \
	" s.window_to, s.kind, s.rubric_id, s.responsible_id FROM stories s"
/* ?9: 0 any, positive a channel, negative only the site. */
#define CHANNEL \
	" AND (?9 = 0" \
	" OR (?9 > 0 AND EXISTS (SELECT 1 FROM story_channels c" \
	" WHERE c.story_id = s.id AND c.channel_id = ?9))" \
	" OR (?9 < 0 AND NOT EXISTS (SELECT 1 FROM story_channels c" \
	" WHERE c.story_id = s.id)))"
#define TURN " s.state = ?1 AND s.turn_at >= ?2 AND s.turn_at < ?3" CHANNEL
#define UP " ORDER BY s.turn_at, s.id"
#define DOWN " ORDER BY s.turn_at DESC, s.id DESC"
#define MINUTE " WHERE s.publish_at >= ?2 AND s.publish_at < ?3" CHANNEL
#define SCHEDULED \
	" FROM stories s WHERE s.state = 'scheduled' AND s.turn_at >= ?1" \
	" AND s.turn_at < ?2"
#define OF_CHANNEL \
	" AND EXISTS (SELECT 1 FROM story_channels c" \
	" WHERE c.story_id = s.id AND c.channel_id = ?3)"

static const char *const sql[WALKS__COUNT] = {
	[WALKS_STATE] = KEY " WHERE" TURN UP,
	[WALKS_STATE_DOWN] = KEY " WHERE" TURN DOWN,
	[WALKS_RUBRIC] = KEY " WHERE s.rubric_id = ?4 AND" TURN UP,
	[WALKS_RUBRIC_DOWN] = KEY " WHERE s.rubric_id = ?4 AND" TURN DOWN,
	[WALKS_KIND] = KEY " WHERE s.kind = ?5 AND" TURN UP,
	[WALKS_KIND_DOWN] = KEY " WHERE s.kind = ?5 AND" TURN DOWN,
	[WALKS_RESPONSIBLE] = KEY " WHERE s.responsible_id = ?4 AND" TURN UP,
	[WALKS_RESPONSIBLE_DOWN] =
	    KEY " WHERE s.responsible_id = ?4 AND" TURN DOWN,
	[WALKS_EVENT] = KEY " WHERE s.event_id = ?4" CHANNEL,
	[WALKS_MINUTE] = KEY MINUTE " ORDER BY s.publish_at, s.id",
	[WALKS_MINUTE_DOWN] =
	    KEY MINUTE " ORDER BY s.publish_at DESC, s.id DESC",
	[WALKS_WINDOW] = KEY
	    " WHERE s.publish_at IS NULL AND s.window_to > ?2"
	    " AND s.window_to <= ?4 AND s.window_from < ?3" CHANNEL
	    " ORDER BY s.window_to, s.id",
	[WALKS_COUNT] =
	    "SELECT count(*) FROM (SELECT 1 FROM stories s WHERE"
	    " s.state = ?1 AND s.turn_at >= ?2 AND s.turn_at < ?3 LIMIT ?4)",
	[WALKS_SITE_MINUTES] =
	    "SELECT s.turn_at" SCHEDULED " ORDER BY s.turn_at LIMIT ?4",
	[WALKS_CHANNEL_MINUTES] = "SELECT s.turn_at" SCHEDULED OF_CHANNEL
	    " ORDER BY s.turn_at LIMIT ?4",
	[WALKS_SITE_BEFORE] =
	    "SELECT s.turn_at" SCHEDULED " ORDER BY s.turn_at DESC LIMIT 1",
	[WALKS_CHANNEL_BEFORE] = "SELECT s.turn_at" SCHEDULED OF_CHANNEL
	    " ORDER BY s.turn_at DESC LIMIT 1",
};
STORE_STATEMENTS(sql);

struct key {
	int64_t id, order;
};

/* One list in the making. */
struct walk {
	struct store *st;
	struct arena *a;
	const struct story_filter *f;
	int64_t now;
	int max;       /* of one walk */
	bool by_place; /* order by minute or window, else by turn_at */
	unsigned states;
	struct key *keys;
	size_t n, room;
};

/* Where a visible state stands: in stored states, by the clock. */
struct span {
	int first, last;  /* stored states */
	int64_t from, to; /* turn_at */
};

static struct span
span_of(enum story_state visible, int64_t now)
{
	switch (visible) {
	case STORY_MISSED:
		return (struct span){ STORY_PLANNED, STORY_APPROVED, 0,
			now + 1 };
	case STORY_PUBLISHED:
		return (struct span){ STORY_SCHEDULED, STORY_SCHEDULED, 0,
			now + 1 };
	case STORY_WITHDRAWN:
	case STORY_SKIPPED:
		return (struct span){ (int)visible, (int)visible, 0,
			INT64_MAX };
	default:
		return (struct span){ (int)visible, (int)visible, now + 1,
			INT64_MAX };
	}
}

static void
key_add(struct walk *w, int64_t id, int64_t order)
{
	if (w->n == w->room) {
		size_t more = w->room == 0 ? 64 : w->room * 2;

		w->keys = arena_grow(w->a, w->keys,
		    w->room * sizeof(*w->keys), more * sizeof(*w->keys));
		w->room = more;
	}
	w->keys[w->n++] = (struct key){ id, order };
}

/* What the walk's index did not sort out. */
static bool
row_wanted(
    const struct walk *w, const struct story *s, const char *kind)
{
	const struct story_filter *f = w->f;
	enum story_state visible = s->state;

	if (s->approved_at <= w->now) /* holds turn_at here */
		visible = s->state == STORY_SCHEDULED ? STORY_PUBLISHED
		    : s->state <= STORY_APPROVED      ? STORY_MISSED
						      : s->state;
	return w->states & BIT(visible) &&
	    (f->kind == NULL || strcmp(f->kind, kind) == 0) &&
	    (f->rubric_id == 0 || f->rubric_id == s->rubric_id) &&
	    (f->responsible_id == 0 ||
		f->responsible_id == s->responsible_id);
}
