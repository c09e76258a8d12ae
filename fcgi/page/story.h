#ifndef PAGE_STORY_H
#define PAGE_STORY_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_story(const struct request *, struct reply *);

#endif
