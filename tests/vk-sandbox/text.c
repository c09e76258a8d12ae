#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Length of the UTF-8 character at p, 0 if it is none. */
static size_t
utf8_len(const unsigned char *p, size_t len)
{
	size_t n;
	unsigned c;

	if (p[0] < 0x80)
		return p[0] == 0 ? 0 : 1;
	n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || n > len)
		return 0;
	c = p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fu);
	}
	if ((n == 3 && c < 0x800) || (n == 4 && (c < 0x10000 || c > 0x10ffff)))
		return 0;
	return c >= 0xd800 && c <= 0xdfff ? 0 : n;
}

char *
text_clean(const char *s, size_t len)
{
	struct buf b = { 0 };
	size_t i = 0, good = 0;

	buf_reserve(&b, len);
	while (i < len) {
		size_t n = utf8_len((const unsigned char *)s + i, len - i);

		if (n > 0) {
			i += n;
			continue;
		}
		buf_add(&b, s + good, i - good);
		buf_str(&b, "\xef\xbf\xbd");
		good = ++i;
	}
	buf_add(&b, s + good, len - good);
	return buf_take(&b);
}

size_t
text_units(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (((unsigned char)*s & 0xc0) != 0x80)
			n += (unsigned char)*s >= 0xf0 ? 2 : 1;
	return n;
}

bool
text_blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n\v\f")] == '\0';
}

char *
text_normal(const char *s)
{
	struct buf b = { 0 };

	s += strspn(s, " \t\r\n");
	for (; *s != '\0'; s++)
		if (!(s[0] == '\r' && s[1] == '\n'))
			buf_add(&b, s, 1);
	while (b.len > 0 && strchr(" \t\r\n", b.p[b.len - 1]) != NULL)
		b.p[--b.len] = '\0';
	return buf_take(&b);
}

static int
hex(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	if (isxdigit((unsigned char)c))
		return tolower((unsigned char)c) - 'a' + 10;
	return -1;
}

char *
text_url_decode(const char *s, size_t len, size_t *out_len)
{
	char *p = mem_alloc(len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '%' && i + 2 < len && hex(s[i + 1]) >= 0 &&
		    hex(s[i + 2]) >= 0) {
			p[n++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
			i += 2;
		} else {
			p[n++] = (char)(s[i] == '+' ? ' ' : s[i]);
		}
	}
	*out_len = n;
	return p;
}

bool
text_int(const char *s, int64_t *out)
{
	char *end;
	long long n;

	if (s == NULL || (!isdigit((unsigned char)s[0]) &&
			     !(s[0] == '-' && isdigit((unsigned char)s[1]))))
		return false;
	errno = 0;
	n = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0')
		return false;
	*out = n;
	return true;
}

bool
text_is_link(const char *s)
{
	return strncasecmp(s, "http://", 7) == 0 ||
	       strncasecmp(s, "https://", 8) == 0;
}

size_t
text_link_len(const char *s)
{
	size_t n = strcspn(s, " \t\r\n<>\"");

	while (n > 0 && strchr(".,;:!?)", s[n - 1]) != NULL)
		n--;
	/* Typographic closing quotes are two and three bytes long. */
	if (n > 2 && memcmp(s + n - 2, "\xc2\xbb", 2) == 0)
		n -= 2;
	return n;
}

void
text_html(struct buf *b, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (s[i]) {
		case '&':
			buf_str(b, "&amp;");
			break;
		case '<':
			buf_str(b, "&lt;");
			break;
		case '>':
			buf_str(b, "&gt;");
			break;
		case '"':
			buf_str(b, "&quot;");
			break;
		case '\'':
			buf_str(b, "&#39;");
			break;
		default:
			buf_add(b, s + i, 1);
		}
	}
}

void
text_html_rich(struct buf *b, const char *s)
{
	while (*s != '\0') {
		size_t n = text_is_link(s) ? text_link_len(s) : 0;

		if (n > 8) {
			buf_str(b, "<a href=\"");
			text_html(b, s, n);
			buf_str(b, "\" rel=\"nofollow noopener\">");
			text_html(b, s, n);
			buf_str(b, "</a>");
			s += n;
		} else if (*s == '\n') {
			buf_str(b, "<br>\n");
			s++;
		} else {
			if (*s != '\r')
				text_html(b, s, 1);
			s++;
		}
	}
}
