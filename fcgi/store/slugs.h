#ifndef STORE_SLUGS_H
#define STORE_SLUGS_H

#include <stdint.h>
#include "base/rc.h"

struct store;

/* Addresses that were: an old slug leads to its record for ever.  kind is
 * the sort of thing: "story", "topic". */
enum rc slugs_add(struct store *, const char *kind, const char *slug,
    int64_t record_id) MUST_USE;
/* The address is in use again by somebody: it leads there. */
enum rc slugs_drop(struct store *, const char *kind, const char *slug) MUST_USE;
enum rc slugs_find(struct store *, const char *kind, const char *slug,
    int64_t *record_id) MUST_USE;

#endif
