#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>

struct arena;

/*
 * Days of the calendar without clock or zone, as a number: days since
 * 1970-01-01.  What a document says ("до 15 марта") is a day, not an instant.
 */
enum { DAY_NONE = -1000000 };

/* DAY_NONE if there is no such day (31 April), or outside 1990..2199. */
int day_of(int year, int month, int day);
void day_parts(int n, int *year, int *month, int *day);
int day_weekday(int n); /* 1 Monday .. 7 Sunday */
int day_month_end(int year, int month);
/* "2024-09-01"; the whole string. */
bool day_parse(const char *, int *n);
char *day_iso(struct arena *, int n);
char *day_ru(struct arena *, int n); /* 1 сентября 2024 г. */

#endif
