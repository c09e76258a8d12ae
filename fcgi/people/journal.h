#ifndef PEOPLE_JOURNAL_H
#define PEOPLE_JOURNAL_H

#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/* Who did what to which record, when (R136).  Append-only.  Called inside
 * the transaction of what it tells about. */
enum rc journal_add(struct store *, const struct actor *, const char *action,
    const char *kind, int64_t record_id, const char *detail) MUST_USE;

struct journal_line {
	int64_t id, at, account_id;
	const char *who, *action, *kind;
	int64_t record_id;
	const char *detail;
};
/* Newest first; kind NULL = all; record_id 0 = all; before 0 = from the
 * newest; at most max lines. */
enum rc journal_list(struct store *, struct arena *, const char *kind,
    int64_t record_id, int64_t before, int max, struct journal_line **,
    int *n) MUST_USE;
/* Russian words of an action: "approved" -> "согласование". */
const char *journal_action_ru(const char *action);

#endif
