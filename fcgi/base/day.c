#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"

/* A school's plan names years of our time; what lies outside is a slip of
 * the pen, and every sum below stays far from the ends of int. */
enum { YEAR_MIN = 1990, YEAR_MAX = 2199 };

enum { DAYS_OF_ERA = 146097, EPOCH = 719468, WEEK = 7, THURSDAY = 3 };

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* The year begins in March here, so that the leap day is its last. */
static int
number(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;
	int era = y / 400, of_era = y % 400;

	return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 +
	       (153 * m + 2) / 5 + day - 1 - EPOCH;
}

int
day_of(int year, int month, int day)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 ||
	    day < 1 || day > month_days(year, month))
		return DAY_NONE;
	return number(year, month, day);
}

void
day_parts(int n, int *year, int *month, int *day)
{
	int z = n + EPOCH, era = z / DAYS_OF_ERA, doe = z % DAYS_OF_ERA;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int m = (5 * doy + 2) / 153;

	*day = doy - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int
day_weekday(int n)
{
	int k = (n + THURSDAY) % WEEK;

	return (k < 0 ? k + WEEK : k) + 1;
}

int
day_month_end(int year, int month)
{
	if (month < 1 || month > 12)
		return DAY_NONE;
	return day_of(year, month, month_days(year, month));
}

/* Exactly n digits. */
static bool
digits(const char *s, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + s[i] - '0';
	}
	return true;
}

bool
day_parse(const char *s, int *n)
{
	int year, month, day;

	if (s == NULL || strlen(s) != sizeof("2024-09-01") - 1 || s[4] != '-' ||
	    s[7] != '-' || !digits(s, 4, &year) || !digits(s + 5, 2, &month) ||
	    !digits(s + 8, 2, &day))
		return false;
	*n = day_of(year, month, day);
	return *n != DAY_NONE;
}

char *
day_iso(struct arena *a, int n)
{
	int year, month, day;

	if (n == DAY_NONE)
		return arena_strdup(a, "");
	day_parts(n, &year, &month, &day);
	return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

char *
day_ru(struct arena *a, int n)
{
	int year, month, day;

	if (n == DAY_NONE)
		return arena_strdup(a, "");
	day_parts(n, &year, &month, &day);
	return arena_printf(
	    a, "%d %s %d г.", day, date_month_ru_gen(month), year);
}
