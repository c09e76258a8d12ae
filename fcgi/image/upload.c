#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "image/upload.h"

/* What a phone camera writes stays below both; 50 megapixels are 150 MB of
 * pixels, which is what the limit of memory in walls.c has to carry. */
enum { UPLOAD_BYTES_MAX = 20 << 20, UPLOAD_PIXELS_MAX = 50000000 };

/* VK refuses a picture longer than 1:20; below 32 px there is nothing to
 * see, such files are tracking dots and broken icons. */
enum { UPLOAD_ASPECT_MAX = 20, UPLOAD_SIDE_MIN = 32 };

enum verdict
upload_collect(struct upload *up)
{
	/* One byte more than allowed tells "full" from "too big". */
	size_t room = UPLOAD_BYTES_MAX + 1;
	ssize_t n;

	up->data = malloc(room);
	if (!up->data)
		return verdict_trouble("no memory for the upload");
	while (up->len < room) {
		n = read(STDIN_FILENO, up->data + up->len, room - up->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return verdict_trouble("cannot read the upload");
		if (n == 0)
			return V_OK;
		up->len += (size_t)n;
	}
	return V_BYTES;
}

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* HEIC is the container HEIF with HEVC inside, and the brands say so; the
 * same container with AV1 (AVIF) or with a film is none of ours. */
static bool
is_heic(const unsigned char *p, size_t len)
{
	/* Box: length, "ftyp", main brand, a number, more brands. */
	enum { BRAND = 8, NUMBER = 12, BOX_MAX = 2048 };
	size_t box;

	if (len < NUMBER || memcmp(p + 4, "ftyp", 4) != 0)
		return false;
	box = be32(p);
	if (box > len || box > BOX_MAX)
		return false;
	if (memcmp(p + BRAND, "heic", 4) != 0 &&
	    memcmp(p + BRAND, "heix", 4) != 0 &&
	    memcmp(p + BRAND, "mif1", 4) != 0)
		return false;
	for (size_t at = BRAND; at + 4 <= box; at += 4)
		if (at != NUMBER && (memcmp(p + at, "heic", 4) == 0 ||
					memcmp(p + at, "heix", 4) == 0))
			return true;
	return false;
}

/* The content decides, never a name or a header of the request. */
enum verdict
upload_sniff(struct upload *up)
{
	const unsigned char *p = up->data;
	size_t len = up->len;

	if (len >= 3 && memcmp(p, "\xff\xd8\xff", 3) == 0)
		up->kind = UPLOAD_JPEG;
	else if (len >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
		up->kind = UPLOAD_PNG;
	else if (len >= 12 && memcmp(p, "RIFF", 4) == 0 &&
		 memcmp(p + 8, "WEBP", 4) == 0)
		up->kind = UPLOAD_WEBP;
	else if (is_heic(p, len))
		up->kind = UPLOAD_HEIC;
	else
		return V_FORMAT;
	return V_OK;
}

/* An animated PNG announces itself with a chunk that libpng skips. */
static bool
is_animated_png(const unsigned char *p, size_t len)
{
	/* Signature; then chunks of length, name, data, checksum. */
	size_t at = 8;

	while (at + 12 <= len && memcmp(p + at + 4, "IDAT", 4) != 0) {
		if (memcmp(p + at + 4, "acTL", 4) == 0)
			return true;
		at += 12 + (size_t)be32(p + at);
	}
	return false;
}

/* Nothing is decoded here: a bomb is refused by what its header says. */
enum verdict
upload_judge(struct upload *up)
{
	VipsImage *head;
	int64_t longer, shorter, pages;

	if (up->kind == UPLOAD_PNG && is_animated_png(up->data, up->len))
		return V_ANIMATION;
	head = vips_image_new_from_buffer(up->data, up->len, "", NULL);
	if (!head)
		return V_BROKEN;
	up->width = vips_image_get_width(head);
	up->height = vips_image_get_height(head);
	if (vips_image_get_orientation_swap(head)) {
		up->width = vips_image_get_height(head);
		up->height = vips_image_get_width(head);
	}
	up->profile = vips_image_get_typeof(head, VIPS_META_ICC_NAME) != 0;
	pages = vips_image_get_n_pages(head);
	g_object_unref(head);
	longer = MAX(up->width, up->height);
	shorter = MIN(up->width, up->height);
	if (longer * shorter > UPLOAD_PIXELS_MAX)
		return V_PIXELS;
	if (pages > 1)
		return V_ANIMATION;
	if (shorter < UPLOAD_SIDE_MIN)
		return V_SMALL;
	return longer > shorter * UPLOAD_ASPECT_MAX ? V_SHAPE : V_OK;
}

void
upload_free(struct upload *up)
{
	free(up->data);
	up->data = NULL;
}
