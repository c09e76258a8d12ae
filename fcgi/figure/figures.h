#ifndef FIGURE_FIGURES_H
#define FIGURE_FIGURES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct figure_scope;
struct store;

/* A record behind a figure. */
struct figure_row {
	const char *kind; /* activity story event publication */
	int64_t record_id;
	const char *words;
	int64_t at; /* 0: no time */
	const char *note;
	bool counts; /* in the numerator */
};
struct figure_choice {
	int64_t id, at, account_id;
	const char *who; /* name of the account, read-only */
	const char *figure, *what, *value, *reason; /* what: threshold doubt */
};
struct figure_total {
	int64_t id, at, account_id;
	const char *who; /* name of the account, read-only */
	const char *name, *source;
	int64_t value;
	int on_day;
};

/* The statements of all descriptions, so that they are prepared when the
 * program starts like every other (store/db.h).  NULL: no room. */
const char *figures_describe(const char *sql);
void figures_forget(void);
/* RC_FAIL, logged: a description writes. */
enum rc figures_check(struct store *) MUST_USE;

/* Of a description: one number; rows, at most max, all of them in *n_all. */
enum rc figures_number(struct store *, const char *sql,
    const struct figure_scope *, int64_t *) MUST_USE;
enum rc figures_rows(struct store *, struct arena *, const char *sql,
    const struct figure_scope *, int max, struct figure_row **, int *n,
    int *n_all) MUST_USE;

/* What is in force: the newest of each figure and what. */
enum rc figures_choices_now(struct store *, struct arena *, int64_t cycle_id,
    struct figure_choice **, int *n) MUST_USE;
/* The newest first, of one figure. */
enum rc figures_choices(struct store *, struct arena *, int64_t cycle_id,
    const char *figure, struct figure_choice **, int *n) MUST_USE;
/* The newest of each name; all of one cycle, the newest first. */
enum rc figures_totals_now(struct store *, struct arena *, int64_t cycle_id,
    struct figure_total **, int *n) MUST_USE;
enum rc figures_totals(struct store *, struct arena *, int64_t cycle_id,
    struct figure_total **, int *n) MUST_USE;

/* Written by figure.c only, inside its transactions. */
enum rc figures_insert_choice(
    struct store *, int64_t cycle_id, const struct figure_choice *) MUST_USE;
enum rc figures_insert_total(
    struct store *, int64_t cycle_id, const struct figure_total *) MUST_USE;

#endif
