#include <string.h>

#include "base/arena.h"
#include "roadmap/deadline_inner.h"

/* Tokens that are one thing on paper become one token. */
enum {
	DAY_DIGITS = 2,
	YEAR_DIGITS = 4,
	CENTURY = 2000,
	FORM_BYTES = 18, /* "сентябрем" */
	MONTHS = 12,
	HOURS = 24
};

/* One walk over all tokens, linear whatever the text.  A step looks at the
 * tokens from i on and says how many of them become t[i]; 1: none. */
static void
walk(struct reading *r, int (*step)(struct reading *, int i))
{
	int n = 0;

	for (int i = 0, k; i < r->n; i += k) {
		k = step(r, i);
		r->t[i].to = r->t[i + k - 1].to;
		for (int j = i + 1; j < i + k; j++)
			r->t[i].typo = r->t[i].typo || r->t[j].typo;
		r->t[n++] = r->t[i];
	}
	r->n = n;
	r->t[n] = (struct token){ .word = "" };
}

static bool
is_word(const struct token *t)
{
	return t->word[0] != '\0';
}

/* "сен-" + "тябрь", "втече" + "ние": j is the second half. */
static bool
join_halves(struct reading *r, int i, int j)
{
	struct token *a = &r->t[i], *b = &r->t[j];
	struct token whole = *a;
	bool hyphen = j > i + 1 && b->newline;

	if (!is_word(a) || !is_word(b) ||
	    (a->class != T_UNKNOWN && b->class != T_UNKNOWN))
		return false;
	/* A word that means something stays whole, unless it is the start
	 * of a longer one: "сен-тябрь". */
	if ((b->class != T_UNKNOWN && j == i + 1) ||
	    (a->class != T_UNKNOWN && !a->abbr && !hyphen))
		return false;
	whole.word = arena_printf(r->arena, "%s%s", a->word, b->word);
	whole.class = T_UNKNOWN;
	whole.typo = whole.abbr = false;
	deadline_words_find(&whole);
	if (whole.class == T_UNKNOWN || whole.typo)
		return false;
	*a = whole;
	if (!b->newline)
		a->typo = true;
	return true;
}

static int
join_words(struct reading *r, int i)
{
	if (i + 2 < r->n && r->t[i + 1].class == T_DASH && r->t[i + 1].glued &&
	    (r->t[i + 2].glued || r->t[i + 2].newline) &&
	    join_halves(r, i, i + 2))
		return 3;
	return i + 1 < r->n && join_halves(r, i, i + 1) ? 2 : 1;
}

/* "сентябрьоктябрь": the sign between them is lost, and with it whether
 * they are a list or a range. */
static void
part_months(struct reading *r, struct token *t)
{
	size_t n = strlen(t->word);

	if (t->class != T_UNKNOWN || n > 48)
		return;
	for (size_t i = 6; i + 6 <= n && i <= FORM_BYTES; i += 2) {
		struct token a = { .word =
				       arena_strndup(r->arena, t->word, i) };
		struct token b = { .word = t->word + i };

		deadline_words_find(&a);
		if (a.class != T_MONTH || a.typo || a.abbr)
			continue;
		deadline_words_find(&b);
		if (b.class == T_MONTH && !b.typo) {
			t->class = T_GLUED;
			return;
		}
	}
}

static bool
is_ending(const char *word)
{
	static const char *const endings[] = { "я", "й", "го", "е", "ое", "ая",
		"ый", "ой", "ого", "ую", "ю", "му", "ому", "м", "ом", "х", "ых",
		"ти", "ми", "ей", "ьей", "ье", "ья", "ий", "ей" };

	for (size_t i = 0; i < LEN(endings); i++)
		if (strcmp(word, endings[i]) == 0)
			return true;
	return false;
}

static int
join_ordinals(struct reading *r, int i)
{
	struct token *t = &r->t[i];
	int k = i + 1;

	if (t->class != T_NUM || t->digits > DAY_DIGITS)
		return 1;
	/* "1У квартал" */
	if (t->value == 1 && k < r->n && t[1].glued &&
	    (strcmp(t[1].word, "у") == 0 || (t[1].roman && t[1].value == 5))) {
		t->value = 4;
		t->ordinal = t->typo = true;
		return 2;
	}
	if (k < r->n && t[1].class == T_DASH && t[1].glued)
		k++;
	if (k == r->n || !r->t[k].glued || !is_word(&r->t[k]) ||
	    !is_ending(r->t[k].word))
		return 1;
	/* "2-х недель" are two. */
	if (strcmp(r->t[k].word, "х") == 0 || strcmp(r->t[k].word, "ти") == 0)
		t->class = T_COUNT;
	t->ordinal = true;
	t->plural = strcmp(r->t[k].word, "е") == 0 ||
		    strcmp(r->t[k].word, "х") == 0 ||
		    strcmp(r->t[k].word, "ых") == 0;
	return k - i + 1;
}

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

	if (tight && s1 == s2 && (s1 == T_DASH || s1 == T_DOT) &&
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

/* "15.09", "09.2024", "14:00", "14.00". */
static bool
join_two(struct token *t, bool after_in)
{
	enum token_class sign = t[1].class;

	if (t->class != T_NUM || t->digits > DAY_DIGITS || t->ordinal ||
	    !t[1].glued || !t[2].glued || t[2].class != T_NUM)
		return false;
	if (sign == T_COLON && t[2].digits == DAY_DIGITS) {
		t->class = T_TIME;
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
	} else if (t[2].digits <= DAY_DIGITS) {
		/* "09.24", "1.9", "10/11": a day, a year, a list? */
		t->class = T_GLUED;
	} else {
		return false;
	}
	return true;
}

static int
join_dates(struct reading *r, int i)
{
	if (r->t[i].class != T_NUM)
		return 1;
	if (i + 4 < r->n && join_three(&r->t[i]))
		return 5;
	return i + 2 < r->n &&
		       join_two(&r->t[i], i > 0 && r->t[i - 1].class == T_IN)
		   ? 3
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

static int
drop_dots(struct reading *r, int i)
{
	struct token *t = &r->t[i];

	/* "01.09..30.09" */
	if (i + 1 < r->n && t->class == T_DOT && t[1].class == T_DOT &&
	    t[1].glued) {
		t->class = T_DASH;
		return i + 2 < r->n && t[2].class == T_DOT ? 3 : 2;
	}
	/* "15 октября с.г." */
	if (i + 2 < r->n && t[1].class == T_DOT && t[1].glued &&
	    t[2].class == T_YEAR &&
	    (strcmp(t->word, "с") == 0 || strcmp(t->word, "т") == 0)) {
		t->class = T_CURRENT;
		return 2;
	}
	/* "не позднее, чем" */
	if (i + 1 < r->n && t->class == T_COMMA &&
	    strcmp(t[1].word, "чем") == 0) {
		t->class = T_FILL;
		return 2;
	}
	return i + 1 < r->n && t->abbr && t[1].class == T_DOT && t[1].glued ? 2
									    : 1;
}

/* Lines that begin with a dash are a list, if the first one does. */
static void
part_lines(struct reading *r)
{
	int lines = 0;

	if (r->n == 0 || r->t[0].class != T_DASH)
		return;
	for (int i = 1; i < r->n; i++)
		lines += r->t[i].class == T_DASH && r->t[i].newline;
	if (lines == 0)
		return;
	for (int i = 0; i < r->n; i++)
		if (r->t[i].class == T_DASH && (i == 0 || r->t[i].newline))
			r->t[i].class = T_SEMI;
}

void
deadline_join(struct reading *r)
{
	for (int i = 1; i < r->n; i++)
		if (r->t[i].newline)
			deadline_flag_set(r, DEADLINE_SPLIT_CELL_JOINED);
	part_lines(r);
	walk(r, drop_dots);
	walk(r, join_words);
	for (int i = 0; i < r->n; i++)
		part_months(r, &r->t[i]);
	walk(r, join_ordinals);
	walk(r, join_dates);
	walk(r, drop_date_dots);
	for (int i = 0; i < r->n; i++)
		if (r->t[i].typo)
			deadline_flag_set(r, DEADLINE_TYPO);
}
