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
	ACTIVITY_TEXT_MAX = 8000, /* characters of one cell; seeds have 2 100 */
	ACTIVITY_REASON_MAX = 1000,
	ACTIVITIES_MAX = 5000 /* of one roadmap */
};

/* What the curator sees: state and the clock together.  Late, overdue and
 * ahead are never stored. */
enum activity_show {
	ACTIVITY_AHEAD,	  /* its window has not begun */
	ACTIVITY_NOW,	  /* inside its window, or begun */
	ACTIVITY_OVERDUE, /* window over, not done */
	ACTIVITY_OPEN, /* срок не подтверждён: a person must decide */
	ACTIVITY_DONE,
	ACTIVITY_DONE_LATE,
	ACTIVITY_FAILED,
	ACTIVITY_DROPPED,
	ACTIVITY__COUNT
};
struct activity_show_words {
	const char *name, *title, *css;
};
extern const struct activity_show_words activity_shows[ACTIVITY__COUNT];

struct activity {
	int64_t id, roadmap_id, section_id, import_id;
	int position;
	const char *number, *text, *deadline, *responsible, *result, *kpi;
	const char *cells, *flags; /* JSON */
	int due_from, due_to;	   /* days; DAY_NONE */
	const char *due;	   /* read open decided whole external none */
	const char *state, *reason;
	int done_on; /* DAY_NONE */
	bool hidden;
	int evidence; /* how many, not removed */
	const char *section_title;
	int64_t version, updated_at;
};
enum activity_show activity_show(const struct activity *, int today);

/* Each one transaction with the journal; version as seen (RC_CONFLICT);
 * RC_INVALID with the sentence.  "done" needs evidence of the promised kind
 * or a reason (R17, 4.2). */
enum rc activity_set_state(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char *state, int done_on,
    const char *reason, const char **why) MUST_USE;
/* kind: suggestion (from, to of the reader), dates, as_written, external,
 * withdrawn (the decision is taken back). */
enum rc activity_decide(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, const char *kind, int from, int to,
    const char *reason, const char **why) MUST_USE;
enum rc activity_set_people(struct store *, struct arena *,
    const struct actor *, int64_t id, const int64_t *accounts, int n) MUST_USE;
enum rc activity_set_item(struct store *, const struct actor *,
    int64_t activity_id, int64_t item_id, bool done, int today) MUST_USE;
enum rc activity_hide(
    struct store *, const struct actor *, int64_t id, bool hidden) MUST_USE;

#endif
