#include "base/arena.h"
#include "deadline/deadline_inner.h"

/* What is remarkable in windows that were read, and what must not be shown
 * as one. */
enum {
	SATURDAY = 6,
	MONTH = 31, /* days at most */
	SOON = 2 * MONTH,
	YEARS_AWAY = 3 /* a slip in the year is of one or two */
};

/* With one of these a cell has no window at all: half of an answer would
 * pass for a whole one. */
static const enum deadline_flag blocking[] = { DEADLINE_AMBIGUOUS,
	DEADLINE_INVALID_DATE, DEADLINE_NO_YEAR, DEADLINE_REVERSED_RANGE,
	DEADLINE_UNREAD };

static bool
shift_day(int day, int years, int *out, bool exact)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	*out = day_of(y + years, m, d);
	if (*out == DAY_NONE && !exact)
		*out = day_month_end(y + years, m);
	return *out != DAY_NONE;
}

bool
deadline_flags_shift(const struct deadline_period *p,
    const struct deadline_window *w, int years, struct deadline_window *out)
{
	int y, m, d;

	*out = *w;
	/* 29 February alone has no like in another year. */
	if (!shift_day(w->from, years, &out->from, true) ||
	    !shift_day(w->to, years, &out->to, w->from == w->to))
		return false;
	/* The last of February stays the last. */
	day_parts(w->to, &y, &m, &d);
	if (w->to == day_month_end(y, m))
		out->to = day_month_end(y + years, m);
	return out->from >= p->from && out->to <= p->to;
}

/* Another of the windows ends on that day. */
static bool
is_window(const struct deadline *d, const struct deadline_window *w)
{
	for (int i = 0; i < d->windows_n; i++)
		if (d->windows[i].to == w->to)
			return true;
	return false;
}

/* "май, июнь 2024": all of them in another year, one behind the other. */
static bool
shift_all(const struct reading *r, int years, struct deadline_window *out)
{
	const struct deadline *d = r->out;
	struct deadline_window s;

	for (int i = 0; i < d->windows_n; i++) {
		if (d->windows[i].open_left ||
		    !deadline_flags_shift(r->period, &d->windows[i], years, &s))
			return false;
		if (i == 0)
			*out = s;
		else if (s.from != out->to + 1)
			return false;
		out->to = s.to;
	}
	return true;
}

static void
propose_all(struct reading *r)
{
	static const int years[] = { 1, -1, 2, -2 };
	struct deadline *d = r->out;

	for (size_t i = 0; i < LEN(years) && !d->suggested; i++) {
		if (!shift_all(r, years[i], &d->suggestion))
			continue;
		d->suggested = true;
		d->why = "Сроки вне периода документа; в другом году они "
			 "лежат внутри него и идут подряд.";
	}
}

static void
propose_year(struct reading *r, const struct deadline_window *w)
{
	struct deadline_window s, literal = *w;
	struct deadline *d = r->out;
	bool many = d->windows_n > 1;

	/* A report soon after the end may well be meant as it is written. */
	if (literal.open_left && literal.to > r->period->to &&
	    literal.to - r->period->to <= SOON)
		return;
	if (literal.open_left)
		literal.from = literal.to;
	if (many)
		propose_all(r);
	for (int k = 1; k <= YEARS_AWAY && !d->suggested; k++)
		for (int sign = 1; sign >= -1 && !d->suggested; sign -= 2) {
			int years = k * sign;

			if (!deadline_flags_shift(
				r->period, &literal, years, &s))
				continue;
			if (is_window(d, &s) ||
			    (s.open_left && s.to == r->period->from))
				return;
			if (s.open_left)
				s.from = r->period->from;
			d->suggested = true;
			d->suggestion = s;
			d->why = arena_printf(r->arena,
			    "%s вне периода документа; %s %s внутри него.%s",
			    many ? "Один из сроков" : "Срок",
			    k == 1 ? "тот же срок годом"
			    : k == 2 ? "тот же срок двумя годами"
				     : "тот же срок тремя годами",
			    sign > 0 ? "позже лежит" : "раньше лежит",
			    many ? " Остальные сроки впишите сами." : "");
		}
}

/* "до конца 2024 года" may pass the end of a plan that ends in 2024; a day
 * may not. */
static int
start_of(const struct reading *r, const struct term *t,
    const struct deadline_window *w)
{
	int from, to;

	if (!w->open_left || t->a.kind != PIECE_YEAR || t->before ||
	    r->terms_n > 1 || !deadline_bounds(&t->a, r->period, &from, &to))
		return w->to;
	return from;
}

/* Against the edges of the period; a «до» begins where the period does. */
static void
settle_edges(struct reading *r, const struct term *t, struct deadline_window *w)
{
	int from = r->period->from, to = r->period->to;
	int start = start_of(r, t, w);

	if (from == DAY_NONE) {
		if (w->open_left)
			w->from = w->to;
		return;
	}
	if (w->to < from || (w->open_left ? start : w->from) > to) {
		deadline_flag_set(r, DEADLINE_OUT_OF_PERIOD);
		if (w->open_left)
			w->from = w->to < from ? w->to : from;
		propose_year(r, w);
		return;
	}
	if (w->open_left) {
		w->from = from;
		/* Due on the first day: the work lies before the period. */
		if (w->to == from || w->to > to)
			deadline_flag_set(r, DEADLINE_EDGE_OF_PERIOD);
	} else if (w->from < from || w->to > to) {
		deadline_flag_set(r, DEADLINE_EDGE_OF_PERIOD);
	}
}

static bool
is_blocked(const struct reading *r)
{
	for (size_t i = 0; i < LEN(blocking); i++)
		if (deadline_flag_has(r, blocking[i]))
			return true;
	return false;
}

/* "В течение года", "ежемесячно", and nothing with a date beside them. */
static void
settle_whole(struct reading *r)
{
	struct deadline *d = r->out;

	if (!r->whole && d->recurrence == NULL)
		return;
	deadline_flag_set(r, DEADLINE_WHOLE_PERIOD);
	if (r->period->from == DAY_NONE) {
		deadline_flag_set(r, DEADLINE_NO_YEAR);
		return;
	}
	d->windows[0] = (struct deadline_window){ r->period->from,
		r->period->to, r->whole_until };
	d->windows_n = 1;
	d->precision = DEADLINE_PERIOD;
}

static enum deadline_precision
precision_of(const struct term *t)
{
	static const enum deadline_precision of[] = {
		[PIECE_DAY] = DEADLINE_DAY,
		[PIECE_MONTH] = DEADLINE_MONTH,
		[PIECE_QUARTER] = DEADLINE_QUARTER,
		[PIECE_HALF] = DEADLINE_HALF,
		[PIECE_WEEK] = DEADLINE_WEEK,
		[PIECE_DECADE] = DEADLINE_WEEK,
		[PIECE_HALFPART] = DEADLINE_HALF,
		[PIECE_WEEKDAY] = DEADLINE_DAY,
		[PIECE_YEAR] = DEADLINE_PERIOD,
		[PIECE_SCHOOLYEAR] = DEADLINE_PERIOD,
	};

	return t->range || t->since ? DEADLINE_RANGE : of[t->a.kind];
}

static void
settle_one(struct reading *r, const struct term *t, struct deadline_window *w,
    int approved)
{
	struct deadline *d = r->out;

	/* One of several readings: no remark is about it. */
	if (deadline_flag_has(r, DEADLINE_AMBIGUOUS)) {
		if (w->open_left && r->period->from != DAY_NONE &&
		    r->period->from < w->to)
			w->from = r->period->from;
		return;
	}
	settle_edges(r, t, w);
	if (approved != DAY_NONE && w->to < approved)
		deadline_flag_set(r, DEADLINE_BEFORE_APPROVAL);
	if (d->precision == DEADLINE_DAY && !t->range &&
	    day_weekday(w->to) >= SATURDAY)
		deadline_flag_set(r, DEADLINE_WEEKEND);
	if (d->precision == DEADLINE_PERIOD && w->from == r->period->from &&
	    w->to == r->period->to)
		deadline_flag_set(r, DEADLINE_WHOLE_PERIOD);
}

/* A bare year among words that were not understood; the whole period for
 * "ежегодно в начале года". */
static bool
is_remnant(const struct reading *r)
{
	return r->terms_n == 0 ? r->vague
			       : deadline_flag_has(r, DEADLINE_UNREAD) &&
				     r->terms[0].a.kind == PIECE_YEAR;
}

/* What may not stand as a window may still be worth a look. */
static void
block(struct reading *r)
{
	struct deadline *d = r->out;

	if (d->windows_n == 1 && !d->suggested && r->terms_n <= 1 && !r->mute &&
	    !is_remnant(r)) {
		d->suggested = true;
		d->suggestion = d->windows[0];
		d->why = deadline_flag_has(r, DEADLINE_UNREAD)
			     ? "Прочитана только часть слов; срок взят по ней."
			     : "Возможны и другие чтения; это самое простое.";
	}
	d->windows_n = 0;
	d->precision = DEADLINE_NONE;
}

/* "Октябрь, 15 октября": is the day all that is meant? */
static bool
is_nested(const struct deadline *d)
{
	for (int i = 0; i < d->windows_n; i++)
		for (int j = 0; j < d->windows_n; j++) {
			const struct deadline_window *v = &d->windows[i];
			const struct deadline_window *w = &d->windows[j];

			if (i == j || w->open_left || v->to > w->to)
				continue;
			/* "сентябрь, до 15 сентября"; in «сентябрь – май» a
			 * «до» is another term. */
			if (v->open_left
				? v->to >= w->from && w->to - w->from < MONTH
				: v->from >= w->from)
				return true;
		}
	return false;
}

void
deadline_flags_settle(struct reading *r, int approved)
{
	struct deadline *d = r->out;
	const struct term *t = &r->terms[0];

	if (r->terms_n == 0)
		settle_whole(r);
	else if (r->whole)
		deadline_flag_set(r, DEADLINE_WHOLE_PERIOD);
	if (r->terms_n > 0)
		d->precision = precision_of(t);
	if (is_nested(d))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (is_blocked(r) && d->windows_n > 1)
		d->windows_n = 0;
	for (int i = 0; i < d->windows_n; i++)
		settle_one(r, t, &d->windows[i], approved);
	if (d->windows_n > 1)
		deadline_flag_set(r, DEADLINE_MULTI_WINDOW);
	if (is_blocked(r))
		block(r);
	if (d->windows_n == 0)
		d->precision = DEADLINE_NONE;
	d->unread = deadline_flag_has(r, DEADLINE_UNREAD);
}
