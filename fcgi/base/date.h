#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/*
 * Dates of a school in its own time zone, in Russian words.  Instants are
 * UTC seconds.  The zone is one per process at a time: date_zone is called
 * when a request or a pass takes up a site.
 */

/* "Asia/Yekaterinburg"; false and UTC if the system does not know it. */
bool date_zone(const char *name);
bool date_zone_known(const char *name);
/* "Екатеринбург, UTC+5" for the zone in force at t. */
char *date_zone_words(struct arena *, int64_t t);

struct date {
	int year, month, day; /* month 1..12, day 1..31 */
	int hour, minute, second;
	int weekday; /* 1 Monday .. 7 Sunday */
	int offset;  /* seconds east of UTC */
};
struct date date_of(int64_t t);
/* The instant of a local wall-clock time; day and month may run over (day
 * 32 is the next month).  A time that does not exist moves forward. */
int64_t date_at(int year, int month, int day, int hour, int minute);
int64_t date_midnight(int64_t t);		 /* local 00:00 of t's day */
int64_t date_add_days(int64_t t, int days);	 /* same wall-clock time */
int date_days_between(int64_t from, int64_t to); /* local calendar days */

/* "2026-12-08", "2026-12-08T15:00" (local; what <input> sends), or with
 * seconds and an offset.  false: not such a date, or one that is not in the
 * calendar, or outside 2000..2199. */
bool date_parse(const char *, int64_t *out);
/* "2026-12" to the first instant of that month. */
bool date_parse_month(const char *, int64_t *out);

char *date_iso(struct arena *, int64_t);    /* 2026-12-08T15:00:00+05:00 */
char *date_input(struct arena *, int64_t);  /* 2026-12-08T15:00 */
char *date_ymd(struct arena *, int64_t);    /* 2026-12-08 */
char *date_http(struct arena *, int64_t);   /* Tue, 08 Dec 2026 10:00:00 GMT */
char *date_ics(struct arena *, int64_t);    /* 20261208T100000Z */
char *date_ru(struct arena *, int64_t);	    /* 8 декабря 2026 г. */
char *date_ru_day(struct arena *, int64_t); /* 8 декабря */
char *date_ru_full(struct arena *, int64_t); /* 8 декабря 2026 г., вторник */
char *date_ru_short(struct arena *, int64_t); /* 8 дек */
char *date_ru_month(struct arena *, int64_t); /* Декабрь 2026 */
char *date_hm(struct arena *, int64_t);	      /* 15:00 */
/* "сегодня в 15:00", "завтра в 15:00", "8 декабря в 15:00", with the year
 * when it is not now's. */
char *date_ru_near(struct arena *, int64_t t, int64_t now);
/* "с 3 по 5 декабря", "3 декабря": the local days of [from, to). */
char *date_ru_range(struct arena *, int64_t from, int64_t to);
const char *date_weekday_ru(int weekday); /* понедельник */
const char *date_month_ru(int month);	  /* декабрь */
const char *date_month_ru_gen(int month); /* декабря */

#endif
