#ifndef PROGRAMME_CYCLE_H
#define PROGRAMME_CYCLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "programme/cycles.h"

struct actor;
struct arena;
struct store;

enum {
	CYCLE_TITLE_MAX = 60, /* code points; stands in the desk's head */
	CYCLE_DAYS_MAX = 400, /* a year with a month of overrun */
	CYCLE_PERIOD_DAYS_MAX = 3660, /* of a programme of several years */
	CYCLE_LINE_MAX = 200,	      /* organisation, number of the order */
	CYCLE_STAMP_MAX = 1000,	      /* the lines of a stamp */
	CYCLES_MAX = 50		      /* a site has one a year */
};

/* A programme cycle (R1): a school year, a calendar year or a longer period
 * of the site, with what stands on its printed documents. */
struct cycle {
	int64_t id;
	const char *title, *kind;   /* kind: school, calendar, period */
	int64_t starts_at, ends_at; /* [starts_at, ends_at), local midnights */
	bool current;
	const char *organisation;      /* NULL in a new one: "" */
	const char *agreed, *approved; /* lines of the stamps */
	const char *order_no;
	int approved_on; /* base/day.h */
};

/* "учебный", "календарный" */
const char *cycle_kind_ru(const char *kind);
bool cycle_covers(const struct cycle *, int64_t at);
/* The school year to begin next: not before now's, not before after (the
 * end of the latest cycle; 0: none). */
void cycle_next_school(
    struct arena *, int64_t after, int64_t now, struct cycle *);
/* c gets its id.  Cycles of one kind do not overlap; a calendar year and a
 * school year may.  One transaction with the journal.  RC_DENIED, RC_INVALID
 * with a sentence. */
enum rc cycle_add(struct store *, struct arena *, const struct actor *,
    struct cycle *, const char **why) MUST_USE;
/* The same, and c is the current one in the place of the other. */
enum rc cycle_start(struct store *, struct arena *, const struct actor *,
    struct cycle *, const char **why) MUST_USE;

/* Title and stamps of a cycle that there is; its days stay, since windows
 * and deadlines were counted by them. */
enum rc cycle_save(struct store *, struct arena *, const struct actor *,
    const struct cycle *, const char **why) MUST_USE;
/* Another of them becomes the current one. */
enum rc cycle_make_current(
    struct store *, struct arena *, const struct actor *, int64_t id) MUST_USE;
/* First and last day (base/day.h). */
void cycle_days(const struct cycle *, int *from, int *to);

#endif
