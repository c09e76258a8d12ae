#ifndef ROADMAP_EVIDENCES_H
#define ROADMAP_EVIDENCES_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct evidence;
struct store;

/* Not removed ones of one activity, or of all of a roadmap (id 0), activity
 * by activity. */
enum rc evidences_of(struct store *, struct arena *, int64_t roadmap_id,
    int64_t id, struct evidence **, int *n) MUST_USE;
enum rc evidences_by_id(
    struct store *, struct arena *, int64_t id, struct evidence *) MUST_USE;
/* RC_CONFLICT: the same record proves this activity already. */
enum rc evidences_insert(struct store *, struct evidence *) MUST_USE;
enum rc evidences_remove(struct store *, int64_t id, int64_t at) MUST_USE;

#endif
