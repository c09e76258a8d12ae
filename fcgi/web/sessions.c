#include "web/sessions.h"

#include "base/secret.h"
#include "store/db.h"

enum {
	SESSIONS_BY_HASH,
	SESSIONS_INSERT,
	SESSIONS_SET_SEEN,
	SESSIONS_SET_NOTICE,
	SESSIONS_REMOVE,
	SESSIONS_REMOVE_ACCOUNT,
	SESSIONS_REMOVE_IDLE,
	SESSIONS__COUNT
};

static const char *const sql[SESSIONS__COUNT] = {
	[SESSIONS_BY_HASH] =
	    "SELECT s.account_id, a.name, a.login, a.roles,"
	    " s.second_factor_due, s.seen_at, s.notice, s.undo_id"
	    " FROM sessions s JOIN accounts a ON a.id = s.account_id"
	    " WHERE s.hash = ?1 AND a.locked = 0",
	[SESSIONS_INSERT] =
	    "INSERT INTO sessions (hash, account_id, created_at, seen_at, second_factor_due) VALUES (?1, ?2, ?3, ?3, ?4)",
	[SESSIONS_SET_SEEN] =
	    "UPDATE sessions SET seen_at = ?2 WHERE hash = ?1",
	[SESSIONS_SET_NOTICE] =
	    "UPDATE sessions SET notice = ?2, undo_id = ?3 WHERE hash = ?1",
	[SESSIONS_REMOVE] = "DELETE FROM sessions WHERE hash = ?1",
	[SESSIONS_REMOVE_ACCOUNT] =
	    "DELETE FROM sessions WHERE account_id = ?1",
	[SESSIONS_REMOVE_IDLE] =
	    "DELETE FROM sessions WHERE account_id = ?1 AND seen_at < ?2",
};
STORE_STATEMENTS(sql);

static void
session_read(struct stmt *q, struct arena *a, void *row)
{
	struct session_row *s = row;

	s->account_id = stmt_col_int(q, 0);
	s->name = stmt_col_text(q, 1, a);
	s->login = stmt_col_text(q, 2, a);
	s->roles = (unsigned)stmt_col_int(q, 3);
	s->second_factor_due = stmt_col_int(q, 4) != 0;
	s->seen_at = stmt_col_int(q, 5);
	s->notice = stmt_col_text(q, 6, a);
	s->undo_id = stmt_col_int(q, 7);
}

static struct stmt *
by_hash(struct store *st, int which, const void *hash)
{
	struct stmt *q = store_stmt(st, sql[which]);

	stmt_blob(q, 1, hash, SECRET_HASH);
	return q;
}

enum rc
sessions_by_hash(struct store *st, struct arena *a, const void *hash,
    struct session_row *out)
{
	struct stmt *q = by_hash(st, SESSIONS_BY_HASH, hash);

	return stmt_one(q, a, session_read, out);
}

enum rc
sessions_insert(struct store *st, const void *hash, int64_t account_id,
    int64_t now, bool second_factor_due)
{
	struct stmt *q = by_hash(st, SESSIONS_INSERT, hash);

	stmt_int(q, 2, account_id);
	stmt_int(q, 3, now);
	stmt_int(q, 4, second_factor_due);
	return stmt_done(q, NULL);
}

enum rc
sessions_set_seen(struct store *st, const void *hash, int64_t seen_at)
{
	struct stmt *q = by_hash(st, SESSIONS_SET_SEEN, hash);

	stmt_int(q, 2, seen_at);
	return stmt_done(q, NULL);
}

enum rc
sessions_set_notice(
    struct store *st, const void *hash, const char *notice, int64_t undo_id)
{
	struct stmt *q = by_hash(st, SESSIONS_SET_NOTICE, hash);

	stmt_text(q, 2, notice);
	stmt_int_or_null(q, 3, undo_id);
	return stmt_done(q, NULL);
}

enum rc
sessions_remove(struct store *st, const void *hash)
{
	return stmt_done(by_hash(st, SESSIONS_REMOVE, hash), NULL);
}

enum rc
sessions_remove_account(struct store *st, int64_t account_id)
{
	return store_exec(
	    st, sql[SESSIONS_REMOVE_ACCOUNT], NULL, "i", account_id);
}

enum rc
sessions_remove_idle(struct store *st, int64_t account_id, int64_t seen_before)
{
	return store_exec(
	    st, sql[SESSIONS_REMOVE_IDLE], NULL, "ii", account_id, seen_before);
}
