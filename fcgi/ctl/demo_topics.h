#ifndef CTL_DEMO_TOPICS_H
#define CTL_DEMO_TOPICS_H

#include "base/rc.h"

struct actor;
struct ctl;
struct site;

/* What the demonstration school changed about its pages, and its own ones:
 * db/demo/topics.hdf.  *why is the sentence of a refusal, or NULL. */
enum rc ctl_demo_topics(struct ctl *, const struct site *, const struct actor *,
    const char **why) MUST_USE;

#endif
