#include <stdbool.h>
#include "base/arena.h"
#include "base/text.h"
#include "people/account.h"
#include "people/throttle.h"
#include "people/throttles.h"
#include "store/db.h"

/* One day: far longer than any closing, short enough to stay small. */
enum { THROTTLE_KEEP_S = 86400 };

static const char *
login_name(struct arena *a, const char *what, const char *login)
{
	/* What a stranger types is bounded before it becomes a key. */
	return arena_printf(a, "%s:%s", what,
	    text_fold(a, text_cut(a, login, ACCOUNT_LOGIN_MAX)));
}

static const char *
address_name(struct arena *a, const char *address)
{
	return address ? arena_printf(a, "address:%s", address) : NULL;
}

/* Count one more; the limit-th closes.  Returns how many remain. */
static int
row_charge(struct throttles_row *r, int limit, int64_t now)
{
	if (r->failures == 0 || r->first_at + ACCOUNT_CLOSED_S <= now ||
	    r->until_at > 0)
		*r = (struct throttles_row){ .first_at = now };
	if (++r->failures >= limit)
		r->until_at = now + ACCOUNT_CLOSED_S;
	return limit - (int)r->failures;
}

/* name NULL: nothing to count. */
static enum rc
row_get(struct store *st, const char *name, struct throttles_row *r)
{
	if (name != NULL)
		return throttles_get(st, name, r);
	*r = (struct throttles_row){ .failures = 0 };
	return RC_OK;
}

static enum rc
charge_within(struct store *st, const char *login, const char *address,
    int64_t now, int *left, int64_t *until)
{
	struct throttles_row l, adr;
	int others = ACCOUNT_ADDRESS_TRIES;
	enum rc rc;

	if ((rc = row_get(st, login, &l)) != RC_OK ||
	    (rc = row_get(st, address, &adr)) != RC_OK)
		return rc;
	*left = 0;
	*until = l.until_at > adr.until_at ? l.until_at : adr.until_at;
	if (*until > now)
		return RC_BUSY;
	*left = row_charge(&l, ACCOUNT_TRIES, now);
	if (address != NULL)
		others = row_charge(&adr, ACCOUNT_ADDRESS_TRIES, now);
	if (*left > others)
		*left = others;
	*until = l.until_at > adr.until_at ? l.until_at : adr.until_at;
	if ((rc = throttles_remove_old(st, now - THROTTLE_KEEP_S)) != RC_OK)
		return rc;
	if ((rc = throttles_set(st, login, &l)) != RC_OK || address == NULL)
		return rc;
	return throttles_set(st, address, &adr);
}

enum rc
throttle_charge(struct store *st, struct arena *a, const char *what,
    const char *login, const char *address, int64_t now, int *left,
    int64_t *until, bool *closed)
{
	enum rc rc;

	*closed = false;
	*until = 0;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = charge_within(st, login_name(a, what, login),
	    address_name(a, address), now, left, until);
	if (rc == RC_OK) {
		*closed = *until > 0;
		return store_commit(st);
	}
	store_rollback(st);
	return rc;
}

enum rc
throttle_forgive(struct store *st, struct arena *a, const char *what,
    const char *login, const char *address)
{
	const char *name = address_name(a, address);
	struct throttles_row adr;
	enum rc rc;

	rc = throttles_remove(st, login_name(a, what, login));
	if (rc != RC_OK || name == NULL)
		return rc;
	if ((rc = throttles_get(st, name, &adr)) != RC_OK)
		return rc;
	if (adr.failures <= 1)
		return throttles_remove(st, name);
	adr.failures--;
	adr.until_at = 0;
	return throttles_set(st, name, &adr);
}
