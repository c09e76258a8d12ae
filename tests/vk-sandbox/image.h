#ifndef IMAGE_H
#define IMAGE_H

#include <stdbool.h>
#include <stddef.h>

/* What a file is by its content. */

struct image {
	const char *type; /* "image/jpeg", "image/png", "image/gif" */
	unsigned width, height;
};

/* True if the bytes begin as a whole JPG, PNG or GIF head with its sides. */
bool image_read(const char *, size_t len, struct image *);
/* True if VK would take it: kind, bytes, sum of sides, ratio. */
bool image_accepted(const char *, size_t len, struct image *);

#endif
