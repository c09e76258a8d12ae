#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "publish/credentials.h"
#include "publish/job.h"
#include "publish/pass_inner.h"
#include "publish/publications.h"
#include "publish/release.h"
#include "publish/health.h"
#include "store/db.h"
#include "vk/call.h"

enum {
	/* Every site is looked at this often even if nobody woke us, and the
	 * list of sites is read anew. */
	SWEEP_MS = 60000,
	/* Requests in flight at once: each costs some 20 KB, and a VK that
	 * does not answer must not hold up the other sites. */
	FLIGHTS_MAX = 64,
	/* Posts that wait for their answer to be written down. */
	JOBS_MAX = 4000,
	/* Checking keys leaves room for posts. */
	KEY_JOBS_MAX = 16,
	/* Steps between two looks at the sockets. */
	STEPS = 8
};

const char *const pass_points[] = {
	"start",
	"before-recover",
	"after-recover",
	"before-lease",
	"after-lease",
	"ready",
	"before-intent",
	"after-intent",
	"after-send",
	"after-posted",
	"before-unknown",
	"after-unknown",
	"before-readback",
	"after-readback",
	"reconcile-before-read",
	"reconcile-after-read",
	"before-resend",
	"media-before-server",
	"media-before-upload",
	"media-before-save",
	"media-before-commit",
	"media-after-save",
	"armed",
	"before-release",
	"after-release",
	"before-edit",
	"after-edit",
	"before-delete",
	"after-delete",
	"before-key-check",
	"after-key-check",
	"before-wait",
	"after-wait",
	"mail-claimed",
	"mail-answered",
	"stopping",
};
const int pass_points_n = (int)LEN(pass_points);

void
pass_point(const struct pass *pass, const char *point)
{
	if (pass->stop_at != NULL && strcmp(pass->stop_at, point) == 0)
		raise(SIGKILL);
}

enum rc
pass_open(struct pass *pass, const struct site_paths *paths)
{
	pass->paths = *paths;
	pass->listed_ms = -1;
	pass->arena = arena_new();
	pass->starts_end = &pass->starts;
	if (release_open(&pass->release, pass->arena, paths->state,
		pass->owner) != RC_OK)
		return RC_FAIL;
	return call_open(&pass->caller);
}

void
pass_close(struct pass *pass)
{
	struct watch *w;

	while ((w = pass->watches) != NULL) {
		pass->watches = w->next;
		for (int i = 0; i < JOB__COUNT; i++)
			if (w->jobs[i] != NULL)
				job_end(w->jobs[i]);
		free(w->name);
		free(w);
	}
	pass_mail_close(pass);
	call_close(pass->caller);
	release_close(pass->release);
	arena_free(pass->arena);
	site_close_all();
}

static struct watch *
watch_find(struct pass *pass, const char *name)
{
	struct watch *w = pass->watches;

	while (w != NULL && strcmp(w->name, name) != 0)
		w = w->next;
	return w;
}

static struct watch *
watch_add(struct pass *pass, const char *name)
{
	struct watch *w = calloc(1, sizeof(*w));

	if (w == NULL || (w->name = strdup(name)) == NULL) {
		log_error("publisher: no memory for site %s", name);
		exit(71);
	}
	w->dirty = true;
	w->next = pass->watches;
	pass->watches = w;
	return w;
}

void
pass_wake(struct pass *pass, const char *site)
{
	struct watch *w = watch_find(pass, site);

	if (w == NULL) {
		pass->listed_ms = -1; /* new: read the list */
		return;
	}
	w->dirty = true;
	if (w->hold_ms > clock_ms())
		w->hold_ms = 0;
}

void
pass_wake_all(struct pass *pass)
{
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		w->dirty = true;
	pass->listed_ms = -1;
}

/* The list of sites as it is now; those that are gone are forgotten as soon
 * as nothing runs for them. */
static void
pass_list(struct pass *pass)
{
	struct arena *a = arena_new();
	struct watch **p = &pass->watches, *w;
	const char **names;
	int n = 0;

	pass->listed_ms = clock_ms();
	if (site_list(&pass->paths, a, &names, &n) != RC_OK) {
		arena_free(a);
		return;
	}
	pass->sites = n;
	for (w = pass->watches; w != NULL; w = w->next)
		w->seen = false;
	for (int i = 0; i < n; i++) {
		w = watch_find(pass, names[i]);
		if (w == NULL)
			w = watch_add(pass, names[i]);
		w->seen = true;
	}
	while ((w = *p) != NULL) {
		if (w->seen || w->jobs[0] != NULL || w->jobs[1] != NULL ||
		    w->mailing) {
			p = &w->next;
			continue;
		}
		*p = w->next;
		if (pass->opened == w)
			pass->opened = NULL;
		free(w->name);
		free(w);
	}
	arena_free(a);
}

/* The first free watch with work for this kind of job, the longest due. */
static struct watch *
watch_due(struct pass *pass, enum job_kind kind, int64_t now, int64_t now_ms)
{
	struct watch *best = NULL;

	for (struct watch *w = pass->watches; w != NULL; w = w->next) {
		int64_t at = kind == JOB_PUBLICATION ? w->act_at : w->check_at;

		if (at == 0 || at > now || w->dirty || w->jobs[kind] != NULL ||
		    w->hold_ms > now_ms)
			continue;
		if (best == NULL ||
		    at < (kind == JOB_PUBLICATION ? best->act_at
						  : best->check_at))
			best = w;
	}
	return best;
}

static struct watch *
watch_dirty(struct pass *pass, int64_t now_ms)
{
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->dirty && w->hold_ms <= now_ms)
			return w;
	return NULL;
}

static struct watch *
watch_stale(struct pass *pass, int64_t now_ms)
{
	for (struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->looked_ms + SWEEP_MS <= now_ms && w->hold_ms <= now_ms)
			return w;
	return NULL;
}

static struct job *
job_waiting(struct pass *pass, int64_t now_ms)
{
	struct job *j = pass->waiting;

	while (j != NULL && j->run_ms > now_ms)
		j = j->next;
	return j;
}

static struct job *
job_take_start(struct pass *pass)
{
	struct job *j = pass->starts;

	if (j == NULL || call_count(pass->caller) >= FLIGHTS_MAX)
		return NULL;
	pass->starts = j->next;
	if (pass->starts == NULL)
		pass->starts_end = &pass->starts;
	return j;
}

/* Work that a person or a minute waits for; false: none. */
static bool
pass_urgent(struct pass *pass)
{
	struct watch *w = NULL;
	struct job *j;

	if ((j = job_take_start(pass)) != NULL) {
		job_start(j);
		return true;
	}
	if (!pass->stopping && pass->jobs < JOBS_MAX &&
	    call_count(pass->caller) < FLIGHTS_MAX)
		w = watch_due(pass, JOB_PUBLICATION, clock_now(), clock_ms());
	if (w != NULL) {
		job_step(job_new(pass, w, JOB_PUBLICATION), pass_enter);
		return true;
	}
	return !pass->stopping && pass_arm_one(pass);
}

/* One step, the most urgent first; false: there is nothing to do. */
static bool
pass_step(struct pass *pass)
{
	int64_t now_ms = clock_ms();
	struct watch *w;
	struct job *j;

	if (pass_urgent(pass))
		return true;
	if ((j = job_waiting(pass, now_ms)) != NULL) {
		job_resume(j);
		return true;
	}
	if (pass_mail_step(pass))
		return true;
	if (pass->stopping)
		return false;
	if ((w = watch_dirty(pass, now_ms)) != NULL) {
		pass_look(pass, w);
		return true;
	}
	if (pass->jobs < KEY_JOBS_MAX &&
	    (w = watch_due(pass, JOB_KEY, clock_now(), now_ms)) != NULL) {
		job_step(job_new(pass, w, JOB_KEY), health_enter);
		return true;
	}
	if ((w = watch_stale(pass, now_ms)) != NULL) {
		pass_look(pass, w);
		return true;
	}
	return false;
}

static void
earlier(int64_t *wait, int64_t ms)
{
	if (ms < 0)
		ms = 0;
	if (*wait < 0 || ms < *wait)
		*wait = ms;
}

/* Milliseconds until the clock shows at. */
static int64_t
until(int64_t at)
{
	struct timespec ts;

	/* The test clock is whole seconds away from the system's. */
	clock_gettime(CLOCK_REALTIME, &ts);
	return (at - clock_now()) * 1000 - ts.tv_nsec / 1000000;
}

static int64_t
pass_wait(const struct pass *pass)
{
	int64_t now_ms = clock_ms(), wait = call_timeout_ms(pass->caller);
	int soon = 0;

	for (struct job *j = pass->waiting; j != NULL; j = j->next)
		earlier(&wait, j->run_ms - now_ms);
	if (pass_mail_wait(pass) >= 0)
		earlier(&wait, pass_mail_wait(pass));
	if (pass->stopping)
		return wait;
	for (struct job *j = pass->armed; j != NULL; j = j->next) {
		int64_t ms = until(j->now);

		if (ms < pass->release_ms - now_ms)
			ms = pass->release_ms - now_ms;
		earlier(&wait, ms);
	}
	earlier(&wait, pass->listed_ms + SWEEP_MS - now_ms);
	for (struct watch *w = pass->watches; w != NULL; w = w->next) {
		int64_t ms = w->looked_ms + SWEEP_MS - now_ms;

		if (w->act_at != 0 && w->jobs[JOB_PUBLICATION] == NULL &&
		    until(w->act_at) < ms) {
			ms = until(w->act_at);
			soon += ms < PASS_ARM_MAX_S * 1000 + 1000;
		}
		if (w->check_at != 0 && w->jobs[JOB_KEY] == NULL &&
		    pass->jobs < KEY_JOBS_MAX && until(w->check_at) < ms)
			ms = until(w->check_at);
		if (w->mail_at != 0 && !w->mailing && until(w->mail_at) < ms) {
			ms = until(w->mail_at);
			if (ms < w->mail_hold_ms - now_ms)
				ms = w->mail_hold_ms - now_ms;
		}
		if (w->dirty)
			ms = 0;
		if (ms < w->hold_ms - now_ms)
			ms = w->hold_ms - now_ms;
		earlier(&wait, ms);
	}
	if (soon >= PASS_ARM_MIN)
		earlier(&wait, PASS_PLAN_MS);
	return wait;
}

int64_t
pass_run(struct pass *pass)
{
	bool more = true;

	clock_refresh();
	if (!pass->stopping &&
	    (pass->listed_ms < 0 || pass->listed_ms + SWEEP_MS <= clock_ms()))
		pass_list(pass);
	call_run(pass->caller);
	pass_mail_run(pass);
	pass_plan(pass);
	pass_release(pass);
	for (int i = 0; more && i < STEPS; i++)
		more = pass_step(pass);
	if (more)
		return 0;
	return pass_wait(pass);
}

bool
pass_quiet(const struct pass *pass)
{
	if (call_count(pass->caller) > 0 || pass->starts != NULL ||
	    pass->mails != NULL)
		return false;
	for (const struct job *j = pass->waiting; j != NULL; j = j->next)
		if (j->call == NULL)
			return false;
	return true;
}

bool
pass_idle(const struct pass *pass)
{
	if (pass->jobs > 0 || pass->mails != NULL)
		return false;
	for (const struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->dirty || (w->act_at != 0 && w->act_at <= clock_now()) ||
		    (w->check_at != 0 && w->check_at <= clock_now()) ||
		    (w->mail_at != 0 && w->mail_at <= clock_now()))
			return false;
	return true;
}
