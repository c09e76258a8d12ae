#include "map.h"
#include "mem.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAP_KEY_MAX = 48 };

static char map_gone[] = "";

static uint64_t
map_hash(const char *key)
{
	uint64_t h = 14695981039346656037u;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h ^ (h >> 32);
}

/* The slot of key, or the free one where it would go. */
static struct map_slot *
map_slot(const struct map *m, const char *key, uint64_t hash)
{
	struct map_slot *s, *free_slot = NULL;

	for (size_t i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		s = &m->slots[i];
		if (s->key == NULL)
			return free_slot != NULL ? free_slot : s;
		if (s->key == map_gone) {
			if (free_slot == NULL)
				free_slot = s;
		} else if (s->hash == hash && strcmp(s->key, key) == 0) {
			return s;
		}
	}
}

static bool
map_full(const struct map_slot *s)
{
	return s->key != NULL && s->key != map_gone;
}

static void
map_grow(struct map *m)
{
	struct map old = *m;

	m->cap = 16;
	while (m->cap < old.count * 4)
		m->cap *= 2;
	m->slots = mem_alloc(m->cap * sizeof(*m->slots));
	m->used = m->count;
	for (size_t i = 0; i < old.cap; i++) {
		struct map_slot *s = &old.slots[i];

		if (map_full(s))
			*map_slot(m, s->key, s->hash) = *s;
	}
	free(old.slots);
}

void *
map_get(const struct map *m, const char *key)
{
	struct map_slot *s;

	if (m->count == 0)
		return NULL;
	s = map_slot(m, key, map_hash(key));
	return map_full(s) ? s->value : NULL;
}

void
map_set(struct map *m, const char *key, void *value)
{
	uint64_t hash = map_hash(key);
	struct map_slot *s;

	if ((m->used + 1) * 2 > m->cap)
		map_grow(m);
	s = map_slot(m, key, hash);
	if (!map_full(s)) {
		if (s->key == NULL)
			m->used++;
		m->count++;
		s->key = mem_dup(key);
		s->hash = hash;
	}
	s->value = value;
}

void *
map_remove(struct map *m, const char *key)
{
	struct map_slot *s;

	if (m->count == 0)
		return NULL;
	s = map_slot(m, key, map_hash(key));
	if (!map_full(s))
		return NULL;
	free(s->key);
	s->key = map_gone;
	m->count--;
	return s->value;
}

void
map_free(struct map *m, void (*drop)(void *))
{
	for (size_t i = 0; i < m->cap; i++) {
		if (!map_full(&m->slots[i]))
			continue;
		free(m->slots[i].key);
		if (drop != NULL)
			drop(m->slots[i].value);
	}
	free(m->slots);
	memset(m, 0, sizeof(*m));
}

const char *
map_key(char *buf, int64_t id)
{
	snprintf(buf, MAP_KEY_MAX, "%" PRId64, id);
	return buf;
}

const char *
map_key2(char *buf, int64_t owner_id, int64_t id)
{
	snprintf(buf, MAP_KEY_MAX, "%" PRId64 "_%" PRId64, owner_id, id);
	return buf;
}
