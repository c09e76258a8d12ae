#include "roadmap/activity.h"

#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "people/role.h"
#include "roadmap/activity_inner.h"
#include "roadmap/evidence.h"

const struct activity_show_words activity_shows[ACTIVITY_SHOWS] = {
	[ACTIVITY_AHEAD] = { "ahead", "Впереди", "s-slot" },
	[ACTIVITY_NOW] = { "now", "Идёт", "s-scheduled" },
	[ACTIVITY_OVERDUE] = { "overdue", "Опаздывает", "s-failed" },
	[ACTIVITY_OPEN] = { "open", "Срок не подтверждён", "s-missed" },
	[ACTIVITY_DONE] = { "done", "Выполнено", "s-published" },
	[ACTIVITY_DONE_LATE] = { "late", "Выполнено с опозданием",
	    "s-approved" },
	[ACTIVITY_FAILED] = { "failed", "Не выполнено", "s-failed" },
	[ACTIVITY_DROPPED] = { "dropped", "Снято", "s-skipped" },
};

/* Requirements 4.2.  A state may be left for any other: a person corrects. */
static const struct {
	const char *state, *action;
	bool reason; /* must be given */
} states[] = {
	{ "planned", "activity_planned", false },
	{ "working", "activity_working", false },
	{ "done", "activity_done", false },
	{ "failed", "activity_failed", true },
	{ "dropped", "activity_dropped", true },
};

const char *
activity_person_name(struct arena *a, const struct activity_person *p)
{
	return p->left ? arena_printf(a, "%s (доступ закрыт)", p->name)
		       : p->name;
}

bool
activity_undecided(const struct activity *act)
{
	return strcmp(act->due, "open") == 0;
}

static bool
has_day(const struct activity *act)
{
	return act->due_to != DAY_NONE && !activity_undecided(act);
}

enum activity_show
activity_show(const struct activity *act, int today)
{
	if (strcmp(act->state, "done") == 0)
		return has_day(act) && act->done_on > act->due_to
			   ? ACTIVITY_DONE_LATE
			   : ACTIVITY_DONE;
	if (strcmp(act->state, "failed") == 0)
		return ACTIVITY_FAILED;
	if (strcmp(act->state, "dropped") == 0)
		return ACTIVITY_DROPPED;
	if (activity_undecided(act))
		return ACTIVITY_OPEN;
	if (has_day(act) && today > act->due_to)
		return ACTIVITY_OVERDUE;
	if (strcmp(act->state, "working") == 0 ||
	    (has_day(act) && today >= act->due_from))
		return ACTIVITY_NOW;
	return ACTIVITY_AHEAD;
}

void
activity_count(
    const struct activity *list, int n, int today, struct activity_counts *c)
{
	*c = (struct activity_counts){ 0 };
	for (int i = 0; i < n; i++) {
		enum activity_show show = activity_show(&list[i], today);

		c->by_show[show]++;
		if (show == ACTIVITY_DROPPED) {
			c->dropped++;
			continue;
		}
		c->all++;
		c->done += show == ACTIVITY_DONE || show == ACTIVITY_DONE_LATE;
		c->late += show == ACTIVITY_DONE_LATE;
		c->overdue += show == ACTIVITY_OVERDUE;
		c->open += show == ACTIVITY_OPEN;
		if (has_day(&list[i])) {
			c->assigned++;
			c->on_time += show == ACTIVITY_DONE;
		}
	}
}

/* ----------------------------------------------------------------- state */

/* Done without what was promised needs words why. */
static enum rc
check_proof(struct activity_change *c, const char *reason)
{
	const char *missing[EVIDENCE_PROMISED_MAX];
	struct evidence *proofs;
	enum rc rc;
	int n, none;

	rc = evidences_of(c->st, c->a, 0, c->act.id, &proofs, &n);
	if (rc != RC_OK || *reason != '\0')
		return rc;
	none = evidence_missing(c->a, c->act.result, proofs, n, missing);
	if (none == 0)
		return RC_OK;
	*c->why = arena_printf(c->a,
	    "Обещано подтверждение: %s. Приложите его или напишите, почему "
	    "его нет.",
	    missing[0]);
	return RC_INVALID;
}

static enum rc
state_check(struct activity_change *c, size_t to, int done_on,
    const char *reason, int today)
{
	bool done = strcmp(states[to].state, "done") == 0;
	enum rc rc;

	if (states[to].reason && *reason == '\0') {
		*c->why = "Напишите причину: она войдёт в лист контроля.";
		return RC_INVALID;
	}
	if (!done)
		return RC_OK;
	if (done_on == DAY_NONE || done_on > today) {
		*c->why = "Укажите день, когда мероприятие выполнено: не "
			  "позже сегодняшнего.";
		return RC_INVALID;
	}
	*c->why = "Этот день дальше полугода от программного года. Проверьте "
		  "год в дате.";
	if ((rc = activity_change_near(c->st, c->a, &c->map, done_on)) != RC_OK)
		return rc;
	return check_proof(c, reason);
}

enum rc
activity_set_state(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char *state, int done_on,
    const char *reason, int today, const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	size_t to = 0;
	enum rc rc;

	*why = "Состояние мероприятий отмечают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	while (to < LEN(states) && strcmp(states[to].state, state) != 0)
		to++;
	*why = "Такого состояния нет.";
	if (to == LEN(states))
		return RC_INVALID;
	*why = "Причина длиннее 1000 знаков. Сократите.";
	if (text_chars(reason) > ACTIVITY_REASON_MAX)
		return RC_INVALID;
	if ((rc = activity_change_begin(&c, id, version)) != RC_OK)
		return rc;
	*why = "Сначала утвердите дорожную карту.";
	if (strcmp(c.map.state, "running") != 0)
		rc = RC_DENIED;
	else
		rc = state_check(&c, to, done_on, reason, today);
	if (rc == RC_OK) {
		c.act.state = state;
		c.act.reason = reason;
		c.act.done_on = strcmp(state, "done") == 0 ? done_on : DAY_NONE;
		rc = activity_change_store(&c);
	}
	return activity_change_end(&c, rc, states[to].action, reason);
}
