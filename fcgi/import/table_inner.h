#ifndef IMPORT_TABLE_INNER_H
#define IMPORT_TABLE_INNER_H

#include "import/table.h"

/* Between the files table*.c only. */

/* Rows under no heading at all: columns by what stands in them.  false: not
 * a roadmap. */
bool table_guess(struct arena *, struct table *);
/* No table: numbered lines with terms and people in them.  false: none. */
bool table_list(struct arena *, struct table *);
/* Cells by column: rows that are narrower or wider than their headings. */
void table_map(struct arena *, struct table *);
/* HEADING, ACTIVITY or CONTINUED for every row under a head. */
void table_classify(struct arena *, struct table *);

/* The row at i goes on in lines below it: line ends in cells that nobody
 * quoted.  They become one row; its last line. */
int table_lines(struct arena *, struct table *, int head, int i);

/* Lines below the headings that end within a cell: what begins with a small
 * letter goes on with the line above, as long as the row is not whole. */
void table_lines_mend(struct arena *, struct table *, int head, int from);

/* The headings at i go on in lines below: they become one row; its last
 * line. */
int table_head_lines(struct arena *, struct table *, int i);

/* The only words of the row; NULL: it has others. */
const char *table_only_words(const struct paste_row *);
/* Row i is the head or the foot of a page: its number, a stamp, the title
 * once more. */
struct table_pages {
	struct arena *arena, *scratch;
	const struct table *t;
	char *title; /* folded lines over the first table; NULL: not yet */
};
bool table_runs(struct table_pages *, int i);

void table_head_index(struct table_head *);
/* No heading says which column names the activities. */
void table_head_names(struct arena *, struct table *, int head);
/* The first column has no heading, and numbers in it. */
void table_head_numbers(struct table *, int head);
/* Columns by the words of h->rows, the second of which may be NULL. */
void table_head_columns(struct arena *, struct table_head *);
/* The row is the second line of the headings: «начало», «окончание» under
 * «Сроки». */
bool table_head_goes_on(const struct table_head *, const struct paste_row *);
bool table_same_row(
    struct arena *, const struct paste_row *, const struct paste_row *);

#endif
