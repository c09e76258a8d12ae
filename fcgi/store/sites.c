#include "base/arena.h"
#include "store/db.h"
#include "store/site.h"
#include "store/sites.h"

enum {
	SITES_SETTING,
	SITES_SETTINGS,
	SITES_SET_SETTING,
	SITES_INSERT_CYCLE,
	SITES_INSERT_RUBRIC,
	SITES__COUNT
};

static const char *const sql[SITES__COUNT] = {
	[SITES_SETTING] = "SELECT value FROM settings WHERE name = ?1",
	/* A few dozen rows, all of them wanted by a page. */
	[SITES_SETTINGS] = "SELECT name, value FROM settings WHERE name > ''",
	[SITES_SET_SETTING] =
	    "INSERT INTO settings (name, value) VALUES (?1, ?2)"
	    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[SITES_INSERT_CYCLE] =
	    "INSERT INTO cycles (title, kind, starts_at, ends_at, current)"
	    " VALUES (?1, 'school', ?2, ?3, 1)",
	[SITES_INSERT_RUBRIC] =
	    "INSERT INTO rubrics (slug, title, hashtag, position)"
	    " VALUES (?1, ?2, ?3, ?4)",
};
STORE_STATEMENTS(sql);

enum rc
sites_setting(
    struct store *st, struct arena *a, const char *name, const char **value)
{
	struct stmt *q = store_stmt(st, sql[SITES_SETTING]);
	enum rc rc;

	*value = "";
	stmt_text(q, 1, name);
	rc = stmt_one_text(q, a, value);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
sites_settings(struct store *st, struct arena *a, const struct setting **list)
{
	struct stmt *q = store_stmt(st, sql[SITES_SETTINGS]);
	enum rc rc;

	*list = NULL;
	while ((rc = stmt_row(q)) == RC_OK) {
		struct setting *s = arena_alloc(a, sizeof(*s));

		s->name = stmt_col_text(q, 0, a);
		s->value = stmt_col_text(q, 1, a);
		s->next = *list;
		*list = s;
	}
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
sites_set_setting(struct store *st, const char *name, const char *value)
{
	return store_exec(st, sql[SITES_SET_SETTING], NULL, "tt", name, value);
}

enum rc
sites_insert_cycle(
    struct store *st, const char *title, int64_t starts_at, int64_t ends_at)
{
	return store_exec(st, sql[SITES_INSERT_CYCLE], NULL, "tii", title,
	    starts_at, ends_at);
}

enum rc
sites_insert_rubric(struct store *st, const char *slug, const char *title,
    const char *hashtag, int position)
{
	return store_exec(st, sql[SITES_INSERT_RUBRIC], NULL, "ttti", slug,
	    title, hashtag, (int64_t)position);
}
