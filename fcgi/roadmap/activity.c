#include "roadmap/activity.h"

#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "roadmap/decisions.h"
#include "roadmap/due.h"
#include "roadmap/evidence.h"
#include "roadmap/roadmap.h"
#include "store/db.h"

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

/* --------------------------------------------------------------- changes */

/* One row being changed by somebody. */
struct change {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct activity act;
	struct roadmap map;
	const char **why;
};

/* The row as it was seen, of a roadmap that is not closed. */
static enum rc
change_begin(struct change *c, int64_t id, int64_t version)
{
	enum rc rc;

	if ((rc = store_begin(c->st)) != RC_OK)
		return rc;
	if ((rc = activities_by_id(c->st, c->a, id, &c->act)) == RC_OK)
		rc = roadmaps_by_id(c->st, c->a, c->act.roadmap_id, &c->map);
	if (rc == RC_OK && version != 0 && c->act.version != version)
		rc = RC_CONFLICT;
	if (rc == RC_OK && strcmp(c->map.state, "closed") == 0) {
		*c->why = "Дорожная карта закрыта: в ней ничего не меняют.";
		rc = RC_DENIED;
	}
	if (rc != RC_OK)
		store_rollback(c->st);
	return rc;
}

static enum rc
change_end(struct change *c, enum rc rc, const char *action, const char *detail)
{
	if (rc == RC_OK)
		rc = journal_add(
		    c->st, c->by, action, "activity", c->act.id, detail);
	return store_end(c->st, rc);
}

static enum rc
change_store(struct change *c)
{
	c->act.updated_at = clock_now();
	return activities_update(c->st, &c->act);
}

/* Done without what was promised needs words why. */
static enum rc
check_proof(struct change *c, const char *reason)
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
state_check(
    struct change *c, size_t to, int done_on, const char *reason, int today)
{
	bool done = strcmp(states[to].state, "done") == 0;

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
	return check_proof(c, reason);
}

enum rc
activity_set_state(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char *state, int done_on,
    const char *reason, int today, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .why = why };
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
	if ((rc = change_begin(&c, id, version)) != RC_OK)
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
		rc = change_store(&c);
	}
	return change_end(&c, rc, states[to].action, reason);
}

/* --------------------------------------------------------------- deadline */

/* What each decision leaves as the day that counts. */
static enum rc
decide_days(struct change *c, const char *kind, int from, int to)
{
	struct deadline read;
	enum rc rc;

	if ((rc = due_read(c->st, c->a, &c->act, &read)) != RC_OK)
		return rc;
	due_set(&c->act, &read);
	if (strcmp(kind, "withdrawn") == 0)
		return RC_OK;
	*c->why = "В словах срока нет дней, которые можно оставить. Укажите "
		  "даты.";
	if (strcmp(kind, "as_written") == 0) {
		c->act.due = "decided";
		return read.windows_n > 0 ? RC_OK : RC_INVALID;
	}
	if (strcmp(kind, "external") == 0) {
		c->act.due = "external";
		c->act.due_from = c->act.due_to = DAY_NONE;
		return RC_OK;
	}
	*c->why = "Укажите первый и последний день срока: последний не раньше "
		  "первого.";
	if (from == DAY_NONE || to == DAY_NONE || to < from)
		return RC_INVALID;
	c->act.due = "decided";
	c->act.due_from = from;
	c->act.due_to = to;
	return RC_OK;
}

static bool
decision_known(const char *kind)
{
	static const char *const known[] = { "suggestion", "dates",
		"as_written", "external", "withdrawn" };

	for (size_t i = 0; i < LEN(known); i++)
		if (strcmp(known[i], kind) == 0)
			return true;
	return false;
}

enum rc
activity_decide(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char *kind, int from, int to,
    const char *reason, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .why = why };
	struct decision d = {
		.account_id = by->account_id, .kind = kind, .reason = reason
	};
	enum rc rc;

	*why = "Сроки подтверждают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Выберите решение о сроке; причина умещается в 1000 знаков.";
	if (!decision_known(kind) || text_chars(reason) > ACTIVITY_REASON_MAX)
		return RC_INVALID;
	if (strcmp(kind, "dates") == 0 && *reason == '\0') {
		*why = "Напишите, почему сроки именно такие.";
		return RC_INVALID;
	}
	if ((rc = change_begin(&c, id, version)) != RC_OK)
		return rc;
	if ((rc = decide_days(&c, kind, from, to)) == RC_OK) {
		d.at = clock_now();
		d.from = c.act.due_from;
		d.to = c.act.due_to;
		rc = decisions_insert(st, id, &d);
	}
	if (rc == RC_OK)
		rc = change_store(&c);
	return change_end(&c, rc, "deadline_decided",
	    arena_printf(
		a, "%s%s%s", kind, *reason != '\0' ? ": " : "", reason));
}

/* ------------------------------------------------- people, items, hiding */

enum rc
activity_set_people(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const int64_t *accounts, int n, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = "Ответственных назначают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "За одно мероприятие отвечают не больше 20 человек.";
	if (n > ACTIVITY_PEOPLE_MAX)
		return RC_INVALID;
	if ((rc = change_begin(&c, id, 0)) != RC_OK)
		return rc;
	rc = activities_drop_accounts(st, id);
	/* After those that the document names. */
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc =
		    activities_insert_person(st, id, 1000 + i, "", accounts[i]);
	*why = "Такой учётной записи нет.";
	if (rc == RC_CONFLICT)
		rc = RC_INVALID;
	return change_end(&c, rc, "responsible_set", c.act.number);
}

enum rc
activity_set_item(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t item_id, bool done, int today, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = "Пункты отмечают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((rc = change_begin(&c, id, 0)) != RC_OK)
		return rc;
	rc = activities_set_item(st, id, item_id, done ? today : DAY_NONE);
	return change_end(&c, rc, done ? "item_done" : "item_open",
	    arena_printf(a, "%lld", (long long)item_id));
}

enum rc
activity_hide(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, bool hidden, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = "Что видят посетители, решают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = change_begin(&c, id, 0)) != RC_OK)
		return rc;
	c.act.hidden = hidden;
	if ((rc = change_store(&c)) == RC_OK)
		rc = roadmap_index(st, a, c.act.roadmap_id);
	return change_end(&c, rc, hidden ? "hidden" : "shown", c.act.number);
}
