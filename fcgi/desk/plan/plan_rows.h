#ifndef DESK_PLAN_ROWS_H
#define DESK_PLAN_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct plan_filter;
struct reply;
struct request;
struct view;

/*
 * The plan as lines with the columns of the genre: date, event, topic, kind,
 * rubric, channels, responsible, status, link.  One reading serves the list,
 * the printed page and the CSV.
 */
struct plan_row {
	int64_t at, until; /* minute; or window with until > 0; 0: none */
	const struct story *story; /* NULL: an event */
	const struct event *event;
	const char *channels; /* "Сайт, ВКонтакте" */
	const char *link;     /* public address; "" */
};

enum rc desk_plan_rows_read(const struct request *, const struct plan_filter *,
    struct plan_row **, int *n) MUST_USE;
/* Boxes to approve several at once: half of what a form may hold. */
enum { PLAN_PICKS_MAX = 100 };

/* Rows.N, days parted: day, day_ymd stand at the first row of a day.  picks:
 * Plan.pick, and a row says pick (it has a box) or pick_no (why not). */
void desk_plan_rows_show(const struct request *, struct view *,
    const struct plan_row *, int n, bool picks);
void desk_plan_rows_csv(
    const struct request *, struct reply *, const struct plan_row *, int n);

#endif
