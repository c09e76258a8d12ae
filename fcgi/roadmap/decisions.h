#ifndef ROADMAP_DECISIONS_H
#define ROADMAP_DECISIONS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Append-only: what a person decided about a deadline, and why. */
struct decision {
	int64_t id, at, account_id;
	const char *who; /* name of the account, read-only */
	const char *kind, *reason;
	int from, to; /* days; DAY_NONE */
};

enum { DECISIONS_MAX = 200 }; /* shown of one row */

/* The newest first. */
enum rc decisions_of(struct store *, struct arena *, int64_t activity_id,
    struct decision **, int *n) MUST_USE;
enum rc decisions_insert(
    struct store *, int64_t activity_id, const struct decision *) MUST_USE;

#endif
