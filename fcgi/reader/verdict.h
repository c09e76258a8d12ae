#ifndef READER_VERDICT_H
#define READER_VERDICT_H

#include "base/rc.h"

/*
 * What becomes of a file.  V_TROUBLE is our own trouble and was told on
 * standard error where it was first seen; V_FULL is no refusal: as much was
 * read as is kept, and reading on would change nothing.
 */
enum verdict {
	V_OK,
	V_FULL,
	V_FORMAT,   /* no kind of file that we take */
	V_BROKEN,   /* cannot be read to its end */
	V_PASSWORD, /* closed with a password */
	V_MACROS,   /* carries programs */
	V_BYTES,    /* too big, packed or unpacked, or too long to read */
	V_TROUBLE,
	V__COUNT
};

/* The word of a refusal; NULL for V_OK, V_FULL and V_TROUBLE. */
const char *verdict_word(enum verdict);
/* Say on standard error what failed, and errno's reason.  V_TROUBLE. */
enum verdict verdict_trouble(const char *what) MUST_USE;

#endif
