#include "mail/subscribers.h"

#include "mail/subscriber.h"
#include "store/db.h"

enum {
	SUBSCRIBERS_BY_ACCOUNT,
	SUBSCRIBERS_LIST,
	SUBSCRIBERS_SET,
	SUBSCRIBERS__COUNT
};

static const char *const sql[SUBSCRIBERS__COUNT] = {
	/* Who never said anything gets reminders as soon as there is an
	 * address. */
	[SUBSCRIBERS_BY_ACCOUNT] =
	    "SELECT a.id, a.name, a.roles, s.email, COALESCE(s.digest, 1)"
	    " FROM accounts a LEFT JOIN subscribers s ON s.account_id = a.id"
	    " WHERE a.id = ?1",
	[SUBSCRIBERS_LIST] =
	    "SELECT accounts.id, name, roles, email, digest FROM accounts"
	    " JOIN subscribers s ON s.account_id = accounts.id"
	    " WHERE locked = 0 AND digest = 1 AND email <> ''"
	    " ORDER BY accounts.id",
	[SUBSCRIBERS_SET] =
	    "INSERT INTO subscribers (account_id, email, digest, updated_at)"
	    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account_id) DO UPDATE"
	    " SET email = ?2, digest = ?3, updated_at = ?4",
};
STORE_STATEMENTS(sql);

static void
subscriber_read(struct stmt *q, struct arena *a, void *row)
{
	struct subscriber *s = row;

	s->account_id = stmt_col_int(q, 0);
	s->name = stmt_col_text(q, 1, a);
	s->roles = (unsigned)stmt_col_int(q, 2);
	s->email = stmt_col_text(q, 3, a);
	s->digest = stmt_col_int(q, 4) != 0;
}

enum rc
subscribers_by_account(
    struct store *st, struct arena *a, int64_t id, struct subscriber *out)
{
	struct stmt *q = store_stmt(st, sql[SUBSCRIBERS_BY_ACCOUNT]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, subscriber_read, out);
}

enum rc
subscribers_list(
    struct store *st, struct arena *a, struct subscriber **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[SUBSCRIBERS_LIST]);
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), subscriber_read, n, &rc);
	return rc;
}

enum rc
subscribers_set(struct store *st, const struct subscriber *s, int64_t now)
{
	return store_exec(st, sql[SUBSCRIBERS_SET], NULL, "itii", s->account_id,
	    s->email, (int64_t)s->digest, now);
}
