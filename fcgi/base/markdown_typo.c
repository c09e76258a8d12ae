#include <string.h>
#include <utf8proc.h>

#include "base/markdown_typo.h"

enum {
	NBSP = 0xa0,
	LAQUO = 0xab,
	RAQUO = 0xbb,
	EN_DASH = 0x2013,
	EM_DASH = 0x2014,
	HIGH = 0x201c, /* “: closes in Russian, opens in English */
	HIGH_CLOSE = 0x201d,
	LOW = 0x201e,
	NUMERO = 0x2116
};

void
markdown_typo_init(struct markdown_typo *t, bool nbsp)
{
	memset(t, 0, sizeof(*t));
	strbuf_init(&t->out);
	t->nbsp = nbsp;
}

void
markdown_typo_free(struct markdown_typo *t)
{
	strbuf_free(&t->out);
}

void
markdown_typo_start(struct markdown_typo *t)
{
	t->depth = 0;
	t->prev = 0;
	t->word = 0;
	t->year = false;
}

static size_t
char_at(const char *s, size_t n, int32_t *c)
{
	utf8proc_ssize_t k = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, c);

	if (k > 0)
		return (size_t)k;
	*c = 0;
	return n > 0;
}

static bool
is_blank(int32_t c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == NBSP;
}

static bool
is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LL ||
	       k == UTF8PROC_CATEGORY_LO;
}

static void
open_quote(struct markdown_typo *t, bool low)
{
	if (low)
		strbuf_adds(&t->out, "„");
	else
		strbuf_adds(&t->out, t->depth > 0 ? "„" : "«");
	if (t->depth < TYPO_DEPTH)
		t->low[t->depth] = low;
	t->depth++;
	t->prev = LAQUO;
}

static void
close_quote(struct markdown_typo *t)
{
	bool low = false;

	if (t->depth > 0 && --t->depth < TYPO_DEPTH)
		low = t->low[t->depth];
	strbuf_adds(&t->out, low || t->depth > 0 ? "“" : "»");
	t->prev = RAQUO;
}

/* " has no side: what stands around it tells.  next is 0 when it is not
 * known (the next words are bold, say). */
static void
straight_quote(struct markdown_typo *t, int32_t next)
{
	int32_t p = t->prev;
	bool opens = p == 0 || is_blank(p) || p == '(' || p == '[' ||
		     p == LAQUO || p == EM_DASH || p == EN_DASH;

	if (opens && is_blank(next) && t->depth > 0)
		opens = false;
	if (opens) {
		open_quote(t, false);
	} else if (t->depth == 0 && is_digit(p)) {
		strbuf_addc(&t->out, '"'); /* inches */
		t->prev = RAQUO;
	} else {
		close_quote(t);
	}
}

/* Signs that have a side.  Typed ones follow the same order, so that a text
 * pasted from elsewhere reads like ours. */
static bool
quote(struct markdown_typo *t, int32_t c, int32_t next)
{
	switch (c) {
	case '"':
		straight_quote(t, next);
		return true;
	case LAQUO:
		open_quote(t, false);
		return true;
	case LOW:
		open_quote(t, true);
		return true;
	case RAQUO:
	case HIGH_CLOSE:
		close_quote(t);
		return true;
	case HIGH:
		if (t->depth > 0 && t->depth <= TYPO_DEPTH &&
		    t->low[t->depth - 1])
			close_quote(t);
		else
			open_quote(t, false);
		return true;
	default:
		return false;
	}
}

/* The dash keeps to the word before it. */
static void
dash(struct markdown_typo *t, const char *sign)
{
	struct strbuf *out = &t->out;

	if (t->nbsp && t->prev == ' ' && out->len > 0 &&
	    out->buf[out->len - 1] == ' ') {
		out->buf[--out->len] = 0;
		strbuf_adds(out, "\u00a0");
	}
	strbuf_adds(out, sign);
	t->prev = EM_DASH;
}

/* Hyphens: two are –, three are —, one between blanks is — as well; those of
 * an option (--help) stay. */
static size_t
hyphens(struct markdown_typo *t, const char *s, size_t n)
{
	size_t run = 0;
	bool apart, option;

	while (run < n && s[run] == '-')
		run++;
	apart = t->prev == ' ' && run < n && s[run] == ' ';
	option = (t->prev == 0 || is_blank(t->prev)) && run < n &&
		 !is_blank((unsigned char)s[run]);
	if (run == 1 ? apart : run == 3 && !option)
		dash(t, "—");
	else if (run == 2 && !option)
		dash(t, "–");
	else {
		strbuf_add(&t->out, s, run);
		t->prev = '-';
	}
	t->word = 0;
	return run;
}

static bool
starts(const char *s, size_t n, const char *with)
{
	size_t k = strlen(with);

	return n >= k && memcmp(s, with, k) == 0;
}

/* Whether the blank before s (n bytes left) must not end a line. */
static bool
binds(const struct markdown_typo *t, const char *s, size_t n)
{
	/* в школу, и я; г. Пермь, but not behind 2026 г. */
	if (t->word == 1 && t->letter >= 0x410 && t->letter <= 0x451 &&
	    (t->prev != '.' || (t->letter == 0x433 && !t->year)))
		return true;
	if (t->prev == NUMERO)
		return true;
	return is_digit(t->prev) && (starts(s, n, "г.") || starts(s, n, "гг."));
}

static void
count_letter(struct markdown_typo *t, int32_t c)
{
	if (is_letter(c)) {
		/* A word of one letter begins where no letter, digit or
		 * hyphen stood. */
		if (t->word == 0 && (is_digit(t->prev) || t->prev == '-'))
			t->word = 1;
		if (t->prev == ' ')
			t->year = false;
		t->word++;
		t->letter = c;
	} else if (c != '.' || t->word != 1) {
		t->word = 0;
	}
	t->prev = c;
}

void
markdown_typo_text(struct markdown_typo *t, const char *s, size_t n)
{
	int32_t c, following;

	for (size_t i = 0, k; i < n; i += k) {
		k = char_at(s + i, n - i, &c);
		char_at(s + i + k, n - i - k, &following);
		if (c == '-') {
			k = hyphens(t, s + i, n - i);
		} else if (c == EM_DASH || c == EN_DASH) {
			dash(t, c == EM_DASH ? "—" : "–");
			t->word = 0;
		} else if (quote(t, c, following)) {
			t->word = 0;
		} else if (t->prev != '.' && starts(s + i, n - i, "...") &&
			   !starts(s + i, n - i, "....")) {
			k = 3;
			strbuf_adds(&t->out, "…");
			count_letter(t, 0x2026);
		} else if (c == ' ' && t->nbsp &&
			   binds(t, s + i + 1, n - i - 1)) {
			strbuf_adds(&t->out, "\u00a0");
			t->year = is_digit(t->prev);
			count_letter(t, NBSP);
		} else {
			strbuf_add(&t->out, s + i, k);
			count_letter(t, c);
		}
	}
}

void
markdown_typo_raw(struct markdown_typo *t, const char *s, size_t n)
{
	strbuf_add(&t->out, s, n);
	t->prev = 'x';
	t->word = 0;
}
