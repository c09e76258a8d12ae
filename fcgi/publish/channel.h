#ifndef PUBLISH_CHANNEL_H
#define PUBLISH_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "publish/credential.h"

struct actor;
struct arena;
struct store;

/* A VK community and its keys (slots K, U, S). */
struct channel {
	int64_t id;
	const char *kind, *title, *screen_name;
	int64_t group_id; /* positive; 0 not known yet */
	int skew_s;
	bool skew_known;
	int64_t checked_at;
	int rhythm_days;
	bool enabled;
};

enum rc channels_list(
    struct store *, struct arena *, struct channel **, int *n) MUST_USE;
enum rc channels_by_id(
    struct store *, struct arena *, int64_t id, struct channel *) MUST_USE;
/* The VK channel, made when there is none yet. */
enum rc channel_vk(struct store *, struct arena *, const struct actor *,
    int64_t now, struct channel *) MUST_USE;
enum rc channel_set(struct store *, const struct actor *, int64_t id,
    const char *title, int rhythm_days, bool enabled) MUST_USE;

/* What the channel can do now, from its keys: for the page, the editor's
 * preview and the publisher alike. */
struct channel_abilities {
	bool text, photos, read, change;
};
enum rc channel_can(struct store *, struct arena *, int64_t channel_id,
    struct channel_abilities *) MUST_USE;

#endif
