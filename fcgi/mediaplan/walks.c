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

#define KEY                                                                    \
	"SELECT s.id, s.state, s.turn_at, s.publish_at, s.window_from,"        \
	" s.window_to, s.kind, s.rubric_id, s.responsible_id FROM stories s"
/* ?9: 0 any, positive a channel, negative only the site. */
#define CHANNEL                                                                \
	" AND (?9 = 0"                                                         \
	" OR (?9 > 0 AND EXISTS (SELECT 1 FROM story_channels c"               \
	" WHERE c.story_id = s.id AND c.channel_id = ?9))"                     \
	" OR (?9 < 0 AND NOT EXISTS (SELECT 1 FROM story_channels c"           \
	" WHERE c.story_id = s.id)))"
#define TURN   " s.state = ?1 AND s.turn_at >= ?2 AND s.turn_at < ?3" CHANNEL
#define UP     " ORDER BY s.turn_at, s.id"
#define DOWN   " ORDER BY s.turn_at DESC, s.id DESC"
#define MINUTE " WHERE s.publish_at >= ?2 AND s.publish_at < ?3" CHANNEL
#define SCHEDULED                                                              \
	" FROM stories s WHERE s.state = 'scheduled' AND s.turn_at >= ?1"      \
	" AND s.turn_at < ?2"
#define OF_CHANNEL                                                             \
	" AND EXISTS (SELECT 1 FROM story_channels c"                          \
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
	[WALKS_WINDOW] =
	    KEY " WHERE s.publish_at IS NULL AND s.window_to > ?2"
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
		return (
		    struct span){ STORY_PLANNED, STORY_APPROVED, 0, now + 1 };
	case STORY_PUBLISHED:
		return (struct span){ STORY_SCHEDULED, STORY_SCHEDULED, 0,
			now + 1 };
	case STORY_WITHDRAWN:
	case STORY_SKIPPED:
		return (
		    struct span){ (int)visible, (int)visible, 0, INT64_MAX };
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

		w->keys = arena_grow(w->a, w->keys, w->room * sizeof(*w->keys),
		    more * sizeof(*w->keys));
		w->room = more;
	}
	w->keys[w->n++] = (struct key){ id, order };
}

/* The narrow columns. */
struct row {
	int64_t id, turn_at, publish_at, window_from;
	int64_t rubric_id, responsible_id;
	enum story_state visible;
	bool kind_wanted;
};

static enum story_state
visible_at(enum story_state stored, int64_t turn_at, int64_t now)
{
	if (turn_at > now || stored > STORY_SCHEDULED)
		return stored;
	return stored == STORY_SCHEDULED ? STORY_PUBLISHED : STORY_MISSED;
}

static void
row_read(struct stmt *q, const struct walk *w, struct row *r)
{
	int stored = story_state_parse(stmt_col_text(q, 1, w->a));

	r->id = stmt_col_int(q, 0);
	r->turn_at = stmt_col_int(q, 2);
	r->publish_at = stmt_col_int(q, 3);
	r->window_from = stmt_col_int(q, 4);
	r->kind_wanted = w->f->kind == NULL ||
			 strcmp(stmt_col_text(q, 6, w->a), w->f->kind) == 0;
	r->rubric_id = stmt_col_int(q, 7);
	r->responsible_id = stmt_col_int(q, 8);
	r->visible = visible_at((enum story_state)stored, r->turn_at, w->now);
}

/* What the walk's index did not sort out. */
static bool
row_wanted(const struct walk *w, const struct row *r)
{
	const struct story_filter *f = w->f;

	return r->kind_wanted && w->states & BIT(r->visible) &&
	       (f->rubric_id == 0 || f->rubric_id == r->rubric_id) &&
	       (f->responsible_id == 0 ||
		   f->responsible_id == r->responsible_id);
}

static int64_t
row_order(const struct walk *w, const struct row *r)
{
	if (!w->by_place)
		return r->turn_at;
	if (r->publish_at != 0)
		return r->publish_at;
	return r->window_from != 0 ? r->window_from : r->turn_at;
}

/* Step until max are found; the caller has bound what is its own. */
static enum rc
walk_run(struct walk *w, struct stmt *q)
{
	const struct story_filter *f = w->f;
	int found = 0;
	enum rc rc = RC_NOT_FOUND;
	struct row r;

	stmt_int(q, 9, f->site_only ? -1 : f->channel_id);
	while (found < w->max && (rc = stmt_row(q)) == RC_OK) {
		row_read(q, w, &r);
		if (!row_wanted(w, &r))
			continue;
		key_add(w, r.id, row_order(w, &r));
		found++;
	}
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* The rarest filter leads, since its index holds the fewest rows. */
static struct stmt *
walk_lead(struct walk *w)
{
	const struct story_filter *f = w->f;
	int down = f->newest_first ? 1 : 0;
	struct stmt *q;

	if (f->responsible_id != 0) {
		q = store_stmt(w->st, sql[WALKS_RESPONSIBLE + down]);
		stmt_int(q, 4, f->responsible_id);
	} else if (f->rubric_id != 0) {
		q = store_stmt(w->st, sql[WALKS_RUBRIC + down]);
		stmt_int(q, 4, f->rubric_id);
	} else if (f->kind != NULL) {
		q = store_stmt(w->st, sql[WALKS_KIND + down]);
		stmt_text(q, 5, f->kind);
	} else {
		q = store_stmt(w->st, sql[WALKS_STATE + down]);
	}
	return q;
}

static enum rc
walk_states(struct walk *w)
{
	enum rc rc = RC_OK;

	for (int v = 0; v < STORY_STATE__COUNT; v++) {
		struct span p = span_of((enum story_state)v, w->now);

		if (!(w->states & BIT(v)))
			continue;
		for (int s = p.first; s <= p.last && rc == RC_OK; s++) {
			struct stmt *q = walk_lead(w);

			stmt_text(q, 1, story_states[s].name);
			stmt_int(q, 2, p.from);
			stmt_int(q, 3, p.to);
			rc = walk_run(w, q);
		}
	}
	return rc;
}

static enum rc
walk_range(struct walk *w)
{
	int down = w->f->newest_first ? 1 : 0;
	int64_t to = w->f->to > 0 ? w->f->to : STORY_NEVER;
	struct stmt *q = store_stmt(w->st, sql[WALKS_MINUTE + down]);
	enum rc rc;

	stmt_int(q, 2, w->f->from);
	stmt_int(q, 3, to);
	if ((rc = walk_run(w, q)) != RC_OK)
		return rc;
	q = store_stmt(w->st, sql[WALKS_WINDOW]);
	stmt_int(q, 2, w->f->from);
	stmt_int(q, 3, to);
	stmt_int(q, 4, to + WALKS_WINDOW_MAX_S);
	return walk_run(w, q);
}

static enum rc
walk_event(struct walk *w)
{
	struct stmt *q = store_stmt(w->st, sql[WALKS_EVENT]);

	stmt_int(q, 4, w->f->event_id);
	return walk_run(w, q);
}

static int
key_compare(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
walk_finish(struct walk *w, int64_t **ids, int *n)
{
	size_t k = w->n < (size_t)w->max ? w->n : (size_t)w->max;
	int64_t *out = arena_alloc(w->a, (k + 1) * sizeof(*out));

	if (w->n > 1)
		qsort(w->keys, w->n, sizeof(*w->keys), key_compare);
	for (size_t i = 0; i < k; i++)
		out[i] = w->keys[w->f->newest_first ? w->n - 1 - i : i].id;
	*ids = out;
	*n = (int)k;
}

enum rc
walks_list(struct store *st, struct arena *a, const struct story_filter *f,
    int64_t now, int max, int64_t **ids, int *n)
{
	struct walk w = { .st = st,
		.a = a,
		.f = f,
		.now = now,
		.max = max,
		.states = f->states != 0 ? f->states : ~0u };
	bool range = f->from > 0 || f->to > 0;
	enum rc rc;

	w.by_place = range || f->event_id != 0;
	if (f->event_id != 0)
		rc = walk_event(&w);
	else if (range)
		rc = walk_range(&w);
	else
		rc = walk_states(&w);
	walk_finish(&w, ids, n);
	return rc;
}

static enum rc
count_span(
    struct store *st, int stored, int64_t from, int64_t to, int cap, int *n)
{
	struct stmt *q = store_stmt(st, sql[WALKS_COUNT]);
	int found = 0;
	enum rc rc;

	stmt_text(q, 1, story_states[stored].name);
	stmt_int(q, 2, from);
	stmt_int(q, 3, to);
	stmt_int(q, 4, cap - *n);
	rc = stmt_count(q, &found);
	*n += found;
	return rc;
}

enum rc
walks_count(struct store *st, unsigned states, int64_t now, int cap, int *n)
{
	enum rc rc = RC_OK;

	*n = 0;
	for (int v = 0; v < STORY_STATE__COUNT; v++) {
		struct span p = span_of((enum story_state)v, now);

		if (!(states & BIT(v)))
			continue;
		for (int s = p.first; s <= p.last; s++) {
			if (*n >= cap)
				return RC_OK;
			rc = count_span(st, s, p.from, p.to, cap, n);
			if (rc != RC_OK)
				return rc;
		}
	}
	return rc;
}

enum rc
walks_count_between(struct store *st, int64_t from, int64_t to, int cap, int *n)
{
	*n = 0;
	return count_span(st, STORY_SCHEDULED, from, to, cap, n);
}

enum rc
walks_minutes(struct store *st, struct arena *a, int64_t channel_id,
    int64_t from, int64_t to, int64_t **at, int *n)
{
	struct stmt *q = store_stmt(
	    st, sql[channel_id ? WALKS_CHANNEL_MINUTES : WALKS_SITE_MINUTES]);
	enum rc rc;

	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	if (channel_id != 0)
		stmt_int(q, 3, channel_id);
	stmt_int(q, 4, WALKS_MINUTES_MAX);
	*at = stmt_ints(q, a, n, &rc);
	return rc;
}

enum rc
walks_minute_before(
    struct store *st, int64_t channel_id, int64_t from, int64_t *at)
{
	struct stmt *q = store_stmt(
	    st, sql[channel_id ? WALKS_CHANNEL_BEFORE : WALKS_SITE_BEFORE]);
	enum rc rc;

	*at = 0;
	stmt_int(q, 1, 0);
	stmt_int(q, 2, from);
	if (channel_id != 0)
		stmt_int(q, 3, channel_id);
	rc = stmt_one_int(q, at);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
