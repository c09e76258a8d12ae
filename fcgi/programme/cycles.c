#include "programme/cycle.h"
#include "store/db.h"

enum {
	CYCLES_CURRENT,
	CYCLES_LIST,
	CYCLES_OVERLAPPING,
	CYCLES_BY_ID,
	CYCLES_OF_DAYS,
	CYCLES_UPDATE,
	CYCLES_SET_CURRENT,
	CYCLES_LEAVE,
	CYCLES_INSERT,
	CYCLES__COUNT
};

#define COLUMNS                                                                \
	"SELECT id, title, kind, starts_at, ends_at, current, organisation,"   \
	" agreed, approved, order_no, approved_on FROM cycles"

static const char *const sql[CYCLES__COUNT] = {
	/* A site has one cycle a year: these read a dozen rows. */
	[CYCLES_CURRENT] =
	    COLUMNS " WHERE current = 1 ORDER BY id DESC LIMIT 1",
	[CYCLES_LIST] = COLUMNS " ORDER BY starts_at DESC, id DESC LIMIT ?1",
	[CYCLES_OVERLAPPING] = COLUMNS " WHERE starts_at < ?2 AND ends_at > ?1"
				       " AND kind = ?3"
				       " ORDER BY starts_at LIMIT 1",
	[CYCLES_LEAVE] = "UPDATE cycles SET current = 0 WHERE current = 1",
	[CYCLES_INSERT] =
	    "INSERT INTO cycles (title, kind, starts_at, ends_at, current,"
	    " organisation, agreed, approved, order_no, approved_on)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[CYCLES_BY_ID] = COLUMNS " WHERE id = ?1",
	[CYCLES_OF_DAYS] = COLUMNS " WHERE starts_at = ?1 AND ends_at = ?2"
				   " ORDER BY id LIMIT 1",
	[CYCLES_UPDATE] =
	    "UPDATE cycles SET title = ?2, organisation = ?3, agreed = ?4,"
	    " approved = ?5, order_no = ?6, approved_on = ?7 WHERE id = ?1",
	[CYCLES_SET_CURRENT] = "UPDATE cycles SET current = (id = ?1)",
};
STORE_STATEMENTS(sql);

static void
cycle_read(struct stmt *q, struct arena *a, void *row)
{
	struct cycle *out = row;

	out->id = stmt_col_int(q, 0);
	out->title = stmt_col_text(q, 1, a);
	out->kind = stmt_col_text(q, 2, a);
	out->starts_at = stmt_col_int(q, 3);
	out->ends_at = stmt_col_int(q, 4);
	out->current = stmt_col_int(q, 5) != 0;
	out->organisation = stmt_col_text(q, 6, a);
	out->agreed = stmt_col_text(q, 7, a);
	out->approved = stmt_col_text(q, 8, a);
	out->order_no = stmt_col_text(q, 9, a);
	out->approved_on = stmt_col_day(q, 10);
}

enum rc
cycles_current(struct store *st, struct arena *a, struct cycle *out)
{
	return stmt_one(
	    store_stmt(st, sql[CYCLES_CURRENT]), a, cycle_read, out);
}

enum rc
cycles_list(struct store *st, struct arena *a, struct cycle **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_LIST]);
	enum rc rc;

	stmt_int(q, 1, CYCLES_MAX);
	*out = stmt_rows(q, a, sizeof(**out), cycle_read, n, &rc);
	return rc;
}

enum rc
cycles_overlapping(struct store *st, struct arena *a, const char *kind,
    int64_t from, int64_t to, struct cycle *out)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_OVERLAPPING]);

	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	stmt_text(q, 3, kind);
	return stmt_one(q, a, cycle_read, out);
}

enum rc
cycles_by_id(struct store *st, struct arena *a, int64_t id, struct cycle *out)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, cycle_read, out);
}

enum rc
cycles_of_days(struct store *st, struct arena *a, int64_t starts_at,
    int64_t ends_at, struct cycle *out)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_OF_DAYS]);

	stmt_int(q, 1, starts_at);
	stmt_int(q, 2, ends_at);
	return stmt_one(q, a, cycle_read, out);
}

static void
bind_stamps(struct stmt *q, int n, const struct cycle *c)
{
	const char *const words[] = { c->organisation, c->agreed, c->approved,
		c->order_no };

	for (size_t i = 0; i < LEN(words); i++)
		stmt_text(q, n++, words[i] == NULL ? "" : words[i]);
	stmt_day(q, n, c->approved_on);
}

enum rc
cycles_update(struct store *st, const struct cycle *c)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_UPDATE]);

	stmt_int(q, 1, c->id);
	stmt_text(q, 2, c->title);
	bind_stamps(q, 3, c);
	return stmt_change(q, RC_NOT_FOUND);
}

enum rc
cycles_set_current(struct store *st, int64_t id)
{
	return store_exec(st, sql[CYCLES_SET_CURRENT], NULL, "i", id);
}

enum rc
cycles_insert(struct store *st, struct cycle *c)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_INSERT]);
	enum rc rc = RC_OK;

	if (c->current)
		rc = store_exec(st, sql[CYCLES_LEAVE], NULL, "");
	if (rc != RC_OK)
		return rc;
	stmt_text(q, 1, c->title);
	stmt_text(q, 2, c->kind);
	stmt_int(q, 3, c->starts_at);
	stmt_int(q, 4, c->ends_at);
	stmt_int(q, 5, c->current);
	bind_stamps(q, 6, c);
	if ((rc = stmt_done(q, NULL)) == RC_OK)
		c->id = store_last_id(st);
	return rc;
}
