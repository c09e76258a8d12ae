#include "mediaplan/attendances.h"

#include <string.h>
#include "mediaplan/attendance.h"
#include "store/db.h"

enum {
	ATTENDANCES_OF,
	ATTENDANCES_LIST,
	ATTENDANCES_DROP,
	ATTENDANCES_INSERT,
	ATTENDANCES__COUNT
};

#define ROW                                                                    \
	"SELECT t.event_id, t.audience, t.present, t.total, t.note, e.title,"  \
	" e.starts_at FROM events e JOIN attendances t ON t.event_id = e.id"

static const char *const sql[ATTENDANCES__COUNT] = {
	[ATTENDANCES_OF] = ROW " WHERE e.id = ?1",
	[ATTENDANCES_LIST] =
	    ROW " WHERE e.starts_at >= ?1 AND e.starts_at < ?2"
		" AND e.cancelled = 0 ORDER BY e.starts_at, e.id LIMIT ?3",
	[ATTENDANCES_DROP] = "DELETE FROM attendances WHERE event_id = ?1",
	[ATTENDANCES_INSERT] =
	    "INSERT INTO attendances (event_id, audience, present, total, note)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
};
STORE_STATEMENTS(sql);

static enum attendance_audience
audience_of(const char *name)
{
	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++)
		if (strcmp(attendance_words[i].name, name) == 0)
			return (enum attendance_audience)i;
	return ATTENDANCE_OTHER;
}

static void
attendance_read(struct stmt *q, struct arena *a, void *row)
{
	struct attendance *t = row;

	t->event_id = stmt_col_int(q, 0);
	t->audience = audience_of(stmt_col_text(q, 1, a));
	t->present = (int)stmt_col_int(q, 2);
	t->total = stmt_col_null(q, 3) ? -1 : (int)stmt_col_int(q, 3);
	t->note = stmt_col_text(q, 4, a);
	t->event = stmt_col_text(q, 5, a);
	t->starts_at = stmt_col_int(q, 6);
}

static enum rc
attendance_rows(
    struct stmt *q, struct arena *a, struct attendance **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), attendance_read, n, &rc);
	return rc;
}

enum rc
attendances_of(struct store *st, struct arena *a, int64_t event_id,
    struct attendance **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ATTENDANCES_OF]);

	stmt_int(q, 1, event_id);
	return attendance_rows(q, a, out, n);
}

enum rc
attendances_list(struct store *st, struct arena *a, int64_t from, int64_t to,
    struct attendance **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ATTENDANCES_LIST]);

	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	stmt_int(q, 3, ATTENDANCE_LIST_MAX);
	return attendance_rows(q, a, out, n);
}

enum rc
attendances_drop(struct store *st, int64_t event_id)
{
	return store_exec(st, sql[ATTENDANCES_DROP], NULL, "i", event_id);
}

enum rc
attendances_insert(struct store *st, const struct attendance *t)
{
	struct stmt *q = store_stmt(st, sql[ATTENDANCES_INSERT]);

	stmt_int(q, 1, t->event_id);
	stmt_text(q, 2, attendance_words[t->audience].name);
	stmt_int(q, 3, t->present);
	if (t->total < 0)
		stmt_null(q, 4);
	else
		stmt_int(q, 4, t->total);
	stmt_text(q, 5, t->note);
	return stmt_done(q, NULL);
}
