#include "config.h"

#include <stddef.h>
#include <string.h>

struct config config;

enum setting_type { SETTING_BOOL, SETTING_INT, SETTING_ENUM };

static const char *const past_names[] = { "error", "publish", NULL };
static const char *const ids_names[] = { "keep", "new_on_publish",
	"new_in_queue", NULL };
static const char *const owner_names[] = { "group", "user", NULL };
static const char *const tls_names[] = { "close", "hold", NULL };

enum { SETTING_MAX = 1000000000 };

#define AT(field) offsetof(struct config, field)

static const struct setting {
	const char *key;
	enum setting_type type;
	size_t at;
	int64_t value;
	const char *const *names;
	int64_t min;
} settings[] = {
	{ "rate_limit", SETTING_BOOL, AT(rate_limit), 1, NULL, 0 },
	{ "posts_per_day", SETTING_INT, AT(posts_per_day), 50, NULL, 0 },
	{ "postponed_per_day", SETTING_INT, AT(postponed_per_day), 25, NULL,
	    0 },
	{ "postponed_total", SETTING_INT, AT(postponed_total), 150, NULL, 0 },
	{ "message_max", SETTING_INT, AT(message_max), 16000, NULL, 1 },
	{ "community_edit", SETTING_BOOL, AT(community_edit), 0, NULL, 0 },
	{ "community_postpone", SETTING_BOOL, AT(community_postpone), 1, NULL,
	    0 },
	{ "past_publish_date", SETTING_ENUM, AT(past_publish_date), 0,
	    past_names, 0 },
	{ "postponed_id_mode", SETTING_ENUM, AT(postponed_id_mode),
	    IDS_NEW_ON_PUBLISH, ids_names, 0 },
	{ "photo_owner", SETTING_ENUM, AT(photo_owner), 0, owner_names, 0 },
	{ "upload_url_ttl_s", SETTING_INT, AT(upload_url_ttl_s), 0, NULL, 0 },
	{ "triple_ttl_s", SETTING_INT, AT(triple_ttl_s), 0, NULL, 0 },
	{ "normalise_text", SETTING_BOOL, AT(normalise_text), 0, NULL, 0 },
	{ "echo_token", SETTING_BOOL, AT(echo_token), 0, NULL, 0 },
	{ "tls_hello", SETTING_ENUM, AT(tls_hello), 0, tls_names, 0 },
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static void *
setting_at(struct config *c, const struct setting *s)
{
	return (char *)c + s->at;
}

void
config_default(struct config *c)
{
	for (int i = 0; i < SETTINGS; i++) {
		const struct setting *s = &settings[i];

		if (s->type == SETTING_BOOL)
			*(bool *)setting_at(c, s) = s->value != 0;
		else if (s->type == SETTING_INT)
			*(int64_t *)setting_at(c, s) = s->value;
		else
			*(int *)setting_at(c, s) = (int)s->value;
	}
	c->rate_user = 3;
	c->rate_community = 20;
	c->rate_service = 5;
}

static bool
config_known(const char *key)
{
	for (int i = 0; i < SETTINGS; i++)
		if (strcmp(settings[i].key, key) == 0)
			return true;
	return strcmp(key, "rates") == 0;
}

static void
config_rates(struct args *a, const json_t *object, struct config *c)
{
	struct args r;

	args_open(&r, object);
	args_only(&r, "user", "community", "service", NULL);
	args_int(&r, "user", 0, SETTING_MAX, &c->rate_user);
	args_int(&r, "community", 0, SETTING_MAX, &c->rate_community);
	args_int(&r, "service", 0, SETTING_MAX, &c->rate_service);
	if (r.error != NULL)
		args_fail(a, r.key[0] != '\0' ? r.key : "rates", r.error);
}

void
config_read(struct args *a, struct config *c)
{
	const char *key;
	json_t *value;
	const json_t *rates;

	if (a->error != NULL)
		return;
	json_object_foreach((json_t *)a->object, key, value)
	{
		if (!config_known(key))
			args_fail(a, key, "unknown key");
		else if (json_is_null(value))
			args_fail(a, key, "null is no value");
	}
	for (int i = 0; i < SETTINGS; i++) {
		const struct setting *s = &settings[i];
		void *at = setting_at(c, s);

		if (s->type == SETTING_BOOL)
			args_bool(a, s->key, at);
		else if (s->type == SETTING_INT)
			args_int(a, s->key, s->min, SETTING_MAX, at);
		else
			args_enum(a, s->key, s->names, at);
	}
	if (args_object(a, "rates", &rates))
		config_rates(a, rates, c);
}

json_t *
config_json(void)
{
	json_t *o = json_object();

	for (int i = 0; i < SETTINGS; i++) {
		const struct setting *s = &settings[i];
		void *at = setting_at(&config, s);
		json_t *v;

		if (s->type == SETTING_BOOL)
			v = json_boolean(*(bool *)at);
		else if (s->type == SETTING_INT)
			v = json_integer(*(int64_t *)at);
		else
			v = json_string(s->names[*(int *)at]);
		json_object_set_new(o, s->key, v);
	}
	json_object_set_new(o, "rates",
	    json_pack("{s:I, s:I, s:I}", "user", config.rate_user, "community",
		config.rate_community, "service", config.rate_service));
	return o;
}
