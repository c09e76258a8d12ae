#ifndef MEDIAPLAN_ATTENDANCE_H
#define MEDIAPLAN_ATTENDANCE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/attendances.h"

struct actor;
struct arena;
struct store;

/* Who came to an event, of how many who could have (R24-R28). */
enum attendance_audience {
	ATTENDANCE_TEACHERS,
	ATTENDANCE_PARENTS,
	ATTENDANCE_PUPILS,
	ATTENDANCE_PARTNERS,
	ATTENDANCE_ALUMNI,
	ATTENDANCE_OTHER,
	ATTENDANCE_AUDIENCES
};
enum {
	ATTENDANCE_MAX = 100000,   /* people at one event: a stadium */
	ATTENDANCE_NOTE_MAX = 300, /* characters: "протокол № 3" */
	ATTENDANCE_LIST_MAX = 2000 /* rows of a year: six of each event */
};

struct attendance_word {
	const char *name, *label; /* "parents", "Родители" */
};
extern const struct attendance_word attendance_words[ATTENDANCE_AUDIENCES];

struct attendance {
	int64_t event_id;
	enum attendance_audience audience;
	int present, total; /* -1: not said; present -1: no row */
	const char *note;
	const char *event; /* title, read-only */
	int64_t starts_at; /* of the event, read-only */
};

/* All that is said of one event as one word, to notice that somebody else
 * has said something else meanwhile. */
const char *attendance_seen(struct arena *, const struct attendance *, int n);
/* What is said of an event takes the place of what was said: one row of each
 * audience; those with present -1 have none.  One transaction with the
 * journal.  seen: as attendance_seen gave it (RC_CONFLICT); RC_INVALID,
 * RC_DENIED: the sentence in *why. */
enum rc attendance_save(struct store *, struct arena *, const struct actor *,
    int64_t event_id, const char *seen,
    const struct attendance list[ATTENDANCE_AUDIENCES], int64_t now,
    const char **why) MUST_USE;

#endif
