#include "mediaplan/cycle.h"

#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

enum { SEPTEMBER = 9 }; /* a school year begins on its first day */

static const struct {
	const char *kind, *ru;
} kinds[] = {
	{ "school", "учебный" },
	{ "calendar", "календарный" },
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
		.starts_at = date_at(year, SEPTEMBER, 1, 0, 0),
		.ends_at = date_at(year + 1, SEPTEMBER, 1, 0, 0),
	};
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
	if (date_days_between(c->starts_at, c->ends_at) > CYCLE_DAYS_MAX)
		return "Программный год не бывает длиннее 400 дней. Проверьте "
		       "первый и последний день.";
	return NULL;
}

static enum rc
start_within(struct store *st, struct arena *a, const struct actor *by,
    struct cycle *c, const char **why)
{
	struct cycle other;
	enum rc rc;

	rc = cycles_overlapping(st, a, c->starts_at, c->ends_at, &other);
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
	c->current = true;
	if ((rc = cycles_insert(st, c)) != RC_OK)
		return rc;
	return journal_add(st, by, "created", "cycle", c->id,
	    arena_printf(a, "%s: с %s по %s", c->title,
		date_ymd(a, c->starts_at),
		date_ymd(a, date_add_days(c->ends_at, -1))));
}

enum rc
cycle_start(struct store *st, struct arena *a, const struct actor *by,
    struct cycle *c, const char **why)
{
	enum rc rc;

	*why = "Это делает куратор или директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((*why = cycle_wrong(c)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = start_within(st, a, by, c, why)) == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}
