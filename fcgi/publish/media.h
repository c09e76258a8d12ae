#ifndef PUBLISH_MEDIA_H
#define PUBLISH_MEDIA_H

#include "base/rc.h"

struct job;
struct site;

/* A step of the publisher: photos go to VK one by one. */
enum rc media_enter(struct job *, struct site *) MUST_USE;

#endif
