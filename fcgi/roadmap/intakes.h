#ifndef ROADMAP_INTAKES_H
#define ROADMAP_INTAKES_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct intake;
struct store;

enum rc intakes_by_id(
    struct store *, struct arena *, int64_t id, struct intake *) MUST_USE;
/* Of a cycle, the newest first, without sources; at most INTAKES_MAX. */
enum rc intakes_list(struct store *, struct arena *, int64_t cycle_id,
    struct intake **, int *n) MUST_USE;
enum rc intakes_insert(
    struct store *, struct intake *, const char *sha256) MUST_USE;
/* State, roles, roadmap, report. */
enum rc intakes_update(struct store *, const struct intake *) MUST_USE;

#endif
