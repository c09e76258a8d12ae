#ifndef WALLPAGE_H
#define WALLPAGE_H

struct call;

/* Pages for people: a post, the wall of a community, the list of all, and
 * the pictures and documents on them. */
void wallpage_run(struct call *);
void wallpage_forget(struct call *); /* the call will not be answered */
void wallpage_reset(void);

#endif
