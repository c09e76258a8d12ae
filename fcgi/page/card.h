#ifndef PAGE_CARD_H
#define PAGE_CARD_H

#include <stdint.h>

struct event;
struct story;
struct view;

/* How long others may keep a public page, seconds: a change is seen by
 * everybody within two. */
enum { PAGE_FRESH_S = 1 };

/* One story in a list: title, lead, rubric, date, first photo. */
void page_card(struct view *, const struct story *, int64_t now);
/* Rows of such cards under a name. */
void page_card_stories(
    struct view *, const char *list, const struct story *, int n, int64_t now);
/* One event: date parts, place, audience. */
void page_card_event(struct view *, const struct event *, int64_t now);
void page_card_events(
    struct view *, const char *list, const struct event *, int n, int64_t now);

#endif
