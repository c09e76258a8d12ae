#ifndef PUBLISH_SCHEDULE_INNER_H
#define PUBLISH_SCHEDULE_INNER_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct schedule;
struct store;
struct story;

/* What the files schedule*.c share; nobody else includes it.  All but the
 * first two run inside the caller's transaction. */

/* When the publisher builds the body of what is due at due_at. */
int64_t schedule_act_at(int64_t due_at);
/* Fixed per story, channel and revision: contract 4.6, 7.1. */
const char *schedule_guid(struct arena *, const char *secret, int64_t story_id,
    int64_t channel_id, int64_t revision);
/* The site's own, made when there is none; inside a transaction. */
const char *schedule_secret(struct store *, struct arena *);
enum rc schedule_story(struct store *, struct arena *, int64_t id,
    int64_t version, struct story *, const char **why) MUST_USE;
enum rc schedule_minute_check(struct store *, struct arena *,
    int64_t channel_id, int64_t story_id, int64_t at, int64_t now,
    const char **why) MUST_USE;
enum rc schedule_insert_all(struct store *, struct arena *,
    const struct schedule *, int64_t now, const char **why) MUST_USE;
enum rc schedule_shift_all(struct store *, struct arena *, int64_t story_id,
    int64_t at, int64_t now, const char **why) MUST_USE;

#endif
