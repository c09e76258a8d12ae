#ifndef WEB_SEND_H
#define WEB_SEND_H

struct reply;
struct strbuf;

/* The whole answer as FastCGI wants it: header lines, an empty line and the
 * body, which waits in reply.body.  Decides what may be kept and for how
 * long, and turns a 200 that the browser has already into a 304. */
void send_compose(struct reply *, int status, struct strbuf *out);
/* The words of a status line. */
const char *send_status(int status);

#endif
