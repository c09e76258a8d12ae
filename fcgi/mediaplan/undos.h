#ifndef MEDIAPLAN_UNDOS_H
#define MEDIAPLAN_UNDOS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* One step back, offered to one account for UNDO_KEEP_S. */
enum { UNDO_KEEP_S = 3600 };

struct undo {
	int64_t id, account_id, at;
	const char *action; /* name in story_actions */
	int64_t story_id;
	int64_t version;    /* of the story after the action */
	const char *before; /* JSON: what to put back */
	int64_t used_at;    /* 0: not yet */
};

enum rc undos_by_id(
    struct store *, struct arena *, int64_t id, struct undo *) MUST_USE;
/* Both inside a transaction.  insert forgets what nobody can use any more. */
enum rc undos_insert(struct store *, struct undo *) MUST_USE;
/* RC_CONFLICT: used before. */
enum rc undos_use(struct store *, int64_t id, int64_t now) MUST_USE;

#endif
