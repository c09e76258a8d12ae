#ifndef MEDIAPLAN_CYCLE_H
#define MEDIAPLAN_CYCLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/cycles.h"

struct arena;
struct store;

/* A programme cycle (R1): a school year or a calendar year of the site. */
struct cycle {
	int64_t id;
	const char *title, *kind;
	int64_t starts_at, ends_at;
	bool current;
};

#endif
