#ifndef PAGE_FEED_H
#define PAGE_FEED_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_feed(const struct request *, struct reply *);
enum rc page_feed_rubric(const struct request *, struct reply *);

#endif
