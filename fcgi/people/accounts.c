#include <string.h>
#include "base/secret.h"
#include "base/text.h"
#include "people/account.h"
#include "people/accounts.h"
#include "store/db.h"

/* A school has a dozen; a region's shared desk some hundred. */
enum { ACCOUNTS_MAX = 1000 };

enum {
	ACCOUNTS_BY_ID,
	ACCOUNTS_BY_LOGIN,
	ACCOUNTS_BY_CALENDAR,
	ACCOUNTS_LIST,
	ACCOUNTS_COUNT,
	ACCOUNTS_COUNT_OTHERS,
	ACCOUNTS_INSERT,
	ACCOUNTS_SET,
	ACCOUNTS_SET_LOCKED,
	ACCOUNTS_SET_PASSWORD,
	ACCOUNTS_GET_PASSWORD,
	ACCOUNTS_DROP_SESSIONS,
	ACCOUNTS_SET_CALENDAR,
	ACCOUNTS_GET_TOTP,
	ACCOUNTS_SET_TOTP,
	ACCOUNTS_USE_STEP,
	ACCOUNTS_DROP_CODES,
	ACCOUNTS_ADD_CODE,
	ACCOUNTS_USE_CODE,
	ACCOUNTS__COUNT
};

#define COLUMNS                                                                \
	"SELECT id, login, name, roles, locked, totp_secret IS NOT NULL,"      \
	" created_at FROM accounts"

static const char *const sql[ACCOUNTS__COUNT] = {
	[ACCOUNTS_BY_ID] = COLUMNS " WHERE id = ?1",
	[ACCOUNTS_BY_LOGIN] = COLUMNS " WHERE login_folded = ?1",
	[ACCOUNTS_BY_CALENDAR] =
	    COLUMNS " WHERE calendar_hash = ?1 AND locked = 0",
	[ACCOUNTS_LIST] = COLUMNS " ORDER BY locked, name, id LIMIT ?1",
	[ACCOUNTS_COUNT] = "SELECT count(*) FROM accounts WHERE locked = 0",
	[ACCOUNTS_COUNT_OTHERS] =
	    "SELECT count(*) FROM accounts"
	    " WHERE locked = 0 AND roles & ?1 <> 0 AND id <> ?2",
	[ACCOUNTS_INSERT] =
	    "INSERT INTO accounts (login, login_folded, name, roles,"
	    " password, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[ACCOUNTS_SET] =
	    "UPDATE accounts SET name = ?2, roles = ?3 WHERE id = ?1",
	[ACCOUNTS_SET_LOCKED] = "UPDATE accounts SET locked = ?2 WHERE id = ?1",
	[ACCOUNTS_SET_PASSWORD] =
	    "UPDATE accounts SET password = ?2 WHERE id = ?1",
	[ACCOUNTS_GET_PASSWORD] = "SELECT password FROM accounts WHERE id = ?1",
	/* The row file of sessions stands above us, in web; an account that
	 * is shut must be out in the same transaction. */
	[ACCOUNTS_DROP_SESSIONS] = "DELETE FROM sessions WHERE account_id = ?1",
	[ACCOUNTS_SET_CALENDAR] =
	    "UPDATE accounts SET calendar_hash = ?2 WHERE id = ?1",
	[ACCOUNTS_GET_TOTP] =
	    "SELECT totp_secret, totp_step FROM accounts WHERE id = ?1",
	[ACCOUNTS_SET_TOTP] =
	    "UPDATE accounts SET totp_secret = ?2, totp_step = ?3"
	    " WHERE id = ?1",
	[ACCOUNTS_USE_STEP] = "UPDATE accounts SET totp_step = ?2"
			      " WHERE id = ?1 AND totp_step < ?2",
	[ACCOUNTS_DROP_CODES] =
	    "DELETE FROM recovery_codes WHERE account_id = ?1",
	[ACCOUNTS_ADD_CODE] =
	    "INSERT INTO recovery_codes (account_id, hash) VALUES (?1, ?2)",
	[ACCOUNTS_USE_CODE] =
	    "UPDATE recovery_codes SET used_at = ?3"
	    " WHERE account_id = ?1 AND hash = ?2 AND used_at IS NULL",
};
STORE_STATEMENTS(sql);

static void
account_read(struct stmt *q, struct arena *a, void *row)
{
	struct account *out = row;

	out->id = stmt_col_int(q, 0);
	out->login = stmt_col_text(q, 1, a);
	out->name = stmt_col_text(q, 2, a);
	out->roles = (unsigned)stmt_col_int(q, 3);
	out->locked = stmt_col_int(q, 4) != 0;
	out->totp = stmt_col_int(q, 5) != 0;
	out->created_at = stmt_col_int(q, 6);
}

enum rc
accounts_by_id(
    struct store *st, struct arena *a, int64_t id, struct account *out)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, account_read, out);
}

enum rc
accounts_by_login(
    struct store *st, struct arena *a, const char *login, struct account *out)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_BY_LOGIN]);

	stmt_text(q, 1, text_fold(a, login));
	return stmt_one(q, a, account_read, out);
}

enum rc
accounts_by_calendar(
    struct store *st, struct arena *a, const char *secret, struct account *out)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_BY_CALENDAR]);
	unsigned char hash[SECRET_HASH];

	secret_hash(hash, secret, strlen(secret));
	stmt_blob(q, 1, hash, sizeof(hash));
	return stmt_one(q, a, account_read, out);
}

enum rc
accounts_list(struct store *st, struct arena *a, struct account **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_LIST]);
	enum rc rc;

	stmt_int(q, 1, ACCOUNTS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), account_read, n, &rc);
	return rc;
}

enum rc
accounts_count(struct store *st, int *n)
{
	*n = 0;
	return stmt_count(store_stmt(st, sql[ACCOUNTS_COUNT]), n);
}

enum rc
accounts_count_others(struct store *st, unsigned roles, int64_t without, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_COUNT_OTHERS]);

	*n = 0;
	stmt_int(q, 1, roles);
	stmt_int(q, 2, without);
	return stmt_count(q, n);
}

enum rc
accounts_insert(struct store *st, struct arena *a, struct account *acc,
    const char *password_hash)
{
	enum rc rc = store_exec(st, sql[ACCOUNTS_INSERT], NULL, "tttiti",
	    acc->login, text_fold(a, acc->login), acc->name,
	    (int64_t)acc->roles, password_hash, acc->created_at);

	if (rc == RC_OK)
		acc->id = store_last_id(st);
	return rc;
}

enum rc
accounts_set(struct store *st, int64_t id, const char *name, unsigned roles)
{
	return store_change(st, sql[ACCOUNTS_SET], RC_NOT_FOUND, "iti", id,
	    name, (int64_t)roles);
}

enum rc
accounts_set_locked(struct store *st, int64_t id, bool locked)
{
	return store_change(st, sql[ACCOUNTS_SET_LOCKED], RC_NOT_FOUND, "ii",
	    id, (int64_t)locked);
}

enum rc
accounts_set_password(struct store *st, int64_t id, const char *password_hash)
{
	return store_change(st, sql[ACCOUNTS_SET_PASSWORD], RC_NOT_FOUND, "it",
	    id, password_hash);
}

enum rc
accounts_get_password(
    struct store *st, struct arena *a, int64_t id, const char **password_hash)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_GET_PASSWORD]);

	stmt_int(q, 1, id);
	return stmt_one_text(q, a, password_hash);
}

enum rc
accounts_drop_sessions(struct store *st, int64_t id)
{
	return store_exec(st, sql[ACCOUNTS_DROP_SESSIONS], NULL, "i", id);
}

enum rc
accounts_set_calendar(
    struct store *st, int64_t id, const unsigned char hash[SECRET_HASH])
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_SET_CALENDAR]);

	stmt_int(q, 1, id);
	stmt_blob(q, 2, hash, SECRET_HASH);
	return stmt_change(q, RC_NOT_FOUND);
}

enum rc
accounts_get_totp(struct store *st, struct arena *a, int64_t id,
    const void **secret, size_t *n, int64_t *step)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_GET_TOTP]);
	enum rc rc;

	*n = 0;
	stmt_int(q, 1, id);
	if ((rc = stmt_row(q)) == RC_OK) {
		if (!stmt_col_null(q, 0))
			*secret = stmt_col_blob(q, 0, a, n);
		*step = stmt_col_int(q, 1);
	}
	stmt_reset(q);
	return rc;
}

enum rc
accounts_set_totp(
    struct store *st, int64_t id, const void *secret, size_t n, int64_t step)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_SET_TOTP]);

	stmt_int(q, 1, id);
	if (secret != NULL)
		stmt_blob(q, 2, secret, n);
	else
		stmt_null(q, 2);
	stmt_int(q, 3, step);
	return stmt_change(q, RC_NOT_FOUND);
}

enum rc
accounts_use_step(struct store *st, int64_t id, int64_t step)
{
	return store_change(
	    st, sql[ACCOUNTS_USE_STEP], RC_CONFLICT, "ii", id, step);
}

enum rc
accounts_drop_codes(struct store *st, int64_t id)
{
	return store_exec(st, sql[ACCOUNTS_DROP_CODES], NULL, "i", id);
}

enum rc
accounts_add_code(
    struct store *st, int64_t id, const unsigned char hash[SECRET_HASH])
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_ADD_CODE]);

	stmt_int(q, 1, id);
	stmt_blob(q, 2, hash, SECRET_HASH);
	return stmt_done(q, NULL);
}

enum rc
accounts_use_code(struct store *st, int64_t id,
    const unsigned char hash[SECRET_HASH], int64_t now)
{
	struct stmt *q = store_stmt(st, sql[ACCOUNTS_USE_CODE]);

	stmt_int(q, 1, id);
	stmt_blob(q, 2, hash, SECRET_HASH);
	stmt_int(q, 3, now);
	return stmt_change(q, RC_CONFLICT);
}
