#include "mediaplan/story_versions.h"
#include "store/db.h"

enum {
	VERSIONS_LIST,
	VERSIONS_GET,
	VERSIONS_AT,
	VERSIONS_INSERT,
	VERSIONS_REMOVE,
	VERSIONS__COUNT
};

#define ROW "SELECT v.version, v.at, v.account_id, a.name, v.title, v.lead"
#define TABLE                                                                  \
	" FROM story_versions v LEFT JOIN accounts a ON a.id = v.account_id"   \
	" WHERE v.story_id = ?1"

static const char *const sql[VERSIONS__COUNT] = {
	[VERSIONS_LIST] =
	    ROW ", '', NULL" TABLE " ORDER BY v.version DESC LIMIT ?2",
	[VERSIONS_GET] = ROW ", v.text, v.vk_text" TABLE " AND v.version = ?2",
	[VERSIONS_AT] =
	    ROW ", v.text, v.vk_text" TABLE
		" AND v.version <= ?2 ORDER BY v.version DESC LIMIT 1",
	[VERSIONS_INSERT] =
	    "INSERT INTO story_versions (story_id, version, at, account_id,"
	    " title, lead, text, vk_text)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[VERSIONS_REMOVE] =
	    "DELETE FROM story_versions WHERE story_id = ?1 AND version = ?2",
};
STORE_STATEMENTS(sql);

static void
version_read(struct stmt *q, struct arena *a, void *row)
{
	struct story_version *v = row;

	v->version = stmt_col_int(q, 0);
	v->at = stmt_col_int(q, 1);
	v->account_id = stmt_col_int(q, 2);
	v->who = stmt_col_text(q, 3, a);
	v->title = stmt_col_text(q, 4, a);
	v->lead = stmt_col_text(q, 5, a);
	v->text = stmt_col_text(q, 6, a);
	v->vk_text = stmt_col_null(q, 7) ? NULL : stmt_col_text(q, 7, a);
}

enum rc
story_versions_list(struct store *st, struct arena *a, int64_t story_id,
    int max, struct story_version **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[VERSIONS_LIST]);
	enum rc rc;

	stmt_int(q, 1, story_id);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), version_read, n, &rc);
	return rc;
}

static enum rc
version_one(struct store *st, struct arena *a, int which, int64_t story_id,
    int64_t version, struct story_version *out)
{
	struct stmt *q = store_stmt(st, sql[which]);

	stmt_int(q, 1, story_id);
	stmt_int(q, 2, version);
	return stmt_one(q, a, version_read, out);
}

enum rc
story_versions_get(struct store *st, struct arena *a, int64_t story_id,
    int64_t version, struct story_version *out)
{
	return version_one(st, a, VERSIONS_GET, story_id, version, out);
}

enum rc
story_versions_at(struct store *st, struct arena *a, int64_t story_id,
    int64_t version, struct story_version *out)
{
	return version_one(st, a, VERSIONS_AT, story_id, version, out);
}

enum rc
story_versions_insert(
    struct store *st, int64_t story_id, const struct story_version *v)
{
	return store_exec(st, sql[VERSIONS_INSERT], NULL, "iiiztttt", story_id,
	    v->version, v->at, v->account_id, v->title, v->lead, v->text,
	    v->vk_text);
}

enum rc
story_versions_remove(struct store *st, int64_t story_id, int64_t version)
{
	return store_exec(
	    st, sql[VERSIONS_REMOVE], NULL, "ii", story_id, version);
}
