#include "store/db.h"
#include "store/migrations.h"

enum {
	MIGRATIONS_LIST,
	MIGRATIONS_INSERT,
	MIGRATIONS_BY_VERSION,
	MIGRATIONS__COUNT
};

static const char *const sql[MIGRATIONS__COUNT] = {
	[MIGRATIONS_LIST] =
	    "SELECT version, name, sha256 FROM migrations ORDER BY version",
	[MIGRATIONS_INSERT] =
	    "INSERT INTO migrations (version, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)",
	[MIGRATIONS_BY_VERSION] =
	    "SELECT name FROM migrations WHERE version = ?1",
};
STORE_STATEMENTS(sql);

static void
migration_read(struct stmt *q, struct arena *a, void *row)
{
	struct migration *m = row;

	m->version = (int)stmt_col_int(q, 0);
	m->name = stmt_col_text(q, 1, a);
	m->sha256 = stmt_col_text(q, 2, a);
}

enum rc
migrations_make(struct store *st)
{
	return store_script(st,
	    "CREATE TABLE IF NOT EXISTS migrations ("
	    "version INTEGER PRIMARY KEY, name TEXT NOT NULL,"
	    " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
}

enum rc
migrations_list(
    struct store *st, struct arena *a, struct migration **list, int *n)
{
	struct stmt *q = store_stmt(st, sql[MIGRATIONS_LIST]);
	enum rc rc;

	*list = stmt_rows(q, a, sizeof(**list), migration_read, n, &rc);
	return rc;
}

enum rc
migrations_insert(struct store *st, const struct migration *m, int64_t now)
{
	return store_exec(st, sql[MIGRATIONS_INSERT], NULL, "itti",
	    (int64_t)m->version, m->name, m->sha256, now);
}

enum rc
migrations_by_version(struct store *st, int version)
{
	struct stmt *q = store_stmt(st, sql[MIGRATIONS_BY_VERSION]);

	stmt_int(q, 1, version);
	return stmt_any(q);
}
