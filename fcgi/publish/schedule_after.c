/* What is done to a scheduled story later: withdrawal, correction, undo. */
#include <string.h>

#include "base/date.h"
#include "mediaplan/stories.h"
#include "mediaplan/undos.h"
#include "people/role.h"
#include "publish/publications.h"
#include "publish/schedule.h"
#include "publish/schedule_inner.h"
#include "store/db.h"

/* The post is or may be on the wall: what is wanted of it is written down
 * and done as soon as its fate is known. */
static enum rc
want_change(
    struct store *st, struct publication *p, const char *change, int64_t now)
{
	/* A post that shall go away needs no other text. */
	if (strcmp(p->change, "delete") == 0)
		return RC_OK;
	p->change = change;
	if (pub_states[p->state].on_wall)
		p->act_at = now;
	p->wait_tries = 0;
	return publications_move(st, p, p->state, NULL, now);
}

static enum rc
withdraw_one(struct store *st, struct publication *p, int64_t now)
{
	if (p->state == PUB_CANCELLED || p->state == PUB_DELETED)
		return RC_OK;
	if (!pub_states[p->state].unsent || p->resends > 0)
		return want_change(st, p, "delete", now);
	p->act_at = 0;
	return publications_move(st, p, PUB_CANCELLED, NULL, now);
}

static enum rc
withdraw_within(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, const char **why)
{
	struct publication *list;
	struct story s;
	int64_t undo_id;
	int n;
	enum rc rc;

	rc = schedule_story(st, a, sc->story_id, sc->version, &s, why);
	if (rc != RC_OK)
		return rc;
	rc = story_move_within(st, a, actor, &s, STORY_WITHDRAW, s.publish_at,
	    sc->reason, now, &undo_id, why);
	if (rc != RC_OK)
		return rc;
	if ((rc = publications_of_story(st, a, s.id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if ((rc = withdraw_one(st, &list[i], now)) != RC_OK)
			return rc;
	return RC_OK;
}

enum rc
schedule_withdraw(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, int64_t now, const char **why)
{
	enum rc rc;

	*why = "";
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, withdraw_within(st, a, actor, sc, now, why));
}

/* Nothing was sent yet: the new text goes out instead, under a guid of its
 * own, because VK compares guids and not texts.  What waits or was stopped
 * stays where it is: its body is built anew when it goes on. */
static enum rc
correct_unsent(struct store *st, struct arena *a, struct publication *p,
    const char *secret, int64_t revision, int64_t now)
{
	enum pub_state to = p->state;

	p->body = NULL;
	p->body_sha256 = "";
	p->revision = revision;
	p->guid =
	    schedule_guid(a, secret, p->story_id, p->channel_id, revision);
	if (to == PUB_READY || to == PUB_MEDIA) {
		publication_renew(p, p->due_at, now);
		to = PUB_DUE;
	}
	return publications_move(st, p, to, NULL, now);
}

static enum rc
correct_one(struct store *st, struct arena *a, struct publication *p,
    const char *secret, int64_t revision, int64_t now)
{
	if (p->state == PUB_CANCELLED || p->state == PUB_DELETED)
		return RC_OK;
	if (pub_states[p->state].unsent && p->resends == 0)
		return correct_unsent(st, a, p, secret, revision, now);
	return want_change(st, p, "edit", now);
}

static enum rc
correct_within(struct store *st, struct arena *a, const struct actor *actor,
    const struct story_edit *edit, int64_t now, const char **why)
{
	const char *secret = schedule_secret(st, a);
	struct publication *list;
	struct story s;
	int n;
	enum rc rc;

	if ((rc = story_correct_within(st, a, actor, edit, now, why)) != RC_OK)
		return rc;
	if ((rc = stories_by_id(st, a, edit->id, &s)) != RC_OK ||
	    (rc = publications_of_story(st, a, s.id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		rc = correct_one(st, a, &list[i], secret, s.revision, now);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
schedule_correct(struct store *st, struct arena *a, const struct actor *actor,
    const struct story_edit *edit, const char *address, int64_t now,
    const char **why)
{
	enum rc rc;

	/* The marker of each publication is fixed: the address of the
	 * section may have changed since, the post is found by the old one. */
	(void)address;
	*why = "";
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, correct_within(st, a, actor, edit, now, why));
}

/* The publications follow what the story has become again. */
static enum rc
undo_within(struct store *st, struct arena *a, const struct actor *actor,
    int64_t undo_id, const char *address, int64_t now, const char **why)
{
	struct schedule sc = { .address = address };
	struct publication *list;
	struct story s;
	struct undo u;
	bool active = false;
	int n;
	enum rc rc;

	if ((rc = undos_by_id(st, a, undo_id, &u)) != RC_OK)
		return rc;
	rc = story_undo_within(st, a, actor, undo_id, now, why);
	if (rc != RC_OK)
		return rc;
	*why = "";
	if ((rc = stories_by_id(st, a, u.story_id, &s)) != RC_OK ||
	    (rc = publications_of_story(st, a, s.id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		active |= list[i].state != PUB_CANCELLED;
	sc.story_id = s.id;
	if (s.state != STORY_SCHEDULED)
		return schedule_shift_all(st, a, s.id, 0, now, why);
	if (active)
		return schedule_shift_all(st, a, s.id, s.publish_at, now, why);
	return schedule_insert_all(st, a, &sc, now, why);
}

enum rc
schedule_undo(struct store *st, struct arena *a, const struct actor *actor,
    int64_t undo_id, const char *address, int64_t now, const char **why)
{
	enum rc rc;

	*why = "";
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(
	    st, undo_within(st, a, actor, undo_id, address, now, why));
}
