#ifndef IMPORT_PASTE_H
#define IMPORT_PASTE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/rc.h"

struct arena;

/*
 * What a person pasted or a file holds, as rows of cells.  Two pure steps:
 * bytes to text (paste_text), text to rows (paste_read).  Both answer RC_OK
 * or RC_INVALID with a sentence for the person.
 */
enum {
	/* 5000 rows of the longest roadmap seen are 3.5 MB. */
	PASTE_BYTES_MAX = 4 * 1024 * 1024,
	/* A region's plan for all its schools has hundreds of rows. */
	PASTE_ROWS_MAX = 6000,
	/* Twelve months as columns beside six others leave room. */
	PASTE_COLUMNS_MAX = 40,
	/* Of all rows together: with 40 bytes each 5 MB. */
	PASTE_CELLS_MAX = 120000,
	/* Tables within cells of tables: a page of a school's site has 3. */
	PASTE_NEST_MAX = 8
};

struct paste_text {
	const char *text;     /* valid UTF-8, LF, no controls but LF TAB VT */
	const char *encoding; /* "UTF-8", "CP1251", ... */
	const char *notice;   /* what was converted, a sentence; "" */
	const char *refusal;  /* of RC_INVALID */
};

struct paste_cell {
	const char
	    *text; /* no markup, LF within, no blanks around; never NULL */
	const char *over; /* of the merged cell above that covers this one */
	bool strong;	  /* all of it is bold, or it is a heading cell */
	int span;	  /* columns it covers; 0: covered from the left */
};

struct paste_row {
	struct paste_cell *cells;
	int n;
	int line;	  /* of the source, from 1 */
	bool prose;	  /* a line outside any table: one cell */
	bool after_blank; /* an empty line or row stood before it */
	int table;	  /* rows of one table of HTML have one number */
};

struct paste_rows {
	struct paste_row *rows;
	int n;
	const char *shape;   /* "tsv", "cells", "pipes", "html", ... */
	const char *refusal; /* of RC_INVALID */
};

/* Decides the encoding and converts. */
enum rc paste_text(
    struct arena *, const void *bytes, size_t n, struct paste_text *) MUST_USE;
/* Finds the shape and reads the rows of it. */
enum rc paste_read(
    struct arena *, const char *text, struct paste_rows *) MUST_USE;

/* What nastavnik-reader prints of a DOCX or XLSX (`nastavnik-reader table`). */
enum rc paste_blocks(
    struct arena *, const char *json, struct paste_rows *) MUST_USE;

/* Rows that another reader found: add cells
 * and rows one after another, then end.  The first refusal stays. */
struct paste_sink;
struct paste_sink *paste_sink_new(struct arena *, struct paste_rows *);
void paste_sink_cell(struct paste_sink *, const char *text, size_t n);
void paste_sink_row(struct paste_sink *, int line);
enum rc paste_sink_end(struct paste_sink *) MUST_USE;

#endif
