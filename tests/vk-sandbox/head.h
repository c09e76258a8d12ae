#ifndef HEAD_H
#define HEAD_H

#include "http.h"

/* The text of a request: its head and the chunked form of its body. */

enum head_result { HEAD_MORE, HEAD_OK, HEAD_BAD, HEAD_TOO_LONG };

/* Parse the head at the front of the text.  HEAD_OK: *used is its length
 * with the empty line and req is filled (free with head_free). */
enum head_result head_parse(
    const char *p, size_t len, struct http_request *req, size_t *used);
void head_free(struct http_request *);

struct chunks {
	size_t left; /* of the chunk being read, with its CRLF */
	bool last;   /* the zero chunk was seen; trailers follow */
	struct buf body;
};

/* Take what can be taken from the text; *used says how much.  HEAD_TOO_LONG
 * when the body would pass max. */
enum head_result chunks_take(
    struct chunks *, const char *p, size_t len, size_t max, size_t *used);

#endif
