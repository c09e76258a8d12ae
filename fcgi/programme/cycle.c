#include "programme/cycle.h"

#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

enum { SEPTEMBER = 9 }; /* a school year begins on its first day */

static const char denied[] = "Это делает куратор или директор.";

static const struct {
	const char *kind, *ru;
} kinds[] = {
	{ "school", "учебный" },
	{ "calendar", "календарный" },
	{ "period", "несколько лет" },
};

const char *
cycle_kind_ru(const char *kind)
{
	for (size_t i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].ru;
	return NULL;
}

bool
cycle_covers(const struct cycle *c, int64_t at)
{
	return c->starts_at <= at && at < c->ends_at;
}

void
cycle_next_school(
    struct arena *a, int64_t after, int64_t now, struct cycle *out)
{
	struct date d = date_of(now);
	int year = d.month >= SEPTEMBER ? d.year : d.year - 1;

	while (date_at(year, SEPTEMBER, 1, 0, 0) < after)
		year++;
	*out = (struct cycle){
		.title = arena_printf(a, "%d/%d учебный год", year, year + 1),
		.kind = kinds[0].kind,
		.approved_on = DAY_NONE,
		.starts_at = date_at(year, SEPTEMBER, 1, 0, 0),
		.ends_at = date_at(year + 1, SEPTEMBER, 1, 0, 0),
	};
}

static size_t
chars(const char *s)
{
	return s == NULL ? 0 : text_chars(s);
}

static const char *
stamps_wrong(const struct cycle *c)
{
	if (chars(c->organisation) > CYCLE_LINE_MAX ||
	    chars(c->order_no) > CYCLE_LINE_MAX)
		return "Название организации и номер приказа умещаются в 200 "
		       "знаков. Сократите.";
	if (chars(c->agreed) > CYCLE_STAMP_MAX ||
	    chars(c->approved) > CYCLE_STAMP_MAX)
		return "Гриф умещается в 1000 знаков. Сократите.";
	return NULL;
}

static const char *
cycle_wrong(const struct cycle *c)
{
	if (*c->title == '\0' || text_chars(c->title) > CYCLE_TITLE_MAX)
		return "Напишите название года: от 1 до 60 знаков.";
	if (cycle_kind_ru(c->kind) == NULL)
		return "Выберите, учебный это год или календарный.";
	if (c->ends_at <= c->starts_at)
		return "Последний день раньше первого. Поменяйте их местами.";
	if (strcmp(c->kind, "period") == 0
		? date_days_between(c->starts_at, c->ends_at) >
		      CYCLE_PERIOD_DAYS_MAX
		: date_days_between(c->starts_at, c->ends_at) > CYCLE_DAYS_MAX)
		return strcmp(c->kind, "period") == 0
			   ? "Программа не бывает длиннее десяти лет. "
			     "Проверьте первый и последний день."
			   : "Программный год не бывает длиннее 400 дней. "
			     "Проверьте первый и последний день.";
	return stamps_wrong(c);
}

static enum rc
start_within(struct store *st, struct arena *a, const struct actor *by,
    struct cycle *c, const char **why)
{
	struct cycle other;
	enum rc rc;

	rc = cycles_overlapping(
	    st, a, c->kind, c->starts_at, c->ends_at, &other);
	if (rc == RC_OK) {
		/* The day before the midnight that is no longer its own. */
		*why = arena_printf(a,
		    "«%s» идёт с %s по %s, два года не пересекаются. "
		    "Выберите другие дни.",
		    other.title, date_ru(a, other.starts_at),
		    date_ru(a, date_add_days(other.ends_at, -1)));
		return RC_INVALID;
	}
	if (rc != RC_NOT_FOUND)
		return rc;
	if ((rc = cycles_insert(st, c)) != RC_OK)
		return rc;
	return journal_add(st, by, "created", "cycle", c->id,
	    arena_printf(a, "%s: с %s по %s", c->title,
		date_ymd(a, c->starts_at),
		date_ymd(a, date_add_days(c->ends_at, -1))));
}

enum rc
cycle_add(struct store *st, struct arena *a, const struct actor *by,
    struct cycle *c, const char **why)
{
	enum rc rc;

	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((*why = cycle_wrong(c)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, start_within(st, a, by, c, why));
}

enum rc
cycle_start(struct store *st, struct arena *a, const struct actor *by,
    struct cycle *c, const char **why)
{
	c->current = true;
	return cycle_add(st, a, by, c, why);
}

static enum rc
save_within(struct store *st, const struct actor *by, const struct cycle *c)
{
	enum rc rc = cycles_update(st, c);

	return rc == RC_OK
		   ? journal_add(st, by, "edited", "cycle", c->id, c->title)
		   : rc;
}

enum rc
cycle_save(struct store *st, struct arena *a, const struct actor *by,
    const struct cycle *c, const char **why)
{
	enum rc rc;

	(void)a;
	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Напишите название года: от 1 до 60 знаков.";
	if (*c->title == '\0' || text_chars(c->title) > CYCLE_TITLE_MAX ||
	    (*why = stamps_wrong(c)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, save_within(st, by, c));
}

enum rc
cycle_make_current(
    struct store *st, struct arena *a, const struct actor *by, int64_t id)
{
	struct cycle c;
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = cycles_by_id(st, a, id, &c)) == RC_OK &&
	    (rc = cycles_set_current(st, id)) == RC_OK)
		rc = journal_add(st, by, "made_current", "cycle", id, c.title);
	return store_end(st, rc);
}

void
cycle_days(const struct cycle *c, int *from, int *to)
{
	struct date f = date_of(c->starts_at), t = date_of(c->ends_at - 1);

	*from = day_of(f.year, f.month, f.day);
	*to = day_of(t.year, t.month, t.day);
}
