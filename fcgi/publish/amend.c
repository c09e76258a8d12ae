/* A wanted change of what is on the wall: edited or deleted with the
 * administrator's key, else a person is asked.  Both calls may be repeated:
 * the second edit writes the same, the second delete finds nothing. */
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/secret.h"
#include "mediaplan/message.h"
#include "mediaplan/stories.h"
#include "publish/chores.h"
#include "publish/job.h"
#include "publish/amend.h"
#include "publish/publications.h"
#include "store/db.h"
#include "vk/wall.h"

enum {
	TRIES = 5,
	AGAIN_S = 60,
	CODE_NOT_FOUND = 104 /* on delete: gone already (contract 3) */
};

static bool
deletes(const struct job *j)
{
	return strcmp(j->pub.change, "delete") == 0;
}

static enum rc
message_of(struct job *j, struct site *s, const char **message)
{
	struct story story;
	enum rc rc;

	*message = "";
	rc = stories_by_id(s->store, j->arena, j->pub.story_id, &story);
	if (rc == RC_OK && !deletes(j))
		*message = message_build(j->arena, &story, j->pub.marker);
	return rc;
}

/* A person does it: the text and the link. */
static enum rc
by_hand(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	const char *message, *kind = deletes(j) ? "delete" : "edit";
	enum rc rc;

	if ((rc = message_of(j, s, &message)) != RC_OK)
		return rc;
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	p->change = "";
	p->act_at = 0;
	p->wait_tries = 0;
	if ((rc = job_record(j, s)) == RC_OK &&
	    (rc = chores_insert(
		 s->store, p->id, kind, message, p->url, clock_now())) == RC_OK)
		rc = job_move_within(j, s, p->state);
	return store_end(s->store, rc);
}

static enum rc
done(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	enum pub_state to = deletes(j) ? PUB_DELETED : PUB_EDITED;
	enum rc rc;

	p->act_at = deletes(j) ? 0 : clock_now();
	p->change = "";
	p->error_class = p->error_text = "";
	p->error_code = p->error_subcode = 0;
	p->wait_tries = 0;
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	if ((rc = job_record(j, s)) != RC_OK ||
	    (rc = chores_done(s->store, p->id, clock_now())) != RC_OK ||
	    (rc = job_move_within(j, s, to)) != RC_OK)
		goto undo;
	rc = store_commit(s->store);
	pass_point(j->pass, to == PUB_DELETED ? "after-delete" : "after-edit");
	return rc;
undo:
	store_rollback(s->store);
	return rc;
}

static enum rc
amend_answered(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;

	switch (j->answer.verdict.class) {
	case ERROR_NONE:
		return done(j, s);
	case ERROR_PACE:
	case ERROR_BACKOFF:
	case ERROR_UNKNOWN:
		if (++p->wait_tries >= TRIES)
			return by_hand(j, s);
		p->act_at =
		    clock_now() +
		    (j->answer.verdict.class == ERROR_PACE ? 1 : AGAIN_S);
		return job_move(j, s, p->state);
	default:
		if (deletes(j) && j->answer.code == CODE_NOT_FOUND)
			return done(j, s);
		return by_hand(j, s);
	}
}

static enum rc
amend_edit(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	const char *message;
	enum rc rc;

	if ((rc = message_of(j, s, &message)) != RC_OK)
		return rc;
	/* The read-back compares with what was sent last. */
	p->body = wall_edit_body(j->arena, j->channel.group_id, p->vk_post_id,
	    message, p->attachments);
	p->body_sha256 = secret_sha256_hex(j->arena, p->body, strlen(p->body));
	pass_point(j->pass, "before-edit");
	job_call(j, s, "wall.edit", p->body, true, amend_answered);
	return RC_OK;
}

enum rc
amend_enter(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	enum job_gate gate;
	enum rc rc;

	if (p->state == PUB_DELETED) {
		p->change = "";
		p->act_at = 0;
		return job_move(j, s, PUB_DELETED);
	}
	if ((rc = job_key(j, s->store, 'U', &j->key, &gate)) != RC_OK)
		return rc;
	if (gate == JOB_GATE_NEW)
		return publications_set_act(
		    s->store, p->id, p->version, clock_now() + 1);
	if (p->vk_post_id == 0 || j->channel.group_id == 0 ||
	    gate != JOB_GATE_OPEN ||
	    strstr(j->key.permissions, CREDENTIAL_WALL) == NULL)
		return by_hand(j, s);
	if (!deletes(j))
		return amend_edit(j, s);
	pass_point(j->pass, "before-delete");
	job_call(j, s, "wall.delete",
	    wall_delete_body(j->arena, j->channel.group_id, p->vk_post_id),
	    true, amend_answered);
	return RC_OK;
}
