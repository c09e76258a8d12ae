#include "figure/figure.h"

#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

/* The total that says whether the school is a small one (малокомплектная). */
static const char small_school[] = "small_school";

/* What people have said about the figures of a cycle. */
struct said {
	struct figure_choice *choices;
	struct figure_total *totals;
	int choices_n, totals_n;
};

/* ---------------------------------------------------------------- values */

static const struct figure_choice *
choice_of(const struct said *s, const char *figure, const char *what)
{
	for (int i = 0; i < s->choices_n; i++)
		if (strcmp(s->choices[i].figure, figure) == 0 &&
		    strcmp(s->choices[i].what, what) == 0)
			return &s->choices[i];
	return NULL;
}

static const struct figure_total *
total_of(const struct said *s, const char *name)
{
	for (int i = 0; i < s->totals_n; i++)
		if (strcmp(s->totals[i].name, name) == 0)
			return &s->totals[i];
	return NULL;
}

static enum rc
said_read(struct store *st, struct arena *a, const struct figure_scope *scope,
    struct said *s)
{
	enum rc rc = figures_choices_now(
	    st, a, scope->cycle_id, &s->choices, &s->choices_n);

	if (rc != RC_OK)
		return rc;
	return figures_totals_now(
	    st, a, scope->cycle_id, &s->totals, &s->totals_n);
}

/* The way and the threshold in force. */
static void
decide(const struct said *s, struct figure_value *v)
{
	const struct figure_def *d = v->def;
	const struct figure_choice *doubt = choice_of(s, d->name, "doubt");
	const struct figure_choice *own = choice_of(s, d->name, "threshold");
	const struct figure_total *small = total_of(s, small_school);

	v->way = doubt != NULL ? figure_way_of(d, doubt->value) : NULL;
	v->settled = v->way != NULL || *d->doubt == '\0';
	if (v->way == NULL)
		v->way = &d->ways[0];
	v->threshold = v->way->threshold;
	if (d->threshold_small >= 0 && small != NULL && small->value == 1) {
		v->threshold = d->threshold_small;
		v->small = true;
	}
	if (own != NULL &&
	    text_int(own->value, 0, FIGURE_NUMBER_MAX, &v->threshold))
		v->own_threshold = true;
}

/* One number: entered, or counted. */
static enum rc
number(struct store *st, const struct figure_scope *scope, const struct said *s,
    const struct figure_total_def *total, const char *sql,
    struct figure_value *v, int64_t *out)
{
	const struct figure_total *t;

	if (sql != NULL)
		return figures_number(st, sql, scope, out);
	if ((t = total_of(s, total->name)) == NULL) {
		v->known = false;
		v->missing = total;
		return RC_OK;
	}
	*out = t->value;
	return RC_OK;
}

static void
compare(struct figure_value *v)
{
	bool percent = v->def->unit == FIGURE_PERCENT;

	if (percent && v->denominator <= 0)
		v->known = false;
	if (!v->known)
		return;
	/* Rounded down: 99,95 % is not 100 %. */
	v->value =
	    percent ? v->numerator * 1000 / v->denominator : v->numerator;
	v->met = percent ? v->numerator * 100 >= v->threshold * v->denominator
			 : (v->def->at_most ? v->value <= v->threshold
					    : v->value >= v->threshold);
}

static enum rc
count(struct store *st, const struct figure_scope *scope, const struct said *s,
    struct figure_value *v)
{
	enum rc rc;

	v->known = true;
	decide(s, v);
	rc = number(st, scope, s, v->way->numerator_total, v->way->numerator, v,
	    &v->numerator);
	if (rc == RC_OK && v->def->unit == FIGURE_PERCENT)
		rc = number(st, scope, s, v->way->denominator_total,
		    v->way->denominator, v, &v->denominator);
	compare(v);
	return rc;
}

enum rc
figure_values(struct store *st, struct arena *a,
    const struct figure_scope *scope, struct figure_value **out, int *n)
{
	const struct figure_def *all;
	struct figure_value *list;
	struct said s;
	enum rc rc = said_read(st, a, scope, &s);

	*n = figure_all(&all);
	*out = list = arena_alloc(a, (size_t)(*n + 1) * sizeof(*list));
	for (int i = 0; rc == RC_OK && i < *n; i++) {
		list[i].def = &all[i];
		rc = count(st, scope, &s, &list[i]);
	}
	return rc;
}

enum rc
figure_value_of(struct store *st, struct arena *a,
    const struct figure_scope *scope, const struct figure_def *d,
    struct figure_value *v)
{
	struct said s;
	enum rc rc = said_read(st, a, scope, &s);

	*v = (struct figure_value){ .def = d };
	return rc == RC_OK ? count(st, scope, &s, v) : rc;
}

/* ----------------------------------------------------------------- words */

static const char *
unit_words(struct arena *a, enum figure_unit unit, int64_t n)
{
	switch (unit) {
	case FIGURE_PERCENT:
		return arena_printf(a, "%lld\u00a0%%", (long long)n);
	case FIGURE_PEOPLE:
		return arena_printf(a, "%lld\u00a0%s", (long long)n,
		    text_plural(n, "человек", "человека", "человек"));
	case FIGURE_DAYS:
		return arena_printf(a, "%lld\u00a0%s", (long long)n,
		    text_plural(n, "день", "дня", "дней"));
	case FIGURE_COUNT:
		break;
	}
	return arena_printf(a, "%lld", (long long)n);
}

const char *
figure_words(struct arena *a, const struct figure_value *v)
{
	if (!v->known)
		return "—";
	if (v->def->unit == FIGURE_PERCENT && v->value % 10 != 0)
		return arena_printf(a, "%lld,%lld\u00a0%%",
		    (long long)(v->value / 10), (long long)(v->value % 10));
	return unit_words(a, v->def->unit,
	    v->def->unit == FIGURE_PERCENT ? v->value / 10 : v->value);
}

const char *
figure_threshold_words(struct arena *a, const struct figure_value *v)
{
	if (v->def->unit == FIGURE_PERCENT && v->threshold == 100)
		return "100\u00a0%";
	/* Genitive: «не меньше 21 человека», «не больше 7 дней». */
	if (v->def->unit == FIGURE_PEOPLE)
		return arena_printf(a, "не меньше %lld %s",
		    (long long)v->threshold,
		    text_plural(
			v->threshold, "человека", "человек", "человек"));
	if (v->def->unit == FIGURE_DAYS)
		return arena_printf(a, "не больше %lld %s",
		    (long long)v->threshold,
		    text_plural(v->threshold, "дня", "дней", "дней"));
	return arena_printf(a, "не %s %s",
	    v->def->at_most ? "больше" : "меньше",
	    unit_words(a, v->def->unit, v->threshold));
}

const char *
figure_total_words(
    struct arena *a, const struct figure_total_def *d, int64_t value)
{
	if (d->yes_no)
		return value == 1 ? "да" : "нет";
	return arena_printf(a, "%lld", (long long)value);
}

/* --------------------------------------------------------------- changes */

static enum rc
change_end(struct store *st, const struct actor *by, enum rc rc,
    const char *action, const char *kind, int64_t id, const char *detail)
{
	if (rc == RC_OK)
		rc = journal_add(st, by, action, kind, id, detail);
	return store_end(st, rc);
}

static enum rc
choose(struct store *st, struct arena *a, const struct actor *by,
    int64_t cycle_id, const struct figure_def *d, const char *what,
    const char *value, const char *reason, const char *told, const char **why)
{
	struct figure_choice c = { .at = clock_now(),
		.account_id = by->account_id,
		.figure = d->name,
		.what = what,
		.value = value,
		.reason = reason };
	enum rc rc;

	if (*reason == '\0' || text_chars(reason) > FIGURE_REASON_MAX) {
		*why = "Напишите, почему так решили: до 1000 знаков.";
		return RC_INVALID;
	}
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = figures_insert_choice(st, cycle_id, &c);
	return change_end(st, by, rc,
	    *what == 'd' ? "figure_settled" : "figure_threshold", "cycle",
	    cycle_id, arena_printf(a, "%s: %s. %s", d->label, told, reason));
}

enum rc
figure_settle(struct store *st, struct arena *a, const struct actor *by,
    int64_t cycle_id, const char *figure, const char *way, const char *reason,
    const char **why)
{
	const struct figure_def *d = figure_by_name(figure);
	const struct figure_way *w;

	if (d == NULL)
		return RC_NOT_FOUND;
	w = figure_way_of(d, way);
	if (*d->doubt == '\0' || (w == NULL && *way != '\0')) {
		*why = "Выберите, как считать этот показатель.";
		return RC_INVALID;
	}
	return choose(st, a, by, cycle_id, d, "doubt", way, reason,
	    w != NULL ? w->label : "решение отменено", why);
}

enum rc
figure_set_threshold(struct store *st, struct arena *a, const struct actor *by,
    int64_t cycle_id, const char *figure, int64_t threshold, const char *reason,
    const char **why)
{
	const struct figure_def *d = figure_by_name(figure);
	struct figure_value v = { .def = d, .threshold = threshold };
	int64_t max = FIGURE_NUMBER_MAX;

	if (d == NULL)
		return RC_NOT_FOUND;
	if (d->unit == FIGURE_PERCENT)
		max = 100;
	if (threshold < -1 || threshold > max) {
		*why = arena_printf(
		    a, "Порог – целое число от 0 до %lld.", (long long)max);
		return RC_INVALID;
	}
	return choose(st, a, by, cycle_id, d, "threshold",
	    threshold < 0 ? "" : arena_printf(a, "%lld", (long long)threshold),
	    reason,
	    threshold < 0 ? "порог как в документе"
			  : figure_threshold_words(a, &v),
	    why);
}

enum rc
figure_set_total(struct store *st, struct arena *a, const struct actor *by,
    int64_t cycle_id, const char *name, int64_t value, int on_day,
    const char *source, const char **why)
{
	const struct figure_total_def *d = figure_total_by_name(name);
	struct figure_total t = { .at = clock_now(),
		.account_id = by->account_id,
		.name = name,
		.source = source,
		.value = value,
		.on_day = on_day };
	enum rc rc;

	*why = NULL;
	if (d == NULL)
		*why = "Выберите, что это за число.";
	else if (value < 0 || value > FIGURE_NUMBER_MAX ||
		 (d->yes_no && value > 1))
		*why = d->yes_no ? "Ответьте «да» или «нет»: 1 или 0."
				 : "Число – целое, от 0 до 1 000 000.";
	else if (on_day == DAY_NONE)
		*why = "Укажите, на какой день это верно.";
	else if (*source == '\0' || text_chars(source) > FIGURE_SOURCE_MAX)
		*why = "Напишите, откуда число: до 300 знаков.";
	if (*why != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = figures_insert_total(st, cycle_id, &t);
	return change_end(st, by, rc, "total_entered", "cycle", cycle_id,
	    arena_printf(a, "%s: %s (на %s; %s)", d->label,
		figure_total_words(a, d, value), day_ru(a, on_day), source));
}
