#ifndef DESK_PLAN_H
#define DESK_PLAN_H

#include "base/rc.h"

struct plan_filter;
struct reply;
struct request;

/* The page of the plan; the caller may have told something in its view. */
enum rc desk_plan_show(const struct request *, struct reply *,
    const struct plan_filter *) MUST_USE;

#endif
