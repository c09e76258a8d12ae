#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct strbuf;

/*
 * A helper program that is run once and waited for: untrusted files are
 * decoded by nastavnik-image and nastavnik-reader, never by us.  It finds the
 * descriptors that are handed to it under the numbers it expects, and
 * nothing else of ours: no other descriptor, no variable, no signal mask.
 */
enum {
	CHILD_FDS_MAX = 8, /* an upload and five pictures, with room */
	CHILD_FD_MAX = 15  /* the highest number a program may expect */
};

struct child_fd {
	int fd; /* ours; stays open here */
	int as; /* what the program finds it under; never 1 */
};

struct child {
	const char *path;
	char *const *argv, *const *env; /* NULL-ended */
	struct child_fd fds[CHILD_FDS_MAX];
	int fds_n;
	int wait_ms;	/* killed after that */
	size_t out_max; /* bytes of its answer; killed if there are more */
};

struct child_end {
	bool late;	/* killed: wait_ms were over */
	bool talkative; /* killed: more than out_max bytes */
	int signal;	/* it died of; 0: it ended itself */
	int code;	/* it ended with, when signal is 0 */
};

/* Appends what it prints on descriptor 1 to out.  RC_FAIL after logging: it
 * could not be started or was lost; how it ended is for the caller. */
enum rc child_run(
    const struct child *, struct strbuf *out, struct child_end *) MUST_USE;

#endif
