#ifndef DESK_ROADMAP_DOUBTS_H
#define DESK_ROADMAP_DOUBTS_H

#include "base/rc.h"

struct import;
struct view;

/*
 * What the program says about a row, in two or three words: headings for many
 * rows of one kind.  The sentences stand with the rows themselves.
 */
enum doubt_weight {
	DOUBT_ASKS,  /* no day counts before a person has decided */
	DOUBT_CHECK, /* the document may be wrong */
	DOUBT_NOTE   /* to be known */
};
struct desk_roadmap_doubt {
	const char *flag; /* "OUT_OF_PERIOD" */
	const char *title;
	enum doubt_weight weight;
};

/* Ends with a row of NULL; those that ask stand first. */
extern const struct desk_roadmap_doubt desk_roadmap_doubts[];

/* Asks.N, Checks.N, Notes.N (title n more Rows.N n label page) of what was
 * read; a page of it holds page_rows rows. */
void desk_roadmap_doubts_show(
    struct view *, const struct import *, int page_rows);

#endif
