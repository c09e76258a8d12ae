#ifndef PAGE_CARD_H
#define PAGE_CARD_H

#include <stdint.h>

struct arena;
struct event;
struct story;
struct view;

/* How long others may keep a public page, seconds: a change is seen by
 * everybody within two. */
enum { PAGE_FRESH_S = 1 };

/* One story in a list: title, lead, rubric, date, first photo. */
void page_card(struct view *, const struct story *, int64_t now);
/* Page.image: the picture that other sites show beside a link to it, its
 * first photo or one drawn with its title.  At the view's top. */
void page_card_picture(struct view *, const struct story *);
/* Rows of such cards under a name. */
void page_card_stories(
    struct view *, const char *list, const struct story *, int n, int64_t now);
/* A text as typed, line by line: LIST.N.text, empty ones left out. */
void page_card_lines(
    struct view *, struct arena *, const char *list, const char *text);
/* One event: date parts, place, audience. */
void page_card_event(struct view *, const struct event *, int64_t now);
void page_card_events(
    struct view *, const char *list, const struct event *, int n, int64_t now);

#endif
