#include "mediaplan/readings.h"

#include "store/db.h"

enum {
	READINGS_NEWER,
	READINGS_NEWER_RUBRIC,
	READINGS_EVENT_AFTER,
	READINGS_EVENT_BEFORE,
	READINGS_PARTS,
	READINGS_STORIES,
	READINGS_EVENTS,
	READINGS__COUNT
};

#define SEEN " public = 1 AND cancelled = 0"
#define UP   " AND turn_at >= ?1 AND turn_at <= ?2 ORDER BY turn_at LIMIT 1"

static const char *const sql[READINGS__COUNT] = {
	[READINGS_NEWER] = "SELECT turn_at FROM stories"
			   " WHERE state = 'scheduled'" UP " OFFSET ?3",
	[READINGS_NEWER_RUBRIC] =
	    "SELECT turn_at FROM stories"
	    " WHERE rubric_id = ?4 AND state = 'scheduled'" UP " OFFSET ?3",
	[READINGS_EVENT_AFTER] =
	    "SELECT starts_at FROM events WHERE starts_at >= ?1 AND" SEEN
	    " ORDER BY starts_at LIMIT 1",
	[READINGS_EVENT_BEFORE] =
	    "SELECT starts_at FROM events WHERE starts_at < ?1 AND" SEEN
	    " ORDER BY starts_at DESC LIMIT 1",
	[READINGS_PARTS] =
	    "WITH RECURSIVE part(n) AS (SELECT 1 UNION ALL SELECT n + 1"
	    " FROM part WHERE n * ?1 < (SELECT MAX(id) FROM stories))"
	    " SELECT n FROM part WHERE EXISTS (SELECT 1 FROM stories"
	    " WHERE id > (n - 1) * ?1 AND id <= n * ?1"
	    " AND +state = 'scheduled' AND +turn_at <= ?2) LIMIT ?3",
	/* The plus keeps the walk on the ids: another index would sort. */
	[READINGS_STORIES] =
	    "SELECT id, slug, MAX(changed_at, turn_at) FROM stories"
	    " WHERE id > ?1 AND id <= ?2 AND +state = 'scheduled'"
	    " AND +turn_at <= ?3 AND slug IS NOT NULL ORDER BY id",
	[READINGS_EVENTS] =
	    "SELECT id, NULL, updated_at FROM events WHERE starts_at > 0"
	    " AND" SEEN " ORDER BY starts_at DESC LIMIT ?1",
};
STORE_STATEMENTS(sql);

enum { READINGS_PARTS_MAX = 1000 /* ten million stories */ };

/* One number; none is 0. */
static enum rc
one(struct stmt *q, int64_t *at)
{
	enum rc rc;

	*at = 0;
	rc = stmt_one_int(q, at);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
readings_newer(struct store *st, int64_t rubric_id, int64_t before, int max,
    int64_t now, int64_t *at)
{
	struct stmt *q = store_stmt(
	    st, sql[rubric_id ? READINGS_NEWER_RUBRIC : READINGS_NEWER]);

	stmt_int(q, 1, before);
	stmt_int(q, 2, now);
	stmt_int(q, 3, max);
	if (rubric_id != 0)
		stmt_int(q, 4, rubric_id);
	return one(q, at);
}

enum rc
readings_event_after(struct store *st, int64_t from, int64_t *at)
{
	struct stmt *q = store_stmt(st, sql[READINGS_EVENT_AFTER]);

	stmt_int(q, 1, from);
	return one(q, at);
}

enum rc
readings_event_before(struct store *st, int64_t before, int64_t *at)
{
	struct stmt *q = store_stmt(st, sql[READINGS_EVENT_BEFORE]);

	stmt_int(q, 1, before);
	return one(q, at);
}

enum rc
readings_parts(struct store *st, struct arena *a, int64_t size, int64_t now,
    int64_t **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[READINGS_PARTS]);
	enum rc rc;

	stmt_int(q, 1, size);
	stmt_int(q, 2, now);
	stmt_int(q, 3, READINGS_PARTS_MAX);
	*out = stmt_ints(q, a, n, &rc);
	return rc;
}

static void
reading_read(struct stmt *q, struct arena *a, void *row)
{
	struct reading *r = row;

	r->id = stmt_col_int(q, 0);
	r->slug = stmt_col_text(q, 1, a);
	r->changed_at = stmt_col_int(q, 2);
}

static enum rc
list(struct stmt *q, struct arena *a, struct reading **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), reading_read, n, &rc);
	return rc;
}

enum rc
readings_stories(struct store *st, struct arena *a, int64_t from, int64_t to,
    int64_t now, struct reading **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[READINGS_STORIES]);

	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	stmt_int(q, 3, now);
	return list(q, a, out, n);
}

enum rc
readings_events(
    struct store *st, struct arena *a, int max, struct reading **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[READINGS_EVENTS]);

	stmt_int(q, 1, max);
	return list(q, a, out, n);
}
