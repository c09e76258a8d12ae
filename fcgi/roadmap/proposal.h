#ifndef ROADMAP_PROPOSAL_H
#define ROADMAP_PROPOSAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/proposals.h"

struct actor;
struct arena;
struct proposal_row;
struct store;

/* A proposal to change the roadmap (R19): by somebody with an account, or
 * in the words of somebody without; decided once, with an answer.  What is
 * taken stands in the change log: the approved words stay as they are, but a
 * row may come to them. */
enum {
	PROPOSAL_TEXT_MAX = 4000, /* characters */
	PROPOSAL_AUTHOR_MAX = 120,
	PROPOSALS_MAX = 500
};

struct proposal {
	int64_t id, roadmap_id, activity_id; /* 0: of the whole roadmap */
	const char *number, *activity;	     /* of the row, read-only */
	int64_t account_id, at;
	const char *who;    /* name of the account, read-only */
	const char *author; /* of somebody without an account */
	const char *text;
	const char *decision; /* "" taken refused */
	const char *answer;
	int64_t decided_by, decided_at;
	const char *judge; /* read-only */
};

enum rc proposal_add(struct store *, struct arena *, const struct actor *,
    struct proposal *, const char **why) MUST_USE;
/* row: what comes into a running roadmap when it is taken; NULL: nothing. */
enum rc proposal_decide(struct store *, struct arena *, const struct actor *,
    int64_t id, bool taken, const char *answer, const struct proposal_row *row,
    const char **why) MUST_USE;

#endif
