#include <string.h>

#include "deadline/deadline_inner.h"

enum { WORD_BYTES = 48 };

/* "первые", "последних" */
static bool
is_plural(const char *word)
{
	static const char *const ends[] = { "ые", "ых", "ие", "их", "ыми" };
	size_t n = strlen(word);

	for (size_t i = 0; i < LEN(ends); i++) {
		size_t k = strlen(ends[i]);

		if (n > k && strcmp(word + n - k, ends[i]) == 0)
			return true;
	}
	return false;
}

/* Two words begin with the same letter (of two bytes). */
static bool
is_first(const char *a, const char *b)
{
	return a[0] == b[0] && a[0] != '\0' && a[1] == b[1];
}

/* Words of which one wrong letter leaves no doubt. */
static bool
may_slip(size_t i, size_t n)
{
	enum { LONG = 12, WEEK = 10 }; /* bytes of six letters, of five */

	switch (deadline_vocabulary[i].class) {
	case T_COURSE:
	case T_ALWAYS:
	case T_OFTEN:
	case T_YEARLY:
	case T_CONDITION:
	case T_ANCHOR:
	case T_OUTSIDE:
	case T_QUARTER:
	case T_HALFYEAR:
		return n >= LONG;
	case T_WEEK:
	case T_DECADE:
	case T_HALFPART:
		return n >= WEEK;
	default:
		return false;
	}
}

static void
find_slip(struct token *t)
{
	size_t len = strlen(t->word);

	for (size_t i = 0; i < deadline_vocabulary_n; i++) {
		const char *w = deadline_vocabulary[i].word;
		char stem[WORD_BYTES];
		size_t n;

		/* The first letter is seldom wrong. */
		if (!is_first(t->word, w))
			continue;
		n = strcspn(w, "*.");
		if (!may_slip(i, n) || n >= sizeof(stem) || len + 2 < n)
			continue;
		/* Another word of the same root: "утверждения". */
		if (w[n] == '*' && strncmp(t->word, w, n - 2) == 0)
			continue;
		memcpy(stem, w, n);
		stem[n] = '\0';
		if (deadline_month_slips(t->word, stem, w[n] == '*') > 1)
			continue;
		t->class = deadline_vocabulary[i].class;
		t->value = deadline_vocabulary[i].value;
		t->typo = true;
		return;
	}
}

void
deadline_words_find(struct token *t)
{
	for (size_t i = 0; i < deadline_vocabulary_n; i++) {
		const char *w = deadline_vocabulary[i].word;
		size_t n;

		if (!is_first(t->word, w))
			continue;
		n = strcspn(w, "*.");
		if (strncmp(t->word, w, n) != 0 ||
		    (w[n] != '*' && t->word[n] != '\0'))
			continue;
		t->class = deadline_vocabulary[i].class;
		t->value = deadline_vocabulary[i].value;
		t->abbr = w[n] == '.';
		t->plural = t->class == T_ORD && is_plural(t->word);
		return;
	}
	deadline_month_find(t);
	if (t->class == T_UNKNOWN)
		find_slip(t);
}
