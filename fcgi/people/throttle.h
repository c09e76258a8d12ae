#ifndef PEOPLE_THROTTLE_H
#define PEOPLE_THROTTLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/*
 * How often a wrong password or code may be tried.  A try is charged before
 * it is checked and given back when it was right, so that many workers at
 * once cannot try more often than one.
 */

/* One transaction.  what: "account" for passwords, "code" for the second
 * factor, apart because a right password must not buy new tries of the code.
 * login may be unknown; address NULL: not counted.  RC_OK: charged, *left
 * tries remain after this one; *closed says that this try was the last one.
 * RC_BUSY: closed until *until; with *until 0 the store is held by others. */
enum rc throttle_charge(struct store *, struct arena *, const char *what,
    const char *login, const char *address, int64_t now, int *left,
    int64_t *until, bool *closed) MUST_USE;
/* The try was right; inside the caller's transaction.  The address gets
 * back only this one: others may be guessing from behind it. */
enum rc throttle_forgive(struct store *, struct arena *, const char *what,
    const char *login, const char *address) MUST_USE;

#endif
