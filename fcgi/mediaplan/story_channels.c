#include "mediaplan/story_channels.h"
#include "store/db.h"

enum {
	CHANNELS_GET,
	CHANNELS_ADD,
	CHANNELS_CLEAR,
	CHANNELS_DEFAULT,
	CHANNELS__COUNT
};

static const char *const sql[CHANNELS__COUNT] = {
	[CHANNELS_GET] =
	    "SELECT channel_id FROM story_channels WHERE story_id = ?1"
	    " ORDER BY channel_id LIMIT ?2",
	[CHANNELS_ADD] = "INSERT INTO story_channels (story_id, channel_id)"
			 " VALUES (?1, ?2)",
	[CHANNELS_CLEAR] = "DELETE FROM story_channels WHERE story_id = ?1",
	[CHANNELS_DEFAULT] = "INSERT INTO story_channels (story_id, channel_id)"
			     " SELECT ?1, id FROM channels WHERE enabled = 1",
};
STORE_STATEMENTS(sql);

enum rc
story_channels_get(
    struct store *st, struct arena *a, int64_t story_id, int64_t **ids, int *n)
{
	struct stmt *q = store_stmt(st, sql[CHANNELS_GET]);
	enum rc rc;

	stmt_int(q, 1, story_id);
	stmt_int(q, 2, STORY_CHANNELS_MAX);
	*ids = stmt_ints(q, a, n, &rc);
	return rc;
}

enum rc
story_channels_set(
    struct store *st, int64_t story_id, const int64_t *ids, int n)
{
	enum rc rc;

	rc = store_exec(st, sql[CHANNELS_CLEAR], NULL, "i", story_id);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = store_exec(
		    st, sql[CHANNELS_ADD], NULL, "ii", story_id, ids[i]);
	return rc;
}

enum rc
story_channels_default(struct store *st, int64_t story_id)
{
	return store_exec(st, sql[CHANNELS_DEFAULT], NULL, "i", story_id);
}
