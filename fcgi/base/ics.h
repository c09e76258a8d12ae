#ifndef BASE_ICS_H
#define BASE_ICS_H

#include <stdint.h>

struct strbuf;

/*
 * Writing iCalendar (RFC 5545).  Ours, because the library for it brings
 * ICU and the C++ runtime, 3.5 MB in every worker, to write nine kinds of
 * line; times are UTC, so no zone table is needed.
 */
struct ics_event {
	const char *uid; /* stable for ever */
	const char *url;
	const char *summary;
	const char *place, *about; /* NULL or "": left out */
	int64_t from, to, changed_at;
	int cancelled;
};

void ics_begin(struct strbuf *, const char *name);
void ics_event(struct strbuf *, const struct ics_event *);
void ics_end(struct strbuf *);

#endif
