#ifndef IMPORT_TABLE_H
#define IMPORT_TABLE_H

#include <stdbool.h>
#include "base/rc.h"
#include "import/column.h"
#include "import/paste.h"

struct arena;

/*
 * Rows of cells told apart: which are headings of columns, which are
 * activities, what continues the row above, and what is no roadmap at all.
 * Nothing is thrown away: every row of the paste has a kind.
 */
enum table_kind {
	TABLE_LEFTOVER,	 /* prose, other tables: shown to the person */
	TABLE_HEADER,	 /* the headings of columns, where they first stand */
	TABLE_REPEATED,	 /* the same again after a page break */
	TABLE_NUMBERS,	 /* 1 2 3 4 5 under the headings */
	TABLE_SEPARATOR, /* --- */
	TABLE_HEADING,	 /* a section begins */
	TABLE_ACTIVITY,
	TABLE_CONTINUED, /* belongs to the activity before it */
	TABLE_PART,	 /* a line of a row whose cells hold line ends */
	TABLE_KINDS
};

/* Different headings in one document; a roadmap has one, a region's with
 * tables for each level a few. */
enum { TABLE_HEADS_MAX = 16 };

struct table_head {
	struct column *columns;
	int n;
	int at[COLUMN_ROLES]; /* the first column of a role; -1 */
	int blank_end;	      /* empty headings behind the last one */
	int shared;	      /* the column that has terms and people; -1 */
	const struct paste_row *rows[2]; /* that it was read from */
	bool guessed;			 /* there were no headings */
	/* How the rows under it are written. */
	bool numbered;	 /* most rows have a number */
	bool bare;	 /* no row has anything but number and words */
	bool spaced;	 /* most rows stand after a blank one */
	bool capital;	 /* nearly all names begin with a capital */
	unsigned depths; /* BIT(depth) of the numbers of full rows */
};

struct table_row {
	enum table_kind kind;
	const struct paste_row *src;
	int head;
	const char **cells, **over; /* by column of the head; never NULL[] */
	bool broken;		    /* after a blank row or repeated headings */
	bool loose;		    /* a line of prose within the table */
	bool strong;		    /* the words of it are bold */
	bool roman;		    /* of a heading: I. II. Раздел ... */
};

/* Rows from one line to another that have one cell fewer than headings. */
struct table_gap {
	int from_line, to_line;
	int head, column; /* what was dropped */
	bool doubtful;	  /* another column fits as well */
};
enum { TABLE_GAPS_MAX = 64 };

struct table {
	struct table_head heads[TABLE_HEADS_MAX];
	int heads_n;
	struct table_row *rows; /* one for each row of the paste */
	int n;
	struct table_gap gaps[TABLE_GAPS_MAX];
	int gaps_n;
	bool list;   /* there was no table: numbered lines */
	bool placed; /* a document: a narrow row has empty cells at its end */
	const char *refusal;
};

/* RC_INVALID with t->refusal: there is no roadmap in it.  roles: what a
 * person chose for the columns of the first head, or NULL. */
enum rc table_read(struct arena *, const struct paste_rows *,
    const enum column_role *roles, int roles_n, struct table *) MUST_USE;
/* The words of a row in the column of a role; "" */
const char *table_text(
    const struct table *, const struct table_row *, enum column_role);
/* What an activity is named by: ACTIVITY or, without it, CONTENT. */
enum column_role table_main(const struct table *, int head);

#endif
