#include <string.h>

#include "base/arena.h"
#include "deadline/deadline_inner.h"

/* Tokens that are one thing on paper become one token. */
enum {
	DAY_DIGITS = 2,
	YEAR_DIGITS = 4,
	FORM_BYTES = 18, /* "сентябрем" */
	SPACED_MIN = 3,	 /* letters: "м а й" */
	SPACED_MAX = 12
};

void
deadline_join_end(struct reading *r, int n)
{
	r->n = n;
	for (int i = 0; i < DEADLINE_AHEAD; i++)
		r->t[n + i] = (struct token){ .word = "" };
}

/* One walk over all tokens, linear whatever the text.  A step looks at the
 * tokens from i on and says how many of them become t[i]; 1: none. */
void
deadline_join_walk(struct reading *r, int (*step)(struct reading *, int i))
{
	int n = 0;

	for (int i = 0, k; i < r->n; i += k) {
		k = step(r, i);
		r->t[i].to = r->t[i + k - 1].to;
		for (int j = i + 1; j < i + k; j++)
			r->t[i].typo = r->t[i].typo || r->t[j].typo;
		r->t[n++] = r->t[i];
	}
	deadline_join_end(r, n);
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
	    (a->class != T_UNKNOWN && !a->abbr && !hyphen &&
		!(a->typo && b->newline)))
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

static bool
is_letter(const struct token *t)
{
	return strlen(t->word) == strlen("я");
}

/* "с е н т я б р ь", "н/д": the letters from i to j as one word. */
static bool
join_letters(struct reading *r, int i, int j)
{
	struct token whole = r->t[i];
	char word[SPACED_MAX * sizeof("я")] = "";

	for (int k = i; k < j; k++)
		strcat(word, r->t[k].class == T_SLASH ? "/" : r->t[k].word);
	whole.word = arena_strdup(r->arena, word);
	whole.class = T_UNKNOWN;
	deadline_words_find(&whole);
	if (whole.class == T_UNKNOWN || whole.typo)
		return false;
	r->t[i] = whole;
	return true;
}

static int
join_spaced(struct reading *r, int i)
{
	int j = i;

	if (!is_letter(&r->t[i]))
		return 1;
	if (i + 2 < r->n && r->t[i + 1].class == T_SLASH &&
	    is_letter(&r->t[i + 2]) && join_letters(r, i, i + 3))
		return 3;
	/* The whole row, or all but a first «с». */
	if (i > 1 && is_letter(&r->t[i - 1]) && is_letter(&r->t[i - 2]))
		return 1;
	while (j < r->n && is_letter(&r->t[j]))
		j++;
	return j - i >= SPACED_MIN && j - i <= SPACED_MAX &&
		       join_letters(r, i, j)
		   ? j - i
		   : 1;
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

	/* "2024-го года" */
	if (t->class == T_NUM && t->digits == YEAR_DIGITS && t[1].glued &&
	    t[1].class == T_DASH && t[2].glued && is_ending(t[2].word) &&
	    t[3].class == T_YEAR)
		return 3;
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
	/* "сентябрь -- май" */
	if (i + 1 < r->n && t->class == T_DASH && t[1].class == T_DASH &&
	    t[1].glued)
		return 2;
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

static bool
is_genitive(const struct token *t)
{
	static const char *const ends[] = { "я", "а" };
	size_t n = strlen(t->word);

	for (size_t i = 0; i < LEN(ends); i++)
		if (t->class == T_MONTH && n > 2 &&
		    strcmp(t->word + n - 2, ends[i]) == 0)
			return true;
	return false;
}

/* The number of an item: "1. Сентябрь", not "1. сентября", "1. 09.2024". */
static bool
is_numbered(const struct token *t)
{
	return t->class == T_NUM && t->digits == 1 && t[1].class == T_DOT &&
	       t[1].glued && t[2].class != T_NUM && !is_genitive(&t[2]);
}

/* "1. Сентябрь 2. Май": the numbers of a list fall away. */
static void
part_numbered(struct reading *r)
{
	int items = 0;

	for (int i = 0; i + 2 < r->n; i++)
		if (is_numbered(&r->t[i])) {
			if (r->t[i].value != items + 1 || (items == 0 && i > 0))
				return;
			items++;
		}
	for (int i = 0; items > 1 && i + 2 < r->n; i++)
		if (is_numbered(&r->t[i]))
			r->t[i].class = r->t[i + 1].class = T_SEMI;
}

/* "16 .октября" */
static int
drop_day_dots(struct reading *r, int i)
{
	const struct token *t = &r->t[i];

	return i + 2 < r->n && t->class == T_NUM && !t->roman &&
		       t[1].class == T_DOT && is_genitive(&t[2])
		   ? 2
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
	part_numbered(r);
	deadline_join_walk(r, drop_dots);
	deadline_join_walk(r, join_spaced);
	deadline_join_walk(r, join_words);
	for (int i = 0; i < r->n; i++)
		part_months(r, &r->t[i]);
	deadline_join_walk(r, drop_day_dots);
	deadline_join_walk(r, join_ordinals);
	deadline_dates_join(r);
	for (int i = 0; i < r->n; i++)
		if (r->t[i].typo)
			deadline_flag_set(r, DEADLINE_TYPO);
}
