#ifndef MAIL_LETTERS_H
#define MAIL_LETTERS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct letter;
struct store;

/* The nearest time at which a letter may be sent; 0: none waits. */
enum rc letters_next(struct store *, int64_t *at) MUST_USE;
/* Of the days since since_day, not arrived for sure: how many, and of the
 * latest what went wrong. */
enum rc letters_trouble(struct store *, struct arena *, int since_day,
    struct letter *, int *n) MUST_USE;

/* Written by letter.c only, inside its transactions. */

/* RC_CONFLICT: this account has its letter of this day. */
enum rc letters_insert(struct store *, struct letter *) MUST_USE;
/* The next one that may go becomes "sending"; RC_NOT_FOUND: none. */
enum rc letters_claim(
    struct store *, struct arena *, int64_t now, struct letter *) MUST_USE;
/* RC_CONFLICT: it is not being sent. */
enum rc letters_settle(struct store *, const struct letter *) MUST_USE;
/* What still waits of earlier days is not sent any more. */
enum rc letters_expire(struct store *, int today, int64_t now) MUST_USE;
/* Left in "sending" by a dead process. */
enum rc letters_abandon(
    struct store *, const char *error, int64_t now, int *n) MUST_USE;
enum rc letters_forget(struct store *, int before_day) MUST_USE;

/* Accounts whose letter of that day did not go and will not. */
enum rc letters_unsent(
    struct store *, struct arena *, int day, int64_t **, int *n) MUST_USE;

#endif
