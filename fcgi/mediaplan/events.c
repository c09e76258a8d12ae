#include "mediaplan/event.h"
#include "mediaplan/index.h"
#include "store/db.h"

enum {
	EVENTS_BY_ID,
	EVENTS_LIST,
	EVENTS_PUBLIC,
	EVENTS_OF_ACTIVITY,
	EVENTS_BELOW,
	EVENTS_INSERT,
	EVENTS_UPDATE,
	EVENTS__COUNT
};

#define ROW                                                                    \
	"SELECT e.id, e.title, e.audience, e.place, e.about, e.starts_at,"     \
	" e.ends_at, e.responsible_id, a.name, e.cancelled, e.public,"         \
	" e.version, e.created_at, e.updated_at, e.activity_id, e.informs"     \
	" FROM events e"                                                       \
	" LEFT JOIN accounts a ON a.id = e.responsible_id"
/* ?1 is from minus the longest event: the index knows only starts. */
#define TOUCHES                                                                \
	" WHERE e.starts_at > ?1 AND e.starts_at < ?3 AND e.ends_at >= ?2"

static const char *const sql[EVENTS__COUNT] = {
	[EVENTS_BY_ID] = ROW " WHERE e.id = ?1",
	[EVENTS_LIST] = ROW TOUCHES " ORDER BY e.starts_at, e.id LIMIT ?4",
	[EVENTS_PUBLIC] = ROW TOUCHES " AND e.public = 1 AND e.cancelled = 0"
				      " ORDER BY e.starts_at, e.id LIMIT ?4",
	[EVENTS_OF_ACTIVITY] = ROW " WHERE e.activity_id = ?1"
				   " ORDER BY e.starts_at, e.id LIMIT ?2",
	[EVENTS_BELOW] = ROW " WHERE e.id < ?1 ORDER BY e.id DESC LIMIT ?2",
	[EVENTS_INSERT] =
	    "INSERT INTO events (title, audience, place, about, starts_at,"
	    " ends_at, responsible_id, cancelled, public, version,"
	    " activity_id, informs, created_at, updated_at) VALUES (?1, ?2, ?3,"
	    " ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
	[EVENTS_UPDATE] =
	    "UPDATE events SET title = ?1, audience = ?2, place = ?3,"
	    " about = ?4, starts_at = ?5, ends_at = ?6, responsible_id = ?7,"
	    " cancelled = ?8, public = ?9, version = ?10 + 1,"
	    " activity_id = ?11, informs = ?12, updated_at = ?13"
	    " WHERE id = ?14 AND version = ?10",
};
STORE_STATEMENTS(sql);

static void
event_read(struct stmt *q, struct arena *a, void *row)
{
	struct event *e = row;

	e->id = stmt_col_int(q, 0);
	e->title = stmt_col_text(q, 1, a);
	e->audience = stmt_col_text(q, 2, a);
	e->place = stmt_col_text(q, 3, a);
	e->about = stmt_col_text(q, 4, a);
	e->starts_at = stmt_col_int(q, 5);
	e->ends_at = stmt_col_int(q, 6);
	e->responsible_id = stmt_col_int(q, 7);
	e->responsible = stmt_col_text(q, 8, a);
	e->cancelled = stmt_col_int(q, 9) != 0;
	e->public = stmt_col_int(q, 10) != 0;
	e->version = stmt_col_int(q, 11);
	e->created_at = stmt_col_int(q, 12);
	e->updated_at = stmt_col_int(q, 13);
	e->activity_id = stmt_col_int(q, 14);
	e->informs = stmt_col_int(q, 15) != 0;
}

enum rc
events_by_id(struct store *st, struct arena *a, int64_t id, struct event *out)
{
	struct stmt *q = store_stmt(st, sql[EVENTS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, event_read, out);
}

enum rc
events_list(struct store *st, struct arena *a, int64_t from, int64_t to,
    bool public_only, int max, struct event **out, int *n)
{
	struct stmt *q =
	    store_stmt(st, sql[public_only ? EVENTS_PUBLIC : EVENTS_LIST]);
	enum rc rc;

	stmt_int(q, 1, from - EVENT_LENGTH_MAX_S);
	stmt_int(q, 2, from);
	stmt_int(q, 3, to);
	stmt_int(q, 4, max);
	*out = stmt_rows(q, a, sizeof(**out), event_read, n, &rc);
	return rc;
}

enum rc
events_of_activity(struct store *st, struct arena *a, int64_t activity_id,
    int max, struct event **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[EVENTS_OF_ACTIVITY]);
	enum rc rc;

	stmt_int(q, 1, activity_id);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), event_read, n, &rc);
	return rc;
}

enum rc
events_below(struct store *st, struct arena *a, int64_t below, int max,
    struct event **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[EVENTS_BELOW]);
	enum rc rc;

	stmt_int(q, 1, below > 0 ? below : INT64_MAX);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), event_read, n, &rc);
	return rc;
}

static void
event_bind(struct stmt *q, const struct event *e)
{
	stmt_text(q, 1, e->title);
	stmt_text(q, 2, e->audience);
	stmt_text(q, 3, e->place);
	stmt_text(q, 4, e->about);
	stmt_int(q, 5, e->starts_at);
	stmt_int(q, 6, e->ends_at);
	stmt_int_or_null(q, 7, e->responsible_id);
	stmt_int(q, 8, e->cancelled);
	stmt_int(q, 9, e->public);
	stmt_int(q, 10, e->version);
	stmt_int_or_null(q, 11, e->activity_id);
	stmt_int(q, 12, e->informs);
}

enum rc
events_insert(struct store *st, struct event *e)
{
	struct stmt *q = store_stmt(st, sql[EVENTS_INSERT]);
	enum rc rc;

	event_bind(q, e);
	stmt_int(q, 13, e->created_at);
	stmt_int(q, 14, e->updated_at);
	if ((rc = stmt_done(q, NULL)) != RC_OK)
		return rc;
	e->id = store_last_id(st);
	return index_event(st, e);
}

enum rc
events_update(struct store *st, struct event *e)
{
	struct stmt *q = store_stmt(st, sql[EVENTS_UPDATE]);
	enum rc rc;

	event_bind(q, e);
	stmt_int(q, 13, e->updated_at);
	stmt_int(q, 14, e->id);
	if ((rc = stmt_change(q, RC_CONFLICT)) != RC_OK)
		return rc;
	e->version++;
	return index_event(st, e);
}
