#ifndef PUBLISH_PASS_H
#define PUBLISH_PASS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "store/site.h"
#include "vk/pace.h"

struct arena;
struct caller;
struct courier;
struct job;
struct pass_mail;
struct release;

/*
 * The publisher's work on all sites.  Of a site only its name and two times
 * are kept; its store is opened for one step.  At most two jobs run for a
 * site: one publication (so a community gets its posts one by one) and one
 * key.
 */
/* Behind the owner's name in the lease of an armed intent. */
#define PASS_ARMED ":armed"

enum job_kind { JOB_PUBLICATION, JOB_KEY, JOB__COUNT };

struct watch {
	struct watch *next;
	char *name;
	int64_t act_at;	      /* earliest of its publications; 0: none */
	int64_t check_at;     /* earliest of its keys; 0: none */
	int64_t mail_at;      /* letters are due (mail/letter.h); 0: never */
	int64_t mail_hold_ms; /* no letter until then */
	int64_t hold_ms;      /* clock_ms: leave it alone until then */
	int64_t looked_ms;    /* when its two times were read */
	bool known;	      /* what a dead process left was dealt with */
	bool dirty;	      /* to be looked at now */
	bool mailing;	      /* a letter is in flight */
	bool seen;	      /* the list of sites still has it */
	struct job *jobs[JOB__COUNT];
};

struct pass {
	struct site_paths paths;
	struct caller *caller;
	struct pace pace;
	struct watch *watches;
	int sites;
	const struct watch *opened; /* the site opened last */
	struct arena *arena;	    /* of jobs; they are used again */
	struct job *free_jobs;
	struct job *waiting; /* an answer or a pace to be worked on */
	struct job *starts, **starts_end; /* requests that may leave now */
	struct job *armed;  /* intents of a minute that has not come */
	int64_t arm_at;	    /* the minute that is being armed; 0: none */
	int64_t plan_ms;    /* when that was thought over */
	int64_t release_ms; /* after a failed release: not before */
	struct release *release;
	struct courier *courier; /* while letters are in flight; NULL */
	struct pass_mail *mails; /* letters whose end is not written down */
	const char *owner;	 /* host:pid:random, of every lease */
	const char *owner_armed;
	const char *stop_at; /* point at which to die; NULL */
	bool stopping;	     /* no new work */
	int jobs;
	int64_t listed_ms; /* when the list of sites was read */
};

enum rc pass_open(struct pass *, const struct site_paths *) MUST_USE;
void pass_close(struct pass *);
/* Open the store of a site for one step; impatient: a locked store is
 * RC_BUSY within milliseconds. */
enum rc pass_site(struct pass *, const struct watch *, struct site **) MUST_USE;
/* Do what can be done now; how long nothing is to do (ms), -1: for ever. */
int64_t pass_run(struct pass *);
/* While stopping: every answer has come and is written down. */
bool pass_quiet(const struct pass *);
/* Nothing runs and nothing is due. */
bool pass_idle(const struct pass *);
/* A site changed; a name that is not known is looked for. */
void pass_wake(struct pass *, const char *site);
/* The clock jumped or files came: look at everything. */
void pass_wake_all(struct pass *);

/* The points at which --stop-at kills the process, for tests. */
extern const char *const pass_points[];
extern const int pass_points_n;
void pass_point(const struct pass *, const char *point);

#endif
