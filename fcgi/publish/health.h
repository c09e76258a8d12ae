#ifndef PUBLISH_HEALTH_H
#define PUBLISH_HEALTH_H

#include <stdint.h>

struct arena;

/* The rights of a mask in words, parted by ", ". */
char *health_words(struct arena *, int64_t mask);

#endif
