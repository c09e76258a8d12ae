#ifndef FIGURE_FIGURE_H
#define FIGURE_FIGURE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "figure/figures.h"

struct actor;
struct arena;
struct store;

/*
 * A figure of requirements 1.15 is described by data, db/figures/NAME.hdf
 * (the words are listed on top of figure_load.c): label, unit, threshold, the
 * row of the document it comes from, SQL of the numerator, of the
 * denominator (or the name of a total that people enter), of the records
 * behind it; a doubt with its ways of counting.  A statement may use
 *   ?1 ?2  first second of the cycle, first second after it
 *   ?3     the cycle      ?4  today (base/day.h)
 *   ?5     the roadmap, 0: none      ?6  now
 * and only reads: one that writes is refused when the program starts.
 * The rows of a figure are: kind, id, words, at (seconds), note, counts.
 */
enum {
	FIGURES_MAX = 40,    /* 1.15 has 26 */
	FIGURE_WAYS_MAX = 4, /* of counting one figure */
	FIGURE_TOTALS_MAX = 20,
	FIGURE_SQL_MAX = 256, /* statements of all descriptions */
	FIGURE_ROWS_MAX =
	    1000, /* shown behind one figure; the rest is counted */
	FIGURE_HISTORY_MAX = 100,
	FIGURE_REASON_MAX = 1000,   /* characters */
	FIGURE_SOURCE_MAX = 300,    /* characters: where a number is from */
	FIGURE_NUMBER_MAX = 1000000 /* people of a total, a threshold */
};

enum figure_unit { FIGURE_PERCENT, FIGURE_COUNT, FIGURE_PEOPLE, FIGURE_DAYS };

/* A number that people enter. */
struct figure_total_def {
	const char *name, *label, *help;
	bool yes_no; /* 1 or 0 */
};

/* One way of counting a figure. */
struct figure_way {
	const char *name, *label;
	const char *numerator, *denominator, *rows; /* SQL; NULL: none */
	const struct figure_total_def *numerator_total, *denominator_total;
	int64_t threshold;
};
struct figure_def {
	const char *name, *label, *about, *source;
	enum figure_unit unit;
	bool at_most; /* met by the threshold or less */
	int place;
	int64_t threshold_small; /* of a small school; -1: the same */
	const char *doubt;	 /* a question; "": there is none */
	/* The first one counts until a person has settled the doubt. */
	struct figure_way ways[FIGURE_WAYS_MAX];
	int ways_n;
};

/* What a figure is counted over. */
struct figure_scope {
	int64_t cycle_id, starts_at, ends_at; /* [starts_at, ends_at) */
	int64_t roadmap_id;		      /* 0: the cycle has none */
	int64_t now;
	int today; /* base/day.h */
};

struct figure_value {
	const struct figure_def *def;
	const struct figure_way *way; /* in force */
	bool settled;		      /* by a person, or there is no doubt */
	bool known;
	const struct figure_total_def *missing; /* why it is not known */
	int64_t numerator, denominator;
	int64_t value;	    /* tenths of a percent, rounded down; or a count */
	int64_t threshold;  /* whole percents, or a count */
	bool own_threshold; /* set for this cycle, not the document's */
	bool small;	    /* the threshold of a small school */
	bool met;
};

/* Reads and checks all descriptions, once per process: a store keeps their
 * statements by address, other ones need another store.  RC_FAIL, logged. */
enum rc figure_load(const char *db_dir) MUST_USE;
void figure_unload(void);
/* In the order of their places. */
int figure_all(const struct figure_def **);
const struct figure_def *figure_by_name(const char *); /* NULL */
int figure_totals(const struct figure_total_def **);
const struct figure_total_def *figure_total_by_name(const char *); /* NULL */
const struct figure_way *figure_way_of(
    const struct figure_def *, const char *name); /* NULL */

/* Every figure of the cycle, in order: figure_all many. */
enum rc figure_values(struct store *, struct arena *,
    const struct figure_scope *, struct figure_value **, int *n) MUST_USE;
enum rc figure_value_of(struct store *, struct arena *,
    const struct figure_scope *, const struct figure_def *,
    struct figure_value *) MUST_USE;
/* "96,4 %", "12", "7 дней", "—"; and how it compares: "не меньше 90 %". */
const char *figure_words(struct arena *, const struct figure_value *);
const char *figure_threshold_words(struct arena *, const struct figure_value *);
/* What an entered total says: "412", "да". */
const char *figure_total_words(
    struct arena *, const struct figure_total_def *, int64_t value);

/* One transaction each with the journal; RC_INVALID: the sentence in *why.
 * A way of counting ("" takes the decision back), a threshold in whole units
 * (-1: as the document says) or a total; all append-only. */
enum rc figure_settle(struct store *, struct arena *, const struct actor *,
    int64_t cycle_id, const char *figure, const char *way, const char *reason,
    const char **why) MUST_USE;
enum rc figure_set_threshold(struct store *, struct arena *,
    const struct actor *, int64_t cycle_id, const char *figure,
    int64_t threshold, const char *reason, const char **why) MUST_USE;
enum rc figure_set_total(struct store *, struct arena *, const struct actor *,
    int64_t cycle_id, const char *name, int64_t value, int on_day,
    const char *source, const char **why) MUST_USE;

#endif
