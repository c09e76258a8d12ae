#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct session;
struct site;
struct store;

/*
 * One request, read-only for handlers.  Everything in it is valid UTF-8
 * without NUL and lives as long as the request; what was not, was refused
 * with 400 before a handler ran.
 */
struct request;

enum method { METHOD_GET, METHOD_POST }; /* HEAD is GET without a body */

/* Limits; each is tested.  The body limit of an ordinary form holds a
 * longread (text + VK text, percent-encoded Cyrillic: 6 bytes a letter). */
enum {
	REQUEST_PATH_MAX = 1024,    /* bytes of the path, decoded */
	REQUEST_QUERY_MAX = 4096,   /* bytes of the query string */
	REQUEST_BODY_MAX = 1048576, /* bytes of a form without files */
	REQUEST_UPLOAD_MAX =
	    210763776,		  /* 201 MiB: ten photos of 20 MiB + form */
	REQUEST_FIELDS_MAX = 200, /* fields of a form or a query */
	REQUEST_FILES_MAX = 10	  /* files in one upload */
};

struct upload {
	const char *field;
	const char *filename; /* cleaned to one line; only ever shown */
	int fd; /* an unlinked file at offset 0; closed with the request */
	int64_t bytes;
};

enum method request_method(const struct request *);
const struct site *request_site(const struct request *);
struct store *request_store(const struct request *);
struct arena *request_arena(const struct request *);
const char *request_state(const struct request *); /* --state */
const char *request_id(const struct request *);	   /* 16 hex digits */
int64_t request_now(const struct request *); /* UTC, one value per request */
const char *request_base(const struct request *); /* BASE_PATH, "" or "/x" */
const char *request_path(const struct request *); /* below the base, "/…" */
const char *request_address(
    const struct request *); /* client's IP, for throttles */
const char *request_header(
    const struct request *, const char *cgi_name);		      /* "" */
const char *request_cookie(const struct request *, const char *name); /* "" */
/* A part of the route's pattern; declared there, so never NULL. */
const char *request_part(const struct request *, const char *name);
/* The part as an id; 0 if it is not a positive number. */
int64_t request_part_id(const struct request *, const char *name);
/* The query as sent, without the question mark; "". */
const char *request_search(const struct request *);
/* An argument of the query; "" if absent. */
const char *request_query(const struct request *, const char *name);
/* A field of the posted form as sent; NULL if absent.  form.h is the way to
 * read forms; this is for single buttons. */
const char *request_field(const struct request *, const char *name);
/* All values of a repeated field (checkboxes); returns how many. */
int request_fields(
    const struct request *, const char *name, const char **values, int max);
int request_uploads(const struct request *, const struct upload **);
/* Who is signed in; NULL for a visitor. */
const struct session *request_session(const struct request *);

#endif
