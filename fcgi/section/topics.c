#include "people/role.h"
#include "section/topic.h"
#include "store/db.h"

enum {
	TOPICS_LIST,
	TOPICS_BY_NAME,
	TOPICS_BY_ID,
	TOPICS_INSERT,
	TOPICS_UPDATE,
	TOPICS_SET_POSITION,
	TOPICS_SET_CHECKED,
	TOPICS_REMOVE,
	TOPICS_VERSIONS,
	TOPICS_VERSION,
	TOPICS_ADD_VERSION,
	TOPICS__COUNT
};

#define ROW                                                                    \
	"SELECT id, name, position, in_menu, in_foot, hidden, checked_at,"     \
	" version, updated_at, title, menu, lead"
#define VERSION "SELECT v.version, v.at, a.name, v.title"
#define VERSIONS                                                               \
	" FROM topic_versions v LEFT JOIN accounts a ON a.id = v.account_id"   \
	" WHERE v.topic_id = ?1"

static const char *const sql[TOPICS__COUNT] = {
	/* At most TOPIC_DESCRIBED_MAX + TOPIC_OWN_MAX rows. */
	[TOPICS_LIST] = ROW ", NULL FROM topics LIMIT ?1",
	[TOPICS_BY_NAME] = ROW ", text FROM topics WHERE name = ?1",
	[TOPICS_BY_ID] = ROW ", text FROM topics WHERE id = ?1",
	[TOPICS_INSERT] =
	    "INSERT INTO topics (name, position, in_menu, in_foot, hidden,"
	    " checked_at, version, updated_at, title, menu, lead, text, own)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	[TOPICS_UPDATE] =
	    "UPDATE topics SET name = ?2, position = ?3, in_menu = ?4,"
	    " in_foot = ?5, hidden = ?6, checked_at = ?7, version = ?8,"
	    " updated_at = ?9, title = ?10, menu = ?11, lead = ?12,"
	    " text = ?13 WHERE id = ?1",
	[TOPICS_SET_POSITION] = "UPDATE topics SET position = ?2 WHERE id = ?1",
	[TOPICS_SET_CHECKED] =
	    "UPDATE topics SET checked_at = ?2 WHERE id = ?1",
	[TOPICS_REMOVE] = "DELETE FROM topics WHERE id = ?1",
	[TOPICS_VERSIONS] =
	    VERSION ", '', ''" VERSIONS " ORDER BY v.version DESC LIMIT ?2",
	[TOPICS_VERSION] =
	    VERSION ", v.lead, v.text" VERSIONS " AND v.version <= ?2"
		    " ORDER BY v.version DESC LIMIT 1",
	[TOPICS_ADD_VERSION] =
	    "INSERT INTO topic_versions (topic_id, version, at, account_id,"
	    " title, lead, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};
STORE_STATEMENTS(sql);

static const char *
text_or_null(struct stmt *q, int col, struct arena *a)
{
	return stmt_col_null(q, col) ? NULL : stmt_col_text(q, col, a);
}

static void
topic_read(struct stmt *q, struct arena *a, void *row)
{
	struct topic *t = row;

	*t = (struct topic){
		.id = stmt_col_int(q, 0),
		.name = stmt_col_text(q, 1, a),
		.position = (int)stmt_col_int(q, 2),
		.in_menu = stmt_col_int(q, 3) != 0,
		.in_foot = stmt_col_int(q, 4) != 0,
		.hidden = stmt_col_int(q, 5) != 0,
		.checked_at = stmt_col_int(q, 6),
		.version = stmt_col_int(q, 7),
		.updated_at = stmt_col_int(q, 8),
		.title = text_or_null(q, 9, a),
		.menu = text_or_null(q, 10, a),
		.lead = text_or_null(q, 11, a),
		.text = text_or_null(q, 12, a),
	};
}

enum rc
topics_list(
    struct store *st, struct arena *a, int max, struct topic **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[TOPICS_LIST]);
	enum rc rc;

	stmt_int(q, 1, max);
	*out = stmt_rows(q, a, sizeof(**out), topic_read, n, &rc);
	return rc;
}

enum rc
topics_by_name(
    struct store *st, struct arena *a, const char *name, struct topic *out)
{
	struct stmt *q = store_stmt(st, sql[TOPICS_BY_NAME]);

	stmt_text(q, 1, name);
	return stmt_one(q, a, topic_read, out);
}

enum rc
topics_by_id(struct store *st, struct arena *a, int64_t id, struct topic *out)
{
	struct stmt *q = store_stmt(st, sql[TOPICS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, topic_read, out);
}

enum rc
topics_insert(struct store *st, struct topic *t, bool own)
{
	enum rc rc = store_exec(st, sql[TOPICS_INSERT], NULL, "tiiiiiiitttti",
	    t->name, (int64_t)t->position, (int64_t)t->in_menu,
	    (int64_t)t->in_foot, (int64_t)t->hidden, t->checked_at, t->version,
	    t->updated_at, t->title, t->menu, t->lead, t->text, (int64_t)own);

	if (rc == RC_OK)
		t->id = store_last_id(st);
	return rc;
}

enum rc
topics_update(struct store *st, const struct topic *t)
{
	return store_change(st, sql[TOPICS_UPDATE], RC_NOT_FOUND,
	    "itiiiiiiitttt", t->id, t->name, (int64_t)t->position,
	    (int64_t)t->in_menu, (int64_t)t->in_foot, (int64_t)t->hidden,
	    t->checked_at, t->version, t->updated_at, t->title, t->menu,
	    t->lead, t->text);
}

enum rc
topics_set_position(struct store *st, int64_t id, int64_t position)
{
	return store_exec(
	    st, sql[TOPICS_SET_POSITION], NULL, "ii", id, position);
}

enum rc
topics_set_checked(struct store *st, int64_t id, int64_t at)
{
	return store_exec(st, sql[TOPICS_SET_CHECKED], NULL, "ii", id, at);
}

enum rc
topics_remove(struct store *st, int64_t id)
{
	return store_exec(st, sql[TOPICS_REMOVE], NULL, "i", id);
}

static void
version_read(struct stmt *q, struct arena *a, void *row)
{
	struct topic_version *v = row;

	v->version = stmt_col_int(q, 0);
	v->at = stmt_col_int(q, 1);
	v->who = stmt_col_text(q, 2, a);
	v->title = stmt_col_text(q, 3, a);
	v->lead = stmt_col_text(q, 4, a);
	v->text = stmt_col_text(q, 5, a);
}

enum rc
topics_versions(struct store *st, struct arena *a, int64_t id, int max,
    struct topic_version **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[TOPICS_VERSIONS]);
	enum rc rc;

	stmt_int(q, 1, id);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), version_read, n, &rc);
	return rc;
}

enum rc
topics_version(struct store *st, struct arena *a, int64_t id, int64_t version,
    struct topic_version *out)
{
	struct stmt *q = store_stmt(st, sql[TOPICS_VERSION]);

	stmt_int(q, 1, id);
	stmt_int(q, 2, version);
	return stmt_one(q, a, version_read, out);
}

enum rc
topics_add_version(
    struct store *st, const struct topic *t, const struct actor *by, int64_t at)
{
	return store_exec(st, sql[TOPICS_ADD_VERSION], NULL, "iiizttt", t->id,
	    t->version, at, by != NULL ? by->account_id : 0, t->title, t->lead,
	    t->text);
}
