#ifndef DESK_CONTROL_ROWS_H
#define DESK_CONTROL_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/activity.h"

struct arena;
struct evidence;
struct store;

/* One row of the control sheet: the document's words, what was done, what
 * proves it, what is wrong with it. */
struct control_row {
	const struct activity *act;
	enum activity_show show;
	const char *days;   /* of the deadline, read or decided; "" */
	const char *people; /* accounts that answer for it, "" */
	const struct evidence *proofs;
	int proofs_n;
	const char *promised, *lacking; /* kinds of documents, "" */
	const char *remark;		/* "" */
};

/* What stands between the roadmap and 100 %. */
enum control_gap {
	CONTROL_NOT_DONE,
	CONTROL_LATE, /* done late or overdue: never in time again */
	CONTROL_OPEN,
	CONTROL_NO_PROOF,
	CONTROL_GAPS
};

/* Three queries, whatever the number of rows.  first: day of the year. */
enum rc desk_control_rows(struct store *, struct arena *, int64_t roadmap_id,
    int first, int today, struct control_row **, int *n) MUST_USE;
bool desk_control_rows_gap(const struct control_row *, enum control_gap);

#endif
