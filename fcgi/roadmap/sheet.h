#ifndef ROADMAP_SHEET_H
#define ROADMAP_SHEET_H

#include <stdbool.h>
#include "base/rc.h"

struct arena;
struct cycle;
struct roadmap;
struct store;

/*
 * A roadmap as it goes to paper (R22): the school's own columns in their own
 * order, with its own words; a section begins where the document has it.
 * Nothing of ours stands in it unless it is asked for.
 */
enum sheet_kind { SHEET_HEAD, SHEET_SECTION, SHEET_ROW };

/* A sheet with more columns than this lies across. */
enum { SHEET_UPRIGHT_MAX = 5 };

struct sheet_row {
	enum sheet_kind kind;
	int level; /* of a section */
	/* A section has one cell over all columns, or its number and one
	 * over the rest. */
	const char **cells;
	int n;
};

struct sheet {
	const char *title, *organisation;
	/* Stamps, lines parted by \n; "": there is none. */
	const char *agreed, *approved;
	struct sheet_row *rows;
	int n;
	int columns; /* of the widest head */
	int activities;
	bool wide;
};

struct sheet_choice {
	bool visitor; /* what the school shows: its columns, its rows */
	bool marks;   /* with a column of ours: the state of each row */
	int today;
};

enum rc sheet_read(struct store *, struct arena *, const struct roadmap *,
    const struct cycle *, const struct sheet_choice *, struct sheet *) MUST_USE;
/* The order that it was approved by: "приказ от 31 августа 2026 г. № 112";
 * "" if nobody said. */
const char *sheet_order(
    struct arena *, const struct cycle *, const struct roadmap *);
/* What nastavnik-writer reads (document/paper.h). */
const char *sheet_json(struct arena *, const struct sheet *);

#endif
