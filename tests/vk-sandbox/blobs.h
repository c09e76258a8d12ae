#ifndef BLOBS_H
#define BLOBS_H

#include "blob.h"

/* Bytes of the kept world: a folder of files named by the sum of what is in
 * them, so that none is ever written twice.  Between blobs_begin and
 * blobs_end the blobs to keep are named with blobs_save. */

void blobs_open(const char *folder); /* need not exist */
void blobs_close(void);
void blobs_begin(void);
void blobs_save(const struct blob *);
int blobs_failed(void); /* errno of the first failed write, or 0 */
void blobs_end(void);	/* remove what was not named */

/* A reference of the caller's; NULL: not there, or not these bytes. */
struct blob *blobs_load(const char *sha256);

#endif
