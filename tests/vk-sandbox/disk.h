#ifndef DISK_H
#define DISK_H

#include "mem.h"

#include <stddef.h>

/* Whole files, for --keep. */

/* Under a name of its own, then renamed: a reader finds the old bytes or the
 * new ones, also after a power cut.  0, or -1 with errno. */
int disk_write(const char *path, const void *, size_t len);
/* Add the bytes of the file to the buffer.  0, or -1 with errno. */
int disk_read(const char *path, struct buf *);

#endif
