#include "base/ics.h"

#include <string.h>
#include <time.h>

#include "base/strbuf.h"

/* RFC 5545 3.1: at most 75 octets in a line, the rest on lines that begin
 * with a blank. */
enum { LINE_MAX_OCTETS = 75 };

/* One content line, folded between characters, never inside one. */
static void
add_line(struct strbuf *b, const char *line)
{
	size_t left = strlen(line), room = LINE_MAX_OCTETS;

	while (left > room) {
		size_t n = room;

		while (n > 1 && ((unsigned char)line[n] & 0xc0) == 0x80)
			n--;
		strbuf_add(b, line, n);
		strbuf_adds(b, "\r\n ");
		line += n;
		left -= n;
		room = LINE_MAX_OCTETS - 1;
	}
	strbuf_add(b, line, left);
	strbuf_adds(b, "\r\n");
}

/* RFC 5545 3.3.11: backslash, semicolon, comma and line break. */
static void
add_text(struct strbuf *b, const char *name, const char *value)
{
	struct strbuf line;

	if (value == NULL || *value == '\0')
		return;
	strbuf_init(&line);
	strbuf_addf(&line, "%s:", name);
	for (const char *p = value; *p != '\0'; p++)
		switch (*p) {
		case '\\':
		case ';':
		case ',':
			strbuf_addc(&line, '\\');
			strbuf_addc(&line, *p);
			break;
		case '\n':
			strbuf_adds(&line, "\\n");
			break;
		case '\r':
			break;
		default:
			strbuf_addc(&line, *p);
		}
	add_line(b, line.buf);
	strbuf_free(&line);
}

static void
add_time(struct strbuf *b, const char *name, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;
	char line[64];

	gmtime_r(&t, &tm);
	strftime(line, sizeof line, "%Y%m%dT%H%M%SZ", &tm);
	strbuf_addf(b, "%s:%s\r\n", name, line);
}

/* An address is not text: nothing in it is escaped. */
static void
add_url(struct strbuf *b, const char *url)
{
	struct strbuf line;

	strbuf_init(&line);
	strbuf_addf(&line, "URL:%s", url);
	add_line(b, line.buf);
	strbuf_free(&line);
}

void
ics_begin(struct strbuf *b, const char *name)
{
	strbuf_adds(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
		       "PRODID:-//Nastavnik//RU\r\nMETHOD:PUBLISH\r\n");
	add_text(b, "X-WR-CALNAME", name);
}

void
ics_event(struct strbuf *b, const struct ics_event *e)
{
	strbuf_adds(b, "BEGIN:VEVENT\r\n");
	add_text(b, "UID", e->uid);
	add_time(b, "DTSTAMP", e->changed_at);
	add_time(b, "DTSTART", e->from);
	add_time(b, "DTEND", e->to);
	add_text(b, "SUMMARY", e->summary);
	add_text(b, "LOCATION", e->place);
	add_text(b, "DESCRIPTION", e->about);
	add_url(b, e->url);
	strbuf_adds(
	    b, e->cancelled ? "STATUS:CANCELLED\r\n" : "STATUS:CONFIRMED\r\n");
	strbuf_adds(b, "END:VEVENT\r\n");
}

void
ics_end(struct strbuf *b)
{
	strbuf_adds(b, "END:VCALENDAR\r\n");
}
