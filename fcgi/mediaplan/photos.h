#ifndef MEDIAPLAN_PHOTOS_H
#define MEDIAPLAN_PHOTOS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct photo;
struct store;

/* Rows of photos, in their order. */
enum rc photos_list(struct store *, struct arena *, int64_t story_id,
    struct photo **, int *n) MUST_USE;
enum rc photos_by_id(struct store *, struct arena *, int64_t story_id,
    int64_t id, struct photo *) MUST_USE;
/* May a visitor see this photo now (its story is visible)? */
enum rc photos_by_name(struct store *, struct arena *, const char *name,
    int64_t now, struct photo *, bool *visible) MUST_USE;

/* For photo.c and story_undo.c, inside their transactions. */
enum rc photos_insert(struct store *, struct photo *, int64_t now) MUST_USE;
enum rc photos_set_alt(struct store *, int64_t id, const char *alt) MUST_USE;
enum rc photos_set_position(
    struct store *, int64_t id, int64_t position) MUST_USE;
enum rc photos_remove(struct store *, int64_t id) MUST_USE;

#endif
