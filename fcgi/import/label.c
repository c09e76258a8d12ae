#include <string.h>

#include "base/day.h"
#include "import/glyph.h"
#include "import/label.h"

/* How far behind two years «учебный» may stand: "2023/2024 у.г.". */
enum { LABEL_WORD_BYTES = 8 };

/* n digits and no more; -1. */
static int
digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (!glyph_digit((uint8_t)s[i]))
			return -1;
		v = 10 * v + s[i] - '0';
	}
	return glyph_digit((uint8_t)s[n]) ? -1 : v;
}

static int
year_at(const char *s)
{
	int v = strncmp(s, "20", 2) == 0 ? digits(s, 4) : -1;

	return v;
}

/* "на 2021 год", "в 2021 году"; not "20.04.2021 года", "июля 2021 г.". */
static bool
named(const char *text, const char *year)
{
	static const char *const words[] = { "на ", "в " };
	size_t n;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		n = strlen(words[i]);
		if ((size_t)(year - text) >= n &&
		    memcmp(year - n, words[i], n) == 0 &&
		    ((size_t)(year - text) == n ||
			glyph_blank((uint8_t)year[-(long)n - 1])))
			return true;
	}
	return false;
}

static void
school_year(struct label *l)
{
	l->school = true;
	l->from = day_of(l->year, 9, 1);
	l->to = day_of(l->year + 1, 8, 31);
}

static const char *
read_label(const char *text, const char *s, struct label *l)
{
	const char *p = s + 4, *word;
	int second;

	*l = (struct label){ .year = year_at(s) };
	while (*p == ' ' || *p == '-' || *p == '/')
		p++;
	second = p > s + 4 ? year_at(p) : -1;
	if (second == -1 && p > s + 4 && p[-1] == '/')
		second = digits(p, 2) == (l->year + 1) % 100 ? l->year + 1 : -1;
	if (second == l->year + 1) {
		p += digits(p, 2) >= 0 ? 2 : 4;
		school_year(l);
		return p;
	}
	word = glyph_find(p, "уч|год_|году|года|г_");
	if (second > l->year) {
		l->from = day_of(l->year, 1, 1);
		l->to = day_of(second, 12, 31);
		return p + 4;
	}
	if (second != -1 || word == NULL || word - p > LABEL_WORD_BYTES ||
	    !named(text, s) || (s > text && s[-1] == '.'))
		return NULL;
	l->from = day_of(l->year, 1, 1);
	l->to = day_of(l->year, 12, 31);
	return p;
}

const char *
label_next(const char *folded, struct label *l)
{
	const char *s = folded, *end;

	for (; (s = strstr(s, "20")) != NULL; s += 2) {
		if (s > folded && glyph_digit((uint8_t)s[-1]))
			continue;
		if (s > folded && s[-1] == '.')
			continue;
		if (year_at(s) > 0 && (end = read_label(folded, s, l)) != NULL)
			return end;
	}
	return NULL;
}

int
label_day(const char *text)
{
	int d, m, y;

	for (const char *s = text; (s = strchr(s, '.')) != NULL; s++) {
		if (s - text < 2 || s[1] == '\0' || s[2] == '\0' || s[3] != '.')
			continue;
		d = digits(s - 2, 2);
		m = digits(s + 1, 2);
		y = digits(s + 4, 4);
		if (d > 0 && m > 0 && y > 0)
			return day_of(y, m, d);
	}
	return DAY_NONE;
}
