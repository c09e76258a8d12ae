#ifndef ROADMAP_PROPOSALS_H
#define ROADMAP_PROPOSALS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct proposal;
struct store;

/* Of a roadmap, undecided ones first, then the newest; of one activity when
 * activity_id is not 0; at most PROPOSALS_MAX. */
enum rc proposals_list(struct store *, struct arena *, int64_t roadmap_id,
    int64_t activity_id, struct proposal **, int *n) MUST_USE;
enum rc proposals_by_id(
    struct store *, struct arena *, int64_t id, struct proposal *) MUST_USE;
/* Undecided ones of all roadmaps that are not closed. */
enum rc proposals_open(struct store *, int *n) MUST_USE;
enum rc proposals_insert(struct store *, struct proposal *) MUST_USE;
/* RC_CONFLICT: it was decided before. */
enum rc proposals_decide(struct store *, const struct proposal *) MUST_USE;
/* What it brought in. */
enum rc proposals_set_activity(
    struct store *, int64_t id, int64_t activity_id) MUST_USE;

#endif
