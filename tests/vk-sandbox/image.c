#include "image.h"

#include <string.h>

/* Bounds of an upload, vk-contract 5.1. */
enum {
	IMAGE_BYTES_MAX = 50 * 1024 * 1024,
	IMAGE_SIDES_MAX = 14000,
	IMAGE_RATIO_MAX = 20,
};

static unsigned
be16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static unsigned
be32(const unsigned char *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static bool
png_read(const unsigned char *p, size_t len, struct image *out)
{
	if (len < 33 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0 ||
	    be32(p + 8) != 13 || memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	out->type = "image/png";
	out->width = be32(p + 16);
	out->height = be32(p + 20);
	return true;
}

static bool
gif_read(const unsigned char *p, size_t len, struct image *out)
{
	if (len < 13 ||
	    (memcmp(p, "GIF87a", 6) != 0 && memcmp(p, "GIF89a", 6) != 0))
		return false;
	out->type = "image/gif";
	out->width = p[6] | (unsigned)p[7] << 8;
	out->height = p[8] | (unsigned)p[9] << 8;
	return true;
}

/* Frame headers are C0..CF without DHT (C4), JPG (C8) and DAC (CC). */
static bool
jpeg_is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	       marker != 0xc8 && marker != 0xcc;
}

static bool
jpeg_read(const unsigned char *p, size_t len, struct image *out)
{
	size_t i = 2, size;

	if (len < 4 || p[0] != 0xff || p[1] != 0xd8)
		return false;
	while (i + 4 <= len) {
		unsigned marker = p[i + 1];

		if (p[i] != 0xff)
			return false;
		if (marker == 0xff) {
			i++;
			continue;
		}
		if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
			i += 2;
			continue;
		}
		size = be16(p + i + 2);
		if (size < 2 || marker == 0xd9 || marker == 0xda)
			return false;
		if (jpeg_is_frame(marker)) {
			if (i + 9 > len)
				return false;
			out->type = "image/jpeg";
			out->height = be16(p + i + 5);
			out->width = be16(p + i + 7);
			return true;
		}
		i += 2 + size;
	}
	return false;
}

bool
image_read(const char *data, size_t len, struct image *out)
{
	const unsigned char *p = (const unsigned char *)data;

	if (!png_read(p, len, out) && !gif_read(p, len, out) &&
	    !jpeg_read(p, len, out))
		return false;
	return out->width > 0 && out->height > 0;
}

bool
image_accepted(const char *data, size_t len, struct image *out)
{
	unsigned long w, h;

	if (len > IMAGE_BYTES_MAX || !image_read(data, len, out))
		return false;
	w = out->width;
	h = out->height;
	return w + h <= IMAGE_SIDES_MAX && w <= h * IMAGE_RATIO_MAX &&
	       h <= w * IMAGE_RATIO_MAX;
}
