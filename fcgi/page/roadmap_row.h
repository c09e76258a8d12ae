#ifndef PAGE_ROADMAP_ROW_H
#define PAGE_ROADMAP_ROW_H

#include "base/rc.h"

struct activity;
struct evidence;
struct request;
struct roadmap;
struct view;

/* What a visitor sees of one roadmap, while its rows are shown. */
struct page_roadmap_row {
	const struct request *req;
	const struct roadmap *map;
	const struct evidence *proofs; /* of all rows, row by row */
	int proofs_n;
	int today;
};

/* Into the current node: id number Lines.N Items.N responsible result kpi deadline
 * understood css label note Proofs.N title address, held. */
enum rc page_roadmap_row(const struct page_roadmap_row *, struct view *,
    const struct activity *) MUST_USE;

#endif
