#ifndef HTTP_H
#define HTTP_H

#include "mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* HTTP/1.1 on a socket of our own.  Requests of one connection are handed
 * out one at a time, each with its whole body; the next is read when the
 * answer of the last one has been given. */

struct http_conn;

struct http_header {
	char *name;	/* lower case */
	char *value;
};

struct http_request {
	char *verb;
	char *path;	/* as sent, without the query */
	char *query;	/* never NULL */
	struct http_header *headers;
	size_t n_headers;
	const char *body;	/* valid during the hook only */
	size_t body_len;
	int64_t body_declared;	/* Content-Length, or -1 */
	bool chunked, keep_alive, expects;
	int64_t conn, conn_request;	/* numbers from 1 */
};

struct http_reply {
	int status;
	const char *type;	/* content type; NULL = none */
	const char *headers;	/* more header lines, each with CRLF, or NULL */
	const char *body;
	size_t len;
	bool cut;	/* send cut_at bytes of the body, then close */
	size_t cut_at;
	bool rst;	/* close by a TCP reset instead of FIN */
	int64_t rate;	/* > 0: so many bytes of the body in a second */
};

/* What the owner of an open request is told.  gone: the client has closed;
 * lost says that the connection is no more (else it may still be written).
 * sent: the trickled answer has ended, whole or not. */
struct http_holder {
	void (*gone)(void *arg, bool lost);
	void (*sent)(void *arg, bool whole);
};

struct http_hooks {
	/* The head is there.  Returns the greatest body to accept, or 0 if
	 * the connection was closed by the hook. */
	size_t (*head)(struct http_conn *, const struct http_request *);
	/* The request is whole; answer now or later. */
	void (*request)(struct http_conn *, const struct http_request *);
	/* A TLS ClientHello came on the plain port: true = leave it open. */
	bool (*tls)(void);
};

/* Listen on the loopback address; port 0 = any.  The port, or -1. */
int http_open(const char *address, int port, const struct http_hooks *);
void http_close_all(void);
int http_port(void);

void http_hold(struct http_conn *, const struct http_holder *, void *arg);
void *http_held(const struct http_conn *);	/* the arg, or NULL */
void http_send(struct http_conn *, const struct http_reply *);
void http_drop(struct http_conn *, bool rst);	/* close without an answer */

const char *http_header(const struct http_request *, const char *name);
const char *http_reason(int status);

#endif
