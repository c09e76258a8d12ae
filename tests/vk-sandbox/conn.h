#ifndef CONN_H
#define CONN_H

#include "mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A connection whose request was handed out: answering it, at once or
 * later, whole or broken at a chosen byte. */

struct conn;

struct reply {
	int status;
	const char *type;    /* content type; NULL = none */
	const char *headers; /* more header lines, each with CRLF, or NULL */
	const char *body;
	size_t len;
	bool cut; /* send cut_at bytes of the body, then close */
	size_t cut_at;
	bool rst;     /* close by a TCP reset instead of FIN */
	int64_t rate; /* > 0: so many bytes of the body in a second */
};

/* What the owner of an open request is told.  gone: the client has closed;
 * lost says that the connection is no more (else it may still be written).
 * sent: the trickled answer has ended, whole or not. */
struct holder {
	void (*gone)(void *arg, bool lost);
	void (*sent)(void *arg, bool whole);
};

void conn_hold(struct conn *, const struct holder *, void *arg);
void *conn_held(const struct conn *); /* the arg, or NULL */
void conn_send(struct conn *, const struct reply *);
void conn_drop(struct conn *, bool rst); /* close without an answer */

#endif
