#ifndef BASE_MARKDOWN_TYPO_H
#define BASE_MARKDOWN_TYPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/strbuf.h"

/* Quotes inside quotes whose sign we remember; deeper ones are ours. */
enum { TYPO_DEPTH = 16 };

/*
 * The signs of Russian typography, set while a paragraph is read piece by
 * piece: quotes as « » and „ “, dashes, dots, no-break spaces.
 */
struct markdown_typo {
	struct strbuf out; /* what came of the pieces; the caller clears it */
	bool nbsp;	   /* set no-break spaces too */
	int depth;	   /* open quotes */
	bool low[TYPO_DEPTH]; /* opened by a typed „ */
	int32_t prev;	      /* the character before, 0 at the beginning */
	int word;	      /* letters of the word that is being read */
	int32_t letter;	      /* the last of them */
	bool year;	      /* the г. being read stands behind a number */
};

void markdown_typo_init(struct markdown_typo *, bool nbsp);
void markdown_typo_free(struct markdown_typo *);
/* A new paragraph: open quotes of the last one are forgotten. */
void markdown_typo_start(struct markdown_typo *);
void markdown_typo_text(struct markdown_typo *, const char *, size_t);
/* An address: byte for byte. */
void markdown_typo_raw(struct markdown_typo *, const char *, size_t);

#endif
