#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/glyph.h"
#include "import/paste_inner.h"

/* The names that mean markup; any other is text.  Kinds above
 * PASTE_TAG_ITEM count in documents of HTML only. */
static const struct {
	const char *name;
	enum paste_tag_kind kind;
} tags[] = {
	{ "b", PASTE_TAG_BOLD },
	{ "strong", PASTE_TAG_BOLD },
	{ "i", PASTE_TAG_INLINE },
	{ "em", PASTE_TAG_INLINE },
	{ "u", PASTE_TAG_INLINE },
	{ "s", PASTE_TAG_INLINE },
	{ "a", PASTE_TAG_INLINE },
	{ "span", PASTE_TAG_INLINE },
	{ "font", PASTE_TAG_INLINE },
	{ "sup", PASTE_TAG_INLINE },
	{ "sub", PASTE_TAG_INLINE },
	{ "small", PASTE_TAG_INLINE },
	{ "big", PASTE_TAG_INLINE },
	{ "code", PASTE_TAG_INLINE },
	{ "mark", PASTE_TAG_INLINE },
	{ "label", PASTE_TAG_INLINE },
	{ "nobr", PASTE_TAG_INLINE },
	{ "wbr", PASTE_TAG_INLINE },
	{ "img", PASTE_TAG_INLINE },
	{ "ins", PASTE_TAG_INLINE },
	{ "del", PASTE_TAG_INLINE },
	{ "strike", PASTE_TAG_INLINE },
	{ "colgroup", PASTE_TAG_INLINE },
	{ "col", PASTE_TAG_INLINE },
	{ "meta", PASTE_TAG_INLINE },
	{ "link", PASTE_TAG_INLINE },
	{ "tbody", PASTE_TAG_INLINE },
	{ "thead", PASTE_TAG_INLINE },
	{ "tfoot", PASTE_TAG_INLINE },
	{ "input", PASTE_TAG_INLINE },
	{ "br", PASTE_TAG_BREAK },
	{ "p", PASTE_TAG_BLOCK },
	{ "div", PASTE_TAG_BLOCK },
	{ "ul", PASTE_TAG_BLOCK },
	{ "ol", PASTE_TAG_BLOCK },
	{ "dl", PASTE_TAG_BLOCK },
	{ "dt", PASTE_TAG_BLOCK },
	{ "dd", PASTE_TAG_BLOCK },
	{ "hr", PASTE_TAG_BLOCK },
	{ "pre", PASTE_TAG_BLOCK },
	{ "blockquote", PASTE_TAG_BLOCK },
	{ "center", PASTE_TAG_BLOCK },
	{ "section", PASTE_TAG_BLOCK },
	{ "article", PASTE_TAG_BLOCK },
	{ "main", PASTE_TAG_BLOCK },
	{ "header", PASTE_TAG_BLOCK },
	{ "footer", PASTE_TAG_BLOCK },
	{ "nav", PASTE_TAG_BLOCK },
	{ "aside", PASTE_TAG_BLOCK },
	{ "form", PASTE_TAG_BLOCK },
	{ "figure", PASTE_TAG_BLOCK },
	{ "html", PASTE_TAG_BLOCK },
	{ "head", PASTE_TAG_BLOCK },
	{ "title", PASTE_TAG_BLOCK },
	{ "body", PASTE_TAG_BLOCK },
	{ "caption", PASTE_TAG_BLOCK },
	{ "h1", PASTE_TAG_HEADING },
	{ "h2", PASTE_TAG_HEADING },
	{ "h3", PASTE_TAG_HEADING },
	{ "h4", PASTE_TAG_HEADING },
	{ "h5", PASTE_TAG_HEADING },
	{ "h6", PASTE_TAG_HEADING },
	{ "li", PASTE_TAG_ITEM },
	{ "style", PASTE_TAG_SKIP },
	{ "script", PASTE_TAG_SKIP },
	{ "xml", PASTE_TAG_SKIP },
	{ "table", PASTE_TAG_TABLE },
	{ "tr", PASTE_TAG_ROW },
	{ "td", PASTE_TAG_CELL },
	{ "th", PASTE_TAG_HEAD_CELL },
};

static bool
ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static enum paste_tag_kind
kind_of(const char *name, size_t n)
{
	/* Word's <o:p>, the elements of a site's own. */
	if (memchr(name, ':', n) != NULL || memchr(name, '-', n) != NULL)
		return PASTE_TAG_INLINE;
	for (size_t i = 0; i < LEN(tags); i++)
		if (strncasecmp(tags[i].name, name, n) == 0 &&
		    tags[i].name[n] == '\0')
			return tags[i].kind;
	return PASTE_TAG_NONE;
}

void
paste_tag_read(const char *s, const char *limit, struct paste_tag *t)
{
	const char *p = s + 1;
	size_t n = 0;

	*t = (struct paste_tag){ .kind = PASTE_TAG_NONE, .end = s + 1 };
	if (p < limit && *p == '/') {
		t->closing = true;
		p++;
	}
	t->name = p;
	if (limit - p >= 3 && memcmp(p, "!--", 3) == 0) {
		/* It may hold tags: its end is another one. */
		t->kind = PASTE_TAG_COMMENT;
		t->attrs = t->end = p + 3;
		return;
	}
	if (p < limit && (*p == '!' || *p == '?')) {
		t->kind = PASTE_TAG_COMMENT;
	} else {
		if (p >= limit || !ascii_letter(*p))
			return;
		while (p + n < limit &&
		       (ascii_letter(p[n]) || glyph_digit((uint8_t)p[n]) ||
			   p[n] == ':' || p[n] == '-'))
			n++;
		t->kind = kind_of(p, n);
	}
	t->attrs = p + n;
	/* A tag that holds a < was never closed: its words are text. */
	for (p += n; p < limit && *p != '>' && *p != '<'; p++)
		;
	if (p == limit || *p == '<')
		t->kind = PASTE_TAG_NONE;
	else
		t->end = p + 1;
}

int
paste_tag_number(const struct paste_tag *t, const char *attr, int max)
{
	size_t n = strlen(attr);
	long v;

	for (const char *s = t->attrs; s + n < t->end; s++) {
		if (strncasecmp(s, attr, n) != 0 || ascii_letter(s[-1]))
			continue;
		s += n;
		while (*s == ' ' || *s == '=' || *s == '"' || *s == '\'')
			s++;
		v = strtol(s, NULL, 10);
		return v < 1 ? 1 : v > max ? max : (int)v;
	}
	return 1;
}

/* The entities that office programs and editors of sites write. */
unsigned
paste_entity(const char *s, const char *limit, size_t *n)
{
	static const struct {
		const char *name;
		unsigned c;
	} named[] = { { "nbsp;", 0xa0 }, { "amp;", '&' }, { "lt;", '<' },
		{ "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' },
		{ "laquo;", 0xab }, { "raquo;", 0xbb }, { "mdash;", 0x2014 },
		{ "ndash;", 0x2013 }, { "minus;", 0x2212 }, { "bull;", 0x2022 },
		{ "middot;", 0xb7 }, { "hellip;", 0x2026 },
		{ "ldquo;", 0x201c }, { "rdquo;", 0x201d },
		{ "bdquo;", 0x201e }, { "lsquo;", 0x2018 },
		{ "rsquo;", 0x2019 }, { "sect;", 0xa7 }, { "check;", 0x2713 },
		{ "numero;", 0x2116 }, { "ensp;", ' ' }, { "emsp;", ' ' },
		{ "thinsp;", ' ' } };
	size_t left = (size_t)(limit - s), len;
	unsigned long c;
	char *end;

	for (size_t i = 0; i < LEN(named); i++) {
		len = strlen(named[i].name);
		if (len < left && memcmp(s + 1, named[i].name, len) == 0) {
			*n = len + 1;
			return named[i].c;
		}
	}
	if (left < 4 || s[1] != '#' ||
	    !(s[2] == 'x' || s[2] == 'X' || glyph_digit((uint8_t)s[2])))
		return 0;
	c = strtoul(s + 2 + !glyph_digit((uint8_t)s[2]), &end,
	    glyph_digit((uint8_t)s[2]) ? 10 : 16);
	if (end >= limit || *end != ';' || c < ' ' || c > 0x10ffff ||
	    (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000))
		return 0;
	*n = (size_t)(end + 1 - s);
	return (unsigned)c;
}
