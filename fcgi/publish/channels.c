#include "publish/channels.h"
#include "store/db.h"

/* A school has one community, at most a handful. */
enum { CHANNELS_MAX = 32 };

#define COLUMNS                                                                \
	"SELECT id, kind, title, screen_name, group_id, skew_s, checked_at,"   \
	" rhythm_days, enabled FROM channels "

enum {
	CHANNELS_LIST,
	CHANNELS_BY_ID,
	CHANNELS_INSERT,
	CHANNELS_SET,
	CHANNELS_SET_GROUP,
	CHANNELS__COUNT
};

static const char *const sql[CHANNELS__COUNT] = {
	[CHANNELS_LIST] = COLUMNS "ORDER BY id LIMIT ?1",
	[CHANNELS_BY_ID] = COLUMNS "WHERE id = ?1",
	[CHANNELS_INSERT] =
	    "INSERT INTO channels (kind, title) VALUES ('vk', ?1)",
	[CHANNELS_SET] =
	    "UPDATE channels SET title = ?2, rhythm_days = ?3, enabled = ?4"
	    " WHERE id = ?1",
	[CHANNELS_SET_GROUP] =
	    "UPDATE channels SET group_id = ?2, screen_name = ?3, title = ?4,"
	    " skew_s = ?5, checked_at = ?6 WHERE id = ?1",
};
STORE_STATEMENTS(sql);

static void
channel_read(struct stmt *q, struct arena *a, void *row)
{
	struct channel *c = row;

	c->id = stmt_col_int(q, 0);
	c->kind = stmt_col_text(q, 1, a);
	c->title = stmt_col_text(q, 2, a);
	c->screen_name = stmt_col_text(q, 3, a);
	c->group_id = stmt_col_int(q, 4);
	c->skew_known = !stmt_col_null(q, 5);
	c->skew_s = (int)stmt_col_int(q, 5);
	c->checked_at = stmt_col_int(q, 6);
	c->rhythm_days = (int)stmt_col_int(q, 7);
	c->enabled = stmt_col_int(q, 8) != 0;
}

enum rc
channels_list(struct store *st, struct arena *a, struct channel **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[CHANNELS_LIST]);
	enum rc rc;

	stmt_int(q, 1, CHANNELS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), channel_read, n, &rc);
	return rc;
}

enum rc
channels_by_id(
    struct store *st, struct arena *a, int64_t id, struct channel *out)
{
	struct stmt *q = store_stmt(st, sql[CHANNELS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, channel_read, out);
}

enum rc
channels_insert(struct store *st, const char *title, int64_t *id)
{
	enum rc rc = store_exec(st, sql[CHANNELS_INSERT], NULL, "t", title);

	if (rc == RC_OK)
		*id = store_last_id(st);
	return rc;
}

enum rc
channels_set(struct store *st, int64_t id, const char *title, int rhythm_days,
    bool enabled)
{
	return store_change(st, sql[CHANNELS_SET], RC_NOT_FOUND, "itii", id,
	    title, (int64_t)rhythm_days, (int64_t)enabled);
}

enum rc
channels_set_group(struct store *st, int64_t id, int64_t group_id,
    const char *screen_name, const char *title, int64_t skew_s,
    int64_t checked_at)
{
	return store_exec(st, sql[CHANNELS_SET_GROUP], NULL, "iittii", id,
	    group_id, screen_name, title, skew_s, checked_at);
}
