#ifndef PAGE_PICTURE_H
#define PAGE_PICTURE_H

#include "base/rc.h"

struct reply;
struct request;

/* Cards that stand where somebody shares a link without a photo: JPEG of
 * 1200 x 630 drawn by nastavnik-image for each answer and kept by the web
 * server only, so a withdrawn story takes its card along. */
enum rc page_picture_story(const struct request *, struct reply *);
enum rc page_picture_site(const struct request *, struct reply *);

#endif
