/* Waiting: how long, and until when at all. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "mediaplan/stories.h"
#include "publish/job.h"
#include "publish/publications.h"
#include "publish/send_wait.h"

enum {
	/* Without a window a story waits for its key this long: a day, and
	 * what a limit that ends at the next midnight of VK may need. */
	WAIT_MAX_S = 86400 + 900,
	/* Backoffs in minutes: after as many a person is asked. */
	BACKOFF_TRIES = 8,
	/* The first is a sixth of the key's rest (5 minutes of 30). */
	BACKOFF_PART = 6,
	/* A method's own daily quota: hours. */
	BACKOFF_HOURS = 4,
	DAY_S = 86400,
	MOSCOW_S = 3 * 3600, /* VK's day begins in Moscow */
	DAY_BEGIN_S = 300
};

/* A person's word counts from when it was given. */
static int64_t
base_at(const struct publication *p)
{
	return p->decided_at > p->due_at ? p->decided_at : p->due_at;
}

int64_t
send_deadline(
    const struct publication *p, int64_t window_to, int64_t late_max_s)
{
	int64_t at = base_at(p) + late_max_s;
	int64_t wait =
	    window_to > p->due_at ? window_to : base_at(p) + WAIT_MAX_S;

	return wait > at ? wait : at;
}

bool
send_too_late(const struct publication *p, int64_t window_to,
    int64_t late_max_s, int64_t now)
{
	/* It was begun on time and something held it up. */
	bool entered =
	    p->state == PUB_WAIT_PACE || p->state == PUB_WAIT_BACKOFF ||
	    p->state == PUB_WAIT_TOKEN || p->state == PUB_WAIT_CAPTCHA ||
	    p->wait_tries > 0 || p->uploads_done > 0 || p->attempts > 0;

	if (entered)
		return now > send_deadline(p, window_to, late_max_s);
	return now > base_at(p) + late_max_s;
}

enum rc
send_wait(struct job *j, struct site *s, enum pub_state to, int64_t at)
{
	int64_t deadline;
	struct story story;
	enum rc rc;

	rc = stories_by_id(s->store, j->arena, j->pub.story_id, &story);
	if (rc != RC_OK)
		return rc;
	/* One second behind it, so that it is found missed then. */
	deadline = send_deadline(&j->pub, story.window_to,
		       conf_int(s->conf, "vk.late_max_s")) +
		   1;
	if (deadline <= clock_now())
		deadline = clock_now() + 1;
	j->pub.act_at = at == 0 || at > deadline ? deadline : at;
	return job_move_within(j, s, to);
}

enum rc
send_wait_pace(struct job *j, struct site *s)
{
	int64_t ms = job_delay_ms(s, "vk.pace_delays_ms", j->pub.wait_tries);

	if (ms < 0)
		return send_wait_backoff(j, s);
	j->pub.wait_tries++;
	return send_wait(j, s, PUB_WAIT_PACE, clock_now() + (ms + 500) / 1000);
}

enum rc
send_wait_backoff(struct job *j, struct site *s)
{
	const struct error_verdict *v = &j->answer.verdict;
	int64_t rest = conf_int(s->conf, "vk.backoff_s");
	int64_t now = clock_now(), at;

	if (v->whole_key) {
		at = now + rest;
	} else if (v->wait == ERROR_WAIT_DAY) {
		at = now - (now + MOSCOW_S) % DAY_S + DAY_S + DAY_BEGIN_S;
	} else if (v->wait == ERROR_WAIT_HOURS) {
		at = now + BACKOFF_HOURS * rest;
	} else {
		int n = j->pub.wait_tries++;

		/* Not executed, and not wanted: a person sees the text. */
		if (n >= BACKOFF_TRIES) {
			j->pub.act_at = 0;
			return job_move_within(j, s, PUB_REJECTED);
		}
		at = rest / BACKOFF_PART << (n > 4 ? 4 : n);
		at = now + (at > 2 * rest ? 2 * rest : at);
	}
	return send_wait(j, s, PUB_WAIT_BACKOFF, at);
}
