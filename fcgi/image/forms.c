#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "image/forms.h"
#include "image/output.h"

/* The decoded picture is kept no longer than this.  It is twice what VK
 * keeps, so that the link card of a panorama is still cut from real pixels,
 * and 79 MB at most. */
enum { MASTER_SIDE_MAX = 5120 };

struct result {
	/* Suffix and options as libvips reads them. */
	const char *format;
	int width;
	int height;
	/* Fill width x height and cut the rest off, else fit into it and
	 * never enlarge. */
	bool fill;
	/* One of the sizes for our pages, each made from the next larger. */
	bool webp;
};

/* Result i goes to descriptor FD_RESULT + i.  The qualities are those at
 * which faces in a class photo show no blocks; VK compresses its own once
 * more and gets a better one.  More effort than 2 costs half a second per
 * upload for 3 % fewer bytes. */
static const struct result results[RESULTS] = {
	{ ".webp[Q=78,effort=2]", 480, 960, false, true },
	{ ".webp[Q=78,effort=2]", 960, 1920, false, true },
	{ ".webp[Q=78,effort=2]", 1600, 3200, false, true },
	{ ".jpg[Q=88,optimize_coding,strip]", 2560, 2560, false, false },
	{ ".jpg[Q=82,optimize_coding,strip]", 1200, 630, true, false },
};

int
forms_side(int width, int height)
{
	double longer = MAX(width, height);
	double scale = 0;

	for (size_t i = 0; i < RESULTS; i++) {
		double x = (double)results[i].width / width;
		double y = (double)results[i].height / height;

		scale = MAX(scale, results[i].fill ? MAX(x, y) : MIN(x, y));
	}
	return (int)MIN(MIN(ceil(scale * longer), longer), MASTER_SIDE_MAX);
}

static uint32_t
le32(const unsigned char *p)
{
	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[1] << 8 | p[0];
}

/* libvips 8.14 ignores "strip" for WebP and adds Exif of its own making.  The
 * simple form of the file is a header and one chunk of pixels: nothing else
 * has a place in it. */
static bool
make_webp_simple(unsigned char *p, size_t *len)
{
	/* "RIFF", length of the rest, "WEBP"; chunks of name, length, data,
	 * padded to even; all lengths little-endian. */
	enum { RIFF = 8, CHUNKS = 12, CHUNK = 8 };
	size_t at = CHUNKS, size;
	uint32_t riff;

	while (at + CHUNK <= *len) {
		size = CHUNK + (size_t)le32(p + at + 4);
		size += size & 1;
		if (size > *len - at)
			return false;
		if (memcmp(p + at, "VP8 ", 4) == 0) {
			memmove(p + CHUNKS, p + at, size);
			*len = CHUNKS + size;
			riff = GUINT32_TO_LE((uint32_t)(*len - RIFF));
			memcpy(p + 4, &riff, sizeof(riff));
			return true;
		}
		at += size;
	}
	return false;
}

static VipsImage *
resize(VipsImage *from, const struct result *r)
{
	VipsImage *lazy = NULL, *out;

	if (vips_thumbnail_image(from, &lazy, r->width, "height", r->height,
		"size", r->fill ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN, "crop",
		r->fill ? VIPS_INTERESTING_ATTENTION : VIPS_INTERESTING_NONE,
		NULL))
		return NULL;
	out = vips_image_copy_memory(lazy);
	g_object_unref(lazy);
	return out;
}

/* Encode the pixels into result i and describe it in line. */
static enum verdict
result_write(VipsImage *im, size_t i, char *line, size_t room)
{
	const struct result *r = &results[i];
	void *data = NULL;
	size_t len = 0;
	enum verdict v;

	if (vips_image_write_to_buffer(im, r->format, &data, &len, NULL) ||
	    (r->webp && !make_webp_simple(data, &len))) {
		errno = ENOMEM;
		v = verdict_trouble("cannot encode");
	} else {
		snprintf(line, room, "%d %d %zu\n", vips_image_get_width(im),
		    vips_image_get_height(im), len);
		v = output_write(FD_RESULT + (int)i, data, len);
	}
	g_free(data);
	return v;
}

static bool
covers(VipsImage *im, const struct result *r)
{
	return vips_image_get_width(im) >= r->width &&
	       vips_image_get_height(im) >= r->height;
}

enum verdict
forms_write(VipsImage *master)
{
	/* To shrink 2560 px to 480 takes three times as long as in steps over
	 * 1600 and 960, so each size is the source of what comes after it;
	 * the link card goes back to the master where that is too small. */
	static const size_t order[RESULTS] = { 3, 2, 4, 1, 0 };
	/* Three numbers of at most 20 digits and what stands after each. */
	enum { LINE = 3 * 21 + 1 };
	char line[RESULTS][LINE];
	VipsImage *from = g_object_ref(master), *im;
	enum verdict v = V_OK;

	for (size_t k = 0; v == V_OK && k < RESULTS; k++) {
		const struct result *r = &results[order[k]];

		im = resize(r->fill && !covers(from, r) ? master : from, r);
		if (!im) {
			errno = ENOMEM;
			v = verdict_trouble("cannot resize");
			break;
		}
		v = result_write(im, order[k], line[order[k]], LINE);
		if (r->webp)
			g_set_object(&from, im);
		g_object_unref(im);
	}
	g_object_unref(from);
	for (size_t i = 0; v == V_OK && i < RESULTS; i++)
		v = output_write(STDOUT_FILENO, line[i], strlen(line[i]));
	return v;
}
