#ifndef IMPORT_CROSSCHECK_H
#define IMPORT_CROSSCHECK_H

struct arena;
struct import;
struct import_options;

/*
 * What rows say about each other and about the document: requirements 2.7
 * beyond the cell of the term.  Findings are flags with a sentence; nothing
 * is changed.
 *   ORDER_CONFLICT, CONSENT_AFTER_PROCESSING, DUPLICATE_RESULT,
 *   DUPLICATE_ROW, TEXT_CONTRADICTION on activities;
 *   NUMBER_GAP, NUMBER_CLASH, LATIN_LOOKALIKE, COLUMN_DROPPED,
 *   EMPTY_SECTION, HEADERS_GUESSED on the document.
 */
void crosscheck(struct arena *, const struct import_options *, struct import *);

#endif
