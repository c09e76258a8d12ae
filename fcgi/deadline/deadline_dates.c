#include <string.h>

#include "deadline/deadline_inner.h"

/* Dates written in numbers: "15.09.2024", "2024-09-15", "09.2024". */
enum {
	DAY_DIGITS = 2,
	YEAR_DIGITS = 4,
	CENTURY = 2000,
	MONTHS = 12,
	QUARTERS = 4,
	HOURS = 24
};

static bool
is_number(const struct token *t, int digits)
{
	return t->class == T_NUM && !(t->ordinal && !t->roman) &&
	       t->digits <= DAY_DIGITS && digits == DAY_DIGITS;
}

static bool
is_year(const struct token *t)
{
	return t->class == T_NUM &&
	       (t->digits == YEAR_DIGITS || t->digits == DAY_DIGITS) &&
	       !t->ordinal;
}

static int
full_year(const struct token *t)
{
	return t->digits == YEAR_DIGITS ? t->value : CENTURY + t->value;
}

static void
set_date(struct token *t, int day, int month, int year)
{
	t->class = T_DATE;
	t->day = day;
	/* 0 is for a month's own date: "00.10.2024" is none at all. */
	if (day == 0 && t->value == 0)
		t->day = DAY_NONE;
	t->month = month;
	t->year = year;
	t->ordinal = t->roman = false;
}

/* "15.09.2024", "15/09/24", "15-09-2024", "15,09.2024", "2024-09-15". */
static bool
join_three(struct token *t)
{
	enum token_class s1 = t[1].class, s2 = t[3].class;
	bool tight = t[1].glued && t[2].glued && t[3].glued && t[4].glued;
	bool dots = s1 == T_DOT && s2 == T_DOT;
	bool commas = tight && (s1 == T_DOT || s1 == T_COMMA) &&
		      (s2 == T_DOT || s2 == T_COMMA) &&
		      t[2].digits == DAY_DIGITS && t[4].digits == YEAR_DIGITS;
	bool strict =
	    tight && s1 == s2 &&
	    (s1 == T_SLASH ||
		(s1 == T_DASH && t->digits == DAY_DIGITS &&
		    t[2].digits == DAY_DIGITS && t[4].digits == YEAR_DIGITS));

	if (tight && s1 == s2 &&
	    (s1 == T_DASH || s1 == T_DOT || s1 == T_SLASH) &&
	    t->class == T_NUM && t->digits == YEAR_DIGITS &&
	    is_number(&t[2], DAY_DIGITS) && is_number(&t[4], DAY_DIGITS)) {
		set_date(t, t[4].value, t[2].value, t->value);
		return true;
	}
	if (!is_number(t, DAY_DIGITS) || !is_number(&t[2], DAY_DIGITS))
		return false;
	if (dots && t[4].class == T_GLUED) {
		t->class = T_GLUED;
		return true;
	}
	if (!is_year(&t[4]) || !(dots || commas || strict) ||
	    (dots && !tight && t[4].digits != YEAR_DIGITS))
		return false;
	t->typo = t->typo || (commas && !dots);
	set_date(t, t->value, t[2].value, full_year(&t[4]));
	return true;
}

/* "09.24": no day has such a month, so it is a month's year, if the plan
 * is of about that year. */
static bool
is_short_year(const struct deadline_period *p, const struct token *t)
{
	int year = CENTURY + t->value, from, to, month, day;

	if (t->value <= MONTHS || t->digits != DAY_DIGITS ||
	    p->from == DAY_NONE)
		return false;
	day_parts(p->from, &from, &month, &day);
	day_parts(p->to, &to, &month, &day);
	return year >= from - 1 && year <= to + 1;
}

/* "15-00", "15-30" behind "в", "с", "до". */
static bool
is_time(const struct token *t)
{
	static const int minutes[] = { 0, 15, 30, 45 };

	if (t->value > HOURS || t[2].digits != DAY_DIGITS)
		return false;
	for (size_t i = 0; i < LEN(minutes); i++)
		if (t[2].value == minutes[i])
			return t[2].value == 0 || (t[3].class != T_MONTH &&
						      t[3].class != T_CHISLO);
	return false;
}

/* "15.09", "09.2024", "14:00", "14.00". */
static bool
join_two(const struct deadline_period *period, struct token *t, bool after_in)
{
	enum token_class sign = t[1].class;

	if (t->class != T_NUM || t->digits > DAY_DIGITS || t->ordinal ||
	    !t[1].glued || !t[2].glued || t[2].class != T_NUM)
		return false;
	if ((sign == T_COLON && t[2].digits == DAY_DIGITS) ||
	    (sign == T_DASH && after_in && is_time(t))) {
		t->class = T_TIME;
		return true;
	}
	/* "15.X" */
	if (sign == T_DOT && t[2].roman && t->value > 0) {
		set_date(t, t->value, t[2].value, 0);
		return true;
	}
	if (sign != T_DOT && sign != T_SLASH)
		return false;
	if (sign == T_DOT && t[2].digits == DAY_DIGITS && t[2].value == 0 &&
	    t->value <= HOURS) {
		t->class = T_TIME;
		return true;
	}
	/* "24/25 уч. год" */
	if (sign == T_SLASH && t[2].value == t->value + 1 &&
	    t[3].class == T_STUDY)
		return false;
	if (t[2].digits == YEAR_DIGITS) {
		set_date(t, 0, t->value, t[2].value);
	} else if (sign == T_DOT && t[2].digits == DAY_DIGITS &&
		   (t[2].value == 0 || t[2].value > MONTHS) && after_in) {
		t->class = T_TIME;
	} else if (t[2].digits == DAY_DIGITS &&
		   (sign == T_DOT || t->value > MONTHS) &&
		   (t[2].value <= MONTHS || t->value > MONTHS)) {
		set_date(t, t->value, t[2].value, 0);
	} else if (sign == T_DOT && t->value > 0 && t->value <= MONTHS &&
		   is_short_year(period, &t[2])) {
		set_date(t, 0, t->value, CENTURY + t[2].value);
	} else if (t[2].digits <= DAY_DIGITS) {
		/* "09.24", "1.9", "10/11": a day, a year, a list? */
		t->class = T_GLUED;
	} else {
		return false;
	}
	return true;
}

/* "2024-09"; "2011-12" may be two years. */
static bool
join_year_month(struct token *t)
{
	if (t->class != T_NUM || t->digits != YEAR_DIGITS ||
	    (t[1].class != T_DASH && t[1].class != T_DOT) || !t[1].glued ||
	    !t[2].glued || !is_number(&t[2], t[2].digits) || t[2].roman ||
	    t[2].value < 1 || t[2].value > MONTHS ||
	    t[2].value == (t->value + 1) % 100 ||
	    (t[3].glued && t[3].class == t[1].class && t[4].glued))
		return false;
	set_date(t, 0, t[2].value, t->value);
	return true;
}

static bool
is_time_ahead(const struct reading *r, int i)
{
	enum token_class before = i > 0 ? r->t[i - 1].class : T_UNKNOWN;

	return before == T_IN || (i > 1 && r->t[i + 1].class == T_DASH &&
				     (before == T_FROM || before == T_UNTIL));
}

static int
join_dates(struct reading *r, int i)
{
	if (r->t[i].class != T_NUM)
		return 1;
	if (i + 4 < r->n && join_three(&r->t[i]))
		return 5;
	return i + 2 < r->n &&
		       (join_two(r->period, &r->t[i], is_time_ahead(r, i)) ||
			   join_year_month(&r->t[i]))
		   ? 3
		   : 1;
}

/* "20.-25.09": the stop behind a number that a dash follows. */
static int
drop_number_dots(struct reading *r, int i)
{
	const struct token *t = &r->t[i];

	return i + 3 < r->n && t->class == T_NUM && t->digits <= DAY_DIGITS &&
		       t[1].class == T_DOT && t[1].glued &&
		       t[2].class == T_DASH && t[3].class == T_NUM
		   ? 2
		   : 1;
}

/* "15.09.-30.09.": the stop behind a month's number is part of it. */
static int
drop_date_dots(struct reading *r, int i)
{
	const struct token *t = &r->t[i];

	return i + 1 < r->n && t->class == T_DATE && t[1].class == T_DOT &&
		       t[1].glued && (t->year == 0 || t[2].class == T_DASH)
		   ? 2
		   : 1;
}

/* "09-10.2024" within the plan: months; else it may be a day, too. */
static int
join_months(struct reading *r, int i)
{
	struct token *t = &r->t[i];
	int from;

	if (i + 2 >= r->n || t->class != T_NUM || t->digits > DAY_DIGITS ||
	    t->ordinal || t[1].class != T_DASH || t[2].class != T_DATE ||
	    t[2].day != 0 || t->value < 1 || t->value > MONTHS)
		return 1;
	from = day_of(t[2].year, t->value, 1);
	if (t->value >= t[2].month || from == DAY_NONE ||
	    r->period->from == DAY_NONE || from < r->period->from ||
	    from > r->period->to)
		t->class = T_GLUED;
	else
		set_date(t, 0, t->value, t[2].year);
	return 1;
}

/* Behind a Roman number: the year in ".2024", " 2024 г.". */
static int
roman_year(const struct reading *r, int i)
{
	int j = i + (r->t[i].class == T_DOT && r->t[i + 1].glued);

	if (r->t[j].class != T_NUM || r->t[j].digits != YEAR_DIGITS)
		return i;
	j++;
	while (r->t[j].class == T_YEAR || r->t[j].class == T_STUDY)
		j++;
	return j;
}

static bool
is_list(const struct token *t)
{
	return t->class == T_DASH || t->class == T_COMMA ||
	       t->class == T_SEMI || t->class == T_AND || t->class == T_PO;
}

struct romans {
	int count, greatest;
	bool year, sure; /* a year stands behind one; "IX" is no tick */
};

/* "IX-XI", "X.2024"; the place behind. */
static int
read_romans(const struct reading *r, int i, struct romans *x)
{
	*x = (struct romans){ 0 };
	while (r->t[i].roman && r->t[i].class == T_NUM) {
		int k = roman_year(r, i + 1);

		x->count++;
		x->sure = x->sure || r->t[i].to - r->t[i].from > 1;
		x->year = x->year || k > i + 1;
		if (r->t[i].value > x->greatest)
			x->greatest = r->t[i].value;
		if (!is_list(&r->t[k]) || !r->t[k + 1].roman)
			return k;
		i = k + 1;
	}
	return i;
}

/* Roman months.  Up to IV they may be quarters, so one must be greater, and
 * no word may follow that says what they count. */
static void
name_romans(struct reading *r)
{
	struct romans x;

	for (int i = 0, k; i<r->n; i = k> i ? k : i + 1) {
		enum token_class next;

		k = read_romans(r, i, &x);
		next = r->t[k].class;
		if (x.greatest <= QUARTERS || x.greatest > MONTHS ||
		    !(x.count > 1 || x.year || x.sure) ||
		    (k < r->n && r->t[k].word[0] != '\0' && next != T_YEAR &&
			next != T_FROM && next != T_PO && next != T_YEARLY &&
			next != T_OFTEN))
			continue;
		for (int j = i; j < k; j++)
			if (r->t[j].roman) {
				r->t[j].class = T_MONTH;
				r->t[j].ordinal = r->t[j].roman = false;
			}
	}
}

/* The year glued to a short month: "-24", "24", "-2024"; 0: none.  *k is
 * behind it. */
static int
short_year(const struct reading *r, int i, int *k)
{
	int j = i + (r->t[i].class == T_DASH && r->t[i].glued);
	const struct token *t = &r->t[j];

	if (t->class != T_NUM || !t->glued || t->ordinal ||
	    !(t->digits == YEAR_DIGITS || is_short_year(r->period, t)) ||
	    (t[1].glued && t[1].class == T_DOT && t[2].class == T_MONTH))
		return 0;
	*k = j + 1;
	return full_year(t);
}

/* "сен", "сен.", and "май", which is no shorter. */
static bool
is_short_month(const struct token *t, int digits)
{
	return t->class == T_MONTH &&
	       (t->abbr ||
		   (digits == DAY_DIGITS && strcmp(t->word, "май") == 0));
}

/* As a spreadsheet writes: "15.сен", "15-сен-24", "сен.24". */
static int
join_short(struct reading *r, int i)
{
	const struct token *t = &r->t[i];
	int day = 0, month = i, k, year;

	if (t->class == T_NUM && t->digits <= DAY_DIGITS && !t->ordinal &&
	    (t[1].class == T_DASH || t[1].class == T_DOT) && t[1].glued &&
	    t[2].glued) {
		day = t->value;
		month = i + 2;
	}
	if (month >= r->n || !is_short_month(&r->t[month], t->digits) ||
	    (day == 0 && month != i))
		return 1;
	k = month + 1;
	year = short_year(r, month + 1, &k);
	if (day == 0 && year == 0)
		return 1;
	set_date(&r->t[i], day, r->t[month].value, year);
	return k - i;
}

void
deadline_dates_join(struct reading *r)
{
	deadline_join_walk(r, join_short);
	deadline_join_walk(r, drop_number_dots);
	deadline_join_walk(r, join_dates);
	deadline_join_walk(r, drop_date_dots);
	deadline_join_walk(r, join_months);
	name_romans(r);
}
