#ifndef MAP_H
#define MAP_H

#include <stddef.h>
#include <stdint.h>

/* A hash table from text to pointer.  Keys are copied, values are the
 * caller's.  A zeroed struct is an empty map. */

struct map_slot {
	char *key; /* NULL: never used; map_gone: removed */
	void *value;
	uint64_t hash;
};

struct map {
	struct map_slot *slots;
	size_t cap;  /* 0 or a power of two */
	size_t used; /* slots with a key, removed ones included */
	size_t count;
};

void *map_get(const struct map *, const char *key); /* NULL: absent */
void map_set(struct map *, const char *key, void *value);
void *map_remove(struct map *, const char *key); /* the old value */
/* Call drop (may be NULL) for each value, then empty the map. */
void map_free(struct map *, void (*drop)(void *));

/* Keys made of numbers: "7" and "-1001_15".  buf holds 48 bytes. */
const char *map_key(char *buf, int64_t id);
const char *map_key2(char *buf, int64_t owner_id, int64_t id);

#endif
