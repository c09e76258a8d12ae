#ifndef MEDIAPLAN_STORY_CHANNELS_H
#define MEDIAPLAN_STORY_CHANNELS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* A school has one community, a region's desk a few. */
enum { STORY_CHANNELS_MAX = 32 };

/* Channels a story shall go to besides the site, by id. */
enum rc story_channels_get(struct store *, struct arena *, int64_t story_id,
    int64_t **ids, int *n) MUST_USE;
/* Both inside a transaction; rules and journal of a change are story_edit's
 * (story.h).  _default: every channel that is enabled. */
enum rc story_channels_set(
    struct store *, int64_t story_id, const int64_t *ids, int n) MUST_USE;
enum rc story_channels_default(struct store *, int64_t story_id) MUST_USE;

#endif
