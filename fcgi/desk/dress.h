#ifndef DESK_DRESS_H
#define DESK_DRESS_H

struct request;
struct view;

/*
 * What every page needs, public ones too: Base, Site.*, View.* (the reader's
 * choice of type and colours, from the cookie "view"), Menu.N and Foot.N
 * (title address name current: "page" or, below it, "true"), Links.N (title
 * url: the school's own, for the foot), and for who is signed in Me.* and, on
 * the desk, Rail.*.  Site.logo is a name in /media/; none: the program's sign.
 */
void desk_dress(const struct request *, struct view *);

#endif
