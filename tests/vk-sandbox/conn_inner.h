#ifndef CONN_INNER_H
#define CONN_INNER_H

#include "conn.h"
#include "head.h"
#include "http.h"
#include "loop.h"

/* The inside of a connection, for conn.c (answers and closing) and http.c
 * (requests). */

/* States of a connection.  HEAD, BODY: a request is being read.  BUSY: it
 * was handed out, no answer yet.  SENDING: an answer that ends with a close
 * or is trickled.  LINGER: our side is closed, the rest of the client's is
 * read and thrown away, for a close with unread data would be a reset.
 * MUTE: a TLS client that waits for ever.  DEAD: freed at the end of the
 * round. */
enum conn_state {
	CONN_HEAD,
	CONN_BODY,
	CONN_BUSY,
	CONN_SENDING,
	CONN_LINGER,
	CONN_MUTE,
	CONN_DEAD
};

struct conn {
	struct watch watch;
	struct conn *prev, *next;
	enum conn_state state;
	int64_t id, requests;
	struct buf in, out;
	size_t out_sent;
	struct http_request req;
	size_t body_max;
	struct chunks chunks;
	bool running, closing, rst;
	bool hung; /* the client has closed; what it sent may wait */
	bool eof;  /* the same, and all it sent was read */
	bool told; /* the holder knows */
	struct timer timer;
	struct buf slow; /* what is left to trickle */
	int64_t slow_rate, slow_start_ms;
	size_t slow_sent;
	const struct holder *holder;
	void *holder_arg;
};

/* A client that reads nothing is served no further. */
enum { CONN_OUT_MAX = 1 << 20 };

struct conn *conn_open(int fd); /* NULL: the loop did not take it */
void conn_close_all(void);
void conn_destroy(struct conn *);
/* Tell the holder that the client has gone. */
void conn_tell(struct conn *, bool lost);
void conn_flush(struct conn *);	   /* write what the socket takes */
void conn_interest(struct conn *); /* ask the loop for what is wanted */
void http_advance(struct conn *);

#endif
