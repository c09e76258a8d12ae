#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct reply;
struct request;
struct store;

/*
 * A signed-in browser: a random token in the cookie "sid", its hash in the
 * table sessions.  Ends after 12 hours without a request.
 */
enum { SESSION_IDLE_S = 12 * 3600 };

struct session {
	int64_t account_id;
	const char *name; /* of the person, for the page */
	const char *login;
	unsigned roles;
	bool second_factor_due;
	const char *csrf;   /* token for the forms of this session */
	const char *notice; /* shown once; "" */
	int64_t undo_id;    /* offered beside the notice; 0 */
};

/* Find the session of a cookie; touches seen_at at most once a minute; a
 * locked account has none.  RC_NOT_FOUND. */
enum rc session_find(struct store *, struct arena *, const char *token,
    int64_t now, struct session **) MUST_USE;
/* New session and cookie; the old one of this browser is dropped. */
enum rc session_start(const struct request *, struct reply *,
    int64_t account_id, bool second_factor_due) MUST_USE;
/* The second factor was given: a new token takes the place of the old. */
enum rc session_promote(const struct request *, struct reply *) MUST_USE;
enum rc session_end(const struct request *, struct reply *) MUST_USE;
/* Shown on the next page of this session; words that cannot be kept are
 * logged and lost, since what they tell of is done. */
enum rc session_notice(const struct request *, int64_t undo_id, const char *fmt,
    ...) MUST_USE PRINTF(3, 4);
enum rc session_notice_shown(struct store *, const char *token) MUST_USE;
enum rc session_drop_account(struct store *, int64_t account_id) MUST_USE;

#endif
