#ifndef PUBLISH_RELEASE_H
#define PUBLISH_RELEASE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/*
 * When many sites have the same minute, their intents are written to their
 * stores a few seconds ahead; at the minute one line in STATE/publisher.minutes
 * lets them all go.  The line is on the disk before the first request
 * leaves.  After a crash an armed intent whose minute has no line was
 * certainly not sent; where the file does not prove that (no line of that
 * process at all) the post counts as unclear.
 */
struct release;

/* Reads what earlier processes left.  owner is that of this process. */
enum rc release_open(struct release **, struct arena *, const char *state,
    const char *owner) MUST_USE;
void release_close(struct release *);
/* Before the first armed intent: this process is known. */
enum rc release_begin(struct release *) MUST_USE;
/* The minute has come. */
enum rc release_minute(struct release *, int64_t at) MUST_USE;
/* Was nothing of that minute sent by that owner, for certain? */
bool release_never(const struct release *, const char *owner, int64_t at);

#endif
