/* unknown: the wall is read until the fate of the post is known, or a
 * person must say. */
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "publish/job.h"
#include "publish/reread.h"
#include "publish/proofs.h"
#include "publish/publications.h"
#include "publish/send.h"
#include "publish/send_wait.h"
#include "store/db.h"
#include "vk/wall.h"

enum {
	/* VK's clock and ours, and the second in which it was sent. */
	SLACK_S = 120,
	/* The window is an hour, a community has 50 posts a day at most. */
	PAGES_MAX = 10,
	/* Readings that failed, half a minute apart, before a person. */
	FAILURES_MAX = 20,
	FAILED_AGAIN_S = 30
};

static enum rc
to_person(struct job *j, struct site *s, const char *text)
{
	j->pub.act_at = 0;
	j->pub.error_class = error_class_names[ERROR_UNKNOWN];
	j->pub.error_text = text;
	return job_move(j, s, PUB_PERSON);
}

static enum rc
found(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	struct proof proof = { .at = clock_now(),
		.kind = "reading",
		.slot = (char[]){ j->key.slot, '\0' },
		.vk_post_id = j->tally.post_id };
	enum rc rc;

	p->vk_post_id = j->tally.post_id;
	p->url = wall_url(j->arena, conf_text(s->conf, "vk.web_base"),
	    j->channel.group_id, p->vk_post_id);
	proof.url = p->url;
	p->error_class = p->error_text = "";
	p->error_code = p->error_subcode = 0;
	p->reads = p->wait_tries = 0;
	p->act_at = clock_now();
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	if ((rc = job_record_detail(j, s, "запись найдена")) == RC_OK &&
	    (rc = job_move_within(j, s, PUB_POSTED)) == RC_OK)
		rc = proofs_insert(s->store, p->id, 0, &proof);
	return store_end(s->store, rc);
}

/* How many readings the setting asks for, and over how long. */
static int
delays(struct site *s, int64_t *sum_s)
{
	int64_t ms, sum = 0;
	int n = 0;

	while ((ms = job_delay_ms(s, "vk.read_delays_ms", n)) >= 0) {
		sum += ms;
		n++;
	}
	*sum_s = sum / 1000;
	return n;
}

static enum rc
resend(struct job *j, struct site *s)
{
	enum job_gate gate;
	enum rc rc;

	if ((rc = job_key(j, s->store, 'K', &j->key, &gate)) != RC_OK)
		return rc;
	if (gate != JOB_GATE_OPEN)
		return to_person(j, s,
		    "Записи на стене не видно, а ключ сообщества не работает. "
		    "Посмотрите стену и решите");
	pass_point(j->pass, "before-resend");
	j->pub.resends++;
	j->attempt_id = 0;
	j->now = clock_now();
	return send_intent(j, s);
}

static enum rc
decide(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	struct reconcile_facts f = { .tally = j->tally,
		.reads = ++p->reads,
		.now = clock_now(),
		.first_send_at = p->first_send_at,
		.last_send_at = p->last_send_at,
		.resend_within_s = conf_int(s->conf, "vk.resend_within_s"),
		.resends = p->resends,
		.withdrawn = strcmp(p->change, "delete") == 0 };
	int64_t ms;
	enum rc rc;

	f.reads_max = delays(s, &f.reads_s);
	switch (reconcile_decide(&f)) {
	case RECONCILE_POSTED:
		return found(j, s);
	case RECONCILE_WAIT:
		ms = job_delay_ms(s, "vk.read_delays_ms", p->reads);
		/* The clock of rows has seconds: to the nearest. */
		p->act_at = ms >= 0 ? f.now + (ms + 500) / 1000
				    : p->last_send_at + f.reads_s;
		return job_move(j, s, PUB_UNKNOWN);
	case RECONCILE_RESEND:
		/* The reading is kept even if the process dies now. */
		p->act_at = f.now;
		if ((rc = job_move(j, s, PUB_UNKNOWN)) != RC_OK)
			return rc;
		return resend(j, s);
	case RECONCILE_PERSON:
		break;
	}
	if (f.tally.exact + f.tally.strange > 0) {
		p->url = wall_url(j->arena, conf_text(s->conf, "vk.web_base"),
		    j->channel.group_id, f.tally.post_id);
		return to_person(j, s,
		    f.tally.exact + f.tally.strange > 1
			? "На стене несколько записей с адресом этого "
			  "материала. Откройте их и решите"
			: "На стене есть запись с адресом этого материала, но "
			  "время или снимки у неё другие. Откройте и решите");
	}
	return to_person(j, s,
	    "Стена прочитана, записи на ней не видно. Посмотрите сами и "
	    "решите");
}

static enum rc
read_failed(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;

	p->act_at =
	    clock_now() + (j->answer.verdict.class == ERROR_PACE ||
				      j->answer.verdict.class == ERROR_TOKEN
				  ? 1
				  : FAILED_AGAIN_S);
	if (++p->wait_tries > FAILURES_MAX)
		return to_person(j, s,
		    "Стену прочитать не удаётся. Посмотрите сами и решите");
	return job_move(j, s, PUB_UNKNOWN);
}

static enum rc read_page(struct job *, struct site *);

static enum rc
read_answered(struct job *j, struct site *s)
{
	struct publication *p = &j->pub;
	int skew = j->channel.skew_known ? j->channel.skew_s : 0;
	struct reconcile_want want = { .group_id = j->channel.group_id,
		.marker = p->marker,
		.attachments = p->attachments,
		.from_at = p->first_send_at + skew - SLACK_S,
		.to_at = clock_now() + skew + SLACK_S };
	struct wall_post *posts;
	int n;

	pass_point(j->pass, "reconcile-after-read");
	if (j->answer.verdict.class != ERROR_NONE)
		return read_failed(j, s);
	if (wall_posts_read(j->arena, j->answer.response, &posts, &n) !=
	    RC_OK) {
		j->answer.verdict.class = ERROR_BACKOFF;
		return read_failed(j, s);
	}
	reconcile_look(&want, posts, n, &j->tally);
	j->offset += n;
	if (n == WALL_PAGE && posts[n - 1].date >= want.from_at &&
	    j->offset < WALL_PAGE * PAGES_MAX)
		return read_page(j, s);
	return decide(j, s);
}

static enum rc
read_page(struct job *j, struct site *s)
{
	pass_point(j->pass, "reconcile-before-read");
	job_call(j, s, "wall.get",
	    wall_get_body(j->arena, j->channel.group_id, j->offset, WALL_PAGE),
	    false, read_answered);
	return RC_OK;
}

enum rc
reread_enter(struct job *j, struct site *s)
{
	enum job_gate gate;
	enum rc rc;

	if ((rc = job_reader(j, s->store, &gate)) != RC_OK)
		return rc;
	switch (gate) {
	case JOB_GATE_OPEN:
		return read_page(j, s);
	case JOB_GATE_NEW:
		return publications_set_act(
		    s->store, j->pub.id, j->pub.version, clock_now() + 1);
	case JOB_GATE_RESTS:
		return publications_set_act(
		    s->store, j->pub.id, j->pub.version, j->key.retry_at);
	default:
		return to_person(j, s,
		    "Стену прочитать нечем: нет ключа для чтения. Посмотрите "
		    "сами и решите");
	}
}
