#ifndef READER_SNIFF_H
#define READER_SNIFF_H

#include "reader/verdict.h"

struct input;

/* The kinds of file that the section takes; SNIFF_ZIP has to be opened to
 * tell which of the three it is (container.h). */
enum sniff_kind {
	SNIFF_PDF,
	SNIFF_DOCX,
	SNIFF_ODT,
	SNIFF_XLSX,
	SNIFF_JPEG,
	SNIFF_PNG,
	SNIFF_WEBP,
	SNIFF_ZIP,
	SNIFF__COUNT
};
extern const char *const sniff_names[SNIFF__COUNT];

/* The kind, by the first bytes alone: never by a name, and a file that could
 * be two things is none.  V_OK, V_FORMAT, V_PASSWORD. */
enum verdict sniff(const struct input *, enum sniff_kind *) MUST_USE;

#endif
