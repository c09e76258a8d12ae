#ifndef FIGURE_FIGURE_H
#define FIGURE_FIGURE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct cycle_span;
struct store;

/*
 * A figure is described by data, db/figures/NAME.hdf: label, unit, threshold,
 * the row of a norm or roadmap it comes from, SQL of the numerator, of the
 * denominator (or the name of a total), of the records behind it; doubts
 * with their choices, each with SQL of its own where it changes the count.
 * SQL there may use ?1 ?2 (first and last second of the cycle), ?3 cycle id,
 * ?4 today, ?5 roadmap id.
 */
struct figure_value {
	const struct figure_def *def;
	bool known;			/* false: the denominator is missing */
	int64_t numerator, denominator; /* denominator 0: a plain count */
	int64_t value;			/* tenths of a percent, or the count */
	int64_t threshold;		/* in the same unit; -1 none */
	bool met;
	const char *doubt; /* the choice in force, "" when not settled */
};
struct figure_row {
	const char *kind; /* activity, story, event, record */
	int64_t record_id;
	const char *words;
	int64_t at;
};

enum rc figure_load(const char *db_dir) MUST_USE;
void figure_unload(void);
#endif
