#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "people/role.h"
#include "roadmap/activity_inner.h"
#include "roadmap/decisions.h"
#include "roadmap/due.h"
#include "store/db.h"

/* What each decision leaves as the day that counts. */
static enum rc
decide_days(struct activity_change *c, const char *kind, int from, int to)
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
	*c->why = "Эти дни дальше полугода от программного года. Проверьте "
		  "год в датах.";
	if ((rc = activity_change_near(c->st, c->a, &c->map, from)) != RC_OK ||
	    (rc = activity_change_near(c->st, c->a, &c->map, to)) != RC_OK)
		return rc;
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

/* What can be said against it without a look at the row. */
static enum rc
decision_check(const struct actor *by, const char *kind, const char *reason,
    const char **why)
{
	*why = "Сроки подтверждают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Выберите решение о сроке; причина умещается в 1000 знаков.";
	if (!decision_known(kind) || text_chars(reason) > ACTIVITY_REASON_MAX)
		return RC_INVALID;
	*why = "Напишите, почему сроки именно такие.";
	if (strcmp(kind, "dates") == 0 && *reason == '\0')
		return RC_INVALID;
	return RC_OK;
}

/* Writes what decide_days has left in the row. */
static enum rc
decide_write(struct activity_change *c, const struct activity_decision *to)
{
	struct decision d = { .account_id = c->by->account_id,
		.kind = to->kind,
		.reason = to->reason,
		.from = c->act.due_from,
		.to = c->act.due_to,
		.at = clock_now() };
	enum rc rc;

	if ((rc = decisions_insert(c->st, to->id, &d)) != RC_OK ||
	    (rc = activity_change_store(c)) != RC_OK)
		return rc;
	return activity_change_tell(c, "deadline_decided",
	    arena_printf(c->a, "%s%s%s", to->kind,
		*to->reason != '\0' ? ": " : "", to->reason));
}

enum rc
activity_decide(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char *kind, int from, int to,
    const char *reason, const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	struct activity_decision d = { id, version, kind, reason, from, to };
	enum rc rc = decision_check(by, kind, reason, why);

	if (rc != RC_OK ||
	    (rc = activity_change_begin(&c, id, version)) != RC_OK)
		return rc;
	if ((rc = decide_days(&c, kind, from, to)) == RC_OK)
		rc = decide_write(&c, &d);
	return store_end(st, rc);
}

/* One of many: what is refused before anything is written is passed over. */
static enum rc
decide_one(
    struct activity_change *c, const struct activity_decision *d, int *done)
{
	enum rc rc = decision_check(c->by, d->kind, d->reason, c->why);

	if (rc == RC_OK)
		rc = activity_change_read(c, d->id, d->version);
	if (rc == RC_OK)
		rc = decide_days(c, d->kind, d->from, d->to);
	if (rc == RC_INVALID || rc == RC_CONFLICT || rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK)
		rc = decide_write(c, d);
	*done += rc == RC_OK;
	return rc;
}

enum rc
activity_decide_all(struct store *st, struct arena *a, const struct actor *by,
    const struct activity_decision *list, int n, int *done, const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*done = 0;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = decide_one(&c, &list[i], done);
	if (rc == RC_OK && *done == 0)
		rc = RC_INVALID;
	if ((rc = store_end(st, rc)) != RC_OK)
		*done = 0;
	return rc;
}
