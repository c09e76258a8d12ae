#ifndef REGISTER_FILE_PICTURE_H
#define REGISTER_FILE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A picture without what a camera and an editor wrote beside its pixels: the
 * place, the time, the device, names, a second small picture.  The pixels are
 * not touched: only whole segments are left out, and what follows the end of
 * the picture.  How a JPEG is to be turned and its colours stay.
 * Pure: bytes in, runs of bytes out.
 */
enum { FILE_PICTURE_RUNS = 512, FILE_PICTURE_OWN = 64 };

struct file_picture {
	struct {
		const unsigned char *data; /* of the picture, or of own */
		size_t n;
	} runs[FILE_PICTURE_RUNS];
	int n;
	int64_t bytes; /* of all runs */
	unsigned char own[FILE_PICTURE_OWN];
};

/* Types that it knows: image/jpeg, image/png, image/webp. */
bool file_picture_is(const char *type);
/* false: the bytes are no whole picture of this type. */
bool file_picture_clean(
    const char *type, const unsigned char *, size_t n, struct file_picture *);

#endif
