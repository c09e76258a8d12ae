#ifndef ROADMAP_MATCH_H
#define ROADMAP_MATCH_H

#include <stdint.h>

struct arena;

/*
 * By what a row is known again when its document comes a second time: its
 * words and its deadline, and which of the rows that share both it is.  A plan
 * says «Заседание, ежемесячно» under every section; each is a row.
 */
struct match {
	uint64_t *keys; /* of the rows before, room for all of them */
	int n;
};

struct match match_new(struct arena *, int rows);
/* Of the next row, whose words and deadline are this key (import_key). */
const char *match_next(struct arena *, struct match *, uint64_t key);

#endif
