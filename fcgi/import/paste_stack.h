#ifndef IMPORT_PASTE_STACK_H
#define IMPORT_PASTE_STACK_H

#include <stdbool.h>
#include <stdint.h>
#include "import/column.h"
#include "import/paste.h"

struct arena;
struct paste_sink;

/*
 * A table whose cells stand one below the other, as pages show the text of a
 * document: nothing tells where a row ends.  Which line is of which column
 * is found for all lines together: the path through the columns on which
 * lines look most like what their column is for.
 */
struct paste_unit {
	const char *text;
	int line;
	bool blank; /* an empty line stood before it */
};

struct paste_stack {
	struct arena *arena, *scratch;
	struct paste_sink *sink;
	struct paste_unit *lines; /* none is empty */
	int n;
};

/* Lines from..body of the headings; columns by them. */
struct paste_stack_head {
	int from, body, numbers; /* numbers: of the row 1 2 3, 0: none */
	int n;
	bool spaced; /* an empty line stands between them */
	struct column columns[PASTE_COLUMNS_MAX];
	int at[PASTE_COLUMNS_MAX]; /* the line of each heading */
};

/* A heading is short. */
enum { STACK_HEADING_BYTES_MAX = 120 };

/* Headings begin at line i: those of a plan. */
bool paste_stack_head(struct paste_stack *, int i, struct paste_stack_head *);

/* The same with the first n headings only: what follows them is a row.
 * false: they are none of a plan. */
bool paste_stack_head_cut(struct paste_stack *, const struct paste_stack_head *,
    int n, struct paste_stack_head *out);

/* Where a unit stands: at[i] is its column, or n: the name of a section;
 * fresh[i]: it begins a row.  blanks: empty lines part rows.  Answers how well
 * it fits, the more the better. */
int paste_stack_fit(struct arena *, const struct column *, int n,
    const struct paste_unit *, int units_n, bool blanks, uint8_t *at,
    bool *fresh);

#endif
