#ifndef MEDIAPLAN_PHOTO_IMAGE_H
#define MEDIAPLAN_PHOTO_IMAGE_H

#include <stdint.h>
#include "base/rc.h"

struct arena;

/* The five files of one photo, in the order of nastavnik-image. */
enum { PHOTO_FILES = 5 };
extern const char *const photo_image_suffixes[PHOTO_FILES];

struct photo_image {
	int width, height; /* of the largest size */
	int64_t vk_bytes;
};

/* Run nastavnik-image on fd; the files stand finished under
 * SITE_DIR/media/NAME-… when it returns RC_OK, and none is there otherwise.
 * RC_INVALID: *why says what is wrong with the picture. */
enum rc photo_image_make(struct arena *, const char *site_dir,
    const char *image, const char *name, int fd, struct photo_image *,
    const char **why) MUST_USE;
/* Remove them; those that are not there are no trouble. */
void photo_image_remove(const char *site_dir, const char *name);

#endif
