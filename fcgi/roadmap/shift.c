#include "roadmap/shift.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"

/* What base/day.h takes for a year. */
enum { YEAR_FROM = 1990, YEAR_TO = 2199 };

static size_t
digits(const char *s)
{
	return strspn(s, "0123456789");
}

static int
number(const char *s, size_t n)
{
	int x = 0;

	for (size_t i = 0; i < n; i++)
		x = x * 10 + (s[i] - '0');
	return x;
}

/* Bytes of a dash or a slash. */
static size_t
joint(const char *s)
{
	if (*s == '-' || *s == '/')
		return 1;
	if (strncmp(s, "–", strlen("–")) == 0 ||
	    strncmp(s, "—", strlen("—")) == 0)
		return strlen("—");
	return 0;
}

static const char *
past_blanks(const char *s)
{
	for (;;) {
		if (*s == ' ')
			s++;
		else if (strncmp(s, "\xc2\xa0", 2) == 0)
			s += 2;
		else
			return s;
	}
}

static bool
begins(const char *s, const char *word)
{
	return strncmp(s, word, strlen(word)) == 0;
}

/* «г.», «год», «гг.», «уч. год»: what stands before is a year. */
static bool
called_year(const char *s)
{
	s = past_blanks(s);
	if (begins(s, "уч"))
		return true;
	if (!begins(s, "г"))
		return false;
	s += strlen("г");
	return *s == '\0' || strchr(" .,;)", *s) != NULL || begins(s, "од") ||
	       begins(s, "г");
}

/* Two figures after "2024-" or "24/": the year's second half, unless it is
 * the day of a date. */
static bool
ends_year(const char *s)
{
	if (called_year(s))
		return true;
	if (*s == '.')
		return digits(s + 1) == 0;
	s = past_blanks(s);
	return *s == '\0' || strchr(",;)\n", *s) != NULL;
}

static void
put_short(struct strbuf *b, const char *s, int by)
{
	strbuf_addf(b, "%02d", ((number(s, 2) + by) % 100 + 100) % 100);
}

/* The second half of a school year behind its first half at year. */
static const char *
put_second(struct strbuf *b, const char *s, int year, int by)
{
	size_t n = joint(s);

	if (n == 0 || digits(s + n) != 2 ||
	    number(s + n, 2) != (year + 1) % 100 || !ends_year(s + n + 2))
		return s;
	strbuf_add(b, s, n);
	put_short(b, s + n, by);
	return s + n + 2;
}

/* "2024", "2024/25" */
static const char *
put_long(struct strbuf *b, const char *s, int by)
{
	int year = number(s, 4);

	if (year < YEAR_FROM || year > YEAR_TO || year + by < YEAR_FROM ||
	    year + by > YEAR_TO)
		return s;
	strbuf_addf(b, "%d", year + by);
	return put_second(b, s + 4, year, by);
}

/* "01.09.24" */
static const char *
put_date(struct strbuf *b, const char *s, int by)
{
	size_t day = digits(s), month, year;
	const char *m, *y;

	if (day > 2 || s[day] != '.')
		return s;
	m = s + day + 1;
	month = digits(m);
	if (month < 1 || month > 2 || m[month] != '.' || number(m, month) > 12)
		return s;
	y = m + month + 1;
	year = digits(y);
	if (year != 2 || (y[2] == '.' && digits(y + 3) > 0))
		return s;
	strbuf_add(b, s, (size_t)(y - s));
	put_short(b, y, by);
	return y + 2;
}

/* "24 г.", "24/25 уч. год" */
static const char *
put_bare(struct strbuf *b, const char *s, int by)
{
	const char *end;
	size_t mark = b->len;

	if (called_year(s + 2)) {
		put_short(b, s, by);
		return s + 2;
	}
	put_short(b, s, by);
	end = put_second(b, s + 2, number(s, 2), by);
	if (end != s + 2 && called_year(end))
		return end;
	b->len = mark;
	b->buf[mark] = '\0';
	return s;
}

const char *
shift_years(struct arena *a, const char *text, int by)
{
	struct strbuf b;
	const char *s = text, *end;
	size_t n;

	strbuf_init(&b);
	while (*s != '\0') {
		if ((n = digits(s)) == 0) {
			strbuf_addc(&b, *s++);
			continue;
		}
		end = s;
		if (n == 4)
			end = put_long(&b, s, by);
		else if (n <= 2)
			end = put_date(&b, s, by);
		if (end == s && n == 2)
			end = put_bare(&b, s, by);
		if (end == s) {
			strbuf_add(&b, s, n);
			end = s + n;
		}
		s = end;
	}
	if (strcmp(b.buf, text) != 0)
		text = arena_strndup(a, b.buf, b.len);
	strbuf_free(&b);
	return text;
}
