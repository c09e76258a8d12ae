/* A site as the publisher finds it: what a dead process left, and when there
 * is something to do. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "publish/amend.h"
#include "publish/attempts.h"
#include "publish/credentials.h"
#include "publish/job.h"
#include "publish/media.h"
#include "publish/pass_inner.h"
#include "publish/publications.h"
#include "publish/release.h"
#include "publish/reread.h"
#include "publish/send.h"
#include "publish/verify.h"
#include "register/record.h"
#include "store/db.h"

enum {
	/* A store that is locked or broken is looked at again after. */
	BUSY_AGAIN_MS = 50,
	FAIL_AGAIN_MS = 5000
};

/* An intent that was written ahead of its minute, and the minute was never
 * let go: nothing was sent. */
static bool
never_left(
    const struct pass *pass, struct arena *a, const struct publication *p)
{
	size_t n = strlen(p->lease_owner), k = strlen(PASS_ARMED);

	if (n <= k || strcmp(p->lease_owner + n - k, PASS_ARMED) != 0)
		return false;
	return release_never(pass->release,
	    arena_strndup(a, p->lease_owner, n - k), p->last_send_at);
}

/* We hold the lock of this state folder, so another owner's lease is that of
 * a dead process.  What it was sending is unclear; the rest goes on. */
static enum rc
recover_one(
    struct pass *pass, struct site *s, struct arena *a, struct publication *p)
{
	bool unsent = p->state == PUB_SENDING && never_left(pass, a, p);
	enum pub_state to = p->state;
	int64_t now = clock_now();
	enum rc rc = RC_OK;

	log_warn("publisher: %s: publication %lld: left in %s by %s%s", s->name,
	    (long long)p->id, pub_states[p->state].name, p->lease_owner,
	    unsent ? ", not sent" : "");
	p->lease_owner = "";
	p->lease_until = 0;
	p->act_at = now;
	if (unsent) {
		/* As if it had not been tried. */
		to = PUB_READY;
		p->attempts--;
		p->last_send_at = 0;
		p->first_send_at = p->attempts == 0 ? 0 : p->first_send_at;
		rc = attempts_close_open(s->store, p->id,
		    error_class_names[ERROR_PACE],
		    "остановка до минуты, запрос не ушёл");
	} else if (p->state == PUB_SENDING) {
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
		if ((rc = recover_one(pass, s, a, &list[i])) != RC_OK)
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

enum rc
pass_site(struct pass *pass, const struct watch *w, struct site **out)
{
	enum rc rc;

	/* Of many sites none comes twice in a row: a store that stays open
	 * is memory for nothing. */
	if (pass->sites > SITE_OPEN_MAX && pass->opened != w)
		site_close_all();
	pass->opened = w;
	if ((rc = site_open(&pass->paths, w->name, out)) != RC_OK)
		return rc;
	return publications_patience((*out)->store);
}

/* Records about people whose consent did not come in time. */
static enum rc
erase(struct site *s, struct arena *a)
{
	int n;
	enum rc rc = record_erase_due(s->store, a, clock_now(), &n);

	if (rc == RC_OK && n > 0)
		log_info("publisher: %s: %d records without consent erased",
		    s->name, n);
	return rc;
}

/* Read the two times of a site. */
void
pass_look(struct pass *pass, struct watch *w)
{
	struct arena *a = arena_new();
	struct site *s;
	enum rc rc;

	w->looked_ms = clock_ms();
	rc = pass_site(pass, w, &s);
	if (rc == RC_NOT_FOUND)
		pass->listed_ms = -1;
	if (rc == RC_OK && !w->known)
		rc = recover(pass, s, a);
	if (rc == RC_OK)
		rc = publications_next(s->store, &w->act_at);
	if (rc == RC_OK)
		rc = credentials_next(s->store, &w->check_at);
	if (rc == RC_OK)
		rc = erase(s, a);
	if (rc == RC_OK)
		pass_mail_look(w, s, a);
	if (rc == RC_OK) {
		w->known = true;
		w->dirty = false;
	} else {
		/* Stays dirty. */
		w->hold_ms = clock_ms() +
			     (rc == RC_BUSY ? BUSY_AGAIN_MS : FAIL_AGAIN_MS);
	}
	arena_free(a);
}

/* Which step a publication is due for. */
enum rc
pass_enter(struct job *j, struct site *s)
{
	enum rc rc;

	rc = publications_due(s->store, j->arena, j->now, &j->pub);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	rc = channels_by_id(s->store, j->arena, j->pub.channel_id, &j->channel);
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
