#include "api.h"
#include "errors.h"
#include "show.h"
#include "text.h"
#include "wall.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reading walls. */

enum { RIGHT_WALL = 8192, RIGHT_STATS = 1048576 };
enum { GET_COUNT = 20, GET_COUNT_MAX = 100, BY_ID_MAX = 100, REACH_MAX = 30 };

enum filter {
	FILTER_ALL,
	FILTER_OWNER,
	FILTER_OTHERS,
	FILTER_POSTPONED,
	FILTER_SUGGESTS,
	FILTER_ARCHIVED,
	FILTER_DONUT,
	FILTER__COUNT
};

static const char *const filter_names[FILTER__COUNT] = { "all", "owner",
	"others", "postponed", "suggests", "archived", "donut" };

/* Is the wall there, and may this token see it? */
static bool
wall_visible(const struct call *c, int64_t owner_id)
{
	const struct group *g;

	if (owner_id > 0)
		return user_by_id(owner_id) != NULL;
	g = group_by_id(-owner_id);
	return g != NULL &&
	       (g->is_closed == 0 || token_role(c->token, g->id) > ROLE_NONE);
}

static bool
queue_visible(const struct call *c, int64_t owner_id)
{
	if (c->token->kind == TOKEN_SERVICE)
		return false;
	return owner_id > 0 ? c->token->user_id == owner_id
			    : token_role(c->token, -owner_id) >= ROLE_EDITOR;
}

/* domain: a short name, or an owner id. */
static bool
owner_of_domain(const char *domain, int64_t *out)
{
	const struct group *g;

	if (text_int(domain, out))
		return true;
	if (strncmp(domain, "club", 4) == 0 && text_int(domain + 4, out)) {
		*out = -*out;
		return true;
	}
	if (strncmp(domain, "id", 2) == 0 && text_int(domain + 2, out))
		return true;
	g = group_by_name(domain);
	if (g != NULL)
		*out = -g->id;
	return g != NULL;
}

static bool
read_owner(struct call *c, int64_t *out)
{
	const char *domain = call_param(c, "domain");

	if (text_blank(call_param(c, "owner_id")) && !text_blank(domain)) {
		if (owner_of_domain(domain, out))
			return true;
		api_param_error(c, "domain is invalid");
		return false;
	}
	return api_owner(c, "owner_id", out);
}

static bool
read_filter(struct call *c, enum filter *out)
{
	const char *name = call_param(c, "filter");

	*out = FILTER_ALL;
	if (text_blank(name))
		return true;
	for (int i = 0; i < FILTER__COUNT; i++) {
		if (strcmp(filter_names[i], name) == 0) {
			*out = i;
			return true;
		}
	}
	api_param_error(c, "filter is invalid");
	return false;
}

static bool
filter_takes(enum filter f, const struct post *p)
{
	switch (f) {
	case FILTER_OWNER:
		return p->from_id == p->wall->owner_id;
	case FILTER_OTHERS:
		return p->from_id != p->wall->owner_id;
	case FILTER_ALL:
	case FILTER_POSTPONED:
		return true;
	default:
		return false;
	}
}

struct page {
	int64_t offset, count, total;
	json_t *items;
};

static void
page_add(struct page *page, const struct call *c, const struct post *p)
{
	if (page->total >= page->offset &&
	    (int64_t)json_array_size(page->items) < page->count)
		json_array_append_new(page->items, show_post(c, p));
	page->total++;
}

/* Newest first, the pinned one before all; the queue nearest first. */
static void
page_fill(struct page *page, const struct call *c, const struct wall *w,
    enum filter f)
{
	if (f == FILTER_POSTPONED) {
		for (size_t i = 0; i < w->n_queue; i++)
			page_add(page, c, w->queue[i]);
		return;
	}
	if (w->pinned != NULL && filter_takes(f, w->pinned))
		page_add(page, c, w->pinned);
	for (size_t i = w->n_live; i-- > 0;)
		if (w->live[i] != w->pinned && filter_takes(f, w->live[i]))
			page_add(page, c, w->live[i]);
}

static void
add_owner(const struct call *c, json_t *o, int64_t id)
{
	json_t *list = json_object_get(o, id < 0 ? "groups" : "profiles"),
	       *item;
	size_t i;

	json_array_foreach(list, i,
	    item) if (json_integer_value(json_object_get(item, "id")) ==
		      (id < 0 ? -id : id)) return;
	if (id < 0 && group_by_id(-id) != NULL)
		json_array_append_new(list, api_group(c, group_by_id(-id)));
	else if (id > 0 && user_by_id(id) != NULL)
		json_array_append_new(list, api_user(user_by_id(id)));
}

/* extended: who stands in the items. */
static void
add_owners(const struct call *c, json_t *o)
{
	size_t i;
	json_t *item;

	json_object_set_new(o, "profiles", json_array());
	json_object_set_new(o, "groups", json_array());
	json_array_foreach(json_object_get(o, "items"), i, item)
	{
		add_owner(c, o,
		    json_integer_value(json_object_get(item, "owner_id")));
		add_owner(
		    c, o, json_integer_value(json_object_get(item, "from_id")));
	}
}

static void
wall_get(struct call *c)
{
	struct page page = { .count = GET_COUNT };
	enum filter filter;
	int64_t owner_id;
	json_t *o;

	if (!read_owner(c, &owner_id) || !read_filter(c, &filter) ||
	    !api_int(c, "offset", &page.offset) ||
	    !api_int(c, "count", &page.count))
		return;
	if (page.offset < 0 || page.count < 0) {
		api_param_error(c, "offset and count should be positive");
		return;
	}
	if (!wall_visible(c, owner_id) ||
	    ((filter == FILTER_POSTPONED || filter == FILTER_SUGGESTS) &&
		!queue_visible(c, owner_id))) {
		call_error(c, VK_ACCESS, NULL);
		return;
	}
	if (page.count > GET_COUNT_MAX)
		page.count = GET_COUNT_MAX;
	page.items = json_array();
	page_fill(&page, c, wall_of(owner_id), filter);
	o = json_pack("{s:I,s:o}", "count", page.total, "items", page.items);
	if (api_flag(c, "extended"))
		add_owners(c, o);
	call_respond(c, o);
}

static void
wall_get_by_id(struct call *c)
{
	const char *s = call_param(c, "posts");
	json_t *o = json_object(), *items = json_array();
	int64_t owner_id, id;
	int used, n = 0;

	if (text_blank(s)) {
		json_decref(o);
		json_decref(items);
		api_param_error(c, "posts is undefined");
		return;
	}
	for (; *s != '\0' && n < BY_ID_MAX; n++) {
		const struct post *p = NULL;

		if (sscanf(s, " %" SCNd64 "_%" SCNd64 "%n", &owner_id, &id,
			&used) == 2)
			p = post_by_id(owner_id, id);
		if (p != NULL && wall_visible(c, owner_id) &&
		    (p->state == POST_PUBLISHED || queue_visible(c, owner_id)))
			json_array_append_new(items, show_post(c, p));
		s += strcspn(s, ",");
		s += *s == ',';
	}
	json_object_set_new(o, "items", items);
	if (api_flag(c, "extended")) {
		add_owners(c, o);
	} else if (api_version(c) < 5138) {
		json_incref(items);
		json_decref(o);
		o = items;
	}
	call_respond(c, o);
}

static json_t *
reach_json(int64_t id)
{
	static const char *const names[] = { "reach_total", "reach_total_count",
		"reach_subscribers", "reach_subscribers_count", "reach_viral",
		"reach_ads", "links", "to_group", "join_group", "hide",
		"report", "unsubscribe" };
	json_t *o = json_pack("{s:I}", "post_id", id);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		json_object_set_new(o, names[i], json_integer(0));
	json_object_set_new(o, "sex_age", json_array());
	return o;
}

static void
stats_get_post_reach(struct call *c)
{
	const char *s = call_param(c, "post_ids");
	json_t *list;
	int64_t owner_id = 0, id;
	char *end;

	if (!api_need(c, "owner_id", &owner_id))
		return;
	if (text_blank(s)) {
		api_param_error(c, "post_ids is undefined");
		return;
	}
	list = json_array();
	for (; *s != '\0'; s = *end == ',' ? end + 1 : end) {
		const struct post *p;

		id = strtoll(s, &end, 10);
		if (id < 1 || (*end != ',' && *end != '\0') ||
		    json_array_size(list) == REACH_MAX) {
			api_param_error(c, "post_ids is invalid");
			goto out;
		}
		p = post_by_id(owner_id, id);
		if (p == NULL || p->state != POST_PUBLISHED) {
			call_error(c, VK_WALL_POST, NULL);
			goto out;
		}
		json_array_append_new(list, reach_json(id));
	}
	call_respond(c, list);
	return;
out:
	json_decref(list);
}

const struct api_method api_wall[] = {
	{ "wall.get", FOR_USER | FOR_SERVICE, RIGHT_WALL, "wall", TARGET_NONE,
	    wall_get },
	{ "wall.getById", FOR_USER | FOR_SERVICE, RIGHT_WALL, "wall",
	    TARGET_NONE, wall_get_by_id },
	{ "stats.getPostReach", FOR_USER, RIGHT_STATS, "stats", TARGET_NONE,
	    stats_get_post_reach },
	{ .name = NULL },
};
