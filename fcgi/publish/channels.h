#ifndef PUBLISH_CHANNELS_H
#define PUBLISH_CHANNELS_H

#include "publish/channel.h"

/* Rows of channels; channel.h lists what pages read. */
enum rc channels_insert(
    struct store *, const char *title, int64_t *id) MUST_USE;
/* RC_NOT_FOUND: no such channel. */
enum rc channels_set(struct store *, int64_t id, const char *title,
    int rhythm_days, bool enabled) MUST_USE;
/* What the community's own key told: whose it is, and VK's clock. */
enum rc channels_set_group(struct store *, int64_t id, int64_t group_id,
    const char *screen_name, const char *title, int64_t skew_s,
    int64_t checked_at) MUST_USE;

#endif
