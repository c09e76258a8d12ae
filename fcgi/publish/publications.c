#include "base/log.h"
#include "publish/publications.h"
#include "store/db.h"

/* How far back a post of this community is looked for to keep the gap
 * between two: longer than any story waits for its key. */
#define SENT_LATELY_S INT64_C(3024000)

#define COLUMNS                                                                \
	"SELECT p.id, p.story_id, p.channel_id, p.revision, p.state,"          \
	" p.due_at, p.act_at, p.guid, p.marker, p.body, p.body_sha256,"        \
	" p.attachments, p.uploads_done, p.upload_tries,"                      \
	" p.without_photos, p.attempts, p.reads, p.resends,"                   \
	" p.wait_tries, p.first_send_at, p.last_send_at, p.vk_post_id,"        \
	" p.url, p.error_class, p.error_code, p.error_subcode,"                \
	" p.error_text, p.lease_owner, p.lease_until, p.change,"               \
	" p.decided_by, p.decided_at, p.version, p.created_at,"                \
	" s.title, s.kind, c.title, coalesce(a.name, '')"                      \
	" FROM publications p JOIN stories s ON s.id = p.story_id"             \
	" JOIN channels c ON c.id = p.channel_id"                              \
	" LEFT JOIN accounts a ON a.id = p.decided_by "

/* One parameter per state; those not asked for are bound to ''. */
#define STATES                                                                 \
	"(?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"       \
	" ?16, ?17, ?18, ?19, ?20, ?21)"
_Static_assert(PUB__COUNT == 20, "STATES has a parameter for each state");

enum {
	PUBLICATIONS_BY_ID,
	PUBLICATIONS_OF_STORY,
	PUBLICATIONS_LIST,
	PUBLICATIONS_COUNT,
	PUBLICATIONS_AT_MINUTE,
	PUBLICATIONS_INSERT,
	PUBLICATIONS_SET_MARKER,
	PUBLICATIONS_MOVE,
	PUBLICATIONS_SET_ACT,
	PUBLICATIONS_NEXT,
	PUBLICATIONS_DUE,
	PUBLICATIONS_LAST_SEND,
	PUBLICATIONS_LEASED,
	PUBLICATIONS_WAKE,
	PUBLICATIONS_ANY_SENT,
	PUBLICATIONS_PATIENCE,
	PUBLICATIONS__COUNT
};

static const char *const sql[PUBLICATIONS__COUNT] = {
	[PUBLICATIONS_BY_ID] = COLUMNS "WHERE p.id = ?1",
	[PUBLICATIONS_OF_STORY] =
	    COLUMNS "WHERE p.story_id = ?1 ORDER BY p.revision DESC, p.id",
	[PUBLICATIONS_LIST] = COLUMNS "WHERE p.state IN " STATES
				      " ORDER BY p.due_at, p.id LIMIT ?1",
	[PUBLICATIONS_COUNT] =
	    "SELECT count(*) FROM (SELECT 1 FROM publications"
	    " WHERE state IN " STATES " LIMIT ?1) AS some",
	[PUBLICATIONS_AT_MINUTE] =
	    COLUMNS "WHERE p.channel_id = ?1 AND p.due_at / 60 = ?2 / 60"
		    " AND p.state <> 'cancelled'",
	[PUBLICATIONS_INSERT] =
	    "INSERT INTO publications (story_id, channel_id, revision, state,"
	    " due_at, act_at, guid, marker, created_at)"
	    " VALUES (?1, ?2, ?3, 'due', ?4, ?5, ?6, '', ?7)"
	    " ON CONFLICT (story_id, channel_id, revision) DO UPDATE SET"
	    " state = 'due', due_at = excluded.due_at,"
	    " act_at = excluded.act_at, guid = excluded.guid, body = NULL,"
	    " body_sha256 = '', attachments = '', uploads_done = 0,"
	    " upload_tries = 0, without_photos = 0, wait_tries = 0,"
	    " error_class = '', error_code = 0, error_subcode = 0,"
	    " error_text = '', lease_owner = '', lease_until = 0,"
	    " change = '', decided_by = NULL, decided_at = NULL,"
	    " version = publications.version + 1"
	    " WHERE publications.state = 'cancelled'"
	    " RETURNING id",
	[PUBLICATIONS_SET_MARKER] =
	    "UPDATE publications SET marker = ?2 WHERE id = ?1",
	[PUBLICATIONS_MOVE] =
	    "UPDATE publications SET state = ?5, due_at = ?6, act_at = ?7,"
	    " body = ?8, body_sha256 = ?9, attachments = ?10,"
	    " uploads_done = ?11, upload_tries = ?12, without_photos = ?13,"
	    " attempts = ?14, reads = ?15, resends = ?16, wait_tries = ?17,"
	    " first_send_at = ?18, last_send_at = ?19, vk_post_id = ?20,"
	    " url = ?21, error_class = ?22, error_code = ?23,"
	    " error_subcode = ?24, error_text = ?25, lease_owner = ?26,"
	    " lease_until = ?27, change = ?28, decided_by = ?29,"
	    " decided_at = ?30, revision = ?31, guid = ?32,"
	    " version = version + 1"
	    " WHERE id = ?1 AND state = ?2 AND version = ?3"
	    " AND (?4 IS NULL OR lease_owner IN ('', ?4)"
	    " OR lease_until <= ?33)",
	[PUBLICATIONS_SET_ACT] = "UPDATE publications SET act_at = ?3"
				 " WHERE id = ?1 AND version = ?2",
	[PUBLICATIONS_NEXT] =
	    "SELECT min(act_at) FROM publications WHERE act_at > 0",
	[PUBLICATIONS_DUE] = COLUMNS "WHERE p.act_at > 0 AND p.act_at <= ?1"
				     " ORDER BY p.due_at, p.id LIMIT 1",
	[PUBLICATIONS_LAST_SEND] =
	    "SELECT max(last_send_at) FROM publications"
	    " WHERE channel_id = ?1 AND state <> 'cancelled'"
	    " AND due_at / 60 >= ?2 / 60",
	/* A lease always comes with a time to act. */
	[PUBLICATIONS_LEASED] =
	    COLUMNS "WHERE p.act_at > 0 AND p.lease_owner NOT IN ('', ?1)"
		    " ORDER BY p.act_at, p.id",
	[PUBLICATIONS_WAKE] =
	    "UPDATE publications SET act_at = ?2 WHERE channel_id = ?1"
	    " AND state IN ('wait_token', 'wait_captcha', 'wait_backoff')"
	    " AND (act_at > ?2 OR act_at = 0)",
	[PUBLICATIONS_ANY_SENT] =
	    "SELECT 1 FROM publications WHERE channel_id = ?1"
	    " AND state <> 'cancelled' AND attempts > 0 LIMIT 1",
	[PUBLICATIONS_PATIENCE] = "PRAGMA busy_timeout = 20",
};
STORE_STATEMENTS(sql);

static void
publication_read(struct stmt *q, struct arena *a, void *row)
{
	struct publication *p = row;
	int i = 0;

	p->id = stmt_col_int(q, i++);
	p->story_id = stmt_col_int(q, i++);
	p->channel_id = stmt_col_int(q, i++);
	p->revision = stmt_col_int(q, i++);
	p->state = (enum pub_state)pub_state_parse(stmt_col_text(q, i++, a));
	p->due_at = stmt_col_int(q, i++);
	p->act_at = stmt_col_int(q, i++);
	p->guid = stmt_col_text(q, i++, a);
	p->marker = stmt_col_text(q, i++, a);
	p->body = stmt_col_null(q, i) ? NULL : stmt_col_text(q, i, a);
	i++;
	p->body_sha256 = stmt_col_text(q, i++, a);
	p->attachments = stmt_col_text(q, i++, a);
	p->uploads_done = (int)stmt_col_int(q, i++);
	p->upload_tries = (int)stmt_col_int(q, i++);
	p->without_photos = stmt_col_int(q, i++) != 0;
	p->attempts = (int)stmt_col_int(q, i++);
	p->reads = (int)stmt_col_int(q, i++);
	p->resends = (int)stmt_col_int(q, i++);
	p->wait_tries = (int)stmt_col_int(q, i++);
	p->first_send_at = stmt_col_int(q, i++);
	p->last_send_at = stmt_col_int(q, i++);
	p->vk_post_id = stmt_col_int(q, i++);
	p->url = stmt_col_text(q, i++, a);
	p->error_class = stmt_col_text(q, i++, a);
	p->error_code = (int)stmt_col_int(q, i++);
	p->error_subcode = (int)stmt_col_int(q, i++);
	p->error_text = stmt_col_text(q, i++, a);
	p->lease_owner = stmt_col_text(q, i++, a);
	p->lease_until = stmt_col_int(q, i++);
	p->change = stmt_col_text(q, i++, a);
	p->decided_by = stmt_col_int(q, i++);
	p->decided_at = stmt_col_int(q, i++);
	p->version = stmt_col_int(q, i++);
	p->created_at = stmt_col_int(q, i++);
	p->story_title = stmt_col_text(q, i++, a);
	p->story_kind = stmt_col_text(q, i++, a);
	p->channel_title = stmt_col_text(q, i++, a);
	p->decider = stmt_col_text(q, i++, a);
}

static enum rc
read_list(struct stmt *q, struct arena *a, struct publication **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), publication_read, n, &rc);
	return rc;
}

enum rc
publications_by_id(
    struct store *st, struct arena *a, int64_t id, struct publication *out)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, publication_read, out);
}

enum rc
publications_of_story(struct store *st, struct arena *a, int64_t story_id,
    struct publication **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_OF_STORY]);

	stmt_int(q, 1, story_id);
	return read_list(q, a, out, n);
}

static void
bind_states(struct stmt *q, unsigned states)
{
	for (int i = 0; i < PUB__COUNT; i++)
		stmt_text(
		    q, 2 + i, (states & BIT(i)) != 0 ? pub_states[i].name : "");
}

enum rc
publications_list(struct store *st, struct arena *a, unsigned states, int max,
    struct publication **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_LIST]);

	stmt_int(q, 1, max);
	bind_states(q, states);
	return read_list(q, a, out, n);
}

enum rc
publications_count(struct store *st, unsigned states, int cap, int *n)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_COUNT]);

	*n = 0;
	stmt_int(q, 1, cap);
	bind_states(q, states);
	return stmt_count(q, n);
}

enum rc
publications_at_minute(struct store *st, struct arena *a, int64_t channel_id,
    int64_t due_at, struct publication *out)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_AT_MINUTE]);

	stmt_int(q, 1, channel_id);
	stmt_int(q, 2, due_at);
	return stmt_one(q, a, publication_read, out);
}

enum rc
publications_insert(struct store *st, struct publication *p)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_INSERT]);
	enum rc rc;

	stmt_int(q, 1, p->story_id);
	stmt_int(q, 2, p->channel_id);
	stmt_int(q, 3, p->revision);
	stmt_int(q, 4, p->due_at);
	stmt_int(q, 5, p->act_at);
	stmt_text(q, 6, p->guid);
	stmt_int(q, 7, p->created_at);
	rc = stmt_one_int(q, &p->id);
	/* No row: there is one of this revision that is not cancelled. */
	return rc == RC_NOT_FOUND ? RC_CONFLICT : rc;
}

enum rc
publications_set_marker(struct store *st, int64_t id, const char *marker)
{
	return store_exec(
	    st, sql[PUBLICATIONS_SET_MARKER], NULL, "it", id, marker);
}

enum rc
publications_move(struct store *st, const struct publication *p,
    enum pub_state to, const char *owner, int64_t now)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_MOVE]);

	if (to != p->state && (pub_states[p->state].next & BIT(to)) == 0) {
		log_error("publication %lld: no way from %s to %s",
		    (long long)p->id, pub_states[p->state].name,
		    pub_states[to].name);
		return RC_FAIL;
	}
	stmt_int(q, 1, p->id);
	stmt_text(q, 2, pub_states[p->state].name);
	stmt_int(q, 3, p->version);
	stmt_text(q, 4, owner);
	stmt_text(q, 5, pub_states[to].name);
	stmt_int(q, 6, p->due_at);
	stmt_int(q, 7, p->act_at);
	stmt_text(q, 8, p->body);
	stmt_text(q, 9, p->body_sha256);
	stmt_text(q, 10, p->attachments);
	stmt_int(q, 11, p->uploads_done);
	stmt_int(q, 12, p->upload_tries);
	stmt_int(q, 13, p->without_photos);
	stmt_int(q, 14, p->attempts);
	stmt_int(q, 15, p->reads);
	stmt_int(q, 16, p->resends);
	stmt_int(q, 17, p->wait_tries);
	stmt_int_or_null(q, 18, p->first_send_at);
	stmt_int_or_null(q, 19, p->last_send_at);
	stmt_int_or_null(q, 20, p->vk_post_id);
	stmt_text(q, 21, p->url);
	stmt_text(q, 22, p->error_class);
	stmt_int(q, 23, p->error_code);
	stmt_int(q, 24, p->error_subcode);
	stmt_text(q, 25, p->error_text);
	stmt_text(q, 26, p->lease_owner);
	stmt_int(q, 27, p->lease_until);
	stmt_text(q, 28, p->change);
	stmt_int_or_null(q, 29, p->decided_by);
	stmt_int_or_null(q, 30, p->decided_at);
	stmt_int(q, 31, p->revision);
	stmt_text(q, 32, p->guid);
	stmt_int(q, 33, now);
	return stmt_change(q, RC_CONFLICT);
}

enum rc
publications_set_act(
    struct store *st, int64_t id, int64_t version, int64_t act_at)
{
	return store_exec(
	    st, sql[PUBLICATIONS_SET_ACT], NULL, "iii", id, version, act_at);
}

enum rc
publications_next(struct store *st, int64_t *act_at)
{
	*act_at = 0;
	return stmt_one_int(store_stmt(st, sql[PUBLICATIONS_NEXT]), act_at);
}

enum rc
publications_due(
    struct store *st, struct arena *a, int64_t now, struct publication *out)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_DUE]);

	stmt_int(q, 1, now);
	return stmt_one(q, a, publication_read, out);
}

enum rc
publications_last_send(
    struct store *st, int64_t channel_id, int64_t now, int64_t *at)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_LAST_SEND]);

	*at = 0;
	stmt_int(q, 1, channel_id);
	stmt_int(q, 2, now > SENT_LATELY_S ? now - SENT_LATELY_S : 0);
	return stmt_one_int(q, at);
}

enum rc
publications_leased(struct store *st, struct arena *a, const char *owner,
    struct publication **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_LEASED]);

	stmt_text(q, 1, owner);
	return read_list(q, a, out, n);
}

enum rc
publications_wake(struct store *st, int64_t channel_id, int64_t now, int *n)
{
	return store_exec(st, sql[PUBLICATIONS_WAKE], n, "ii", channel_id, now);
}

enum rc
publications_any_sent(struct store *st, int64_t channel_id)
{
	struct stmt *q = store_stmt(st, sql[PUBLICATIONS_ANY_SENT]);

	stmt_int(q, 1, channel_id);
	return stmt_any(q);
}

enum rc
publications_patience(struct store *st)
{
	return stmt_done(store_stmt(st, sql[PUBLICATIONS_PATIENCE]), NULL);
}
