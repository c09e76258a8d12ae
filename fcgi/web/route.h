#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "base/rc.h"
#include "web/request.h"

struct reply;

/*
 * What a handler may assume stands here, not in the handler.  Every POST
 * needs the CSRF token unless it says ROUTE_OPEN.
 */
enum route_flag {
	ROUTE_UPLOAD = BIT(0), /* multipart with files, REQUEST_UPLOAD_MAX */
	ROUTE_OPEN = BIT(1),   /* a form that works without a session (sign-in,
	                        * view switch): same-origin check instead */
	ROUTE_HALF = BIT(2)    /* allowed while the second factor is due */
};

struct route {
	enum method method;
	const char *pattern; /* "/story/:slug"; a part is one path segment */
	unsigned roles;	     /* any of these role bits; 0 = anyone */
	enum rc (*run)(const struct request *, struct reply *);
	unsigned flags;
};

struct route_table {
	const struct route *routes;
	int n;
};

/* Find the route of a path.  RC_NOT_FOUND; RC_INVALID: the path is known,
 * the method is not (405).  Parts are handed to the request by serve.c. */
struct route_part {
	const char *name, *value;
	size_t name_n, value_n;
};
enum { ROUTE_PARTS_MAX = 4 };
enum rc route_find(const struct route_table *tables, int tables_n, enum method,
    const char *path, const struct route **, struct route_part *parts,
    int *n) MUST_USE;

#endif
