#ifndef DOCUMENT_PAPER_H
#define DOCUMENT_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/rc.h"

struct arena;

/*
 * A document with a table, as nastavnik-writer gets it: stamps, a title,
 * rows under headings.  JSON: {"title", "organisation", "agreed",
 * "approved", "wide", "rows": [{"kind": "head" | "section" | "row",
 * "level", "cells": [""]}]}.  A section has one cell over all columns, or
 * two: the first column and all others.
 */
enum {
	PAPER_BYTES_MAX = 64 << 20, /* eight times the longest roadmap */
	PAPER_ROWS_MAX = 100000,
	PAPER_COLUMNS_MAX = 200 /* import/paste.h */
};

enum paper_kind { PAPER_HEAD, PAPER_SECTION, PAPER_ROW };

struct paper_row {
	enum paper_kind kind;
	int level;
	const char **cells;
	int n;
};

struct paper {
	const char *title, *organisation, *agreed, *approved;
	bool wide;
	struct paper_row *rows;
	int n;
};

/* RC_INVALID: not such a document. */
enum rc paper_read(
    struct arena *, const char *json, size_t n, struct paper *) MUST_USE;
/* The rows of one table: from its head to before the next; returns where it
 * ends.  A table without a head has as many columns as its widest row. */
int paper_table(const struct paper *, int from, int *columns);
/* Shares of the width in thousandths, by what stands in the columns. */
void paper_widths(
    const struct paper *, int from, int to, int columns, int *shares);

#endif
