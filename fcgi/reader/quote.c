#include "base/strbuf.h"
#include "reader/quote.h"

void
quote_json(struct strbuf *out, const char *s, size_t n)
{
	size_t from = 0;

	strbuf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		strbuf_add(out, s + from, i - from);
		from = i + 1;
		if (c == '\n')
			strbuf_adds(out, "\\n");
		else if (c < 0x20)
			strbuf_addf(out, "\\u%04x", c);
		else {
			strbuf_addc(out, '\\');
			strbuf_addc(out, (char)c);
		}
	}
	strbuf_add(out, s + from, n - from);
	strbuf_addc(out, '"');
}

size_t
quote_char(const char *s, size_t n)
{
	/* The least and the greatest second byte tell forms that are too
	 * long, surrogates, and what is beyond Unicode. */
	const unsigned char *u = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xbf;
	size_t k;

	if (n == 0 || (u[0] >= 0x80 && u[0] < 0xc2) || u[0] > 0xf4)
		return 0;
	if (u[0] < 0x80)
		return 1;
	k = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (u[0] == 0xe0)
		low = 0xa0;
	else if (u[0] == 0xed)
		high = 0x9f;
	else if (u[0] == 0xf0)
		low = 0x90;
	else if (u[0] == 0xf4)
		high = 0x8f;
	if (n < k || u[1] < low || u[1] > high)
		return 0;
	for (size_t i = 2; i < k; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	return k;
}

size_t
quote_cut(const char *s, size_t n, size_t max)
{
	if (n <= max)
		return n;
	while (max > 0 && ((unsigned char)s[max] & 0xc0) == 0x80)
		max--;
	return max;
}
