#include "people.h"
#include "map.h"
#include "mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Far above any test; a number here is a protection of the machine. */
enum { PEOPLE_MAX = 100000 };

static const int64_t id_max = 1000000000000;

static struct people all;
static struct map groups, group_names, users;

static void
group_read(struct args *a, const json_t *item, struct group *g)
{
	struct args o;
	const char *name = NULL, *screen_name = NULL;

	args_open(&o, item);
	args_only(&o, "id", "screen_name", "name", "is_closed", NULL);
	args_need(&o, "id");
	args_int(&o, "id", 1, id_max, &g->id);
	args_int(&o, "is_closed", 0, 2, &g->is_closed);
	args_text(&o, "name", &name);
	args_text(&o, "screen_name", &screen_name);
	if (screen_name != NULL &&
	    (screen_name[0] == '\0' ||
		strpbrk(screen_name, "/?#% \t\r\n\"'<>") != NULL))
		args_fail(&o, "screen_name", "not a short address");
	if (o.error != NULL) {
		args_fail(a, o.key[0] != '\0' ? o.key : "groups", o.error);
		return;
	}
	g->name =
	    name ? mem_dup(name) : mem_format("Community %" PRId64, g->id);
	g->screen_name = screen_name ? mem_dup(screen_name)
				     : mem_format("club%" PRId64, g->id);
}

static void
user_read(struct args *a, const json_t *item, struct user *u)
{
	struct args o;
	const char *first = "User", *last = "";

	args_open(&o, item);
	args_only(&o, "id", "first_name", "last_name", NULL);
	args_need(&o, "id");
	args_int(&o, "id", 1, id_max, &u->id);
	args_text(&o, "first_name", &first);
	args_text(&o, "last_name", &last);
	if (o.error != NULL) {
		args_fail(a, o.key[0] != '\0' ? o.key : "users", o.error);
		return;
	}
	u->first_name = mem_dup(first);
	u->last_name = mem_dup(last);
}

static void
people_unique(struct args *a, const struct people *p)
{
	struct map seen = { 0 };
	char key[48];

	for (size_t i = 0; i < p->n_groups && a->error == NULL; i++) {
		const struct group *g = &p->groups[i];

		if (map_get(&seen, map_key(key, g->id)) != NULL ||
		    map_get(&seen, g->screen_name) != NULL)
			args_fail(a, "groups", "a community stands twice");
		map_set(&seen, key, p->groups);
		map_set(&seen, g->screen_name, p->groups);
	}
	map_free(&seen, NULL);
	for (size_t i = 0; i < p->n_users && a->error == NULL; i++) {
		if (map_get(&seen, map_key(key, p->users[i].id)) != NULL)
			args_fail(a, "users", "a person stands twice");
		map_set(&seen, key, p->users);
	}
	map_free(&seen, NULL);
}

void
people_read(struct args *a, struct people *p)
{
	json_t *defaults = json_pack("{s:[{s:i,s:s,s:s,s:i}],"
				     "s:[{s:i,s:s,s:s}]}",
	    "groups", "id", 1001, "screen_name", "sandbox_school", "name",
	    "Sandbox school", "is_closed", 0, "users", "id", 501, "first_name",
	    "Anna", "last_name", "Curator");
	const json_t *g = json_object_get(defaults, "groups");
	const json_t *u = json_object_get(defaults, "users");
	size_t i;
	json_t *item;

	memset(p, 0, sizeof(*p));
	args_array(a, "groups", &g);
	args_array(a, "users", &u);
	if (json_array_size(g) > PEOPLE_MAX || json_array_size(u) > PEOPLE_MAX)
		args_fail(a, "groups", "too many");
	if (a->error == NULL) {
		p->n_groups = json_array_size(g);
		p->n_users = json_array_size(u);
		p->groups = mem_alloc(p->n_groups * sizeof(*p->groups));
		p->users = mem_alloc(p->n_users * sizeof(*p->users));
		json_array_foreach(g, i, item)
		    group_read(a, item, &p->groups[i]);
		json_array_foreach(u, i, item) user_read(a, item, &p->users[i]);
	}
	if (a->error == NULL)
		people_unique(a, p);
	json_decref(defaults);
}

void
people_drop(struct people *p)
{
	for (size_t i = 0; i < p->n_groups; i++) {
		free(p->groups[i].name);
		free(p->groups[i].screen_name);
	}
	for (size_t i = 0; i < p->n_users; i++) {
		free(p->users[i].first_name);
		free(p->users[i].last_name);
	}
	free(p->groups);
	free(p->users);
	memset(p, 0, sizeof(*p));
}

void
people_free(void)
{
	map_free(&groups, NULL);
	map_free(&group_names, NULL);
	map_free(&users, NULL);
	people_drop(&all);
}

void
people_reset(struct people *p)
{
	char key[48];

	people_free();
	all = *p;
	memset(p, 0, sizeof(*p));
	for (size_t i = 0; i < all.n_groups; i++) {
		struct group *g = &all.groups[i];

		map_set(&groups, map_key(key, g->id), g);
		map_set(&group_names, g->screen_name, g);
	}
	for (size_t i = 0; i < all.n_users; i++)
		map_set(&users, map_key(key, all.users[i].id), &all.users[i]);
}

json_t *
people_save(void)
{
	json_t *g = json_array(), *u = json_array();

	for (size_t i = 0; i < all.n_groups; i++)
		json_array_append_new(
		    g, json_pack("{s:I,s:s,s:s,s:I}", "id", all.groups[i].id,
			   "screen_name", all.groups[i].screen_name, "name",
			   all.groups[i].name, "is_closed",
			   all.groups[i].is_closed));
	for (size_t i = 0; i < all.n_users; i++)
		json_array_append_new(
		    u, json_pack("{s:I,s:s,s:s}", "id", all.users[i].id,
			   "first_name", all.users[i].first_name, "last_name",
			   all.users[i].last_name));
	return json_pack("{s:o,s:o}", "groups", g, "users", u);
}

const struct people *
people_all(void)
{
	return &all;
}

struct group *
group_by_id(int64_t id)
{
	char key[48];

	return map_get(&groups, map_key(key, id));
}

struct group *
group_by_name(const char *screen_name)
{
	return map_get(&group_names, screen_name);
}

struct user *
user_by_id(int64_t id)
{
	char key[48];

	return map_get(&users, map_key(key, id));
}
