#ifndef WEB_SEND_H
#define WEB_SEND_H

#include <stdbool.h>
#include <stddef.h>

struct FCGX_Request;
struct reply;
struct strbuf;

/* The whole answer as FastCGI wants it: header lines, an empty line and the
 * body, which waits in reply.body.  Decides what may be kept and for how
 * long, and turns a 200 that the browser has already into a 304. */
void send_compose(struct reply *, int status, struct strbuf *out);
/* The ETag of these bytes, in quotes; tag has room for REPLY_TAG. */
void send_tag(char *tag, const void *, size_t);
/* The answer with the tag that the reply has may be kept by others, and is:
 * it will be a 304. */
bool send_unchanged(const struct reply *);
/* Hands an answer to the web server in one write: libfcgi's own stream cuts
 * it into 8 KB pieces, each of which wakes the other side. */
void send_write(const struct FCGX_Request *, const struct strbuf *);
/* The words of a status line. */
const char *send_status(int status);

#endif
