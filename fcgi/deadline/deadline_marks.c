#include "deadline/deadline_inner.h"

/* What says when without naming a day: the whole period, its ends, an amount
 * of time, a season. */
enum {
	MULTI_YEAR = 380, /* days: a period of more than one year */
	DAY_DIGITS = 2
};

static bool
is_unit_of_time(const struct token *t)
{
	return t->class == T_DAYS || t->class == T_WEEK ||
	       t->class == T_MONTHS || t->class == T_HOURS;
}

/* "10 рабочих дней", "3-5 дней", "недели": an amount, not a date. */
static int
read_amount(const struct reading *r, int i)
{
	bool counted = false;
	int j = i;

	if ((r->t[j].class == T_NUM && r->t[j].digits <= DAY_DIGITS + 1 &&
		!r->t[j].ordinal) ||
	    r->t[j].class == T_COUNT || r->t[j].class == T_BLANK) {
		counted = true;
		j++;
		if (r->t[j].class == T_DASH)
			j++;
		if (r->t[j].class == T_NUM || r->t[j].class == T_COUNT)
			j++;
	} else if (i == 0 || (r->t[i - 1].class != T_COURSE &&
				 r->t[i - 1].class != T_BEFORE &&
				 r->t[i - 1].class != T_AFTER)) {
		return i;
	}
	for (int k = 0;
	     k < 2 &&
	     (r->t[j].class == T_UNKNOWN || r->t[j].class == T_CALENDAR ||
		 r->t[j].class == T_FILL || r->t[j].class == T_STUDY) &&
	     j < r->n;
	     k++)
		j++;
	return is_unit_of_time(&r->t[j]) || (counted && r->t[j].class == T_YEAR)
		   ? j + 1
		   : i;
}

static int
read_relative(struct reading *r, int i)
{
	int j = i, k;

	while (r->t[j].class == T_IN || r->t[j].class == T_COURSE ||
	       r->t[j].class == T_BEFORE || r->t[j].class == T_AFTER ||
	       r->t[j].class == T_NOT || r->t[j].class == T_LATER ||
	       r->t[j].class == T_EARLIER || r->t[j].class == T_FILL ||
	       r->t[j].class == T_UNTIL || r->t[j].class == T_PERIOD)
		j++;
	if ((k = read_amount(r, j)) == j)
		return i;
	/* "1 неделя": how long, or which? */
	if (j == i && r->t[k].class != T_AFTER && r->t[k].class != T_BEFORE &&
	    r->t[k].class != T_UNTIL && r->t[k].class != T_FROM) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return k;
	}
	deadline_flag_set(r, DEADLINE_CONDITIONAL);
	return deadline_tied_skip(r, k, false);
}

/* The words behind "в течение": *year, *study, *calendar, what they are. */
struct extent {
	bool year, study, calendar, period, other, all, current;
};

static int
read_extent(const struct reading *r, int i, struct extent *e)
{
	*e = (struct extent){ 0 };
	for (;; i++)
		switch (r->t[i].class) {
		case T_YEAR:
			e->year = true;
			break;
		case T_STUDY:
			e->study = true;
			break;
		case T_CALENDAR:
			e->calendar = true;
			break;
		case T_PERIOD:
		case T_OF_PROGRAMME:
			e->period = true;
			break;
		case T_ALL:
			e->all = true;
			break;
		case T_CURRENT:
			e->current = true;
			break;
		case T_OTHERYEAR:
			e->other = true;
			break;
		case T_OUTSIDE:
			if (r->t[i].value == 1 && e->period)
				break;
			return i;
		default:
			return i;
		}
}

/* Is "год" the document's period?  Of several years it is one of them. */
static void
set_whole(struct reading *r, const struct extent *e)
{
	const struct deadline_period *p = r->period;
	bool known = p->from != DAY_NONE;

	if (e->other || (e->calendar && p->school) ||
	    (e->study && known && !p->school) ||
	    (e->year && known && p->to - p->from > MULTI_YEAR))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	else
		r->whole = true;
}

static int
read_whole(struct reading *r, int i)
{
	bool course = false, in = false, other;
	struct extent e;
	int j = i, k;

	if (r->t[i].class == T_ALWAYS) {
		r->whole = true;
		return i + 1;
	}
	in = r->t[j].class == T_IN;
	j += in;
	/* "в ходе реализации программы" */
	other = r->t[j].class == T_ANCHOR && r->t[j].value == 1;
	course = other || r->t[j].class == T_COURSE;
	j += course;
	k = read_extent(r, j, &e);
	if (other && k < r->n && !deadline_tied_stop(&r->t[k]))
		return i;
	if (k == j || !(e.year || e.period))
		return i;
	/* "год" and "срок" alone say nothing. */
	if (!course && !e.all && !(e.study && e.year) &&
	    !(in && e.current && e.year) && !(e.period && k - j > 1))
		return i;
	/* "в течение года после ...", "срока действия договора" */
	if (r->t[k].class == T_AFTER || r->t[k].class == T_ANCHOR ||
	    (r->t[k].class == T_FROM && !deadline_terms_begin(r, k)) ||
	    r->t[k].class == T_CONDITION) {
		deadline_flag_set(r, DEADLINE_CONDITIONAL);
		return deadline_tied_skip(r, k, false);
	}
	if (k < r->n && r->t[k].class == T_UNKNOWN && e.period)
		/* Of what else? */
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	set_whole(r, &e);
	return k;
}

static bool
is_list(const struct token *t)
{
	return t->class == T_COMMA || t->class == T_AND || t->class == T_DASH;
}

static bool
is_part(const struct token *t)
{
	return t->class == T_BEGIN || t->class == T_MIDDLE || t->class == T_END;
}

/* "до конца года", "в начале учебного года", "в конце месяца". */
static int
read_end(struct reading *r, int i)
{
	bool until = false, end;
	struct extent e;
	int j = i, k;

	for (; r->t[j].class == T_UNTIL || r->t[j].class == T_TOWARDS ||
	       r->t[j].class == T_IN || r->t[j].class == T_PO ||
	       r->t[j].class == T_NOT || r->t[j].class == T_LATER ||
	       r->t[j].class == T_FROM;
	     j++)
		until = until || r->t[j].class == T_UNTIL ||
			r->t[j].class == T_TOWARDS || r->t[j].class == T_LATER;
	if (!is_part(&r->t[j]))
		return i;
	/* "в начале и в конце учебного года" */
	for (k = j + 1; is_list(&r->t[k]) || r->t[k].class == T_IN; k++)
		;
	if (k > j + 1 && is_part(&r->t[k])) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->mute = true;
		return k;
	}
	end = r->t[j].class == T_END;
	k = read_extent(r, ++j, &e);
	if (r->t[j].class == T_MONTHS || r->t[j].class == T_QUARTER ||
	    r->t[j].class == T_HALFYEAR || r->t[j].class == T_SEMESTER) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return j + 1;
	}
	if (k == j || !(e.year || e.period))
		return i;
	if (!end && e.period)
		return i;
	/* Of a school's year: December, May or August? */
	if (!until || !end || e.study || (e.year && r->period->school)) {
		if (until || r->t[k].class == T_DASH ||
		    (i > 0 && r->t[i - 1].class == T_DASH))
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->vague = true;
		return k;
	}
	set_whole(r, &e);
	r->whole_until = true;
	return k;
}

/* Months stand behind a season. */
static bool
is_told(const struct reading *r, int i)
{
	if (r->t[i].class == T_PERIOD)
		i++;
	return (r->t[i].class == T_OPEN || r->t[i].class == T_COLON) &&
	       deadline_terms_begin(r, i + 1);
}

/* A season, a term without its number, a day without its month. */
static int
read_vague(struct reading *r, int i)
{
	int j = i, k;

	while (r->t[j].class == T_UNTIL || r->t[j].class == T_TOWARDS ||
	       r->t[j].class == T_FROM || r->t[j].class == T_PO)
		j++;
	/* "до 25" */
	if (j > i && r->t[j].class == T_NUM &&
	    (j + 1 == r->n || deadline_tied_stop(&r->t[j + 1]))) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return j + 1;
	}
	if (r->t[j].class == T_IN)
		j++;
	if (r->t[j].class == T_COURSE)
		j++;
	if (r->t[j].class == T_GLUED) {
		/* With all that is glued to it. */
		for (j++; j < r->n && r->t[j].glued; j++)
			;
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return j;
	}
	k = j;
	while (r->t[k].class == T_SEASON || (k > j && is_list(&r->t[k])))
		k++;
	if (k > j && r->t[k].class == T_CONDITION)
		return i;
	/* "летний период (июнь–август)" */
	if (k > j && is_told(r, k)) {
		deadline_flag_set(r, DEADLINE_REMARK);
		return k + (r->t[k].class == T_PERIOD);
	}
	if (k > j) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->mute = true;
		j = k;
		if (r->t[j].class == T_PERIOD)
			j++;
		while (r->t[j].class == T_NUM ||
		       (is_list(&r->t[j]) && r->t[j + 1].class == T_NUM))
			j++;
		return r->t[j].class == T_YEAR ? j + 1 : j;
	}
	if (r->t[j].class == T_QUARTER || r->t[j].class == T_HALFYEAR ||
	    r->t[j].class == T_SEMESTER) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return j + 1;
	}
	return i;
}

/* "2-я неделя", "до 5 числа": of which month? */
static int
read_numbered(struct reading *r, int i)
{
	struct extent e;
	int j = i;

	while (r->t[j].class == T_UNTIL || r->t[j].class == T_TOWARDS ||
	       r->t[j].class == T_PO || r->t[j].class == T_IN ||
	       r->t[j].class == T_NOT || r->t[j].class == T_LATER ||
	       r->t[j].class == T_FROM)
		j++;
	while ((r->t[j].class == T_NUM && r->t[j].digits <= DAY_DIGITS) ||
	       r->t[j].class == T_ORD ||
	       ((is_list(&r->t[j]) || r->t[j].class == T_PO) && j > i))
		j++;
	if (j == i ||
	    (r->t[j - 1].class != T_NUM && r->t[j - 1].class != T_ORD) ||
	    !(r->t[j].class == T_CHISLO ||
		(r->t[j - 1].ordinal && r->t[j].class == T_WEEK) ||
		(r->t[j - 1].class == T_ORD && r->t[j].class == T_WEEK) ||
		r->t[j].class == T_DECADE || r->t[j].class == T_HALFPART ||
		r->t[j].class == T_WEEKDAY))
		return i;
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	/* "последняя неделя учебного года" */
	r->mute = r->mute || read_extent(r, j + 1, &e) > j + 1;
	j = read_extent(r, j + 1, &e) - 1;
	return r->t[j + 1].class == T_MONTHS ? j + 2 : j + 1;
}

int
deadline_marks_read(struct reading *r, int i)
{
	static int (*const readers[])(struct reading *, int) = { read_relative,
		read_numbered, read_whole, read_end, read_vague,
		deadline_tied_read };

	for (size_t k = 0; k < LEN(readers); k++) {
		int j = readers[k](r, i);

		if (j != i)
			return j;
	}
	return i;
}
