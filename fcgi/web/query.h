#ifndef WEB_QUERY_H
#define WEB_QUERY_H

#include <stddef.h>
#include "base/rc.h"

struct arena;

/* Names and values of a query string or an urlencoded form. */
struct query_pair {
	const char *name, *value;
};
struct query {
	struct query_pair *pairs;
	int n, room;
};

/* RC_INVALID: a NUL (also as %00) or bytes that are not UTF-8 after
 * decoding; RC_TOO_LARGE: more than REQUEST_FIELDS_MAX pairs.  A % that
 * begins no code stays as it is: people paste "100%" into addresses. */
enum rc query_parse(
    struct arena *, const char *s, size_t n, struct query *) MUST_USE;
/* RC_TOO_LARGE as above.  The strings are kept, not copied. */
enum rc query_add(struct arena *, struct query *, const char *name,
    const char *value) MUST_USE;
/* The first of this name; NULL if there is none. */
const char *query_find(const struct query *, const char *name);

#endif
