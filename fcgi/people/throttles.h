#ifndef PEOPLE_THROTTLES_H
#define PEOPLE_THROTTLES_H

#include <stdint.h>
#include "base/rc.h"

struct store;

/* Failed sign-ins per name: "account:LOGIN" or "address:IP". */
struct throttles_row {
	int64_t failures, first_at, until_at;
};
/* No row gives zeros. */
enum rc throttles_get(
    struct store *, const char *name, struct throttles_row *) MUST_USE;
enum rc throttles_set(
    struct store *, const char *name, const struct throttles_row *) MUST_USE;
enum rc throttles_remove(struct store *, const char *name) MUST_USE;
/* Forget what began before and is open again. */
enum rc throttles_remove_old(struct store *, int64_t before) MUST_USE;

#endif
