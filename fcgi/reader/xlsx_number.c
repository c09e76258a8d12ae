#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "reader/xlsx.h"

/* Excel's last day is 31.12.9999; below this no number loses digits. */
enum { DAY_MAX = 2958465, DECIMALS_MAX = 10 };
/* 1970-01-01 counted from 1899-12-30, and from 1904-01-01. */
enum { EPOCH_1900 = 25569, EPOCH_1904 = 24107 };
/* Excel takes 1900 for a leap year: earlier days are one behind. */
enum { FALSE_DAY = 60 };
enum { SECONDS_OF_DAY = 86400 };

static const double plain_max = 1e15;

static const char *const months[12] = { "январь", "февраль", "март", "апрель",
	"май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
	"декабрь" };

/* Excel's own list, as far as it says more than "as it is". */
static const struct {
	int first, last;
	struct xlsx_style style;
} builtins[] = {
	{ 1, 1, { XLSX_FIXED, 0 } },
	{ 2, 2, { XLSX_FIXED, 2 } },
	{ 3, 3, { XLSX_FIXED, 0 } },
	{ 4, 4, { XLSX_FIXED, 2 } },
	{ 9, 9, { XLSX_PERCENT, 0 } },
	{ 10, 10, { XLSX_PERCENT, 2 } },
	{ 14, 16, { XLSX_DATE, 0 } },
	{ 17, 17, { XLSX_MONTH, 0 } },
	{ 18, 21, { XLSX_TIME, 0 } },
	{ 22, 22, { XLSX_MOMENT, 0 } },
	{ 27, 31, { XLSX_DATE, 0 } },
	{ 32, 35, { XLSX_TIME, 0 } },
	{ 36, 36, { XLSX_DATE, 0 } },
	{ 37, 38, { XLSX_FIXED, 0 } },
	{ 39, 40, { XLSX_FIXED, 2 } },
	{ 45, 47, { XLSX_TIME, 0 } },
	{ 50, 58, { XLSX_DATE, 0 } },
};

struct xlsx_style
xlsx_number_builtin(int id)
{
	for (size_t i = 0; i < LEN(builtins); i++)
		if (id >= builtins[i].first && id <= builtins[i].last)
			return builtins[i].style;
	return (struct xlsx_style){ XLSX_GENERAL, 0 };
}

/* What the letters of a code are there for. */
struct letters {
	int d, m, y, h, s, digits, decimals, percent, other;
	bool point;
};

static void
letter(struct letters *l, char c)
{
	switch (c | 0x20) {
	case 'd':
		l->d++;
		return;
	case 'm':
		l->m++;
		return;
	case 'y':
		l->y++;
		return;
	case 'h':
		l->h++;
		return;
	case 's':
		l->s++;
		return;
	case 'e':
		l->other++;
		return;
	default:
		break;
	}
	if (c == '0' || c == '#' || c == '?') {
		l->digits++;
		l->decimals += l->point;
	} else if (c == '.')
		l->point = true;
	else if (c == '%')
		l->percent++;
	else if (c == '/' || c == '@')
		l->other++;
}

/* A bracket holds a colour, a language, or hours beyond a day. */
static const char *
bracket(struct letters *l, const char *p)
{
	const char *end = strchr(p, ']');

	if (end == NULL)
		return p + strlen(p) - 1;
	if (p[1] == 'h' || p[1] == 'm' || p[1] == 's')
		l->h++;
	return end;
}

/* The first part of a code: that of numbers above zero. */
static struct letters
scan(const char *p)
{
	struct letters l = { .d = 0 };
	const char *end;

	for (; *p && *p != ';'; p++) {
		if (*p == '"') {
			end = strchr(p + 1, '"');
			p = end ? end : p + strlen(p) - 1;
		} else if (*p == '[')
			p = bracket(&l, p);
		else if (*p == '\\' || *p == '_' || *p == '*') {
			if (p[1] == '\0')
				break;
			p++;
		} else
			letter(&l, *p);
	}
	return l;
}

struct xlsx_style
xlsx_number_style(const char *code)
{
	struct xlsx_style s = { XLSX_GENERAL, 0 };
	struct letters l;

	if (strcasecmp(code, "General") == 0)
		return s;
	l = scan(code);
	s.decimals =
	    (uint8_t)(l.decimals < DECIMALS_MAX ? l.decimals : DECIMALS_MAX);
	if (l.d || l.y || l.m > 2) {
		if (l.h || l.s)
			s.kind = XLSX_MOMENT;
		else
			s.kind = l.d == 0 && l.m > 0 ? XLSX_MONTH : XLSX_DATE;
	} else if (l.h || l.s)
		s.kind = XLSX_TIME;
	else if (l.percent)
		s.kind = XLSX_PERCENT;
	else if (l.digits && l.other == 0)
		s.kind = XLSX_FIXED;
	return s;
}

/* A point becomes the comma that is shown in Russia. */
static void
add_number(struct strbuf *out, double n, int decimals)
{
	char text[64], *p;

	if (decimals < 0 && fabs(n) < plain_max)
		snprintf(text, sizeof(text), "%.15g", n);
	else if (fabs(n) < plain_max)
		snprintf(text, sizeof(text), "%.*f", decimals, n);
	else
		snprintf(text, sizeof(text), "%.15g", n);
	if ((p = strchr(text, '.')) != NULL)
		*p = ',';
	strbuf_adds(out, strcmp(text, "-0") == 0 ? "0" : text);
}

static void
add_day(struct strbuf *out, enum xlsx_kind kind, int64_t day, int seconds,
    bool from_1904)
{
	int64_t since = day - (from_1904 ? EPOCH_1904 : EPOCH_1900);
	struct tm tm;
	time_t t;

	if (!from_1904 && day < FALSE_DAY)
		since++;
	t = (time_t)(since * SECONDS_OF_DAY);
	if (gmtime_r(&t, &tm) == NULL)
		return;
	if (kind == XLSX_MONTH) {
		strbuf_addf(out, "%s %d", months[tm.tm_mon], tm.tm_year + 1900);
		return;
	}
	strbuf_addf(out, "%02d.%02d.%04d", tm.tm_mday, tm.tm_mon + 1,
	    tm.tm_year + 1900);
	if (kind == XLSX_MOMENT)
		strbuf_addf(
		    out, " %02d:%02d", seconds / 3600, seconds / 60 % 60);
}

static void
add_time(struct strbuf *out, double n, enum xlsx_kind kind, bool from_1904)
{
	int64_t seconds = llround(n * SECONDS_OF_DAY);

	if (kind == XLSX_TIME)
		strbuf_addf(out, "%02lld:%02lld", (long long)(seconds / 3600),
		    (long long)(seconds / 60 % 60));
	else
		add_day(out, kind, seconds / SECONDS_OF_DAY,
		    (int)(seconds % SECONDS_OF_DAY), from_1904);
}

void
xlsx_number_add(
    struct strbuf *out, const char *value, struct xlsx_style s, bool from_1904)
{
	char *end;
	double n = strtod(value, &end);

	if (end == value || *end != '\0' || !isfinite(n)) {
		strbuf_adds(out, value);
		return;
	}
	switch ((enum xlsx_kind)s.kind) {
	case XLSX_FIXED:
		add_number(out, n, s.decimals);
		return;
	case XLSX_PERCENT:
		add_number(out, n * 100, s.decimals);
		strbuf_addc(out, '%');
		return;
	case XLSX_DATE:
	case XLSX_MONTH:
	case XLSX_MOMENT:
	case XLSX_TIME:
		if (n >= 0 && n <= DAY_MAX) {
			add_time(out, n, s.kind, from_1904);
			return;
		}
		break;
	case XLSX_GENERAL:
		break;
	}
	add_number(out, n, -1);
}

void
xlsx_number_add_iso(struct strbuf *out, const char *value)
{
	int y, m, d;

	if (sscanf(value, "%4d-%2d-%2d", &y, &m, &d) == 3)
		strbuf_addf(out, "%02d.%02d.%04d", d, m, y);
	else
		strbuf_adds(out, value);
}
