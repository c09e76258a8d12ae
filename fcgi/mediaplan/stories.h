#ifndef MEDIAPLAN_STORIES_H
#define MEDIAPLAN_STORIES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story.h"
#include "mediaplan/story_channels.h"
#include "mediaplan/story_versions.h"

/* Rows of stories; reading only, for pages.  Cost does not grow with the
 * number of stories: every list is bounded and walks an index. */

enum rc stories_by_id(
    struct store *, struct arena *, int64_t id, struct story *) MUST_USE;
/* By address.  RC_OK visible now; RC_GONE withdrawn; RC_NOT_FOUND; *moved
 * is the present slug when an old one was asked. */
enum rc stories_by_slug(struct store *, struct arena *, const char *slug,
    int64_t now, struct story *, const char **moved) MUST_USE;
/* Visible stories, newest first, older than before (0: from now); rubric 0
 * = all.  *more says whether another page follows.  Texts are not read.
 * Stories of the last one's minute come along even beyond max (a few at
 * most), since the next page begins before that minute. */
enum rc stories_public(struct store *, struct arena *, int64_t rubric_id,
    int64_t before, int max, int64_t now, struct story **, int *n,
    bool *more) MUST_USE;
/* Visible stories of the same event or rubric, newest first, not id. */
enum rc stories_related(struct store *, struct arena *, const struct story *,
    int max, int64_t now, struct story **, int *n) MUST_USE;
/* When anything visible last changed (publishing minute or correction). */
enum rc stories_latest(struct store *, int64_t now, int64_t *at) MUST_USE;

/* The desk. A filter's zero value lets everything through. */
struct story_filter {
	int64_t from, to; /* its minute, or without one its window,
	                           * touches [from, to); to 0: no end */
	unsigned states;  /* BIT of states, the clock's included */
	const char *kind;
	int64_t rubric_id, responsible_id, event_id, channel_id;
	bool site_only;
	bool newest_first;
};
enum { STORIES_LIST_MAX = 500 };
/* By minute (or window) in a range and for an event, else by the second at
 * which their state turns: the most pressing first. */
enum rc stories_list(struct store *, struct arena *,
    const struct story_filter *, int64_t now, int max, struct story **,
    int *n) MUST_USE;
/* How many in a state, counted up to cap ("99+"). */
enum rc stories_count(
    struct store *, unsigned states, int64_t now, int cap, int *n) MUST_USE;
/* Minutes at which the site (channel 0) or a channel is or will be updated
 * in [from, to), in order: for the rhythm watch (R122). */
enum rc stories_minutes(struct store *, struct arena *, int64_t channel_id,
    int64_t from, int64_t to, int64_t **at, int *n) MUST_USE;
/* Published stories of a cycle with their links (R123). */
enum rc stories_published_between(struct store *, int64_t from, int64_t to,
    int64_t now, int cap, int *n) MUST_USE;

/* Whole stories with an id below this one (0: all), the last ids first: for
 * a walk over everything in chunks. */
enum rc stories_below(struct store *, struct arena *, int64_t below, int max,
    struct story **, int *n) MUST_USE;

/* For story*.c and event.c alone, inside their transactions.  They keep what
 * search knows (index.h) true. */

/* Every column but the read-along ones; s->id 0 takes a new one. */
enum rc stories_insert(struct store *, struct story *) MUST_USE;
/* Every column too; s->version goes up by one.  RC_CONFLICT: somebody
 * changed the row since s was read. */
enum rc stories_update(struct store *, struct story *) MUST_USE;
enum rc stories_remove(struct store *, int64_t id) MUST_USE;
/* Is this address or an old one like it taken by another story? */
enum rc stories_slug_free(
    struct store *, const char *slug, int64_t id, bool *is_free) MUST_USE;
/* All stories of an event, ids. */
enum rc stories_of_event(struct store *, struct arena *, int64_t event_id,
    int64_t **ids, int *n) MUST_USE;

#endif
