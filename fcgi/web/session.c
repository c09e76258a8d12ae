#include "web/session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "store/db.h"
#include "web/inner.h"
#include "web/reply.h"
#include "web/sessions.h"

/* A write for each request of a signed-in person is a lock for each; a
 * minute more or less of 12 hours is nothing. */
enum { SESSION_TOUCH_S = 60 };

static const char cookie[] = "sid";

/* What secret_token makes, and so worth a look into the table. */
static bool
is_token(const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	return strlen(s) == SECRET_TOKEN && strspn(s, plain) == SECRET_TOKEN;
}

enum rc
session_find(struct store *st, struct arena *a, const char *token, int64_t now,
    struct session **out)
{
	unsigned char hash[SECRET_HASH];
	struct session_row row;
	struct session *s;
	enum rc rc;

	if (!is_token(token))
		return RC_NOT_FOUND;
	secret_hash(hash, token, SECRET_TOKEN);
	if ((rc = sessions_by_hash(st, a, hash, &row)) != RC_OK)
		return rc;
	if (row.seen_at + SESSION_IDLE_S <= now)
		return RC_NOT_FOUND;
	if (llabs((long long)(now - row.seen_at)) >= SESSION_TOUCH_S) {
		/* Held by others, or no room: a page may be read all the
		 * same, and the next request will do it. */
		store_patient(st, false);
		if (sessions_set_seen(st, hash, now) != RC_OK)
			log_warn("a session could not be touched");
		store_patient(st, true);
	}
	s = arena_alloc(a, sizeof(*s));
	s->account_id = row.account_id;
	s->name = row.name;
	s->login = row.login;
	s->roles = row.roles;
	s->second_factor_due = row.second_factor_due;
	s->csrf = secret_mac(a, token, "csrf");
	s->notice = row.notice;
	s->undo_id = row.undo_id;
	*out = s;
	return RC_OK;
}

/* The session of this browser leaves the table, if there is one. */
static enum rc
drop_old(const struct request *req)
{
	const char *token = request_cookie(req, cookie);
	unsigned char hash[SECRET_HASH];

	if (!is_token(token))
		return RC_OK;
	secret_hash(hash, token, SECRET_TOKEN);
	return sessions_remove(request_store(req), hash);
}

enum rc
session_start(const struct request *req, struct reply *rep, int64_t account_id,
    bool second_factor_due)
{
	struct store *st = request_store(req);
	int64_t now = request_now(req);
	char *token = secret_token(request_arena(req));
	unsigned char hash[SECRET_HASH];
	enum rc rc;

	if ((rc = drop_old(req)) != RC_OK)
		return rc;
	rc = sessions_remove_idle(st, account_id, now - SESSION_IDLE_S);
	if (rc != RC_OK)
		return rc;
	secret_hash(hash, token, SECRET_TOKEN);
	rc = sessions_insert(st, hash, account_id, now, second_factor_due);
	if (rc == RC_OK)
		reply_cookie(rep, cookie, token, -1);
	return rc;
}

enum rc
session_promote(const struct request *req, struct reply *rep)
{
	const struct session *s = request_session(req);

	if (s == NULL)
		return RC_DENIED;
	return session_start(req, rep, s->account_id, false);
}

enum rc
session_end(const struct request *req, struct reply *rep)
{
	reply_cookie(rep, cookie, "", 0);
	return drop_old(req);
}

enum rc
session_notice(const struct request *req, int64_t undo_id, const char *fmt, ...)
{
	unsigned char hash[SECRET_HASH];
	const char *token, *words;
	va_list ap;

	if (request_session(req) == NULL)
		return RC_DENIED;
	va_start(ap, fmt);
	words = reply_format(request_arena(req), fmt, ap);
	va_end(ap);
	token = request_cookie(req, cookie);
	secret_hash(hash, token, strlen(token));
	/* What it tells of is done: words that cannot be kept must not turn
	 * that into an error. */
	if (sessions_set_notice(request_store(req), hash, words, undo_id) !=
	    RC_OK)
		log_warn("a notice could not be kept");
	return RC_OK;
}

enum rc
session_notice_shown(struct store *st, const char *token)
{
	unsigned char hash[SECRET_HASH];
	enum rc rc;

	secret_hash(hash, token, strlen(token));
	store_patient(st, false);
	rc = sessions_set_notice(st, hash, NULL, 0);
	store_patient(st, true);
	return rc;
}

enum rc
session_drop_account(struct store *st, int64_t account_id)
{
	return sessions_remove_account(st, account_id);
}
