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

enum rc
letter_next(struct site *s, struct arena *a, int64_t now, int64_t *at)
{
	struct digest_rules rules;
	int64_t plan;
	enum rc rc;

	*at = 0;
	if (!letter_configured(s->conf))
		return RC_OK;
	if ((rc = letters_next(s->store, at)) != RC_OK)
		return rc;
	digest_rules(s->store, a, &rules);
	plan = digest_next(&rules, planned(s->store, a), now);
	if (plan != 0 && (*at == 0 || plan < *at))
		*at = plan;
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
	int today = digest_day(now), people;
	struct digest_rules rules;
	struct subscriber *list;
	int64_t at;
	enum rc rc;

	digest_rules(s->store, a, &rules);
	at = digest_next(&rules, planned(s->store, a), now);
	if (planned(s->store, a) == today || (!early && (at == 0 || at > now)))
		return RC_CONFLICT;
	rc = site_set(s->store, planned_name, arena_printf(a, "%d", today));
	if (rc == RC_OK)
		rc = letters_forget(s->store, today - LETTER_KEEP_DAYS);
	if (rc == RC_OK)
		rc = subscribers_list(s->store, a, &list, &people);
	for (int i = 0; rc == RC_OK && i < people; i++)
		rc = write_one(s, a, &list[i], &rules, now, n);
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
