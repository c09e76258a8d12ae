#ifndef DEADLINE_DEADLINE_INNER_H
#define DEADLINE_DEADLINE_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include "deadline/deadline.h"

/*
 * How a cell is read: bytes -> tokens (scan, words) -> marks and terms
 * whose years may be open (marks, terms) -> windows (years) -> flags.
 */
enum token_class {
	T_UNKNOWN,
	/* signs */
	T_COMMA,
	T_SEMI,
	T_DOT,
	T_COLON,
	T_DASH,
	T_SLASH,
	T_OPEN,
	T_CLOSE,
	T_SIGN,
	T_BLANK, /* "____": to be filled in by hand */
	/* numbers */
	T_NUM,	/* value, digits; ordinal: "1-я"; roman */
	T_DATE, /* day, month, year (0: none); day 0: "09.2024" */
	T_TIME,
	T_GLUED, /* "202415": two numbers without a sign between them */
	/* words that name a piece of the calendar */
	T_MONTH,
	T_ORD, /* value; -1: the last */
	T_COUNT,
	T_WEEKDAY,
	T_WEEKDAYS, /* "пятницам" */
	T_SEASON,
	T_DAYS,
	T_HOURS,
	T_WEEK,
	T_MONTHS,
	T_QUARTER,
	T_SCHOOLTERM, /* четверть, триместр: only the school knows when */
	T_HALFYEAR,
	T_SEMESTER,
	T_HALFPART,
	T_DECADE,
	T_YEAR,
	T_STUDY,
	T_CALENDAR,
	T_CURRENT,
	T_OTHERYEAR,
	T_CHISLO,
	/* ends */
	T_UNTIL,
	T_TOWARDS,
	T_PO,
	T_FROM,
	T_AFTER,
	T_BEFORE,
	T_NOT,
	T_LATER,
	T_EARLIER,
	T_STARTING,
	T_IN,
	T_BEGIN,
	T_MIDDLE,
	T_END,
	/* marks */
	T_EACH,
	T_OFTEN,
	T_YEARLY,
	T_TIMES,
	T_LESS,
	T_COURSE, /* течение */
	T_ALL,
	T_PERIOD,
	T_ALWAYS,
	T_OF_PROGRAMME,
	T_CONDITION, /* a date may follow and is another thing */
	T_ANCHOR,    /* all that follows says to what the term is tied */
	T_OUTSIDE,   /* another plan, another authority */
	T_NOTHING,   /* "не указан" */
	T_EXCEPT,    /* takes something away: never read */
	T_STAGE,     /* этап, тур: a label of a term */
	/* small words */
	T_AND,
	T_OR,
	T_THEN,
	T_BUT,
	T_FILL
};

struct token {
	enum token_class class;
	int value, digits;
	int day, month, year;
	bool ordinal, roman, abbr, typo;
	bool plural; /* "первых", "20-е": several, "числа" says about when */
	bool glued;   /* nothing stands between it and the token before */
	bool newline; /* a line end stands before it */
	const char *word;
	size_t from, to; /* bytes of the verbatim text */
};

enum piece_kind {
	PIECE_DAY,
	PIECE_MONTH,
	PIECE_QUARTER, /* n..m */
	PIECE_HALF,    /* n..m; study: of a school year */
	PIECE_WEEK,    /* n..m of a month */
	PIECE_DECADE,
	PIECE_HALFPART,
	PIECE_WEEKDAY, /* the n-th; day is the weekday */
	PIECE_YEAR,    /* year..pair_end */
	PIECE_SCHOOLYEAR
};

/* A piece of the calendar; year 0: not said here.  n: which one, -1 the
 * last; of a day: the weekday that is named beside it, 0 for none. */
struct piece {
	enum piece_kind kind;
	int day, month, n, m;
	int year, pair_end; /* 2024-2025: year and pair_end */
	bool study;	    /* the years are those of a school year */
};

/* One term: a piece, or from a to b. */
struct term {
	struct piece a, b;
	bool range, until, since;
	bool before;	/* until the day before a begins */
	bool bracketed; /* stands in brackets behind another */
	bool prefix;	/* "2024 год: ", the year of what follows */
	bool apart;	/* more than a comma parts it from the one before */
};

/* Empty tokens behind the last one, for readers that look ahead. */
enum { DEADLINE_AHEAD = 8 };
/* Two years of months twice over; more is not a term but a calendar. */
enum { DEADLINE_TERMS_MAX = 48 };

struct reading {
	struct arena *arena;
	const struct deadline_period *period;
	const char *verbatim;
	struct token *t; /* t[n] and some more: T_UNKNOWN, word "" */
	int n;
	struct term terms[DEADLINE_TERMS_MAX];
	int terms_n;
	bool parted;	  /* something stands between the terms */
	bool listed;	  /* that is a comma or «и», nothing else */
	bool whole;	  /* "в течение года" */
	bool whole_until; /* "до конца периода" */
	bool vague;   /* "в конце года": of use only beside a term */
	bool mute;    /* no window of it is worth proposing */
	bool yearly;  /* "ежегодно" */
	bool unknown; /* words are left that nobody understood */
	bool swallowed; /* a mark took words that may have been a term */
	int behind;	/* the last term */
	int labelled;	/* where a term stands whose label has a sign */
	int depth;	/* of brackets */
	struct deadline *out;
};

void deadline_flag_set(struct reading *, enum deadline_flag);
bool deadline_flag_has(const struct reading *, enum deadline_flag);

/* ---- deadline_scan.c, deadline_join.c, deadline_dates.c, deadline_words.c,
 * deadline_vocabulary.c, deadline_beside.c */

struct deadline_vocable {
	const char *word;
	enum token_class class;
	int value;
};
extern const struct deadline_vocable deadline_vocabulary[];
extern const size_t deadline_vocabulary_n;

/* Valid UTF-8 into r->t. */
void deadline_scan(struct reading *);
/* Tokens that belong together: words cut by a line end, dates, ordinals. */
void deadline_join(struct reading *);
/* One walk over all tokens.  A step looks at the tokens from i on and says
 * how many of them become t[i]; 1: none. */
void deadline_join_walk(struct reading *, int (*step)(struct reading *, int i));
void deadline_join_end(struct reading *, int n); /* there are n tokens */
void deadline_dates_join(struct reading *);	 /* dates written in numbers */
/* word: small letters, ё is е.  Fills class, value, abbr, typo. */
void deadline_words_find(struct token *);
/* The same for the names of months alone, with slips of the pen. */
void deadline_month_find(struct token *);
/* It may be a month that was written so badly that nobody knows it. */
bool deadline_month_like(const char *word);
/* "сентября", of a word that is a month. */
bool deadline_month_genitive(const char *word);
/* It is a month with a slip or two, as far as one can tell. */
bool deadline_month_near(const char *word);
/* Slips between a word and another one, or its beginning; 9 is many. */
int deadline_month_slips(const char *word, const char *stem, bool prefix);

/* The word names people, a place or a form of work, and so no time. */
bool deadline_beside(const char *word);

/* ---- readers of phrases: the place behind the phrase, or i: not here */

int deadline_often_read(struct reading *, int i);
int deadline_remarks_read(struct reading *, int i);
int deadline_marks_read(struct reading *, int i);
int deadline_tied_read(struct reading *, int i);
/* To the end of the phrase: a sign, or words that begin another mark. */
int deadline_tied_skip(struct reading *, int i, bool stop_at_terms);
bool deadline_tied_stop(const struct token *);
int deadline_terms_read(struct reading *, int i);
void deadline_terms_add(struct reading *, const struct term *);
/* Of the term first and the one before it, with i where its words begin. */
bool deadline_pair_until(const struct reading *, int first);
bool deadline_pair_doubt(const struct reading *, int first, int i, bool bare);
/* Two that are the ends of one become it. */
bool deadline_pair_since(struct reading *, int first);
void deadline_pair_between(struct reading *, int first);
/* Behind a month, the last term: which weeks or days of it. */
int deadline_part_read(struct reading *, int i);
/* "первые 10 дней мая" as a term; more years behind the last term. */
int deadline_part_first(struct reading *, int i);
int deadline_part_years(struct reading *, int i);
/* A term may begin at i. */
bool deadline_terms_begin(const struct reading *, int i);
/* One piece with the year behind it. */
int deadline_piece_read(struct reading *, int i, struct piece *);
/* What the numbers before i count; the numbers are set afterwards. */
int deadline_piece_noun(struct reading *, int i, struct piece *);
void deadline_piece_count(struct piece *, int n, int m);
/* Whether the noun at i is counted or told by its number. */
void deadline_piece_form(struct reading *, int i);

/* ---- deadline_years.c, deadline_flags.c */

/* The days of a piece in its year; false: there are none. */
bool deadline_bounds(
    const struct piece *, const struct deadline_period *, int *from, int *to);
void deadline_years_settle(struct reading *);
void deadline_flags_settle(struct reading *, int approved);
/* The same window some years away that lies inside the period. */
bool deadline_flags_shift(const struct deadline_period *,
    const struct deadline_window *, int years, struct deadline_window *);

#endif
