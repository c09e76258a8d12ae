#ifndef IMAGE_DECODE_H
#define IMAGE_DECODE_H

#include <stdbool.h>
#include "image/verdict.h"

struct _VipsImage;
struct upload;

/*
 * From an upload to plain pixels, with libvips.
 */
struct decoded {
	/* Upright, in sRGB, three bytes per pixel (four with alpha), no
	 * metadata at all. */
	struct _VipsImage *image;
	/* What the image is made of; lives as long as it. */
	void *pixels;
};

/* Bring up libvips for a program of this name, with the decoder modules that
 * the sniffed upload may need and no other (NULL: nothing will be decoded).
 * It changes the environment and opens files: before the jail.  V_OK, V_FORMAT (this machine has no HEIC) or
 * V_TROUBLE. */
enum verdict decode_start(const char *name, const struct upload *) MUST_USE;
/* Decode the judged upload, its longer side shrunk to side; never enlarged.
 * With alpha what is transparent stays so, else it becomes white.
 * Whatever comes out, the caller frees it.  V_OK or V_BROKEN. */
enum verdict decode_pixels(
    const struct upload *, int side, bool alpha, struct decoded *) MUST_USE;
void decode_free(struct decoded *);

#endif
