#ifndef MEDIAPLAN_CHECK_H
#define MEDIAPLAN_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;
struct story;

/*
 * The one choke point: editor, approval, scheduling and sending ask here.
 * The gate of people and consents (R128) will stand in check_people; until
 * then it asks the editor to say whether people are named or shown, and the
 * approver to confirm by name.
 */
enum check_level { CHECK_GOOD, CHECK_ADVICE, CHECK_STOPS };

struct check {
	enum check_level level;
	const char *name;   /* "alt": stable, for tests and anchors */
	const char *text;   /* "Снимок 2 без описания" */
	const char *fix;    /* "Описать"; "" */
	const char *anchor; /* "a2": id of the field; "" */
};

enum check_moment {
	CHECK_EDIT, /* while writing: missing photo words are advice only */
	CHECK_SUBMIT,
	CHECK_APPROVE,
	CHECK_SCHEDULE,
	CHECK_SEND
};

/* All checks of a story for the site and, with vk set, for the wall, at
 * that moment; at is the minute it would go out.  *stops counts those that
 * stop. */
enum rc check_story(struct store *, struct arena *, const struct story *,
    bool vk, enum check_moment, int64_t at, int64_t now, struct check **,
    int *n, int *stops) MUST_USE;

#endif
