#ifndef PAGE_ROADMAP_H
#define PAGE_ROADMAP_H

#include "base/rc.h"

struct reply;
struct request;

/* The roadmap that the school shows, with its state today (R22). */
enum rc page_roadmap(const struct request *, struct reply *);

#endif
