#ifndef WEB_LOOK_H
#define WEB_LOOK_H

struct request;
struct view;

/*
 * How a reader wants the pages: the cookie "view", words parted by dots
 * ("t-150.c-dark.s-wide.p-off").  Fills View.t .c .s .p with the values and
 * View.class with the classes of <html>; what we do not know is ignored.
 */
void look_show(const struct request *, struct view *);

#endif
