#include "base/arena.h"
#include "mediaplan/cycle.h"
#include "store/db.h"

enum { CYCLES_CURRENT, CYCLES_LEAVE, CYCLES_INSERT, CYCLES__COUNT };

static const char *const sql[CYCLES__COUNT] = {
	/* A site has one cycle a year: these read a dozen rows. */
	[CYCLES_CURRENT] =
	    "SELECT id, title, kind, starts_at, ends_at, current FROM cycles"
	    " WHERE current = 1 ORDER BY id DESC LIMIT 1",
	[CYCLES_LEAVE] = "UPDATE cycles SET current = 0 WHERE current = 1",
	[CYCLES_INSERT] =
	    "INSERT INTO cycles (title, kind, starts_at, ends_at, current)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
};
STORE_STATEMENTS(sql);

enum rc
cycles_current(struct store *st, struct arena *a, struct cycle *out)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_CURRENT]);
	enum rc rc;

	if ((rc = stmt_row(q)) == RC_OK) {
		out->id = stmt_col_int(q, 0);
		out->title = stmt_col_text(q, 1, a);
		out->kind = stmt_col_text(q, 2, a);
		out->starts_at = stmt_col_int(q, 3);
		out->ends_at = stmt_col_int(q, 4);
		out->current = stmt_col_int(q, 5) != 0;
	}
	stmt_reset(q);
	return rc;
}

enum rc
cycles_insert(struct store *st, struct cycle *c)
{
	enum rc rc = RC_OK;

	if (c->current)
		rc = store_exec(st, sql[CYCLES_LEAVE], NULL, "");
	if (rc == RC_OK)
		rc = store_exec(st, sql[CYCLES_INSERT], NULL, "ttiii", c->title,
		    c->kind, c->starts_at, c->ends_at, (int64_t)c->current);
	if (rc == RC_OK)
		c->id = store_last_id(st);
	return rc;
}
