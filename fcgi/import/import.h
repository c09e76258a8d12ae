#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include <stdint.h>
#include "base/day.h"
#include "deadline/deadline.h"
#include "import/paste.h"
#include "import/responsible.h"
#include "import/table.h"

struct arena;
struct strbuf;

/*
 * A roadmap as read: a draft that a person confirms.  Nothing is corrected
 * and nothing is dropped: every word of the source stands in a section, an
 * activity, the leftovers or the list of dropped rows.
 */

struct import_flag {
	const char *flag; /* "OUT_OF_PERIOD" */
	const char *why;  /* a sentence for the curator */
};

struct import_section {
	const char *number; /* "1", "IV."; "" */
	const char *title;
	int level;  /* 1, or 2 under a Roman one */
	int parent; /* of level 2; -1 */
	int line;
	int head;	    /* of cells; -1: it was a cell of a stage */
	const char **cells; /* as in struct import_activity */
	const char *term;   /* of its rows that have none; "" */
};

/* Items that a repeated row brought, with people of their own. */
struct import_tail {
	int from; /* of items */
	int line;
	const char *responsible_text;
	struct responsible *responsible;
	int responsible_n;
};

/* A cell cut by more pages than this is no cell; a row has one flag of a
 * kind. */
enum { IMPORT_TAILS_MAX = 8, IMPORT_FLAGS_MAX = 20 };

struct import_activity {
	int n;	     /* from 1: the system's own order */
	int section; /* -1: none */
	const char *number, *text;
	const char *lead;    /* text before its items */
	const char *details; /* of a column of contents beside the activity */
	const char **items;
	int items_n;
	struct deadline deadline; /* verbatim: as written, joined */
	const char *responsible_text;
	struct responsible *responsible;
	int responsible_n;
	const char *result, *document, *kpi; /* "" */
	int head;
	const char **cells; /* by column of the head: prints back as it was */
	int line, last_line;
	struct import_tail *tails;
	int tails_n;
	bool joined, deadline_joined;
	struct import_flag flags[IMPORT_FLAGS_MAX];
	int flags_n;
	uint64_t key; /* of text and term: the same row read twice */
};

struct import_joined {
	int line, into; /* index of the activity */
	bool deadline;	/* the term became another one: to be asked */
};

/* A row without words of its own: said, so that it can be looked at. */
struct import_dropped {
	int line;
	enum table_kind kind;
	const char *text;
};

struct import_warning {
	const char *flag, *why;
	int line;
};
enum { IMPORT_WARNINGS_MAX = 64 };

struct import {
	const char *encoding, *notice, *shape;
	const struct table *table; /* heads, gaps */
	struct import_section *sections;
	int sections_n;
	struct import_activity *activities;
	int activities_n;
	struct import_joined *joined;
	int joined_n;
	struct import_dropped *dropped;
	int dropped_n;
	const char **leftovers;
	int leftovers_n;
	struct import_warning warnings[IMPORT_WARNINGS_MAX];
	int warnings_n;
	int rows_in, items, flags;
	/* What the words around the table say; DAY_NONE, from == DAY_NONE. */
	struct deadline_period period_found;
	int approved_found;
	const char *refusal; /* of RC_INVALID, a sentence */
};

struct import_options {
	struct deadline_period period;
	int approved; /* day or DAY_NONE */
	/* A person's choice for the columns of the first head; NULL: guess. */
	const enum column_role *roles;
	int roles_n;
};

enum rc import_read(struct arena *, const void *bytes, size_t n,
    const struct import_options *, struct import *) MUST_USE;
/* Text as import_file_read gives it: bytes, or the blocks of a document. */
enum rc import_source(struct arena *, const char *source, size_t n,
    const struct import_options *, struct import *) MUST_USE;
/* Rows that another reader found. */
enum rc import_rows(struct arena *, const struct paste_rows *,
    const struct import_options *, struct import *) MUST_USE;

/* The roadmap in the columns and the order of its source, a row on a line
 * with TABs between, as sheets copy: what was joined is joined. */
void import_print(const struct import *, struct strbuf *);

/* The key of a row of these words and this term; scratch takes what it needs
 * on the way. */
uint64_t import_key(struct arena *scratch, const char *text, const char *term);

/* why lives as long as the import; more than there is room for are counted
 * only. */
void import_flag_add(struct import *, struct import_activity *,
    const char *flag, const char *why);
void import_warn(struct import *, int line, const char *flag, const char *why);

#endif
