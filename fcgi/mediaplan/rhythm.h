#ifndef MEDIAPLAN_RHYTHM_H
#define MEDIAPLAN_RHYTHM_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* The watch of R122: the next stretch without an update longer than days,
 * counted from the last published story over everything scheduled, looking
 * 35 days ahead.  RC_NOT_FOUND: no such gap. */
struct rhythm_gap {
	int64_t from,
	    to; /* last update before, next update after (or horizon) */
	int days;
};
enum rc rhythm_next_gap(struct store *, struct arena *, int64_t channel_id,
    int days, int64_t now, struct rhythm_gap *) MUST_USE;

#endif
