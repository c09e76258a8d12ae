#ifndef PUBLISH_PASS_H
#define PUBLISH_PASS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "store/site.h"
#include "vk/pace.h"

struct caller;
struct job;

/*
 * The publisher's work on all sites.  Of a site only its name and two times
 * are kept; its store is opened for one step.  At most two jobs run for a
 * site: one publication (so a community gets its posts one by one) and one
 * key.
 */
enum job_kind { JOB_PUBLICATION, JOB_KEY, JOB__COUNT };

struct watch {
	struct watch *next;
	char *name;
	int64_t act_at;    /* earliest of its publications; 0: none */
	int64_t check_at;  /* earliest of its keys; 0: none */
	int64_t hold_ms;   /* clock_ms: leave it alone until then */
	int64_t looked_ms; /* when its two times were read */
	bool known;        /* what a dead process left was dealt with */
	bool dirty;        /* to be looked at now */
	bool seen;         /* the list of sites still has it */
	struct job *jobs[JOB__COUNT];
};

struct pass {
	struct site_paths paths;
	struct caller *caller;
	struct pace pace;
	struct watch *watches;
	struct job *waiting;   /* an answer or a pace to be worked on */
	const char *owner;     /* host:pid:random, of every lease */
	const char *stop_at;   /* point at which to die; NULL */
	bool stopping;         /* no new work */
	int jobs;
	int64_t listed_ms;     /* when the list of sites was read */
	int64_t late_ms;       /* for the log: worst delay of a start */
};

enum rc pass_open(struct pass *, const struct site_paths *) MUST_USE;
void pass_close(struct pass *);
/* Do what can be done now; how long nothing is to do (ms), -1: for ever. */
int64_t pass_run(struct pass *);
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
