#include "deadline/deadline_inner.h"

/* What says when without naming a day: the whole period, a condition, an
 * event, another plan. */
enum {
	AHEAD_MAX = 5,
	MULTI_YEAR = 380, /* days: a period of more than one year */
	DAY_DIGITS = 2
};

static bool
is_stop(const struct token *t)
{
	return t->class == T_COMMA || t->class == T_SEMI || t->class == T_DOT ||
	       t->class == T_OPEN || t->class == T_CLOSE ||
	       t->class == T_BUT || t->class == T_BLANK;
}

static bool
is_number(const struct token *t)
{
	return t->class == T_ORD ||
	       (t->class == T_NUM && t->digits <= DAY_DIGITS);
}

/* "по итогам 1, 2 полугодия" */
static bool
is_numbered(const struct reading *r, int i)
{
	return r->t[i].class == T_COMMA && i > 0 && is_number(&r->t[i - 1]) &&
	       is_number(&r->t[i + 1]);
}

/* To the end of the phrase: a sign, or words that begin another mark. */
static int
skip_phrase(struct reading *r, int i, bool stop_at_terms)
{
	for (; i < r->n && (!is_stop(&r->t[i]) || is_numbered(r, i)); i++) {
		const struct token *t = &r->t[i];

		if (t->class == T_OFTEN || t->class == T_YEARLY ||
		    t->class == T_ALWAYS || t->class == T_EXCEPT ||
		    (t->class == T_NOT &&
			(t[1].class == T_LATER || t[1].class == T_LESS)) ||
		    (t->class == T_IN && t[1].class == T_COURSE))
			break;
		if (stop_at_terms &&
		    (t->class == T_CONDITION || deadline_terms_begin(r, i)))
			break;
		/* "по приказу от 15.09.2024" is its name. */
		if ((t->class == T_DATE || t->class == T_MONTH) &&
		    (i == 0 || t[-1].class != T_FROM))
			r->swallowed = true;
	}
	return i;
}

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
	return skip_phrase(r, k, false);
}

/* The words behind "в течение": *year, *study, *calendar, what they are. */
struct extent {
	bool year, study, calendar, period, other, all;
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
	bool course = false, in = false;
	struct extent e;
	int j = i, k;

	if (r->t[i].class == T_ALWAYS) {
		r->whole = true;
		return i + 1;
	}
	in = r->t[j].class == T_IN;
	j += in;
	course = r->t[j].class == T_COURSE;
	j += course;
	k = read_extent(r, j, &e);
	if (k == j || !(e.year || e.period))
		return i;
	/* "год" and "срок" alone say nothing. */
	if (!course && !e.all && !(e.study && e.year) &&
	    !(e.period && k - j > 1))
		return i;
	/* "в течение года после ...", "срока действия договора" */
	if (r->t[k].class == T_AFTER || r->t[k].class == T_ANCHOR ||
	    (r->t[k].class == T_FROM && !deadline_terms_begin(r, k)) ||
	    r->t[k].class == T_CONDITION) {
		deadline_flag_set(r, DEADLINE_CONDITIONAL);
		return skip_phrase(r, k, false);
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
	    (j + 1 == r->n || is_stop(&r->t[j + 1]))) {
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
	return r->t[j + 1].class == T_MONTHS ? j + 2 : j + 1;
}

/* What the next words are tied to, if to anything. */
static enum token_class
lead(const struct reading *r, int i)
{
	if (r->t[i].class == T_AFTER && i + 1 < r->n)
		return T_ANCHOR;
	/* "даты: ..." */
	if (r->t[i].class == T_ANCHOR && r->t[i + 1].class == T_COLON)
		return T_UNKNOWN;
	for (int j = i; j < r->n && j < i + AHEAD_MAX; j++) {
		const struct token *t = &r->t[j];

		if ((is_stop(t) && r->t[i].class != T_SEASON) ||
		    t->class == T_EXCEPT ||
		    (j > i && deadline_terms_begin(r, j)))
			break;
		if (t->class == T_CONDITION || t->class == T_ANCHOR ||
		    t->class == T_OUTSIDE)
			return t->class;
		if (t->class == T_SCHOOLTERM ||
		    (t->class == T_STAGE && r->terms_n == 0 &&
			(j + 1 >= r->n || is_stop(&t[1]))))
			return T_CONDITION;
	}
	switch (r->t[i].class) {
	case T_AFTER:
	case T_BEFORE:
	case T_UNTIL:
	case T_TOWARDS:
	case T_FROM:
	case T_STARTING:
		return i + 1 < r->n && !is_stop(&r->t[i + 1]) ? T_ANCHOR
							      : T_UNKNOWN;
	case T_IN:
		/* "в адаптационный период", "во внеурочное время" */
		if (r->t[i + 1].class == T_UNKNOWN &&
		    r->t[i + 2].class == T_PERIOD)
			return T_ANCHOR;
		/* "в период ...", "в день ...", "на следующий день" */
		return (r->t[i + 1].class == T_PERIOD && i + 2 < r->n) ||
			       r->t[i + 1].class == T_DAYS ||
			       (r->t[i + 1].class == T_OTHERYEAR &&
				   r->t[i + 2].class == T_DAYS)
			   ? T_ANCHOR
			   : T_UNKNOWN;
	case T_NOT:
		return r->t[i + 1].class == T_LATER ||
			       r->t[i + 1].class == T_EARLIER
			   ? T_ANCHOR
			   : T_UNKNOWN;
	default:
		return T_UNKNOWN;
	}
}

/* "до 10 ноякрбя": a number of what nobody knows may be a day. */
static void
check_numbers(struct reading *r, int i, int end)
{
	if (end > i &&
	    (r->t[end - 1].class == T_FROM || r->t[end - 1].class == T_IN))
		r->unknown = true;
	for (; i < end; i++) {
		const struct token *t = &r->t[i];

		if (t->class != T_NUM || t->digits > DAY_DIGITS)
			continue;
		if (i + 1 == end)
			r->unknown = true;
		t +=
		    t[1].class == T_AND || (t[1].class == T_DASH && !t[1].glued)
			? 2
			: 1;
		if (t->class == T_NUM ||
		    (t->class == T_UNKNOWN && t->word[0] != '\0'))
			r->unknown = true;
	}
}

static int
read_tied(struct reading *r, int i)
{
	enum token_class tied = lead(r, i);
	int j;

	if (tied == T_UNKNOWN)
		return i;
	deadline_flag_set(r,
	    tied == T_OUTSIDE ? DEADLINE_EXTERNAL_TERM : DEADLINE_CONDITIONAL);
	if (tied != T_CONDITION) {
		j = skip_phrase(r, i, false);
		if (tied == T_ANCHOR)
			check_numbers(r, i, j);
		return j;
	}
	/* Up to the word itself, then on to what may be a term. */
	while (r->t[i].class != T_CONDITION && r->t[i].class != T_SCHOOLTERM &&
	       r->t[i].class != T_STAGE)
		i++;
	return skip_phrase(r, i + 1, true);
}

int
deadline_marks_read(struct reading *r, int i)
{
	static int (*const readers[])(struct reading *, int) = { read_relative,
		read_numbered, read_whole, read_end, read_vague, read_tied };

	for (size_t k = 0; k < LEN(readers); k++) {
		int j = readers[k](r, i);

		if (j != i)
			return j;
	}
	return i;
}
