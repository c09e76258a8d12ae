#ifndef READER_CONTAINER_H
#define READER_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zip.h>
#include "reader/sniff.h"
#include "reader/verdict.h"

struct input;

/*
 * A ZIP with the parts of a document.  Nothing of it ever lies unpacked
 * anywhere: a part is a stream, and all streams together are as long as
 * CONTAINER_ALL_MAX at most, whatever the sizes in the archive say.
 */
enum {
	/* A document has some dozens of parts, a long one with pictures some
	 * hundreds. */
	CONTAINER_PARTS_MAX = 4096,
	/* A sheet of 20,000 rows of 20 cells is 18 MB of XML and is read
	 * twice.  The worst that so much can be (12 million elements without
	 * a word) takes half of the time that walls.c allows. */
	CONTAINER_ALL_MAX = 48 << 20,
	CONTAINER_NAME_MAX = 200
};

struct container {
	zip_t *zip;
	int64_t unpacked; /* of all parts so far */
	/* The part with the document, known after container_judge. */
	char main[CONTAINER_NAME_MAX];
};

/* V_OK, V_BROKEN, V_BYTES. */
enum verdict container_open(struct container *, const struct input *) MUST_USE;
void container_close(struct container *);
/* Which of the three, and that it has nothing to run.  V_OK, V_FORMAT,
 * V_BROKEN, V_PASSWORD, V_MACROS, V_BYTES. */
enum verdict container_judge(struct container *, enum sniff_kind *) MUST_USE;

bool container_has(struct container *, const char *part);
/* V_OK, V_BROKEN (also: is not there), V_PASSWORD, V_BYTES. */
enum verdict container_part(
    struct container *, const char *part, zip_file_t **) MUST_USE;
/* Up to n more bytes of the part; 0 at its end; -1: *why says it. */
int container_read(struct container *, zip_file_t *, void *, int n,
    enum verdict *why) MUST_USE;

#endif
