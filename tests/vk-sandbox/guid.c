#include "guid.h"
#include "clock.h"
#include "fields.h"
#include "map.h"
#include "mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct guid_rules guid_rules;

struct memory {
	int64_t id, at;
};

static struct map known;

static const struct field memory_fields[] = {
	{ "id", FIELD_INT, offsetof(struct memory, id), NULL },
	{ "at", FIELD_INT, offsetof(struct memory, at), NULL },
	{ .key = NULL },
};

static const char *const mode_names[] = { "same_id", "error", "ignore", NULL };
static const char *const scope_names[] = { "wall", "token", NULL };

void
guid_free(void)
{
	map_free(&known, free);
	json_decref(guid_rules.error);
	memset(&guid_rules, 0, sizeof(guid_rules));
}

void
guid_reset(void)
{
	guid_free();
	guid_rules.window_s = 3600;
	guid_rules.covers_postponed = true;
	guid_rules.error = json_pack("{s:i,s:s}", "error_code", 214,
	    "error_msg", "Access to adding post denied: sandbox guid repeat");
}

void
guid_read(struct args *a)
{
	struct guid_rules next = guid_rules;
	const json_t *error = NULL;

	args_only(
	    a, "mode", "window_s", "scope", "covers_postponed", "error", NULL);
	args_enum(a, "mode", mode_names, &next.mode);
	args_int(a, "window_s", 0, INT32_MAX, &next.window_s);
	args_enum(a, "scope", scope_names, &next.by_token);
	args_bool(a, "covers_postponed", &next.covers_postponed);
	if (args_object(a, "error", &error) &&
	    !json_is_integer(json_object_get(error, "error_code")))
		args_fail(a, "error", "error_code is required");
	if (a->error != NULL)
		return;
	if (error != NULL) {
		json_decref(guid_rules.error);
		next.error = json_deep_copy(error);
	}
	guid_rules = next;
}

static bool
memory_valid(const struct memory *m)
{
	return m != NULL && clock_now() - m->at < guid_rules.window_s;
}

json_t *
guid_json(void)
{
	json_int_t remembered = 0;

	for (size_t i = 0; i < known.cap; i++)
		if (known.slots[i].key != NULL &&
		    memory_valid(known.slots[i].value))
			remembered++;
	return json_pack("{s:b,s:s,s:I,s:s,s:b,s:O,s:I}", "ok", 1, "mode",
	    mode_names[guid_rules.mode], "window_s", guid_rules.window_s,
	    "scope", scope_names[guid_rules.by_token], "covers_postponed",
	    guid_rules.covers_postponed, "error", guid_rules.error,
	    "remembered", remembered);
}

static char *
memory_key(
    const char *guid, char what, int64_t owner_id, const struct token *token)
{
	int64_t id = guid_rules.by_token ? token->id : 0;

	return mem_format(
	    "%c %" PRId64 " %" PRId64 " %s", what, owner_id, id, guid);
}

int64_t
guid_first(
    const char *guid, char what, int64_t owner_id, const struct token *token)
{
	char *key;
	struct memory *m;

	if (guid == NULL || guid[0] == '\0')
		return 0;
	key = memory_key(guid, what, owner_id, token);
	m = map_get(&known, key);
	free(key);
	return memory_valid(m) ? m->id : 0;
}

void
guid_keep(const char *guid, char what, int64_t owner_id,
    const struct token *token, int64_t id)
{
	char *key;
	struct memory *m;

	if (guid == NULL || guid[0] == '\0')
		return;
	key = memory_key(guid, what, owner_id, token);
	m = map_get(&known, key);
	if (m == NULL) {
		m = mem_alloc(sizeof(*m));
		m->at = INT64_MIN / 2;
		map_set(&known, key, m);
	}
	if (!memory_valid(m)) {
		m->id = id;
		m->at = clock_now();
	}
	free(key);
}

json_t *
guid_save(void)
{
	json_t *memory = json_object();

	for (size_t i = 0; i < known.cap; i++) {
		const struct map_slot *s = &known.slots[i];

		if (s->key != NULL && s->key[0] != '\0')
			json_object_set_new(memory, s->key,
			    fields_json(memory_fields, s->value));
	}
	return json_pack("{s:{s:s,s:I,s:s,s:b,s:O},s:o}", "rules", "mode",
	    mode_names[guid_rules.mode], "window_s", guid_rules.window_s,
	    "scope", scope_names[guid_rules.by_token], "covers_postponed",
	    guid_rules.covers_postponed, "error", guid_rules.error, "memory",
	    memory);
}

void
guid_load(struct args *a)
{
	const json_t *rules = NULL, *memory = NULL;
	const char *key;
	json_t *item;
	struct args r;

	args_need(a, "rules");
	args_need(a, "memory");
	args_object(a, "rules", &rules);
	if (!args_object(a, "memory", &memory))
		return;
	args_open(&r, rules);
	guid_read(&r);
	if (r.error != NULL)
		args_fail(a, r.key, r.error);
	json_object_foreach((json_t *)memory, key, item)
	{
		struct memory *m = mem_alloc(sizeof(*m));

		fields_read(a, item, memory_fields, m);
		map_set(&known, key, m);
	}
}
