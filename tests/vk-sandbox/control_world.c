#include "control.h"
#include "call.h"
#include "clock.h"
#include "config.h"
#include "fault.h"
#include "guid.h"
#include "journal.h"
#include "media.h"
#include "people.h"
#include "tokens.h"
#include "wall.h"
#include "wallpage.h"

#include <stdlib.h>
#include <string.h>

/* Reset, tokens, clock. */

static const char *const mode_names[] = { "running", "frozen", NULL };

/* The end of the year 9999. */
static const int64_t time_max = 253402300799;

static void
world_clear(void)
{
	calls_close();
	faults_free();
	tokens_free();
	walls_free();
	media_free();
	wallpage_reset();
	journal_reset();
}

/* The world a reset call describes.  Nothing is changed until all of it
 * was read. */
static void
world_reset(struct args *a)
{
	struct people people = { 0 };
	struct config next;
	struct args c;
	const json_t *object = NULL;
	int64_t now = 0;
	int frozen = 0;
	bool given;

	args_only(a, "now", "mode", "groups", "users", "config", NULL);
	given = args_int(a, "now", 0, time_max, &now);
	args_enum(a, "mode", mode_names, &frozen);
	config_default(&next);
	if (args_object(a, "config", &object)) {
		args_open(&c, object);
		config_read(&c, &next);
		if (c.error != NULL)
			args_fail(a, c.key, c.error);
	}
	people_read(a, &people);
	if (a->error != NULL) {
		people_drop(&people);
		return;
	}
	world_clear();
	config = next;
	clock_reset(given, now, frozen);
	guid_reset();
	people_reset(&people);
}

void
control_start(void)
{
	json_t *empty = json_object();
	struct args a;

	args_open(&a, empty);
	world_reset(&a);
	json_decref(empty);
}

void
control_stop(void)
{
	world_clear();
	guid_free();
	people_free();
}

static const char *
mode_name(void)
{
	return mode_names[clock_frozen()];
}

void
control_reset(struct control *ct)
{
	const struct people *p;
	json_t *groups, *users;

	world_reset(&ct->args);
	if (ct->args.error != NULL)
		return;
	p = people_all();
	groups = json_array();
	users = json_array();
	for (size_t i = 0; i < p->n_groups; i++)
		json_array_append_new(groups, json_integer(p->groups[i].id));
	for (size_t i = 0; i < p->n_users; i++)
		json_array_append_new(users, json_integer(p->users[i].id));
	ct->answer = json_pack("{s:b,s:I,s:s,s:o,s:o}", "ok", 1, "now",
	    clock_now(), "mode", mode_name(), "groups", groups, "users", users);
}

void
control_tokens_add(struct control *ct)
{
	const struct token *t = tokens_add(&ct->args);

	if (t == NULL)
		return;
	ct->answer = token_json(t);
	json_object_set_new(ct->answer, "ok", json_true());
}

void
control_tokens_list(struct control *ct)
{
	json_t *list;

	args_only(&ct->args, NULL);
	if (ct->args.error != NULL)
		return;
	list = json_array();
	for (size_t i = 1; i <= tokens_count(); i++)
		json_array_append_new(
		    list, token_json(tokens_by_id((int64_t)i)));
	ct->answer = json_pack("{s:b,s:o}", "ok", 1, "tokens", list);
}

void
control_tokens_fail(struct control *ct)
{
	struct args *a = &ct->args;
	const json_t *error = NULL;
	struct token *t;
	int64_t id = 0;

	args_only(a, "id", "error", NULL);
	args_need(a, "id");
	args_int(a, "id", 1, INT64_MAX, &id);
	if (json_object_get(a->object, "error") == NULL)
		args_fail(a, "error", "the key is required");
	if (args_object(a, "error", &error) &&
	    !json_is_integer(json_object_get(error, "error_code")))
		args_fail(a, "error", "error_code is required");
	if (a->error != NULL)
		return;
	t = tokens_by_id(id);
	if (t == NULL) {
		control_fail(ct, 404, "id", "no such token");
		return;
	}
	json_decref(t->failing);
	t->failing = error ? json_deep_copy(error) : NULL;
	ct->answer = json_pack(
	    "{s:b,s:I,s:O?}", "ok", 1, "id", t->id, "failing", t->failing);
}

void
control_clock(struct control *ct)
{
	args_only(&ct->args, NULL);
	ct->answer = json_pack(
	    "{s:b,s:I,s:s}", "ok", 1, "now", clock_now(), "mode", mode_name());
}

static json_t *
tokens_expired(int64_t from, int64_t to)
{
	json_t *list = json_array();

	for (size_t i = 1; i <= tokens_count(); i++) {
		const struct token *t = tokens_by_id((int64_t)i);

		if (t->expires_at > from && t->expires_at <= to)
			json_array_append_new(list, json_integer(t->id));
	}
	return list;
}

void
control_clock_set(struct control *ct)
{
	struct args *a = &ct->args;
	int64_t now = clock_now(), advance = 0, set = 0;
	json_t *published;
	int frozen = clock_frozen();
	bool by_advance, by_set;

	args_only(a, "advance", "set", "mode", NULL);
	by_advance = args_int(a, "advance", 0, time_max - now, &advance);
	by_set = args_int(a, "set", now, time_max, &set);
	args_enum(a, "mode", mode_names, &frozen);
	if (by_advance && by_set)
		args_fail(a, "set", "advance and set exclude each other");
	if (a->error != NULL)
		return;
	clock_freeze(frozen);
	clock_advance(by_set ? set - now : advance);
	published = json_array();
	walls_settle(published);
	ct->answer = json_pack("{s:b,s:I,s:s,s:o,s:o}", "ok", 1, "now",
	    clock_now(), "mode", mode_name(), "published", published,
	    "expired_tokens", tokens_expired(now, clock_now()));
}
