/* posted: read back once; verified: looked at once more a day later. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "publish/job.h"
#include "publish/proofs.h"
#include "publish/publications.h"
#include "publish/verify.h"
#include "store/db.h"
#include "vk/wall.h"

enum {
	/* A post that VK has just taken may come into its lists later. */
	TRIES = 3,
	AGAIN_S = 30,
	/* Somebody may edit or delete it by hand. */
	LATER_S = 86400
};

bool
verify_same_text(const char *a, const char *b)
{
	static const char blank[] = " \t\r\n";
	size_t an, bn, i = 0, k = 0;

	a += strspn(a, blank);
	b += strspn(b, blank);
	for (an = strlen(a); an > 0 && strchr(blank, a[an - 1]) != NULL; an--)
		;
	for (bn = strlen(b); bn > 0 && strchr(blank, b[bn - 1]) != NULL; bn--)
		;
	while (i < an || k < bn) {
		if (i < an && a[i] == '\r') {
			i++;
		} else if (k < bn && b[k] == '\r') {
			k++;
		} else if (i >= an || k >= bn || a[i++] != b[k++]) {
			return false;
		}
	}
	return true;
}

/* NULL: as it was sent. */
static const char *
difference(struct job *j, const struct wall_post *post)
{
	int64_t owner = -j->channel.group_id;
	const char *message = wall_body_value(j->arena, j->pub.body, "message");

	if (post->owner_id != owner || post->from_id != owner)
		return "Автор записи — не сообщество";
	if (!verify_same_text(message, post->text))
		return "Текст записи отличается от отправленного";
	if (!reconcile_same_photos(j->pub.attachments, post->photos))
		return "Снимки записи не те, что отправлены";
	if (post->type[0] != '\0' && strcmp(post->type, "post") != 0)
		return "Запись стоит в очереди, а не на стене";
	return NULL;
}

static enum rc
settle(struct job *j, struct site *s, enum pub_state to, const char *text)
{
	struct publication *p = &j->pub;
	enum rc rc;

	p->error_class = text == NULL ? "" : error_class_names[ERROR_FIX];
	p->error_code = p->error_subcode = 0;
	p->error_text = text == NULL ? "" : text;
	p->wait_tries = 0;
	p->act_at = to == PUB_VERIFIED && p->state == PUB_POSTED
			? clock_now() + LATER_S
			: 0;
	if (to != PUB_VERIFIED || p->state != PUB_POSTED) {
		rc = job_move(j, s, to);
	} else {
		struct proof proof = { .at = clock_now(),
			.kind = "reading",
			.slot = (char[]){ j->key.slot, '\0' },
			.vk_post_id = p->vk_post_id,
			.url = p->url };

		if ((rc = store_begin(s->store)) != RC_OK)
			return rc;
		if ((rc = job_record(j, s)) != RC_OK ||
		    (rc = job_move_within(j, s, to)) != RC_OK ||
		    (rc = proofs_insert(s->store, p->id, 0, &proof)) != RC_OK) {
			store_rollback(s->store);
			return rc;
		}
		rc = store_commit(s->store);
	}
	pass_point(j->pass, "after-readback");
	return rc;
}

/* Not there, or not to be read: again a few times; what is posted stays
 * posted whatever the reading says. */
static enum rc
again(struct job *j, struct site *s, bool absent)
{
	struct publication *p = &j->pub;
	bool over = ++p->wait_tries >= TRIES;

	if (absent && p->state != PUB_POSTED)
		return settle(j, s, PUB_DELETED, "Записи на стене больше нет");
	if (absent && over)
		return settle(j, s, PUB_MISMATCH,
		    "ВКонтакте назвал номер записи, но на стене её нет");
	p->act_at =
	    over ? 0
		 : clock_now() +
		       (j->answer.verdict.class == ERROR_PACE ? 1 : AGAIN_S);
	return job_move(j, s, p->state);
}

static enum rc
verify_answered(struct job *j, struct site *s)
{
	struct wall_post *posts;
	const char *text;
	int n;

	if (j->answer.verdict.class != ERROR_NONE ||
	    wall_posts_read(j->arena, j->answer.response, &posts, &n) != RC_OK)
		return again(j, s, false);
	if (n == 0 || posts[0].deleted)
		return again(j, s, true);
	text = difference(j, &posts[0]);
	switch (j->pub.state) {
	case PUB_POSTED:
		return settle(
		    j, s, text == NULL ? PUB_VERIFIED : PUB_MISMATCH, text);
	case PUB_VERIFIED:
		return settle(
		    j, s, text == NULL ? PUB_VERIFIED : PUB_EDITED, text);
	default:
		return settle(
		    j, s, text == NULL ? PUB_EDITED : PUB_MISMATCH, text);
	}
}

enum rc
verify_enter(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	enum job_gate gate;
	enum rc rc;

	if ((rc = job_reader(j, s->store, &gate)) != RC_OK)
		return rc;
	/* Nothing to read with: stays what it is. */
	if (gate != JOB_GATE_OPEN || p->vk_post_id == 0 || p->body == NULL)
		return publications_set_act(s->store, p->id, p->version,
		    gate == JOB_GATE_NEW ? clock_now() + 1 : 0);
	pass_point(j->pass, "before-readback");
	job_call(j, s, "wall.getById",
	    wall_by_id_body(j->arena, j->channel.group_id, p->vk_post_id),
	    false, verify_answered);
	return RC_OK;
}
