#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date.h"

enum { DAY = 86400 };
/* The longest name in tzdata has 32 letters. */
enum { ZONE_MAX = 64 };

/* Years that are a date on paper; keeps the arithmetic far from overflow. */
#define DATE_LO (-62135596800LL) /* 0001-01-01 */
#define DATE_HI 253370764800LL	 /* 9999-01-01 */
/* What date_parse takes for the plan of a school. */
enum { YEAR_LO = 2000, YEAR_HI = 2199 };

static const char zone_dir[] = "/usr/share/zoneinfo/";

/* The zone in force; "" until the first call sets UTC. */
static char zone[ZONE_MAX];

bool
date_zone_known(const char *name)
{
	char path[sizeof(zone_dir) + ZONE_MAX], magic[4];
	bool known;
	int fd;

	if (!name || !isalpha((unsigned char)*name) || strlen(name) >= ZONE_MAX)
		return false;
	/* No dot, so no way up out of the folder. */
	for (const char *p = name; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("_+-/", *p))
			return false;
	/* "right" counts leap seconds: its clock is not ours. */
	if (strncmp(name, "right/", 6) == 0)
		return false;
	snprintf(path, sizeof(path), "%s%s", zone_dir, name);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return false;
	known = read(fd, magic, sizeof(magic)) == (ssize_t)sizeof(magic) &&
		memcmp(magic, "TZif", sizeof(magic)) == 0;
	close(fd);
	return known;
}

/* The last instant that was asked for: one moment is worded in several ways
 * after another, and the zone's rules are slow to apply. */
static struct {
	bool known;
	time_t at;
	struct tm tm;
} last;

bool
date_zone(const char *name)
{
	bool known;

	if (name && *name && strcmp(name, zone) == 0)
		return true;
	known = date_zone_known(name);
	snprintf(zone, sizeof(zone), "%s", known ? name : "UTC");
	/* UTC0 needs no file. */
	setenv("TZ", known ? zone : "UTC0", 1);
	tzset();
	last.known = false;
	return known;
}

static int64_t
clamp(int64_t t)
{
	return t < DATE_LO ? DATE_LO : t > DATE_HI ? DATE_HI : t;
}

static void
local(int64_t t, struct tm *tm)
{
	time_t at = (time_t)clamp(t);

	if (!zone[0])
		date_zone("UTC");
	if (!last.known || last.at != at) {
		memset(&last.tm, 0, sizeof(last.tm));
		localtime_r(&at, &last.tm);
		last.at = at;
		last.known = true;
	}
	*tm = last.tm;
}

static int
offset_at(int64_t t)
{
	struct tm tm;

	local(t, &tm);
	return (int)tm.tm_gmtoff;
}

struct date
date_of(int64_t t)
{
	struct tm tm;

	local(t, &tm);
	return (struct date){
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
		.weekday = tm.tm_wday == 0 ? 7 : tm.tm_wday,
		.offset = (int)tm.tm_gmtoff,
	};
}

/* The wall clock as if it were UTC's. */
static int64_t
wall(int year, int month, int day, int hour, int minute)
{
	struct tm tm = {
		.tm_year = year - 1900,
		.tm_mon = month - 1,
		.tm_mday = day,
		.tm_hour = hour,
		.tm_min = minute,
	};

	return clamp(timegm(&tm));
}

int64_t
date_at(int year, int month, int day, int hour, int minute)
{
	int64_t u = wall(year, month, day, hour, minute);
	/* No zone is more than 14 hours from UTC: these two are on the two
	 * sides of a change of the clocks near u. */
	int before = offset_at(u - DAY), after = offset_at(u + DAY);

	if (offset_at(u - before) == before)
		return u - before;
	if (offset_at(u - after) == after)
		return u - after;
	return u - before; /* in the gap: as much later as it is wide */
}

int64_t
date_midnight(int64_t t)
{
	struct date d = date_of(t);

	return date_at(d.year, d.month, d.day, 0, 0);
}

int64_t
date_add_days(int64_t t, int days)
{
	struct date d = date_of(t);

	if (days == 0)
		return t;
	/* Ten thousand years; more would run over an int. */
	if (days < -3652425 || days > 3652425)
		return clamp(days < 0 ? DATE_LO : DATE_HI);
	return date_at(d.year, d.month, d.day + days, d.hour, d.minute) +
	       d.second;
}

int
date_days_between(int64_t from, int64_t to)
{
	struct date a = date_of(from), b = date_of(to);

	return (int)((wall(b.year, b.month, b.day, 0, 0) -
			 wall(a.year, a.month, a.day, 0, 0)) /
		     DAY);
}

/* n digits at *s; false if there are fewer. */
static bool
digits(const char **s, int n, int lo, int hi, int *out)
{
	*out = 0;
	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return *out >= lo && *out <= hi;
}

static bool
skip(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool
parse_ym(const char **s, int *year, int *month)
{
	return digits(s, 4, YEAR_LO, YEAR_HI, year) && skip(s, '-') &&
	       digits(s, 2, 1, 12, month);
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

/* "Z", "+05:00", "-03:30"; seconds east. */
static bool
parse_offset(const char **s, int *offset)
{
	int sign = **s == '-' ? -1 : 1, hours, minutes;

	*offset = 0;
	if (skip(s, 'Z'))
		return true;
	if (!skip(s, '+') && !skip(s, '-'))
		return false;
	if (!digits(s, 2, 0, 14, &hours) || !skip(s, ':') ||
	    !digits(s, 2, 0, 59, &minutes))
		return false;
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

bool
date_parse(const char *s, int64_t *out)
{
	int year, month, day, hour = 0, minute = 0, second = 0, offset;

	if (!s || !parse_ym(&s, &year, &month) || !skip(&s, '-') ||
	    !digits(&s, 2, 1, month_days(year, month), &day))
		return false;
	if (*s) {
		if (!skip(&s, 'T') || !digits(&s, 2, 0, 23, &hour) ||
		    !skip(&s, ':') || !digits(&s, 2, 0, 59, &minute))
			return false;
		if (skip(&s, ':') && !digits(&s, 2, 0, 59, &second))
			return false;
	}
	if (*s) {
		if (!parse_offset(&s, &offset) || *s)
			return false;
		*out = wall(year, month, day, hour, minute) + second - offset;
		return true;
	}
	*out = date_at(year, month, day, hour, minute) + second;
	return true;
}

bool
date_parse_month(const char *s, int64_t *out)
{
	int year, month;

	if (!s || !parse_ym(&s, &year, &month) || *s)
		return false;
	*out = date_at(year, month, 1, 0, 0);
	return true;
}
