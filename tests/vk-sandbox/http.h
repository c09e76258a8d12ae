#ifndef HTTP_H
#define HTTP_H

#include "mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* HTTP/1.1 on a socket of our own.  Requests of one connection are handed
 * out one at a time, each with its whole body; the next is read when the
 * answer of the last one has been given. */

struct conn;

struct http_header {
	char *name; /* lower case */
	char *value;
};

struct http_request {
	char *verb;
	char *path;  /* as sent, without the query */
	char *query; /* never NULL */
	struct http_header *headers;
	size_t n_headers;
	const char *body; /* valid during the hook only */
	size_t body_len;
	int64_t body_declared; /* Content-Length, or -1 */
	bool chunked, keep_alive, expects;
	int64_t conn, conn_request; /* numbers from 1 */
};

struct http_hooks {
	/* The head is there.  Returns the greatest body to accept, or 0 if
	 * the connection was closed by the hook. */
	size_t (*head)(struct conn *, const struct http_request *);
	/* The request is whole; answer now or later. */
	void (*request)(struct conn *, const struct http_request *);
	/* A TLS ClientHello came on the plain port: true = leave it open. */
	bool (*tls)(void);
};

/* Listen on the loopback address; port 0 = any.  The port, or -1. */
int http_open(const char *address, int port, const struct http_hooks *);
void http_close_all(void);
int http_port(void);

const char *http_header(const struct http_request *, const char *name);

#endif
