/* Before a post: time, keys, photos, the choke point, the body. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "mediaplan/check.h"
#include "mediaplan/message.h"
#include "mediaplan/stories.h"
#include "publish/job.h"
#include "publish/publications.h"
#include "publish/send.h"
#include "publish/send_wait.h"
#include "store/db.h"
#include "vk/pace.h"
#include "vk/wall.h"

/* A key that was pasted a moment ago is being checked. */
enum { NEW_KEY_S = 1 };

/* To a state that waits for a person, with our own sentence. */
static enum rc
stop_with(struct job *j, struct site *s, enum pub_state to, const char *class,
    const char *text)
{
	j->pub.error_class = class;
	j->pub.error_code = j->pub.error_subcode = 0;
	j->pub.error_text = text;
	j->pub.act_at = 0;
	return job_move(j, s, to);
}

static enum rc
wait_with(struct job *j, struct site *s, enum pub_state to, int64_t at,
    const char *class, const char *text)
{
	enum rc rc;

	if (text[0] != '\0') {
		j->pub.error_class = class;
		j->pub.error_code = j->pub.error_subcode = 0;
		j->pub.error_text = text;
	}
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	pass_point(j->pass, "before-wait");
	if ((rc = send_wait(j, s, to, at)) != RC_OK)
		goto undo;
	rc = store_commit(s->store);
	pass_point(j->pass, "after-wait");
	return rc;
undo:
	store_rollback(s->store);
	return rc;
}

static enum rc
later(struct job *j, struct site *s, int64_t at)
{
	return publications_set_act(s->store, j->pub.id, j->pub.version, at);
}

/* The community key must be able to post; RC_OK with *go false: the job has
 * found its place. */
static enum rc
gate_key(struct job *j, struct site *s, bool *go)
{
	enum job_gate gate;
	enum rc rc;

	*go = false;
	if ((rc = job_key(j, s->store, 'K', &j->key, &gate)) != RC_OK)
		return rc;
	if (!j->channel.enabled)
		return wait_with(j, s, PUB_WAIT_TOKEN, 0, "TOKEN",
		    "Площадка выключена. Включите её, и материал выйдет сам");
	switch (gate) {
	case JOB_GATE_NONE:
		return wait_with(j, s, PUB_WAIT_TOKEN, 0, "TOKEN",
		    "Нет ключа сообщества. Вставьте его, и материал выйдет сам");
	case JOB_GATE_NEW:
		return later(j, s, j->now + NEW_KEY_S);
	case JOB_GATE_DEAD:
		return wait_with(j, s, PUB_WAIT_TOKEN, 0, "TOKEN",
		    "Ключ сообщества не работает. Замените его, и материал "
		    "выйдет сам");
	case JOB_GATE_RESTS:
		return wait_with(j, s,
		    j->key.state == CREDENTIAL_CAPTCHA ? PUB_WAIT_CAPTCHA
						       : PUB_WAIT_BACKOFF,
		    j->key.retry_at,
		    j->key.state == CREDENTIAL_CAPTCHA ? "CAPTCHA" : "BACKOFF",
		    "Ключ сообщества отдыхает по просьбе ВКонтакте");
	case JOB_GATE_OPEN:
		break;
	}
	if (j->channel.group_id == 0)
		return wait_with(j, s, PUB_WAIT_TOKEN, 0, "TOKEN",
		    "Сообщество ещё не известно: проверьте ключ");
	*go = true;
	return RC_OK;
}

/* Not sooner than the community's gap allows, and at the key's pace. */
static enum rc
gate_gap(struct job *j, struct site *s, bool *go)
{
	int64_t now = j->now, gap = conf_int(s->conf, "vk.post_gap_s");
	int64_t last, ms;
	enum rc rc;

	*go = false;
	rc = publications_last_send(s->store, j->channel.id, now, &last);
	if (rc != RC_OK)
		return rc;
	/* A clock that was set back must not stop the school for hours. */
	if (last != 0 && now < last + gap && last <= now + gap)
		return later(j, s, last + gap);
	if ((rc = job_token(j, s)) != RC_OK)
		return rc;
	job_wipe_token(j);
	ms = pace_look(&j->pass->pace, j->pace, clock_ms());
	if (ms > clock_ms()) {
		j->watch->hold_ms = ms;
		return RC_OK;
	}
	*go = true;
	return RC_OK;
}

static enum rc
check_stops(struct job *j, struct site *s, const struct story *story, bool *go)
{
	struct check *checks;
	int n, stops;
	enum rc rc;

	*go = false;
	rc = check_story(s->store, j->arena, story, true, CHECK_SEND,
	    j->pub.due_at, j->now, &checks, &n, &stops);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; stops > 0 && i < n; i++)
		if (checks[i].level == CHECK_STOPS)
			return stop_with(
			    j, s, PUB_REJECTED, "FIX", checks[i].text);
	*go = true;
	return RC_OK;
}

/* What only a person may decide: contract 7.2.2 and 7.4. */
static enum rc
gate_time(struct job *j, struct site *s, const struct story *story, bool *go)
{
	struct publication *p = &j->pub;
	int64_t now = j->now;

	*go = false;
	if (story->state != STORY_SCHEDULED)
		return stop_with(j, s, PUB_CANCELLED, "", "Материал снят");
	if (send_too_late(
		p, story->window_to, conf_int(s->conf, "vk.late_max_s"), now))
		return stop_with(j, s, PUB_MISSED, p->error_class,
		    p->error_text[0] != '\0'
			? p->error_text
			: "Минута прошла раньше, чем запись удалось "
			  "отправить. Назначьте новое время");
	if (now >= p->due_at && strcmp(p->story_kind, "press_release") == 0 &&
	    story->event_starts_at != 0 && now >= story->event_starts_at &&
	    p->decided_at < story->event_starts_at)
		return stop_with(j, s, PUB_MISSED, "FIX",
		    "Событие уже началось, пресс-релиз сам не отправляется. "
		    "Решите, нужен ли он ещё");
	*go = true;
	return RC_OK;
}

/* Photos go first, all of them (contract 7.2.3).  Without any key for
 * photos the text with the address is what was agreed on. */
static enum rc
gate_photos(struct job *j, struct site *s, const struct story *story, bool *go)
{
	struct publication *p = &j->pub;
	struct credential u;
	enum job_gate gate;
	enum rc rc;

	*go = true;
	if (story->photos == 0 || p->without_photos ||
	    p->uploads_done >= story->photos)
		return RC_OK;
	if ((rc = job_key(j, s->store, 'U', &u, &gate)) != RC_OK ||
	    gate == JOB_GATE_NONE)
		return rc;
	*go = false;
	if (j->now < p->due_at)
		return later(j, s, p->due_at);
	if (gate == JOB_GATE_NEW)
		return later(j, s, j->now + NEW_KEY_S);
	if (gate == JOB_GATE_OPEN &&
	    strstr(u.permissions, CREDENTIAL_PHOTOS) != NULL) {
		p->act_at = j->now;
		return job_move(j, s, PUB_MEDIA);
	}
	if (p->state == PUB_WAIT_TOKEN)
		return wait_with(j, s, PUB_WAIT_TOKEN, 0, "TOKEN",
		    "Ждёт ключа администратора, чтобы приложить снимки");
	return stop_with(j, s, PUB_MEDIA_PARTIAL, "TOKEN",
	    "Ключ администратора не работает, снимки приложить нельзя. "
	    "Решите: без снимков, ждать или выложить самим");
}

/* The exact bytes of the request, fixed once. */
static enum rc
build(struct job *j, struct site *s, const struct story *story)
{
	struct publication *p = &j->pub;

	p->body = wall_post_body(j->arena, j->channel.group_id,
	    message_build(j->arena, story, p->marker), p->attachments, p->guid);
	p->body_sha256 = secret_sha256_hex(j->arena, p->body, strlen(p->body));
	p->act_at = p->due_at;
	pass_point(j->pass, "ready");
	/* What waits stays a wait: it was entered on time. */
	return job_move(j, s, p->state == PUB_DUE ? PUB_READY : p->state);
}

enum rc
send_enter(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	struct story story;
	bool go;
	enum rc rc;

	rc = stories_by_id(s->store, j->arena, p->story_id, &story);
	if (rc != RC_OK)
		return rc;
	if ((rc = gate_time(j, s, &story, &go)) != RC_OK || !go)
		return rc;
	if ((rc = gate_photos(j, s, &story, &go)) != RC_OK || !go)
		return rc;
	if (j->now < p->due_at && j->channel.group_id == 0)
		return later(j, s, p->due_at);
	if (p->body == NULL && j->channel.group_id != 0 &&
	    (rc = build(j, s, &story)) != RC_OK)
		return rc;
	if (j->now < p->due_at)
		return later(j, s, p->due_at);
	if ((rc = gate_key(j, s, &go)) != RC_OK || !go)
		return rc;
	if ((rc = gate_gap(j, s, &go)) != RC_OK || !go)
		return rc;
	if ((rc = check_stops(j, s, &story, &go)) != RC_OK || !go)
		return rc;
	return send_intent(j, s);
}
