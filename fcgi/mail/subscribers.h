#ifndef MAIL_SUBSCRIBERS_H
#define MAIL_SUBSCRIBERS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;
struct subscriber;

/* RC_NOT_FOUND: no such account.  An account that never gave an address has
 * email "". */
enum rc subscribers_by_account(
    struct store *, struct arena *, int64_t id, struct subscriber *) MUST_USE;
/* Who wants reminders and may sign in, account by account. */
enum rc subscribers_list(
    struct store *, struct arena *, struct subscriber **, int *n) MUST_USE;
/* Written by subscriber.c, inside its transaction. */
enum rc subscribers_set(
    struct store *, const struct subscriber *, int64_t now) MUST_USE;

#endif
