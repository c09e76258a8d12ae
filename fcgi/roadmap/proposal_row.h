#ifndef ROADMAP_PROPOSAL_ROW_H
#define ROADMAP_PROPOSAL_ROW_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct proposal;
struct roadmap;
struct store;

/*
 * A row that a taken proposal brings into a running roadmap: the only way in
 * after the approval (requirements 4.2).  It stands behind the last row of
 * its section, in the columns of that row.
 */
enum {
	PROPOSAL_NUMBER_MAX = 20, /* characters */
	PROPOSAL_ROW_MAX = 2000,
	PROPOSAL_CELL_MAX = 500
};

/* Of a row that the approved document did not have. */
#define PROPOSAL_FLAG "PROPOSAL"

struct proposal_row {
	int64_t section_id; /* 0: of none */
	const char *number, *text, *deadline, *responsible, *result;
};

/* Whether something is typed in at all. */
bool proposal_row_given(const struct proposal_row *);
/* Inside the transaction of the decision.  RC_INVALID, RC_DENIED: *why. */
enum rc proposal_row_insert(struct store *, struct arena *,
    const struct proposal *, const struct proposal_row *, int64_t *id,
    const char **why) MUST_USE;

#endif
