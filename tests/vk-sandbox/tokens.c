#include "tokens.h"
#include "clock.h"
#include "config.h"
#include "fields.h"
#include "loop.h"
#include "mem.h"
#include "people.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	TOKEN_VALUE_MIN = 4, /* the search goes by the first four bytes */
	TOKEN_VALUE_MAX = 512,
	TOKEN_CHAINS = 4096,
	TOKEN_WINDOW_MS = 1000,
};

static const char *const kind_names[] = { "community", "user", "service",
	"vkid", NULL };

static const char *const value_formats[TOKEN__COUNT] = {
	"vk1.a.sandbox-community-%" PRId64,
	"vk1.a.sandbox-user-%" PRId64,
	"sandbox-service-%" PRId64,
	"vk2.a.sandbox-vkid-%" PRId64,
};

static const struct right {
	enum token_kind kind;
	const char *name;
	int64_t bit;
} rights[] = {
	{ TOKEN_COMMUNITY, "stories", 1 },
	{ TOKEN_COMMUNITY, "photos", 4 },
	{ TOKEN_COMMUNITY, "messages", 4096 },
	{ TOKEN_COMMUNITY, "wall", 8192 },
	{ TOKEN_COMMUNITY, "docs", 131072 },
	{ TOKEN_COMMUNITY, "manage", 262144 },
	{ TOKEN_COMMUNITY, "market", 134217728 },
	{ TOKEN_USER, "photos", 4 },
	{ TOKEN_USER, "wall", 8192 },
	{ TOKEN_USER, "docs", 131072 },
	{ TOKEN_USER, "groups", 262144 },
	{ TOKEN_USER, "stats", 1048576 },
};

enum { RIGHTS = sizeof(rights) / sizeof(*rights) };

static struct {
	struct token **list;
	size_t n;
	struct map by_value;
	struct token *chains[TOKEN_CHAINS];
} tokens;

#define AT(field) offsetof(struct token, field)

static const struct field token_fields[] = {
	{ "kind", FIELD_ENUM, AT(kind), kind_names },
	{ "token", FIELD_TEXT, AT(value), NULL },
	{ "group_id", FIELD_INT, AT(group_id), NULL },
	{ "user_id", FIELD_INT, AT(user_id), NULL },
	{ "mask", FIELD_INT, AT(mask), NULL },
	{ "permissions", FIELD_TEXTS, AT(permissions), NULL },
	{ "roles", FIELD_OBJECT, AT(roles), NULL },
	{ "expires_at", FIELD_INT, AT(expires_at), NULL },
	{ "failing", FIELD_NO_OBJECT, AT(failing), NULL },
	{ .key = NULL },
};

static size_t
chain_of(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return (v * 2654435761u) >> 20;
}

static void
token_free(struct token *t)
{
	free(t->value);
	json_decref(t->permissions);
	json_decref(t->roles);
	json_decref(t->failing);
	free(t);
}

void
tokens_free(void)
{
	for (size_t i = 0; i < tokens.n; i++)
		token_free(tokens.list[i]);
	free(tokens.list);
	map_free(&tokens.by_value, NULL);
	memset(&tokens, 0, sizeof(tokens));
}

const char *
token_kind_name(enum token_kind kind)
{
	return kind_names[kind];
}

/* The list of rights: the given names, or all of the kind. */
static void
token_read_rights(struct args *a, struct token *t)
{
	const json_t *names = NULL;
	json_t *item;
	size_t n;

	t->permissions = json_array();
	if (!args_array(a, "permissions", &names)) {
		for (int i = 0; i < RIGHTS; i++) {
			if (rights[i].kind != t->kind)
				continue;
			t->mask |= rights[i].bit;
			json_array_append_new(
			    t->permissions, json_string(rights[i].name));
		}
		return;
	}
	json_array_foreach(names, n, item)
	{
		const char *name = json_string_value(item);
		int64_t bit = 0;

		for (int i = 0; i < RIGHTS && name != NULL; i++)
			if (rights[i].kind == t->kind &&
			    strcmp(rights[i].name, name) == 0)
				bit = rights[i].bit;
		if (bit == 0)
			args_fail(a, "permissions", "no right of this kind");
		if ((t->mask & bit) == 0)
			json_array_append(t->permissions, item);
		t->mask |= bit;
	}
}

static void
token_read_roles(struct args *a, struct token *t)
{
	const json_t *roles = NULL;
	const char *key;
	json_t *value;

	t->roles = json_object();
	if (!args_object(a, "roles", &roles))
		return;
	json_object_foreach((json_t *)roles, key, value)
	{
		if (!json_is_integer(value) || json_integer_value(value) < 0 ||
		    json_integer_value(value) > ROLE_ADMINISTRATOR)
			args_fail(a, "roles", "a role is 0, 1, 2 or 3");
		if (group_by_id(strtoll(key, NULL, 10)) == NULL)
			args_fail(a, "roles", "no such community");
		json_object_set(t->roles, key, value);
	}
}

static void
token_check_value(struct args *a, const struct token *t)
{
	size_t len = strlen(t->value);

	if (len < TOKEN_VALUE_MIN || len > TOKEN_VALUE_MAX)
		args_fail(a, "token", "4 to 512 bytes are allowed");
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)t->value[i] < 0x20)
			args_fail(a, "token", "control characters");
	if (map_get(&tokens.by_value, t->value) != NULL)
		args_fail(a, "token", "the value is taken");
}

static void
token_read_value(struct args *a, struct token *t)
{
	const char *value = NULL;

	if (!args_text(a, "token", &value))
		t->value = mem_format(value_formats[t->kind], t->id);
	else
		t->value = mem_dup(value);
	token_check_value(a, t);
}

/* The community or the person the kind is for. */
static void
token_check_whose(struct args *a, const struct token *t)
{
	if (a->error != NULL || t->kind == TOKEN_SERVICE)
		return;
	if (t->kind == TOKEN_COMMUNITY) {
		if (group_by_id(t->group_id) == NULL)
			args_fail(a, "group_id", "no such community");
	} else if (user_by_id(t->user_id) == NULL) {
		args_fail(a, "user_id", "no such user");
	}
}

static void
token_read(struct args *a, struct token *t)
{
	static const char *const *names = kind_names;
	int kind = TOKEN_COMMUNITY;
	int64_t expires_in = 0;

	args_need(a, "kind");
	args_enum(a, "kind", names, &kind);
	t->kind = kind;
	if (t->kind == TOKEN_COMMUNITY) {
		args_only(a, "kind", "group_id", "permissions", "expires_in",
		    "token", NULL);
		args_need(a, "group_id");
		args_int(a, "group_id", 1, INT64_MAX, &t->group_id);
	} else if (t->kind == TOKEN_SERVICE) {
		args_only(
		    a, "kind", "permissions", "expires_in", "token", NULL);
	} else {
		args_only(a, "kind", "user_id", "permissions", "roles",
		    "expires_in", "token", NULL);
		args_need(a, "user_id");
		args_int(a, "user_id", 1, INT64_MAX, &t->user_id);
	}
	token_check_whose(a, t);
	args_int(a, "expires_in", 0, INT32_MAX, &expires_in);
	if (expires_in > 0)
		t->expires_at = clock_now() + expires_in;
	token_read_rights(a, t);
	token_read_roles(a, t);
	token_read_value(a, t);
}

static void
token_put(struct token *t)
{
	struct token **chain;

	tokens.list =
	    mem_grow(tokens.list, (tokens.n + 1) * sizeof(*tokens.list));
	tokens.list[tokens.n++] = t;
	map_set(&tokens.by_value, t->value, t);
	chain = &tokens.chains[chain_of(t->value)];
	t->chain = *chain;
	*chain = t;
}

struct token *
tokens_add(struct args *a)
{
	struct token *t = mem_alloc(sizeof(*t));

	t->id = (int64_t)tokens.n + 1;
	token_read(a, t);
	if (a->error != NULL) {
		token_free(t);
		return NULL;
	}
	token_put(t);
	return t;
}

json_t *
tokens_save(void)
{
	json_t *list = json_array();

	for (size_t i = 0; i < tokens.n; i++)
		json_array_append_new(
		    list, fields_json(token_fields, tokens.list[i]));
	return json_pack("{s:o}", "tokens", list);
}

void
tokens_load(struct args *a)
{
	const json_t *list = fields_list(a, "tokens");
	json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		struct token *t = mem_alloc(sizeof(*t));

		t->id = (int64_t)i + 1;
		fields_read(a, item, token_fields, t);
		token_check_whose(a, t);
		if (a->error == NULL)
			token_check_value(a, t);
		if (a->error != NULL) {
			token_free(t);
			return;
		}
		token_put(t);
	}
}

struct token *
tokens_by_value(const char *value)
{
	return map_get(&tokens.by_value, value);
}

struct token *
tokens_by_id(int64_t id)
{
	if (id < 1 || (size_t)id > tokens.n)
		return NULL;
	return tokens.list[id - 1];
}

size_t
tokens_count(void)
{
	return tokens.n;
}

json_t *
token_json(const struct token *t)
{
	return json_pack("{s:I,s:s,s:s,s:o,s:o,s:O,s:I,s:O,s:I,s:O?}", "id",
	    t->id, "kind", kind_names[t->kind], "token", t->value, "group_id",
	    t->group_id ? json_integer(t->group_id) : json_null(), "user_id",
	    t->user_id ? json_integer(t->user_id) : json_null(), "permissions",
	    t->permissions, "mask", t->mask, "roles", t->roles, "expires_at",
	    t->expires_at, "failing", t->failing);
}

json_t *
token_rights(const struct token *t)
{
	json_t *list = json_array();

	for (int i = 0; i < RIGHTS; i++)
		if (rights[i].kind == t->kind && token_has(t, rights[i].bit))
			json_array_append_new(
			    list, json_pack("{s:s,s:I}", "name", rights[i].name,
				      "setting", rights[i].bit));
	return list;
}

bool
token_expired(const struct token *t)
{
	return t->expires_at != 0 && clock_now() >= t->expires_at;
}

bool
token_has(const struct token *t, int64_t bit)
{
	return (t->mask & bit) == bit;
}

int
token_role(const struct token *t, int64_t group_id)
{
	const json_t *role;
	char key[48];

	if (t->kind == TOKEN_COMMUNITY)
		return t->group_id == group_id ? ROLE_ADMINISTRATOR : ROLE_NONE;
	if (t->kind == TOKEN_SERVICE || group_by_id(group_id) == NULL)
		return ROLE_NONE;
	role = json_object_get(t->roles, map_key(key, group_id));
	return role ? (int)json_integer_value(role) : ROLE_ADMINISTRATOR;
}

bool
token_take_call(struct token *t)
{
	int64_t now = loop_ms();
	int64_t rate = t->kind == TOKEN_COMMUNITY ? config.rate_community
		       : t->kind == TOKEN_SERVICE ? config.rate_service
						  : config.rate_user;

	if (!config.rate_limit)
		return true;
	if (t->window_calls == 0 || now - t->window_ms >= TOKEN_WINDOW_MS) {
		t->window_ms = now;
		t->window_calls = 0;
	}
	if (t->window_calls >= rate)
		return false;
	t->window_calls++;
	return true;
}

/* The longest token value that begins at p. */
static struct token *
token_at(const char *p, size_t len)
{
	struct token *best = NULL;
	size_t best_len = 0;

	if (len < TOKEN_VALUE_MIN)
		return NULL;
	for (struct token *t = tokens.chains[chain_of(p)]; t; t = t->chain) {
		size_t n = strlen(t->value);

		if (n <= len && n > best_len && memcmp(p, t->value, n) == 0) {
			best = t;
			best_len = n;
		}
	}
	return best;
}

char *
tokens_hide(const char *s)
{
	struct buf b = { 0 };
	size_t len = strlen(s), from = 0;

	for (size_t i = 0; i < len; i++) {
		struct token *t = token_at(s + i, len - i);

		if (t == NULL)
			continue;
		buf_add(&b, s + from, i - from);
		buf_format(&b, "(token %" PRId64 ")", t->id);
		from = i + strlen(t->value);
		i = from - 1;
	}
	buf_add(&b, s + from, len - from);
	return buf_take(&b);
}

void
tokens_find(const char *p, size_t len, json_t *ids)
{
	for (size_t i = 0; i + TOKEN_VALUE_MIN <= len; i++) {
		struct token *t = token_at(p + i, len - i);
		bool known = false;

		if (t == NULL)
			continue;
		for (size_t k = 0; k < json_array_size(ids) && !known; k++)
			known =
			    json_integer_value(json_array_get(ids, k)) == t->id;
		if (!known)
			json_array_append_new(ids, json_integer(t->id));
		i += strlen(t->value) - 1;
	}
}
