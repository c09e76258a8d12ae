#ifndef MAIL_SUBSCRIBER_H
#define MAIL_SUBSCRIBER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mail/subscribers.h"

struct actor;
struct arena;
struct store;

/* Where an account gets its reminders, and whether it wants them. */
enum {
	SUBSCRIBER_EMAIL_MAX = 254, /* bytes: a path of SMTP (RFC 5321) */
	SUBSCRIBER_LOCAL_MAX = 64   /* before the sign @ */
};

struct subscriber {
	int64_t account_id;
	const char *name; /* of the account */
	unsigned roles;
	const char *email; /* "": none */
	bool digest;
};

/* ASCII, one @, nothing that a header or a command of SMTP reads as its
 * own. */
bool subscriber_email_valid(const char *);
/* One transaction with the journal; "" takes the address away.  RC_INVALID
 * with a sentence; RC_NOT_FOUND: no such account. */
enum rc subscriber_set(struct store *, struct arena *, const struct actor *,
    int64_t account_id, const char *email, bool digest,
    const char **why) MUST_USE;

#endif
