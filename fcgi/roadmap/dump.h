#ifndef ROADMAP_DUMP_H
#define ROADMAP_DUMP_H

#include <jansson.h>

struct arena;

/* A value as it is stored: compact text in the arena.  The value is given
 * up; "[]" of NULL. */
const char *dump_json(struct arena *, json_t *);

#endif
