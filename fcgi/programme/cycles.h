#ifndef PROGRAMME_CYCLES_H
#define PROGRAMME_CYCLES_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct cycle;
struct store;

/* RC_NOT_FOUND: none is current. */
enum rc cycles_current(struct store *, struct arena *, struct cycle *) MUST_USE;
/* The latest first. */
enum rc cycles_list(
    struct store *, struct arena *, struct cycle **, int *n) MUST_USE;
/* The earliest of this kind that has a moment of [from, to); RC_NOT_FOUND:
 * none. */
enum rc cycles_overlapping(struct store *, struct arena *, const char *kind,
    int64_t from, int64_t to, struct cycle *) MUST_USE;
/* Inside a transaction; a current one takes the place of the others. */
enum rc cycles_insert(struct store *, struct cycle *) MUST_USE;

enum rc cycles_by_id(
    struct store *, struct arena *, int64_t id, struct cycle *) MUST_USE;
/* The cycle of exactly these seconds. */
enum rc cycles_of_days(struct store *, struct arena *, int64_t starts_at,
    int64_t ends_at, struct cycle *) MUST_USE;
enum rc cycles_update(struct store *, const struct cycle *) MUST_USE;
enum rc cycles_set_current(struct store *, int64_t id) MUST_USE;

#endif
