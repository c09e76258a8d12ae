#ifndef DESK_PLAN_FILTER_H
#define DESK_PLAN_FILTER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/stories.h"

struct reply;
struct request;
struct view;

/*
 * What of the plan is shown and how: from the address, and what of it is
 * remembered for the next visit, from a cookie.
 */
struct plan_filter {
	const char *view;    /* month, list, agenda */
	const char *tab;     /* "", draft, review, queue, sent, slot */
	const char *kind;    /* "" all */
	const char *channel; /* "" all, "site", or an id */
	int64_t rubric_id, who_id, channel_id;
	int64_t month; /* its first instant */
	bool all_time; /* a tab without a month */
};

enum rc desk_plan_filter_read(
    const struct request *, struct reply *, struct plan_filter *) MUST_USE;
/* The same with another month or view; month 0 leaves it out. */
const char *desk_plan_filter_path(const struct request *,
    const struct plan_filter *, const char *page, const char *view,
    int64_t month);
/* For the query of rows in [from, to); 0, 0 = any time. */
struct story_filter desk_plan_filter_rows(
    const struct plan_filter *, int64_t from, int64_t to);
/* Kinds, Rubrics, Who, Channels with the chosen ones; Plan.*. */
enum rc desk_plan_filter_show(
    const struct request *, struct view *, const struct plan_filter *) MUST_USE;

#endif
