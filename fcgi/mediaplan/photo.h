#ifndef MEDIAPLAN_PHOTO_H
#define MEDIAPLAN_PHOTO_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/photos.h"

struct actor;
struct arena;
struct store;

/*
 * Photos of a story.  nastavnik-image makes five files of each upload:
 * media/NAME-480.webp -960.webp -1600.webp -vk.jpg -card.jpg.
 */
enum {
	PHOTO_MAX = 10,		    /* per story: VK takes 10 (contract 4.3) */
	PHOTO_BYTES_MAX = 20971520, /* 20 MiB per upload */
	PHOTO_ALT_MAX = 300
};

struct photo {
	int64_t id, story_id, position;
	const char *name, *alt;
	int width, height;
	int64_t vk_bytes;
};

/* Decode, store and append; the bytes are read from fd.  image is the path
 * of nastavnik-image.  RC_INVALID: *why says what to do ("Снимок повреждён:
 * выберите другой"). */
enum rc photo_insert(struct store *, struct arena *, const struct actor *,
    const char *site_dir, const char *image, int64_t story_id, int fd,
    int64_t bytes, int64_t now, struct photo *, const char **why) MUST_USE;
enum rc photo_set_alt(struct store *, const struct actor *, int64_t story_id,
    int64_t id, const char *alt, int64_t now) MUST_USE;
/* step -1 up, +1 down; or the whole order as ids. */
enum rc photo_move(struct store *, const struct actor *, int64_t story_id,
    int64_t id, int step, int64_t now) MUST_USE;
enum rc photo_order(struct store *, const struct actor *, int64_t story_id,
    const int64_t *ids, int n, int64_t now) MUST_USE;
/* The files go after the row is gone. */
enum rc photo_remove(struct store *, const struct actor *, const char *site_dir,
    int64_t story_id, int64_t id, int64_t now) MUST_USE;

/* Files in media/ that no photo has: left by a crash or by a deleted story
 * whose undo is over.  Removes those older than PHOTO_ORPHAN_S. */
enum { PHOTO_ORPHAN_S = 7200 };
enum rc photo_sweep(struct store *, struct arena *, const char *site_dir,
    int *removed) MUST_USE;

#endif
