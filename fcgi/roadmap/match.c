#include "roadmap/match.h"

#include <inttypes.h>

#include "base/arena.h"

struct match
match_new(struct arena *a, int rows)
{
	return (struct match){
		.keys = arena_alloc(a, ((size_t)rows + 1) * sizeof(uint64_t)),
	};
}

const char *
match_next(struct arena *a, struct match *m, uint64_t key)
{
	int nth = 1;

	for (int i = 0; i < m->n; i++)
		nth += m->keys[i] == key;
	m->keys[m->n++] = key;
	if (nth == 1)
		return arena_printf(a, "%016" PRIx64, key);
	return arena_printf(a, "%016" PRIx64 "-%d", key, nth);
}
