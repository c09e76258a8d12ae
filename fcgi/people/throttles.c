#include "people/throttles.h"
#include "store/db.h"

enum {
	THROTTLES_GET,
	THROTTLES_SET,
	THROTTLES_REMOVE,
	THROTTLES_REMOVE_OLD,
	THROTTLES__COUNT
};

static const char *const sql[THROTTLES__COUNT] = {
	[THROTTLES_GET] = "SELECT failures, first_at, until_at FROM throttles"
			  " WHERE name = ?1",
	[THROTTLES_SET] =
	    "INSERT INTO throttles (name, failures, first_at, until_at)"
	    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE SET"
	    " failures = ?2, first_at = ?3, until_at = ?4",
	[THROTTLES_REMOVE] = "DELETE FROM throttles WHERE name = ?1",
	[THROTTLES_REMOVE_OLD] =
	    "DELETE FROM throttles WHERE first_at < ?1 AND until_at < ?1",
};
STORE_STATEMENTS(sql);

enum rc
throttles_get(struct store *st, const char *name, struct throttles_row *out)
{
	struct stmt *q = store_stmt(st, sql[THROTTLES_GET]);
	enum rc rc;

	*out = (struct throttles_row){ .failures = 0 };
	stmt_text(q, 1, name);
	if ((rc = stmt_row(q)) == RC_OK) {
		out->failures = stmt_col_int(q, 0);
		out->first_at = stmt_col_int(q, 1);
		out->until_at = stmt_col_int(q, 2);
	}
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
throttles_set(
    struct store *st, const char *name, const struct throttles_row *row)
{
	return store_exec(st, sql[THROTTLES_SET], NULL, "tiii", name,
	    row->failures, row->first_at, row->until_at);
}

enum rc
throttles_remove(struct store *st, const char *name)
{
	return store_exec(st, sql[THROTTLES_REMOVE], NULL, "t", name);
}

enum rc
throttles_remove_old(struct store *st, int64_t before)
{
	return store_exec(st, sql[THROTTLES_REMOVE_OLD], NULL, "i", before);
}
