#include <string.h>

#include "base/log.h"
#include "store/db_sqlite.h"
#include "store/search.h"
#include "store/search_fts.h"
#include "store/search_word.h"

enum {
	/* Places of one phrase, and of all, that are looked at in one
	 * document: a word that stands there oftener is near everything. */
	PLACES_PER_PHRASE = 16,
	PLACES_MAX = 256,
	/* Words are near each other when so many others stand between. */
	NEAR_WORDS = 6
};

typedef int token_cb(void *, int, const char *, int, int, int);

static int
verbatim(void *ctx, const char *s, int n, token_cb *cb)
{
	int code = SQLITE_OK;

	for (int i = 1, end; i < n && code == SQLITE_OK; i = end + 1) {
		for (end = i; end < n && s[end] != ' '; end++)
			;
		if (end > i)
			code = cb(ctx, 0, s + i, end - i, i, end);
	}
	return code;
}

static int
ru_tokenize(
    Fts5Tokenizer *t, void *ctx, int flags, const char *s, int n, token_cb *cb)
{
	struct search_word w;
	size_t at = 0, len;
	int code = SQLITE_OK;

	(void)t;
	(void)flags;
	if (s == NULL || n <= 0)
		return SQLITE_OK;
	if (s[0] == SEARCH_FTS_VERBATIM)
		return verbatim(ctx, s, n, cb);
	while (code == SQLITE_OK && search_word_next(s, (size_t)n, &at, &w)) {
		const char *stem = search_word_stem(&w, &len);

		code = cb(ctx, 0, stem, (int)len, (int)w.from, (int)w.to);
	}
	return code;
}

/* It has no state of its own; SQLite wants an address. */
static int
ru_create(void *ctx, const char **args, int n, Fts5Tokenizer **out)
{
	static char nothing;

	(void)ctx;
	(void)args;
	(void)n;
	*out = (Fts5Tokenizer *)&nothing;
	return SQLITE_OK;
}

static void
ru_delete(Fts5Tokenizer *t)
{
	(void)t;
}

struct place {
	int at, term;
};

struct places {
	struct place list[PLACES_MAX];
	int n;
	unsigned title, any; /* bits of terms */
};

/* Kept in order of place; most come that way. */
static void
place_add(struct places *p, int at, int term)
{
	int i;

	if (p->n == PLACES_MAX)
		return;
	for (i = p->n++; i > 0 && p->list[i - 1].at > at; i--)
		p->list[i] = p->list[i - 1];
	p->list[i].at = at;
	p->list[i].term = term;
}

/* Do all the terms stand in one short stretch of the body? */
static bool
near(const struct places *p, int terms)
{
	int count[SEARCH_TERMS_MAX] = { 0 };
	int have = 0, from = 0;

	for (int to = 0; to < p->n; to++) {
		if (count[p->list[to].term]++ == 0)
			have++;
		while (have == terms) {
			if (p->list[to].at - p->list[from].at <
			    terms + NEAR_WORDS)
				return true;
			if (--count[p->list[from++].term] == 0)
				have--;
		}
	}
	return false;
}

static int
places_read(const Fts5ExtensionApi *api, Fts5Context *fts, const char *terms,
    struct places *p)
{
	for (int i = 0; i < api->xPhraseCount(fts) && terms[i] != '\0'; i++) {
		int term = terms[i] - SEARCH_FTS_TERM, column, at, seen = 0;
		Fts5PhraseIter it;
		int code;

		if (term < 0 || term >= SEARCH_TERMS_MAX)
			continue;
		code = api->xPhraseFirst(fts, i, &it, &column, &at);
		if (code != SQLITE_OK)
			return code;
		for (; column >= 0 && seen < PLACES_PER_PHRASE; seen++) {
			p->any |= BIT(term);
			if (column == 0)
				p->title |= BIT(term);
			else if (column == 1)
				place_add(p, at, term);
			api->xPhraseNext(fts, &it, &column, &at);
		}
	}
	return SQLITE_OK;
}

/* search_rank(search_index, terms): how many terms are there at all, then
 * all in the title, some in the title, near each other, anywhere. */
static void
rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx, int n,
    sqlite3_value **v)
{
	struct places p = { .n = 0 };
	const char *terms;
	int code, all, score;

	terms = n == 1 ? (const char *)sqlite3_value_text(v[0]) : NULL;
	if (terms == NULL) {
		sqlite3_result_error(ctx, "search_rank wants the terms", -1);
		return;
	}
	if ((code = places_read(api, fts, terms, &p)) != SQLITE_OK) {
		sqlite3_result_error_code(ctx, code);
		return;
	}
	all = __builtin_popcount(p.any);
	score = all * 4;
	if (p.title != 0)
		score += p.title == p.any ? 3 : 2;
	else if (all > 1 && near(&p, all))
		score += 1;
	sqlite3_result_int(ctx, score);
}

/* The one way to FTS5's functions: a pointer bound to a parameter. */
static fts5_api *
api_of(struct store *st)
{
	sqlite3_stmt *q;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(st->db, "SELECT fts5(?1)", -1, &q, NULL) !=
	    SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(q, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(q);
	sqlite3_finalize(q);
	return api;
}

enum rc
search_fts_register(struct store *st)
{
	static fts5_tokenizer ru = { ru_create, ru_delete, ru_tokenize };
	fts5_api *api = api_of(st);

	if (api == NULL ||
	    api->xCreateTokenizer(api, "ru", NULL, &ru, NULL) != SQLITE_OK ||
	    api->xCreateFunction(api, "search_rank", NULL, rank, NULL) !=
		SQLITE_OK) {
		log_error("search: this SQLite has no FTS5");
		return RC_FAIL;
	}
	return RC_OK;
}
