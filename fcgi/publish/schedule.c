#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/secret.h"
#include "mediaplan/message.h"
#include "mediaplan/stories.h"
#include "people/role.h"
#include "publish/publications.h"
#include "publish/schedule.h"
#include "publish/schedule_inner.h"
#include "store/db.h"
#include "store/site.h"

enum {
	MINUTE_S = 60,
	/* VK takes at most 50 posts a day (contract 4.2): no community has
	 * more neighbouring minutes taken than that. */
	FREE_TRIES = 1440,
	GUID_DIGITS = 32, /* VK: at most 36 characters (contract 4.6) */
	/* The body is built ahead, so that at the minute itself only the
	 * intent is written and the request leaves. */
	PREPARE_S = 300
};

int64_t
schedule_act_at(int64_t due_at)
{
	return due_at > PREPARE_S ? due_at - PREPARE_S : 1;
}

const char *
schedule_guid(struct arena *a, const char *secret, int64_t story_id,
    int64_t channel_id, int64_t revision)
{
	char *mac = secret_mac(a, secret,
	    arena_printf(a, "%lld:%lld:%lld", (long long)story_id,
		(long long)channel_id, (long long)revision));

	return arena_strndup(a, mac, GUID_DIGITS);
}

const char *
schedule_secret(struct store *st, struct arena *a)
{
	const char *secret = site_setting(st, a, "guid_secret");

	if (secret[0] != '\0')
		return secret;
	secret = secret_token(a);
	/* Not kept: the guids of this transaction are still good, later ones
	 * get another secret. */
	if (site_set(st, "guid_secret", secret) != RC_OK)
		log_warn("schedule: the secret of guids was not kept");
	return secret;
}

/* A minute of this very story is free for it. */
static enum rc
free_minute(struct store *st, struct arena *a, int64_t channel_id,
    int64_t story_id, int64_t at, int64_t *free_at)
{
	struct publication p;
	enum rc rc;

	for (int i = 0; i < FREE_TRIES; i++) {
		rc = publications_at_minute(st, a, channel_id, at, &p);
		if (rc == RC_NOT_FOUND ||
		    (rc == RC_OK && p.story_id == story_id)) {
			*free_at = at;
			return RC_OK;
		}
		if (rc != RC_OK)
			return rc;
		at += MINUTE_S - at % MINUTE_S;
	}
	return RC_NOT_FOUND;
}

enum rc
schedule_free_minute(struct store *st, struct arena *a, int64_t channel_id,
    int64_t at, int64_t *free_at)
{
	return free_minute(st, a, channel_id, 0, at, free_at);
}

/* The minute belongs to another story: say whose and what is free. */
enum rc
schedule_minute_check(struct store *st, struct arena *a, int64_t channel_id,
    int64_t story_id, int64_t at, int64_t now, const char **why)
{
	struct publication p;
	int64_t free_at;
	enum rc rc;

	rc = publications_at_minute(st, a, channel_id, at, &p);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	if (p.story_id == story_id)
		return RC_OK;
	rc = schedule_free_minute(st, a, channel_id, at, &free_at);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	*why = arena_printf(a,
	    "На %s во ВКонтакте уже назначен материал «%s». Ближайшее "
	    "свободное время: %s",
	    date_ru_near(a, at, now), p.story_title,
	    rc == RC_OK ? date_ru_near(a, free_at, now) : "завтра");
	return RC_INVALID;
}

/* A new publication of a scheduled story on one channel. */
static enum rc
insert_one(struct store *st, struct arena *a, const struct schedule *sc,
    const struct story *s, int64_t channel_id, int64_t now, const char **why)
{
	struct publication p = {
		.story_id = s->id,
		.channel_id = channel_id,
		.revision = s->revision,
		.due_at = s->publish_at,
		.act_at = schedule_act_at(s->publish_at),
		.created_at = now,
	};
	enum rc rc;

	rc = schedule_minute_check(
	    st, a, channel_id, s->id, s->publish_at, now, why);
	if (rc != RC_OK)
		return rc;
	p.guid = schedule_guid(a,
	    sc->secret != NULL && sc->secret[0] != '\0'
		? sc->secret
		: schedule_secret(st, a),
	    s->id, channel_id, s->revision);
	if ((rc = publications_insert(st, &p)) != RC_OK) {
		if (rc == RC_CONFLICT)
			*why = "Этот материал уже отправляли во ВКонтакте. "
			       "Чтобы выпустить его снова, сделайте копию";
		return rc == RC_CONFLICT ? RC_DENIED : rc;
	}
	p.marker = message_address(a, sc->address, s->slug, p.id);
	return publications_set_marker(st, p.id, p.marker);
}

enum rc
schedule_insert_all(struct store *st, struct arena *a,
    const struct schedule *sc, int64_t now, const char **why)
{
	struct story s;
	int64_t *ids;
	int n;
	enum rc rc;

	if ((rc = stories_by_id(st, a, sc->story_id, &s)) != RC_OK ||
	    (rc = story_channels_get(st, a, s.id, &ids, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if ((rc = insert_one(st, a, sc, &s, ids[i], now, why)) != RC_OK)
			return rc;
	return RC_OK;
}

/* Nobody may move or take back what is on its way or on the wall. */
static enum rc
unsent_check(struct arena *a, const struct publication *p, const char **why)
{
	if (pub_states[p->state].unsent || p->state == PUB_CANCELLED)
		return RC_OK;
	*why = arena_printf(a,
	    "Публикация «%s» уже в состоянии «%s»: время изменить нельзя",
	    p->channel_title, pub_states[p->state].label);
	return RC_DENIED;
}

/* The publications of the story's present revision to another minute, or,
 * with at 0, taken back. */
enum rc
schedule_shift_all(struct store *st, struct arena *a, int64_t story_id,
    int64_t at, int64_t now, const char **why)
{
	struct publication *list;
	int n;
	enum rc rc;

	if ((rc = publications_of_story(st, a, story_id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		struct publication *p = &list[i];

		if ((rc = unsent_check(a, p, why)) != RC_OK)
			return rc;
		if (p->state == PUB_CANCELLED)
			continue;
		if (at != 0)
			rc = schedule_minute_check(
			    st, a, p->channel_id, story_id, at, now, why);
		if (rc != RC_OK)
			return rc;
		publication_renew(p, at == 0 ? p->due_at : at,
		    at == 0 ? 0 : schedule_act_at(at));
		rc = publications_move(
		    st, p, at == 0 ? PUB_CANCELLED : PUB_DUE, NULL, now);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* Reads the story and refuses a stale version. */
enum rc
schedule_story(struct store *st, struct arena *a, int64_t id, int64_t version,
    struct story *s, const char **why)
{
	enum rc rc;

	if ((rc = stories_by_id(st, a, id, s)) != RC_OK)
		return rc;
	if (s->version == version)
		return RC_OK;
	*why = "Материал изменили, пока страница была открыта. Обновите "
	       "страницу и повторите";
	return RC_CONFLICT;
}

static enum rc
time_check(int64_t at, int64_t now, const char **why)
{
	if (at > now)
		return RC_OK;
	*why = "Это время уже прошло. Выберите время позже нынешней минуты";
	return RC_INVALID;
}

static enum rc
set_within(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, enum story_action action, int64_t at,
    int64_t now, int64_t *undo_id, const char **why)
{
	bool out; /* it has publications of its own already */
	struct story s;
	enum rc rc;

	rc = schedule_story(st, a, sc->story_id, sc->version, &s, why);
	if (rc != RC_OK)
		return rc;
	out = s.state == STORY_SCHEDULED;
	rc = story_move_within(
	    st, a, actor, &s, action, at, sc->reason, now, undo_id, why);
	if (rc != RC_OK)
		return rc;
	*why = "";
	if (out)
		return schedule_shift_all(st, a, s.id, at, now, why);
	if (action == STORY_MOVE)
		return RC_OK;
	return schedule_insert_all(st, a, sc, now, why);
}

static enum rc
set_at(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, enum story_action action, int64_t at,
    int64_t now, int64_t *undo_id, const char **why)
{
	enum rc rc;

	*why = "";
	*undo_id = 0;
	if ((rc = time_check(at, now, why)) != RC_OK)
		return rc;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(
	    st, set_within(st, a, actor, sc, action, at, now, undo_id, why));
}

enum rc
schedule_set(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, int64_t *undo_id, const char **why)
{
	return set_at(st, a, actor, sc, STORY_SCHEDULE,
	    sc->at - sc->at % MINUTE_S, now, undo_id, why);
}

enum rc
schedule_move(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, int64_t *undo_id, const char **why)
{
	return set_at(st, a, actor, sc, STORY_MOVE, sc->at - sc->at % MINUTE_S,
	    now, undo_id, why);
}

enum rc
schedule_now(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, int64_t *undo_id, const char **why)
{
	int64_t at = now + SCHEDULE_NOW_S, free_at, *ids;
	int n;
	enum rc rc;

	/* A minute that another story has is passed over: the person said
	 * "now", not a minute of his own. */
	*why = "";
	if ((rc = story_channels_get(st, a, sc->story_id, &ids, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		rc = free_minute(st, a, ids[i], sc->story_id, at, &free_at);
		if (rc == RC_NOT_FOUND) {
			*why = "Во ВКонтакте на сегодня заняты все минуты";
			return RC_INVALID;
		}
		if (rc != RC_OK)
			return rc;
		at = free_at;
	}
	return set_at(st, a, actor, sc, STORY_SEND_NOW, at, now, undo_id, why);
}

static enum rc
clear_within(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, int64_t *undo_id, const char **why)
{
	struct story s;
	enum rc rc;

	rc = schedule_story(st, a, sc->story_id, sc->version, &s, why);
	if (rc != RC_OK)
		return rc;
	rc = story_move_within(st, a, actor, &s, STORY_UNSCHEDULE, s.publish_at,
	    sc->reason, now, undo_id, why);
	if (rc != RC_OK)
		return rc;
	*why = "";
	return schedule_shift_all(st, a, s.id, 0, now, why);
}

enum rc
schedule_clear(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, int64_t *undo_id, const char **why)
{
	enum rc rc;

	*why = "";
	*undo_id = 0;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, clear_within(st, a, actor, sc, now, undo_id, why));
}
