#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/text.h"

/* Unicode's Stream-Safe form (UAX 15) allows 30 marks on one letter; no
 * language needs more, and putting them in order costs the square of their
 * number. */
enum { TEXT_MARKS_MAX = 30 };

enum { ELLIPSIS_LEN = 3 };
static const char ellipsis[] = "…";

/* The code point at s of n bytes; its length or 0 if it is not UTF-8. */
static size_t
next(const char *s, size_t n, utf8proc_int32_t *c)
{
	utf8proc_ssize_t k;

	k = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, c);
	return k > 0 ? (size_t)k : 0;
}

static bool
is_mark(utf8proc_int32_t c)
{
	return c >= 0x300 && utf8proc_get_property(c)->combining_class != 0;
}

static bool
is_blank(utf8proc_int32_t c)
{
	return c == ' ' || c == '\t' ||
	       (c >= 0xa0 && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS);
}

/* Controls, and what shows nothing but changes how the rest is read: the
 * byte order mark, the zero width space, overrides of the direction. */
static bool
is_control(utf8proc_int32_t c)
{
	return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) ||
	       c == 0xfeff || c == 0x200b || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

bool
text_valid(const char *s, size_t n)
{
	utf8proc_int32_t c;
	size_t k;

	for (size_t i = 0; i < n; i += k) {
		if ((unsigned char)s[i] < 0x80) {
			if (s[i] == 0)
				return false;
			k = 1;
		} else if ((k = next(s + i, n - i, &c)) == 0) {
			return false;
		}
	}
	return true;
}

/* s without surplus marks as code points of the given form, then composed;
 * both steps work in memory of the arena.  s must be valid. */
static utf8proc_int32_t *
decompose(struct arena *a, const char *s, size_t n, int options, size_t *count)
{
	utf8proc_int32_t *wide, c;
	utf8proc_ssize_t need;
	char *thin = arena_alloc(a, n + 1);
	size_t len = 0, marks = 0;

	for (size_t i = 0, k; i < n; i += k) {
		if ((k = next(s + i, n - i, &c)) == 0)
			break;
		marks = is_mark(c) ? marks + 1 : 0;
		if (marks > TEXT_MARKS_MAX)
			continue;
		memcpy(thin + len, s + i, k);
		len += k;
	}
	need = utf8proc_decompose(
	    (utf8proc_uint8_t *)thin, (utf8proc_ssize_t)len, NULL, 0, options);
	if (need < 0)
		need = 0;
	/* utf8proc_reencode puts its NUL behind the last character. */
	wide = arena_alloc(a, ((size_t)need + 1) * sizeof(*wide));
	need = utf8proc_decompose((utf8proc_uint8_t *)thin,
	    (utf8proc_ssize_t)len, wide, need, options);
	*count = need < 0 ? 0 : (size_t)need;
	return wide;
}

static char *
compose(utf8proc_int32_t *wide, size_t count)
{
	utf8proc_ssize_t n;

	n = utf8proc_reencode(
	    wide, (utf8proc_ssize_t)count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	((char *)wide)[n < 0 ? 0 : n] = 0;
	return (char *)wide;
}

static char *
composed(struct arena *a, const char *s, size_t n)
{
	utf8proc_int32_t *wide;
	size_t count, i;

	for (i = 0; i < n && (unsigned char)s[i] < 0x80; i++)
		;
	if (i == n)
		return arena_strndup(a, s, n);
	wide = decompose(a, s, n, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &count);
	return compose(wide, count);
}

/* Line ends as LF, no controls, composed.  NULL if not valid. */
static char *
washed(struct arena *a, const char *s, size_t n)
{
	utf8proc_int32_t c;
	char *out;
	size_t len = 0, k;

	if (!text_valid(s, n))
		return NULL;
	out = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i += k) {
		if ((k = next(s + i, n - i, &c)) == 0)
			return NULL;
		if (c == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		if (c == '\r' || c == 0x2028 || c == 0x2029)
			out[len++] = '\n';
		else if (!is_control(c)) {
			memcpy(out + len, s + i, k);
			len += k;
		}
	}
	return composed(a, out, len);
}

char *
text_clean(struct arena *a, const char *s, size_t n)
{
	char *text = washed(a, s, n);
	utf8proc_int32_t c;
	size_t len = 0, solid = 0, end, k;

	if (!text)
		return NULL;
	/* solid: behind the last character of out that is not a blank. */
	n = strlen(text);
	for (size_t i = 0; i < n; i += k) {
		if ((k = next(text + i, n - i, &c)) == 0)
			return NULL;
		if (c == '\n')
			len = solid;
		if (len == 0 && (c == '\n' || is_blank(c)))
			continue;
		memmove(text + len, text + i, k);
		len += k;
		if (!is_blank(c))
			solid = len;
	}
	for (end = solid; end > 0 && text[end - 1] == '\n'; end--)
		;
	text[end] = 0;
	return text;
}

char *
text_clean_line(struct arena *a, const char *s, size_t n)
{
	char *text = washed(a, s, n);
	utf8proc_int32_t c;
	size_t len = 0, k;
	bool gap = false;

	if (!text)
		return NULL;
	n = strlen(text);
	for (size_t i = 0; i < n; i += k) {
		if ((k = next(text + i, n - i, &c)) == 0)
			return NULL;
		if (c == '\n' || is_blank(c)) {
			gap = len > 0;
			continue;
		}
		if (gap)
			text[len++] = ' ';
		gap = false;
		memmove(text + len, text + i, k);
		len += k;
	}
	text[len] = 0;
	return text;
}

size_t
text_chars(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

size_t
text_utf16(const char *s)
{
	size_t n = 0;

	/* Four bytes in UTF-8 are two units in UTF-16. */
	for (; *s; s++)
		n += (((unsigned char)*s & 0xc0) != 0x80) +
		     ((unsigned char)*s >= 0xf0);
	return n;
}

/* Signs that look odd before "…". */
static bool
is_loose(utf8proc_int32_t c)
{
	return is_blank(c) || c == '\n' || c == ',' || c == ';' || c == ':' ||
	       c == '.' || c == '-' || c == 0x2013 || c == 0x2014 ||
	       c == 0x2026;
}

char *
text_cut(struct arena *a, const char *s, size_t chars)
{
	utf8proc_int32_t c, before = 0, state = 0;
	size_t n = strlen(s), seen = 0, hard = 0, word = 0, solid = 0, k;
	char *out;

	if (text_chars(s) <= chars)
		return arena_strdup(a, s);
	if (chars == 0)
		return arena_strdup(a, "");
	/* hard: the last whole character, word: the last word's end that
	 * leave one place for the dots. */
	for (size_t i = 0; i < n; i += k, seen++) {
		if ((k = next(s + i, n - i, &c)) == 0)
			break;
		if (i > 0 &&
		    utf8proc_grapheme_break_stateful(before, c, &state))
			hard = i;
		if (is_blank(c) || c == '\n')
			word = solid;
		if (seen == chars - 1)
			break;
		if (!is_loose(c))
			solid = i + k;
		before = c;
	}
	if (word == 0)
		word = hard;
	out = arena_alloc(a, word + ELLIPSIS_LEN + 1);
	memcpy(out, s, word);
	memcpy(out + word, ellipsis, ELLIPSIS_LEN);
	return out;
}

char *
text_fold(struct arena *a, const char *s)
{
	utf8proc_int32_t *wide, letter = 0;
	size_t count, len = 0;

	wide = decompose(a, s, strlen(s),
	    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE,
	    &count);
	for (size_t i = 0; i < count; i++) {
		if (!is_mark(wide[i]))
			letter = wide[i];
		/* The dots that make ё of е. */
		if (wide[i] == 0x308 && letter == 0x435)
			continue;
		wide[len++] = wide[i];
	}
	return compose(wide, len);
}

/* What stands for the letters in an address, by code point. */
static const char *const cyrillic[] = {
	[0x430 - 0x430] = "a",
	"b",
	"v",
	"g",
	"d",
	"e",
	"zh",
	"z",
	"i",
	"y",
	"k",
	"l",
	"m",
	"n",
	"o",
	"p",
	"r",
	"s",
	"t",
	"u",
	"f",
	"kh",
	"ts",
	"ch",
	"sh",
	"shch",
	"",
	"y",
	"",
	"e",
	"yu",
	"ya",
	[0x451 - 0x430] = "e",
	[0x454 - 0x430] = "ye",
	[0x456 - 0x430] = "i",
	[0x457 - 0x430] = "yi",
	[0x45e - 0x430] = "u",
	[0x491 - 0x430] = "g",
	[0x493 - 0x430] = "g",
	[0x497 - 0x430] = "zh",
	[0x499 - 0x430] = "z",
	[0x49b - 0x430] = "k",
	[0x4a1 - 0x430] = "k",
	[0x4a3 - 0x430] = "n",
	[0x4ab - 0x430] = "s",
	[0x4af - 0x430] = "u",
	[0x4b1 - 0x430] = "u",
	[0x4bb - 0x430] = "h",
	[0x4d1 - 0x430] = "a",
	[0x4d7 - 0x430] = "e",
	[0x4d9 - 0x430] = "a",
	[0x4e9 - 0x430] = "o",
	[0x4f3 - 0x430] = "u",
};

/* The Latin of one folded character in buf; NULL: it parts words. */
static const char *
latin(utf8proc_int32_t c, char buf[2])
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t n;
	int last = 0;

	if (c >= 0x430 && (size_t)(c - 0x430) < LEN(cyrillic))
		return cyrillic[c - 0x430];
	if (c == '\'' || c == 0x2019 || c == 0x2bc || is_mark(c))
		return "";
	if (c >= 0x80) { /* é: its letter without the mark */
		n = utf8proc_decompose_char(
		    c, parts, 8, UTF8PROC_DECOMPOSE, &last);
		c = n > 0 ? parts[0] : 0;
	}
	buf[0] = (char)c;
	buf[1] = 0;
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? buf : NULL;
}

char *
text_slug(struct arena *a, const char *s, size_t max)
{
	char *folded = text_fold(a, s), buf[2], *out;
	const char *to;
	utf8proc_int32_t c;
	size_t n = strlen(folded), len = 0, end;

	/* No letter becomes more than twice as long ("shch" of two bytes). */
	out = arena_alloc(a, 2 * n + 1);
	for (size_t i = 0, k; i < n; i += k) {
		if ((k = next(folded + i, n - i, &c)) == 0)
			break;
		if ((to = latin(c, buf)))
			while (*to)
				out[len++] = *to++;
		else if (len > 0 && out[len - 1] != '-')
			out[len++] = '-';
	}
	if (len > max) {
		for (end = max; end > 0 && out[end] != '-'; end--)
			;
		len = end > 0 ? end : max;
	}
	while (len > 0 && out[len - 1] == '-')
		len--;
	out[len] = 0;
	return out;
}

const char *
text_plural(int64_t n, const char *one, const char *few, const char *many)
{
	n %= 100;
	if (n < 0)
		n = -n;
	if (n / 10 == 1)
		return many;
	n %= 10;
	return n == 1 ? one : n >= 2 && n <= 4 ? few : many;
}

char *
text_bytes(struct arena *a, int64_t bytes)
{
	static const char *const units[] = { "КБ", "МБ", "ГБ", "ТБ" };
	int64_t tenths, unit = 1024;
	size_t i = 0;

	if (bytes < 0)
		bytes = 0;
	if (bytes < unit)
		return arena_printf(a, "%d %s", (int)bytes,
		    text_plural(bytes, "байт", "байта", "байт"));
	/* The next unit as soon as this one would be shown as 1024,0. */
	while (i + 1 < LEN(units) && bytes / unit >= 1023 &&
	       bytes - 1023 * unit >= unit / 20 * 19) {
		unit *= 1024;
		i++;
	}
	tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
	return arena_printf(a, "%lld,%lld %s", (long long)(tenths / 10),
	    (long long)(tenths % 10), units[i]);
}

bool
text_same_secret(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

bool
text_int(const char *s, int64_t lo, int64_t hi, int64_t *out)
{
	const char *digits = s && *s == '-' ? s + 1 : s;
	long long v;
	char *end;

	if (!s || *digits < '0' || *digits > '9')
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || *end || v < lo || v > hi)
		return false;
	*out = v;
	return true;
}
