#include "mail/header.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/rc.h"
#include "base/strbuf.h"

enum {
	/* 45 bytes are 60 in base64; with "=?UTF-8?B?" and "?=" 72 of the 75
	 * that RFC 2047 allows. */
	WORD_BYTES = 45,
	WORD_BASE64 = 64,
	/* Of a line of plain text in a header: RFC 5322 asks for 78. */
	PLAIN_MAX = 60
};

static bool
plain(const char *s)
{
	if (strlen(s) > PLAIN_MAX || strstr(s, "=?") != NULL)
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || (unsigned char)*s > '~')
			return false;
	return true;
}

/* As many bytes of s as one encoded word takes, whole characters. */
static size_t
word_length(const char *s)
{
	size_t n = strnlen(s, WORD_BYTES + 1);

	if (n <= WORD_BYTES)
		return n;
	n = WORD_BYTES;
	while (n > 1 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

char *
header_words(struct arena *a, const char *text)
{
	char *s = arena_strdup(a, text), b64[WORD_BASE64 + 1];
	struct strbuf b;
	size_t n;

	for (char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	if (plain(s))
		return s;
	strbuf_init(&b);
	for (; *s != '\0'; s += n) {
		n = word_length(s);
		sodium_bin2base64(b64, sizeof(b64), (const unsigned char *)s, n,
		    sodium_base64_VARIANT_ORIGINAL);
		strbuf_addf(
		    &b, "%s=?UTF-8?B?%s?=", b.len > 0 ? "\r\n " : "", b64);
	}
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

char *
header_date(struct arena *a, int64_t at)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct date d = date_of(at);
	int east = abs(d.offset) / 60;

	return arena_printf(a, "%s, %d %s %d %02d:%02d:%02d %c%02d%02d",
	    days[d.weekday - 1], d.day, months[d.month - 1], d.year, d.hour,
	    d.minute, d.second, d.offset < 0 ? '-' : '+', east / 60, east % 60);
}

char *
header_mailbox(struct arena *a, const char *name, const char *email)
{
	if (name[0] == '\0')
		return arena_strdup(a, email);
	/* Signs in a plain name could be read as part of the address. */
	if (plain(name) && strpbrk(name, "\"\\<>()[]@,;:.") != NULL)
		return arena_printf(a, "<%s>", email);
	return arena_printf(a, "%s%s<%s>", header_words(a, name),
	    plain(name) ? " " : "\r\n ", email);
}
