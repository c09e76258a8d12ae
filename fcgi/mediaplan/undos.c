#include "mediaplan/undos.h"
#include "store/db.h"

enum { UNDOS_BY_ID, UNDOS_INSERT, UNDOS_USE, UNDOS_FORGET, UNDOS__COUNT };

static const char *const sql[UNDOS__COUNT] = {
	[UNDOS_BY_ID] =
	    "SELECT id, account_id, at, action, story_id, version, before,"
	    " used_at FROM undos WHERE id = ?1",
	[UNDOS_INSERT] =
	    "INSERT INTO undos (account_id, at, action, story_id, version,"
	    " before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[UNDOS_USE] = "UPDATE undos SET used_at = ?2 WHERE id = ?1"
		      " AND used_at IS NULL",
	[UNDOS_FORGET] = "DELETE FROM undos WHERE at < ?1",
};
STORE_STATEMENTS(sql);

static void
undo_read(struct stmt *q, struct arena *a, void *row)
{
	struct undo *u = row;

	u->id = stmt_col_int(q, 0);
	u->account_id = stmt_col_int(q, 1);
	u->at = stmt_col_int(q, 2);
	u->action = stmt_col_text(q, 3, a);
	u->story_id = stmt_col_int(q, 4);
	u->version = stmt_col_int(q, 5);
	u->before = stmt_col_text(q, 6, a);
	u->used_at = stmt_col_int(q, 7);
}

enum rc
undos_by_id(struct store *st, struct arena *a, int64_t id, struct undo *out)
{
	struct stmt *q = store_stmt(st, sql[UNDOS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, undo_read, out);
}

enum rc
undos_insert(struct store *st, struct undo *u)
{
	enum rc rc;

	rc = store_exec(st, sql[UNDOS_FORGET], NULL, "i", u->at - UNDO_KEEP_S);
	if (rc != RC_OK)
		return rc;
	rc = store_exec(st, sql[UNDOS_INSERT], NULL, "iitiit", u->account_id,
	    u->at, u->action, u->story_id, u->version, u->before);
	if (rc == RC_OK)
		u->id = store_last_id(st);
	return rc;
}

enum rc
undos_use(struct store *st, int64_t id, int64_t now)
{
	return store_change(st, sql[UNDOS_USE], RC_CONFLICT, "ii", id, now);
}
