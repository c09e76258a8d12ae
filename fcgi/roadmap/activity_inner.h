#ifndef ROADMAP_ACTIVITY_INNER_H
#define ROADMAP_ACTIVITY_INNER_H

#include "roadmap/activity.h"
#include "roadmap/roadmap.h"

/* Between the files that change an activity: one row being changed by
 * somebody, inside the transaction. */
struct activity_change {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct activity act;
	struct roadmap map;
	const char **why;
};

/* Of a change that no version guards: it says all it sets. */
enum { ACTIVITY_ANY_VERSION = -1 };

/* The row as it was seen, of a roadmap that is not closed; nothing is
 * written. */
enum rc activity_change_read(
    struct activity_change *, int64_t id, int64_t version) MUST_USE;
/* The same with the transaction's begin; without RC_OK there is none. */
enum rc activity_change_begin(
    struct activity_change *, int64_t id, int64_t version) MUST_USE;
/* RC_INVALID: a day more than half a year away from the cycle is a slip of
 * the pen, or of another year. */
enum rc activity_change_near(
    struct store *, struct arena *, const struct roadmap *, int day) MUST_USE;
enum rc activity_change_store(struct activity_change *) MUST_USE;
enum rc activity_change_tell(
    struct activity_change *, const char *action, const char *detail) MUST_USE;
/* Tells and commits, or undoes all. */
enum rc activity_change_end(struct activity_change *, enum rc,
    const char *action, const char *detail) MUST_USE;

#endif
