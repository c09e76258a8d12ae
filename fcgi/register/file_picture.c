#include "register/file_picture.h"

#include <string.h>

#include "base/rc.h"

/* The picture and how far it is read. */
struct scan {
	const unsigned char *p;
	size_t n, at;
	struct file_picture *out;
};

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static uint32_t
le32(const unsigned char *p)
{
	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[1] << 8 | p[0];
}

static bool
begins(const unsigned char *p, size_t n, const char *word, size_t word_n)
{
	return n >= word_n && memcmp(p, word, word_n) == 0;
}

static bool
put(struct file_picture *out, const unsigned char *data, size_t n)
{
	int last = out->n - 1;

	out->bytes += (int64_t)n;
	if (last >= 0 && out->runs[last].data + out->runs[last].n == data) {
		out->runs[last].n += n;
		return true;
	}
	if (out->n == FILE_PICTURE_RUNS)
		return false;
	out->runs[out->n].data = data;
	out->runs[out->n++].n = n;
	return true;
}

/* The next n bytes, kept or left out. */
static bool
pass(struct scan *k, size_t n, bool keep)
{
	if (n > k->n - k->at)
		return false;
	k->at += n;
	return !keep || put(k->out, k->p + k->at - n, n);
}

/* ------------------------------------------------------------------ JPEG */

enum {
	JPEG_MARK = 0xff,
	JPEG_STUFFED = 0x00,
	JPEG_RST0 = 0xd0,
	JPEG_RST7 = 0xd7,
	JPEG_SOI = 0xd8,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_APP0 = 0xe0,
	JPEG_APP1 = 0xe1,
	JPEG_APP2 = 0xe2,
	JPEG_APP14 = 0xee,
	JPEG_APP15 = 0xef,
	JPEG_COMMENT = 0xfe,
	TIFF_ORIENTATION = 0x0112
};

static uint32_t
tiff(const unsigned char *p, int bytes, bool big)
{
	uint32_t x = 0;

	for (int i = 0; i < bytes; i++)
		x = x << 8 | p[big ? i : bytes - 1 - i];
	return x;
}

/* 1 to 8 as TIFF counts; 0: it does not say. */
static int
orientation(const unsigned char *p, size_t n)
{
	uint32_t at, entries;
	bool big;

	if (!begins(p, n, "Exif\0\0", 6))
		return 0;
	p += 6;
	n -= 6;
	if (n < 8 || (memcmp(p, "II", 2) != 0 && memcmp(p, "MM", 2) != 0))
		return 0;
	big = p[0] == 'M';
	at = tiff(p + 4, 4, big);
	if (at > n || n - at < 2)
		return 0;
	entries = tiff(p + at, 2, big);
	for (at += 2; entries > 0 && at <= n && n - at >= 12;
	     entries--, at += 12)
		if (tiff(p + at, 2, big) == TIFF_ORIENTATION) {
			uint32_t x = tiff(p + at + 8, 2, big);

			return x >= 1 && x <= 8 ? (int)x : 0;
		}
	return 0;
}

/* An Exif segment that says how to turn the picture, and nothing else. */
static bool
put_orientation(struct file_picture *out, int turn)
{
	static const unsigned char segment[] = { JPEG_MARK, JPEG_APP1, 0, 34,
		'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
		0x12, 0x01, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	enum { VALUE = 28 };

	memcpy(out->own, segment, sizeof(segment));
	out->own[VALUE] = (unsigned char)turn;
	return put(out, out->own, sizeof(segment));
}

/* What belongs to the pixels: tables, frames, colours. */
static bool
jpeg_keeps(int mark, const unsigned char *data, size_t n)
{
	if (mark == JPEG_APP0)
		return begins(data, n, "JFIF", 5);
	if (mark == JPEG_APP2)
		return begins(data, n, "ICC_PROFILE", 12);
	if (mark > JPEG_APP0 && mark <= JPEG_APP15)
		return mark == JPEG_APP14;
	return mark != JPEG_COMMENT;
}

/* Compressed pixels up to the next mark that is not among them; a picture that
 * was cut off ends where it ends. */
static bool
jpeg_pixels(struct scan *k)
{
	size_t at = k->at;

	for (; at + 1 < k->n; at++) {
		int next = k->p[at + 1];

		if (k->p[at] != JPEG_MARK || next == JPEG_STUFFED ||
		    next == JPEG_MARK ||
		    (next >= JPEG_RST0 && next <= JPEG_RST7))
			continue;
		return pass(k, at - k->at, true);
	}
	return pass(k, k->n - k->at, true);
}

static bool
jpeg_segment(struct scan *k, int mark, int *turn)
{
	const unsigned char *data = k->p + k->at + 4;
	size_t n;
	int said;

	if (k->n - k->at < 4)
		return false;
	n = (size_t)data[-2] << 8 | data[-1];
	if (n < 2 || n + 2 > k->n - k->at)
		return false;
	if (mark == JPEG_APP1 && *turn == 0 &&
	    (said = orientation(data, n - 2)) > 1) {
		*turn = said;
		if (!put_orientation(k->out, said))
			return false;
	}
	return pass(k, n + 2, jpeg_keeps(mark, data, n - 2)) &&
	       (mark != JPEG_SOS || jpeg_pixels(k));
}

static bool
jpeg_clean(struct scan *k)
{
	bool pixels = false;
	int turn = 0;

	if (!begins(k->p, k->n, "\xff\xd8", 2) || !pass(k, 2, true))
		return false;
	while (k->n - k->at >= 2 && k->p[k->at] == JPEG_MARK) {
		int mark = k->p[k->at + 1];

		/* A mark may stand behind marks that fill. */
		if (mark == JPEG_MARK) {
			if (!pass(k, 1, false))
				return false;
			continue;
		}
		if (mark == JPEG_EOI)
			return pixels && pass(k, 2, true);
		if (!jpeg_segment(k, mark, &turn))
			return false;
		pixels |= mark == JPEG_SOS;
	}
	return pixels && k->at == k->n;
}

/* ------------------------------------------------------------------- PNG */

static bool
png_keeps(const unsigned char *name)
{
	static const char kept[][5] = { "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
		"cICP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT", "acTL", "fcTL",
		"fdAT" };

	/* A capital: without it there is no picture. */
	if (name[0] >= 'A' && name[0] <= 'Z')
		return true;
	for (size_t i = 0; i < LEN(kept); i++)
		if (memcmp(kept[i], name, 4) == 0)
			return true;
	return false;
}

static bool
png_clean(struct scan *k)
{
	enum { AROUND = 12 }; /* length, name, checksum of a chunk */

	if (!begins(k->p, k->n, "\x89PNG\r\n\x1a\n", 8) || !pass(k, 8, true))
		return false;
	while (k->n - k->at >= AROUND) {
		const unsigned char *chunk = k->p + k->at;
		size_t size = be32(chunk);

		if (size > k->n - k->at - AROUND ||
		    !pass(k, size + AROUND, png_keeps(chunk + 4)))
			return false;
		if (memcmp(chunk + 4, "IEND", 4) == 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ WebP */

enum { RIFF_HEAD = 12, RIFF_CHUNK = 8, VP8X_CHUNK = 18 };

/* The flags of a picture that has neither Exif nor XMP. */
static bool
webp_flags(struct scan *k, unsigned char *own)
{
	enum { FLAGS = 8, EXIF_AND_XMP = 0x0c };

	if (k->n - k->at < VP8X_CHUNK)
		return false;
	memcpy(own, k->p + k->at, VP8X_CHUNK);
	own[FLAGS] &= (unsigned char)~EXIF_AND_XMP;
	return pass(k, VP8X_CHUNK, false) && put(k->out, own, VP8X_CHUNK);
}

static bool
webp_chunks(struct scan *k)
{
	while (k->n - k->at >= RIFF_CHUNK) {
		const unsigned char *chunk = k->p + k->at;
		size_t size = le32(chunk + 4), whole;
		bool keep = memcmp(chunk, "EXIF", 4) != 0 &&
			    memcmp(chunk, "XMP ", 4) != 0;

		if (size > k->n - k->at - RIFF_CHUNK)
			return false;
		whole = RIFF_CHUNK + size + (size & 1);
		/* The last byte of padding is sometimes left out. */
		if (whole > k->n - k->at)
			whole = k->n - k->at;
		if (memcmp(chunk, "VP8X", 4) == 0
			? size != VP8X_CHUNK - RIFF_CHUNK ||
			      !webp_flags(k, k->out->own + RIFF_HEAD)
			: !pass(k, whole, keep))
			return false;
	}
	return k->out->n > 1;
}

static bool
webp_clean(struct scan *k)
{
	unsigned char *head = k->out->own;
	size_t size;

	if (k->n < RIFF_HEAD || memcmp(k->p, "RIFF", 4) != 0 ||
	    memcmp(k->p + 8, "WEBP", 4) != 0)
		return false;
	size = le32(k->p + 4);
	if (size < 4 || size > k->n - 8)
		return false;
	k->n = size + 8;
	memcpy(head, k->p, RIFF_HEAD);
	if (!pass(k, RIFF_HEAD, false) || !put(k->out, head, RIFF_HEAD) ||
	    !webp_chunks(k))
		return false;
	for (int i = 0; i < 4; i++)
		head[4 + i] =
		    (unsigned char)((uint64_t)(k->out->bytes - 8) >> (8 * i));
	return true;
}

/* ----------------------------------------------------------------- whole */

static const struct {
	const char *type;
	bool (*clean)(struct scan *);
} cleaners[] = {
	{ "image/jpeg", jpeg_clean },
	{ "image/png", png_clean },
	{ "image/webp", webp_clean },
};

bool
file_picture_is(const char *type)
{
	for (size_t i = 0; i < LEN(cleaners); i++)
		if (strcmp(cleaners[i].type, type) == 0)
			return true;
	return false;
}

bool
file_picture_clean(const char *type, const unsigned char *p, size_t n,
    struct file_picture *out)
{
	struct scan k = { .p = p, .n = n, .out = out };

	out->n = 0;
	out->bytes = 0;
	for (size_t i = 0; i < LEN(cleaners); i++)
		if (strcmp(cleaners[i].type, type) == 0)
			return cleaners[i].clean(&k);
	return false;
}
