#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/search_inner.h"
#include "store/search_word.h"

/*
 * Where the words of a question stand in a text.  Not FTS5's highlight():
 * that takes the stem of every word of a long text, and it gives one string
 * with marks in it; here a word is looked at more closely only when its
 * first letters fit.
 */
enum {
	/* Stems of a question: each term and each word of its phrases. */
	STEMS_MAX = 64,
	/* Words of a snippet, and of them before the first mark. */
	SNIPPET_WORDS = 30,
	SNIPPET_BEFORE = 6,
	/* Marks of one text that are looked at for the best stretch. */
	MARKS_MAX = 128,
	/* First bytes that must be equal: two Russian letters.  No stemmer
	 * changes those. */
	HEAD = 4
};

struct mark_stem {
	const char *stem;
	bool begins; /* any word that begins so */
	int term;
};

struct search_marks {
	struct mark_stem list[STEMS_MAX];
	int n;
};

static void
stem_add(struct arena *a, struct search_marks *m, const struct search_word *w,
    int term)
{
	const char *stem;
	size_t len;

	if (m->n == STEMS_MAX)
		return;
	stem = search_word_stem(w, &len);
	m->list[m->n++] =
	    (struct mark_stem){ arena_strndup(a, stem, len), false, term };
}

struct search_marks *
search_mark_terms(
    struct arena *a, const struct search_terms *t, enum search_width width)
{
	struct search_marks *m = arena_alloc(a, sizeof(*m));

	for (int i = 0; i < t->n; i++) {
		const struct search_term *term = &t->list[i];
		const char *begin = search_terms_beginning(a, t, i, width);
		struct search_word w;
		size_t at = 0, n = strlen(term->words);

		while (search_word_next(term->words, n, &at, &w))
			stem_add(a, m, &w, i);
		if (*begin != '\0' && m->n < STEMS_MAX)
			m->list[m->n++] = (struct mark_stem){ begin, true, i };
	}
	return m;
}

/* Which term the word belongs to; -1. */
static int
term_of(const struct search_marks *m, const struct search_word *w)
{
	const char *stem = NULL;
	size_t len = 0;

	for (int i = 0; i < m->n; i++) {
		const struct mark_stem *s = &m->list[i];
		size_t n = strlen(s->stem);

		if (strncmp(w->text, s->stem, n < HEAD ? n : HEAD) != 0)
			continue;
		if (s->begins && strncmp(w->text, s->stem, n) == 0)
			return s->term;
		if (stem == NULL)
			stem = search_word_stem(w, &len);
		if (!s->begins && n == len && memcmp(stem, s->stem, n) == 0)
			return s->term;
	}
	return -1;
}

static void
piece_add(
    struct arena *a, struct search_text *out, const char *s, size_t n, bool hit)
{
	struct search_piece *last;

	if (n == 0)
		return;
	if (out->n < SEARCH_PIECES_MAX) {
		out->pieces[out->n].text = arena_strndup(a, s, n);
		out->pieces[out->n++].hit = hit;
		return;
	}
	/* More marks than there is room for: the rest is unmarked. */
	last = &out->pieces[SEARCH_PIECES_MAX - 1];
	last->text = arena_printf(a, "%s%.*s", last->text, (int)n, s);
	last->hit = false;
}

/* s[from, to) in pieces. */
static void
pieces(struct arena *a, const struct search_marks *m, const char *s,
    size_t from, size_t to, struct search_text *out)
{
	struct search_word w;
	size_t at = from, done = from;

	while (search_word_next(s, to, &at, &w)) {
		if (term_of(m, &w) < 0)
			continue;
		piece_add(a, out, s + done, w.from - done, false);
		piece_add(a, out, s + w.from, w.to - w.from, true);
		done = w.to;
	}
	piece_add(a, out, s + done, to - done, false);
}

void
search_mark_all(struct arena *a, const struct search_marks *m, const char *s,
    struct search_text *out)
{
	out->n = 0;
	pieces(a, m, s, 0, strlen(s), out);
}

/* A marked word: the number of the word in the text, where it begins, and
 * where the word begins that stands SNIPPET_BEFORE words before. */
struct mark {
	int word, term;
	size_t from, before;
};

static int
marks_read(const struct search_marks *m, const char *s, struct mark *list)
{
	size_t recent[SNIPPET_BEFORE] = { 0 }, at = 0, n = strlen(s);
	struct search_word w;
	int words = 0, found = 0;

	while (found < MARKS_MAX && search_word_next(s, n, &at, &w)) {
		int term = term_of(m, &w);

		if (term >= 0)
			list[found++] = (struct mark){ words, term, w.from,
				words < SNIPPET_BEFORE
				    ? 0
				    : recent[words % SNIPPET_BEFORE] };
		recent[words % SNIPPET_BEFORE] = w.from;
		words++;
	}
	return found;
}

/* The mark from which a snippet's length shows the most terms, and among
 * those the most marks; the first such. */
static int
best_mark(const struct mark *list, int n)
{
	int best = 0, best_value = -1;

	for (int i = 0; i < n; i++) {
		unsigned seen = 0;
		int marks = 0, value;

		for (int k = i; k < n && list[k].word - list[i].word <
					     SNIPPET_WORDS - SNIPPET_BEFORE;
		     k++) {
			seen |= BIT(list[k].term);
			marks++;
		}
		value = __builtin_popcount(seen) * MARKS_MAX + marks;
		if (value > best_value) {
			best_value = value;
			best = i;
		}
	}
	return best;
}

/* Behind so many words from there on; punctuation that clings to the last
 * one comes along. */
static size_t
words_end(const char *s, size_t from, int words)
{
	size_t at = from, n = strlen(s);
	struct search_word w = { .to = from };

	for (int i = 0; i < words; i++)
		if (!search_word_next(s, n, &at, &w))
			return n;
	for (at = w.to; at < n && s[at] != ' ' && s[at] != '\n'; at++)
		;
	return at;
}

/* Lines run on as sentences; a line that ends without a sign gets a dot. */
static const char *
one_line(struct arena *a, const char *s, size_t n)
{
	static const char signs[] = ".,:;!?-\n ";
	struct strbuf b;
	char *line;

	strbuf_init(&b);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n' && b.len > 0 && i + 1 < n &&
		    strchr(signs, b.buf[b.len - 1]) == NULL)
			strbuf_addc(&b, '.');
		strbuf_addc(&b, s[i]);
	}
	line = text_clean_line(a, b.buf, b.len);
	strbuf_free(&b);
	return line != NULL ? line : "";
}

void
search_mark_snippet(struct arena *a, const struct search_marks *m,
    const char *s, struct search_text *out)
{
	struct mark *list = arena_alloc(a, MARKS_MAX * sizeof(*list));
	int n = marks_read(m, s, list);
	size_t from = n > 0 ? list[best_mark(list, n)].before : 0;
	size_t to = words_end(s, from, SNIPPET_WORDS);
	const char *line;

	out->n = 0;
	line = one_line(a, s + from, to - from);
	if (from > 0)
		piece_add(a, out, "… ", strlen("… "), false);
	pieces(a, m, line, 0, strlen(line), out);
	if (s[to] != '\0')
		piece_add(a, out, " …", strlen(" …"), false);
}
