#include "roadmap/decisions.h"

#include "store/db.h"

enum { DECISIONS_OF, DECISIONS_INSERT, DECISIONS__COUNT };

static const char *const sql[DECISIONS__COUNT] = {
	[DECISIONS_OF] =
	    "SELECT d.id, d.at, d.account_id, c.name, d.kind, d.reason,"
	    " d.from_day, d.to_day FROM deadline_decisions d"
	    " LEFT JOIN accounts c ON c.id = d.account_id"
	    " WHERE d.activity_id = ?1 ORDER BY d.id DESC LIMIT ?2",
	[DECISIONS_INSERT] =
	    "INSERT INTO deadline_decisions (activity_id, at, account_id, kind,"
	    " from_day, to_day, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};
STORE_STATEMENTS(sql);

static void
decision_read(struct stmt *q, struct arena *a, void *row)
{
	struct decision *d = row;

	d->id = stmt_col_int(q, 0);
	d->at = stmt_col_int(q, 1);
	d->account_id = stmt_col_int(q, 2);
	d->who = stmt_col_text(q, 3, a);
	d->kind = stmt_col_text(q, 4, a);
	d->reason = stmt_col_text(q, 5, a);
	d->from = stmt_col_day(q, 6);
	d->to = stmt_col_day(q, 7);
}

enum rc
decisions_of(struct store *st, struct arena *a, int64_t activity_id,
    struct decision **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[DECISIONS_OF]);
	enum rc rc;

	stmt_int(q, 1, activity_id);
	stmt_int(q, 2, DECISIONS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), decision_read, n, &rc);
	return rc;
}

enum rc
decisions_insert(
    struct store *st, int64_t activity_id, const struct decision *d)
{
	struct stmt *q = store_stmt(st, sql[DECISIONS_INSERT]);

	stmt_int(q, 1, activity_id);
	stmt_int(q, 2, d->at);
	stmt_int_or_null(q, 3, d->account_id);
	stmt_text(q, 4, d->kind);
	stmt_day(q, 5, d->from);
	stmt_day(q, 6, d->to);
	stmt_text(q, 7, d->reason);
	return stmt_done(q, NULL);
}
