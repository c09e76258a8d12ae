#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/db.h"
#include "store/search_fts.h"
#include "store/search_inner.h"
#include "store/search_word.h"

/*
 * From what a person typed to what FTS5 is asked.  Only folded letters and
 * digits get there, each term between our own quotes.
 */
enum {
	/* Stems that one beginning may stand for, and all of a question: the
	 * index walks them side by side. */
	EXPAND_MAX = 24,
	EXPAND_ALL_MAX = 60,
	/* Known words looked at for one beginning. */
	EXPAND_READ_MAX = 400,
	/* A beginning has at least so many letters. */
	BEGIN_CHARS_MIN = 3,
	/* «школьник» shall find «школьный»: a stem of so many letters is
	 * taken without its last ones. */
	SHORTER_FROM = 6,
	SHORTER_BY = 2,
	/* Letters of a word in an address that is looked for in other forms:
	 * a shorter one would meet strangers. */
	PATH_FORMS_FROM = 5
};

enum { TERMS_WORDS, TERMS_KNOWN, TERMS__COUNT };

static const char *const sql[TERMS__COUNT] = {
	[TERMS_WORDS] = "SELECT word FROM search_words"
			" WHERE word >= ?1 AND word < ?2"
			" ORDER BY word LIMIT ?3",
	[TERMS_KNOWN] =
	    "SELECT 1 FROM search_index WHERE search_index MATCH ?1 LIMIT 1",
};
STORE_STATEMENTS(sql);

static const char *const quotes[] = { "\"", "«", "»", "“", "”", "„", "‟" };

/* Length of the quote at s, 0. */
static size_t
quote_at(const char *s)
{
	for (size_t i = 0; i < LEN(quotes); i++)
		if (strncmp(s, quotes[i], strlen(quotes[i])) == 0)
			return strlen(quotes[i]);
	return 0;
}

/* The next quote at or behind s, or the end. */
static const char *
quote_next(const char *s)
{
	while (*s != '\0' && quote_at(s) == 0)
		s++;
	return s;
}

static void
term_word(struct arena *a, const struct search_word *w, bool begun,
    struct search_terms *t)
{
	struct search_term *term = &t->list[t->n++];
	const char *stem;
	size_t len;

	stem = search_word_stem(w, &len);
	*term = (struct search_term){ .words = arena_strdup(a, w->text),
		.stem = arena_strndup(a, stem, len),
		.begun = begun && text_chars(w->text) >= BEGIN_CHARS_MIN };
}

static void
terms_words(struct arena *a, const char *s, size_t n, struct search_terms *t)
{
	struct search_word w;
	size_t at = 0;

	while (t->n < SEARCH_TERMS_MAX && search_word_next(s, n, &at, &w))
		term_word(a, &w, at < n && s[at] == '*', t);
}

/* Words between quotes: one term, unless it is one word. */
static void
terms_phrase(struct arena *a, const char *s, size_t n, struct search_terms *t)
{
	struct search_word w;
	struct strbuf b;
	size_t at = 0;
	int words = 0;

	if (t->n == SEARCH_TERMS_MAX)
		return;
	strbuf_init(&b);
	while (words < SEARCH_TERMS_MAX && search_word_next(s, n, &at, &w)) {
		strbuf_addf(&b, "%s%s", words > 0 ? " " : "", w.text);
		words++;
	}
	if (words == 1)
		terms_words(a, s, n, t);
	else if (words > 1)
		t->list[t->n++] = (struct search_term){
			.words = arena_strdup(a, b.buf),
			.stem = "",
			.phrase = true,
		};
	strbuf_free(&b);
}

void
search_terms_read(struct arena *a, const char *words, struct search_terms *t)
{
	const char *s = text_cut(a, words, SEARCH_WORDS_MAX), *end;

	t->n = 0;
	while (*s != '\0') {
		end = quote_next(s);
		terms_words(a, s, (size_t)(end - s), t);
		s = end + quote_at(end);
		if (*end == '\0')
			return;
		end = quote_next(s);
		/* A quote that nobody closes is none. */
		if (*end == '\0') {
			terms_words(a, s, (size_t)(end - s), t);
			return;
		}
		terms_phrase(a, s, (size_t)(end - s), t);
		s = end + quote_at(end);
	}
}

/* Stems of known words, the shortest first: they are the commonest. */
struct stems {
	const char *list[EXPAND_READ_MAX];
	int n;
};

static int
stem_order(const void *x, const void *y)
{
	const char *a = *(const char *const *)x, *b = *(const char *const *)y;
	size_t la = strlen(a), lb = strlen(b);

	if (la != lb)
		return la < lb ? -1 : 1;
	return strcmp(a, b);
}

static enum rc
stems_begin(
    struct store *st, struct arena *a, const char *beginning, struct stems *out)
{
	struct stmt *q = store_stmt(st, sql[TERMS_WORDS]);
	const char *last = "";
	struct search_word w;
	enum rc rc;

	out->n = 0;
	stmt_text(q, 1, beginning);
	/* Behind every word that begins so. */
	stmt_text(q, 2, arena_printf(a, "%s\xf4\x8f\xbf\xbf", beginning));
	stmt_int(q, 3, EXPAND_READ_MAX);
	while ((rc = stmt_row(q)) == RC_OK && out->n < EXPAND_READ_MAX) {
		const char *word = stmt_col_text(q, 0, a), *stem;
		size_t at = 0, len;

		if (!search_word_next(word, strlen(word), &at, &w))
			continue;
		stem = search_word_stem(&w, &len);
		/* Forms of one word follow each other. */
		if (strlen(last) == len && memcmp(last, stem, len) == 0)
			continue;
		/* The word, not its stem: FTS5 will take the stem of it. */
		last = arena_strndup(a, stem, len);
		out->list[out->n++] = word;
	}
	stmt_reset(q);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	qsort(out->list, (size_t)out->n, sizeof(*out->list), stem_order);
	return RC_OK;
}

const char *
search_terms_beginning(struct arena *a, const struct search_terms *t, int i,
    enum search_width width)
{
	const struct search_term *term = &t->list[i];
	size_t n = strlen(term->stem);

	if (term->phrase || text_chars(term->words) < BEGIN_CHARS_MIN)
		return "";
	if (width == SEARCH_SHORTER) {
		if (text_chars(term->stem) < SHORTER_FROM)
			return term->stem;
		for (int cut = 0; cut < SHORTER_BY && n > 0; n--)
			cut +=
			    ((unsigned char)term->stem[n - 1] & 0xc0) != 0x80;
		return arena_strndup(a, term->stem, n);
	}
	if (term->begun || (width == SEARCH_BEGINS && i == t->n - 1))
		return term->words;
	return "";
}

/* Words of a text, or (sort not 0) one word of an address. */
static void
or_add(struct strbuf *match, struct strbuf *terms, int i, char sort,
    const char *words)
{
	if (match->buf[match->len - 1] != '(')
		strbuf_adds(match, " OR ");
	if (sort == 0)
		strbuf_addf(match, "{title body} : \"%s\"", words);
	else
		strbuf_addf(match, "{tags} : \"%c%c:%s\"", SEARCH_FTS_VERBATIM,
		    sort, words);
	strbuf_addc(terms, (char)(SEARCH_FTS_TERM + i));
}

static enum rc
term_add(struct store *st, struct arena *a, const struct search_terms *t, int i,
    enum search_width width, int *room, struct strbuf *match,
    struct strbuf *terms)
{
	const struct search_term *term = &t->list[i];
	const char *beginning = search_terms_beginning(a, t, i, width);
	struct stems *known;
	enum rc rc;

	strbuf_adds(match, i > 0 ? " AND (" : "(");
	or_add(match, terms, i, 0, term->words);
	/* Typed as it stands in an address. */
	if (!term->phrase && (unsigned char)term->words[0] < 0x80)
		or_add(match, terms, i, SEARCH_PATH_TAG, term->words);
	if (*beginning != '\0') {
		known = arena_alloc(a, sizeof(*known));
		rc = stems_begin(st, a, beginning, known);
		if (rc != RC_OK)
			return rc;
		for (int k = 0; k < known->n && k<EXPAND_MAX && * room> 0;
		     k++, (*room)--)
			or_add(match, terms, i, 0, known->list[k]);
	}
	strbuf_addc(match, ')');
	return RC_OK;
}

static void
tag_match(
    struct strbuf *match, struct strbuf *terms, char sort, const char *value)
{
	if (*value == '\0')
		return;
	strbuf_addf(match, " AND {tags} : \"%c%c:", SEARCH_FTS_VERBATIM, sort);
	/* Of an address of the page: what no tag has cannot be asked for. */
	for (; *value != '\0'; value++)
		strbuf_addc(
		    match, *value == '"' || *value == ' ' ? '?' : *value);
	strbuf_addc(match, '"');
	strbuf_addc(terms, SEARCH_FTS_UNRANKED);
}

enum rc
search_terms_match(struct store *st, struct arena *a,
    const struct search_terms *t, enum search_width width,
    const struct search_query *query, struct search_match *out)
{
	struct strbuf match, terms;
	int room = EXPAND_ALL_MAX;
	enum rc rc = RC_OK;

	strbuf_init(&match);
	strbuf_init(&terms);
	for (int i = 0; rc == RC_OK && i < t->n; i++)
		rc = term_add(st, a, t, i, width, &room, &match, &terms);
	tag_match(&match, &terms, SEARCH_GROUP_TAG, query->group);
	tag_match(&match, &terms, SEARCH_RUBRIC_TAG, query->rubric);
	out->match = arena_strdup(a, match.buf);
	out->terms = arena_strdup(a, terms.buf);
	strbuf_free(&match);
	strbuf_free(&terms);
	return rc;
}

/* A word of an address in other forms: nastavnik, nastavnika, nastavnikov.
 * Snowball knows no Russian in Latin letters, and to walk everything that
 * begins alike costs too much for an address that leads nowhere. */
static void
path_add(struct arena *a, struct strbuf *match, struct strbuf *terms, int i,
    const char *word)
{
	static const char *const ends[] = { "", "a", "e", "i", "o", "om", "ov",
		"u", "y" };
	size_t n = strlen(word);

	if (n < PATH_FORMS_FROM) {
		or_add(match, terms, i, SEARCH_PATH_TAG, word);
		return;
	}
	if (strchr("aeiouy", word[n - 1]) != NULL)
		n--;
	for (size_t k = 0; k < LEN(ends); k++)
		or_add(match, terms, i, SEARCH_PATH_TAG,
		    arena_printf(a, "%.*s%s", (int)n, word, ends[k]));
}

void
search_terms_any(struct arena *a, const struct search_terms *t, bool in_paths,
    struct search_match *out)
{
	struct strbuf match, terms;

	strbuf_init(&match);
	strbuf_init(&terms);
	strbuf_addc(&match, '(');
	for (int i = 0; i < t->n; i++)
		if (in_paths)
			path_add(a, &match, &terms, i, t->list[i].words);
		else
			or_add(&match, &terms, i, 0, t->list[i].words);
	strbuf_addc(&match, ')');
	out->match = arena_strdup(a, match.buf);
	out->terms = arena_strdup(a, terms.buf);
	strbuf_free(&match);
	strbuf_free(&terms);
}

enum rc
search_terms_known(
    struct store *st, struct arena *a, const char *word, bool *known)
{
	struct stmt *q = store_stmt(st, sql[TERMS_KNOWN]);
	enum rc rc;

	stmt_text(q, 1, arena_printf(a, "{title body} : \"%s\"", word));
	rc = stmt_any(q);
	*known = rc == RC_OK;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
