#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/text.h"

static const char *const schemes[] = { "https://", "http://" };

/* What ends an address wherever it stands: blanks, brackets of markup and
 * quotes, which people write right behind it. */
static bool
ends(utf8proc_int32_t c)
{
	static const utf8proc_int32_t quotes[] = { 0xab, 0xbb, 0x2018, 0x2019,
		0x201c, 0x201d, 0x201e, 0x2026 };

	if (c <= ' ' || c == 0x7f)
		return true;
	if (c < 0x80)
		return strchr("<>\"`{}|\\^", c) != NULL;
	for (size_t i = 0; i < LEN(quotes); i++)
		if (c == quotes[i])
			return true;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_PD:
		return true;
	default:
		return false;
	}
}

/* Without the full stop or bracket that belongs to the sentence. */
static size_t
trim(const char *url, size_t n, size_t least)
{
	size_t open[2] = { 0, 0 }, shut[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		open[0] += url[i] == '(';
		shut[0] += url[i] == ')';
		open[1] += url[i] == '[';
		shut[1] += url[i] == ']';
	}
	for (; n > least; n--) {
		char c = url[n - 1];

		if (strchr(".,;:!?'*_~", c))
			continue;
		if (c == ')' && shut[0] > open[0])
			shut[0]--;
		else if (c == ']' && shut[1] > open[1])
			shut[1]--;
		else
			break;
	}
	return n;
}

/* Bytes of the address that begins at s, 0 if none does. */
static size_t
length(const char *s)
{
	size_t left, least = 0, n;
	utf8proc_ssize_t k;
	utf8proc_int32_t c;

	for (size_t i = 0; i < LEN(schemes) && !least; i++)
		if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0)
			least = strlen(schemes[i]);
	if (!least)
		return 0;
	left = strlen(s);
	for (n = least; n < left; n += (size_t)k) {
		k = utf8proc_iterate((const utf8proc_uint8_t *)s + n,
		    (utf8proc_ssize_t)(left - n), &c);
		if (k <= 0 || ends(c))
			break;
	}
	n = trim(s, n, least);
	return n > least ? n : 0;
}

int
text_urls(const char *s, void (*each)(void *, const char *, size_t), void *ctx)
{
	int found = 0;
	size_t n;

	for (const char *p = s; *p; p += n) {
		n = 1;
		if (*p != 'h' && *p != 'H')
			continue;
		/* "xhttp://" is no address; a Cyrillic letter before it is a
		 * forgotten blank. */
		if (p > s && ((p[-1] >= '0' && p[-1] <= '9') ||
				 ((p[-1] | 32) >= 'a' && (p[-1] | 32) <= 'z')))
			continue;
		if ((n = length(p)) == 0) {
			n = 1;
			continue;
		}
		if (each)
			each(ctx, p, n);
		found++;
	}
	return found;
}
