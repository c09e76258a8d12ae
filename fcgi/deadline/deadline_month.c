#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "deadline/deadline_inner.h"

/* The cases of each month, for reading and for telling a slip of the pen. */
static const struct {
	const char *stem;
	bool soft;
} stems[] = { { "январ", true }, { "феврал", true }, { "март", false },
	{ "апрел", true }, { "ма", true }, { "июн", true }, { "июл", true },
	{ "август", false }, { "сентябр", true }, { "октябр", true },
	{ "ноябр", true }, { "декабр", true } };
static const char *const endings[2][5] = { { "", "а", "е", "у", "ом" },
	{ "ь", "я", "е", "ю", "ем" } };

enum {
	MONTHS = 12,
	MAY = 5,
	FORM_MAX = 12, /* letters of "сентябрем" and two to spare */
	FORM_BYTES = 32,
	WORD_MAX = 32,
	SLIP_MAX = 16, /* letters of a word that is compared */
	SHORT = 6, /* март, июнь, июль: too near to парта, карта, июль */
	SLIPS = 2,
	START_BYTES = 6, /* three letters */
	LIKE_MIN = 5,	 /* a shorter word may be any month's remains */
	LONG = 7,	 /* from here on two slips still name one month */
	FAR = 9
};

static size_t
decode(const char *s, utf8proc_int32_t *c, size_t max)
{
	size_t n = 0, len = strlen(s);
	utf8proc_ssize_t k;

	for (size_t i = 0; i < len && n < max; i += (size_t)k) {
		k = utf8proc_iterate((const utf8proc_uint8_t *)s + i,
		    (utf8proc_ssize_t)(len - i), &c[n]);
		if (k <= 0)
			break;
		n++;
	}
	return n;
}

static int
min3(int x, int y, int z)
{
	int m = x < y ? x : y;

	return m < z ? m : z;
}

/* Slips between two words: a letter lost, added, changed, or two that
 * changed places. */
static int
slips(const utf8proc_int32_t *a, size_t n, const utf8proc_int32_t *b, size_t m)
{
	int d[SLIP_MAX + 1][SLIP_MAX + 1];

	for (size_t i = 0; i <= n; i++)
		d[i][0] = (int)i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++) {
			d[i][j] = min3(d[i - 1][j] + 1, d[i][j - 1] + 1,
			    d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] &&
			    d[i][j] > d[i - 2][j - 2] + 1)
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	return d[n][m];
}

/* Which letters there are, one bit each (some share one). */
static uint64_t
letters(const utf8proc_int32_t *a, size_t n)
{
	uint64_t set = 0;

	for (size_t i = 0; i < n; i++)
		set |= (uint64_t)1 << (a[i] & 63);
	return set;
}

/* The same letters in another order, or one of them doubled. */
static bool
same_letters(
    const utf8proc_int32_t *a, size_t n, const utf8proc_int32_t *b, size_t m)
{
	return letters(a, n) == letters(b, m) && n >= m;
}

int
deadline_month_slips(const char *word, const char *stem, bool prefix)
{
	utf8proc_int32_t w[WORD_MAX], s[WORD_MAX];
	size_t n = decode(word, w, WORD_MAX), m = decode(stem, s, WORD_MAX);
	int best = FAR;

	if (m >= SLIP_MAX || n + 1 < m || (!prefix && n > m + 1))
		return FAR;
	for (size_t k = m - 1; k <= m + 1; k++)
		/* Another ending is no slip. */
		if (k <= n && (prefix || k == n) && w[k - 1] == s[m - 1] &&
		    __builtin_popcountll(letters(w, k) ^ letters(s, m)) <= 2) {
			int x = slips(w, k, s, m);

			if (x < best)
				best = x;
		}
	return best;
}

static void
form(int month, int ending, char *out)
{
	int soft = stems[month].soft;
	const char *end = endings[soft][ending];

	if (month == MAY - 1 && ending == 0)
		end = "й";
	strcpy(out, stems[month].stem);
	strcat(out, end);
}

/* A word in a month's form: 0 slips; otherwise how many at the least. */
static int
month_slips(int month, const utf8proc_int32_t *w, size_t n)
{
	utf8proc_int32_t f[FORM_MAX];
	char text[FORM_BYTES];
	int best = FAR;

	for (int e = 0; e < 5; e++) {
		size_t m;
		int k;

		form(month, e, text);
		m = decode(text, f, FORM_MAX);
		/* A slip changes the length by one and two letters at the
		 * most: most words need no comparing. */
		if (n > m + SLIPS || m > n + SLIPS ||
		    __builtin_popcountll(letters(w, n) ^ letters(f, m)) >
			2 * SLIPS)
			continue;
		k = slips(w, n, f, m);
		if (k > 0 &&
		    (m < 4 || (m < SHORT && !same_letters(w, n, f, m))))
			continue;
		if (k > 1 && (m < LONG || n < LONG || w[0] != f[0]))
			continue;
		if (k < best)
			best = k;
	}
	return best;
}

/* "коября" for "ноября": only the first letter differs. */
static bool
is_first_changed(int month, const utf8proc_int32_t *w, size_t n)
{
	utf8proc_int32_t f[FORM_MAX];
	char text[FORM_BYTES];

	for (int e = 0; e < 5; e++) {
		form(month - 1, e, text);
		if (decode(text, f, FORM_MAX) == n && w[0] != f[0] &&
		    slips(w + 1, n - 1, f + 1, n - 1) == 0)
			return true;
	}
	return false;
}

/* Two slips, wherever they are, make another month of it. */
static bool
is_near_another(int month, const utf8proc_int32_t *w, size_t n)
{
	utf8proc_int32_t f[FORM_MAX];
	char text[FORM_BYTES];

	for (int i = 0; i < MONTHS; i++)
		for (int e = 0; e < 5 && i != month - 1; e++) {
			form(i, e, text);
			if (slips(w, n, f, decode(text, f, FORM_MAX)) <= SLIPS)
				return true;
		}
	return false;
}

void
deadline_month_find(struct token *t)
{
	utf8proc_int32_t w[FORM_MAX + 1];
	size_t n = decode(t->word, w, FORM_MAX + 1);
	int best = FAR, second = FAR, month = 0;

	if (n < 3 || n > FORM_MAX)
		return;
	for (int i = 0; i < MONTHS; i++) {
		int k = month_slips(i, w, n);

		if (k < best) {
			second = best;
			best = k;
			month = i + 1;
		} else if (k < second) {
			second = k;
		}
	}
	if (best > SLIPS || second == best)
		return;
	/* Then it must be the only one near: "октября"? */
	if (is_first_changed(month, w, n) && is_near_another(month, w, n))
		return;
	t->class = T_MONTH;
	t->value = month;
	t->typo = best > 0;
}

bool
deadline_month_genitive(const char *word)
{
	static const char *const ends[] = { "я", "а" };
	size_t n = strlen(word);

	for (size_t i = 0; i < LEN(ends); i++) {
		size_t k = strlen(ends[i]);

		if (n > k && strcmp(word + n - k, ends[i]) == 0)
			return true;
	}
	return false;
}

bool
deadline_month_near(const char *word)
{
	utf8proc_int32_t w[WORD_MAX], f[FORM_MAX];
	size_t n = decode(word, w, WORD_MAX), m;
	char text[FORM_BYTES];

	for (int i = 0; i < MONTHS && n > 1 && n <= FORM_MAX + SLIPS; i++)
		for (int e = 0; e < 5; e++) {
			form(i, e, text);
			m = decode(text, f, FORM_MAX);
			if (slips(w, n, f, m) <= (m < SHORT - 1 ? 1 : SLIPS))
				return true;
		}
	return false;
}

bool
deadline_month_like(const char *word)
{
	utf8proc_int32_t w[WORD_MAX], f[FORM_MAX];
	size_t n = decode(word, w, WORD_MAX), m;
	char text[FORM_BYTES];
	int k;

	if (n < LIKE_MIN)
		return true;
	for (int i = 0; i < MONTHS; i++)
		if (strncmp(word, stems[i].stem, START_BYTES) == 0 ||
		    strncmp(word, "май", START_BYTES) == 0)
			return true;
	for (int i = 0; i < MONTHS && n <= FORM_MAX + SLIPS; i++)
		for (int e = 0; e < 5; e++) {
			form(i, e, text);
			m = decode(text, f, FORM_MAX);
			k = slips(w, n, f, m);
			/* "старт" is not "март". */
			if (k <= (m < LONG ? SLIPS : SLIPS + 1) &&
			    (k == 1 || m >= SHORT || w[0] == f[0]))
				return true;
		}
	return false;
}
