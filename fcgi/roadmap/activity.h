#ifndef ROADMAP_ACTIVITY_H
#define ROADMAP_ACTIVITY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/activities.h"

struct actor;
struct arena;
struct store;

/* One row of the roadmap: its words are the document's. */
enum {
	ACTIVITY_REASON_MAX = 1000, /* characters */
	ACTIVITY_PEOPLE_MAX = 20,   /* accounts that answer for one row */
	ACTIVITIES_MAX = 8000	    /* of one roadmap: import/paste.h */
};

/* What the curator sees: state and the clock together.  Late and overdue
 * are never stored. */
enum activity_show {
	ACTIVITY_AHEAD,	  /* its window has not begun, or it has none */
	ACTIVITY_NOW,	  /* inside its window, or begun */
	ACTIVITY_OVERDUE, /* window over, not done */
	ACTIVITY_OPEN, /* срок не подтверждён: a person must decide */
	ACTIVITY_DONE,
	ACTIVITY_DONE_LATE,
	ACTIVITY_FAILED,
	ACTIVITY_DROPPED,
	ACTIVITY_SHOWS
};
struct activity_show_words {
	const char *name, *title, *css;
};
extern const struct activity_show_words activity_shows[ACTIVITY_SHOWS];

struct activity {
	int64_t id, roadmap_id, section_id, import_id;
	int position;
	const char *number, *text, *deadline, *responsible, *result, *kpi;
	const char *cells, *flags; /* JSON: [text by heading], [{flag, why}] */
	const char *match;
	int due_from, due_to; /* days; DAY_NONE */
	const char *due;      /* read open decided whole external none */
	const char *state;    /* planned working done failed dropped */
	const char *reason;
	int done_on;	     /* day; DAY_NONE */
	bool hidden;	     /* from visitors */
	int evidence;	     /* proofs, not removed; read-only */
	const char *section; /* title; read-only */
	int64_t version, updated_at;
};
struct activity_window {
	int from, to;
	bool open_left;
};
struct activity_item {
	int64_t id;
	const char *text;
	int done_on;
};
struct activity_person {
	int64_t activity_id, account_id; /* 0: only words */
	const char *words, *name;	 /* name: of the account */
	bool left;			 /* its account is locked; read-only */
};

/* The name of its account, and that it is locked. */
const char *activity_person_name(
    struct arena *, const struct activity_person *);
enum activity_show activity_show(const struct activity *, int today);
/* A person must decide before its deadline counts. */
bool activity_undecided(const struct activity *);

/* What a control sheet counts (R16). */
struct activity_counts {
	int all; /* without dropped ones */
	int done, late;
	int assigned; /* with a last day that counts */
	int on_time;  /* of those: done in time */
	int overdue, open, dropped;
	int by_show[ACTIVITY_SHOWS];
};
void activity_count(
    const struct activity *, int n, int today, struct activity_counts *);

/* Whether it is of a closed roadmap, in which nothing changes. */
enum rc activity_closed(
    struct store *, struct arena *, int64_t id, bool *closed) MUST_USE;

/* Each one transaction with the journal; version as seen (RC_CONFLICT);
 * RC_INVALID and RC_DENIED with the sentence in *why.  "done" needs a proof
 * of the promised kind or a reason (R17); failed and dropped a reason. */
enum rc activity_set_state(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char *state, int done_on,
    const char *reason, int today, const char **why) MUST_USE;
/* kind: suggestion, dates, as_written, external, withdrawn (as it was
 * read).  from, to: days of a suggestion or of own dates. */
enum rc activity_decide(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char *kind, int from, int to,
    const char *reason, const char **why) MUST_USE;
/* The same of many rows in one transaction; those that it says nothing about
 * or that somebody else has changed are passed over.  *done: of how many it
 * stands; RC_INVALID: of none. */
struct activity_decision {
	int64_t id, version;
	const char *kind, *reason;
	int from, to;
};
enum rc activity_decide_all(struct store *, struct arena *,
    const struct actor *, const struct activity_decision *, int n, int *done,
    const char **why) MUST_USE;
enum rc activity_set_people(struct store *, struct arena *,
    const struct actor *, int64_t id, int64_t version, const int64_t *accounts,
    int n, const char **why) MUST_USE;
/* These accounts beside those that the rows have already, or away from them;
 * all of it or nothing. */
struct activity_answer {
	int64_t activity_id, account_id;
};
enum rc activity_add_people(struct store *, struct arena *,
    const struct actor *, const struct activity_answer *, int n,
    const char **why) MUST_USE;
enum rc activity_drop_people(struct store *, struct arena *,
    const struct actor *, const struct activity_answer *, int n,
    const char **why) MUST_USE;
/* Ticks of its items; those that are as they shall be are left alone. */
struct activity_tick {
	int64_t item_id;
	bool done;
};
enum rc activity_set_items(struct store *, struct arena *, const struct actor *,
    int64_t id, const struct activity_tick *, int n, int today,
    const char **why) MUST_USE;
enum rc activity_hide(struct store *, struct arena *, const struct actor *,
    int64_t id, bool hidden, const char **why) MUST_USE;

#endif
