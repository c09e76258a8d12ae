/* media: photos go to VK one by one; each attachment id is kept as soon as
 * VK gives it, so a retry uploads nothing twice (contract 5.2). */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "mediaplan/photos.h"
#include "publish/job.h"
#include "publish/media.h"
#include "publish/publications.h"
#include "store/db.h"
#include "vk/upload.h"

enum {
	TRIES = 3,	/* per photo, each with a new address */
	WAITS_MAX = 10, /* "too fast" in a row */
	AGAIN_S = 1,
	CODE_UPLOAD = 22 /* the save step did not take it: a new address */
};

static enum rc media_next(struct job *, struct site *);

/* A person chooses: without photos, wait, or by hand. */
static enum rc
partial(struct job *j, struct site *s)
{
	j->pub.act_at = 0;
	return job_move(j, s, PUB_MEDIA_PARTIAL);
}

/* Nothing is on the wall yet: every step may be repeated. */
static enum rc
media_failed(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	const struct error_verdict *v = &j->answer.verdict;

	job_error(j);
	p->act_at = clock_now() + AGAIN_S;
	if (v->class == ERROR_PACE && ++p->wait_tries <= WAITS_MAX)
		return job_move(j, s, PUB_MEDIA);
	if (v->whole_key) {
		p->act_at = clock_now() + conf_int(s->conf, "vk.backoff_s");
		if (++p->wait_tries <= WAITS_MAX)
			return job_move(j, s, PUB_MEDIA);
		return partial(j, s);
	}
	if (v->class == ERROR_FIX || v->class == ERROR_TOKEN ||
	    v->class == ERROR_CAPTCHA)
		return partial(j, s);
	if (++p->upload_tries >= TRIES)
		return partial(j, s);
	return job_move(j, s, PUB_MEDIA);
}

static enum rc
saved_answered(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	const char *attachment;
	enum rc rc;

	if (j->answer.verdict.class == ERROR_NONE &&
	    photos_saved_read(j->arena, j->answer.response, j->channel.group_id,
		&attachment) != RC_OK) {
		j->answer.verdict.class = ERROR_RESTART;
		j->answer.text = "ВКонтакте вернул чужой снимок";
	}
	if (j->answer.verdict.class != ERROR_NONE) {
		if (j->answer.code == CODE_UPLOAD)
			j->answer.verdict.class = ERROR_RESTART;
		return media_failed(j, s);
	}
	pass_point(j->pass, "media-before-commit");
	p->attachments = arena_printf(j->arena, "%s%s%s", p->attachments,
	    p->attachments[0] != '\0' ? "," : "", attachment);
	p->uploads_done++;
	p->upload_tries = 0;
	p->wait_tries = 0;
	p->act_at = clock_now();
	if ((rc = job_move(j, s, PUB_MEDIA)) != RC_OK)
		return rc;
	pass_point(j->pass, "media-after-save");
	return media_next(j, s);
}

static enum rc
upload_failed(struct job *j, struct site *s, const char *text)
{
	const struct photo *photo = &j->photos[j->pub.uploads_done];

	if (j->server.fallback[0] != '\0' && !j->fallback_used &&
	    upload_url_allowed(j->server.fallback,
		conf_text(s->conf, "vk.api_base"),
		conf_text(s->conf, "vk.upload_hosts"))) {
		j->fallback_used = true;
		j->server.url = j->server.fallback;
		job_upload(j, s, j->server.url,
		    arena_printf(
			j->arena, "%s/media/%s-vk.jpg", s->dir, photo->name),
		    "photo.jpg", j->then);
		return RC_OK;
	}
	j->answer.verdict.class = ERROR_RESTART;
	j->answer.text = text;
	return media_failed(j, s);
}

static enum rc
upload_answered(struct job *j, struct site *s)
{
	enum job_gate gate;
	enum rc rc;

	if (j->answer.curl_code != 0 || j->answer.http_status != 200)
		return upload_failed(j, s, "Снимок не передан");
	if (photos_upload_read(j->arena, j->raw, j->raw_n, &j->uploaded) !=
	    RC_OK)
		return upload_failed(j, s, "ВКонтакте не принял снимок");
	if ((rc = job_key(j, s->store, 'U', &j->key, &gate)) != RC_OK)
		return rc;
	pass_point(j->pass, "media-before-save");
	job_call(j, s, "photos.saveWallPhoto",
	    photos_save_body(j->arena, j->channel.group_id, &j->uploaded),
	    false, saved_answered);
	return RC_OK;
}

static enum rc
server_answered(struct job *j, struct site *s)
{
	const struct photo *photo = &j->photos[j->pub.uploads_done];

	if (j->answer.verdict.class != ERROR_NONE)
		return media_failed(j, s);
	if (photos_server_read(j->arena, j->answer.response, &j->server) !=
		RC_OK ||
	    !upload_url_allowed(j->server.url,
		conf_text(s->conf, "vk.api_base"),
		conf_text(s->conf, "vk.upload_hosts"))) {
		j->answer.verdict.class = ERROR_FIX;
		j->answer.text = "Адрес для снимков — не из списка "
				 "разрешённых (vk.upload_hosts)";
		return media_failed(j, s);
	}
	j->fallback_used = false;
	pass_point(j->pass, "media-before-upload");
	job_upload(j, s, j->server.url,
	    arena_printf(j->arena, "%s/media/%s-vk.jpg", s->dir, photo->name),
	    "photo.jpg", upload_answered);
	return RC_OK;
}

static enum rc
media_lease(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	int64_t now = clock_now();
	enum rc rc;

	pass_point(j->pass, "before-lease");
	p->lease_owner = j->pass->owner;
	p->lease_until = now + conf_int(s->conf, "vk.lease_s");
	p->act_at = p->lease_until;
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	rc = publications_move(s->store, p, PUB_MEDIA, j->pass->owner, now);
	if ((rc = store_end(s->store, rc)) != RC_OK)
		return rc;
	p->version++;
	pass_point(j->pass, "after-lease");
	return RC_OK;
}

static enum rc
media_next(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	enum job_gate gate;
	enum rc rc;

	rc = photos_list(
	    s->store, j->arena, p->story_id, &j->photos, &j->photos_n);
	if (rc != RC_OK)
		return rc;
	if (p->uploads_done >= j->photos_n) {
		p->body = NULL;
		p->body_sha256 = "";
		p->act_at = clock_now();
		return job_move(j, s, PUB_READY);
	}
	if ((rc = job_key(j, s->store, 'U', &j->key, &gate)) != RC_OK)
		return rc;
	if (gate == JOB_GATE_RESTS)
		return publications_set_act(
		    s->store, p->id, p->version, j->key.retry_at);
	if (gate == JOB_GATE_NEW)
		return publications_set_act(
		    s->store, p->id, p->version, clock_now() + AGAIN_S);
	if (gate != JOB_GATE_OPEN) {
		p->error_class = "TOKEN";
		p->error_text = "Ключ администратора не работает, снимки "
				"приложить нельзя";
		return partial(j, s);
	}
	if ((rc = media_lease(j, s)) != RC_OK)
		return rc;
	pass_point(j->pass, "media-before-server");
	job_call(j, s, "photos.getWallUploadServer",
	    photos_server_body(j->arena, j->channel.group_id), false,
	    server_answered);
	return RC_OK;
}

enum rc
media_enter(struct job *j, struct site *s)
{
	return media_next(j, s);
}
