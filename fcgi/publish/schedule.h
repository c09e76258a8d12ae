#ifndef PUBLISH_SCHEDULE_H
#define PUBLISH_SCHEDULE_H

#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story.h"

/*
 * When a story goes out, on the site and on its channels, in one
 * transaction: the story's move, its publications, journal, undo.  The
 * caller wakes the publisher afterwards (site_wake).
 * RC_INVALID / RC_DENIED / RC_CONFLICT with a sentence in *why.
 */
struct schedule {
	int64_t story_id, version;
	int64_t at; /* UTC; seconds are cut to the minute */
	const char *reason;
	const char *address; /* public address of the site */
	const char *secret;  /* for guids: site setting "guid_secret" */
};

/* Approved -> scheduled.  A taken minute of the community is refused with
 * the next free one in the sentence. */
enum rc schedule_set(struct store *, struct arena *, const struct actor *,
    const struct schedule *, int64_t now, int64_t *undo_id,
    const char **why) MUST_USE;
/* Another minute; also for a missed story or slot. Publications go along
 * while they are unsent. */
enum rc schedule_move(struct store *, struct arena *, const struct actor *,
    const struct schedule *, int64_t now, int64_t *undo_id,
    const char **why) MUST_USE;
/* Scheduled -> approved; publications are cancelled. RC_DENIED once one is
 * sending or sent. */
enum rc schedule_clear(struct store *, struct arena *, const struct actor *,
    const struct schedule *, int64_t now, int64_t *undo_id,
    const char **why) MUST_USE;
/* Approved or scheduled: goes out in SCHEDULE_NOW_S, time to undo. */
enum { SCHEDULE_NOW_S = 10 };
enum rc schedule_now(struct store *, struct arena *, const struct actor *,
    const struct schedule *, int64_t now, int64_t *undo_id,
    const char **why) MUST_USE;
/* Published -> withdrawn: the site at once (410); each post by wall.delete
 * where a user key may, else a chore. */
enum rc schedule_withdraw(struct store *, struct arena *, const struct actor *,
    const struct schedule *, int64_t now, const char **why) MUST_USE;
/* The text of a published story: the site at once; posts by wall.edit or a
 * chore with the text and the link. */
enum rc schedule_correct(struct store *, struct arena *, const struct actor *,
    const struct story_edit *, const char *address, int64_t now,
    const char **why) MUST_USE;
/* Another address of a story's page (wish: as typed); posts that were never
 * sent carry it, the others keep theirs, which leads to it. */
enum rc schedule_address(struct store *, struct arena *, const struct actor *,
    const struct schedule *, const char *wish, int64_t now,
    const char **why) MUST_USE;
/* Any undo of this account that is still possible. */
enum rc schedule_undo(struct store *, struct arena *, const struct actor *,
    int64_t undo_id, const char *address, int64_t now,
    const char **why) MUST_USE;
/* The first minute from at on that no publication of the community has. */
enum rc schedule_free_minute(struct store *, struct arena *, int64_t channel_id,
    int64_t at, int64_t *free_at) MUST_USE;

#endif
