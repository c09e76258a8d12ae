#ifndef PAGE_EVENTS_H
#define PAGE_EVENTS_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_events(const struct request *, struct reply *);
enum rc page_event(const struct request *, struct reply *);
enum rc page_events_calendar(const struct request *, struct reply *);

#endif
