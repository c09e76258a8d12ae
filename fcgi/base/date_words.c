#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/date.h"

enum { MONTHS = 12, DAYS = 7 };

static const struct {
	const char *name, *of, *shrt, *title, *http;
} months[MONTHS] = {
	{ "январь", "января", "янв", "Январь", "Jan" },
	{ "февраль", "февраля", "фев", "Февраль", "Feb" },
	{ "март", "марта", "мар", "Март", "Mar" },
	{ "апрель", "апреля", "апр", "Апрель", "Apr" },
	{ "май", "мая", "мая", "Май", "May" },
	{ "июнь", "июня", "июн", "Июнь", "Jun" },
	{ "июль", "июля", "июл", "Июль", "Jul" },
	{ "август", "августа", "авг", "Август", "Aug" },
	{ "сентябрь", "сентября", "сен", "Сентябрь", "Sep" },
	{ "октябрь", "октября", "окт", "Октябрь", "Oct" },
	{ "ноябрь", "ноября", "ноя", "Ноябрь", "Nov" },
	{ "декабрь", "декабря", "дек", "Декабрь", "Dec" },
};

static const struct {
	const char *name, *http;
} weekdays[DAYS] = {
	{ "понедельник", "Mon" },
	{ "вторник", "Tue" },
	{ "среда", "Wed" },
	{ "четверг", "Thu" },
	{ "пятница", "Fri" },
	{ "суббота", "Sat" },
	{ "воскресенье", "Sun" },
};

/* Every zone of Russia in tzdata, from west to east. */
static const struct {
	const char *zone, *words;
} cities[] = {
	{ "Europe/Kaliningrad", "Калининград" },
	{ "Europe/Moscow", "Москва" },
	{ "Europe/Simferopol", "Симферополь" },
	{ "Europe/Kirov", "Киров" },
	{ "Europe/Volgograd", "Волгоград" },
	{ "Europe/Astrakhan", "Астрахань" },
	{ "Europe/Saratov", "Саратов" },
	{ "Europe/Ulyanovsk", "Ульяновск" },
	{ "Europe/Samara", "Самара" },
	{ "Asia/Yekaterinburg", "Екатеринбург" },
	{ "Asia/Omsk", "Омск" },
	{ "Asia/Novosibirsk", "Новосибирск" },
	{ "Asia/Barnaul", "Барнаул" },
	{ "Asia/Tomsk", "Томск" },
	{ "Asia/Novokuznetsk", "Новокузнецк" },
	{ "Asia/Krasnoyarsk", "Красноярск" },
	{ "Asia/Irkutsk", "Иркутск" },
	{ "Asia/Chita", "Чита" },
	{ "Asia/Yakutsk", "Якутск" },
	{ "Asia/Khandyga", "Хандыга" },
	{ "Asia/Vladivostok", "Владивосток" },
	{ "Asia/Ust-Nera", "Усть-Нера" },
	{ "Asia/Magadan", "Магадан" },
	{ "Asia/Sakhalin", "Сахалин" },
	{ "Asia/Srednekolymsk", "Среднеколымск" },
	{ "Asia/Kamchatka", "Камчатка" },
	{ "Asia/Anadyr", "Анадырь" },
};

/* "UTC+5", "UTC−3:30", "UTC". */
static char *
offset_words(struct arena *a, int offset)
{
	int minutes = abs(offset) / 60;

	if (minutes == 0)
		return arena_strdup(a, "UTC");
	if (minutes % 60)
		return arena_printf(a, "UTC%s%d:%02d", offset < 0 ? "−" : "+",
		    minutes / 60, minutes % 60);
	return arena_printf(a, "UTC%s%d", offset < 0 ? "−" : "+", minutes / 60);
}

char *
date_zone_words(struct arena *a, int64_t t)
{
	struct date d = date_of(t); /* also sees to it that TZ is set */
	const char *name = getenv("TZ");
	char *utc = offset_words(a, d.offset);

	if (!name || strncmp(name, "UTC", 3) == 0)
		return utc;
	for (size_t i = 0; i < LEN(cities); i++)
		if (strcmp(cities[i].zone, name) == 0)
			name = cities[i].words;
	return arena_printf(a, "%s, %s", name, utc);
}

char *
date_iso(struct arena *a, int64_t t)
{
	struct date d = date_of(t);
	int minutes = abs(d.offset) / 60;

	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
	    d.year, d.month, d.day, d.hour, d.minute, d.second,
	    d.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

char *
date_input(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d", d.year, d.month,
	    d.day, d.hour, d.minute);
}

char *
date_ymd(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* t as UTC; what no calendar holds becomes its beginning. */
static struct tm
utc(int64_t t)
{
	time_t at = (time_t)t;
	struct tm tm;

	if (!gmtime_r(&at, &tm)) {
		at = 0;
		gmtime_r(&at, &tm);
	}
	return tm;
}

char *
date_http(struct arena *a, int64_t t)
{
	struct tm tm = utc(t);

	return arena_printf(a, "%s, %02d %s %04d %02d:%02d:%02d GMT",
	    weekdays[(tm.tm_wday + 6) % DAYS].http, tm.tm_mday,
	    months[tm.tm_mon].http, tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
	    tm.tm_sec);
}

char *
date_ics(struct arena *a, int64_t t)
{
	struct tm tm = utc(t);

	return arena_printf(a, "%04d%02d%02dT%02d%02d%02dZ", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static char *
day_words(struct arena *a, const struct date *d, bool year)
{
	const char *month = months[d->month - 1].of;

	if (year)
		return arena_printf(a, "%d %s %d г.", d->day, month, d->year);
	return arena_printf(a, "%d %s", d->day, month);
}

char *
date_ru(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return day_words(a, &d, true);
}

char *
date_ru_day(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return day_words(a, &d, false);
}

char *
date_ru_full(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(
	    a, "%s, %s", day_words(a, &d, true), date_weekday_ru(d.weekday));
}

char *
date_ru_short(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(a, "%d %s", d.day, months[d.month - 1].shrt);
}

char *
date_ru_month(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(a, "%s %d", months[d.month - 1].title, d.year);
}

char *
date_hm(struct arena *a, int64_t t)
{
	struct date d = date_of(t);

	return arena_printf(a, "%02d:%02d", d.hour, d.minute);
}

char *
date_ru_near(struct arena *a, int64_t t, int64_t now)
{
	struct date d = date_of(t);
	int days = date_days_between(now, t);
	const char *day;

	if (days == 0)
		day = "сегодня";
	else if (days == 1)
		day = "завтра";
	else
		day = day_words(a, &d, d.year != date_of(now).year);
	return arena_printf(a, "%s в %02d:%02d", day, d.hour, d.minute);
}

char *
date_ru_range(struct arena *a, int64_t from, int64_t to)
{
	struct date b = date_of(from), e = date_of(to > from ? to - 1 : from);
	bool year = b.year != e.year;
	/* «со второго», but «с третьего», «с двенадцатого». */
	const char *with = b.day == 2 ? "со" : "с";

	if (b.day == e.day && b.month == e.month && !year)
		return day_words(a, &b, false);
	if (b.month == e.month && !year)
		return arena_printf(
		    a, "%s %d по %s", with, b.day, day_words(a, &e, false));
	return arena_printf(a, "%s %s по %s", with, day_words(a, &b, year),
	    day_words(a, &e, year));
}

const char *
date_weekday_ru(int weekday)
{
	return weekday >= 1 && weekday <= DAYS ? weekdays[weekday - 1].name
					       : "";
}

const char *
date_month_ru(int month)
{
	return month >= 1 && month <= MONTHS ? months[month - 1].name : "";
}

const char *
date_month_ru_gen(int month)
{
	return month >= 1 && month <= MONTHS ? months[month - 1].of : "";
}
