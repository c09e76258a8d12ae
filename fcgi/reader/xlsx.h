#ifndef READER_XLSX_H
#define READER_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/strbuf.h"
#include "reader/verdict.h"

struct blocks;
struct container;

/*
 * An Excel book: its sheets in their order, each as a paragraph with its name
 * and a table.  Hidden sheets are left out, as they are on the screen.
 */

/* The sheets.  V_OK, V_FULL or a refusal. */
enum verdict xlsx_read(struct container *, struct blocks *) MUST_USE;

/* The rest is between xlsx.c, xlsx_book.c and xlsx_number.c. */
enum {
	/* Nobody makes a book of more; Excel itself knows no limit. */
	XLSX_SHEETS_MAX = 256,
	XLSX_PART_MAX = 200,
	/* Excel's own limits: of a sheet's name in characters, and of kinds
	 * of cells. */
	XLSX_NAME_MAX = 31 * 4,
	XLSX_STYLES_MAX = 65490,
	/* Excel lets a book have some 200 to 250 looks of its own. */
	XLSX_LOOKS_MAX = 1000,
	/* Words that all sheets share; 1,048,576 is Excel's rows. */
	XLSX_STRINGS_BYTES_MAX = 8 << 20,
	XLSX_STRINGS_MAX = 1 << 20
};

enum xlsx_kind {
	XLSX_GENERAL,
	XLSX_FIXED,
	XLSX_PERCENT,
	XLSX_DATE,
	XLSX_MONTH, /* without a day: "сентябрь 2025" */
	XLSX_MOMENT,
	XLSX_TIME
};

/* How a number looks. */
struct xlsx_style {
	uint8_t kind;
	uint8_t decimals;
};

struct xlsx_sheet {
	char name[XLSX_NAME_MAX + 1];
	char id[XLSX_PART_MAX];
	char part[XLSX_PART_MAX]; /* "" if it is not listed: no such sheet */
};

struct xlsx_book {
	struct container *c;
	struct xlsx_sheet sheets[XLSX_SHEETS_MAX];
	int sheets_n;
	bool from_1904; /* days count from another day */
	char strings_part[XLSX_PART_MAX], styles_part[XLSX_PART_MAX];
	/* The shared strings one behind the other, each with a NUL, and where
	 * each begins (uint32_t). */
	struct strbuf strings, starts;
	struct strbuf styles; /* struct xlsx_style */
	/* While the styles are read: looks of its own, by number. */
	struct xlsx_look {
		int id;
		struct xlsx_style style;
	} looks[XLSX_LOOKS_MAX + 1];
	int looks_n;
	bool in_cells;
};

/* Everything but the sheets' cells.  Free it in any case.  V_OK or a
 * refusal. */
enum verdict xlsx_book_read(struct xlsx_book *, struct container *) MUST_USE;
void xlsx_book_free(struct xlsx_book *);
/* NULL if there is no such string. */
const char *xlsx_book_string(const struct xlsx_book *, const char *index);
struct xlsx_style xlsx_book_style(const struct xlsx_book *, int index);

/* The look that a code like "dd.mm.yyyy;@" or a number of Excel's own list
 * stands for. */
struct xlsx_style xlsx_number_style(const char *code);
struct xlsx_style xlsx_number_builtin(int id);
/* Append the number as it is shown in Russia. */
void xlsx_number_add(
    struct strbuf *, const char *value, struct xlsx_style, bool from_1904);
/* "2025-09-01T00:00:00" as 01.09.2025; another text as it is. */
void xlsx_number_add_iso(struct strbuf *, const char *value);

#endif
