#ifndef PUBLISH_SEND_WAIT_H
#define PUBLISH_SEND_WAIT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "publish/publication.h"

struct job;
struct site;

/* More readings than any list of delays has: the next one decides. */
enum { SEND_READS_ENOUGH = 100 };

/* Until when a publication may wait; then it is missed. */
int64_t send_deadline(
    const struct publication *, int64_t window_to, int64_t late_max_s);
/* May it no longer go out by itself? */
bool send_too_late(const struct publication *, int64_t window_to,
    int64_t late_max_s, int64_t now);

/* To a waiting state until at (0: until the key is healed), but never beyond
 * the deadline; inside a transaction. */
enum rc send_wait(
    struct job *, struct site *, enum pub_state, int64_t at) MUST_USE;
enum rc send_wait_pace(struct job *, struct site *) MUST_USE;
enum rc send_wait_backoff(struct job *, struct site *) MUST_USE;

#endif
