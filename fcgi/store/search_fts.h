#ifndef STORE_SEARCH_FTS_H
#define STORE_SEARCH_FTS_H

#include "base/rc.h"

struct store;

/* What SQLite must know on every connection before a statement names
 * search_index: the tokenizer "ru" and the function search_rank.  Called by
 * store_open; 3 microseconds and 300 bytes, the rest is made when used. */
enum rc search_fts_register(struct store *) MUST_USE;

enum {
	/* First byte of a text whose words, parted by blanks, are taken as
	 * they stand: the column tags.  text_clean lets it into no text of
	 * people, so nobody can write or ask for a tag. */
	SEARCH_FTS_VERBATIM = 1,
	/* Letters of search_rank's argument, one per phrase of the question
	 * in its order: the term it belongs to.  A dot: not ranked. */
	SEARCH_FTS_TERM = 'A',
	SEARCH_FTS_UNRANKED = '.'
};

#endif
