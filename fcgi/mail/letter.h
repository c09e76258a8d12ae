#ifndef MAIL_LETTER_H
#define MAIL_LETTER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mail/letters.h"

struct arena;
struct conf;
struct site;
struct store;

/*
 * A letter on its way: one account gets at most one a day.
 *
 *   waiting  nothing of it has left for sure; goes at next_at
 *   sending  its text may have left: committed before the first byte goes
 *   sent     the mail server took it
 *   failed   not sent, and it will not be: tries or the day are over
 *   unclear  it may have arrived; never sent again
 */
enum {
	LETTER_TRIES_MAX = 6,  /* the pauses of letter.c, and the first */
	LETTER_AGAIN_DAYS = 2, /* so long after a chosen day those are written
				* to whose mail server was out */
	LETTER_KEEP_DAYS = 90,
	LETTER_ERROR_MAX = 300,	 /* characters of what the server said */
	LETTER_TROUBLE_DAYS = 2, /* so long the desk tells about a failure */
	LETTER_TIMEOUT_MS = 60000
};

struct letter {
	int64_t id, account_id;
	int day;
	const char *email, *subject, *text, *state;
	int attempts;
	int64_t next_at;
	const char *error;
	int64_t updated_at;
};

enum letter_end { LETTER_SENT, LETTER_NOT_SENT, LETTER_UNCLEAR };

/* Is there a mail server and a sender's address? */
bool letter_configured(const struct conf *);
/* Next time at which letters are to be written or sent; 0: never. */
enum rc letter_next(
    struct site *, struct arena *, int64_t now, int64_t *at) MUST_USE;
/* Writes today's letters, once a day; early: before the hour and on any
 * day.  On a day that is not chosen only to those whose last one failed.  *n
 * of them.  RC_CONFLICT: not due, or written before.  One transaction. */
enum rc letter_plan(
    struct site *, struct arena *, int64_t now, bool early, int *n) MUST_USE;
/* One transaction that outlives a power cut.  RC_NOT_FOUND: none may go. */
enum rc letter_claim(
    struct store *, struct arena *, int64_t now, struct letter *) MUST_USE;
/* why: a sentence; "" when sent.  One transaction. */
enum rc letter_settle(struct store *, struct letter *, enum letter_end,
    const char *why, int64_t now) MUST_USE;
/* At the start of the publisher: what a dead one was sending is unclear. */
enum rc letter_recover(struct store *, int64_t now, int *n) MUST_USE;

#endif
