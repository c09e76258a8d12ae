#ifndef IMAGE_UPLOAD_H
#define IMAGE_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include "image/verdict.h"

/*
 * What a stranger sent, before it is decoded.  It starts as all zeroes and
 * is collected, sniffed and judged in this order; only the last step reads
 * more of it than its first bytes, and belongs inside the jail.
 */
enum upload_kind { UPLOAD_JPEG, UPLOAD_PNG, UPLOAD_WEBP, UPLOAD_HEIC };

struct upload {
	unsigned char *data;
	size_t len;
	/* Known after it was sniffed. */
	enum upload_kind kind;
	/* Known after the header was judged; as seen upright. */
	int width;
	int height;
	/* It carries a colour profile. */
	bool profile;
};

/* Read standard input whole.  V_OK, V_BYTES or V_TROUBLE. */
enum verdict upload_collect(struct upload *) MUST_USE;
/* Find the kind in the first bytes.  V_OK or V_FORMAT. */
enum verdict upload_sniff(struct upload *) MUST_USE;
/* Read the header and refuse what is too big, too small, too long, or moves.
 * libvips must be up (decode_start).  V_OK, V_BROKEN, V_PIXELS, V_ANIMATION,
 * V_SMALL or V_SHAPE. */
enum verdict upload_judge(struct upload *) MUST_USE;
void upload_free(struct upload *);

#endif
