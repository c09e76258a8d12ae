#include "mail/letters.h"

#include "mail/letter.h"
#include "store/db.h"

enum {
	LETTERS_NEXT,
	LETTERS_TROUBLE,
	LETTERS_UNSENT,
	LETTERS_INSERT,
	LETTERS_CLAIM,
	LETTERS_SETTLE,
	LETTERS_EXPIRE,
	LETTERS_ABANDON,
	LETTERS_FORGET,
	LETTERS__COUNT
};

#define COLUMNS                                                                \
	"id, account_id, day, email, subject, text, state, attempts, next_at," \
	" error, updated_at"

static const char *const sql[LETTERS__COUNT] = {
	[LETTERS_NEXT] =
	    "SELECT MIN(next_at) FROM letters WHERE state = 'waiting'",
	[LETTERS_TROUBLE] = "SELECT " COLUMNS " FROM letters WHERE day >= ?1"
			    " AND (state IN ('failed', 'unclear')"
			    " OR (state = 'waiting' AND attempts > 0))"
			    " ORDER BY updated_at DESC, id DESC",
	/* What still waits of a day that is over will expire. */
	[LETTERS_UNSENT] = "SELECT account_id FROM letters WHERE day = ?1"
			   " AND state IN ('failed', 'waiting')",
	[LETTERS_INSERT] =
	    "INSERT INTO letters (account_id, day, email, subject, text, state,"
	    " next_at, created_at, updated_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, ?7)"
	    " ON CONFLICT (account_id, day) DO NOTHING",
	[LETTERS_CLAIM] =
	    "UPDATE letters SET state = 'sending', attempts = attempts + 1,"
	    " updated_at = ?1 WHERE id = (SELECT id FROM letters"
	    " WHERE state = 'waiting' AND next_at <= ?1"
	    " ORDER BY next_at, id LIMIT 1) RETURNING " COLUMNS,
	/* What is over needs its words no more: they name people. */
	[LETTERS_SETTLE] =
	    "UPDATE letters SET state = ?2, next_at = ?3, error = ?4,"
	    " updated_at = ?5, text = CASE WHEN ?2 = 'waiting' THEN text"
	    " ELSE '' END WHERE id = ?1 AND state = 'sending'",
	[LETTERS_EXPIRE] =
	    "UPDATE letters SET state = 'failed', text = '', updated_at = ?2"
	    " WHERE state = 'waiting' AND day < ?1",
	[LETTERS_ABANDON] =
	    "UPDATE letters SET state = 'unclear', text = '', error = ?1,"
	    " updated_at = ?2 WHERE state = 'sending'",
	[LETTERS_FORGET] = "DELETE FROM letters WHERE day < ?1",
};
STORE_STATEMENTS(sql);

static void
letter_read(struct stmt *q, struct arena *a, void *row)
{
	struct letter *l = row;

	l->id = stmt_col_int(q, 0);
	l->account_id = stmt_col_int(q, 1);
	l->day = (int)stmt_col_int(q, 2);
	l->email = stmt_col_text(q, 3, a);
	l->subject = stmt_col_text(q, 4, a);
	l->text = stmt_col_text(q, 5, a);
	l->state = stmt_col_text(q, 6, a);
	l->attempts = (int)stmt_col_int(q, 7);
	l->next_at = stmt_col_int(q, 8);
	l->error = stmt_col_text(q, 9, a);
	l->updated_at = stmt_col_int(q, 10);
}

enum rc
letters_next(struct store *st, int64_t *at)
{
	*at = 0;
	return stmt_one_int(store_stmt(st, sql[LETTERS_NEXT]), at);
}

enum rc
letters_trouble(struct store *st, struct arena *a, int since_day,
    struct letter *last, int *n)
{
	struct stmt *q = store_stmt(st, sql[LETTERS_TROUBLE]);
	enum rc rc;

	stmt_int(q, 1, since_day);
	for (*n = 0; (rc = stmt_row(q)) == RC_OK; (*n)++)
		if (*n == 0)
			letter_read(q, a, last);
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
letters_unsent(
    struct store *st, struct arena *a, int day, int64_t **accounts, int *n)
{
	struct stmt *q = store_stmt(st, sql[LETTERS_UNSENT]);
	enum rc rc;

	stmt_int(q, 1, day);
	*accounts = stmt_ints(q, a, n, &rc);
	return rc;
}

enum rc
letters_insert(struct store *st, struct letter *l)
{
	enum rc rc = store_change(st, sql[LETTERS_INSERT], RC_CONFLICT,
	    "iitttii", l->account_id, (int64_t)l->day, l->email, l->subject,
	    l->text, l->next_at, l->updated_at);

	if (rc == RC_OK)
		l->id = store_last_id(st);
	return rc;
}

enum rc
letters_claim(
    struct store *st, struct arena *a, int64_t now, struct letter *out)
{
	struct stmt *q = store_stmt(st, sql[LETTERS_CLAIM]);

	stmt_int(q, 1, now);
	return stmt_one(q, a, letter_read, out);
}

enum rc
letters_settle(struct store *st, const struct letter *l)
{
	return store_change(st, sql[LETTERS_SETTLE], RC_CONFLICT, "ititi",
	    l->id, l->state, l->next_at, l->error, l->updated_at);
}

enum rc
letters_expire(struct store *st, int today, int64_t now)
{
	return store_exec(
	    st, sql[LETTERS_EXPIRE], NULL, "ii", (int64_t)today, now);
}

enum rc
letters_abandon(struct store *st, const char *error, int64_t now, int *n)
{
	return store_exec(st, sql[LETTERS_ABANDON], n, "ti", error, now);
}

enum rc
letters_forget(struct store *st, int before_day)
{
	return store_exec(
	    st, sql[LETTERS_FORGET], NULL, "i", (int64_t)before_day);
}
