#ifndef STORE_SEARCH_INNER_H
#define STORE_SEARCH_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/rc.h"
#include "store/search.h"

/* What search*.c share and nobody else needs. */

/* One word of a question, or several that must follow each other. */
struct search_term {
	const char *words; /* folded, blank between */
	const char *stem;  /* of a single word */
	bool phrase;
	bool begun; /* typed with an asterisk: how it begins */
};
struct search_terms {
	struct search_term list[SEARCH_TERMS_MAX];
	int n;
};

/* Signs that mean something to FTS5 mean nothing here. */
void search_terms_read(
    struct arena *, const char *words, struct search_terms *);

/* How wide a word is taken. */
enum search_width {
	SEARCH_FORMS,	/* its forms; the beginning, where that was asked */
	SEARCH_BEGINS,	/* the last word may be typed partly, too */
	SEARCH_SHORTER, /* every word by its stem without the end */
	SEARCH_WIDTH__COUNT
};

/* A question in the language of FTS5, and the argument of search_rank. */
struct search_match {
	const char *match, *terms;
};
/* RC_NOT_FOUND: some term has no known word at all. */
enum rc search_terms_match(struct store *, struct arena *,
    const struct search_terms *, enum search_width, const struct search_query *,
    struct search_match *) MUST_USE;
/* Any of these words, in paths or (in_paths false) anywhere. */
void search_terms_any(struct arena *, const struct search_terms *,
    bool in_paths, struct search_match *);
/* "" or the letters that a word of term i may begin with. */
const char *search_terms_beginning(
    struct arena *, const struct search_terms *, int i, enum search_width);
/* Does the store know the word in any form? */
enum rc search_terms_known(
    struct store *, struct arena *, const char *word, bool *known) MUST_USE;

/* Does a word of a text belong to the question? */
struct search_marks;
struct search_marks *search_mark_terms(
    struct arena *, const struct search_terms *, enum search_width);
/* The whole text in pieces. */
void search_mark_all(struct arena *, const struct search_marks *, const char *,
    struct search_text *);
/* The stretch of it that says most about the question. */
void search_mark_snippet(struct arena *, const struct search_marks *,
    const char *, struct search_text *);

/* The question with its unknown words replaced by the nearest known ones;
 * *hint NULL: nothing near. */
enum rc search_hint_for(struct store *, struct arena *,
    const struct search_terms *, const char **hint) MUST_USE;
/* What was typed on the Latin layout of a Russian keyboard; NULL: it was
 * not. */
const char *search_hint_layout(struct arena *, const char *words);

/* The path's last words, as tags. */
enum { SEARCH_GROUP_TAG = 'g', SEARCH_RUBRIC_TAG = 'r', SEARCH_PATH_TAG = 's' };

#endif
