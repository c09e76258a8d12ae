#include "api.h"
#include "config.h"
#include "errors.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* A community key may call these only when the setting allows it. */
static const char *const edit_methods[] = { "wall.edit", "wall.delete",
	"wall.pin", "wall.unpin" };

/* A VK ID token is refused here with 1051. */
static const char *const vkid_refused[] = { "wall.", "photos.", "docs.",
	"polls.", "stats.", "account.getAppPermissions" };

static const struct api_method *const lists[] = { api_wall, api_posts,
	api_photos, api_docs, api_people };

static const struct api_method *
method_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		for (const struct api_method *m = lists[i]; m->name; m++)
			if (strcmp(m->name, name) == 0)
				return m;
	return NULL;
}

bool
api_known(const char *name)
{
	return method_by_name(name) != NULL;
}

void
api_param_error(struct call *c, const char *detail)
{
	call_error(c, VK_PARAM, detail);
}

bool
api_int(struct call *c, const char *name, int64_t *out)
{
	const char *text = call_param(c, name);
	char *detail;

	if (text == NULL || text[0] == '\0' || text_int(text, out))
		return true;
	detail = mem_format("%s not integer", name);
	api_param_error(c, detail);
	free(detail);
	return false;
}

bool
api_need(struct call *c, const char *name, int64_t *out)
{
	const char *text = call_param(c, name);
	char *detail;

	if (text != NULL && text[0] != '\0')
		return api_int(c, name, out);
	detail = mem_format("%s is undefined", name);
	api_param_error(c, detail);
	free(detail);
	return false;
}

bool
api_flag(const struct call *c, const char *name)
{
	const char *text = call_param(c, name);

	return text != NULL && text[0] != '\0' && strcmp(text, "0") != 0 &&
	       strcmp(text, "false") != 0;
}

bool
api_owner(struct call *c, const char *name, int64_t *out)
{
	*out = c->token->kind == TOKEN_COMMUNITY ? -c->token->group_id
						 : c->token->user_id;
	return api_int(c, name, out);
}

/* "5.81" is 5081, "5.199" is 5199. */
int
api_version(const struct call *c)
{
	const char *v = call_param(c, "v");
	char *end;
	long major = strtol(v, &end, 10);

	return (int)(major * 1000 + (*end == '.' ? atoi(end + 1) : 0));
}

static bool
check_version(struct call *c)
{
	const char *v = call_param(c, "v");

	if (v == NULL || v[0] == '\0') {
		call_error(c, VK_REQUEST, "v (version) is required");
		return false;
	}
	if (v[strspn(v, "0123456789.")] != '\0' || strlen(v) > 8 ||
	    v[0] == '.') {
		call_error(c, VK_REQUEST, "v (version) is invalid");
		return false;
	}
	return true;
}

static bool
check_token(struct call *c)
{
	const struct token *t = c->token;

	if (c->token_value == NULL) {
		call_error(c, VK_AUTH, "no access_token passed.");
	} else if (t == NULL) {
		call_error(c, VK_AUTH, "invalid access_token (4).");
	} else if (t->failing != NULL) {
		call_error_json(c, t->failing);
	} else if (token_expired(t)) {
		call_error(c,
		    t->kind == TOKEN_COMMUNITY ? VK_GROUP_AUTH
		    : t->kind == TOKEN_SERVICE ? VK_APP_AUTH
					       : VK_AUTH,
		    "access_token has expired.");
	} else {
		return true;
	}
	return false;
}

static bool
kind_allowed(const struct api_method *m, enum token_kind kind)
{
	if (m->kinds & 1u << kind)
		return true;
	if (kind != TOKEN_COMMUNITY || !config.community_edit)
		return false;
	for (size_t i = 0; i < sizeof(edit_methods) / sizeof(*edit_methods);
	     i++)
		if (strcmp(edit_methods[i], m->name) == 0)
			return true;
	return false;
}

static bool
check_kind(struct call *c, const struct api_method *m)
{
	enum token_kind kind = c->token->kind;

	for (size_t i = 0; kind == TOKEN_VKID &&
			   i < sizeof(vkid_refused) / sizeof(*vkid_refused);
	     i++) {
		size_t len = strlen(vkid_refused[i]);

		if (strncmp(m->name, vkid_refused[i], len) == 0) {
			call_error(c, VK_PROFILE_TYPE, NULL);
			return false;
		}
	}
	if (kind_allowed(m, kind))
		return true;
	if (kind == TOKEN_COMMUNITY)
		call_error(
		    c, VK_GROUP_AUTH, "method is unavailable with group auth.");
	else if (kind == TOKEN_SERVICE)
		call_error(c, VK_APP_AUTH,
		    "method is unavailable with service token.");
	else
		call_error(c, VK_GROUP_AUTH,
		    "method is available only with group auth.");
	return false;
}

static bool
check_right(struct call *c, const struct api_method *m)
{
	json_t *error;

	if (m->right == 0 || c->token->kind == TOKEN_SERVICE ||
	    token_has(c->token, m->right))
		return true;
	error = json_pack("{s:i,s:i,s:s}", "error_code", VK_ACCESS,
	    "error_subcode", VK_SUB_SCOPES, "error_msg",
	    "Access denied: no access to call this method. It cannot be "
	    "called with current scopes.");
	call_error_json(c, error);
	json_decref(error);
	return false;
}

/* May the token change this wall?  A community: editors and its own key.
 * A person: only the own one. */
static bool
owner_allowed(const struct token *t, int64_t owner_id)
{
	if (owner_id > 0)
		return t->kind == TOKEN_USER && t->user_id == owner_id;
	return group_by_id(-owner_id) != NULL &&
	       token_role(t, -owner_id) >= ROLE_EDITOR;
}

static bool
check_role(struct call *c, const struct api_method *m)
{
	int64_t id = 0;

	if (m->target == TARGET_NONE)
		return true;
	if (m->target == TARGET_WALL) {
		if (!api_owner(c, "owner_id", &id))
			return false;
	} else {
		if (!api_int(c, "group_id", &id))
			return false;
		if (id < 0) {
			api_param_error(c, "group_id should be positive");
			return false;
		}
		id = -id;
		if (id == 0 && !api_owner(c, "", &id))
			return false;
	}
	if (owner_allowed(c->token, id))
		return true;
	if (strcmp(m->name, "wall.post") == 0)
		call_error(c, VK_WALL_ADD_POST, NULL);
	else
		call_error(c, VK_ACCESS, NULL);
	return false;
}

void
api_run(struct call *c)
{
	const struct api_method *m = method_by_name(c->method);

	if (m == NULL) {
		call_error(c, VK_METHOD, NULL);
		return;
	}
	if (strcmp(c->verb, "GET") != 0 && strcmp(c->verb, "POST") != 0) {
		call_error(c, VK_HTTP_METHOD, NULL);
		return;
	}
	if (!check_version(c) || !check_token(c))
		return;
	if (!token_take_call(c->token)) {
		call_error(c, VK_TOO_MANY, NULL);
		return;
	}
	if (!check_kind(c, m) || !check_right(c, m) || !check_role(c, m))
		return;
	m->run(c);
}
