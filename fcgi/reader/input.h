#ifndef READER_INPUT_H
#define READER_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include "reader/verdict.h"

/*
 * The file of a stranger, whole, as bytes that are only looked at.  It stays
 * a file on descriptor 0 as well: another program can be given it.
 */
struct input {
	const unsigned char *data;
	size_t len;
};

/* Map standard input; a pipe is first copied into memory that is a file.
 * V_OK, V_BYTES or V_TROUBLE. */
enum verdict input_collect(struct input *) MUST_USE;
bool input_starts(const struct input *, const void *magic, size_t n);
/* These bytes stand anywhere in it. */
bool input_has(const struct input *, const void *bytes, size_t n);

#endif
