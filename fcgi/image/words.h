#ifndef IMAGE_WORDS_H
#define IMAGE_WORDS_H

#include "image/verdict.h"

/*
 * What a drawn card says, read from standard input: a line each, in this
 * order; lines that are missing are empty.
 */
enum word {
	WORD_TITLE,
	WORD_RUBRIC,
	WORD_SCHOOL,
	WORD_DATE,
	WORD_COLOUR,
	WORD__COUNT
};

struct words {
	char *all; /* what was read; the lines point into it */
	const char *line[WORD__COUNT];
};

/* V_OK or V_TROUBLE: our own worker writes them, so more than WORDS_MAX bytes
 * and what is not UTF-8 is our mistake. */
enum verdict words_collect(struct words *) MUST_USE;
void words_free(struct words *);

#endif
