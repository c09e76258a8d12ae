#ifndef PAGE_MEDIA_H
#define PAGE_MEDIA_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_media(const struct request *, struct reply *);

#endif
