/* Prepares and inspects a site for tests, through the product's own
 * functions: seed --state DIR --db DIR --site NAME [--new ADDRESS] < ops.json
 * ops.json is an array of {"op": …}; the answers are printed as an array. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/photo.h"
#include "mediaplan/photos.h"
#include "mediaplan/stories.h"
#include "people/account.h"
#include "people/role.h"
#include "publish/channel.h"
#include "publish/publications.h"
#include "publish/schedule.h"
#include "store/db.h"
#include "store/site.h"

struct seed {
	struct site_paths paths;
	struct site *site;
	struct store *st;
	struct arena *a;
	struct actor actor;
	const char *why;
};

static const char *
text(const json_t *o, const char *name, const char *preset)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s == NULL ? preset : s;
}

static int64_t
integer(const json_t *o, const char *name, int64_t preset)
{
	const json_t *v = json_object_get(o, name);

	return json_is_integer(v) ? json_integer_value(v) : preset;
}

static enum rc
op_channel(struct seed *s, const json_t *o, json_t *out)
{
	struct channel c;
	enum rc rc;

	rc = channel_vk(s->st, s->a, &s->actor, clock_now(), &c);
	if (rc != RC_OK)
		return rc;
	if (json_object_get(o, "enabled") != NULL)
		rc = channel_set(s->st, &s->actor, c.id, c.title, c.rhythm_days,
		    integer(o, "enabled", 1) != 0);
	json_object_set_new(out, "id", json_integer(c.id));
	json_object_set_new(out, "title", json_string(c.title));
	json_object_set_new(out, "group_id", json_integer(c.group_id));
	return rc;
}

static enum rc
op_key(struct seed *s, const json_t *o, json_t *out)
{
	(void)out;
	return credential_set(s->st, s->a, &s->actor, s->paths.state,
	    integer(o, "channel", 1), text(o, "slot", "K")[0],
	    text(o, "key", ""), clock_now(), &s->why);
}

static enum rc
op_key_remove(struct seed *s, const json_t *o, json_t *out)
{
	(void)out;
	return credential_remove(s->st, &s->actor, integer(o, "channel", 1),
	    text(o, "slot", "K")[0]);
}

static enum rc
op_recheck(struct seed *s, const json_t *o, json_t *out)
{
	(void)out;
	return credential_recheck(
	    s->st, &s->actor, integer(o, "channel", 1), clock_now());
}

/* The key of one slot. */
static enum rc
op_key_of(struct seed *s, const json_t *o, json_t *out)
{
	const char slot = text(o, "slot", "K")[0];
	struct credential *list;
	json_t *key;
	int n;
	enum rc rc;

	rc = credentials_list(s->st, s->a, integer(o, "channel", 1), &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		if (list[i].slot != slot)
			continue;
		key = json_pack("{s:s%,s:s,s:s,s:s,s:i,s:s,s:I}", "slot",
		    &list[i].slot, (size_t)1, "state",
		    credential_states[list[i].state].name, "permissions",
		    list[i].permissions, "can", list[i].can, "code",
		    list[i].error_code, "text", list[i].error_text, "retry_at",
		    (json_int_t)list[i].retry_at);
		json_object_update(out, key);
		json_decref(key);
		return RC_OK;
	}
	return rc == RC_OK ? RC_NOT_FOUND : rc;
}

static enum rc
add_photos(struct seed *s, int64_t story_id, int n, const char *file)
{
	enum rc rc;

	for (int i = 0; i < n; i++) {
		struct photo p = { .story_id = story_id,
			.position = i + 1,
			.name = secret_name(s->a),
			.alt = "Снимок",
			.width = 640,
			.height = 480,
			.vk_bytes = 1000 };
		char *to = arena_printf(
		    s->a, "%s/media/%s-vk.jpg", s->site->dir, p.name);
		char *cmd = arena_printf(s->a, "cp '%s' '%s'", file, to);

		if ((rc = store_begin(s->st)) != RC_OK)
			return rc;
		if ((rc = photos_insert(s->st, &p, clock_now())) != RC_OK) {
			store_rollback(s->st);
			return rc;
		}
		if ((rc = store_commit(s->st)) != RC_OK)
			return rc;
		if (system(cmd) != 0)
			return RC_FAIL;
	}
	return RC_OK;
}

static enum rc
write_story(struct seed *s, const json_t *o, int64_t *id, int64_t event_id)
{
	struct story_edit e = { .title = text(o, "title", "Материал"),
		.lead = "Коротко о главном.",
		.text = text(o, "text", "Текст материала о наставниках."),
		.vk_text = text(o, "vk_text", NULL),
		.kind = text(o, "kind", "news"),
		.rubric_id = 1,
		.people = 0,
		.publish_at = integer(o, "at", 0) };
	int64_t undo;
	struct story story;
	enum rc rc;

	rc = story_insert(
	    s->st, s->a, &s->actor, e.kind, event_id, 0, clock_now(), id);
	if (rc != RC_OK)
		return rc;
	rc = add_photos(
	    s, *id, (int)integer(o, "photos", 0), text(o, "photo", ""));
	if (rc != RC_OK ||
	    (rc = stories_by_id(s->st, s->a, *id, &story)) != RC_OK)
		return rc;
	e.id = *id;
	e.version = story.version;
	rc = story_edit(
	    s->st, s->a, &s->actor, &e, clock_now(), &e.version, &s->why);
	if (rc != RC_OK)
		return rc;
	rc = story_act(s->st, s->a, &s->actor, *id, e.version, STORY_SUBMIT, "",
	    true, clock_now(), &undo, &s->why);
	if (rc != RC_OK)
		return rc;
	if ((rc = stories_by_id(s->st, s->a, *id, &story)) != RC_OK)
		return rc;
	return story_act(s->st, s->a, &s->actor, *id, story.version,
	    STORY_APPROVE, "", true, clock_now(), &undo, &s->why);
}

static enum rc
schedule_of(struct seed *s, int64_t id, int64_t at, struct schedule *sc)
{
	struct story story;
	enum rc rc = stories_by_id(s->st, s->a, id, &story);

	memset(sc, 0, sizeof(*sc));
	if (rc != RC_OK)
		return rc;
	sc->story_id = id;
	sc->version = story.version;
	sc->at = at;
	sc->reason = "проверка";
	sc->address = conf_text(s->site->conf, "address");
	return RC_OK;
}

/* {"op":"story","at":T} scheduled at T, or "now":1, or neither: approved. */
static enum rc
op_story(struct seed *s, const json_t *o, json_t *out)
{
	int64_t id = 0, undo = 0, event_id = 0, ch = integer(o, "channel", 1);
	struct event ev = { .title = "Событие",
		.audience = "Все",
		.place = "Школа",
		.about = "",
		.public = true };
	struct publication *list;
	struct schedule sc;
	int n;
	enum rc rc;

	ev.starts_at = integer(o, "event_at", 0);
	ev.ends_at = ev.starts_at + 3600;
	if (ev.starts_at != 0) {
		rc = event_insert(
		    s->st, s->a, &s->actor, &ev, NULL, 0, clock_now(), &s->why);
		if (rc != RC_OK)
			return rc;
		event_id = ev.id;
	}
	if ((rc = write_story(s, o, &id, event_id)) != RC_OK)
		return rc;
	json_object_set_new(out, "story", json_integer(id));
	if ((rc = store_begin(s->st)) != RC_OK ||
	    (rc = story_channels_set(s->st, id, &ch, 1)) != RC_OK ||
	    (rc = store_commit(s->st)) != RC_OK)
		return rc;
	if ((rc = schedule_of(s, id, integer(o, "at", 0), &sc)) != RC_OK)
		return rc;
	if (integer(o, "now", 0) != 0)
		rc = schedule_now(
		    s->st, s->a, &s->actor, &sc, clock_now(), &undo, &s->why);
	else if (sc.at != 0)
		rc = schedule_set(
		    s->st, s->a, &s->actor, &sc, clock_now(), &undo, &s->why);
	if (rc != RC_OK)
		return rc;
	json_object_set_new(out, "undo", json_integer(undo));
	rc = publications_of_story(s->st, s->a, id, &list, &n);
	if (rc == RC_OK && n > 0)
		json_object_set_new(
		    out, "publication", json_integer(list[0].id));
	return rc;
}

static enum rc
op_schedule(struct seed *s, const json_t *o, json_t *out)
{
	const char *how = text(o, "how", "set");
	int64_t undo = 0, now = clock_now();
	struct schedule sc;
	enum rc rc;

	rc = schedule_of(s, integer(o, "story", 0), integer(o, "at", 0), &sc);
	if (rc != RC_OK)
		return rc;
	if (strcmp(how, "set") == 0)
		rc = schedule_set(
		    s->st, s->a, &s->actor, &sc, now, &undo, &s->why);
	else if (strcmp(how, "move") == 0)
		rc = schedule_move(
		    s->st, s->a, &s->actor, &sc, now, &undo, &s->why);
	else if (strcmp(how, "clear") == 0)
		rc = schedule_clear(
		    s->st, s->a, &s->actor, &sc, now, &undo, &s->why);
	else if (strcmp(how, "now") == 0)
		rc = schedule_now(
		    s->st, s->a, &s->actor, &sc, now, &undo, &s->why);
	else if (strcmp(how, "withdraw") == 0)
		rc = schedule_withdraw(
		    s->st, s->a, &s->actor, &sc, now, &s->why);
	else
		rc = schedule_undo(s->st, s->a, &s->actor,
		    integer(o, "undo", 0), sc.address, now, &s->why);
	json_object_set_new(out, "undo", json_integer(undo));
	return rc;
}

static enum rc
op_correct(struct seed *s, const json_t *o, json_t *out)
{
	struct story story;
	struct story_edit e = { .id = integer(o, "story", 0) };
	enum rc rc = stories_by_id(s->st, s->a, e.id, &story);

	(void)out;
	if (rc != RC_OK)
		return rc;
	e.version = story.version;
	e.title = text(o, "title", story.title);
	e.lead = story.lead;
	e.text = text(o, "text", story.text);
	e.vk_text = story.vk_text;
	e.kind = story.kind;
	e.rubric_id = story.rubric_id;
	e.people = story.people;
	return schedule_correct(s->st, s->a, &s->actor, &e,
	    conf_text(s->site->conf, "address"), clock_now(), &s->why);
}

static enum rc
op_decide(struct seed *s, const json_t *o, json_t *out)
{
	const char *name = text(o, "decision", "");
	struct publication p;
	int d = 0;
	enum rc rc;

	(void)out;
	rc = publications_by_id(s->st, s->a, integer(o, "id", 0), &p);
	if (rc != RC_OK)
		return rc;
	while (
	    d < PUB_DECISION__COUNT && strcmp(pub_decisions[d].name, name) != 0)
		d++;
	if (d == PUB_DECISION__COUNT)
		return RC_INVALID;
	return publication_decide(s->st, s->a, &s->actor, p.id, p.version,
	    (enum pub_decision)d, text(o, "url", ""), integer(o, "at", 0),
	    text(o, "reason", "проверка"), clock_now(), &s->why);
}

static json_t *
attempts_of(struct seed *s, int64_t id)
{
	json_t *a = json_array();
	struct attempt *list;
	int n;

	if (attempts_list(s->st, s->a, id, &list, &n) != RC_OK)
		return a;
	for (int i = 0; i < n; i++)
		json_array_append_new(
		    a, json_pack("{s:s,s:s,s:i,s:i,s:i,s:s,s:I}", "method",
			   list[i].method, "class", list[i].class, "code",
			   list[i].error_code, "http", list[i].http_status,
			   "no", list[i].attempt_no, "text", list[i].error_text,
			   "at", (json_int_t)list[i].started_at));
	return a;
}

static json_t *
proofs_of(struct seed *s, int64_t id)
{
	json_t *a = json_array();
	struct proof *list;
	int n;

	if (proofs_list(s->st, s->a, id, &list, &n) != RC_OK)
		return a;
	for (int i = 0; i < n; i++)
		json_array_append_new(
		    a, json_pack("{s:s,s:s,s:I,s:s}", "kind", list[i].kind,
			   "slot", list[i].slot, "post",
			   (json_int_t)list[i].vk_post_id, "url", list[i].url));
	return a;
}

static enum rc
op_get(struct seed *s, const json_t *o, json_t *out)
{
	struct publication p;
	enum rc rc = publications_by_id(s->st, s->a, integer(o, "id", 0), &p);
	json_t *more;

	if (rc != RC_OK)
		return rc;
	more = json_pack("{s:I,s:I,s:s,s:I,s:I,s:s,s:s,s:s,s:i,s:i,s:i,s:i,"
			 "s:I,s:s,s:s,s:i,s:s,s:s,s:s,s:I,s:b}",
	    "id", (json_int_t)p.id, "story", (json_int_t)p.story_id, "state",
	    pub_states[p.state].name, "due_at", (json_int_t)p.due_at, "act_at",
	    (json_int_t)p.act_at, "guid", p.guid, "marker", p.marker,
	    "attachments", p.attachments, "attempts", p.attempts, "reads",
	    p.reads, "resends", p.resends, "wait_tries", p.wait_tries, "post",
	    (json_int_t)p.vk_post_id, "url", p.url, "class", p.error_class,
	    "code", p.error_code, "text", p.error_text, "lease", p.lease_owner,
	    "change", p.change, "first_send_at", (json_int_t)p.first_send_at,
	    "needs_person", pub_states[p.state].needs_person);
	json_object_update(out, more);
	json_decref(more);
	json_object_set_new(out, "tries", attempts_of(s, p.id));
	json_object_set_new(out, "proofs", proofs_of(s, p.id));
	return RC_OK;
}

static bool
stands_in(const json_t *list, const json_t *state)
{
	size_t i;
	json_t *one;

	json_array_foreach(
	    list, i, one) if (json_equal(one, state)) return true;
	return false;
}

/* Looks until "state" is one of "states": RC_BUSY if that did not come in
 * "ms".  One process that waits costs less than one for each look. */
static enum rc
look_until(struct seed *s, const json_t *o, json_t *out,
    enum rc (*look)(struct seed *, const json_t *, json_t *))
{
	const struct timespec pause = { 0, 20 * 1000000 };
	const json_t *states = json_object_get(o, "states");
	struct arena *outer = s->a;
	int64_t looks = integer(o, "ms", 20000) / 20;
	enum rc rc;

	for (;;) {
		s->a = arena_new();
		json_object_clear(out);
		rc = look(s, o, out);
		arena_free(s->a);
		s->a = outer;
		if (rc == RC_OK &&
		    stands_in(states, json_object_get(out, "state")))
			return RC_OK;
		if ((rc != RC_OK && rc != RC_BUSY) || looks-- <= 0)
			return rc == RC_OK ? RC_BUSY : rc;
		nanosleep(&pause, NULL);
	}
}

static enum rc
op_reach(struct seed *s, const json_t *o, json_t *out)
{
	return look_until(s, o, out, op_get);
}

static enum rc
op_key_reach(struct seed *s, const json_t *o, json_t *out)
{
	return look_until(s, o, out, op_key_of);
}

static enum rc
op_chores(struct seed *s, const json_t *o, json_t *out)
{
	json_t *a = json_array();
	struct chore *list;
	int n;
	enum rc rc = chores_open(s->st, s->a, &list, &n);

	(void)o;
	json_object_set_new(out, "chores", a);
	for (int i = 0; rc == RC_OK && i < n; i++)
		json_array_append_new(
		    a, json_pack("{s:I,s:I,s:s,s:s,s:s}", "id",
			   (json_int_t)list[i].id, "publication",
			   (json_int_t)list[i].publication_id, "kind",
			   list[i].kind, "text", list[i].text, "url",
			   list[i].url));
	return rc;
}

/* Holds the store's write lock like a long writer. */
static enum rc
op_lock(struct seed *s, const json_t *o, json_t *out)
{
	int64_t ms = integer(o, "ms", 1000);
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };
	enum rc rc = store_begin(s->st);

	(void)out;
	if (rc != RC_OK)
		return rc;
	puts("locked");
	fflush(stdout);
	nanosleep(&ts, NULL);
	store_rollback(s->st);
	return RC_OK;
}

static const struct {
	const char *name;
	enum rc (*run)(struct seed *, const json_t *, json_t *);
	bool changes;
} ops[] = {
	{ "channel", op_channel, true },
	{ "key", op_key, true },
	{ "key_remove", op_key_remove, true },
	{ "recheck", op_recheck, true },
	{ "key_reach", op_key_reach, false },
	{ "story", op_story, true },
	{ "schedule", op_schedule, true },
	{ "correct", op_correct, true },
	{ "decide", op_decide, true },
	{ "get", op_get, false },
	{ "reach", op_reach, false },
	{ "chores", op_chores, false },
	{ "lock", op_lock, false },
};

static json_t *
run(struct seed *s, const json_t *o)
{
	static const char *const names[RC__COUNT] = { "ok", "not_found",
		"invalid", "denied", "conflict", "busy", "gone", "too_large",
		"fail" };
	const char *name = text(o, "op", "");
	json_t *out = json_object();
	enum rc rc = RC_INVALID;

	s->why = NULL;
	for (size_t i = 0; i < LEN(ops); i++)
		if (strcmp(ops[i].name, name) == 0) {
			rc = ops[i].run(s, o, out);
			if (ops[i].changes)
				site_wake(s->paths.state, s->site->name);
		}
	json_object_set_new(out, "rc", json_string(names[rc]));
	if (s->why != NULL && s->why[0] != '\0')
		json_object_set_new(out, "why", json_string(s->why));
	return out;
}

/* One director who writes and approves: the site has one account only. */
static enum rc
actor_take(struct seed *s)
{
	struct account acc;
	enum rc rc;

	s->actor = (struct actor){ 0, "Проверка",
		MAY_WRITE | MAY_APPROVE | MAY_ADMIN };
	rc = accounts_by_login(s->st, s->a, "seed", &acc);
	if (rc == RC_NOT_FOUND) {
		rc = account_add(s->st, s->a, &s->actor, "seed", "Проверка",
		    s->actor.roles, "seed-password-1", &acc.id, &s->why);
	}
	if (rc == RC_OK)
		s->actor.account_id = acc.id;
	return rc;
}

int
main(int argc, char **argv)
{
	struct seed s = { .paths = { NULL, "db" } };
	const char *site = "school", *address = NULL;
	json_t *list, *answers, *o;
	struct conf *conf;
	size_t i;
	bool good = true;

	log_init("seed");
	for (int k = 1; k + 1 < argc; k += 2) {
		if (strcmp(argv[k], "--state") == 0)
			s.paths.state = argv[k + 1];
		else if (strcmp(argv[k], "--db") == 0)
			s.paths.db = argv[k + 1];
		else if (strcmp(argv[k], "--site") == 0)
			site = argv[k + 1];
		else if (strcmp(argv[k], "--new") == 0)
			address = argv[k + 1];
	}
	if (s.paths.state == NULL || secret_init() != RC_OK ||
	    (address != NULL && site_add(&s.paths, site, "Школа", address,
				    "Asia/Yekaterinburg") != RC_OK) ||
	    (conf = site_state_conf(s.paths.state)) == NULL ||
	    clock_init(s.paths.state, conf_int(conf, "testing") != 0) !=
		RC_OK ||
	    kind_load(s.paths.db) != RC_OK ||
	    site_open(&s.paths, site, &s.site) != RC_OK)
		return 1;
	conf_free(conf);
	s.st = s.site->store;
	s.a = arena_new();
	list = json_loadf(stdin, 0, NULL);
	if (list == NULL || actor_take(&s) != RC_OK)
		return 1;
	answers = json_array();
	json_array_foreach(list, i, o)
	{
		json_t *out = run(&s, o);

		if (strcmp(text(out, "rc", ""), "ok") != 0)
			good = false;
		json_array_append_new(answers, out);
	}
	json_dumpf(answers, stdout, JSON_COMPACT);
	puts("");
	json_decref(answers);
	json_decref(list);
	arena_free(s.a);
	site_close_all();
	kind_unload();
	return good ? 0 : 3;
}
