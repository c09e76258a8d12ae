#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/log.h"

/* Below PIPE_BUF (4096), so that lines of several workers that share one
 * pipe never mix. */
enum { LOG_LINE_MAX = 3072, LOG_TEXT_MAX = 2048 };
/* The longest way to write one character: four bytes as \xNN. */
enum { LOG_CHAR_MAX = 16 };
enum { LOG_WORD_MAX = 48 };

/* systemd takes <N> as the priority of the line. */
enum { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARN = 4, LOG_LEVEL_INFO = 6 };

static char prog[LOG_WORD_MAX];
static char request[LOG_WORD_MAX];

/* Only what needs no quotes: these two are printed bare. */
static void
set_word(char out[LOG_WORD_MAX], const char *s)
{
	size_t n = 0;

	for (; s && *s && n + 1 < LOG_WORD_MAX; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		    (*s >= '0' && *s <= '9') || strchr("-_.:", *s))
			out[n++] = *s;
	out[n] = 0;
}

void
log_init(const char *name)
{
	set_word(prog, name);
}

void
log_request(const char *id)
{
	set_word(request, id);
}

/* One character of s at out; returns how many bytes of s it was. */
static size_t
put_char(const char *s, size_t left, char *out, size_t *n)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t k;

	k = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)left, &c);
	if (k > 0 && c >= ' ' && (c < 0x7f || c > 0x9f)) {
		if (c == '"' || c == '\\')
			out[(*n)++] = '\\';
		memcpy(out + *n, s, (size_t)k);
		*n += (size_t)k;
		return (size_t)k;
	}
	if (c == '\n')
		*n += (size_t)sprintf(out + *n, "\\n");
	else
		for (utf8proc_ssize_t i = 0; i < (k > 0 ? k : 1); i++)
			*n += (size_t)sprintf(
			    out + *n, "\\x%02x", (unsigned char)s[i]);
	return k > 0 ? (size_t)k : 1;
}

static void
put_line(int level, const char *word, const char *fmt, va_list ap)
{
	char text[LOG_TEXT_MAX], line[LOG_LINE_MAX];
	size_t n, len;
	ssize_t done;
	int k;

	k = vsnprintf(text, sizeof(text), fmt, ap);
	len = k < 0 ? 0 : strlen(text);
	n = (size_t)snprintf(line, sizeof(line),
	    "<%d>lvl=%s prog=%s%s%s msg=\"", level, word, prog[0] ? prog : "-",
	    request[0] ? " req=" : "", request);
	for (size_t i = 0; i < len;) {
		if (n + LOG_CHAR_MAX + sizeof("…\"\n") > sizeof(line)) {
			k = LOG_TEXT_MAX;
			break;
		}
		i += put_char(text + i, len - i, line, &n);
	}
	n += (size_t)sprintf(line + n, "%s\"\n", k >= LOG_TEXT_MAX ? "…" : "");
	done = write(STDERR_FILENO, line, n);
	(void)done; /* nobody is left to tell */
}

void
log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_line(LOG_LEVEL_ERROR, "error", fmt, ap);
	va_end(ap);
}

void
log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_line(LOG_LEVEL_WARN, "warn", fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_line(LOG_LEVEL_INFO, "info", fmt, ap);
	va_end(ap);
}
