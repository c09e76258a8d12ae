#ifndef PUBLISH_AMEND_H
#define PUBLISH_AMEND_H

#include "base/rc.h"

struct job;
struct site;

/* A step of the publisher: a wanted change of what is on the wall. */
enum rc amend_enter(struct job *, struct site *) MUST_USE;

#endif
