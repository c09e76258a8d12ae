#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "store/db.h"
#include "store/search_fts.h"
#include "store/search_inner.h"

/*
 * The index is walked from the newest document on and left after
 * SEARCH_DEEP_MAX matches, so a word that is everywhere costs no more than
 * a rare one; those matches are put in order here.
 */
enum {
	ID_BITS = 20, /* as in search.c */
	YEAR_LAST = 9999
};

enum { FIND_MATCHES, FIND_DOC, FIND__COUNT };

static const char *const sql[FIND__COUNT] = {
	[FIND_MATCHES] =
	    "SELECT rowid, search_rank(search_index, ?2) FROM search_index"
	    " WHERE search_index MATCH ?1 AND rowid >= ?3 AND rowid < ?4"
	    " ORDER BY rowid DESC LIMIT ?5",
	[FIND_DOC] = "SELECT kind, record_id, path, title, body, tags"
		     " FROM search_docs WHERE id = ?1",
};
STORE_STATEMENTS(sql);

struct match {
	int64_t id;
	int rank;
};

struct matches {
	struct match *list;
	int n;
	bool deeper;
};

static int
match_order(const void *x, const void *y)
{
	const struct match *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	return a->id > b->id ? -1 : a->id < b->id;
}

/* What has come by now, of a year in the school's zone. */
static void
id_range(int year, int64_t now, int64_t *from, int64_t *to)
{
	*from = 0;
	*to = now + 1;
	if (year > YEAR_LAST)
		year = YEAR_LAST;
	if (year > 0) {
		int64_t end = date_at(year + 1, 1, 1, 0, 0);

		*from = date_at(year, 1, 1, 0, 0);
		if (*from < 0)
			*from = 0;
		if (end < *to)
			*to = end > 0 ? end : 0;
	}
	*from <<= ID_BITS;
	*to <<= ID_BITS;
}

static enum rc
matches_read(struct store *st, struct arena *a, const struct search_match *m,
    int year, int64_t now, struct matches *out)
{
	struct stmt *q = store_stmt(st, sql[FIND_MATCHES]);
	int64_t from, to;
	enum rc rc;

	id_range(year, now, &from, &to);
	out->n = 0;
	out->deeper = false;
	out->list = arena_alloc(a, SEARCH_DEEP_MAX * sizeof(*out->list));
	stmt_text(q, 1, m->match);
	stmt_text(q, 2, m->terms);
	stmt_int(q, 3, from);
	stmt_int(q, 4, to);
	stmt_int(q, 5, SEARCH_DEEP_MAX + 1);
	while ((rc = stmt_row(q)) == RC_OK) {
		if (out->n == SEARCH_DEEP_MAX) {
			out->deeper = true;
			break;
		}
		out->list[out->n].id = stmt_col_int(q, 0);
		out->list[out->n++].rank = (int)stmt_col_int(q, 1);
	}
	stmt_reset(q);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	qsort(out->list, (size_t)out->n, sizeof(*out->list), match_order);
	return RC_OK;
}

/* The value of a tag of this sort, "". */
static const char *
tag_of(struct arena *a, const char *tags, char sort)
{
	const char *s = *tags == SEARCH_FTS_VERBATIM ? tags + 1 : tags;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (n > 2 && s[0] == sort && s[1] == ':')
			return arena_strndup(a, s + 2, n - 2);
		s += n + strspn(s + n, " ");
	}
	return "";
}

static enum rc
hit_read(struct store *st, struct arena *a, int64_t id,
    const struct search_marks *marks, bool snippet, struct search_hit *out)
{
	struct stmt *q = store_stmt(st, sql[FIND_DOC]);
	const char *title, *body, *tags;
	enum rc rc;

	stmt_int(q, 1, id);
	if ((rc = stmt_row(q)) == RC_OK) {
		out->kind = stmt_col_text(q, 0, a);
		out->record_id = stmt_col_int(q, 1);
		out->path = stmt_col_text(q, 2, a);
		title = stmt_col_text(q, 3, a);
		body = snippet ? stmt_col_text(q, 4, a) : "";
		tags = stmt_col_text(q, 5, a);
		out->group = tag_of(a, tags, SEARCH_GROUP_TAG);
		out->rubric = tag_of(a, tags, SEARCH_RUBRIC_TAG);
		out->at = id >> ID_BITS;
		search_mark_all(a, marks, title, &out->title);
		search_mark_snippet(a, marks, body, &out->snippet);
	}
	stmt_reset(q);
	return rc;
}

static enum rc
hits_read(struct store *st, struct arena *a, const struct matches *m,
    const struct search_marks *marks, bool snippets, int from, int max,
    struct search_result *out)
{
	enum rc rc = RC_OK;

	out->n = 0;
	out->total = m->n;
	out->deeper = m->deeper;
	out->hits = arena_alloc(a, (size_t)(max + 1) * sizeof(*out->hits));
	for (int i = from; i < m->n && out->n < max; i++) {
		rc = hit_read(
		    st, a, m->list[i].id, marks, snippets, &out->hits[out->n]);
		if (rc != RC_OK)
			break;
		out->n++;
	}
	/* An index without its document is a broken store. */
	return rc == RC_NOT_FOUND ? RC_FAIL : rc;
}

/* First as it was asked, then wider, until something is found. */
static enum rc
find_any(struct store *st, struct arena *a, const struct search_terms *terms,
    const struct search_query *query, int64_t now, struct matches *m,
    enum search_width *width)
{
	struct search_match match;
	enum rc rc = RC_OK;

	for (int w = SEARCH_FORMS; w < SEARCH_WIDTH__COUNT; w++) {
		*width = (enum search_width)w;
		rc = search_terms_match(st, a, terms, *width, query, &match);
		if (rc == RC_OK)
			rc = matches_read(st, a, &match, query->year, now, m);
		if (rc != RC_OK || m->n > 0)
			return rc;
	}
	*width = SEARCH_FORMS;
	return rc;
}

/* A hint is given only if it leads to something the reader may see. */
static enum rc
hint_checked(struct store *st, struct arena *a,
    const struct search_query *query, const char *hint, int64_t now,
    struct search_result *out)
{
	struct search_terms terms;
	enum search_width width;
	struct matches m;
	enum rc rc;

	if (hint == NULL)
		return RC_OK;
	search_terms_read(a, hint, &terms);
	if (terms.n == 0)
		return RC_OK;
	rc = find_any(st, a, &terms, query, now, &m, &width);
	if (rc == RC_OK && m.n > 0)
		out->hint = hint;
	return rc;
}

static enum rc
hint_add(struct store *st, struct arena *a, const struct search_query *query,
    const struct search_terms *terms, int64_t now, struct search_result *out)
{
	const char *hint = search_hint_layout(a, query->words);
	enum rc rc;

	rc = hint_checked(st, a, query, hint, now, out);
	if (rc != RC_OK || out->hint != NULL)
		return rc;
	if ((rc = search_hint_for(st, a, terms, &hint)) != RC_OK)
		return rc;
	return hint_checked(st, a, query, hint, now, out);
}

enum rc
search_find(struct store *st, struct arena *a, const struct search_query *query,
    int64_t now, struct search_result *out)
{
	struct search_terms terms;
	enum search_width width;
	struct matches m;
	int page = query->page > 1 ? query->page : 1;
	int last = SEARCH_DEEP_MAX / SEARCH_PER_PAGE;
	enum rc rc;

	*out = (struct search_result){ .n = 0 };
	search_terms_read(a, query->words, &terms);
	if (terms.n == 0)
		return RC_INVALID;
	rc = find_any(st, a, &terms, query, now, &m, &width);
	if (rc == RC_OK)
		rc = hits_read(st, a, &m, search_mark_terms(a, &terms, width),
		    true, (page < last ? page - 1 : last) * SEARCH_PER_PAGE,
		    SEARCH_PER_PAGE, out);
	if (rc == RC_OK && out->total == 0)
		rc = hint_add(st, a, query, &terms, now, out);
	return rc;
}

enum rc
search_near(struct store *st, struct arena *a, const char *address, int max,
    int64_t now, struct search_result *out)
{
	struct search_terms terms;
	struct search_match match;
	struct matches m = { .n = 0 };
	enum rc rc = RC_OK;

	*out = (struct search_result){ .n = 0 };
	search_terms_read(a, address, &terms);
	for (int in_paths = 1; in_paths >= 0 && terms.n > 0 && m.n == 0;
	     in_paths--) {
		search_terms_any(a, &terms, in_paths, &match);
		if ((rc = matches_read(st, a, &match, 0, now, &m)) != RC_OK)
			return rc;
	}
	return hits_read(st, a, &m, search_mark_terms(a, &terms, SEARCH_FORMS),
	    false, 0, max, out);
}
