#include "mail/subscriber.h"

#include <string.h>
#include "base/clock.h"
#include "people/journal.h"
#include "store/db.h"

/* What an address needs no quotes for (RFC 5322 3.2.3), and the dot. */
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
static const char local_chars[] = LETTERS "!#$%&'*+-/=?^_`{|}~.";
static const char host_chars[] = LETTERS "-.";

bool
subscriber_email_valid(const char *s)
{
	size_t local = strspn(s, local_chars), host;
	const char *at = s + local;

	if (local == 0 || local > SUBSCRIBER_LOCAL_MAX || *at != '@' ||
	    strlen(s) > SUBSCRIBER_EMAIL_MAX)
		return false;
	host = strspn(at + 1, host_chars);
	return host >= 3 && at[1 + host] == '\0' && s[0] != '.' &&
	       at[-1] != '.' && at[1] != '.' && at[1] != '-' &&
	       at[host] != '.' && at[host] != '-' && strchr(at, '.') != NULL &&
	       strstr(s, "..") == NULL;
}

static enum rc
set_within(struct store *st, struct arena *a, const struct actor *by,
    const struct subscriber *want)
{
	struct subscriber now;
	enum rc rc;

	rc = subscribers_by_account(st, a, want->account_id, &now);
	if (rc != RC_OK)
		return rc;
	if (strcmp(now.email, want->email) == 0 && now.digest == want->digest)
		return RC_OK;
	if ((rc = subscribers_set(st, want, clock_now())) != RC_OK)
		return rc;
	/* The address itself is nobody else's business. */
	return journal_add(
	    st, by, "email_set", "account", want->account_id, "");
}

enum rc
subscriber_set(struct store *st, struct arena *a, const struct actor *by,
    int64_t account_id, const char *email, bool digest, const char **why)
{
	struct subscriber want = { account_id, "", 0, email, digest };
	enum rc rc;

	*why = "Это не адрес почты. Он пишется латиницей, например "
	       "ivanova@school.example.";
	if (email[0] != '\0' && !subscriber_email_valid(email))
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, set_within(st, a, by, &want));
}
