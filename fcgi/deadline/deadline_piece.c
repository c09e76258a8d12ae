#include <string.h>

#include "deadline/deadline_inner.h"

/* One piece of the calendar and the year that stands behind it. */
enum {
	YEAR_DIGITS = 4,
	DAY_DIGITS = 2,
	CENTURY = 2000,
	YEAR_MIN = 1990, /* as base/day.h */
	YEAR_MAX = 2199,
	MONTHS = 12
};

static bool
is_year(const struct token *t)
{
	return t->class == T_NUM && t->digits == YEAR_DIGITS &&
	       t->value >= YEAR_MIN && t->value <= YEAR_MAX;
}

static bool
is_pair(const struct token *t)
{
	if (t[1].class != T_DASH && t[1].class != T_SLASH)
		return false;
	if (is_year(&t[2]))
		return t[2].value > t->value && t[3].class != T_MONTH;
	return t[2].class == T_NUM && t[2].digits == DAY_DIGITS && t[1].glued &&
	       t[2].glued && (t->value + 1) % 100 == t[2].value % 100;
}

/* "учебного", "календарного", "года" behind the number. */
static int
year_words(struct reading *r, int i, struct piece *p)
{
	for (; r->t[i].class == T_STUDY || r->t[i].class == T_CALENDAR ||
	       r->t[i].class == T_CURRENT;
	     i++)
		p->study = p->study || r->t[i].class == T_STUDY;
	if (r->t[i].class == T_YEAR)
		i++;
	/* "2024-2025 г.г." */
	if (r->t[i].class == T_YEAR && r->t[i].glued)
		i++;
	return i;
}

/* The year at i, or i. */
static int
year_number(struct reading *r, int i, struct piece *p)
{
	const struct token *t = &r->t[i];

	if (is_year(t)) {
		p->year = t->value;
		if (!is_pair(t))
			return year_words(r, i + 1, p);
		p->pair_end =
		    t[2].digits == YEAR_DIGITS ? t[2].value : t->value + 1;
		return year_words(r, i + 3, p);
	}
	if (t->class != T_NUM || t->digits != DAY_DIGITS || t->ordinal)
		return i;
	if (t[1].class == T_YEAR) {
		p->year = CENTURY + t->value;
		return year_words(r, i + 1, p);
	}
	if ((t[1].class == T_DASH || t[1].class == T_SLASH) &&
	    t[2].class == T_NUM && t[2].digits == DAY_DIGITS &&
	    t[2].value == t->value + 1 && t[3].class == T_STUDY) {
		p->year = CENTURY + t->value;
		p->pair_end = p->year + 1;
		return year_words(r, i + 3, p);
	}
	return i;
}

/* "этого года", "учебного года": nothing new; "следующего года": which. */
static int
year_said(struct reading *r, int i)
{
	bool other = false;
	int j = i;

	for (; r->t[j].class == T_CURRENT || r->t[j].class == T_OTHERYEAR ||
	       r->t[j].class == T_STUDY || r->t[j].class == T_CALENDAR;
	     j++)
		other = other || r->t[j].class == T_OTHERYEAR;
	if (r->t[j].class != T_YEAR)
		return i;
	if (other)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	return j + 1;
}

static int
piece_year(struct reading *r, int i, struct piece *p)
{
	const struct token *t = &r->t[i];
	int k;

	if (p->year != 0)
		return year_words(r, i, p);
	if (t->class == T_MONTHS && p->kind == PIECE_MONTH)
		t = &r->t[++i];
	if ((k = year_number(r, i, p)) != i || (k = year_said(r, i)) != i)
		return k;
	if (t->class == T_OPEN && is_year(&t[1])) {
		k = year_number(r, i + 1, p);
		return r->t[k].class == T_CLOSE ? k + 1 : k;
	}
	if ((t->class == T_COMMA || t->class == T_DASH || t->class == T_DOT ||
		(t->class == T_IN && t[1].class == T_NUM)) &&
	    is_year(&t[1]))
		return year_number(r, i + 1, p);
	return i;
}

/* "в 14 ч. 00 мин." */
static int
hours(const struct reading *r, int i)
{
	int j = i;

	if (r->t[j].class == T_IN || r->t[j].class == T_COMMA)
		j++;
	while (r->t[j].class == T_NUM && r->t[j].digits <= DAY_DIGITS &&
	       r->t[j + 1].class == T_HOURS)
		i = j += 2;
	return i;
}

/* "(вс)", ", воскресенье", "в 14.00" behind a day. */
static int
day_tail(struct reading *r, int i, struct piece *p)
{
	const struct token *t = &r->t[i];

	if (t->class == T_OPEN && t[1].class == T_WEEKDAY &&
	    t[2].class == T_CLOSE) {
		p->n = t[1].value;
		i += 3;
	} else if (t->class == T_WEEKDAY) {
		p->n = t->value;
		i += 1;
	} else if (t->class == T_COMMA && t[1].class == T_WEEKDAY) {
		p->n = t[1].value;
		i += 2;
	}
	t = &r->t[i];
	if ((t->class == T_IN || t->class == T_COMMA || t->class == T_FROM ||
		t->class == T_UNTIL) &&
	    t[1].class == T_TIME)
		i++;
	while (r->t[i].class == T_TIME)
		i += (r->t[i + 1].class == T_DASH ||
			 r->t[i + 1].class == T_UNTIL) &&
			     r->t[i + 2].class == T_TIME
			 ? 2
			 : 1;
	if (r->t[i].class == T_HOURS && i > 0 && r->t[i - 1].class == T_TIME)
		i++;
	return hours(r, i);
}

/* "15 сентября 2024 г. (вс)"; i is behind the month. */
static int
day_rest(struct reading *r, int i, struct piece *p)
{
	p->kind = PIECE_DAY;
	i = piece_year(r, i, p);
	return day_tail(r, i, p);
}

/* "октябрь, 2 недели" */
static bool
follows_month(const struct reading *r, int i)
{
	enum token_class c = r->t[i].class;

	return c == T_MONTH ||
	       ((c == T_COMMA || c == T_OPEN || c == T_DASH || c == T_COLON) &&
		   i > 0 &&
		   (r->t[i - 1].class == T_MONTH ||
		       r->t[i - 1].class == T_YEAR ||
		       r->t[i - 1].digits == YEAR_DIGITS));
}

/* "2 недели сентября", "3 пятницы мая": so many, or the n-th?  Behind
 * "конец", "до" the word's form is that of the n-th. */
void
deadline_piece_form(struct reading *r, int i)
{
	static const char *const forms[] = { "недели", "недель", "декады",
		"декад", "понедельника", "вторника", "среды", "четверга",
		"пятницы", "субботы", "воскресенья" };
	const struct token *number = &r->t[i - 1];

	if (i < 1 || number->class != T_NUM || number->ordinal ||
	    number->value < 2 ||
	    (i > 1 && r->t[i - 2].class != T_IN && !follows_month(r, i - 2)))
		return;
	for (size_t k = 0; k < LEN(forms); k++)
		if (strcmp(r->t[i].word, forms[k]) == 0)
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
}

/* The month that a week, a decade or a weekday is of. */
static int
of_month(struct reading *r, int i, struct piece *p, enum piece_kind kind)
{
	int word = i - 1;

	if (r->t[i].class == T_IN)
		i++;
	if (r->t[i].class != T_MONTH)
		return -1;
	if (kind != PIECE_HALFPART)
		deadline_piece_form(r, word);
	p->kind = kind;
	p->month = r->t[i].value;
	return piece_year(r, i + 1, p);
}

/* "половина мая", "половина 2025 года", "половина учебного года". */
static int
half_of(struct reading *r, int i, struct piece *p)
{
	int k = of_month(r, i, p, PIECE_HALFPART);

	if (k >= 0)
		return k;
	p->kind = PIECE_HALF;
	k = year_number(r, i, p);
	if (k != i)
		return k;
	if (r->t[i].class != T_STUDY && r->t[i].class != T_YEAR)
		return -1;
	p->study = r->t[i].class == T_STUDY;
	k = year_said(r, i);
	return k == i ? -1 : k;
}

/* "июнь", not "июня", "сен." */
static bool
is_nominative(const struct token *t)
{
	size_t n = strlen(t->word), k = strlen("ь");

	return !t->abbr && n > k && strcmp(t->word + n - k, "ь") == 0;
}

int
deadline_piece_noun(struct reading *r, int i, struct piece *p)
{
	const struct token *t = &r->t[i];
	int k = -1;

	switch (t->class) {
	case T_CHISLO:
		/* "в первых числах сентября" is no day. */
		if (t[1].class != T_MONTH || t->value == 2 || t[-1].plural)
			return i;
		t++;
		i++;
		/* fall through */
	case T_MONTH:
		/* "п ноября": П is a Roman two before quarters. */
		if (r->t[i - 1].class == T_ORD && r->t[i - 1].word[0] != '\0' &&
		    r->t[i - 1].word[2] == '\0')
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		/* "3нварь": a digit for a letter? */
		if (t->glued && (t->typo || is_nominative(t)))
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		p->month = t->value;
		return day_rest(r, i + 1, p);
	case T_QUARTER:
		p->kind = PIECE_QUARTER;
		return piece_year(r, i + 1, p);
	case T_HALFYEAR:
	case T_SEMESTER:
		p->kind = PIECE_HALF;
		p->study = t->class == T_SEMESTER;
		if (t[1].class == T_STUDY)
			p->study = true;
		return piece_year(r, i + 1, p);
	case T_HALFPART:
		k = half_of(r, i + 1, p);
		break;
	case T_WEEK:
		k = of_month(r, i + 1, p, PIECE_WEEK);
		break;
	case T_DECADE:
		k = of_month(r, i + 1, p, PIECE_DECADE);
		break;
	case T_WEEKDAY:
		p->day = t->value;
		k = of_month(r, i + 1, p, PIECE_WEEKDAY);
		break;
	default:
		break;
	}
	return k < 0 ? i : k;
}

/* "2021-2022, 2022-2023 учебные годы": both are years of study. */
static bool
shares_study(struct reading *r, int i)
{
	while ((r->t[i].class == T_COMMA || r->t[i].class == T_AND) &&
	       is_year(&r->t[i + 1])) {
		struct piece p = { 0 };
		int k = year_number(r, i + 1, &p);

		if (p.pair_end != p.year + 1)
			return false;
		if (p.study)
			return true;
		i = k;
	}
	return false;
}

/* "2024 год", "2024-2025 учебный год", "учебный год 2024/2025". */
static int
year_piece(struct reading *r, int i, struct piece *p)
{
	int j = i, k;

	if (r->t[j].class == T_STUDY) {
		j++;
		p->study = true;
	}
	if (r->t[j].class == T_YEAR && j + 1 < r->n)
		j++;
	k = year_number(r, j, p);
	if (k == j || (!is_year(&r->t[j]) && p->pair_end == 0 && j > i))
		return i;
	if (p->pair_end == p->year + 1 && shares_study(r, k))
		p->study = true;
	p->kind = p->study ? PIECE_SCHOOLYEAR : PIECE_YEAR;
	if (p->study ? p->pair_end != p->year + 1
		     : p->pair_end != 0 && !(r->t[k - 1].class == T_YEAR &&
					       r->t[k - 1].value == 2))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	return k;
}

void
deadline_piece_count(struct piece *p, int n, int m)
{
	if (p->kind == PIECE_DAY) {
		p->day = n;
		return;
	}
	p->n = n;
	p->m = m;
}

int
deadline_piece_read(struct reading *r, int i, struct piece *p)
{
	const struct token *t = &r->t[i];
	int weekday = 0, at = i, k;

	*p = (struct piece){ .kind = PIECE_MONTH };
	/* "понедельник, 16 сентября" */
	if (t->class == T_WEEKDAY) {
		weekday = t->value;
		at += t[1].class == T_COMMA ? 2 : 1;
		t = &r->t[at];
		if (t->class != T_DATE && t->class != T_NUM)
			return i;
	}
	if (t->class == T_DATE) {
		p->day = t->day;
		p->month = t->month;
		p->year = t->year;
		k = t->day == 0 ? piece_year(r, at + 1, p)
				: day_rest(r, at + 1, p);
	} else if (t->class == T_MONTH) {
		p->month = t->value;
		k = piece_year(r, at + 1, p);
	} else if ((t->class == T_NUM && t->digits <= DAY_DIGITS) ||
		   t->class == T_ORD) {
		k = deadline_piece_noun(r, at + 1, p);
		if (k == at + 1)
			k = t->class == T_NUM ? year_piece(r, at, p) : at;
		else
			deadline_piece_count(p, t->value, t->value);
	} else {
		k = year_piece(r, at, p);
	}
	if (k == at || (weekday != 0 && p->kind != PIECE_DAY))
		return i;
	if (weekday != 0)
		p->n = weekday;
	return k;
}
