#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/db.h"
#include "store/search_fts.h"
#include "store/search_inner.h"
#include "store/search_word.h"

/*
 * What is put.  The id of a document is the second from which it is seen,
 * shifted, and a counter within that second: the order of ids is the order
 * of time, which is what FTS5 walks without sorting.
 */
enum {
	ID_BITS = 20, /* a million documents of one second */
	/* Letters of a word worth remembering for hints and beginnings: the
	 * shorter are too like each other, the longer are addresses. */
	WORD_CHARS_MIN = 4,
	WORD_BYTES_MAX = 60,
	/* Pages of the index that one call of search_tidy merges: some 20 ms
	 * under the lock of the store. */
	TIDY_PAGES = 200
};

enum {
	DOCS_BY_RECORD,
	DOCS_LAST_ID,
	DOCS_INSERT,
	DOCS_REMOVE,
	DOCS_CLEAR,
	DOCS_COUNT,
	INDEX_ADD,
	INDEX_REMOVE,
	INDEX_CLEAR,
	INDEX_MERGE,
	WORDS_FIND,
	WORDS_INSERT,
	WORDS_CLEAR,
	GRAMS_ADD,
	GRAMS_CLEAR,
	CHANGES,
	CACHE,
	VERSION_READ,
	VERSION_SET,
	SEARCH__COUNT
};

static const char *const sql[SEARCH__COUNT] = {
	[DOCS_BY_RECORD] = "SELECT id, path, title, body, tags FROM search_docs"
			   " WHERE kind = ?1 AND record_id = ?2",
	[DOCS_LAST_ID] = "SELECT id FROM search_docs WHERE id >= ?1 AND id < ?2"
			 " ORDER BY id DESC LIMIT 1",
	[DOCS_INSERT] =
	    "INSERT INTO search_docs (id, kind, record_id, path, title, body,"
	    " tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[DOCS_REMOVE] = "DELETE FROM search_docs WHERE id = ?1",
	[DOCS_CLEAR] = "DELETE FROM search_docs",
	[DOCS_COUNT] = "SELECT count(*) FROM search_docs WHERE id >= 0",
	[INDEX_ADD] = "INSERT INTO search_index (rowid, title, body, tags)"
		      " VALUES (?1, ?2, ?3, ?4)",
	[INDEX_REMOVE] =
	    "INSERT INTO search_index (search_index, rowid, title, body, tags)"
	    " VALUES ('delete', ?1, ?2, ?3, ?4)",
	[INDEX_CLEAR] =
	    "INSERT INTO search_index (search_index) VALUES ('delete-all')",
	[INDEX_MERGE] = "INSERT INTO search_index (search_index, rank)"
			" VALUES ('merge', ?1)",
	[WORDS_FIND] = "SELECT 1 FROM search_words WHERE word = ?1",
	[WORDS_INSERT] = "INSERT INTO search_words (word) VALUES (?1)",
	[WORDS_CLEAR] = "DELETE FROM search_words",
	[GRAMS_ADD] = "INSERT INTO search_grams (rowid, word) VALUES (?1, ?2)",
	[GRAMS_CLEAR] =
	    "INSERT INTO search_grams (search_grams) VALUES ('delete-all')",
	[CHANGES] = "SELECT total_changes()",
	/* 32 MB: the words of a language are met in no order. */
	[CACHE] = "PRAGMA cache_size = -32768",
	[VERSION_READ] =
	    "SELECT value FROM settings WHERE name = 'search_version'",
	[VERSION_SET] =
	    "INSERT INTO settings (name, value) VALUES ('search_version', ?1)"
	    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
};
STORE_STATEMENTS(sql);

/* A document as it stands in search_docs. */
struct row {
	int64_t id;
	const char *path, *title, *body, *tags;
};

static enum rc
row_by_record(struct store *st, struct arena *a, const char *kind,
    int64_t record_id, struct row *out)
{
	struct stmt *q = store_stmt(st, sql[DOCS_BY_RECORD]);
	enum rc rc;

	stmt_text(q, 1, kind);
	stmt_int(q, 2, record_id);
	if ((rc = stmt_row(q)) == RC_OK) {
		out->id = stmt_col_int(q, 0);
		out->path = stmt_col_text(q, 1, a);
		out->title = stmt_col_text(q, 2, a);
		out->body = stmt_col_text(q, 3, a);
		out->tags = stmt_col_text(q, 4, a);
	}
	stmt_reset(q);
	return rc;
}

/* FTS5 forgets a document by being told again what was in it. */
static enum rc
row_remove(struct store *st, const struct row *r)
{
	enum rc rc = store_exec(st, sql[INDEX_REMOVE], NULL, "ittt", r->id,
	    r->title, r->body, r->tags);

	return rc == RC_OK ? store_exec(st, sql[DOCS_REMOVE], NULL, "i", r->id)
			   : rc;
}

/* The first id of that second which nobody has. */
static enum rc
id_take(struct store *st, int64_t at, int64_t *id)
{
	int64_t from = at << ID_BITS, to = (at + 1) << ID_BITS;
	struct stmt *q = store_stmt(st, sql[DOCS_LAST_ID]);
	enum rc rc;

	*id = from;
	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	if ((rc = stmt_one_int(q, id)) == RC_OK)
		++*id;
	else if (rc != RC_NOT_FOUND)
		return rc;
	if (*id < to)
		return RC_OK;
	log_error("search: too many documents of one second");
	return RC_FAIL;
}

static void
tag_add(struct strbuf *b, char sort, const char *word)
{
	if (*word != '\0')
		strbuf_addf(b, "%c:%s ", sort, word);
}

static char *
tags_of(struct arena *a, const struct search_doc *d)
{
	const char *last = strrchr(d->path, '/');
	struct strbuf b;
	struct search_word w;
	size_t at = 0;
	char *tags;

	strbuf_init(&b);
	strbuf_addc(&b, SEARCH_FTS_VERBATIM);
	tag_add(&b, SEARCH_GROUP_TAG, d->group);
	tag_add(&b, SEARCH_RUBRIC_TAG, d->rubric);
	if (last != NULL)
		while (search_word_next(last, strlen(last), &at, &w))
			tag_add(&b, SEARCH_PATH_TAG, w.text);
	tags = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return tags;
}

/* Remember a word for hints.  The ends of a word count as letters: a short
 * one has few groups of three. */
static enum rc
word_add(struct store *st, struct arena *a, const char *word)
{
	struct stmt *q = store_stmt(st, sql[WORDS_FIND]);
	enum rc rc;

	stmt_text(q, 1, word);
	if ((rc = stmt_any(q)) != RC_NOT_FOUND)
		return rc;
	rc = store_exec(st, sql[WORDS_INSERT], NULL, "t", word);
	if (rc != RC_OK)
		return rc;
	return store_exec(st, sql[GRAMS_ADD], NULL, "it", store_last_id(st),
	    arena_printf(a, "<%s>", word));
}

static enum rc
words_add(struct store *st, struct arena *a, const char *text)
{
	struct search_word w;
	size_t at = 0, n = strlen(text);
	enum rc rc;

	while (search_word_next(text, n, &at, &w)) {
		if (w.cyrillic == w.latin || w.len > WORD_BYTES_MAX ||
		    text_chars(w.text) < WORD_CHARS_MIN)
			continue;
		if ((rc = word_add(st, a, w.text)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
row_insert(struct store *st, struct arena *a, const struct search_doc *d,
    const struct row *r)
{
	enum rc rc;

	if ((rc = store_exec(st, sql[DOCS_INSERT], NULL,
		 "itittt"
		 "t",
		 r->id, d->kind, d->record_id, r->path, r->title, r->body,
		 r->tags)) != RC_OK ||
	    (rc = store_exec(st, sql[INDEX_ADD], NULL, "ittt", r->id, r->title,
		 r->body, r->tags)) != RC_OK ||
	    (rc = words_add(st, a, r->title)) != RC_OK)
		return rc;
	return words_add(st, a, r->body);
}

/* At most max bytes, whole characters. */
static const char *
bounded(struct arena *a, const char *s, size_t max)
{
	size_t n = strlen(s);

	if (n <= max)
		return s;
	for (n = max; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
		;
	return arena_strndup(a, s, n);
}

enum rc
search_put(struct store *st, struct arena *a, const struct search_doc *d)
{
	int64_t at = d->from_at > 0 ? d->from_at : 0;
	struct row old, r = { .path = d->path,
		.title = d->title,
		.body = bounded(a, d->body, SEARCH_BODY_MAX),
		.tags = tags_of(a, d) };
	enum rc rc;

	rc = row_by_record(st, a, d->kind, d->record_id, &old);
	if (rc == RC_OK) {
		bool same = old.id >> ID_BITS == at;

		if (same && strcmp(old.title, r.title) == 0 &&
		    strcmp(old.body, r.body) == 0 &&
		    strcmp(old.tags, r.tags) == 0 &&
		    strcmp(old.path, r.path) == 0)
			return RC_OK;
		if ((rc = row_remove(st, &old)) != RC_OK)
			return rc;
		r.id = old.id;
		if (same)
			return row_insert(st, a, d, &r);
	} else if (rc != RC_NOT_FOUND) {
		return rc;
	}
	if ((rc = id_take(st, at, &r.id)) != RC_OK)
		return rc;
	return row_insert(st, a, d, &r);
}

enum rc
search_drop(struct store *st, const char *kind, int64_t record_id)
{
	struct arena *a = arena_new();
	struct row old;
	enum rc rc = row_by_record(st, a, kind, record_id, &old);

	if (rc == RC_OK)
		rc = row_remove(st, &old);
	arena_free(a);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
search_clear(struct store *st)
{
	static const int steps[] = { INDEX_CLEAR, GRAMS_CLEAR, DOCS_CLEAR,
		WORDS_CLEAR };
	char version[16];
	enum rc rc;

	if ((rc = store_exec(st, sql[CACHE], NULL, "")) != RC_OK ||
	    (rc = store_begin(st)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < LEN(steps); i++)
		rc = store_exec(st, sql[steps[i]], NULL, "");
	snprintf(version, sizeof(version), "%d", SEARCH_VERSION);
	if (rc == RC_OK)
		rc = store_exec(st, sql[VERSION_SET], NULL, "t", version);
	return store_end(st, rc);
}

static enum rc
total_changes(struct store *st, int64_t *n)
{
	enum rc rc = stmt_one_int(store_stmt(st, sql[CHANGES]), n);

	return rc == RC_NOT_FOUND ? RC_FAIL : rc;
}

enum rc
search_tidy(struct store *st, bool *more)
{
	int64_t before = 0, after = 0;
	enum rc rc;

	*more = false;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	/* Negative: begin a merge of everything, then go on with it.  The
	 * statement itself counts as one change. */
	if ((rc = total_changes(st, &before)) == RC_OK &&
	    (rc = store_exec(st, sql[INDEX_MERGE], NULL, "i",
		 (int64_t)-TIDY_PAGES)) == RC_OK)
		rc = total_changes(st, &after);
	*more = rc == RC_OK && after - before >= 2;
	return store_end(st, rc);
}

enum rc
search_count(struct store *st, int *n)
{
	return stmt_count(store_stmt(st, sql[DOCS_COUNT]), n);
}

enum rc
search_stale(struct store *st, bool *stale)
{
	struct arena *a = arena_new();
	const char *text = "";
	int64_t version = 0;
	enum rc rc = stmt_one_text(store_stmt(st, sql[VERSION_READ]), a, &text);

	if (!text_int(text, 0, INT32_MAX, &version))
		version = 0;
	*stale = version != SEARCH_VERSION;
	arena_free(a);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
