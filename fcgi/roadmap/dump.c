#include "roadmap/dump.h"

#include <stdlib.h>

#include "base/arena.h"

const char *
dump_json(struct arena *a, json_t *v)
{
	char *s = json_dumps(v, JSON_COMPACT);
	const char *text = arena_strdup(a, s != NULL ? s : "[]");

	free(s);
	json_decref(v);
	return text;
}
