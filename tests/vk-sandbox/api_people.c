#include "api.h"
#include "errors.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "clock.h"

/* Communities, persons, rights and small helpers. */

enum {
	IDS_MAX = 500,
	FOR_ALL = FOR_USER | FOR_COMMUNITY | FOR_SERVICE | FOR_VKID
};

json_t *
api_group(const struct call *c, const struct group *g)
{
	int role = token_role(c->token, g->id);
	json_t *o = json_pack("{s:I,s:s,s:s,s:I,s:s,s:s,s:s,s:s}", "id", g->id,
	    "name", g->name, "screen_name", g->screen_name, "is_closed",
	    g->is_closed, "type", "group", "photo_50", "", "photo_100", "",
	    "photo_200", "");

	if (c->token->kind == TOKEN_USER) {
		json_object_set_new(
		    o, "is_admin", json_integer(role > ROLE_NONE));
		json_object_set_new(
		    o, "is_member", json_integer(role > ROLE_NONE));
		if (role > ROLE_NONE)
			json_object_set_new(
			    o, "admin_level", json_integer(role));
	}
	if (c->token->kind == TOKEN_USER || c->token->kind == TOKEN_COMMUNITY) {
		json_object_set_new(
		    o, "can_post", json_integer(role >= ROLE_EDITOR));
		json_object_set_new(
		    o, "can_upload_doc", json_integer(role >= ROLE_EDITOR));
	}
	json_object_set_new(o, "wall", json_integer(2));
	return o;
}

json_t *
api_user(const struct user *u)
{
	return json_pack("{s:I,s:s,s:s,s:b,s:b}", "id", u->id, "first_name",
	    u->first_name, "last_name", u->last_name, "can_access_closed", 1,
	    "is_closed", 0);
}

static struct group *
group_by_text(const char *text)
{
	int64_t id;

	if (text_int(text, &id))
		return group_by_id(id);
	if (strncmp(text, "club", 4) == 0 && text_int(text + 4, &id))
		return group_by_id(id);
	return group_by_name(text);
}

static struct user *
user_by_text(const char *text)
{
	int64_t id;

	if (text_int(text, &id) ||
	    (strncmp(text, "id", 2) == 0 && text_int(text + 2, &id)))
		return user_by_id(id);
	return NULL;
}

/* The next of a comma-separated list, for the caller to free. */
static char *
next_item(const char **s)
{
	size_t len = strcspn(*s, ",");
	char *item = mem_dupn(*s, len);

	*s += len;
	*s += **s == ',';
	return item;
}

static void
groups_get_by_id(struct call *c)
{
	const char *ids = call_param(c, "group_ids");
	json_t *groups = json_array();
	char own[48];

	if (text_blank(ids))
		ids = call_param(c, "group_id");
	if (text_blank(ids) && c->token->kind == TOKEN_COMMUNITY)
		ids = map_key(own, c->token->group_id);
	if (text_blank(ids)) {
		json_decref(groups);
		api_param_error(c, "group_ids is undefined");
		return;
	}
	for (int n = 0; *ids != '\0'; n++) {
		char *item = next_item(&ids);
		const struct group *g = group_by_text(item);

		free(item);
		if (n == IDS_MAX) {
			json_decref(groups);
			api_param_error(c, "group_ids: 500 at most");
			return;
		}
		if (g != NULL)
			json_array_append_new(groups, api_group(c, g));
	}
	if (json_array_size(groups) == 0) {
		json_decref(groups);
		api_param_error(c, "group_ids is invalid");
		return;
	}
	call_respond(
	    c, api_version(c) >= 5139
		   ? json_pack("{s:o,s:[]}", "groups", groups, "profiles")
		   : groups);
}

static void
groups_get_token_permissions(struct call *c)
{
	call_respond(c, json_pack("{s:I,s:o}", "mask", c->token->mask,
			    "permissions", token_rights(c->token)));
}

static void
account_get_app_permissions(struct call *c)
{
	call_respond(c, json_integer(c->token->mask));
}

static void
users_get(struct call *c)
{
	const char *ids = call_param(c, "user_ids");
	json_t *list = json_array();
	char own[48];

	if (text_blank(ids))
		ids = c->token->user_id ? map_key(own, c->token->user_id) : "";
	while (*ids != '\0' && json_array_size(list) < IDS_MAX) {
		char *item = next_item(&ids);
		const struct user *u = user_by_text(item);

		free(item);
		if (u != NULL)
			json_array_append_new(list, api_user(u));
	}
	call_respond(c, list);
}

static void
utils_resolve(struct call *c)
{
	const char *name = call_param(c, "screen_name");
	const struct group *g;
	const struct user *u;
	int64_t id;

	if (text_blank(name)) {
		api_param_error(c, "screen_name is undefined");
		return;
	}
	g = text_int(name, &id) ? NULL : group_by_text(name);
	u = text_int(name, &id) ? NULL : user_by_text(name);
	if (g != NULL)
		call_respond(c, json_pack("{s:s,s:I,s:I}", "type", "group",
				    "object_id", g->id, "group_id", g->id));
	else if (u != NULL)
		call_respond(c,
		    json_pack("{s:s,s:I}", "type", "user", "object_id", u->id));
	else
		call_error(c, VK_NOT_FOUND, NULL);
}

static void
utils_time(struct call *c)
{
	call_respond(c, json_integer(clock_now()));
}

/* The key follows from the address, so it is the same in every run. */
static void
utils_short_link(struct call *c)
{
	const char *url = call_param(c, "url");
	char sum[65];

	if (url == NULL || !text_is_link(url)) {
		api_param_error(c, "url is invalid");
		return;
	}
	blob_sha256(url, strlen(url), sum);
	sum[6] = '\0';
	sum[26] = '\0';
	call_respond(
	    c, json_pack("{s:s+,s:s,s:s,s:s}", "short_url", "https://vk.cc/",
		   sum, "url", url, "key", sum, "access_key", sum + 7));
}

const struct api_method api_people[] = {
	{ "groups.getById", FOR_ALL, 0, NULL, TARGET_NONE, groups_get_by_id },
	{ "groups.getTokenPermissions", FOR_COMMUNITY, 0, NULL, TARGET_NONE,
	    groups_get_token_permissions },
	{ "account.getAppPermissions", FOR_USER, 0, NULL, TARGET_NONE,
	    account_get_app_permissions },
	{ "users.get", FOR_ALL, 0, NULL, TARGET_NONE, users_get },
	{ "utils.resolveScreenName", FOR_ALL, 0, NULL, TARGET_NONE,
	    utils_resolve },
	{ "utils.getServerTime", FOR_ALL, 0, NULL, TARGET_NONE, utils_time },
	{ "utils.getShortLink", FOR_ALL, 0, NULL, TARGET_NONE,
	    utils_short_link },
	{ .name = NULL },
};
