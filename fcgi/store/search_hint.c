#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/db.h"
#include "store/search_inner.h"
#include "store/search_word.h"

/*
 * "Perhaps you meant": known words that share groups of three letters with
 * what was typed, the nearest of them by the number of changes.
 */
enum {
	/* Letters of a word; the known ones are no longer. */
	LETTERS_MAX = 32,
	LETTERS_MIN = 4,
	/* Known words looked at; 50 000 words share at most so many groups
	 * with one. */
	NEAR_READ_MAX = 20000,
	/* Changes that a short, a middle and a long word may differ by. */
	SHORT_LETTERS = 4,
	MIDDLE_LETTERS = 8,
	FAR = 99,
	/* Words of one question that are looked up so, 10 ms each: who
	 * mistypes more sees the answer that nothing was found. */
	HINT_WORDS_MAX = 3
};

enum { HINT_NEAR, HINT__COUNT };

static const char *const sql[HINT__COUNT] = {
	[HINT_NEAR] = "SELECT w.word FROM search_grams g"
		      " JOIN search_words w ON w.id = g.rowid"
		      " WHERE search_grams MATCH ?1 LIMIT ?2",
};
STORE_STATEMENTS(sql);

struct letters {
	utf8proc_int32_t c[LETTERS_MAX];
	int n;
};

static bool
letters_read(const char *s, struct letters *l)
{
	utf8proc_ssize_t k;

	for (l->n = 0; *s != '\0'; s += k) {
		if (l->n == LETTERS_MAX)
			return false;
		k = utf8proc_iterate(
		    (const utf8proc_uint8_t *)s, -1, &l->c[l->n++]);
		if (k <= 0)
			return false;
	}
	return true;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Letters left out, put in, changed, or two of them swapped; FAR as soon as
 * it is more than max. */
static int
changes(const struct letters *a, const struct letters *b, int max)
{
	int rows[3][LETTERS_MAX + 1];
	int *two = rows[0], *one = rows[1], *row = rows[2];

	if (a->n - b->n > max || b->n - a->n > max)
		return FAR;
	for (int j = 0; j <= b->n; j++)
		one[j] = j;
	for (int i = 1; i <= a->n; i++) {
		int best = row[0] = i, *turn = two;

		for (int j = 1; j <= b->n; j++) {
			int same = a->c[i - 1] == b->c[j - 1];

			row[j] = least(
			    least(one[j], row[j - 1]) + 1, one[j - 1] + !same);
			if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] &&
			    a->c[i - 2] == b->c[j - 1])
				row[j] = least(row[j], two[j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > max)
			return FAR;
		two = one;
		one = row;
		row = turn;
	}
	return one[b->n] <= max ? one[b->n] : FAR;
}

/* Any of the groups of three letters of "<word>". */
static char *
groups(struct arena *a, const char *word)
{
	const char *s = arena_printf(a, "<%s>", word);
	const char *const last = s + strlen(s);
	const char *from[3] = { s, s, s };
	struct strbuf b;
	char *out;
	int seen = 0;

	strbuf_init(&b);
	for (; s < last; s += utf8proc_utf8class[(unsigned char)*s]) {
		const char *end = s + utf8proc_utf8class[(unsigned char)*s];

		from[0] = from[1];
		from[1] = from[2];
		from[2] = s;
		if (++seen >= 3)
			strbuf_addf(&b, "%s\"%.*s\"", seen > 3 ? " OR " : "",
			    (int)(end - from[0]), from[0]);
	}
	out = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return out;
}

static int
allowed(int letters)
{
	return letters <= SHORT_LETTERS ? 1 : letters <= MIDDLE_LETTERS ? 2 : 3;
}

/* How many first letters are the same: people begin words rightly. */
static int
same_head(const struct letters *a, const struct letters *b)
{
	int n = 0;

	while (n < a->n && n < b->n && a->c[n] == b->c[n])
		n++;
	return n;
}

/* *near NULL: nothing is. */
static enum rc
nearest(struct store *st, struct arena *a, const char *word, const char **near)
{
	struct stmt *q;
	struct letters typed, known;
	int best = FAR, head = 0;
	enum rc rc;

	*near = NULL;
	if (!letters_read(word, &typed) || typed.n < LETTERS_MIN)
		return RC_OK;
	q = store_stmt(st, sql[HINT_NEAR]);
	stmt_text(q, 1, groups(a, word));
	stmt_int(q, 2, NEAR_READ_MAX);
	while ((rc = stmt_row(q)) == RC_OK) {
		const char *s = stmt_col_text(q, 0, a);
		int d, h;

		if (!letters_read(s, &known))
			continue;
		d = changes(&typed, &known, least(best, allowed(typed.n)));
		h = same_head(&typed, &known);
		if (d == FAR || d == 0 || d > best || (d == best && h <= head))
			continue;
		best = d;
		head = h;
		*near = s;
	}
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
search_hint_for(struct store *st, struct arena *a,
    const struct search_terms *terms, const char **hint)
{
	struct strbuf b;
	bool changed = false, known;
	int looked = 0;
	enum rc rc = RC_OK;

	*hint = NULL;
	strbuf_init(&b);
	for (int i = 0; rc == RC_OK && i < terms->n; i++) {
		const struct search_term *t = &terms->list[i];
		const char *word = t->words, *near = NULL;

		if (!t->phrase &&
		    (rc = search_terms_known(st, a, word, &known)) == RC_OK &&
		    !known && looked++ < HINT_WORDS_MAX)
			rc = nearest(st, a, word, &near);
		if (near != NULL)
			word = near;
		changed |= near != NULL;
		strbuf_addf(
		    &b, t->phrase ? "%s«%s»" : "%s%s", i > 0 ? " " : "", word);
	}
	if (rc == RC_OK && changed)
		*hint = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return rc;
}

const char *
search_hint_layout(struct arena *a, const char *words)
{
	static const char latin[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
	static const char *const russian[] = { "й", "ц", "у", "к", "е", "н",
		"г", "ш", "щ", "з", "х", "ъ", "ф", "ы", "в", "а", "п", "р", "о",
		"л", "д", "ж", "э", "я", "ч", "с", "м", "и", "т", "ь", "б", "ю",
		"е" };
	const char *s = text_cut(a, words, SEARCH_WORDS_MAX), *hint = NULL;
	struct strbuf b;
	bool any = false;

	strbuf_init(&b);
	for (; *s != '\0'; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + ('a' - 'A')) : *s;
		const char *at = strchr(latin, c);

		/* A Russian letter: the layout was right. */
		if ((unsigned char)c >= 0x80)
			break;
		any |= c >= 'a' && c <= 'z';
		if (at != NULL)
			strbuf_adds(&b, russian[at - latin]);
		else
			strbuf_addc(&b, c);
	}
	if (*s == '\0' && any)
		hint = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return hint;
}
