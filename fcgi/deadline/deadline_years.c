#include <stdlib.h>

#include "base/arena.h"
#include "deadline/deadline_inner.h"

/* The years that the words leave open, and the windows that follow.  A year
 * comes from its own words, else from the right («май, август 2022»), else
 * from the period; where two years fit, none is taken. */
enum {
	AUGUST = 8,
	PAGES = 40, /* years of one period; a plan of more is a slip */
};

static void
push(struct reading *r, struct deadline_window w)
{
	struct deadline *d = r->out;

	for (int i = 0; i < d->windows_n; i++)
		if (d->windows[i].from == w.from && d->windows[i].to == w.to) {
			deadline_flag_set(r, DEADLINE_REPEATED);
			return;
		}
	if (d->windows_n == DEADLINE_WINDOWS_MAX) {
		deadline_flag_set(r, DEADLINE_UNREAD);
		return;
	}
	d->windows[d->windows_n++] = w;
}

/* Only for the person to look at. */
static void
propose(struct reading *r, struct deadline_window w, const char *why)
{
	if (r->out->suggested || r->terms_n > 1 || r->mute)
		return;
	r->out->suggested = true;
	r->out->suggestion = w;
	r->out->why = why;
}

/* The place of a piece in its year; of the halves of a school year, too. */
static int
key(const struct piece *p)
{
	int day = p->kind == PIECE_DAY ? p->day : 0;

	switch (p->kind) {
	case PIECE_QUARTER:
		return (p->n * 3 - 2) * 32;
	case PIECE_HALF:
		return p->n * 6 * 32;
	case PIECE_WEEK:
	case PIECE_DECADE:
	case PIECE_HALFPART:
		day = p->n < 0 ? 31 : p->n;
		return p->month * 32 + day;
	default:
		return p->month * 32 + day;
	}
}

static bool
has_year(const struct piece *p)
{
	return p->year != 0;
}

/* "сентябрь 2024-2025 уч. года": the month says which of the two. */
static void
settle_pair(struct reading *r, struct piece *p)
{
	if (p->pair_end == 0 || p->kind == PIECE_YEAR ||
	    p->kind == PIECE_SCHOOLYEAR)
		return;
	/* Halves of two years in a row are those of a school year. */
	if ((!p->study && p->kind != PIECE_HALF) || p->pair_end != p->year + 1)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (p->kind == PIECE_HALF) {
		p->study = true;
	} else if (p->kind == PIECE_QUARTER) {
		/* Of the calendar, or a quarter of the year of study? */
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		p->year += p->m < 3;
	} else if (p->month == AUGUST) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	} else if (p->month < AUGUST) {
		p->year = p->pair_end;
	}
	p->pair_end = 0;
}

/* "Сентябрь - май 2024-2025": one year to each end. */
static void
settle_pairs(struct reading *r, struct term *t)
{
	struct piece *b = &t->b;

	if (t->range && has_year(b) && b->pair_end == b->year + 1 &&
	    !has_year(&t->a) && key(&t->a) > key(b)) {
		t->a.year = b->year;
		b->year = b->pair_end;
		b->pair_end = 0;
	} else if (t->range && has_year(b) && b->study && b->pair_end != 0 &&
		   !has_year(&t->a)) {
		t->a.year = b->year;
		t->a.pair_end = b->pair_end;
		t->a.study = true;
	}
	settle_pair(r, &t->a);
	if (t->range)
		settle_pair(r, b);
}

/* The window of a term whose years are known.  false: there is none. */
static bool
window_of(struct reading *r, const struct term *t, struct deadline_window *w)
{
	int from, to;

	*w = (struct deadline_window){ 0 };
	if (!deadline_bounds(&t->a, r->period, &w->from, &w->to))
		return false;
	if (t->range) {
		if (!deadline_bounds(&t->b, r->period, &from, &to))
			return false;
		w->to = to;
	}
	if (t->before)
		w->to = w->from - 1;
	if (t->until)
		w->from = w->to;
	return true;
}

static bool
inside(const struct reading *r, const struct deadline_window *w)
{
	return r->period->from != DAY_NONE && w->from >= r->period->from &&
	       w->to <= r->period->to;
}

static bool
touches(const struct reading *r, const struct deadline_window *w)
{
	return r->period->from != DAY_NONE && w->to >= r->period->from &&
	       w->from <= r->period->to;
}

static struct term
in_year(const struct term *t, int year)
{
	struct term u = *t;

	u.a.year = year;
	if (t->range)
		u.b.year = key(&t->b) < key(&t->a) ? year + 1 : year;
	return u;
}

/* Every year of the period in turn: one that fits is taken. */
static bool
settle_by_period(struct reading *r, struct term *t)
{
	struct deadline_window w, fit[PAGES], first = { 0 };
	int year, month, day, n = 0, fits = 0, invalid = 0, last, taken = 0;

	if (r->period->from == DAY_NONE) {
		deadline_flag_set(r, DEADLINE_NO_YEAR);
		return false;
	}
	if (t->range && t->a.month == t->b.month && key(&t->b) < key(&t->a)) {
		deadline_flag_set(r, DEADLINE_REVERSED_RANGE);
		return false;
	}
	day_parts(r->period->to, &last, &month, &day);
	day_parts(r->period->from, &year, &month, &day);
	for (year--; year <= last + 1 && n < PAGES; year++) {
		struct term u = in_year(t, year);

		if (!window_of(r, &u, &w)) {
			invalid++;
			continue;
		}
		if (!touches(r, &w))
			continue;
		taken = year;
		if (n++ == 0)
			first = w;
		if (inside(r, &w))
			fit[fits++] = w;
	}
	if (n == 0) {
		deadline_flag_set(
		    r, invalid > 0 ? DEADLINE_INVALID_DATE : DEADLINE_NO_YEAR);
		return false;
	}
	if (r->yearly && fits > 1 && fits == n) {
		deadline_flag_set(r, DEADLINE_YEAR_INHERITED);
		for (int i = 0; i < fits; i++) {
			fit[i].open_left = t->until;
			push(r, fit[i]);
		}
		return false;
	}
	if (n == 1 && fits == 0)
		fit[fits++] = first;
	if (n != 1 || (r->period->school && t->a.month == AUGUST) ||
	    (t->until && !r->period->school && fit[0].to == r->period->from)) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		propose(r, fits > 0 ? fit[0] : first,
		    n == 1 && t->a.month == AUGUST
			? "Август бывает и перед учебным годом, и в его "
			  "конце; здесь — тот, что внутри периода."
			: "Год не назван, а подходит не один; здесь первый "
			  "из подходящих. Выберите год сами.");
		return false;
	}
	deadline_flag_set(r, DEADLINE_YEAR_INHERITED);
	*t = in_year(t, taken);
	return true;
}

/* Two readings of a year that stands to the right: the same year, or the
 * one before if the New Year lies between.  Exactly one must fit. */
static bool
settle_by_hint(struct reading *r, struct term *t, const struct piece *hint)
{
	const struct piece *end = t->range ? &t->b : &t->a;
	struct term same = *t, before;
	struct deadline_window w, v;
	int year = hint->year;

	if (t->range && key(&t->b) < key(&t->a))
		same = in_year(t, year - 1);
	else
		same = in_year(t, year);
	before = same;
	before.a.year--;
	before.b.year--;
	deadline_flag_set(r, DEADLINE_YEAR_INHERITED);
	if (key(end) <= key(hint)) {
		/* "май; октябрь 2024": is it May of that year, too? */
		if (t != &r->terms[r->terms_n - 1] && t[1].apart &&
		    r->period->from != DAY_NONE &&
		    (!window_of(r, &same, &w) || !touches(r, &w)))
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		*t = same;
		return true;
	}
	if (window_of(r, &same, &w) && window_of(r, &before, &v) &&
	    inside(r, &w) != inside(r, &v)) {
		*t = inside(r, &w) ? same : before;
		return true;
	}
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	return false;
}

/* «Октябрь - апрель 2021»: reversed in its own year; the year before is
 * tried, and if that lies outside, neither is possible. */
static bool
settle_left(struct reading *r, struct term *t)
{
	struct deadline_window w;

	deadline_flag_set(r, DEADLINE_YEAR_INHERITED);
	t->a.year = t->b.year;
	if (key(&t->a) <= key(&t->b))
		return true;
	t->a.year--;
	if (!window_of(r, t, &w)) {
		deadline_flag_set(r, DEADLINE_INVALID_DATE);
		return false;
	}
	if (inside(r, &w))
		return true;
	deadline_flag_set(r, DEADLINE_REVERSED_RANGE);
	if (r->period->from == DAY_NONE) {
		propose(r, w,
		    "Конец раньше начала, если год один; здесь начало взято "
		    "годом раньше. Проверьте год.");
		return false;
	}
	deadline_flag_set(
	    r, touches(r, &w) ? DEADLINE_AMBIGUOUS : DEADLINE_OUT_OF_PERIOD);
	for (int k = 1; k <= 2 && !r->out->suggested; k++) {
		struct deadline_window s;

		if (deadline_flags_shift(r->period, &w, k, &s) ||
		    deadline_flags_shift(r->period, &w, -k, &s))
			propose(r, s,
			    "Как написано, конец раньше начала или весь срок "
			    "вне периода; те же месяцы в другом году лежат "
			    "внутри него.");
	}
	return false;
}

/* "II полугодие 2025", "2024-2025 гг." in a plan for a school year: of the
 * calendar, or of the school? */
static bool
settle_school(struct reading *r, struct term *t)
{
	struct term u = *t, v = *t;
	struct deadline_window w;

	if (t->a.kind == PIECE_YEAR && t->a.pair_end != t->a.year + 1)
		return true;
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (t->a.kind == PIECE_YEAR) {
		u.a.kind = v.a.kind = PIECE_SCHOOLYEAR;
	} else {
		u.a.kind = PIECE_QUARTER;
		u.a.n = t->a.n == 1 ? 1 : 3;
		u.a.m = t->a.m == 1 ? 2 : 4;
		v.a.year -= t->a.n != 1;
	}
	if ((window_of(r, &u, &w) && inside(r, &w)) ||
	    (window_of(r, &v, &w) && inside(r, &w)))
		propose(r, w,
		    "Год календарный или учебный? Это чтение лежит внутри "
		    "периода документа.");
	return false;
}

static bool
settle_years(struct reading *r, struct term *t, const struct piece *hint)
{
	struct piece *a = &t->a, *b = &t->b;

	if (hint != NULL && hint->pair_end != 0 && !has_year(a) &&
	    (!t->range || !has_year(b))) {
		a->year = b->year = hint->year;
		a->pair_end = b->pair_end = hint->pair_end;
		a->study = b->study = hint->study;
	}
	settle_pairs(r, t);
	if (!t->range && has_year(a)) {
		if (r->period->school && !a->study &&
		    (a->kind == PIECE_HALF || a->kind == PIECE_YEAR))
			return settle_school(r, t);
		return true;
	}
	if (t->range && has_year(a) && has_year(b))
		return true;
	if (t->range && has_year(b))
		return settle_left(r, t);
	if (t->range && has_year(a)) {
		deadline_flag_set(r, DEADLINE_YEAR_INHERITED);
		b->year = key(b) < key(a) ? a->year + 1 : a->year;
		return true;
	}
	if (hint != NULL)
		return settle_by_hint(r, t, hint);
	return settle_by_period(r, t);
}

/* «с сентября»: the end is not said. */
static void
settle_since(struct reading *r, struct deadline_window w)
{
	w.to = r->period->to;
	if (r->period->from != DAY_NONE && w.from <= w.to) {
		if (r->whole || r->out->recurrence != NULL) {
			push(r, w);
			return;
		}
		propose(r, w,
		    "Назван только первый день; последним взят последний "
		    "день периода документа.");
	}
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
}

/* Both years are written and one of them is wrong: which? */
static void
settle_reversed(struct reading *r, struct deadline_window w)
{
	struct deadline_window later = w, earlier = w;
	int year, month, day;

	deadline_flag_set(r, DEADLINE_REVERSED_RANGE);
	day_parts(w.to, &year, &month, &day);
	later.to = day_of(year + 1, month, day);
	day_parts(w.from, &year, &month, &day);
	earlier.from = day_of(year - 1, month, day);
	if (later.from <= later.to && inside(r, &later))
		propose(r, later,
		    "Конец раньше начала; годом позже он внутри периода "
		    "документа.");
	else if (earlier.from <= earlier.to && inside(r, &earlier))
		propose(r, earlier,
		    "Конец раньше начала; если начало годом раньше, срок "
		    "внутри периода документа.");
}

static void
settle_term(struct reading *r, struct term *t, const struct piece *hint)
{
	struct deadline_window w;

	if (!settle_years(r, t, hint))
		return;
	if (!window_of(r, t, &w)) {
		deadline_flag_set(r, day_of(t->a.year, 1, 1) == DAY_NONE
					 ? DEADLINE_UNREAD
					 : DEADLINE_INVALID_DATE);
		return;
	}
	if (w.to < w.from) {
		settle_reversed(r, w);
		return;
	}
	/* A weekday that is not the date's: one of the two is wrong. */
	if ((!t->range && t->a.kind == PIECE_DAY && t->a.n != 0 &&
		t->a.n != day_weekday(w.from)) ||
	    (t->range && t->b.kind == PIECE_DAY && t->b.n != 0 &&
		t->b.n != day_weekday(w.to)))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (t->since) {
		settle_since(r, w);
		return;
	}
	w.open_left = t->until;
	push(r, w);
}

static void
give_year(struct reading *r, struct term *t, const struct piece *p)
{
	if (has_year(&t->a) || (t->range && has_year(&t->b)))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	t->a.year = t->b.year = p->year;
	t->a.pair_end = t->b.pair_end = p->pair_end;
	t->a.study = t->b.study = p->study;
}

/* "2024 год: сентябрь; 2025 год: март, май": a year goes to all that follow,
 * up to the next one, and is no term of its own. */
static void
settle_prefixes(struct reading *r)
{
	struct piece year = { 0 };
	int n = 0;

	for (int i = 0; i < r->terms_n; i++) {
		struct term t = r->terms[i];

		if (t.prefix && i + 1 < r->terms_n && !r->terms[i + 1].prefix) {
			year = t.a;
			continue;
		}
		if (has_year(&year))
			give_year(r, &t, &year);
		r->terms[n++] = t;
	}
	r->terms_n = n;
}

void
deadline_years_settle(struct reading *r)
{
	const struct piece *hints[DEADLINE_TERMS_MAX], *hint = NULL;
	struct piece kept[DEADLINE_TERMS_MAX];

	settle_prefixes(r);
	/* From the right, before anything changes them. */
	for (int i = r->terms_n - 1; i >= 0; i--) {
		const struct term *t = &r->terms[i];

		hints[i] = hint;
		kept[i] = has_year(&t->a) ? t->a : t->b;
		if (kept[i].kind >= PIECE_YEAR)
			kept[i].year = 0;
		if (has_year(&t->a) || (t->range && has_year(&t->b)))
			hint = has_year(&kept[i]) ? &kept[i] : NULL;
	}
	for (int i = 0; i < r->terms_n; i++)
		settle_term(r, &r->terms[i], hints[i]);
}
