#ifndef READER_PDF_LAYOUT_H
#define READER_PDF_LAYOUT_H

#include "base/strbuf.h"
#include "reader/verdict.h"

struct pdf_pages {
	int n, empty; /* empty: pages with hardly a letter */
};

/*
 * Words with their places, as pdftotext -tsv writes them, to lines of text in
 * which words stand where they stand on the page: the same place has the
 * same column on all pages.  Words of one cell are a blank apart, cells two
 * and more.  V_OK or V_BYTES.
 */
enum verdict pdf_layout(
    const char *tsv, struct strbuf *out, struct pdf_pages *) MUST_USE;

#endif
