#ifndef PUBLISH_PUBLICATIONS_H
#define PUBLISH_PUBLICATIONS_H

#include <stdint.h>
#include "base/rc.h"
#include "publish/attempts.h"
#include "publish/chores.h"
#include "publish/proofs.h"
#include "publish/publication.h"

enum rc publications_by_id(
    struct store *, struct arena *, int64_t id, struct publication *) MUST_USE;
/* Of a story, newest revision first. */
enum rc publications_of_story(struct store *, struct arena *, int64_t story_id,
    struct publication **, int *n) MUST_USE;
/* In any of these states, oldest due first. */
enum rc publications_list(struct store *, struct arena *, unsigned states,
    int max, struct publication **, int *n) MUST_USE;
enum rc publications_count(
    struct store *, unsigned states, int cap, int *n) MUST_USE;
/* Is the minute of this channel taken (by which story)? RC_NOT_FOUND: free. */
enum rc publications_at_minute(struct store *, struct arena *,
    int64_t channel_id, int64_t due_at, struct publication *) MUST_USE;

/* For publish/schedule.c and the publisher only. */

/* In memory: due once more at due_at, nothing of the last try left. */
void publication_renew(struct publication *, int64_t due_at, int64_t act_at);

/* A new publication, state due, or the cancelled one of the same revision
 * again; sets id.  RC_CONFLICT: the minute is taken, or that revision has
 * one that is not cancelled. */
enum rc publications_insert(struct store *, struct publication *) MUST_USE;
enum rc publications_set_marker(
    struct store *, int64_t id, const char *marker) MUST_USE;
/* Every field of p that may change and the new state; only if the row still
 * has p's state and version and nobody else's lease (owner NULL: leases do
 * not matter, a person decides).  RC_CONFLICT: it has not.  version goes up
 * in the row, not in p. */
enum rc publications_move(struct store *, const struct publication *p,
    enum pub_state to, const char *owner, int64_t now) MUST_USE;
/* When it is looked at next; nobody's picture of the row changes. */
enum rc publications_set_act(
    struct store *, int64_t id, int64_t version, int64_t act_at) MUST_USE;
/* The earliest act_at; 0: nothing waits. */
enum rc publications_next(struct store *, int64_t *act_at) MUST_USE;
/* The oldest due of those whose act_at has come. */
enum rc publications_due(
    struct store *, struct arena *, int64_t now, struct publication *) MUST_USE;
/* When the community was last posted to; 0: not lately. */
enum rc publications_last_send(
    struct store *, int64_t channel_id, int64_t now, int64_t *at) MUST_USE;
/* Held by anybody but owner. */
enum rc publications_leased(struct store *, struct arena *, const char *owner,
    struct publication **, int *n) MUST_USE;
/* A key is healed: what waited for it goes on. */
enum rc publications_wake(
    struct store *, int64_t channel_id, int64_t now, int *n) MUST_USE;
/* Has anything of this channel ever been sent? RC_NOT_FOUND: no. */
enum rc publications_any_sent(struct store *, int64_t channel_id) MUST_USE;
/* How long this connection waits for a lock; the publisher serves all sites
 * and must not stand still for one. */
enum rc publications_patience(struct store *) MUST_USE;

#endif
