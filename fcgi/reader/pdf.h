#ifndef READER_PDF_H
#define READER_PDF_H

#include <stdbool.h>
#include "base/strbuf.h"
#include "reader/verdict.h"

struct input;

/*
 * The words of a PDF: pdftotext reads it, a child inside walls of its own
 * (walls.h), so that a file that breaks it is an answer and no accident.
 */
/* A page of print has 1,000 letters and more, a diploma 60; a scanned page
 * has none, or its number. */
enum { PDF_PAGE_WORDS_MIN = 32 };

struct pdf {
	struct strbuf text;
	int pages;
	bool scanned; /* most pages are pictures: nothing to search or hear */
};

/* Start the child; before the walls are entered.  layout: words stay where
 * they stand on the page, for tables.  V_OK or V_TROUBLE. */
enum verdict pdf_start(bool layout) MUST_USE;
/* Wait for what it says.  V_OK, V_BROKEN, V_PASSWORD, V_BYTES or V_TROUBLE.
 * Free it in any case. */
enum verdict pdf_read(struct pdf *, const struct input *) MUST_USE;
void pdf_free(struct pdf *);

#endif
