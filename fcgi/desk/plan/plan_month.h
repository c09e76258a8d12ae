#ifndef DESK_PLAN_MONTH_H
#define DESK_PLAN_MONTH_H

#include "base/rc.h"

struct plan_filter;
struct request;
struct view;

/* A month as weeks of days: Weeks.N.Days.N with num label ymd past now
 * other, Bands.N (windows), Cards.N (at most 3) and more. */
enum rc desk_plan_month(
    const struct request *, struct view *, const struct plan_filter *) MUST_USE;

#endif
