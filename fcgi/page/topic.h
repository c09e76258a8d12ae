#ifndef PAGE_TOPIC_H
#define PAGE_TOPIC_H

#include "base/rc.h"

struct reply;
struct request;
struct topic;

/* Any standing page that needs no handler of its own. */
enum rc page_topic(const struct request *, struct reply *);
/* Its address without the slash at the end. */
enum rc page_topic_slash(const struct request *, struct reply *);

/* Title, lead and text of a page that has its own handler, as Topic.*; a
 * hidden page is not found.  topic may be NULL. */
enum rc page_topic_head(const struct request *, struct reply *,
    const char *name, struct topic *topic) MUST_USE;

#endif
