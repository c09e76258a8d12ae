#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stddef.h>
#include "base/rc.h"

/*
 * Text that grows and is sent: a page, a URL, a request body.
 * Invariants: buf is never NULL and always ends with a NUL that len does not
 * count; len may hold NULs.  Out of memory ends the process as in arena.h.
 */
struct strbuf {
	char *buf;
	size_t len;
	size_t cap;
};

void strbuf_init(struct strbuf *);
void strbuf_free(struct strbuf *);  /* back to the state after init */
void strbuf_clear(struct strbuf *); /* keeps the memory */
/* Room for n more bytes and not one over: growing would leave copies of a
 * secret behind, and memory that is never used. */
void strbuf_room(struct strbuf *, size_t n);
void strbuf_add(struct strbuf *, const void *, size_t);
void strbuf_addc(struct strbuf *, char);
void strbuf_adds(struct strbuf *, const char *);
void strbuf_addf(struct strbuf *, const char *fmt, ...) PRINTF(2, 3);
/* Percent-encode everything but A-Za-z0-9-._~ . */
void strbuf_add_url(struct strbuf *, const char *);
/* & < > " ' as entities. */
void strbuf_add_html(struct strbuf *, const char *);

#endif
