#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/conf_file.h"
#include "base/log.h"
#include "base/text.h"

struct conf {
	struct arena *arena;
	const struct conf_item *items;
	int n;
	const char **text;
	int64_t *number;
};

static int
item_index(const struct conf *c, const char *name)
{
	for (int i = 0; i < c->n; i++)
		if (strcmp(c->items[i].name, name) == 0)
			return i;
	return -1;
}

static bool
item_set(struct conf *c, int i, const char *value)
{
	const struct conf_item *it = &c->items[i];

	c->text[i] = arena_strdup(c->arena, value);
	if (it->type == CONF_INT)
		return text_int(value, it->lo, it->hi, &c->number[i]);
	if (it->type == CONF_FLAG)
		return text_int(value, 0, 1, &c->number[i]);
	return true;
}

/* Everything below h, its dotted name before it. */
static enum rc
take(struct conf *c, const char *path, HDF *h, const char *prefix)
{
	enum rc rc;

	for (h = hdf_obj_child(h); h; h = hdf_obj_next(h)) {
		const char *name = arena_printf(c->arena, "%s%s%s", prefix,
		    *prefix ? "." : "", hdf_obj_name(h));
		const char *value = hdf_obj_value(h);
		int i = item_index(c, name);

		if (i < 0 && (value || !hdf_obj_child(h))) {
			log_error("%s: unknown name %s", path, name);
			return RC_INVALID;
		}
		if (i >= 0 && !item_set(c, i, value ? value : "")) {
			log_error("%s: %s must be a number from %lld to %lld",
			    path, name,
			    c->items[i].type == CONF_INT
				? (long long)c->items[i].lo
				: 0,
			    c->items[i].type == CONF_INT
				? (long long)c->items[i].hi
				: 1);
			return RC_INVALID;
		}
		if ((rc = take(c, path, h, name)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
conf_load(
    struct conf **out, const char *path, const struct conf_item *items, int n)
{
	struct arena *a = arena_new();
	struct conf *c = arena_alloc(a, sizeof(*c));
	HDF *h = NULL;
	enum rc rc;

	*out = NULL;
	c->arena = a;
	c->items = items;
	c->n = n;
	c->text = arena_alloc(a, (size_t)n * sizeof(*c->text));
	c->number = arena_alloc(a, (size_t)n * sizeof(*c->number));
	for (int i = 0; i < n; i++) {
		const char *preset = items[i].preset ? items[i].preset : "";

		if (!item_set(c, i, preset) && *preset) {
			log_error("the default of %s breaks its own rule",
			    items[i].name);
			abort();
		}
	}
	rc = conf_file_read(path, &h);
	if (rc == RC_OK)
		rc = take(c, path, h, "");
	hdf_destroy(&h);
	if (rc != RC_OK && rc != RC_NOT_FOUND) {
		arena_free(a);
		return rc;
	}
	*out = c;
	return RC_OK;
}

void
conf_free(struct conf *c)
{
	if (c)
		arena_free(c->arena);
}

static int
known(const struct conf *c, const char *name)
{
	int i = item_index(c, name);

	if (i < 0) {
		log_error("no setting is called %s", name);
		abort();
	}
	return i;
}

const char *
conf_text(const struct conf *c, const char *name)
{
	return c->text[known(c, name)];
}

int64_t
conf_int(const struct conf *c, const char *name)
{
	return c->number[known(c, name)];
}
