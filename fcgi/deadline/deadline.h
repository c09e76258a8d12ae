#ifndef DEADLINE_DEADLINE_H
#define DEADLINE_DEADLINE_H

#include <stdbool.h>
#include "base/day.h"
#include "base/rc.h"

struct arena;

/*
 * What a cell of the column «Сроки» says.  A pure reading: the words are
 * kept for ever, nothing is corrected, and what has no certain reading has
 * no window.  A person's decision is another record.
 */
enum deadline_precision {
	DEADLINE_NONE,
	DEADLINE_DAY,
	DEADLINE_RANGE,
	DEADLINE_MONTH,
	DEADLINE_QUARTER,
	DEADLINE_HALF,
	DEADLINE_WEEK,
	DEADLINE_PERIOD
};
extern const char *const deadline_precisions[]; /* "none", "day", ... */

/* Requirements 2.7; flags across rows stand in import/crosscheck.h. */
enum deadline_flag {
	DEADLINE_OUT_OF_PERIOD,	 /* wholly outside: not confirmed */
	DEADLINE_EDGE_OF_PERIOD, /* overruns the edge: information */
	DEADLINE_REVERSED_RANGE,
	DEADLINE_BEFORE_APPROVAL,
	DEADLINE_AMBIGUOUS_UNTIL_MONTH,
	DEADLINE_YEAR_INHERITED,
	DEADLINE_MULTI_WINDOW,
	DEADLINE_EXTERNAL_TERM,
	DEADLINE_WHOLE_PERIOD,
	DEADLINE_EMPTY,
	DEADLINE_SPLIT_CELL_JOINED,
	DEADLINE_WEEKEND,
	DEADLINE_CONDITIONAL,
	DEADLINE_INVALID_DATE,
	DEADLINE_AMBIGUOUS, /* several readings: a person chooses */
	DEADLINE_TYPO,	    /* a word was read in spite of its spelling */
	DEADLINE_NO_YEAR,   /* neither the words nor the period name one */
	DEADLINE_UNREAD,    /* not understood, or not all of it */
	DEADLINE_REPEATED,  /* the same window twice in one cell: a hint */
	DEADLINE_REMARK,    /* words beside the term, not about when */
	DEADLINE_FLAGS
};
/* "OUT_OF_PERIOD" (the words of requirements 2.7), and a sentence for the
 * curator: what it means and what to do. */
extern const char *const deadline_flags[DEADLINE_FLAGS];
extern const char *const deadline_flag_sentences[DEADLINE_FLAGS];

enum { DEADLINE_WINDOWS_MAX = 24 }; /* two years of months */
/* A page of text: the longest cell met has 90 bytes.  A longer text is not
 * read (UNREAD); the command line refuses it. */
enum { DEADLINE_TEXT_MAX = 2000 };

struct deadline_window {
	int from, to;	/* days (base/day.h), both inclusive */
	bool open_left; /* «до …»: only the right end counts */
};

/* The document's period; from == DAY_NONE: it names none. */
struct deadline_period {
	bool school; /* counts in school years: halves, August */
	int from, to;
};

/*
 * How the words are read where they leave a choice:
 * - «до» and a month without a day: the last day before that month, with
 *   AMBIGUOUS_UNTIL_MONTH; «не позднее», «по» and a month: that month's end.
 * - A half-year or semester is of the school year (01.09-31.12, 01.01-31.05)
 *   in a plan for school years, else of the calendar; with a bare year in a
 *   school's plan it is AMBIGUOUS.
 * - The n-th week of a month is its days 7n-6 to 7n, the last one its last
 *   seven days; decades and halves likewise.  Their precision says so.
 * - A year comes from the words, from the right of a list or range, or from
 *   the period if only one fits; «август» in a school year never fits.
 * - «с сентября» has no end and so no window, except beside «ежемесячно» or
 *   «в течение года».  «Начало октября» and «осень» have none.
 * - «октябрь, 3 неделя» is that week; «октябрь, до 20 числа» its first 20 days.
 * - Roman numbers are months if one of them is more than IV (IX-XI, X.2024);
 *   «09.24», «сен.24» are a month and a year near the period, never a day.
 * - Words beside a term that are set off by brackets, a dash or a colon and
 *   name no time («(для 5 классов)», «1 этап:», «отчёт – …») are a REMARK;
 *   behind a comma only those that say who, where or what for sure
 *   («октябрь, педсовет»: deadline_beside.c).
 * - A bare weekday may be of every week or of one: AMBIGUOUS, and kept as a
 *   recurrence.  A blank («___ октября») is no date: UNREAD.
 * - Any doubt (AMBIGUOUS, INVALID_DATE, NO_YEAR, REVERSED_RANGE, UNREAD)
 *   takes away all windows of the cell; the suggestion may hold the likely
 *   one.  OUT_OF_PERIOD keeps the literal window: it is not confirmed.
 */

struct deadline {
	const char *verbatim;
	struct deadline_window windows[DEADLINE_WINDOWS_MAX];
	int windows_n;
	enum deadline_precision precision;
	const char *recurrence; /* "ежемесячно" as written; NULL */
	unsigned flags;		/* BIT(enum deadline_flag) */
	bool unread;
	bool suggested;
	struct deadline_window suggestion;
	const char *why; /* of the suggestion, a sentence */
};

/* "school:2024" (01.09.2024-31.08.2025), "calendar:2022",
 * "2021-09-01..2024-05-31" (at most ten years; from 1 September to a day of
 * May to August it counts in school years), "none". */
bool deadline_period_parse(const char *, struct deadline_period *);
/* approved: the day of approval or DAY_NONE.  A text that is too long or not
 * UTF-8 is UNREAD.  Linear in the length of the text. */
void deadline_read(struct arena *, const char *verbatim,
    const struct deadline_period *, int approved, struct deadline *);

#endif
