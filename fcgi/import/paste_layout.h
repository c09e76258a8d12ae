#ifndef IMPORT_PASTE_LAYOUT_H
#define IMPORT_PASTE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include "import/column.h"
#include "import/paste.h"

struct arena;
struct paste_sink;

/*
 * A table drawn with blanks: two and more of them part the cells of a line.
 * Either each line is a row, or columns stand below each other and a cell
 * goes on in lines below, as pdftotext -layout writes.
 */
struct paste_piece {
	const char *s; /* not ended */
	size_t n;
	int from, to; /* places of the line, in characters */
};

struct paste_layout {
	struct arena *arena, *scratch;
	struct paste_sink *sink;
	const char **lines; /* none is empty, blanks at the end are cut */
	int *numbers;
	bool *blank; /* an empty line stood before it */
	int n;
	struct column columns[PASTE_COLUMNS_MAX];
	int columns_n;
};

/* The pieces of a line, at most PASTE_COLUMNS_MAX: the last takes the rest. */
int paste_layout_cut(const char *line, struct paste_piece *);

/* Lines from..to-1 below headings whose pieces stand at these places, with
 * columns one below the other; false: they do not, nothing was put. */
bool paste_layout_rows(
    struct paste_layout *, const struct paste_piece *head, int from, int to);

#endif
