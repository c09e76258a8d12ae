#ifndef MAIL_DIGEST_H
#define MAIL_DIGEST_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;
struct subscriber;

/*
 * What a letter of reminders says (R18): deadlines of running roadmaps that
 * come near or are over; to a curator all of them, to the others their own.
 */
enum {
	DIGEST_LEAD = 7,      /* days before; "за неделю" */
	DIGEST_AFTER = 30,    /* days after: a row of last autumn is no news */
	DIGEST_DAYS_MAX = 90, /* of both: a quarter */
	DIGEST_HOUR = 7,
	/* Rows in one letter; who has more reads them on the desk. */
	DIGEST_ROWS_MAX = 100,
	DIGEST_TEXT_MAX = 200 /* characters of a row's words */
};

struct digest_rules {
	bool on;
	int lead, after, hour;
	unsigned weekdays; /* BIT(1) Monday .. BIT(7) Sunday */
};

/* Settings digest.on .lead .after .weekdays .hour of the school; what is not
 * set or makes no sense: on, 7, 30, "1" (Mondays), 7. */
void digest_rules(struct store *, struct arena *, struct digest_rules *);
/* When letters are due next: an hour of a chosen day, never one of the day
 * planned; an hour of today that is over is due at once, and so is that of a
 * chosen day of the last week on which the machine was off.  0: never. */
int64_t digest_next(const struct digest_rules *, int planned, int64_t now);
/* The hour of today; and the latest chosen day up to a day, that day itself
 * when it is one. */
int64_t digest_hour(const struct digest_rules *, int64_t now);
int digest_last(const struct digest_rules *, int day);
/* The local day (base/day.h). */
int digest_day(int64_t);

struct digest {
	const char *subject, *text;
	int overdue, soon;
};
/* address: of the section, for links.  RC_NOT_FOUND: nothing to say. */
enum rc digest_compose(struct store *, struct arena *,
    const struct subscriber *, const struct digest_rules *, int today,
    const char *address, struct digest *) MUST_USE;

#endif
