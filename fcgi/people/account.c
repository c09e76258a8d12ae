#include <sodium.h>
#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/account.h"
#include "people/journal.h"
#include "people/role.h"
#include "people/throttle.h"
#include "store/db.h"

/* argon2id as OWASP advises for a server with little memory: 2 passes over
 * 19 MiB, about 30 ms of one core. */
enum { PASSWORD_PASSES = 2, PASSWORD_BYTES = 19 << 20 };

/* Shorter logins are typing errors. */
enum { LOGIN_MIN = 2 };

/* The hash of a password nobody has, made once: an unknown login costs the
 * same time as a known one. */
static char nobody[crypto_pwhash_STRBYTES];

static const char *
login_wrong(const char *login)
{
	size_t n = text_chars(login);

	if (n < LOGIN_MIN || n > ACCOUNT_LOGIN_MAX)
		return "Имя для входа: от 2 до 64 знаков.";
	if (strpbrk(login, " \t\n/:,") != NULL)
		return "Имя для входа пишется без пробелов, двоеточий, "
		       "запятых и дробных черт.";
	return NULL;
}

static const char *
password_wrong(struct arena *a, const char *login, const char *password)
{
	size_t n = strlen(password);

	if (n < ACCOUNT_PASSWORD_MIN)
		return "Пароль короче 8 знаков: его легко подобрать. "
		       "Придумайте длиннее.";
	if (n > ACCOUNT_PASSWORD_MAX)
		return "Пароль длиннее 256 байт. Придумайте короче.";
	if (strcmp(text_fold(a, password), text_fold(a, login)) == 0)
		return "Пароль совпадает с именем для входа. "
		       "Придумайте другой.";
	return NULL;
}

/* NULL: out of memory, logged. */
static char *
password_hash(struct arena *a, const char *password)
{
	char *hash = arena_alloc(a, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(hash, password, strlen(password),
		PASSWORD_PASSES, PASSWORD_BYTES,
		crypto_pwhash_ALG_ARGON2ID13) == 0)
		return hash;
	log_error("account: no memory to hash a password");
	return NULL;
}

static enum rc
add_within(struct store *st, struct arena *a, const struct actor *by,
    struct account *acc, const char *hash)
{
	enum rc rc;

	if ((rc = accounts_insert(st, a, acc, hash)) != RC_OK)
		return rc;
	return journal_add(st, by, "account_added", "account", acc->id,
	    arena_printf(a, "%s: %s", acc->login, role_titles(a, acc->roles)));
}

enum rc
account_add(struct store *st, struct arena *a, const struct actor *by,
    const char *login, const char *name, unsigned roles, const char *password,
    int64_t *id, const char **why)
{
	struct account acc = { .login = login,
		.name = name,
		.roles = roles,
		.created_at = clock_now() };
	const char *hash;
	enum rc rc;

	if ((*why = login_wrong(login)) != NULL ||
	    (*why = password_wrong(a, login, password)) != NULL)
		return RC_INVALID;
	*why = "Напишите имя: от 1 до 120 знаков.";
	if (*name == '\0' || text_chars(name) > ACCOUNT_NAME_MAX)
		return RC_INVALID;
	*why = "Выберите хотя бы одну роль.";
	if (roles == 0 || roles & ~(unsigned)MAY_SEE)
		return RC_INVALID;
	if ((hash = password_hash(a, password)) == NULL)
		return RC_FAIL;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = add_within(st, a, by, &acc, hash);
	*why = "Такое имя для входа уже есть. Выберите другое.";
	*id = acc.id;
	return store_end(st, rc);
}

/* Somebody must be left who can let people in. */
static enum rc
check_admins(struct store *st, int64_t without)
{
	int others = 0;
	enum rc rc;

	rc = accounts_count_others(st, MAY_ADMIN, without, &others);
	return rc == RC_OK && others == 0 ? RC_DENIED : rc;
}

static enum rc
roles_within(struct store *st, const struct actor *by, int64_t id,
    const char *name, unsigned roles)
{
	enum rc rc;

	if ((rc = accounts_set(st, id, name, roles)) != RC_OK)
		return rc;
	if (!(roles & MAY_ADMIN) && (rc = check_admins(st, id)) != RC_OK)
		return rc;
	return journal_add(st, by, "roles_set", "account", id, name);
}

enum rc
account_set_roles(struct store *st, const struct actor *by, int64_t id,
    const char *name, unsigned roles)
{
	enum rc rc;

	if (*name == '\0' || text_chars(name) > ACCOUNT_NAME_MAX ||
	    roles == 0 || roles & ~(unsigned)MAY_SEE)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, roles_within(st, by, id, name, roles));
}

static enum rc
locked_within(struct store *st, const struct actor *by, int64_t id, bool locked)
{
	enum rc rc;

	if ((rc = accounts_set_locked(st, id, locked)) != RC_OK)
		return rc;
	if (locked && ((rc = check_admins(st, id)) != RC_OK ||
			  (rc = accounts_drop_sessions(st, id)) != RC_OK))
		return rc;
	return journal_add(
	    st, by, locked ? "locked" : "unlocked", "account", id, "");
}

enum rc
account_set_locked(
    struct store *st, const struct actor *by, int64_t id, bool locked)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, locked_within(st, by, id, locked));
}

enum rc
account_set_password(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char *password, const char **why)
{
	struct account acc;
	const char *hash;
	enum rc rc;

	if ((rc = accounts_by_id(st, a, id, &acc)) != RC_OK)
		return rc;
	if ((*why = password_wrong(a, acc.login, password)) != NULL)
		return RC_INVALID;
	if ((hash = password_hash(a, password)) == NULL)
		return RC_FAIL;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = accounts_set_password(st, id, hash)) == RC_OK &&
	    (rc = accounts_drop_sessions(st, id)) == RC_OK)
		rc = journal_add(st, by, "password_set", "account", id, "");
	return store_end(st, rc);
}

/* RC_DENIED without a word why, and after the same work: whether a login
 * exists is nobody's business. */
static enum rc
password_check(struct store *st, struct arena *a, const char *login,
    const char *password, struct account *acc)
{
	const char *hash = nobody;
	bool known, right;
	enum rc rc;

	if (*nobody == '\0' &&
	    crypto_pwhash_str_alg(nobody, "", 0, PASSWORD_PASSES,
		PASSWORD_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		log_error("account: no memory to hash a password");
		return RC_FAIL;
	}
	rc = accounts_by_login(st, a, login, acc);
	known = rc == RC_OK && !acc->locked;
	if (known)
		rc = accounts_get_password(st, a, acc->id, &hash);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	right = strlen(password) <= ACCOUNT_PASSWORD_MAX &&
		crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	return known && right ? RC_OK : RC_DENIED;
}

/* The door was just closed: one line, not one per try. */
static enum rc
closed_tell(struct store *st, struct arena *a, const char *address)
{
	struct actor nobody_known = { .name = "неизвестный" };
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(
	    st, journal_add(st, &nobody_known, "sign_in_closed", "account", 0,
		    arena_printf(a, "адрес %s", address)));
}

static enum rc
signed_in(struct store *st, struct arena *a, const struct account *acc,
    const char *address)
{
	struct actor self = { acc->id, acc->name, acc->roles };
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = throttle_forgive(st, a, "account", acc->login, address);
	if (rc == RC_OK)
		rc =
		    journal_add(st, &self, "signed_in", "account", acc->id, "");
	return store_end(st, rc);
}

enum rc
account_sign_in(struct store *st, struct arena *a, const char *login,
    const char *password, const char *address, int64_t now, struct account *acc,
    int *left, int64_t *until)
{
	bool closed;
	enum rc rc;

	rc = throttle_charge(
	    st, a, "account", login, address, now, left, until, &closed);
	if (rc != RC_OK)
		return rc;
	rc = password_check(st, a, login, password, acc);
	if (rc == RC_OK) {
		*until = 0;
		return signed_in(st, a, acc, address);
	}
	if (rc == RC_DENIED && closed && closed_tell(st, a, address) != RC_OK)
		return RC_FAIL;
	return rc;
}

enum rc
account_calendar_new(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char **secret)
{
	unsigned char hash[SECRET_HASH];
	enum rc rc;

	*secret = secret_token(a);
	secret_hash(hash, *secret, strlen(*secret));
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = accounts_set_calendar(st, id, hash)) == RC_OK)
		rc = journal_add(st, by, "calendar_new", "account", id, "");
	return store_end(st, rc);
}
