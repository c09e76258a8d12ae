#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "publish/channels.h"
#include "publish/credentials.h"
#include "publish/job.h"
#include "publish/publications.h"
#include "store/db.h"
#include "vk/call.h"
#include "vk/upload.h"
#include "vk/wall.h"

enum {
	/* A site whose store is locked, and one whose disk is full. */
	BUSY_AGAIN_MS = 50,
	FAIL_AGAIN_MS = 2000,
	/* A page of the desk, a backup: nothing holds a lock longer. */
	HOLD_BUSY_MS = 100,
	HOLD_FAIL_MS = 5000
};

struct job *
job_new(struct pass *pass, struct watch *w, enum job_kind kind)
{
	struct job *j = pass->free_jobs;

	if (j != NULL)
		pass->free_jobs = j->next;
	else
		j = arena_alloc(pass->arena, sizeof(*j));
	memset(j, 0, sizeof(*j));
	strbuf_init(&j->parcel);
	j->arena = arena_new();
	j->pass = pass;
	j->watch = w;
	j->kind = kind;
	j->now = clock_now();
	w->jobs[kind] = j;
	pass->jobs++;
	return j;
}

void
job_wipe_token(struct job *j)
{
	if (j->token != NULL)
		secret_wipe(j->token);
	j->token = NULL;
}

static void
job_forget_answer(struct job *j)
{
	answer_free(&j->answer);
	job_wipe_token(j);
}

static void
list_remove(struct job **list, struct job *j)
{
	while (*list != NULL && *list != j)
		list = &(*list)->next;
	if (*list == j)
		*list = j->next;
}

void
job_end(struct job *j)
{
	struct pass *pass = j->pass;

	list_remove(&pass->waiting, j);
	job_forget_answer(j);
	explicit_bzero(j->parcel.buf, j->parcel.len);
	strbuf_free(&j->parcel);
	j->watch->jobs[j->kind] = NULL;
	j->watch->dirty = true;
	if (j->arena != NULL)
		arena_free(j->arena);
	j->next = pass->free_jobs;
	pass->free_jobs = j;
	pass->jobs--;
}

static void
job_wait(struct job *j, int64_t run_ms)
{
	list_remove(&j->pass->waiting, j);
	j->next = j->pass->waiting;
	j->pass->waiting = j;
	j->run_ms = run_ms;
}

void
job_let_go(struct job *j)
{
	j->next = NULL;
	*j->pass->starts_end = j;
	j->pass->starts_end = &j->next;
}

void
job_park(struct job *j)
{
	struct publication p = j->pub;
	struct credential key = j->key;

	memset(&j->pub, 0, sizeof(j->pub));
	memset(&j->channel, 0, sizeof(j->channel));
	memset(&j->key, 0, sizeof(j->key));
	j->pub.id = p.id;
	j->pub.version = p.version;
	j->pub.channel_id = p.channel_id;
	j->key.id = key.id;
	j->key.slot = key.slot;
	j->key.created_at = key.created_at;
	j->answer.text = "";
	arena_free(j->arena);
	j->arena = NULL;
}

/* The rows of a parked job as they are now.  RC_CONFLICT: somebody else has
 * moved the publication. */
static enum rc
job_unpark(struct job *j, struct site *s)
{
	int64_t version = j->pub.version, created_at = j->key.created_at;
	enum job_gate gate;
	enum rc rc;

	j->arena = arena_new();
	rc = publications_by_id(s->store, j->arena, j->pub.id, &j->pub);
	if (rc != RC_OK)
		return rc;
	if (j->pub.version != version)
		return RC_CONFLICT;
	rc = channels_by_id(s->store, j->arena, j->pub.channel_id, &j->channel);
	if (rc != RC_OK)
		return rc;
	rc = job_key(j, s->store, j->key.slot, &j->key, &gate);
	if (rc != RC_OK)
		return rc;
	/* Another key was pasted meanwhile: the answer is not about it. */
	if (gate == JOB_GATE_NONE || j->key.created_at != created_at)
		j->key.id = 0;
	return RC_OK;
}

/* The first step failed: nothing was done, it is tried anew from the rows. */
static void
job_hold(struct job *j, enum rc rc)
{
	if (rc == RC_BUSY)
		j->watch->hold_ms = clock_ms() + HOLD_BUSY_MS;
	else if (rc != RC_OK && rc != RC_CONFLICT)
		j->watch->hold_ms = clock_ms() + HOLD_FAIL_MS;
}

void
job_step(struct job *j, enum rc (*step)(struct job *, struct site *))
{
	bool answered = j->method != NULL, parked = j->arena == NULL;
	struct job before = *j;
	struct site *s;
	enum rc rc;

	j->calling = false;
	rc = pass_site(j->pass, j->watch, &s);
	if (rc == RC_OK && parked)
		rc = job_unpark(j, s);
	if (rc == RC_OK)
		rc = step(j, s);
	if (j->calling)
		return;
	if (answered && (rc == RC_BUSY || rc == RC_FAIL)) {
		/* What VK said is known to us alone: keep it, and take the
		 * step anew as if it had not begun. */
		if (parked && j->arena != NULL)
			arena_free(j->arena);
		*j = before;
		j->calling = true;
		j->then = step;
		job_wait(j, clock_ms() + (rc == RC_BUSY ? BUSY_AGAIN_MS
							: FAIL_AGAIN_MS));
		return;
	}
	if (rc == RC_CONFLICT)
		log_info(
		    "publisher: %s: somebody else decided", j->watch->name);
	job_hold(j, rc);
	job_end(j);
}

enum rc
job_key(struct job *j, struct store *st, char slot, struct credential *key,
    enum job_gate *gate)
{
	enum rc rc;

	rc = credentials_by_slot(st, j->arena, j->channel.id, slot, key);
	*gate = JOB_GATE_NONE;
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	switch (key->state) {
	case CREDENTIAL_NEW:
		*gate = JOB_GATE_NEW;
		break;
	case CREDENTIAL_DEAD:
		*gate = JOB_GATE_DEAD;
		break;
	case CREDENTIAL_CAPTCHA:
	case CREDENTIAL_FROZEN:
		*gate = key->retry_at > clock_now() ? JOB_GATE_RESTS
						    : JOB_GATE_OPEN;
		break;
	default:
		*gate = JOB_GATE_OPEN;
	}
	return RC_OK;
}

enum rc
job_reader(struct job *j, struct store *st, enum job_gate *gate)
{
	struct credential u, s;
	enum job_gate gu, gs;
	enum rc rc;

	if ((rc = job_key(j, st, 'U', &u, &gu)) != RC_OK ||
	    (rc = job_key(j, st, 'S', &s, &gs)) != RC_OK)
		return rc;
	if (gu == JOB_GATE_OPEN &&
	    strstr(u.permissions, CREDENTIAL_WALL) == NULL)
		gu = JOB_GATE_DEAD;
	if (gu == JOB_GATE_OPEN ||
	    (gu != JOB_GATE_NONE && gs != JOB_GATE_OPEN &&
		gu != JOB_GATE_DEAD)) {
		j->key = u;
		*gate = gu;
	} else if (gs != JOB_GATE_NONE) {
		j->key = s;
		*gate = gs;
	} else {
		*gate = gu;
	}
	return RC_OK;
}

static void
job_answered(void *ctx, const struct call_result *r)
{
	struct job *j = ctx;
	struct arena *a = j->arena == NULL ? arena_new() : j->arena;

	if (j->key.id == 0) { /* an upload host, not the API */
		memset(&j->answer, 0, sizeof(j->answer));
		j->answer.curl_code = r->curl_code;
		j->answer.http_status = r->http_status;
		j->answer.duration_ms = r->duration_ms;
		j->answer.text = "";
		j->raw = arena_strndup(a, r->body, r->n);
		j->raw_n = r->n;
	} else {
		answer_read(a, r, j->write, &j->answer);
	}
	job_wipe_token(j);
	if (j->arena == NULL) {
		j->post_id = wall_post_id(j->answer.response);
		answer_free(&j->answer);
		strbuf_clear(&j->parcel);
		strbuf_adds(&j->parcel, j->answer.text);
		j->answer.text = j->parcel.buf;
		arena_free(a);
	}
	job_wait(j, clock_ms());
}

/* Nothing left this machine. */
static void
job_not_sent(struct job *j, const char *why)
{
	memset(&j->answer, 0, sizeof(j->answer));
	j->answer.verdict.class = ERROR_PACE;
	j->answer.text = why;
	job_wait(j, clock_ms());
}

void
job_start(struct job *j)
{
	if (j->start(j) != RC_OK)
		job_not_sent(j, "Запрос не удалось начать");
}

static enum rc
start_call(struct job *j)
{
	struct call *call = j->call;

	j->call = NULL;
	return call_start(j->pass->caller, call);
}

void
job_resume(struct job *j)
{
	list_remove(&j->pass->waiting, j);
	if (j->call != NULL)
		job_start(j);
	else
		job_step(j, j->then);
}

void
job_aim(struct job *j, struct call *call)
{
	call->answered = job_answered;
	call->ctx = j;
}

enum rc
job_token(struct job *j, struct site *s)
{
	const void *sealed;
	size_t n;
	enum rc rc;

	rc = credentials_sealed(s->store, j->arena, j->key.id, &sealed, &n);
	if (rc != RC_OK)
		return rc;
	rc = secret_open(j->pass->paths.state, j->arena, sealed, n, &j->token);
	if (rc == RC_OK)
		j->pace = pace_key(j->token);
	return rc;
}

static struct call *
job_prepare(struct job *j, struct site *s)
{
	struct call *call = arena_alloc(j->arena, sizeof(*call));

	j->call = NULL;
	call->connect_timeout_ms =
	    (long)conf_int(s->conf, "vk.connect_timeout_ms");
	call->timeout_ms = (long)conf_int(s->conf, "vk.timeout_ms");
	call->plain_http = upload_loopback(conf_text(s->conf, "vk.api_base"));
	job_aim(j, call);
	j->calling = true;
	j->started_at = clock_now();
	return call;
}

void
job_call(struct job *j, struct site *s, const char *method, const char *body,
    bool write, enum rc (*then)(struct job *, struct site *))
{
	struct call *call;
	int64_t at, now = clock_ms();

	job_forget_answer(j);
	j->method = method;
	j->write = write;
	j->then = then;
	call = job_prepare(j, s);
	call->url = arena_printf(
	    j->arena, "%s%s", conf_text(s->conf, "vk.api_base"), method);
	call->body = arena_strdup(j->arena, body);
	if (job_token(j, s) != RC_OK) {
		job_not_sent(j, "Ключ не открывается: вставьте его заново");
		return;
	}
	call->token = j->token;
	at = pace_take(&j->pass->pace, j->pace,
	    conf_int(s->conf, j->key.slot == 'U' ? "vk.pace_user_ms"
						 : "vk.pace_community_ms"),
	    now);
	j->call = call;
	j->start = start_call;
	if (at > now)
		job_wait(j, at);
	else
		job_start(j);
}

void
job_upload(struct job *j, struct site *s, const char *url, const char *file,
    const char *name, enum rc (*then)(struct job *, struct site *))
{
	struct call *call;

	job_forget_answer(j);
	j->method = "upload.photo";
	j->key.id = 0;
	j->then = then;
	call = job_prepare(j, s);
	call->url = arena_strdup(j->arena, url);
	call->file = file;
	call->file_field = "photo";
	call->file_name = name;
	call->file_type = "image/jpeg";
	if (call_start(j->pass->caller, call) != RC_OK)
		job_not_sent(j, "Снимок не удалось передать");
}

int64_t
job_delay_ms(struct site *s, const char *name, int n)
{
	const char *list = conf_text(s->conf, name);
	char *end;

	for (;;) {
		long long ms = strtoll(list, &end, 10);

		if (end == list)
			return -1;
		if (n-- == 0)
			return ms;
		list = end;
	}
}
