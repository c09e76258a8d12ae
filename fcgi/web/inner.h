#ifndef WEB_INNER_H
#define WEB_INNER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/strbuf.h"
#include "web/query.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/route.h"

struct serve;
struct view;

/*
 * A request and its reply as web/ itself sees them.  Handlers know only
 * request.h and reply.h; tests build a request from an array of "NAME=value".
 */
struct request {
	struct arena *arena;
	const struct serve *serve;
	const struct site *site; /* NULL: no such site, or none yet */
	char *const *env;	 /* FastCGI parameters */
	const char *id;
	int64_t now;
	enum method method;
	bool known_method; /* false: PUT, OPTIONS, ... */
	bool head;
	bool tls;
	const char *base;
	const char *path;
	const char *search; /* the query as sent */
	struct query query;
	struct query fields;
	struct upload uploads[REQUEST_FILES_MAX];
	int uploads_n;
	const struct route *route;
	struct route_part parts[ROUTE_PARTS_MAX];
	int parts_n;
	struct session *session;
};

/* Reads the parameters.  0, or the HTTP status of the refusal; then the
 * request is whole enough for an error page. */
int request_take(
    struct request *, struct arena *, const struct serve *, char *const *env);
/* A parameter; "" if it is missing or not valid UTF-8. */
const char *request_env(const struct request *, const char *name);
/* On the desk: stricter headers, scripts of our own. */
bool request_on_desk(const struct request *);
/* Scheme and host under which the browser sees us: "https://school.ru". */
const char *request_origin(const struct request *);

enum { REPLY_TAG = 2 + 16 + 1 }; /* 64 bits in quotes, as ETag is sent */

struct reply {
	const struct request *req;
	struct arena *arena;
	struct view *view;
	const char *template;
	const char *type;
	const char *location;
	int status; /* 200, of a redirect, or 404 */
	bool has_body;
	struct strbuf body;
	const char *filename;
	bool inlined;
	const char *media;
	int64_t modified_at;
	char tag[REPLY_TAG]; /* "": the body gives it */
	int public_s;
	struct strbuf headers; /* whole lines with CRLF */
	const char *reason;
	reply_after *after; /* NULL: nothing */
	void *after_arg;
};

void reply_init(struct reply *); /* once per process */
void reply_free(struct reply *);
void reply_begin(struct reply *, const struct request *);
void reply_end(struct reply *); /* drops the view */
char *reply_format(struct arena *, const char *fmt, va_list) PRINTF(2, 0);

#endif
