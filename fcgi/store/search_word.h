#ifndef STORE_SEARCH_WORD_H
#define STORE_SEARCH_WORD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Words as search sees them, the same for the index, for questions and for
 * what is marked in an answer: letters and digits, folded, ё is е, without
 * stress marks and soft hyphens.  Changing what comes out here asks for
 * SEARCH_VERSION + 1 (search.h).
 */
enum {
	/* Bytes; the longest word of a school is half of it, and what is
	 * longer is no word: its beginning stands for it. */
	SEARCH_WORD_MAX = 120
};

struct search_word {
	char text[SEARCH_WORD_MAX + 8]; /* folded, NUL-terminated */
	size_t len;
	size_t from, to; /* bytes of it in the text */
	bool cyrillic, latin;
};

/* The next word at or behind *at, which moves on; false: none follows. */
bool search_word_next(
    const char *s, size_t n, size_t *at, struct search_word *);
/* What all forms of the word have in common (Snowball).  Good until the next
 * call; its length in *len. */
const char *search_word_stem(const struct search_word *, size_t *len);

#endif
