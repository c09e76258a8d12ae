#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/strbuf.h"

/* The first real piece of memory: most URLs and JSON bodies fit. */
enum { STRBUF_FIRST = 256 };
/* As in arena.c. */
enum { STRBUF_EXIT = 71 };

/* buf of an empty strbuf; nothing is ever written to it (cap is 0). */
static char empty[1];

static void
grow(struct strbuf *sb, size_t cap)
{
	char *p = realloc(sb->cap ? sb->buf : NULL, cap);

	if (!p) {
		log_error("out of memory");
		_exit(STRBUF_EXIT);
	}
	sb->buf = p;
	sb->cap = cap;
}

/* Whether n more bytes and the NUL are yet to be found room for. */
static bool
lacks(const struct strbuf *sb, size_t n)
{
	if (n >= SIZE_MAX / 4 || sb->len >= SIZE_MAX / 4) {
		log_error("out of memory");
		_exit(STRBUF_EXIT);
	}
	return sb->cap <= sb->len + n;
}

static void
reserve(struct strbuf *sb, size_t n)
{
	size_t cap = sb->cap ? sb->cap : STRBUF_FIRST;

	if (!lacks(sb, n))
		return;
	while (cap <= sb->len + n)
		cap *= 2;
	grow(sb, cap);
}

void
strbuf_room(struct strbuf *sb, size_t n)
{
	if (lacks(sb, n))
		grow(sb, sb->len + n + 1);
}

void
strbuf_init(struct strbuf *sb)
{
	sb->buf = empty;
	sb->len = sb->cap = 0;
}

void
strbuf_free(struct strbuf *sb)
{
	if (sb->cap)
		free(sb->buf);
	strbuf_init(sb);
}

void
strbuf_clear(struct strbuf *sb)
{
	sb->len = 0;
	if (sb->cap)
		sb->buf[0] = 0;
}

void
strbuf_add(struct strbuf *sb, const void *p, size_t n)
{
	if (n == 0)
		return;
	reserve(sb, n);
	memcpy(sb->buf + sb->len, p, n);
	sb->len += n;
	sb->buf[sb->len] = 0;
}

void
strbuf_addc(struct strbuf *sb, char c)
{
	strbuf_add(sb, &c, 1);
}

void
strbuf_adds(struct strbuf *sb, const char *s)
{
	strbuf_add(sb, s, strlen(s));
}

void
strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	reserve(sb, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(sb->buf + sb->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	sb->len += (size_t)n;
}

void
strbuf_add_url(struct strbuf *sb, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (size_t n; *s; s++) {
		if ((n = strspn(s, plain)) > 0) {
			strbuf_add(sb, s, n);
			s += n;
			if (!*s)
				return;
		}
		strbuf_addc(sb, '%');
		strbuf_addc(sb, hex[(unsigned char)*s >> 4]);
		strbuf_addc(sb, hex[*s & 15]);
	}
}

void
strbuf_add_html(struct strbuf *sb, const char *s)
{
	for (size_t n; *s; s++) {
		n = strcspn(s, "&<>\"'");
		strbuf_add(sb, s, n);
		s += n;
		switch (*s) {
		case '&':
			strbuf_adds(sb, "&amp;");
			break;
		case '<':
			strbuf_adds(sb, "&lt;");
			break;
		case '>':
			strbuf_adds(sb, "&gt;");
			break;
		case '"':
			strbuf_adds(sb, "&quot;");
			break;
		case '\'':
			strbuf_adds(sb, "&#39;");
			break;
		default:
			return;
		}
	}
}
