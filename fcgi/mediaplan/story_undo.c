#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "mediaplan/photo.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "mediaplan/undos.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

/* Versions of a draft that come back with it; older ones than these are of
 * no use to anybody who deleted it a minute ago. */
enum { UNDO_VERSIONS_MAX = 50 };

/* The numbers of a story's row: what an undo puts back and what a deleted
 * one is made of. */
static const struct {
	const char *name;
	size_t at;
	bool moves; /* put back by an undo that is not of a deletion */
} numbers[] = {
#define NUMBER(field, moves)                                                   \
	{                                                                      \
#field, offsetof(struct story, field), moves                   \
	}
	NUMBER(event_id, false),
	NUMBER(rubric_id, false),
	NUMBER(consents_by, true),
	NUMBER(consents_at, true),
	NUMBER(window_from, true),
	NUMBER(window_to, true),
	NUMBER(publish_at, true),
	NUMBER(author_id, false),
	NUMBER(responsible_id, false),
	NUMBER(approved_by, true),
	NUMBER(approved_at, true),
	NUMBER(changed_at, true),
	NUMBER(created_at, false),
	NUMBER(version, false),
#undef NUMBER
};

static int64_t *
number_of(struct story *s, size_t i)
{
	return (int64_t *)(void *)((char *)s + numbers[i].at);
}

static json_t *
text_or_null(const char *s)
{
	return s != NULL ? json_string(s) : json_null();
}

static void
row_pack(json_t *o, const struct story *s)
{
	struct story copy = *s;

	for (size_t i = 0; i < LEN(numbers); i++)
		json_object_set_new(
		    o, numbers[i].name, json_integer(*number_of(&copy, i)));
	json_object_set_new(
	    o, "state", json_string(story_states[s->state].name));
	json_object_set_new(o, "reason", json_string(s->reason));
}

static enum rc
versions_pack(struct store *st, struct arena *a, int64_t story_id, json_t *list)
{
	struct story_version *v, whole;
	int n;
	enum rc rc;

	rc = story_versions_list(st, a, story_id, UNDO_VERSIONS_MAX, &v, &n);
	for (int i = n - 1; rc == RC_OK && i >= 0; i--) {
		rc = story_versions_get(st, a, story_id, v[i].version, &whole);
		if (rc != RC_OK)
			break;
		json_array_append_new(list,
		    json_pack("{sI sI sI ss ss ss so}", "version",
			(json_int_t)whole.version, "at", (json_int_t)whole.at,
			"account_id", (json_int_t)whole.account_id, "title",
			whole.title, "lead", whole.lead, "text", whole.text,
			"vk_text", text_or_null(whole.vk_text)));
	}
	return rc;
}

/* All of a story that is about to be deleted. */
static enum rc
whole_pack(struct store *st, struct arena *a, const struct story *s, json_t *o)
{
	json_t *photos = json_array(), *channels = json_array();
	json_t *versions = json_array();
	struct photo *p;
	int64_t *ids;
	int n;
	enum rc rc;

	json_object_set_new(o, "kind", json_string(s->kind));
	json_object_set_new(o, "title", json_string(s->title));
	json_object_set_new(o, "lead", json_string(s->lead));
	json_object_set_new(o, "text", json_string(s->text));
	json_object_set_new(o, "vk_text", text_or_null(s->vk_text));
	json_object_set_new(o, "people", json_integer(s->people));
	json_object_set_new(o, "photos", photos);
	json_object_set_new(o, "channels", channels);
	json_object_set_new(o, "versions", versions);
	if ((rc = photos_list(st, a, s->id, &p, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		json_array_append_new(photos,
		    json_pack("{sI ss ss si si sI}", "position",
			(json_int_t)p[i].position, "name", p[i].name, "alt",
			p[i].alt, "width", p[i].width, "height", p[i].height,
			"vk_bytes", (json_int_t)p[i].vk_bytes));
	if ((rc = story_channels_get(st, a, s->id, &ids, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		json_array_append_new(channels, json_integer(ids[i]));
	return versions_pack(st, a, s->id, versions);
}

enum rc
story_undo_offer(struct store *st, struct arena *a, const struct actor *by,
    enum story_action action, const struct story *before, int64_t version_after,
    int64_t now, int64_t *undo_id)
{
	struct undo u = { .account_id = by->account_id,
		.at = now,
		.action = story_actions[action].name,
		.story_id = before->id,
		.version = version_after };
	json_t *o = json_object();
	char *text;
	enum rc rc = RC_OK;

	*undo_id = 0;
	if (by->account_id == 0)
		goto out;
	row_pack(o, before);
	if (action == STORY_DELETE)
		rc = whole_pack(st, a, before, o);
	if (rc != RC_OK)
		goto out;
	if ((text = json_dumps(o, JSON_COMPACT)) == NULL) {
		log_error("story: no memory for an undo");
		rc = RC_FAIL;
		goto out;
	}
	u.before = arena_strdup(a, text);
	free(text);
	if ((rc = undos_insert(st, &u)) == RC_OK)
		*undo_id = u.id;
out:
	json_decref(o);
	return rc;
}

static int64_t
int_of(const json_t *o, const char *name)
{
	return json_integer_value(json_object_get(o, name));
}

/* Lives in the arena, since the JSON goes. */
static const char *
text_of(struct arena *a, const json_t *o, const char *name)
{
	return arena_strdup(a, json_string_value(json_object_get(o, name)));
}

static void
row_unpack(struct arena *a, const json_t *o, struct story *s, bool whole)
{
	const char *state = text_of(a, o, "state");
	int stored = state != NULL ? story_state_parse(state) : -1;

	for (size_t i = 0; i < LEN(numbers); i++)
		if (whole || numbers[i].moves)
			*number_of(s, i) = int_of(o, numbers[i].name);
	if (stored >= 0)
		s->state = (enum story_state)stored;
	s->reason = text_of(a, o, "reason");
}

static enum rc
parts_unpack(
    struct store *st, struct arena *a, const json_t *o, int64_t story_id)
{
	const json_t *list = json_object_get(o, "channels"), *e;
	int64_t ids[32];
	int n = 0;
	size_t i;
	enum rc rc;

	for (; n < (int)LEN(ids) && n < (int)json_array_size(list); n++)
		ids[n] = json_integer_value(json_array_get(list, (size_t)n));
	if ((rc = story_channels_set(st, story_id, ids, n)) != RC_OK)
		return rc;
	json_array_foreach(json_object_get(o, "photos"), i, e)
	{
		struct photo p = { .story_id = story_id,
			.position = int_of(e, "position"),
			.name = text_of(a, e, "name"),
			.alt = text_of(a, e, "alt"),
			.width = (int)int_of(e, "width"),
			.height = (int)int_of(e, "height"),
			.vk_bytes = int_of(e, "vk_bytes") };

		rc = photos_insert(st, &p, int_of(o, "created_at"));
		if (rc != RC_OK)
			return rc;
	}
	json_array_foreach(json_object_get(o, "versions"), i, e)
	{
		struct story_version v = { .version = int_of(e, "version"),
			.at = int_of(e, "at"),
			.account_id = int_of(e, "account_id"),
			.title = text_of(a, e, "title"),
			.lead = text_of(a, e, "lead"),
			.text = text_of(a, e, "text"),
			.vk_text = text_of(a, e, "vk_text") };

		rc = story_versions_insert(st, story_id, &v);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
whole_unpack(
    struct store *st, struct arena *a, const json_t *o, int64_t story_id)
{
	struct story s = { .id = story_id,
		.slug = "",
		.kind = text_of(a, o, "kind"),
		.title = text_of(a, o, "title"),
		.lead = text_of(a, o, "lead"),
		.text = text_of(a, o, "text"),
		.vk_text = text_of(a, o, "vk_text"),
		.people = (int)int_of(o, "people") };
	enum rc rc;

	row_unpack(a, o, &s, true);
	if ((rc = stories_insert(st, &s)) != RC_OK)
		return rc;
	return parts_unpack(st, a, o, story_id);
}

static enum rc
put_back(struct store *st, struct arena *a, const struct undo *u,
    const json_t *o, int64_t now, const char **why)
{
	struct story s;
	enum rc rc;

	if (strcmp(u->action, story_actions[STORY_DELETE].name) == 0)
		return whole_unpack(st, a, o, u->story_id);
	rc = story_take(st, a, u->story_id, u->version, &s, why);
	if (rc != RC_OK)
		return rc;
	*why = "Отменить поздно: материал уже вышел.";
	if (story_state_now(&s, now) == STORY_PUBLISHED)
		return RC_DENIED;
	/* revision stays: a number that was given is not given again. */
	row_unpack(a, o, &s, false);
	*why = "Отменить поздно: прежнее время выхода уже прошло.";
	if (story_state_now(&s, now) == STORY_PUBLISHED)
		return RC_DENIED;
	*why = NULL;
	return stories_update(st, &s);
}

enum rc
story_undo_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t undo_id, int64_t now, const char **why)
{
	struct undo u;
	json_t *o;
	enum rc rc;

	*why = "Отменить уже нельзя: прошло больше часа или действие "
	       "отменено раньше.";
	if ((rc = undos_by_id(st, a, undo_id, &u)) != RC_OK)
		return rc;
	if (by->account_id == 0 || u.account_id != by->account_id)
		return RC_NOT_FOUND;
	if (u.used_at != 0 || u.at + UNDO_KEEP_S <= now)
		return RC_DENIED;
	if ((o = json_loads(u.before, 0, NULL)) == NULL) {
		log_error("story: undo %lld is no JSON", (long long)undo_id);
		return RC_FAIL;
	}
	*why = NULL;
	rc = put_back(st, a, &u, o, now, why);
	json_decref(o);
	if (rc != RC_OK)
		return rc;
	if ((rc = undos_use(st, undo_id, now)) != RC_OK)
		return rc;
	return journal_add(st, by, "undone", "story", u.story_id, u.action);
}
