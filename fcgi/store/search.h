#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/*
 * Full-text search in Russian: the one place that knows FTS5.  Subjects put
 * what readers may find and drop what they may not, inside their own
 * transactions.  Words are found in all their forms, ё is е.
 */
enum {
	/* Of the words and their stems; another tokenizer or stemmer than
	 * the one that filled a store asks for `nastavnik search rebuild`. */
	SEARCH_VERSION = 1,
	SEARCH_WORDS_MAX = 200, /* characters of a question */
	SEARCH_TERMS_MAX = 12,	/* words of it that count */
	SEARCH_PER_PAGE = 20,
	SEARCH_DEEP_MAX = 1000, /* matches looked at, newest first */
	/* Bytes of a body; a file of more is found by its beginning. */
	SEARCH_BODY_MAX = 262144,
	SEARCH_PIECES_MAX = 64
};

struct search_doc {
	const char *kind; /* "story", "event", "record", "topic", "roadmap" */
	int64_t record_id;
	const char *path; /* below the base: "/story/robot" */
	const char *title;
	const char *body;   /* plain text */
	const char *rubric; /* slug, "" */
	const char *group;  /* what a filter calls it: "news", "document",
			     * "event", "page" */
	int64_t from_at;    /* seen from then on; also its date */
};

/* In place of what was there. */
enum rc search_put(
    struct store *, struct arena *, const struct search_doc *) MUST_USE;
enum rc search_drop(
    struct store *, const char *kind, int64_t record_id) MUST_USE;

struct search_query {
	const char *words;  /* as typed */
	const char *group;  /* "": all */
	const char *rubric; /* slug, "" */
	int year;	    /* 0: all */
	int page;	    /* from 1 */
};

/* A text in pieces: those that matched and those between. */
struct search_piece {
	const char *text;
	bool hit;
};
struct search_text {
	struct search_piece pieces[SEARCH_PIECES_MAX];
	int n;
};

struct search_hit {
	const char *kind, *group, *path, *rubric;
	int64_t record_id, at;
	struct search_text title, snippet;
};

struct search_result {
	struct search_hit *hits;
	int n;
	int total;	  /* at most SEARCH_DEEP_MAX */
	bool deeper;	  /* there may be more than total */
	const char *hint; /* "наставник" for «наставинк»; NULL */
};

/* RC_INVALID: no word in it. */
enum rc search_find(struct store *, struct arena *, const struct search_query *,
    int64_t now, struct search_result *) MUST_USE;
/* What stands nearest to an address that leads nowhere: at most max hits
 * without snippets by the words of paths, then by the words themselves. */
enum rc search_near(struct store *, struct arena *, const char *address,
    int max, int64_t now, struct search_result *) MUST_USE;

/* For `nastavnik search rebuild`, one transaction each: forget everything and
 * claim SEARCH_VERSION (this store takes more memory from then on); … put in
 * chunks; then merge what was put, a bit of work a call, until *more is
 * false. */
enum rc search_clear(struct store *) MUST_USE;
enum rc search_tidy(struct store *, bool *more) MUST_USE;
enum rc search_count(struct store *, int *n) MUST_USE;
/* Filled by another SEARCH_VERSION, or never. */
enum rc search_stale(struct store *, bool *stale) MUST_USE;

#endif
