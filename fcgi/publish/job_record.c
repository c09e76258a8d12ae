/* What a job leaves in the rows. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "publish/credentials.h"
#include "publish/job.h"
#include "publish/publications.h"
#include "store/db.h"

void
job_error(struct job *j)
{
	j->pub.error_class = error_class_names[j->answer.verdict.class];
	j->pub.error_code = j->answer.code;
	j->pub.error_subcode = j->answer.subcode;
	j->pub.error_text = j->answer.text;
}

/* The circuit breaker: one key in trouble stops all jobs with that key. */
static enum rc
record_key(struct job *j, struct site *s)
{
	const struct answer *an = &j->answer;
	struct credential key = j->key;
	int64_t now = clock_now();
	enum rc rc;

	if (key.id == 0)
		return RC_OK;
	if (an->verdict.doubt_key)
		return credentials_set_check(s->store, j->channel.id, now);
	if (an->verdict.class == ERROR_TOKEN) {
		key.state = CREDENTIAL_DEAD;
		key.retry_at = 0;
		key.check_at = now + conf_int(s->conf, "vk.key_check_s");
	} else if (an->verdict.class == ERROR_CAPTCHA) {
		key.state = CREDENTIAL_CAPTCHA;
		key.retry_at = now + conf_int(s->conf, "vk.captcha_wait_s");
		key.check_at = key.retry_at;
	} else if (an->verdict.whole_key) {
		key.state = CREDENTIAL_FROZEN;
		key.retry_at = now + conf_int(s->conf, "vk.backoff_s");
		key.check_at = key.retry_at;
	} else {
		return RC_OK;
	}
	key.error_code = an->code;
	key.error_subcode = an->subcode;
	key.error_text = an->text;
	log_warn("publisher: %s: key %c is %s: code %d/%d", j->watch->name,
	    key.slot, credential_states[key.state].name, an->code, an->subcode);
	rc = credentials_set(s->store, &key);
	/* Another key was pasted meanwhile: it has nothing to do with it. */
	return rc == RC_CONFLICT ? RC_OK : rc;
}

enum rc
job_record_detail(struct job *j, struct site *s, const char *detail)
{
	const struct answer *an = &j->answer;
	struct attempt t = {
		.id = j->attempt_id,
		.attempt_no = j->pub.attempts,
		.method = j->method,
		.started_at = j->started_at,
		.duration_ms = an->duration_ms,
		.http_status = an->http_status,
		.curl_code = an->curl_code,
		.error_code = an->code,
		.error_subcode = an->subcode,
		.error_text = an->text,
		.class = error_class_names[an->verdict.class],
		.detail = detail,
	};
	enum rc rc;

	if (j->method == NULL)
		return RC_OK;
	log_info("publisher: %s: publication %lld attempt %d: %s HTTP %d "
		 "code %d/%d %lld ms %s",
	    j->watch->name, (long long)j->pub.id, j->pub.attempts, j->method,
	    an->http_status, an->code, an->subcode, (long long)an->duration_ms,
	    t.class);
	if (t.id == 0)
		rc = attempts_insert(s->store, j->pub.id, &t);
	else
		rc = attempts_set_outcome(s->store, &t);
	if (rc != RC_OK)
		return rc;
	return record_key(j, s);
}

enum rc
job_record(struct job *j, struct site *s)
{
	return job_record_detail(j, s, "");
}

enum rc
job_move_within(struct job *j, struct site *s, enum pub_state to)
{
	j->pub.lease_owner = "";
	j->pub.lease_until = 0;
	return publications_move(s->store, &j->pub, to,
	    j->armed ? j->pass->owner_armed : j->pass->owner, clock_now());
}

enum rc
job_move(struct job *j, struct site *s, enum pub_state to)
{
	struct publication before = j->pub;
	enum rc rc;

	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	if ((rc = job_record(j, s)) != RC_OK)
		goto undo;
	if ((rc = job_move_within(j, s, to)) != RC_OK)
		goto undo;
	if ((rc = store_commit(s->store)) != RC_OK)
		goto lost;
	if (before.state != to)
		log_info("publisher: %s: publication %lld: %s -> %s",
		    j->watch->name, (long long)j->pub.id,
		    pub_states[before.state].name, pub_states[to].name);
	j->pub.state = to;
	j->pub.version++;
	j->method = NULL; /* its answer is recorded */
	return RC_OK;
undo:
	store_rollback(s->store);
lost:
	j->pub.lease_owner = before.lease_owner;
	j->pub.lease_until = before.lease_until;
	return rc;
}
