#ifndef PUBLISH_JOB_H
#define PUBLISH_JOB_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "base/strbuf.h"
#include "mediaplan/photo.h"
#include "publish/channel.h"
#include "publish/pass.h"
#include "publish/publication.h"
#include "publish/reconcile.h"
#include "vk/answer.h"
#include "vk/groups.h"
#include "vk/photos.h"

struct attempt;
struct call;
struct site;

/*
 * One piece of work in flight: a publication or a key, and the call it waits
 * for.  A step is a function that opens nothing itself, does one transaction
 * and either begins a call (job->calling) or leaves the job finished.
 * A step that could not commit (RC_BUSY, RC_FAIL) is run again with the same
 * answer; RC_CONFLICT means that somebody else decided, and ends the job.
 */
struct job {
	struct job *next; /* in one of the lists of pass */
	struct pass *pass;
	struct watch *watch;
	enum job_kind kind;
	struct arena *arena;  /* NULL while it is parked */
	int64_t now;	      /* what its steps take for the present time */
	bool armed;	      /* its intent was written before its minute */
	struct strbuf parcel; /* what a parked job keeps */
	enum rc (*then)(struct job *, struct site *);
	bool calling;	/* a call is in flight or waits its pace */
	int64_t run_ms; /* in waiting: not before */
	struct channel channel;
	struct publication pub;
	struct credential key; /* of the call, or the one that is checked */
	/* the call */
	struct call *call;		/* waits its pace; NULL: in flight */
	enum rc (*start)(struct job *); /* in pass->starts: what leaves */
	const char *method;
	char *token;
	uint64_t pace; /* vk/pace.h */
	bool write;
	int64_t started_at, attempt_id;
	struct answer answer;
	const char *raw; /* an upload's answer as it came */
	size_t raw_n;
	/* the parcel of a post */
	int64_t post_id; /* of the answer to a parked job */
	int64_t group_id;
	long connect_timeout_ms, timeout_ms;
	bool plain_http;
	/* media */
	struct photo *photos;
	int photos_n;
	struct photos_server server;
	struct photos_upload uploaded;
	bool fallback_used;
	/* reading the wall */
	struct reconcile_tally tally;
	int offset;
	/* checking a key */
	int64_t mask;
	struct groups_group group;
	bool new_group; /* this key told whose wall it is */
};

struct job *job_new(struct pass *, struct watch *, enum job_kind);
void job_end(struct job *);
/* What waited in pass->starts leaves. */
void job_start(struct job *);
/* What waited in pass->waiting has its time. */
void job_resume(struct job *);
/* Run one step of the job, and deal with its outcome. */
void job_step(struct job *, enum rc (*step)(struct job *, struct site *));

/* How a key stands: may a call be made with it now? */
enum job_gate {
	JOB_GATE_OPEN,
	JOB_GATE_NONE, /* the slot is empty */
	JOB_GATE_NEW,  /* not checked yet */
	JOB_GATE_DEAD,
	JOB_GATE_RESTS /* until key->retry_at */
};
enum rc job_key(struct job *, struct store *, char slot, struct credential *,
    enum job_gate *) MUST_USE;
/* The reader by preference: U, else S (contract 7.3). */
enum rc job_reader(struct job *, struct store *, enum job_gate *) MUST_USE;

/* Call a method with job->key; then is run with job->answer.  Never fails:
 * what cannot be sent is answered as not sent. */
void job_call(struct job *, struct site *, const char *method, const char *body,
    bool write, enum rc (*then)(struct job *, struct site *));
/* The key's plain text to job->token, what paces it to job->pace; the text is
 * wiped as soon as it has served. */
enum rc job_token(struct job *, struct site *) MUST_USE;
void job_wipe_token(struct job *);
/* The answer of a call that a step makes by itself comes to job->then. */
void job_aim(struct job *, struct call *);
/* Forget all but the numbers of the publication and the key: a thousand
 * posts of one minute wait for their answers at once.  The next step reads
 * the rows again. */
void job_park(struct job *);
/* Put into pass->starts. */
void job_let_go(struct job *);
/* Send one file to an upload address; no key, answer in job->raw. */
void job_upload(struct job *, struct site *, const char *url, const char *file,
    const char *name, enum rc (*then)(struct job *, struct site *));

/* The rows every answered call leaves: the attempt (its row if attempt_id
 * is set, else a new one) and, when the key is in trouble, the key. Inside a
 * transaction. */
enum rc job_record(struct job *, struct site *) MUST_USE;
enum rc job_record_detail(
    struct job *, struct site *, const char *detail) MUST_USE;
/* Copies class, codes and text of the answer to the publication. */
void job_error(struct job *);
/* One move of job->pub in a transaction with job_record (if a call was
 * answered).  The lease is given back. */
enum rc job_move(struct job *, struct site *, enum pub_state to) MUST_USE;
enum rc job_move_within(
    struct job *, struct site *, enum pub_state to) MUST_USE;
/* The nth of a list of numbers in a setting ("1000 2000 5000"); -1: over. */
int64_t job_delay_ms(struct site *, const char *name, int n);

#endif
