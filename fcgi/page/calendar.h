#ifndef PAGE_CALENDAR_H
#define PAGE_CALENDAR_H

#include "base/rc.h"

struct event;
struct reply;
struct request;

/* Events as an iCalendar file (RFC 5545), times in UTC. */
enum rc page_calendar(
    const struct request *, struct reply *, const struct event *, int n);

#endif
