#ifndef MEDIAPLAN_STORIES_H
#define MEDIAPLAN_STORIES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story.h"

/* Rows of stories; reading only, for pages.  Cost does not grow with the
 * number of stories: every list is bounded and walks an index. */

enum rc stories_by_id(struct store *, struct arena *, int64_t id,
    struct story *) MUST_USE;
/* By address.  RC_OK visible now; RC_GONE withdrawn; RC_NOT_FOUND; *moved
 * is the present slug when an old one was asked. */
enum rc stories_by_slug(struct store *, struct arena *, const char *slug,
    int64_t now, struct story *, const char **moved) MUST_USE;
/* Visible stories, newest first, older than before (0: from now); rubric 0
 * = all.  *more says whether another page follows.  Texts are not read. */
enum rc stories_public(struct store *, struct arena *, int64_t rubric_id,
    int64_t before, int max, int64_t now, struct story **, int *n,
    bool *more) MUST_USE;
/* Visible stories of the same event or rubric, newest first, not id. */
enum rc stories_related(struct store *, struct arena *,
    const struct story *, int max, int64_t now, struct story **,
    int *n) MUST_USE;
/* When anything visible last changed (publishing minute or correction). */
enum rc stories_latest(struct store *, int64_t now, int64_t *at) MUST_USE;

/* The desk. A filter's zero value lets everything through. */
struct story_filter {
	int64_t from, to;         /* minute or window touches [from, to) */
	unsigned states;          /* BIT of states, the clock's included */
	const char *kind;
	int64_t rubric_id, responsible_id, event_id, channel_id;
	bool site_only;
	bool newest_first;
};
enum { STORIES_LIST_MAX = 500 };
enum rc stories_list(struct store *, struct arena *,
    const struct story_filter *, int64_t now, int max, struct story **,
    int *n) MUST_USE;
/* How many in a state, counted up to cap ("99+"). */
enum rc stories_count(struct store *, unsigned states, int64_t now, int cap,
    int *n) MUST_USE;
/* Minutes at which the site (channel 0) or a channel is or will be updated
 * in [from, to), in order: for the rhythm watch (R122). */
enum rc stories_minutes(struct store *, struct arena *, int64_t channel_id,
    int64_t from, int64_t to, int64_t **at, int *n) MUST_USE;
/* Published stories of a cycle with their links (R123). */
enum rc stories_published_between(struct store *, int64_t from, int64_t to,
    int64_t now, int cap, int *n) MUST_USE;

enum rc story_versions_list(struct store *, struct arena *, int64_t story_id,
    int max, struct story_version **, int *n) MUST_USE; /* newest first */
enum rc story_versions_get(struct store *, struct arena *, int64_t story_id,
    int64_t version, struct story_version *) MUST_USE;

/* Channels a story shall go to besides the site. */
enum rc story_channels_get(struct store *, struct arena *, int64_t story_id,
    int64_t **ids, int *n) MUST_USE;
enum rc story_channels_set(struct store *, int64_t story_id,
    const int64_t *ids, int n) MUST_USE; /* inside a transaction */

#endif
