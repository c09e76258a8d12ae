#ifndef IMAGE_DECODE_H
#define IMAGE_DECODE_H

#include "image/verdict.h"

struct _VipsImage;
struct upload;

/*
 * From an upload to plain pixels, with libvips.
 */
struct decoded {
	/* Upright, in sRGB, three bytes per pixel, no metadata at all. */
	struct _VipsImage *image;
	/* What the image is made of; lives as long as it. */
	void *pixels;
};

/* Bring up libvips for a program of this name, with the decoder modules that
 * the sniffed upload may need and no other.  It changes the environment and
 * opens files: before the jail.  V_OK, V_FORMAT (this machine has no HEIC) or
 * V_TROUBLE. */
enum verdict decode_start(const char *name, const struct upload *) MUST_USE;
/* Decode the judged upload, its longer side shrunk to side; never enlarged.
 * Whatever comes out, the caller frees it.  V_OK or V_BROKEN. */
enum verdict decode_pixels(
    const struct upload *, int side, struct decoded *) MUST_USE;
void decode_free(struct decoded *);

#endif
