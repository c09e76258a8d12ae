#ifndef RECEIVE_H
#define RECEIVE_H

struct call;
struct http_request;

/* What a call brought: its name, parameters, files and token, for the
 * method and for the journal. */
void receive_head(struct call *, const struct http_request *);
void receive_body(struct call *, const struct http_request *);
void receive_free(struct call *);

#endif
