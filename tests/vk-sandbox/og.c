#include "og.h"
#include "head.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { OG_VALUE_MAX = 1000 };

static void
add_rune(struct buf *b, unsigned long c)
{
	char s[4];

	if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x80) {
		s[0] = (char)c;
		buf_add(b, s, 1);
	} else if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3f));
		buf_add(b, s, 2);
	} else if (c < 0x10000) {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3f));
		s[2] = (char)(0x80 | (c & 0x3f));
		buf_add(b, s, 3);
	} else {
		s[0] = (char)(0xf0 | c >> 18);
		s[1] = (char)(0x80 | (c >> 12 & 0x3f));
		s[2] = (char)(0x80 | (c >> 6 & 0x3f));
		s[3] = (char)(0x80 | (c & 0x3f));
		buf_add(b, s, 4);
	}
}

/* The entity at s; its length, or 0. */
static size_t
entity(struct buf *b, const char *s, size_t len)
{
	static const struct {
		const char *name, *text;
	} names[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", "\xc2\xa0" },
		{ "&laquo;", "\xc2\xab" }, { "&raquo;", "\xc2\xbb" },
		{ "&mdash;", "\xe2\x80\x94" } };
	bool hex;
	unsigned long c;
	char *end;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i].name);

		if (n <= len && memcmp(s, names[i].name, n) == 0) {
			buf_str(b, names[i].text);
			return n;
		}
	}
	if (len < 4 || s[1] != '#')
		return 0;
	hex = s[2] == 'x' || s[2] == 'X';
	if (!isxdigit((unsigned char)s[hex ? 3 : 2]))
		return 0;
	c = strtoul(s + (hex ? 3 : 2), &end, hex ? 16 : 10);
	if (*end != ';')
		return 0;
	add_rune(b, c);
	return (size_t)(end + 1 - s);
}

static char *
decode(const char *s, size_t len)
{
	struct buf b = { 0 };
	char *clean;

	if (len > OG_VALUE_MAX)
		len = OG_VALUE_MAX;
	for (size_t i = 0; i < len;) {
		size_t n = s[i] == '&' ? entity(&b, s + i, len - i) : 0;

		if (n == 0)
			buf_add(&b, s + i, n = 1);
		i += n;
	}
	clean = text_clean(b.p ? b.p : "", b.len);
	buf_free(&b);
	return clean;
}

/* The value of an attribute inside a tag that ends at end. */
static const char *
attribute(const char *tag, const char *end, const char *name, size_t *len)
{
	size_t n = strlen(name);

	for (const char *p = tag; p + n + 2 < end; p++) {
		const char *v = p + n, *close;

		if (!isspace((unsigned char)p[-1]) ||
		    strncasecmp(p, name, n) != 0)
			continue;
		v += strspn(v, " \t\r\n");
		if (*v != '=')
			continue;
		v += 1 + strspn(v + 1, " \t\r\n");
		if (v >= end)
			return NULL;
		if (*v != '"' && *v != '\'') {
			*len = strcspn(v, " \t\r\n>");
			return v;
		}
		close = memchr(v + 1, *v, (size_t)(end - v - 1));
		if (close == NULL)
			return NULL;
		*len = (size_t)(close - v - 1);
		return v + 1;
	}
	return NULL;
}

/* The end of the tag: a > outside quotes. */
static const char *
tag_end(const char *p)
{
	char quote = '\0';

	for (; *p != '\0'; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p;
	}
	return NULL;
}

char *
og_meta(const char *html, const char *name)
{
	const char *p = html;

	while ((p = strcasestr(p, "<meta")) != NULL) {
		const char *end = tag_end(p), *key, *value;
		size_t key_len = 0, len = 0;

		if (end == NULL)
			return NULL;
		p += 5;
		key = attribute(p, end, "property", &key_len);
		if (key == NULL)
			key = attribute(p, end, "name", &key_len);
		value = attribute(p, end, "content", &len);
		if (key != NULL && value != NULL && key_len == strlen(name) &&
		    strncasecmp(key, name, key_len) == 0)
			return decode(value, len);
		p = end;
	}
	return NULL;
}

char *
og_title(const char *html)
{
	const char *p = strcasestr(html, "<title"), *end;

	if (p == NULL || (p = strchr(p, '>')) == NULL ||
	    (end = strcasestr(p, "</title")) == NULL)
		return NULL;
	return decode(p + 1, (size_t)(end - p - 1));
}

char *
og_body(const char *answer, size_t len)
{
	const char *body = memmem(answer, len, "\r\n\r\n", 4), *chunked;
	struct chunks c = { 0 };
	size_t used;

	if (body == NULL || len < 12 || memcmp(answer, "HTTP/1.", 7) != 0 ||
	    memcmp(answer + 8, " 200", 4) != 0)
		return NULL;
	body += 4;
	len -= (size_t)(body - answer);
	chunked = strcasestr(answer, "\r\ntransfer-encoding: chunked");
	if (chunked == NULL || chunked > body)
		return mem_dupn(body, len);
	chunks_take(&c, body, len, len, &used);
	return buf_take(&c.body);
}
