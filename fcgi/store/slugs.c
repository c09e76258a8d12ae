#include "store/db.h"
#include "store/slugs.h"

enum { SLUGS_ADD, SLUGS_DROP, SLUGS_FIND, SLUGS__COUNT };

static const char *const sql[SLUGS__COUNT] = {
	[SLUGS_ADD] = "INSERT INTO old_slugs (kind, slug, record_id)"
		      " VALUES (?1, ?2, ?3) ON CONFLICT (kind, slug)"
		      " DO UPDATE SET record_id = excluded.record_id",
	[SLUGS_DROP] = "DELETE FROM old_slugs WHERE kind = ?1 AND slug = ?2",
	[SLUGS_FIND] = "SELECT record_id FROM old_slugs"
		       " WHERE kind = ?1 AND slug = ?2",
};
STORE_STATEMENTS(sql);

enum rc
slugs_add(
    struct store *st, const char *kind, const char *slug, int64_t record_id)
{
	return store_exec(
	    st, sql[SLUGS_ADD], NULL, "tti", kind, slug, record_id);
}

enum rc
slugs_drop(struct store *st, const char *kind, const char *slug)
{
	return store_exec(st, sql[SLUGS_DROP], NULL, "tt", kind, slug);
}

enum rc
slugs_find(
    struct store *st, const char *kind, const char *slug, int64_t *record_id)
{
	struct stmt *q = store_stmt(st, sql[SLUGS_FIND]);

	stmt_text(q, 1, kind);
	stmt_text(q, 2, slug);
	return stmt_one_int(q, record_id);
}
