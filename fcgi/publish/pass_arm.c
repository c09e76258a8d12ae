/* Many sites with one minute: their intents are written ahead (release.h). */
#include "base/clock.h"
#include "publish/job.h"
#include "publish/pass_inner.h"
#include "publish/release.h"

enum {
	/* Opening a store and writing its intent takes 2 ms on a quiet machine and ten
	 * times that on a busy disk. */
	ARM_MS = 20,
	ARM_LEAD_S = 3,
	RELEASE_AGAIN_MS = 1000,
};

/* A site of the minute that is being armed. */
static struct watch *
watch_arm(struct pass *pass, int64_t now_ms)
{
	if (pass->arm_at == 0)
		return NULL;
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->act_at == pass->arm_at && !w->dirty &&
		    w->jobs[JOB_PUBLICATION] == NULL && w->hold_ms <= now_ms)
			return w;
	return NULL;
}

void
pass_plan(struct pass *pass)
{
	int64_t now = clock_now(), at = 0;
	int n = 0;

	if (clock_ms() < pass->plan_ms + PASS_PLAN_MS)
		return;
	pass->plan_ms = clock_ms();
	pass->arm_at = 0;
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->act_at > now && w->act_at <= now + PASS_ARM_MAX_S &&
		    (at == 0 || w->act_at < at))
			at = w->act_at;
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		n += at != 0 && w->act_at == at;
	if (n < PASS_ARM_MIN || now < at - ARM_LEAD_S - n * ARM_MS / 1000)
		return;
	if (release_begin(pass->release) == RC_OK)
		pass->arm_at = at;
}

/* One line for all of them, on the disk before the first request. */
void
pass_release(struct pass *pass)
{
	struct job **p, *j;
	int64_t at = 0;

	if (pass->stopping || clock_ms() < pass->release_ms)
		return;
	for (j = pass->armed; j != NULL; j = j->next)
		if (j->now <= clock_now())
			at = j->now;
	if (at == 0)
		return;
	pass_point(pass, "before-release");
	if (release_minute(pass->release, at) != RC_OK) {
		/* Tried again; killed now, they count as not sent. */
		pass->release_ms = clock_ms() + RELEASE_AGAIN_MS;
		return;
	}
	pass_point(pass, "after-release");
	for (p = &pass->armed; (j = *p) != NULL;)
		if (j->now == at) {
			*p = j->next;
			job_let_go(j);
		} else {
			p = &j->next;
		}
}

bool
pass_arm_one(struct pass *pass)
{
	struct watch *w = watch_arm(pass, clock_ms());
	struct job *j;

	if (w == NULL)
		return false;
	j = job_new(pass, w, JOB_PUBLICATION);
	j->armed = true;
	j->now = pass->arm_at;
	job_step(j, pass_enter);
	pass_point(pass, "armed");
	return true;
}
