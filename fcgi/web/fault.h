#ifndef WEB_FAULT_H
#define WEB_FAULT_H

struct reply;
struct request;

/* The page of an error in place of whatever the reply held: what happened,
 * what to do next; 500 and 503 with the request's id, which stands in the
 * log.  Never fails: the last resort is a line of text. */
void fault_page(struct request *, struct reply *, int status);

#endif
