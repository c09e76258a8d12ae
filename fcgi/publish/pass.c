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
#include "publish/pass.h"
#include "publish/publications.h"
#include "publish/send.h"
#include "store/db.h"
#include "vk/call.h"

enum {
	/* Every site is looked at this often even if nobody woke us, and the
	 * list of sites is read anew. */
	SWEEP_MS = 60000,
	/* Requests in flight at once: each costs some 12 KB, and a VK that
	 * does not answer must not hold up the other sites. */
	JOBS_MAX = 200,
	/* Checking keys leaves room for posts. */
	KEY_JOBS_MAX = 16,
	/* Steps between two looks at the sockets. */
	STEPS = 8
};

const char *const pass_points[] = {
	"start", "before-recover", "after-recover", "before-lease",
	"after-lease", "ready", "before-intent", "after-intent", "after-send",
	"after-posted", "before-unknown", "after-unknown", "before-readback",
	"after-readback", "reconcile-before-read", "reconcile-after-read",
	"before-resend", "media-before-server", "media-before-upload",
	"media-before-save", "media-before-commit", "media-after-save",
	"before-edit", "after-edit", "before-delete", "after-delete",
	"before-key-check", "after-key-check", "before-wait", "after-wait",
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
	call_close(pass->caller);
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
	for (w = pass->watches; w != NULL; w = w->next)
		w->seen = false;
	for (int i = 0; i < n; i++) {
		w = watch_find(pass, names[i]);
		if (w == NULL)
			w = watch_add(pass, names[i]);
		w->seen = true;
	}
	while ((w = *p) != NULL) {
		if (w->seen || w->jobs[0] != NULL || w->jobs[1] != NULL) {
			p = &w->next;
			continue;
		}
		*p = w->next;
		free(w->name);
		free(w);
	}
	arena_free(a);
}

/* We hold the lock of this state folder, so another owner's lease is that of
 * a dead process.  What it was sending is unclear; the rest goes on. */
static enum rc
recover_one(struct pass *pass, struct site *s, struct publication *p)
{
	enum pub_state to = p->state;
	int64_t now = clock_now();
	enum rc rc = RC_OK;

	p->lease_owner = "";
	p->lease_until = 0;
	p->act_at = now;
	if (p->state == PUB_SENDING) {
		to = PUB_UNKNOWN;
		p->reads = 0;
		p->error_class = error_class_names[ERROR_UNKNOWN];
		p->error_code = p->error_subcode = 0;
		p->error_text = "Программа остановилась во время отправки";
		rc = attempts_close_open(s->store, p->id, p->error_class,
		    "остановка во время отправки");
	}
	if (rc != RC_OK)
		return rc;
	log_warn("publisher: %s: publication %lld: left in %s by %s",
	    s->name, (long long)p->id, pub_states[p->state].name,
	    pass->owner);
	return publications_move(s->store, p, to, NULL, now);
}

static enum rc
recover(struct pass *pass, struct site *s, struct arena *a)
{
	struct publication *list;
	int n;
	enum rc rc;

	pass_point(pass, "before-recover");
	if ((rc = publications_leased(s->store, a, pass->owner, &list, &n)) !=
	    RC_OK)
		return rc;
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if ((rc = recover_one(pass, s, &list[i])) != RC_OK)
			goto undo;
	/* Keys are checked at start. */
	if ((rc = credentials_set_check(s->store, 0, clock_now())) != RC_OK)
		goto undo;
	rc = store_commit(s->store);
	pass_point(pass, "after-recover");
	return rc;
undo:
	store_rollback(s->store);
	return rc;
}

/* Read the two times of a site. */
static void
pass_look(struct pass *pass, struct watch *w)
{
	struct arena *a = arena_new();
	struct site *s;
	enum rc rc;

	w->looked_ms = clock_ms();
	rc = site_open(&pass->paths, w->name, &s);
	if (rc == RC_NOT_FOUND)
		pass->listed_ms = -1;
	if (rc == RC_OK)
		rc = publications_patience(s->store);
	if (rc == RC_OK && !w->known)
		rc = recover(pass, s, a);
	if (rc == RC_OK)
		rc = publications_next(s->store, &w->act_at);
	if (rc == RC_OK)
		rc = credentials_next(s->store, &w->check_at);
	if (rc == RC_OK) {
		w->known = true;
		w->dirty = false;
	} else {
		/* Stays dirty. */
		w->hold_ms = clock_ms() + (rc == RC_BUSY ? 50 : 5000);
	}
	arena_free(a);
}

/* Which step a publication is due for. */
static enum rc
publication_enter(struct job *j, struct site *s)
{
	enum rc rc;

	rc = publications_due(s->store, j->arena, clock_now(), &j->pub);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	rc = channels_by_id(s->store, j->arena, j->pub.channel_id,
	    &j->channel);
	if (rc != RC_OK)
		return rc;
	if (j->pub.change[0] != '\0' && pub_states[j->pub.state].on_wall)
		return amend_enter(j, s);
	switch (j->pub.state) {
	case PUB_MEDIA:
		return media_enter(j, s);
	case PUB_UNKNOWN:
		return reread_enter(j, s);
	case PUB_POSTED:
	case PUB_VERIFIED:
	case PUB_EDITED:
		return verify_enter(j, s);
	case PUB_SENDING:
		/* Our own lease ran out though its call has ended: only a
		 * program error leads here. It is unclear what happened. */
		j->pub.act_at = clock_now();
		return job_move(j, s, PUB_UNKNOWN);
	case PUB_DUE:
	case PUB_READY:
	case PUB_WAIT_PACE:
	case PUB_WAIT_BACKOFF:
	case PUB_WAIT_TOKEN:
	case PUB_WAIT_CAPTCHA:
		return send_enter(j, s);
	default:
		return publications_set_act(
		    s->store, j->pub.id, j->pub.version, 0);
	}
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

/* One step, the most urgent first; false: there is nothing to do. */
static bool
pass_step(struct pass *pass)
{
	int64_t now_ms = clock_ms(), now = clock_now();
	struct watch *w = NULL;
	struct job *j;

	if (!pass->stopping && pass->jobs < JOBS_MAX)
		w = watch_due(pass, JOB_PUBLICATION, now, now_ms);
	if (w != NULL) {
		job_step(job_new(pass, w, JOB_PUBLICATION), publication_enter);
		return true;
	}
	if ((j = job_waiting(pass, now_ms)) != NULL) {
		job_resume(j);
		return true;
	}
	if (pass->stopping)
		return false;
	if ((w = watch_dirty(pass, now_ms)) != NULL) {
		pass_look(pass, w);
		return true;
	}
	if (pass->jobs < KEY_JOBS_MAX &&
	    (w = watch_due(pass, JOB_KEY, now, now_ms)) != NULL) {
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

	for (struct job *j = pass->waiting; j != NULL; j = j->next)
		earlier(&wait, j->run_ms - now_ms);
	if (pass->stopping)
		return wait;
	earlier(&wait, pass->listed_ms + SWEEP_MS - now_ms);
	for (struct watch *w = pass->watches; w != NULL; w = w->next) {
		int64_t ms = w->looked_ms + SWEEP_MS - now_ms;

		if (w->act_at != 0 && w->jobs[JOB_PUBLICATION] == NULL &&
		    pass->jobs < JOBS_MAX && until(w->act_at) < ms)
			ms = until(w->act_at);
		if (w->check_at != 0 && w->jobs[JOB_KEY] == NULL &&
		    pass->jobs < KEY_JOBS_MAX && until(w->check_at) < ms)
			ms = until(w->check_at);
		if (w->dirty)
			ms = 0;
		if (ms < w->hold_ms - now_ms)
			ms = w->hold_ms - now_ms;
		earlier(&wait, ms);
	}
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
	for (int i = 0; more && i < STEPS; i++)
		more = pass_step(pass);
	if (more)
		return 0;
	return pass_wait(pass);
}

bool
pass_idle(const struct pass *pass)
{
	if (pass->jobs > 0)
		return false;
	for (const struct watch *w = pass->watches; w != NULL; w = w->next)
		if (w->dirty || (w->act_at != 0 && w->act_at <= clock_now()) ||
		    (w->check_at != 0 && w->check_at <= clock_now()))
			return false;
	return true;
}
