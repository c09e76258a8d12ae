#ifndef PUBLISH_REREAD_H
#define PUBLISH_REREAD_H

#include "base/rc.h"

struct job;
struct site;

/* A step of the publisher: an unclear post is looked for on the wall. */
enum rc reread_enter(struct job *, struct site *) MUST_USE;

#endif
