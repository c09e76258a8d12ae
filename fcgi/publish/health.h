#ifndef PUBLISH_HEALTH_H
#define PUBLISH_HEALTH_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct job;
struct site;

/* The rights of a mask in words, parted by ", ". */
char *health_words(struct arena *, int64_t mask);
/* A step of the publisher: a key is to be checked. */
enum rc health_enter(struct job *, struct site *) MUST_USE;

#endif
