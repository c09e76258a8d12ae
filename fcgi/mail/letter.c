#include "mail/letter.h"

#include <string.h>
#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/text.h"
#include "mail/digest.h"
#include "mail/subscriber.h"
#include "store/db.h"
#include "store/site.h"

/* After the first try, the second …: a server that is restarted, one that
 * asks to come back later (greylisting), one that is out for hours. */
static const int64_t pauses_s[LETTER_TRIES_MAX - 1] = { 60, 300, 1800, 7200,
	14400 };

/* The day of the last letters; never set: 0. */
static const char planned_name[] = "digest.planned";

bool
letter_configured(const struct conf *conf)
{
	return conf_text(conf, "mail.server")[0] != '\0' &&
	       conf_text(conf, "mail.from")[0] != '\0';
}

static int
planned(struct store *st, struct arena *a)
{
	int64_t day;

	return text_int(site_setting(st, a, planned_name), 0, INT32_MAX, &day)
		   ? (int)day
		   : 0;
}

/* When letters are due, and to whom alone: only NULL is everybody. */
struct plan {
	struct digest_rules rules;
	int64_t at, *only;
	int only_n, planned, today;
};

static enum rc
plan_read(struct store *st, struct arena *a, int64_t now, struct plan *p)
{
	enum rc rc;
	int n;

	*p = (struct plan){ .planned = planned(st, a),
		.today = digest_day(now) };
	digest_rules(st, a, &p->rules);
	p->at = digest_next(&p->rules, p->planned, now);
	if (!p->rules.on || p->planned == 0 || p->planned >= p->today ||
	    p->at == digest_hour(&p->rules, now) ||
	    p->today - digest_last(&p->rules, p->today) > LETTER_AGAIN_DAYS)
		return RC_OK;
	rc = letters_unsent(st, a, p->planned, &p->only, &n);
	if (rc == RC_OK && n > 0) {
		p->only_n = n;
		p->at = digest_hour(&p->rules, now);
	} else {
		p->only = NULL;
	}
	return rc;
}

static bool
concerns(const struct plan *p, int64_t account_id)
{
	for (int i = 0; i < p->only_n; i++)
		if (p->only[i] == account_id)
			return true;
	return p->only == NULL;
}

enum rc
letter_next(struct site *s, struct arena *a, int64_t now, int64_t *at)
{
	struct plan p;
	enum rc rc;

	*at = 0;
	if (!letter_configured(s->conf))
		return RC_OK;
	if ((rc = letters_next(s->store, at)) != RC_OK ||
	    (rc = plan_read(s->store, a, now, &p)) != RC_OK)
		return rc;
	if (p.at != 0 && (*at == 0 || p.at < *at))
		*at = p.at;
	return RC_OK;
}

/* The letter of one account, if there is something to say. */
static enum rc
write_one(struct site *s, struct arena *a, const struct subscriber *who,
    const struct digest_rules *rules, int64_t now, int *n)
{
	int today = digest_day(now);
	struct digest d;
	struct letter l = { .account_id = who->account_id,
		.day = today,
		.email = who->email,
		.next_at = now,
		.updated_at = now };
	enum rc rc;

	rc = digest_compose(
	    s->store, a, who, rules, today, conf_text(s->conf, "address"), &d);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	l.subject = d.subject;
	l.text = d.text;
	rc = letters_insert(s->store, &l);
	*n += rc == RC_OK;
	return rc == RC_CONFLICT ? RC_OK : rc;
}

static enum rc
plan_within(struct site *s, struct arena *a, int64_t now, bool early, int *n)
{
	struct subscriber *list;
	struct plan p;
	enum rc rc;
	int people;

	if ((rc = plan_read(s->store, a, now, &p)) != RC_OK)
		return rc;
	if (p.planned == p.today || (!early && (p.at == 0 || p.at > now)))
		return RC_CONFLICT;
	/* By hand is to everybody. */
	if (early) {
		p.only = NULL;
		p.only_n = 0;
	}
	rc = site_set(s->store, planned_name, arena_printf(a, "%d", p.today));
	if (rc == RC_OK)
		rc = letters_forget(s->store, p.today - LETTER_KEEP_DAYS);
	if (rc == RC_OK)
		rc = subscribers_list(s->store, a, &list, &people);
	for (int i = 0; rc == RC_OK && i < people; i++)
		if (concerns(&p, list[i].account_id))
			rc = write_one(s, a, &list[i], &p.rules, now, n);
	return rc;
}

enum rc
letter_plan(struct site *s, struct arena *a, int64_t now, bool early, int *n)
{
	enum rc rc;

	*n = 0;
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	return store_end(s->store, plan_within(s, a, now, early, n));
}

enum rc
letter_claim(struct store *st, struct arena *a, int64_t now, struct letter *l)
{
	enum rc rc, found;

	if ((rc = store_begin_durable(st)) != RC_OK)
		return rc;
	/* Yesterday's reminders would be wrong by a day. */
	rc = letters_expire(st, digest_day(now), now);
	found = rc == RC_OK ? letters_claim(st, a, now, l) : rc;
	if (found != RC_OK && found != RC_NOT_FOUND) {
		store_rollback(st);
		return found;
	}
	rc = store_commit(st);
	return rc == RC_OK ? found : rc;
}

enum rc
letter_settle(struct store *st, struct letter *l, enum letter_end end,
    const char *why, int64_t now)
{
	enum rc rc;

	l->error = why;
	l->updated_at = now;
	l->next_at = now;
	if (end == LETTER_SENT) {
		l->state = "sent";
	} else if (end == LETTER_UNCLEAR) {
		l->state = "unclear";
	} else if (l->attempts >= LETTER_TRIES_MAX) {
		l->state = "failed";
	} else {
		l->state = "waiting";
		l->next_at =
		    now + pauses_s[l->attempts > 0 ? l->attempts - 1 : 0];
	}
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, letters_settle(st, l));
}

enum rc
letter_recover(struct store *st, int64_t now, int *n)
{
	enum rc rc;

	*n = 0;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(
	    st, letters_abandon(
		    st, "Программа остановилась во время отправки", now, n));
}
