#include "register/record.h"
#include "register/record_inner.h"
#include "register/register.h"
#include "store/db.h"

enum {
	RECORDS_LIST,
	RECORDS_COUNT,
	RECORDS_BY_ID,
	RECORDS_IDS,
	RECORDS_CHANGED_AT,
	RECORDS_INSERT,
	RECORDS_UPDATE,
	RECORDS_TOUCH,
	RECORDS_ERASABLE,
	RECORDS_ERASE,
	RECORDS__COUNT
};

#define ROW                                                                    \
	"SELECT id, register, content, shown, archived, version, created_at,"  \
	" updated_at, erase_at FROM records"

static const char *const sql[RECORDS__COUNT] = {
	/* At most REGISTER_RECORDS_MAX rows; their order is the description's,
	 * which no index knows. */
	[RECORDS_LIST] =
	    ROW " WHERE register = ?1 AND archived = ?2 AND shown >= ?3"
		" ORDER BY id LIMIT ?4",
	[RECORDS_COUNT] = "SELECT COUNT(*) FROM records WHERE register = ?1"
			  " AND archived = ?2 AND shown >= ?3",
	[RECORDS_BY_ID] = ROW " WHERE id = ?1",
	[RECORDS_IDS] =
	    "SELECT id FROM records WHERE id > ?1 ORDER BY id LIMIT ?2",
	[RECORDS_CHANGED_AT] =
	    "SELECT MAX(updated_at) FROM records WHERE register = ?1",
	[RECORDS_INSERT] =
	    "INSERT INTO records (register, content, shown, archived, version,"
	    " created_at, updated_at, erase_at)"
	    " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7)",
	[RECORDS_UPDATE] =
	    "UPDATE records SET content = ?3, shown = ?4, archived = ?5,"
	    " version = ?2 + 1, updated_at = ?6, erase_at = ?7 WHERE id = ?1 AND version = ?2",
	[RECORDS_TOUCH] = "UPDATE records SET updated_at = ?2 WHERE id = ?1",
	[RECORDS_ERASABLE] =
	    "SELECT COUNT(*) FROM records WHERE erase_at <= ?1",
	[RECORDS_ERASE] = "DELETE FROM records WHERE erase_at <= ?1",
};
STORE_STATEMENTS(sql);

static void
record_read(struct stmt *q, struct arena *a, void *row)
{
	struct record *r = row;

	r->id = stmt_col_int(q, 0);
	r->def = register_by_name(stmt_col_text(q, 1, a));
	r->content = stmt_col_text(q, 2, a);
	r->shown = stmt_col_int(q, 3) != 0;
	r->archived = stmt_col_int(q, 4) != 0;
	r->version = stmt_col_int(q, 5);
	r->created_at = stmt_col_int(q, 6);
	r->updated_at = stmt_col_int(q, 7);
	r->erase_at = stmt_col_int(q, 8);
	if (r->def != NULL)
		record_content_read(a, r);
}

static void
bind_which(struct stmt *q, const char *reg, enum records_which which)
{
	stmt_text(q, 1, reg);
	stmt_int(q, 2, which == RECORDS_ARCHIVED);
	stmt_int(q, 3, which == RECORDS_SHOWN);
}

enum rc
records_list(struct store *st, struct arena *a, const char *reg,
    enum records_which which, struct record **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_LIST]);
	enum rc rc;

	*n = 0;
	*out = NULL;
	if (register_by_name(reg) == NULL)
		return RC_OK;
	bind_which(q, reg, which);
	stmt_int(q, 4, REGISTER_RECORDS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), record_read, n, &rc);
	record_order(a, *out, *n);
	return rc;
}

enum rc
records_count(
    struct store *st, const char *reg, enum records_which which, int *n)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_COUNT]);

	bind_which(q, reg, which);
	return stmt_count(q, n);
}

enum rc
records_by_id(struct store *st, struct arena *a, int64_t id, struct record *out)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_BY_ID]);
	enum rc rc;

	stmt_int(q, 1, id);
	rc = stmt_one(q, a, record_read, out);
	return rc == RC_OK && out->def == NULL ? RC_NOT_FOUND : rc;
}

enum rc
records_ids(struct store *st, int64_t after, int max, int64_t *ids, int *n)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_IDS]);
	enum rc rc;

	*n = 0;
	stmt_int(q, 1, after);
	stmt_int(q, 2, max);
	while ((rc = stmt_row(q)) == RC_OK)
		ids[(*n)++] = stmt_col_int(q, 0);
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
records_changed_at(struct store *st, const char *reg, int64_t *at)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_CHANGED_AT]);

	stmt_text(q, 1, reg);
	return stmt_one_int(q, at);
}

enum rc
records_insert(struct store *st, struct record *r)
{
	enum rc rc = store_exec(st, sql[RECORDS_INSERT], NULL, "ttiiiiz",
	    r->def->name, r->content, (int64_t)r->shown, (int64_t)r->archived,
	    r->created_at, r->updated_at, r->erase_at);

	if (rc != RC_OK)
		return rc;
	r->id = store_last_id(st);
	r->version = 1;
	return RC_OK;
}

enum rc
records_update(struct store *st, struct record *r)
{
	enum rc rc = store_change(st, sql[RECORDS_UPDATE], RC_CONFLICT,
	    "iitiiiz", r->id, r->version, r->content, (int64_t)r->shown,
	    (int64_t)r->archived, r->updated_at, r->erase_at);

	if (rc == RC_OK)
		r->version++;
	return rc;
}

enum rc
records_touch(struct store *st, int64_t id, int64_t at)
{
	return store_exec(st, sql[RECORDS_TOUCH], NULL, "ii", id, at);
}

enum rc
records_erasable(struct store *st, int64_t now, int *n)
{
	struct stmt *q = store_stmt(st, sql[RECORDS_ERASABLE]);

	stmt_int(q, 1, now);
	return stmt_count(q, n);
}

enum rc
records_erase(struct store *st, int64_t now)
{
	return store_exec(st, sql[RECORDS_ERASE], NULL, "i", now);
}
