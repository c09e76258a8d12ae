#ifndef IMPORT_PASTE_LAYOUT_INNER_H
#define IMPORT_PASTE_LAYOUT_INNER_H

#include "base/strbuf.h"
#include "import/paste_layout.h"

/* Between the files paste_layout_*.c only. */

/* Wider lines are no page. */
enum { LAYOUT_WIDTH_MAX = 600 };

struct layout_rows {
	struct paste_layout *l;
	const struct paste_piece *head;
	int from, to;
	int left, right;			 /* the ends of the table */
	int bound[PASTE_COLUMNS_MAX + 1];	 /* where a column begins */
	int number, main, deadline, responsible; /* columns; -1 */
	bool deep;     /* rows have "1.2" in their words */
	bool numbered; /* a number begins each row */
	bool rowed;    /* an empty line stands before nearly all */
	bool spaced;   /* that is what tells, no number does */
	struct strbuf cells[PASTE_COLUMNS_MAX];
	int line;  /* of the row that is open; 0: none */
	bool wide; /* it is one text across the table */
};

/* Letters of a name: fewer are a mark or a number. */
enum { LAYOUT_CAPITALS_MIN = 5 };

/* Empty lines stand before and behind line i. */
bool paste_layout_name_alone(const struct layout_rows *, int i);
/* The n pieces of line i are one text across the columns: a part's name. */
bool paste_layout_name_wide(
    const struct layout_rows *, int i, const struct paste_piece *, int n);

/* Where each column begins; false: columns do not stand one below the
 * other. */
bool paste_layout_edges(struct layout_rows *);
/* The column of a place of the line. */
int paste_layout_edge_at(const struct layout_rows *, int x);

#endif
