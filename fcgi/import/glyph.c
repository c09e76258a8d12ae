#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/rc.h"
#include "import/glyph.h"

/* "Наименование нескольких школьных мероприятий": words that may stand
 * between two stems of a pattern. */
enum { GLYPH_GAP_MAX = 4 };
/* Alternatives of a pattern; those of ours have up to 60. */
enum { GLYPH_STEMS_MAX = 80 };
/* "1.2.3.4.": no plan goes deeper, and a date has no more parts than this. */
enum { GLYPH_DEPTH_MAX = 5 };

uint32_t
glyph_at(const char *s)
{
	return glyph_next(&s);
}

uint32_t
glyph_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c = p[0];
	int n = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (c == 0)
		return 0;
	if (n > 0)
		c &= 0x3fu >> n;
	for (int i = 1; i <= n; i++) {
		if ((p[i] & 0xc0) != 0x80) { /* cut off: never past a NUL */
			*s += i;
			return 0xfffd;
		}
		c = c << 6 | (p[i] & 0x3f);
	}
	*s += n + 1;
	return c;
}

uint32_t
glyph_before(const char *start, const char *end)
{
	if (end == start)
		return 0;
	do
		end--;
	while (end > start && ((unsigned char)*end & 0xc0) == 0x80);
	return glyph_at(end);
}

bool
glyph_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c >= 0x400 && c < 0x460)
		return c < 0x430;
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

bool
glyph_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	if (c >= 0x400 && c < 0x460)
		return c >= 0x430;
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

bool
glyph_letter(uint32_t c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	if (c >= 0x400 && c < 0x460)
		return true;
	k = utf8proc_category((utf8proc_int32_t)c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
glyph_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

bool
glyph_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
glyph_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool
glyph_bullet(uint32_t c)
{
	static const uint32_t bullets[] = { 0x2022, 0x2023, 0x2043, 0x25aa,
		0x25ab, 0x25a0, 0x25a1, 0x25cf, 0x25cb, 0x25c6, 0x25ba, 0x25b6,
		0x2713, 0x2714, 0x2705, 0x2611, 0x27a2, 0x27a4, 0x2794, 0x2756,
		/* What Word's Symbol and Wingdings become in a paste. */
		0xf0b7, 0xf0a7, 0xf0fc, 0xf0d8, 0xf076 };

	if (c < 0x2000)
		return false;
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (bullets[i] == c)
			return true;
	return false;
}

bool
glyph_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb ||
	       (c >= 0x2018 && c <= 0x201f);
}

static uint32_t
folded_one(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c == 0x451 || c == 0x401)
		return 0x435;
	if (c >= 0x410 && c < 0x430)
		return c + 0x20;
	if (c >= 0x400 && c < 0x410)
		return c + 0x50;
	if (c >= 0x430 && c < 0x460)
		return c;
	if (glyph_dash(c))
		return '-';
	if (glyph_quote(c))
		return '"';
	return c;
}

static char *
put_folded(char *to, uint32_t c)
{
	return to + utf8proc_encode_char((utf8proc_int32_t)folded_one(c),
			(utf8proc_uint8_t *)to);
}

/* The Russian letter that looks like this Latin one; the letter itself. */
static uint32_t
russian_one(uint32_t c)
{
	static const char latin[] = "ABCEHKMOPTXaceopxy";
	static const char russian[] = "АВСЕНКМОРТХасеорху";
	const char *at = c > 0 && c < 0x80 ? strchr(latin, (int)c) : NULL;

	return at == NULL ? c : glyph_at(russian + 2 * (at - latin));
}

/* The word from..end at to, whose letters are of two alphabets. */
static char *
put_mixed(char *to, const char *from, const char *end)
{
	while (from < end)
		to = put_folded(to, russian_one(glyph_next(&from)));
	return to;
}

/* Latin letters become longer when they are read as Russian ones. */
static size_t
count_latin(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += (*s | 0x20) >= 'a' && (*s | 0x20) <= 'z';
	return n;
}

char *
glyph_fold(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + count_latin(s) + 1), *to = out;
	char *word_to = out;
	const char *word = s, *from;
	bool gap = false, latin = false, russian = false;
	uint32_t c;

	do {
		from = s;
		c = glyph_next(&s);
		if (!glyph_letter(c)) {
			if (latin && russian)
				to = put_mixed(word_to, word, from);
			latin = russian = false;
		} else if (!latin && !russian) {
			word = from;
			word_to = to + gap;
		}
		if (c == 0 || glyph_blank(c)) {
			gap = to > out;
			continue;
		}
		latin |= c < 0x80 && glyph_letter(c);
		russian |= c >= 0x400 && c < 0x460;
		if (gap)
			*to++ = ' ';
		gap = false;
		to = put_folded(to, c);
	} while (c != 0);
	*to = '\0';
	return out;
}

bool
glyph_empty(const char *s)
{
	uint32_t c;

	while ((c = glyph_next(&s)) != 0)
		if (glyph_letter(c) || glyph_digit(c))
			return false;
	return true;
}

const char *
glyph_trim(const char *s, size_t *n)
{
	const char *end = s + *n, *p;

	while (s < end) {
		p = s;
		if (!glyph_blank(glyph_next(&p)))
			break;
		s = p;
	}
	while (s < end) {
		if (!glyph_blank(glyph_before(s, end)))
			break;
		do
			end--;
		while (end > s && ((unsigned char)*end & 0xc0) == 0x80);
	}
	*n = (size_t)(end - s);
	return s;
}

static bool
is_word(const char *s)
{
	uint32_t c = glyph_at(s);

	return glyph_letter(c) || glyph_digit(c);
}

/* Behind the word at s and what parts it from the next one. */
static const char *
next_word(const char *s)
{
	while (is_word(s))
		glyph_next(&s);
	while (*s != '\0' && !is_word(s))
		glyph_next(&s);
	return s;
}

/* An alternative of a pattern, and its first stem. */
struct stem {
	const char *s;
	size_t n;
	bool whole; /* asks for a whole word */
};

static struct stem
stem_read(const char *s)
{
	struct stem stem = { s, strcspn(s, " |"), false };

	if (stem.n > 0 && s[stem.n - 1] == '_') {
		stem.whole = true;
		stem.n--;
	}
	return stem;
}

static bool
stem_here(const char *s, const struct stem *stem)
{
	/* Most words differ in their first letter. */
	return s[0] == stem->s[0] && s[1] == stem->s[1] &&
	       strncmp(s, stem->s, stem->n) == 0 &&
	       (!stem->whole || !is_word(s + stem->n));
}

/* The stems of one alternative from the word at s on. */
static bool
stems_match(const char *s, const struct stem *first)
{
	struct stem stem = *first;
	const char *end;

	for (int gap = 0; *s != '\0' && gap <= GLYPH_GAP_MAX; gap++) {
		if (stem_here(s, &stem)) {
			end = stem.s + stem.n + stem.whole;
			if (*end != ' ')
				return true;
			stem = stem_read(end + 1);
			gap = -1;
		}
		s = next_word(s);
	}
	return false;
}

const char *
glyph_find(const char *folded, const char *pattern)
{
	struct stem stems[GLYPH_STEMS_MAX];
	int n = 0;

	for (const char *p = pattern; n < GLYPH_STEMS_MAX; p++) {
		stems[n++] = stem_read(p);
		if (*(p += strcspn(p, "|")) == '\0')
			break;
	}
	for (const char *s = is_word(folded) ? folded : next_word(folded);
	     *s != '\0'; s = next_word(s))
		for (int i = 0; i < n; i++)
			if (stem_here(s, &stems[i]) &&
			    stems_match(s, &stems[i]))
				return s;
	return NULL;
}

/* Latin, and the Cyrillic letters that look the same. */
static size_t
roman_letters(const char *s)
{
	const char *p = s, *q;
	uint32_t c;

	for (;;) {
		q = p;
		c = glyph_next(&q);
		if (c != 'I' && c != 'V' && c != 'X' && c != 0x425 &&
		    c != 0x406)
			return (size_t)(p - s);
		p = q;
	}
}

/* "IV. ": a blank follows, for "Х.А. Иванова" is a person. */
static size_t
roman_number(const char *s)
{
	size_t n = roman_letters(s);

	if (n == 0 || (s[n] != '.' && s[n] != ')'))
		return 0;
	n++;
	return s[n] == '\0' || glyph_blank(glyph_at(s + n)) ? n : 0;
}

size_t
glyph_number(const char *s, int *depth)
{
	size_t n = 0, d;
	int parts = 0;

	*depth = 0;
	if ((d = roman_number(s)) > 0)
		return d;
	for (;;) {
		d = strspn(s + n, "0123456789");
		/* Four digits are a year, "09" is a month. */
		if (d > 3 || (d > 1 && s[n] == '0'))
			return 0;
		if (d == 0)
			break;
		n += d;
		parts++;
		if (s[n] != '.' && s[n] != ')')
			break;
		n++;
		if (s[n - 1] == ')' || parts == GLYPH_DEPTH_MAX)
			break;
	}
	if (parts == 0)
		return 0;
	*depth = parts;
	/* "15 марта", "2-3 встречи": an amount, no number of a row. */
	if (parts == 1 && s[n - 1] != '.' && s[n - 1] != ')')
		return 0;
	/* "10.9-15.9", "2.5%": neither. */
	if (glyph_digit(glyph_at(s + n)) || glyph_dash(glyph_at(s + n)) ||
	    s[n] == '%' || s[n] == '/')
		return 0;
	return n;
}

bool
glyph_cut_word(const char *s, size_t n, const char *tail)
{
	/* "материально-техническое", "учебно-методический". */
	static const char *const firsts[] = { "о", "едагог", "астер", "ресс",
		"лан", "нлайн", "веб", "изнес", "ьютор", "читель" };
	size_t k;

	if (n < 2 || s[n - 1] != '-' || !glyph_lower(glyph_at(tail)) ||
	    !glyph_letter(glyph_before(s, s + n - 1)))
		return false;
	for (size_t i = 0; i < LEN(firsts); i++) {
		k = strlen(firsts[i]);
		if (n > k && memcmp(s + n - 1 - k, firsts[i], k) == 0)
			return false;
	}
	return true;
}
