#ifndef STORE_SITES_H
#define STORE_SITES_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Rows that belong to a site as a whole: settings, and what a new one
 * begins with. */

/* "" when never set; RC_OK also then. */
enum rc sites_setting(struct store *, struct arena *, const char *name,
    const char **value) MUST_USE;
/* All of them at once. */
struct setting;
enum rc sites_settings(
    struct store *, struct arena *, const struct setting **list) MUST_USE;
enum rc sites_set_setting(
    struct store *, const char *name, const char *value) MUST_USE;
enum rc sites_insert_cycle(struct store *, const char *title, int64_t starts_at,
    int64_t ends_at) MUST_USE;
enum rc sites_insert_rubric(struct store *, const char *slug, const char *title,
    const char *hashtag, int position) MUST_USE;

#endif
