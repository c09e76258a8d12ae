#ifndef BLOB_H
#define BLOB_H

#include <stddef.h>

/* Bytes of a received file, shared by the journal and the photos. */

struct blob {
	int refs;
	size_t len;
	char sha256[65];
	char data[];
};

struct blob *blob_make(const void *, size_t len); /* refs is 1 */
struct blob *blob_ref(struct blob *);		  /* NULL gives NULL */
void blob_drop(struct blob *);			  /* NULL is allowed */
void blob_sha256(const void *, size_t len, char out[65]);

#endif
