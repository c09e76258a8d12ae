#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include "base/rc.h"

/*
 * Memory of one request or one pass.  Invariants: a pointer from an arena
 * stays good until arena_reset or arena_free; nothing in it is freed alone;
 * no function here returns NULL (out of memory ends the process with exit
 * code 71 after a log line: the supervisor starts it anew, and every store
 * transaction is undone by SQLite).
 */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* NULL is fine */
/* Forget everything, keep one block. */
void arena_reset(struct arena *);
/* n zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *, size_t n);
char *arena_strdup(struct arena *, const char *); /* NULL gives NULL */
char *arena_strndup(struct arena *, const char *, size_t n);
char *arena_printf(struct arena *, const char *fmt, ...) PRINTF(2, 3);
/* Grow an array in place of realloc: returns a copy of old_n bytes with room
 * for new_n, the rest zeroed. */
void *arena_grow(struct arena *, const void *old, size_t old_n, size_t new_n);

#endif
