#ifndef MEDIAPLAN_CYCLE_H
#define MEDIAPLAN_CYCLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/cycles.h"

struct actor;
struct arena;
struct store;

enum {
	CYCLE_TITLE_MAX = 60, /* code points; stands in the desk's head */
	CYCLE_DAYS_MAX = 400, /* a year with a month of overrun */
	CYCLES_MAX = 50	      /* a site has one a year */
};

/* A programme cycle (R1): a school year or a calendar year of the site. */
struct cycle {
	int64_t id;
	const char *title, *kind;   /* kind: school, calendar */
	int64_t starts_at, ends_at; /* [starts_at, ends_at), local midnights */
	bool current;
};

/* "учебный", "календарный" */
const char *cycle_kind_ru(const char *kind);
bool cycle_covers(const struct cycle *, int64_t at);
/* The school year to begin next: not before now's, not before after (the
 * end of the latest cycle; 0: none). */
void cycle_next_school(
    struct arena *, int64_t after, int64_t now, struct cycle *);
/* c becomes the current one in the place of the other; it gets its id.  One
 * transaction with the journal.  RC_DENIED, RC_INVALID with a sentence. */
enum rc cycle_start(struct store *, struct arena *, const struct actor *,
    struct cycle *, const char **why) MUST_USE;

#endif
