#ifndef DESK_DRESS_H
#define DESK_DRESS_H

struct request;
struct view;

/*
 * What every page needs, public ones too: Base, Site.*, View.* (the reader's
 * choice of type and colours, from the cookie "view"), and for who is signed
 * in Me.* and, on the desk, Rail.*.
 */
void desk_dress(const struct request *, struct view *);

#endif
