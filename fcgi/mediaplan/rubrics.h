#ifndef MEDIAPLAN_RUBRICS_H
#define MEDIAPLAN_RUBRICS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct rubric;
struct store;

/* Rows of rubrics, by position and title. */
enum rc rubrics_list(struct store *, struct arena *, bool archived_too,
    int64_t now, struct rubric **, int *n) MUST_USE;
enum rc rubrics_by_slug(
    struct store *, struct arena *, const char *slug, struct rubric *) MUST_USE;
enum rc rubrics_by_id(
    struct store *, struct arena *, int64_t id, struct rubric *) MUST_USE;

/* For rubric.c, inside its transactions.  RC_CONFLICT: the slug is taken. */
enum rc rubrics_insert(struct store *, struct rubric *) MUST_USE;
enum rc rubrics_update(struct store *, const struct rubric *) MUST_USE;
enum rc rubrics_set_archived(
    struct store *, int64_t id, bool archived) MUST_USE;

#endif
