#ifndef READER_PDF_ROWS_H
#define READER_PDF_ROWS_H

#include <stddef.h>

/*
 * Rows of tables by the places of their words.  Cells that stand in the
 * middle of their rows are moved to the top, so that the first lines of a
 * row's cells are one line: nothing else tells what belongs together.
 */
struct pdf_word {
	const char *text;
	size_t n;
	double left, top, width, height;
};

/* For qsort of words. */
int pdf_rows_by_top(const void *, const void *);
int pdf_rows_by_left(const void *, const void *);
/* Words of a page, sorted by their tops before and after.  How far below the
 * line above a row begins; 0: nothing tells where rows begin. */
double pdf_rows_align(struct pdf_word *, int n);

#endif
