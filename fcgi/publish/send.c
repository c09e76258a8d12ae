#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "publish/job.h"
#include "publish/proofs.h"
#include "publish/publications.h"
#include "publish/attempts.h"
#include "publish/send.h"
#include "publish/send_wait.h"
#include "store/db.h"
#include "vk/call.h"
#include "vk/upload.h"
#include "vk/wall.h"

enum {
	PARCEL_URL,
	PARCEL_TOKEN,
	PARCEL_MESSAGE,
	PARCEL_ATTACHMENTS,
	PARCEL_GUID,
	PARCEL_BODY, /* "" when it is what the three above make */
	PARCEL__COUNT
};

static enum rc
answer_posted(struct job *j, struct site *s, int64_t post_id)
{
	struct publication *p = &j->pub;
	struct proof proof = { .at = clock_now(),
		.kind = "answer",
		.slot = "K",
		.vk_post_id = post_id };
	enum rc rc;

	p->vk_post_id = post_id;
	p->url = wall_url(j->arena, conf_text(s->conf, "vk.web_base"),
	    j->channel.group_id, post_id);
	p->error_class = p->error_text = "";
	p->error_code = p->error_subcode = 0;
	p->wait_tries = 0;
	p->reads = 0;
	p->act_at = clock_now(); /* read back, or change at once */
	proof.url = p->url;
	if ((rc = job_move_within(j, s, PUB_POSTED)) != RC_OK)
		return rc;
	return proofs_insert(s->store, p->id, 0, &proof);
}

/* The answer to a repeat says nothing about the first attempt: only a post
 * id settles it, "too fast" leaves it where it was (contract 7.3). */
static enum rc
answer_resend(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	int64_t ms;

	job_error(j);
	ms = job_delay_ms(s, "vk.pace_delays_ms", p->wait_tries);
	if (j->answer.verdict.class == ERROR_PACE && ms >= 0) {
		p->resends--; /* this one was not executed */
		p->wait_tries++;
		p->reads = SEND_READS_ENOUGH;
		p->act_at = clock_now() + (ms + 500) / 1000;
		return job_move_within(j, s, PUB_UNKNOWN);
	}
	p->act_at = 0;
	if (j->answer.verdict.class != ERROR_UNKNOWN)
		return job_move_within(j, s, PUB_PERSON);
	/* Twice unclear: the wall is read once more, then a person decides. */
	p->reads = 0;
	p->act_at = clock_now();
	return job_move_within(j, s, PUB_UNKNOWN);
}

static enum rc
answer_error(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;

	if (p->resends > 0)
		return answer_resend(j, s);
	job_error(j);
	switch (j->answer.verdict.class) {
	case ERROR_PACE:
		return send_wait_pace(j, s);
	case ERROR_BACKOFF:
		return send_wait_backoff(j, s);
	case ERROR_TOKEN:
		return send_wait(j, s, PUB_WAIT_TOKEN, 0);
	case ERROR_CAPTCHA:
		return send_wait(j, s, PUB_WAIT_CAPTCHA,
		    clock_now() + conf_int(s->conf, "vk.captcha_wait_s"));
	case ERROR_FIX:
	case ERROR_RESTART:
		p->act_at = 0;
		return job_move_within(j, s, PUB_REJECTED);
	default:
		p->reads = 0;
		p->wait_tries = 0;
		p->act_at =
		    clock_now() +
		    (job_delay_ms(s, "vk.read_delays_ms", 0) + 500) / 1000;
		return job_move_within(j, s, PUB_UNKNOWN);
	}
}

static enum rc
send_answered(struct job *j, struct site *s)
{
	int64_t post_id = j->post_id;
	enum pub_state was = j->pub.state;
	enum rc rc;

	pass_point(j->pass, "after-send");
	if (j->answer.verdict.class == ERROR_NONE && post_id == 0) {
		j->answer.verdict.class = ERROR_UNKNOWN;
		j->answer.text = "В ответе нет номера записи";
	}
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	if ((rc = job_record(j, s)) != RC_OK)
		goto undo;
	rc = post_id != 0 ? answer_posted(j, s, post_id) : answer_error(j, s);
	if (rc != RC_OK)
		goto undo;
	if ((rc = store_commit(s->store)) != RC_OK)
		return rc;
	log_info("publisher: %s: publication %lld: %s -> %s, post %lld",
	    j->watch->name, (long long)j->pub.id, pub_states[was].name,
	    error_class_names[j->answer.verdict.class], (long long)post_id);
	pass_point(j->pass, "after-posted");
	return RC_OK;
undo:
	store_rollback(s->store);
	return rc;
}

/* The one request to wall.post of the whole program.  Only send_intent leads
 * here, with its intent committed. */
static enum rc
send_post(struct job *j)
{
	const char *part[PARCEL__COUNT], *s = j->parcel.buf;
	struct arena *a = arena_new();
	struct call call = { .connect_timeout_ms = j->connect_timeout_ms,
		.timeout_ms = j->timeout_ms,
		.plain_http = j->plain_http };
	enum rc rc;

	for (int i = 0; i < PARCEL__COUNT; i++) {
		part[i] = s;
		s += strlen(s) + 1;
	}
	call.url = part[PARCEL_URL];
	call.token = part[PARCEL_TOKEN];
	call.body = part[PARCEL_BODY];
	if (call.body[0] == '\0')
		call.body = wall_post_body(a, j->group_id, part[PARCEL_MESSAGE],
		    part[PARCEL_ATTACHMENTS], part[PARCEL_GUID]);
	job_aim(j, &call);
	rc = call_start(j->pass->caller, &call);
	arena_free(a);
	explicit_bzero(j->parcel.buf, j->parcel.len);
	strbuf_free(&j->parcel);
	return rc;
}

static void
pack(struct strbuf *parcel, const char *const part[PARCEL__COUNT])
{
	size_t n = 0;

	for (int i = 0; i < PARCEL__COUNT; i++)
		n += strlen(part[i]) + 1;
	strbuf_clear(parcel);
	strbuf_room(parcel, n);
	for (int i = 0; i < PARCEL__COUNT; i++)
		strbuf_add(parcel, part[i], strlen(part[i]) + 1);
}

/* All that the request needs, small: an encoded text is three times its
 * letters, and a thousand of them may wait for one minute. */
static enum rc
send_pack(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	const char *message = wall_body_value(j->arena, p->body, "message");
	const char *again, *part[PARCEL__COUNT];
	enum rc rc;

	if ((rc = job_token(j, s)) != RC_OK)
		return rc;
	j->group_id = j->channel.group_id;
	j->connect_timeout_ms =
	    (long)conf_int(s->conf, "vk.connect_timeout_ms");
	j->timeout_ms = (long)conf_int(s->conf, "vk.timeout_ms");
	j->plain_http = upload_loopback(conf_text(s->conf, "vk.api_base"));
	part[PARCEL_URL] = arena_printf(
	    j->arena, "%swall.post", conf_text(s->conf, "vk.api_base"));
	part[PARCEL_TOKEN] = j->token;
	part[PARCEL_MESSAGE] = message;
	part[PARCEL_ATTACHMENTS] = p->attachments;
	part[PARCEL_GUID] = p->guid;
	again = wall_post_body(
	    j->arena, j->group_id, message, p->attachments, p->guid);
	part[PARCEL_BODY] = strcmp(again, p->body) == 0 ? "" : p->body;
	pack(&j->parcel, part);
	job_wipe_token(j);
	return RC_OK;
}

/* The intent as rows: state sending, the attempt, the lease. */
static enum rc
send_write(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	struct attempt t = { .method = "wall.post", .started_at = j->now };
	const char *owner = j->armed ? j->pass->owner_armed : j->pass->owner;
	enum rc rc;

	if ((rc = store_begin_durable(s->store)) != RC_OK)
		return rc;
	p->attempts++;
	p->last_send_at = j->now;
	if (p->first_send_at == 0)
		p->first_send_at = j->now;
	p->lease_owner = owner;
	p->lease_until = j->now + conf_int(s->conf, "vk.lease_s");
	p->act_at = p->lease_until;
	t.attempt_no = p->attempts;
	rc = publications_move(s->store, p, PUB_SENDING, owner, j->now);
	if (rc != RC_OK)
		goto undo;
	if ((rc = attempts_insert(s->store, p->id, &t)) != RC_OK)
		goto undo;
	if ((rc = store_commit(s->store)) != RC_OK)
		return rc;
	p->state = PUB_SENDING;
	p->version++;
	j->attempt_id = t.id;
	return RC_OK;
undo:
	store_rollback(s->store);
	return rc;
}

enum rc
send_intent(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	enum rc rc;

	/* A repeat is only safe with the very same bytes. */
	if (p->body == NULL ||
	    strcmp(secret_sha256_hex(j->arena, p->body, strlen(p->body)),
		p->body_sha256) != 0) {
		log_error("publisher: %s: publication %lld: body changed",
		    j->watch->name, (long long)p->id);
		return RC_FAIL;
	}
	if ((rc = send_pack(j, s)) != RC_OK)
		return rc;
	pass_point(j->pass, "before-intent");
	if ((rc = send_write(j, s)) != RC_OK)
		return rc;
	pass_point(j->pass, "after-intent");
	pace_take(&j->pass->pace, j->pace,
	    conf_int(s->conf, "vk.pace_community_ms"), clock_ms());
	j->method = "wall.post";
	j->write = true;
	j->started_at = j->now;
	j->calling = true;
	j->then = send_answered;
	j->start = send_post;
	job_park(j);
	if (j->armed) {
		j->next = j->pass->armed;
		j->pass->armed = j;
	} else {
		job_let_go(j);
	}
	return RC_OK;
}
