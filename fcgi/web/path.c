#include "web/path.h"

#include <string.h>
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "web/request.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

/* "." and ".." are never what a link of ours holds: who sends them probes. */
static bool
has_dots(const char *p)
{
	size_t n;

	for (; *p; p += n) {
		p++; /* the slash before the segment */
		n = strcspn(p, "/");
		if ((n == 1 && p[0] == '.') ||
		    (n == 2 && p[0] == '.' && p[1] == '.'))
			return true;
	}
	return false;
}

enum rc
path_decode(struct arena *a, const char *s, size_t n, const char **out)
{
	char *to, *p;
	int hi, lo;

	*out = "/";
	if (n == 0 || s[0] != '/')
		return RC_INVALID;
	if (n > 3 * (size_t)REQUEST_PATH_MAX)
		return RC_TOO_LARGE;
	p = to = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '%') {
			if (n - i < 3 || (hi = hex(s[i + 1])) < 0 ||
			    (lo = hex(s[i + 2])) < 0)
				return RC_INVALID;
			c = (char)(hi << 4 | lo);
			i += 2;
		}
		if (is_control(c))
			return RC_INVALID;
		*p++ = c;
	}
	if (p - to > REQUEST_PATH_MAX)
		return RC_TOO_LARGE;
	if (!text_valid(to, (size_t)(p - to)) || has_dots(to))
		return RC_INVALID;
	*out = to;
	return RC_OK;
}

void
path_encode(struct strbuf *b, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-._~/?=&%+:@!$'()*,;#";

	for (; *s; s++) {
		if (strchr(plain, *s) != NULL) {
			strbuf_addc(b, *s);
		} else {
			strbuf_addc(b, '%');
			strbuf_addc(b, digits[(unsigned char)*s >> 4]);
			strbuf_addc(b, digits[(unsigned char)*s & 15]);
		}
	}
}

bool
path_own(const char *s)
{
	if (s[0] != '/' || s[1] == '/')
		return false;
	for (; *s; s++)
		if (*s == '\\' || is_control(*s))
			return false;
	return true;
}
