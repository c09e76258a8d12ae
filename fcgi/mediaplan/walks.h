#ifndef MEDIAPLAN_WALKS_H
#define MEDIAPLAN_WALKS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;
struct story_filter;

/*
 * Walks over the indexes of stories that touch only a few narrow columns:
 * which stories a list of the desk shows, and how many there are.  Each
 * stops at max, so a list costs the same with a hundred stories as with a
 * hundred thousand.
 */

/* The ids in the order of stories_list. */
enum rc walks_list(struct store *, struct arena *, const struct story_filter *,
    int64_t now, int max, int64_t **ids, int *n) MUST_USE;
enum rc walks_count(
    struct store *, unsigned states, int64_t now, int cap, int *n) MUST_USE;
/* Scheduled minutes in [from, to), counted up to cap. */
enum rc walks_count_between(
    struct store *, int64_t from, int64_t to, int cap, int *n) MUST_USE;
/* The minutes themselves, and the last one before from (0: none). */
enum rc walks_minutes(struct store *, struct arena *, int64_t channel_id,
    int64_t from, int64_t to, int64_t **at, int *n) MUST_USE;
enum rc walks_minute_before(
    struct store *, int64_t channel_id, int64_t from, int64_t *at) MUST_USE;

#endif
