#include <libstemmer.h>
#include <string.h>
#include <utf8proc.h>

#include "store/search_word.h"

enum {
	YO_SMALL = 0x451,
	YO_LARGE = 0x401,
	YE_SMALL = 0x435,
	SOFT_HYPHEN = 0xad
};

/* What a code point is to a word. */
enum sort { SORT_GAP, SORT_PART, SORT_MARK };

static size_t
next(const char *s, size_t n, utf8proc_int32_t *c)
{
	utf8proc_ssize_t k;

	if ((unsigned char)*s < 0x80) {
		*c = *s;
		return 1;
	}
	k = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, c);
	if (k > 0)
		return (size_t)k;
	*c = ' '; /* a broken byte parts words */
	return 1;
}

static enum sort
sort_of(utf8proc_int32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			       (c >= 'A' && c <= 'Z')
			   ? SORT_PART
			   : SORT_GAP;
	if (c >= 0x400 && c <= 0x481)
		return SORT_PART;
	if (c == SOFT_HYPHEN)
		return SORT_MARK;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_CO:
		return SORT_PART;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return SORT_MARK;
	default:
		return SORT_GAP;
	}
}

static utf8proc_int32_t
folded(utf8proc_int32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c < 0x80)
		return c;
	if (c == YO_SMALL || c == YO_LARGE)
		return YE_SMALL;
	if (c >= 0x410 && c <= 0x42f) /* А..Я */
		return c + 0x20;
	if (c >= 0x430 && c <= 0x44f)
		return c;
	return utf8proc_tolower(c);
}

static void
word_add(struct search_word *w, utf8proc_int32_t c)
{
	w->cyrillic |= c >= 0x400 && c <= 0x52f;
	w->latin |= c >= 'a' && c <= 'z';
	/* text has room for one character behind the limit. */
	if (w->len < SEARCH_WORD_MAX)
		w->len += (size_t)utf8proc_encode_char(
		    c, (utf8proc_uint8_t *)w->text + w->len);
}

bool
search_word_next(const char *s, size_t n, size_t *at, struct search_word *w)
{
	utf8proc_int32_t c = 0;
	size_t i = *at, k;

	w->len = 0;
	w->cyrillic = w->latin = false;
	for (; i < n; i += k) {
		k = next(s + i, n - i, &c);
		if (sort_of(c) == SORT_PART)
			break;
	}
	w->from = w->to = i;
	for (; i < n; i += k) {
		enum sort sort;

		k = next(s + i, n - i, &c);
		sort = sort_of(c);
		if (sort == SORT_GAP)
			break;
		if (sort == SORT_PART)
			word_add(w, folded(c));
		w->to = i + k;
	}
	w->text[w->len] = '\0';
	*at = i;
	return w->len > 0;
}

/* Two for the whole process: no threads, and each is 1 KB of tables. */
static struct sb_stemmer *
stemmer(bool cyrillic)
{
	static struct sb_stemmer *russian, *english;
	struct sb_stemmer **s = cyrillic ? &russian : &english;

	if (*s == NULL)
		*s = sb_stemmer_new(cyrillic ? "russian" : "english", "UTF_8");
	return *s;
}

const char *
search_word_stem(const struct search_word *w, size_t *len)
{
	struct sb_stemmer *s;
	const sb_symbol *stem;

	*len = w->len;
	/* 7а, 2026 and mixtures are themselves; what is cut is no word. */
	if (w->len >= SEARCH_WORD_MAX || w->cyrillic == w->latin ||
	    (s = stemmer(w->cyrillic)) == NULL)
		return w->text;
	stem = sb_stemmer_stem(s, (const sb_symbol *)w->text, (int)w->len);
	if (stem == NULL || sb_stemmer_length(s) <= 0)
		return w->text;
	*len = (size_t)sb_stemmer_length(s);
	return (const char *)stem;
}
