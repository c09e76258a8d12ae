#ifndef MEDIAPLAN_STORY_CHANNELS_H
#define MEDIAPLAN_STORY_CHANNELS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Channels a story shall go to besides the site. */
enum rc story_channels_get(struct store *, struct arena *, int64_t story_id,
    int64_t **ids, int *n) MUST_USE;
/* Both inside a transaction.  _default: every channel that is enabled. */
enum rc story_channels_set(
    struct store *, int64_t story_id, const int64_t *ids, int n) MUST_USE;
enum rc story_channels_default(struct store *, int64_t story_id) MUST_USE;

#endif
