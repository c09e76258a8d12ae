#include <string.h>
#include "base/arena.h"
#include "base/text.h"
#include "mediaplan/check.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

/* The words of the journal for the actions of the table. */
static const char *const done[STORY_ACTION__COUNT] = {
	[STORY_SUBMIT] = "submitted",
	[STORY_RETURN] = "returned",
	[STORY_APPROVE] = "approved",
	[STORY_SKIP] = "skipped",
	[STORY_REOPEN] = "reopened",
	[STORY_DELETE] = "deleted",
};

/* One act in the making. */
struct act {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	enum story_action action;
	const char *reason;
	bool consents;
	bool alone;
	int64_t now;
	struct story before, s;
};

static enum rc
approve(struct act *t, const char **why)
{
	struct story *s = &t->s;
	enum rc rc;

	*why = "В материале названы или показаны люди. Подтвердите, что их "
	       "согласия проверены.";
	if (s->people == 1 && !t->consents)
		return RC_INVALID;
	if (s->people == 1) {
		s->consents_by = t->by->account_id;
		s->consents_at = t->now;
		rc = journal_add(
		    t->st, t->by, "consents_confirmed", "story", s->id, "");
		if (rc != RC_OK)
			return rc;
	}
	s->approved_by = t->by->account_id;
	s->approved_at = t->now;
	s->revision++;
	return story_checked(
	    t->st, t->a, s, CHECK_APPROVE, s->publish_at, t->now, why);
}

static enum rc
prepare(struct act *t, const char **why)
{
	struct story *s = &t->s;
	int to = story_actions[t->action].to;

	if (to >= 0)
		s->state = (enum story_state)to;
	switch (t->action) {
	case STORY_SUBMIT:
		s->reason = "";
		return story_checked(
		    t->st, t->a, s, CHECK_SUBMIT, s->publish_at, t->now, why);
	case STORY_APPROVE:
		s->reason = "";
		return approve(t, why);
	case STORY_REOPEN:
		s->state = s->author_id == 0 && *s->text == '\0' ? STORY_PLANNED
								 : STORY_DRAFT;
		s->reason = "";
		return RC_OK;
	case STORY_SKIP:
		s->approved_by = s->approved_at = 0;
		s->consents_by = s->consents_at = 0;
		/* fall through */
	case STORY_RETURN:
		s->reason = t->reason;
		return RC_OK;
	default:
		return RC_OK;
	}
}

static enum rc
act_write(struct act *t, int64_t *undo_id)
{
	const char *detail = t->reason != NULL ? t->reason : "";
	enum rc rc;

	/* What to put back is read before it goes. */
	if (story_actions[t->action].undo) {
		rc = story_undo_offer(t->st, t->a, t->by, t->action, &t->before,
		    t->s.version + 1, t->now, undo_id);
		if (rc != RC_OK)
			return rc;
	}
	rc = t->action == STORY_DELETE ? stories_remove(t->st, t->s.id)
				       : stories_update(t->st, &t->s);
	if (rc != RC_OK)
		return rc;
	if (t->action == STORY_APPROVE && t->alone)
		detail = "одна учётная запись";
	if (t->action == STORY_DELETE)
		detail = t->before.title;
	return journal_add(
	    t->st, t->by, done[t->action], "story", t->s.id, detail);
}

static enum rc
act_within(struct act *t, int64_t id, int64_t version, int64_t *undo_id,
    const char **why)
{
	enum rc rc;

	rc = story_take(t->st, t->a, id, version, &t->before, why);
	if (rc != RC_OK)
		return rc;
	if ((rc = story_alone(t->st, &t->alone)) != RC_OK)
		return rc;
	rc = story_may(&t->before, t->action, t->by, t->alone, t->now, why);
	if (rc != RC_OK)
		return rc;
	t->s = t->before;
	if ((rc = prepare(t, why)) != RC_OK)
		return rc;
	*why = NULL;
	return act_write(t, undo_id);
}

static const char *
reason_wrong(enum story_action action, const char *reason)
{
	if (!story_actions[action].reason)
		return NULL;
	if (reason == NULL || *reason == '\0')
		return "Напишите причину: её прочтут автор и те, кто откроет "
		       "журнал.";
	if (text_chars(reason) > STORY_REASON_MAX)
		return "Причина длиннее 500 знаков. Сократите её.";
	return NULL;
}

enum rc
story_act(struct store *st, struct arena *a, const struct actor *by, int64_t id,
    int64_t version, enum story_action action, const char *reason,
    bool consents, int64_t now, int64_t *undo_id, const char **why)
{
	struct act t = { .st = st,
		.a = a,
		.by = by,
		.action = action,
		.reason = reason,
		.consents = consents,
		.now = now };
	enum rc rc;

	*undo_id = 0;
	*why = "Для этого есть другая форма.";
	if (done[action] == NULL)
		return RC_INVALID;
	if ((*why = reason_wrong(action, reason)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = act_within(&t, id, version, undo_id, why);
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	*undo_id = 0;
	return rc;
}
