#include <string.h>

#include "deadline/deadline_inner.h"

/* What a term is tied to instead of a day: a condition, an event, another
 * plan; and where such a phrase ends. */
enum { AHEAD_MAX = 5, DAY_DIGITS = 2 };

bool
deadline_tied_stop(const struct token *t)
{
	return t->class == T_COMMA || t->class == T_SEMI || t->class == T_DOT ||
	       t->class == T_OPEN || t->class == T_CLOSE || t->class == T_BUT ||
	       t->class == T_BLANK;
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

/* "по плану | 2 квартал", "по плану и 2 квартал" */
static bool
begins_anew(const struct reading *r, int i)
{
	enum token_class c = r->t[i - 1].class;

	return (c == T_AND || c == T_DASH || c == T_COLON ||
		   (r->t[i].newline && c != T_FROM && c != T_ANCHOR &&
		       c != T_UNTIL)) &&
	       is_number(&r->t[i]) && r->t[i + 1].class != T_COMMA &&
	       deadline_terms_begin(r, i);
}

int
deadline_tied_skip(struct reading *r, int i, bool stop_at_terms)
{
	for (; i < r->n && (!deadline_tied_stop(&r->t[i]) || is_numbered(r, i));
	     i++) {
		const struct token *t = &r->t[i];

		if (t->class == T_OFTEN || t->class == T_YEARLY ||
		    t->class == T_ALWAYS || t->class == T_EXCEPT ||
		    (t->class == T_NOT &&
			(t[1].class == T_LATER || t[1].class == T_LESS)) ||
		    (t->class == T_IN && t[1].class == T_COURSE))
			break;
		if (stop_at_terms && deadline_terms_begin(r, i) && i > 0 &&
		    (t[-1].class == T_WEEK || t[-1].class == T_DECADE ||
			t[-1].class == T_HALFPART))
			/* "четвертея неделя января" */
			r->unknown = true;
		if (stop_at_terms &&
		    (t->class == T_CONDITION || deadline_terms_begin(r, i)))
			break;
		/* "по приказу от 15.09.2024" is its name. */
		if ((t->class == T_DATE || t->class == T_MONTH) &&
		    (i == 0 || t[-1].class != T_FROM))
			r->swallowed = true;
		if (i > 0 && begins_anew(r, i))
			r->swallowed = true;
	}
	return i;
}

/* One day, week or decade of something, at the beginning of a phrase. */
static bool
names_event(const struct reading *r, int i)
{
	static const char *const one[] = { "день", "неделя", "декада" };

	if ((i > 0 && !deadline_tied_stop(&r->t[i - 1])) ||
	    (r->t[i + 1].class != T_UNKNOWN &&
		r->t[i + 1].class != T_OF_PROGRAMME) ||
	    deadline_month_like(r->t[i + 1].word))
		return false;
	for (int j = i + 1; j < r->n && !deadline_tied_stop(&r->t[j]); j++)
		if (deadline_terms_begin(r, j))
			return false;
	for (size_t k = 0; k < LEN(one); k++)
		if (strcmp(r->t[i].word, one[k]) == 0)
			return true;
	return false;
}

/* The word at i ties what follows, whatever that is. */
static enum token_class
lead_alone(const struct reading *r, int i)
{
	switch (r->t[i].class) {
	case T_AFTER:
	case T_BEFORE:
	case T_UNTIL:
	case T_TOWARDS:
	case T_FROM:
	case T_STARTING:
		return i + 1 < r->n && !deadline_tied_stop(&r->t[i + 1])
			   ? T_ANCHOR
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
	case T_DAYS:
	case T_WEEK:
	case T_DECADE:
		/* "День матери", "Неделя математики" */
		return names_event(r, i) ? T_ANCHOR : T_UNKNOWN;
	case T_NOT:
		return r->t[i + 1].class == T_LATER ||
			       r->t[i + 1].class == T_EARLIER
			   ? T_ANCHOR
			   : T_UNKNOWN;
	default:
		return T_UNKNOWN;
	}
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

		if ((deadline_tied_stop(t) && r->t[i].class != T_SEASON) ||
		    t->class == T_EXCEPT ||
		    (j > i && deadline_terms_begin(r, j)))
			break;
		/* "до издания приказа": its day, not its words. */
		if (t->class == T_OUTSIDE &&
		    (r->t[i].class == T_UNTIL || r->t[i].class == T_BEFORE ||
			(r->t[i].class == T_FROM &&
			    r->t[i + 1].class == T_DAYS)))
			return T_ANCHOR;
		if (t->class == T_CONDITION || t->class == T_ANCHOR ||
		    t->class == T_OUTSIDE)
			return t->class;
		if (t->class == T_SCHOOLTERM ||
		    (t->class == T_STAGE && t->value == 0 && r->terms_n == 0 &&
			(j + 1 >= r->n || deadline_tied_stop(&t[1]))))
			return T_CONDITION;
	}
	return lead_alone(r, i);
}

static bool
leads_to_month(const struct token *t)
{
	switch (t->class) {
	case T_UNTIL:
	case T_TOWARDS:
	case T_FROM:
	case T_PO:
	case T_BEGIN:
	case T_MIDDLE:
	case T_END:
		return true;
	default:
		return false;
	}
}

/* "до 10 ноякрбя", "до конца ноякрбя": what nobody knows may be a term. */
static void
check_rest(struct reading *r, int i, int end)
{
	if (end > i &&
	    (r->t[end - 1].class == T_FROM || r->t[end - 1].class == T_IN))
		r->unknown = true;
	for (; i < end; i++) {
		const struct token *t = &r->t[i];

		if (t->class == T_UNKNOWN && i > 0 && leads_to_month(&t[-1]) &&
		    deadline_month_near(t->word))
			r->unknown = true;
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

/* "до 1 октября", "по 31.05.2025" */
static bool
is_due(const struct token *t)
{
	if (t->class != T_UNTIL && t->class != T_PO)
		return false;
	return (t[1].class == T_DATE && t[1].day != 0) ||
	       (t[1].class == T_NUM && t[2].class == T_MONTH);
}

/* "за пару дней", "10 дней": then the day behind it is another one. */
static bool
is_distance(const struct token *t)
{
	return t->class == T_BEFORE || t->class == T_WEEK ||
	       t->class == T_MONTHS || t->class == T_HOURS ||
	       (t->class == T_DAYS &&
		   (t[-1].class == T_NUM || t[-1].class == T_COUNT));
}

/* "по плану – октябрь" */
static bool
leads_on(const struct reading *r, int i)
{
	return (r->t[i].class == T_DASH || r->t[i].class == T_COLON) &&
	       !is_number(&r->t[i - 1]) && deadline_terms_begin(r, i + 1);
}

/* "по итогам года до 1 марта": the day is kept. */
static int
skip_to_due(struct reading *r, int i)
{
	int j = i + 1;

	if (r->t[i].class == T_BEFORE || r->t[i].class == T_NOT)
		return deadline_tied_skip(r, i, false);
	while (j < r->n && !deadline_tied_stop(&r->t[j]) && !is_due(&r->t[j]) &&
	       !is_distance(&r->t[j]) && !leads_on(r, j) &&
	       !deadline_terms_begin(r, j))
		j++;
	if (j == r->n || !(is_due(&r->t[j]) || leads_on(r, j)))
		return deadline_tied_skip(r, i, false);
	return j;
}

int
deadline_tied_read(struct reading *r, int i)
{
	enum token_class tied = lead(r, i);
	int j;

	if (tied == T_UNKNOWN)
		return i;
	deadline_flag_set(r,
	    tied == T_OUTSIDE ? DEADLINE_EXTERNAL_TERM : DEADLINE_CONDITIONAL);
	if (tied != T_CONDITION) {
		j = skip_to_due(r, i);
		if (tied == T_ANCHOR)
			check_rest(r, i, j);
		return j;
	}
	/* Up to the word itself, then on to what may be a term. */
	while (r->t[i].class != T_CONDITION && r->t[i].class != T_SCHOOLTERM &&
	       r->t[i].class != T_STAGE)
		i++;
	return deadline_tied_skip(r, i + 1, true);
}
