#include "roadmap/intakes.h"

#include "roadmap/intake.h"
#include "store/db.h"

enum {
	INTAKES_BY_ID,
	INTAKES_LIST,
	INTAKES_INSERT,
	INTAKES_UPDATE,
	INTAKES__COUNT
};

#define ROW(source)                                                            \
	"SELECT i.id, i.cycle_id, i.roadmap_id, i.state, i.filename,"          \
	" " source ", i.roles, i.report, i.account_id, i.at, c.name"           \
	" FROM roadmap_imports i LEFT JOIN accounts c ON c.id = i.account_id"

static const char *const sql[INTAKES__COUNT] = {
	[INTAKES_BY_ID] = ROW("i.source") " WHERE i.id = ?1",
	[INTAKES_LIST] =
	    ROW("''") " WHERE i.cycle_id = ?1 ORDER BY i.id DESC LIMIT ?2",
	[INTAKES_INSERT] =
	    "INSERT INTO roadmap_imports (cycle_id, roadmap_id, state,"
	    " filename, source, roles, sha256, report, account_id, at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[INTAKES_UPDATE] =
	    "UPDATE roadmap_imports SET roadmap_id = ?2, state = ?3,"
	    " roles = ?4, report = ?5 WHERE id = ?1",
};
STORE_STATEMENTS(sql);

static void
intake_read_row(struct stmt *q, struct arena *a, void *row)
{
	struct intake *t = row;

	t->id = stmt_col_int(q, 0);
	t->cycle_id = stmt_col_int(q, 1);
	t->roadmap_id = stmt_col_int(q, 2);
	t->state = stmt_col_text(q, 3, a);
	t->filename = stmt_col_text(q, 4, a);
	t->source = stmt_col_text(q, 5, a);
	t->roles = stmt_col_text(q, 6, a);
	t->report = stmt_col_text(q, 7, a);
	t->account_id = stmt_col_int(q, 8);
	t->at = stmt_col_int(q, 9);
	t->who = stmt_col_text(q, 10, a);
}

enum rc
intakes_by_id(struct store *st, struct arena *a, int64_t id, struct intake *out)
{
	struct stmt *q = store_stmt(st, sql[INTAKES_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, intake_read_row, out);
}

enum rc
intakes_list(struct store *st, struct arena *a, int64_t cycle_id,
    struct intake **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[INTAKES_LIST]);
	enum rc rc;

	stmt_int(q, 1, cycle_id);
	stmt_int(q, 2, INTAKES_MAX);
	*out = stmt_rows(q, a, sizeof(**out), intake_read_row, n, &rc);
	return rc;
}

enum rc
intakes_insert(struct store *st, struct intake *t, const char *sha256)
{
	enum rc rc = store_exec(st, sql[INTAKES_INSERT], NULL, "izttttttzi",
	    t->cycle_id, t->roadmap_id, t->state, t->filename, t->source,
	    t->roles, sha256, t->report, t->account_id, t->at);

	if (rc == RC_OK)
		t->id = store_last_id(st);
	return rc;
}

enum rc
intakes_update(struct store *st, const struct intake *t)
{
	return store_change(st, sql[INTAKES_UPDATE], RC_NOT_FOUND, "izttt",
	    t->id, t->roadmap_id, t->state, t->roles, t->report);
}
