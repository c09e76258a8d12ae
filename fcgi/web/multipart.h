#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>
#include "base/rc.h"

struct arena;

/*
 * Streaming splitter of multipart/form-data (RFC 7578).  Invariants: memory
 * is one window, whatever is sent; data reaches the sink as it arrives, in
 * order, and only between its part and end calls.
 */
enum {
	MULTIPART_WINDOW = 16384,
	/* Browsers send two header lines of a part; a file name is at most
	 * 255 letters, 12 bytes each when percent-encoded. */
	MULTIPART_HEAD_MAX = 4096,
	MULTIPART_BOUNDARY_MAX = 70 /* RFC 2046 */
};

/* What false from a call means is up to the sink: reading stops with
 * RC_DENIED. */
struct multipart_sink {
	void *ctx;
	/* filename is NULL for a plain field.  Both are bytes as sent with
	 * %22 %0D %0A undone; they live for this call only. */
	bool (*part)(void *ctx, const char *name, const char *filename);
	bool (*data)(void *ctx, const char *, size_t);
	bool (*end)(void *ctx);
};

struct multipart;

/* NULL: the type is not multipart/form-data with a good boundary. */
struct multipart *multipart_new(struct arena *, const char *content_type,
    int parts_max, const struct multipart_sink *);
/* RC_INVALID: broken; RC_TOO_LARGE: too many parts; RC_DENIED: the sink. */
enum rc multipart_feed(struct multipart *, const char *, size_t) MUST_USE;
/* All bytes came.  RC_INVALID: the closing boundary did not. */
enum rc multipart_finish(const struct multipart *) MUST_USE;

#endif
