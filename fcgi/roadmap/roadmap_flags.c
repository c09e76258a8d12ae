#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/roadmap.h"

/* An array without this flag; whether it had it. */
static bool
flag_drop(json_t *list, const char *flag)
{
	bool had = false;

	for (size_t i = json_array_size(list); i-- > 0;) {
		const char *s = json_string_value(
		    json_object_get(json_array_get(list, i), "flag"));

		if (s != NULL && strcmp(s, flag) == 0) {
			json_array_remove(list, i);
			had = true;
		}
	}
	return had;
}

/* The flags with or without "before the approval"; NULL: as they were. */
static const char *
flags_with(struct arena *a, const char *flags, bool before)
{
	const char *flag = deadline_flags[DEADLINE_BEFORE_APPROVAL];
	json_t *list = json_loads(flags, 0, NULL);
	const char *out = NULL;
	char *text;
	bool had;

	if (!json_is_array(list))
		list = json_array();
	had = flag_drop(list, flag);
	if (before)
		json_array_append_new(list,
		    json_pack("{s:s,s:s}", "flag", flag, "why",
			deadline_flag_sentences[DEADLINE_BEFORE_APPROVAL]));
	text = json_dumps(list, JSON_COMPACT);
	if (had != before && text != NULL)
		out = arena_strdup(a, text);
	free(text);
	json_decref(list);
	return out;
}

enum rc
roadmap_flag_approval(
    struct store *st, struct arena *a, const struct roadmap *map)
{
	struct arena *scratch; /* reading a term takes much */
	struct deadline_period period;
	struct activity *list;
	struct deadline d;
	struct cycle c;
	int n, on;
	enum rc rc;

	if ((rc = cycles_by_id(st, a, map->cycle_id, &c)) != RC_OK ||
	    (rc = activities_list(st, a, map->id, &list, &n)) != RC_OK)
		return rc;
	scratch = arena_new();
	due_period(&c, &period);
	on = map->approved_on != DAY_NONE ? map->approved_on : c.approved_on;
	for (int i = 0; rc == RC_OK && i < n; i++) {
		const char *flags;

		arena_reset(scratch);
		deadline_read(scratch, list[i].deadline, &period, on, &d);
		flags = flags_with(scratch, list[i].flags,
		    (d.flags & BIT(DEADLINE_BEFORE_APPROVAL)) != 0);
		if (flags != NULL)
			rc = activities_set_flags(st, list[i].id, flags);
	}
	arena_free(scratch);
	return rc;
}
