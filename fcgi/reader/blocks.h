#ifndef READER_BLOCKS_H
#define READER_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/strbuf.h"
#include "reader/verdict.h"

/*
 * What a document says, in its order: paragraphs, and tables of rows of
 * cells.  As BLOCKS_TEXT it becomes lines (cells apart by a tab) and stops
 * with V_FULL; as BLOCKS_TABLES it becomes the list of JSON that the help of
 * the program describes, and what is too much for a table is V_BYTES.
 */
enum blocks_form { BLOCKS_TEXT, BLOCKS_TABLES };

enum {
	/* Words of a file of 30 MiB are seldom more; the search keeps as
	 * much (register/file.h). */
	BLOCKS_TEXT_MAX = 1 << 20,
	/* The largest roadmap seen has 120 rows of 7 columns; a list of a
	 * whole region's pairs has some thousands. */
	BLOCKS_ROWS_MAX = 20000,
	BLOCKS_COLUMNS_MAX = 200,
	/* Ten thousand Cyrillic letters: a page and a half of print. */
	BLOCKS_CELL_MAX = 20000,
	BLOCKS_ALL_MAX = 8 << 20
};

struct blocks {
	enum blocks_form form;
	struct strbuf out;
	bool row_open;
	int rows;    /* of all tables together */
	int columns; /* of the row that is open */
	bool row_first, block_first;
};

void blocks_init(struct blocks *, enum blocks_form);
void blocks_free(struct blocks *);

/* All of these: V_OK, V_FULL or V_BYTES.  The text is valid UTF-8; blanks at
 * its ends are dropped, and a paragraph of nothing else is none. */
enum verdict blocks_paragraph(struct blocks *, const char *, size_t n) MUST_USE;
enum verdict blocks_table(struct blocks *) MUST_USE;
enum verdict blocks_row(struct blocks *) MUST_USE;
/* merged: the cell is a part of the one above or left of it. */
enum verdict blocks_cell(
    struct blocks *, const char *, size_t n, bool merged) MUST_USE;
enum verdict blocks_row_end(struct blocks *) MUST_USE;
enum verdict blocks_table_end(struct blocks *) MUST_USE;

/* A text that is still being put together has this many bytes; asking this
 * early keeps the memory bounded. */
enum verdict blocks_room(const struct blocks *, size_t n) MUST_USE;

#endif
