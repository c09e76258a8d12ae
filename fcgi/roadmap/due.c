#include "roadmap/due.h"

#include <string.h>
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/roadmap.h"

/* What a person must settle before the day counts (requirements 2.1, 2.7). */
static const unsigned open_flags =
    BIT(DEADLINE_OUT_OF_PERIOD) | BIT(DEADLINE_REVERSED_RANGE) |
    BIT(DEADLINE_AMBIGUOUS_UNTIL_MONTH) | BIT(DEADLINE_AMBIGUOUS) |
    BIT(DEADLINE_INVALID_DATE) | BIT(DEADLINE_NO_YEAR) |
    BIT(DEADLINE_CONDITIONAL) | BIT(DEADLINE_UNREAD);

void
due_period(const struct cycle *c, struct deadline_period *p)
{
	*p = (struct deadline_period){
		.school = strcmp(c->kind, "school") == 0,
	};
	cycle_days(c, &p->from, &p->to);
}

void
due_set(struct activity *act, const struct deadline *d)
{
	act->due_from = act->due_to = DAY_NONE;
	for (int i = 0; i < d->windows_n; i++) {
		if (act->due_from == DAY_NONE ||
		    d->windows[i].from < act->due_from)
			act->due_from = d->windows[i].from;
		if (act->due_to == DAY_NONE || d->windows[i].to > act->due_to)
			act->due_to = d->windows[i].to;
	}
	if ((d->flags & open_flags) || d->unread)
		act->due = "open";
	else if (d->flags & BIT(DEADLINE_EXTERNAL_TERM))
		act->due = "external";
	else if (d->flags & BIT(DEADLINE_WHOLE_PERIOD))
		act->due = "whole";
	else
		act->due = d->windows_n > 0 ? "read" : "none";
}

enum rc
due_read(struct store *st, struct arena *a, const struct activity *act,
    struct deadline *out)
{
	struct deadline_period period;
	struct roadmap map;
	struct cycle c;
	enum rc rc;

	if ((rc = roadmaps_by_id(st, a, act->roadmap_id, &map)) != RC_OK ||
	    (rc = cycles_by_id(st, a, map.cycle_id, &c)) != RC_OK)
		return rc;
	due_period(&c, &period);
	deadline_read(a, act->deadline, &period,
	    map.approved_on != DAY_NONE ? map.approved_on : c.approved_on, out);
	return RC_OK;
}
