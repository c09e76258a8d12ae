#include <string.h>

#include "base/arena.h"
#include "deadline/deadline_inner.h"

/* What comes again and again: it has no single day, and is kept as it is
 * written. */
enum { AHEAD_MAX = 14, DAY_DIGITS = 2, PLACE_BYTES = 14 };

static bool
is_count(const struct token *t)
{
	return (t->class == T_NUM && t->digits <= DAY_DIGITS) ||
	       t->class == T_COUNT || t->class == T_ORD;
}

static bool
is_unit(const struct token *t)
{
	switch (t->class) {
	case T_DAYS:
	case T_HOURS:
	case T_WEEK:
	case T_MONTHS:
	case T_QUARTER:
	case T_SCHOOLTERM:
	case T_HALFYEAR:
	case T_SEMESTER:
	case T_DECADE:
	case T_YEAR:
	case T_PERIOD:
		return true;
	default:
		return false;
	}
}

/* "до 5 числа месяца", "последняя пятница месяца": every month has one. */
static int
read_tail(const struct reading *r, int i)
{
	int j = i;

	if (r->t[j].class == T_COMMA && r->t[j + 1].class == T_OTHERYEAR)
		j++;
	while (is_unit(&r->t[j]) || (j > i && (r->t[j].class == T_OTHERYEAR ||
						  r->t[j].class == T_BEFORE)))
		j++;
	return j;
}

static bool
is_end(const struct reading *r, int i)
{
	switch (r->t[i].class) {
	case T_COMMA:
	case T_SEMI:
	case T_CLOSE:
		return true;
	default:
		return i >= r->n || is_unit(&r->t[i]) ||
		       (r->t[i].class == T_DOT && i + 1 == r->n);
	}
}

/* "до 5 числа", "1 и 15 числа" behind "ежемесячно"; the place behind. */
static int
read_day_of(const struct reading *r, int i)
{
	bool open = r->t[i].class == T_OPEN;
	int j = i;

	if (r->t[j].class == T_COMMA || r->t[j].class == T_DASH || open)
		j++;
	for (int k = 0; k < AHEAD_MAX && j < r->n; k++, j++)
		switch (r->t[j].class) {
		case T_UNTIL:
		case T_PO:
		case T_FROM:
		case T_TOWARDS:
		case T_NOT:
		case T_LATER:
		case T_IN:
		case T_DASH:
		case T_AND:
		case T_NUM:
		case T_ORD:
		case T_PERIOD:
			break;
		case T_WEEK:
		case T_DECADE:
			/* "ежемесячно, последняя неделя" */
			if (!is_count(&r->t[j - 1]) || r->yearly ||
			    !is_end(r, j + 1))
				return i;
			/* fall through */
		case T_CHISLO:
		case T_WEEKDAY:
			if (r->t[j + 1].class == T_MONTH ||
			    (r->t[j].class == T_CHISLO &&
				!is_count(&r->t[j - 1])))
				return i;
			j++;
			while (r->t[j - 1].class == T_WEEKDAY &&
			       (r->t[j].class == T_COMMA ||
				   r->t[j].class == T_AND) &&
			       r->t[j + 1].class == T_WEEKDAY)
				j += 2;
			/* "числа последнего месяца квартала" */
			if (r->t[j].class == T_EACH ||
			    r->t[j].class == T_OTHERYEAR ||
			    (r->t[j].class == T_ORD && is_unit(&r->t[j + 1])))
				j++;
			if (is_unit(&r->t[j]))
				j = read_tail(r, j + 1);
			return open && r->t[j].class == T_CLOSE ? j + 1 : j;
		default:
			return i;
		}
	return i;
}

static int
read_adverb(struct reading *r, int i)
{
	int j = i;

	while (
	    r->t[j].class == T_OFTEN || r->t[j].class == T_YEARLY ||
	    (j > i && r->t[j].class == T_AND && r->t[j + 1].class == T_OFTEN)) {
		r->yearly = r->yearly || r->t[j].class == T_YEARLY;
		j++;
	}
	return j == i ? i : read_day_of(r, j);
}

/* "в течение года 2 раза", "дважды: в октябре и апреле" */
static bool
may_end_times(const struct reading *r, int i)
{
	if (i == r->n || r->t[i].class == T_DOT)
		return r->whole;
	return (r->t[i].class == T_COLON || r->t[i].class == T_OPEN) &&
	       deadline_terms_begin(r, i + 1);
}

/* "не реже 1 раза в неделю", "1-2 раза в месяц", "раз в полгода". */
static int
read_times(struct reading *r, int i)
{
	bool once = true;
	int j = i;

	if (r->t[j].class == T_NOT && r->t[j + 1].class == T_LESS)
		j++;
	if (r->t[j].class == T_LESS)
		j++;
	if (r->t[j].class == T_FILL ||
	    ((r->t[j].class == T_PO || r->t[j].class == T_FROM) &&
		is_count(&r->t[j + 1])))
		j++;
	if (is_count(&r->t[j]) && r->t[j].class != T_ORD) {
		once = r->t[j].value == 1;
		j++;
		/* "1-2", "от 1 до 3" */
		if ((r->t[j].class == T_DASH || r->t[j].class == T_UNTIL) &&
		    is_count(&r->t[j + 1])) {
			once = false;
			j += 2;
		}
	}
	if (r->t[j].class != T_TIMES)
		return i;
	once = once && r->t[j].value == 0;
	j++;
	while (r->t[j].class == T_IN || r->t[j].class == T_BEFORE ||
	       r->t[j].class == T_SLASH || r->t[j].class == T_EACH ||
	       r->t[j].class == T_ALL || r->t[j].class == T_STUDY ||
	       r->t[j].class == T_CALENDAR || r->t[j].class == T_COURSE ||
	       is_count(&r->t[j]))
		j++;
	/* "раз в пол года" */
	j += r->t[j].class == T_HALFPART && r->t[j + 1].class == T_YEAR;
	if (!is_unit(&r->t[j]))
		return r->t[j - 1].class == T_TIMES && may_end_times(r, j) ? j
									   : i;
	r->yearly = r->yearly || (once && r->t[j].class == T_YEAR);
	j++;
	/* "1 раз в учебный год", "1 раз в период реализации" */
	while (r->t[j].class == T_OF_PROGRAMME)
		j++;
	return read_day_of(r, j);
}

static bool
leads_to_each(const struct token *t)
{
	switch (t->class) {
	case T_NUM:
		return t->digits <= DAY_DIGITS;
	case T_ORD:
	case T_CHISLO:
	case T_WEEKDAY:
	case T_UNTIL:
	case T_TOWARDS:
	case T_PO:
	case T_FROM:
	case T_IN:
	case T_NOT:
	case T_LATER:
	case T_BEGIN:
	case T_MIDDLE:
	case T_END:
	case T_DASH:
	case T_AND:
	case T_ANCHOR:
	case T_BEFORE:
	case T_AFTER:
	case T_COURSE:
	case T_DECADE:
	case T_HALFPART:
	case T_FILL:
		return true;
	default:
		return is_unit(t);
	}
}

/* Behind "каждого": "месяца", "второго вторника", "1 числа". */
static int
read_each(struct reading *r, int i)
{
	int j = i;

	while (is_count(&r->t[j]) || r->t[j].class == T_STUDY ||
	       r->t[j].class == T_OTHERYEAR ||
	       (j > i && r->t[j].class == T_AND))
		j++;
	if (r->t[j].class == T_MONTH) {
		r->yearly = true;
		return j == i ? j : i;
	}
	if (!is_unit(&r->t[j]) && r->t[j].class != T_WEEKDAY &&
	    r->t[j].class != T_CHISLO)
		return i;
	if (r->t[j].class == T_YEAR)
		r->yearly = true;
	while (is_unit(&r->t[j]) || r->t[j].class == T_WEEKDAY ||
	       r->t[j].class == T_CHISLO ||
	       (r->t[j].class == T_AND && r->t[j + 1].class == T_WEEKDAY))
		j++;
	return j;
}

static int
read_of_month(struct reading *r, int i)
{
	bool counted = false, named = false;

	for (int j = i; j < r->n && j < i + AHEAD_MAX; j++) {
		const struct token *t = &r->t[j];

		if (t->class == T_EACH) {
			int k = read_each(r, j + 1);

			if (k > j + 1 || r->t[k].class == T_MONTH)
				return k;
			return i;
		}
		if ((t->class == T_OTHERYEAR || t->class == T_CURRENT) &&
		    t[1].class == T_MONTHS)
			continue;
		if (t->class == T_MONTHS && counted && named)
			return read_tail(r, j + 1);
		/* "до 5 числа ежемесячно" */
		if (t->class == T_OFTEN && counted && named)
			return j + 1;
		if (!leads_to_each(t) &&
		    !(t->class == T_COMMA && counted && !named))
			return i;
		counted = counted || t->class == T_NUM || t->class == T_ORD;
		named = named || t->class == T_CHISLO ||
			t->class == T_WEEKDAY || t->class == T_WEEK ||
			t->class == T_DECADE || t->class == T_HALFPART ||
			(t->class == T_DAYS && counted);
	}
	return i;
}

/* "по пятницам", "по понедельникам и средам", "по четвертям". */
static int
read_by(struct reading *r, int i)
{
	static const char *const plural[] = { "ам", "ям" };
	const struct token *t = &r->t[i];
	size_t n;
	int j = i;

	if (t->class != T_PO)
		return i;
	if (is_unit(&t[1]) && (n = strlen(t[1].word)) > 4)
		for (size_t k = 0; k < LEN(plural); k++)
			if (strcmp(t[1].word + n - 4, plural[k]) == 0)
				return i + 2;
	/* "по рабочим дням" */
	if ((t[1].class == T_FILL || t[1].class == T_STUDY) &&
	    strcmp(t[2].word, "дням") == 0)
		return i + 3;
	if (t[1].class != T_WEEKDAYS)
		return i;
	for (j = i + 2; (r->t[j].class == T_COMMA || r->t[j].class == T_AND) &&
			r->t[j + 1].class == T_WEEKDAYS;)
		j += 2;
	return j;
}

/* "Понедельник", "вторник, четверг": of every week, or of one that is named
 * elsewhere? */
static int
read_weekdays(struct reading *r, int i)
{
	int j = i, k;

	if (i > 0 || r->t[i].class != T_WEEKDAY)
		return i;
	while (r->t[j].class == T_WEEKDAY &&
	       (r->t[j + 1].class == T_COMMA || r->t[j + 1].class == T_AND ||
		   r->t[j + 1].class == T_DASH) &&
	       r->t[j + 2].class == T_WEEKDAY)
		j += 2;
	k = ++j;
	if ((r->t[k].class == T_COMMA || r->t[k].class == T_IN) &&
	    r->t[k + 1].class == T_TIME)
		k += 2;
	k += r->t[k].class == T_DOT;
	if (k < r->n)
		return i;
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	return j;
}

/* "Ежемесячно в течение года, до 25 числа": of what was said before. */
static int
read_more(struct reading *r, int i)
{
	if (r->out->recurrence == NULL || r->t[i].class == T_COMMA ||
	    r->t[i].class == T_OPEN || r->t[i].class == T_DASH)
		return i;
	return read_day_of(r, i);
}

static void
keep(struct reading *r, int i, int j)
{
	bool month = r->t[j - 1].class == T_EACH && r->t[j].class == T_MONTH;
	size_t from = r->t[i].from, n = r->t[j - !month].to - from;
	char *words = arena_strndup(r->arena, r->verbatim + from, n);

	r->out->recurrence =
	    r->out->recurrence == NULL
		? words
		: arena_printf(r->arena, "%s, %s", r->out->recurrence, words);
}

/* "ежемесячно на педсовете": where, not when. */
static int
read_place(const struct reading *r, int i)
{
	bool words = false;
	int j = i + (r->t[i].class == T_COMMA && r->t[i + 1].class == T_IN);

	if (r->t[j].class != T_IN && r->t[j].class != T_PO &&
	    r->t[j].class != T_FROM && r->t[j].class != T_BEFORE)
		return i;
	/* "ежегодно в нмье" may be a month; two words are none. */
	if (strcmp(r->t[j].word, "в") == 0 &&
	    (deadline_month_like(r->t[j + 1].word) ||
		strlen(r->t[j + 1].word) < PLACE_BYTES) &&
	    (j + 2 >= r->n || r->t[j + 2].class != T_UNKNOWN))
		return i;
	for (; j < r->n; j++)
		switch (r->t[j].class) {
		case T_UNKNOWN:
		case T_OF_PROGRAMME:
			words = true;
			break;
		case T_IN:
		case T_PO:
		case T_FROM:
		case T_BEFORE:
		case T_AND:
			break;
		case T_COMMA:
		case T_SEMI:
		case T_DOT:
		case T_OPEN:
		case T_CLOSE:
			return words ? j : i;
		default:
			return i;
		}
	return words ? j : i;
}

int
deadline_often_read(struct reading *r, int i)
{
	static int (*const readers[])(struct reading *, int) = { read_adverb,
		read_times, read_of_month, read_by, read_weekdays, read_more };

	for (size_t k = 0; k < LEN(readers); k++) {
		int j = readers[k](r, i);

		if (j == i)
			continue;
		keep(r, i, j);
		return read_place(r, j);
	}
	return i;
}
