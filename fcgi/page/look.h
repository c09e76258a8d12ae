#ifndef PAGE_LOOK_H
#define PAGE_LOOK_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_look(const struct request *, struct reply *);

#endif
