#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "people/account.h"
#include "people/journal.h"
#include "people/role.h"
#include "people/throttle.h"
#include "store/db.h"

/* RFC 4226 wants 160 bits; the steps are RFC 6238's, one to each side for
 * clocks that differ. */
enum { TOTP_SECRET = 20, TOTP_STEP_S = 30, TOTP_DIGITS = 6, TOTP_SKEW = 1 };

/* Ten of 31 signs are 49 bits; none of them looks like another. */
enum { CODE_SIGNS = 10 };
static const char code_signs[] = "abcdefghjkmnpqrstuvwxyz23456789";

enum rc
account_totp_start(struct arena *a, const struct account *acc,
    const char *issuer, const char **secret, const char **uri)
{
	char raw[TOTP_SECRET], *base32 = NULL;
	struct strbuf sb;
	size_t n = 0;

	randombytes_buf(raw, sizeof(raw));
	if (oath_base32_encode(raw, sizeof(raw), &base32, &n) != OATH_OK) {
		log_error("account: cannot write a secret in base32");
		return RC_FAIL;
	}
	sodium_memzero(raw, sizeof(raw));
	*secret = arena_strdup(a, base32);
	free(base32);
	strbuf_init(&sb);
	strbuf_adds(&sb, "otpauth://totp/");
	strbuf_add_url(&sb, issuer);
	strbuf_addc(&sb, ':');
	strbuf_add_url(&sb, acc->login);
	strbuf_addf(&sb, "?secret=%s&issuer=", *secret);
	strbuf_add_url(&sb, issuer);
	*uri = arena_strdup(a, sb.buf);
	strbuf_free(&sb);
	return RC_OK;
}

/* The step whose code this is, 0 if none near now. */
static int64_t
totp_step(const void *secret, size_t n, const char *code, int64_t now)
{
	for (int64_t d = -TOTP_SKEW; d <= TOTP_SKEW; d++) {
		int64_t step = now / TOTP_STEP_S + d;
		char otp[TOTP_DIGITS + 1];

		if (oath_hotp_generate(secret, n, (uint64_t)step, TOTP_DIGITS,
			false, OATH_HOTP_DYNAMIC_TRUNCATION, otp) != OATH_OK)
			return 0;
		if (strlen(code) == TOTP_DIGITS &&
		    text_same_secret(otp, code, TOTP_DIGITS))
			return step;
	}
	return 0;
}

/* A code as people type it: blanks and dashes mean nothing. */
static char *
code_plain(struct arena *a, const char *code)
{
	char *out = arena_strndup(a, code, strnlen(code, 64));
	char *w = out;

	for (const char *r = out; *r != '\0'; r++)
		if (*r != ' ' && *r != '-')
			*w++ = *r >= 'A' && *r <= 'Z' ? *r - 'A' + 'a' : *r;
	*w = '\0';
	return out;
}

static void
code_hash(unsigned char hash[SECRET_HASH], struct arena *a, int64_t id,
    const char *code)
{
	char *text = arena_printf(a, "recovery:%lld:%s", (long long)id, code);

	secret_hash(hash, text, strlen(text));
}

static enum rc
codes_make(struct store *st, struct arena *a, int64_t id, const char **codes)
{
	enum rc rc;

	if ((rc = accounts_drop_codes(st, id)) != RC_OK)
		return rc;
	for (int i = 0; i < ACCOUNT_RECOVERY_CODES; i++) {
		unsigned char hash[SECRET_HASH];
		char code[CODE_SIGNS + 1] = "";

		for (int j = 0; j < CODE_SIGNS; j++)
			code[j] = code_signs[randombytes_uniform(
			    sizeof(code_signs) - 1)];
		code_hash(hash, a, id, code);
		if ((rc = accounts_add_code(st, id, hash)) != RC_OK)
			return rc;
		codes[i] = arena_printf(a, "%.5s-%s", code, code + 5);
	}
	return RC_OK;
}

static enum rc
enable_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const void *raw, size_t n, int64_t step, const char **codes)
{
	enum rc rc;

	if ((rc = accounts_set_totp(st, id, raw, n, step)) != RC_OK)
		return rc;
	if ((rc = codes_make(st, a, id, codes)) != RC_OK)
		return rc;
	return journal_add(st, by, "second_factor_on", "account", id, "");
}

enum rc
account_totp_enable(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char *secret, const char *code, int64_t now,
    const char ***codes, int *n)
{
	char *raw = NULL;
	size_t raw_n = 0;
	int64_t step = 0;
	enum rc rc;

	if (oath_base32_decode(secret, strlen(secret), &raw, &raw_n) != OATH_OK)
		return RC_INVALID;
	if (raw_n == TOTP_SECRET)
		step = totp_step(raw, raw_n, code_plain(a, code), now);
	rc = RC_DENIED;
	if (step == 0 || (rc = store_begin(st)) != RC_OK)
		goto out;
	*n = ACCOUNT_RECOVERY_CODES;
	*codes = arena_alloc(a, ACCOUNT_RECOVERY_CODES * sizeof(**codes));
	rc = enable_within(st, a, by, id, raw, raw_n, step, *codes);
	rc = store_end(st, rc);
out:
	sodium_memzero(raw, raw_n);
	free(raw);
	return rc;
}

/* RC_DENIED: neither a fresh code of the app nor an unused recovery code. */
static enum rc
code_use(struct store *st, struct arena *a, const struct account *acc,
    const char *code, int64_t now)
{
	struct actor self = { acc->id, acc->name, acc->roles };
	unsigned char hash[SECRET_HASH];
	const void *secret = NULL;
	int64_t last, step;
	size_t n;
	enum rc rc;

	if ((rc = accounts_get_totp(st, a, acc->id, &secret, &n, &last)) !=
	    RC_OK)
		return rc;
	if (n == 0)
		return RC_DENIED;
	if ((step = totp_step(secret, n, code, now)) != 0) {
		rc = accounts_use_step(st, acc->id, step);
		return rc == RC_CONFLICT ? RC_DENIED : rc;
	}
	code_hash(hash, a, acc->id, code);
	rc = accounts_use_code(st, acc->id, hash, now);
	if (rc != RC_OK)
		return rc == RC_CONFLICT ? RC_DENIED : rc;
	return journal_add(
	    st, &self, "recovery_code_used", "account", acc->id, "");
}

enum rc
account_totp_check(struct store *st, struct arena *a, int64_t id,
    const char *code, int64_t now, int64_t *until)
{
	struct account acc;
	bool closed;
	int left;
	enum rc rc;

	*until = 0;
	if ((rc = accounts_by_id(st, a, id, &acc)) != RC_OK)
		return rc;
	rc = throttle_charge(
	    st, a, "code", acc.login, NULL, now, &left, until, &closed);
	if (rc != RC_OK || (rc = store_begin(st)) != RC_OK)
		return rc;
	rc = code_use(st, a, &acc, code_plain(a, code), now);
	if (rc == RC_OK)
		rc = throttle_forgive(st, a, "code", acc.login, NULL);
	return store_end(st, rc);
}

enum rc
account_totp_off(struct store *st, const struct actor *by, int64_t id)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = accounts_set_totp(st, id, NULL, 0, 0)) == RC_OK)
		rc = accounts_drop_codes(st, id);
	if (rc == RC_OK)
		rc =
		    journal_add(st, by, "second_factor_off", "account", id, "");
	return store_end(st, rc);
}
