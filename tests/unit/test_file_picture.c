#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/strbuf.h"
#include "register/file_picture.h"

/* A picture of a document without what a camera wrote into it. */

static struct file_picture clean;
static struct strbuf in, out;

/* cmocka's own name is long. */
#define CASE(f)	  cmocka_unit_test_setup_teardown(f, setup, teardown)
#define ADD(b, s) strbuf_add((b), (s), sizeof(s) - 1)

static int
setup(void **state)
{
	(void)state;
	strbuf_init(&in);
	strbuf_init(&out);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	strbuf_free(&in);
	strbuf_free(&out);
	return 0;
}

static bool
run(const char *type)
{
	bool good = file_picture_clean(
	    type, (const unsigned char *)in.buf, in.len, &clean);
	int64_t bytes = 0;

	strbuf_free(&out);
	strbuf_init(&out);
	if (!good)
		return false;
	for (int i = 0; i < clean.n; i++) {
		strbuf_add(
		    &out, (const char *)clean.runs[i].data, clean.runs[i].n);
		bytes += (int64_t)clean.runs[i].n;
	}
	assert_int_equal(bytes, clean.bytes);
	return true;
}

static bool
holds(const struct strbuf *b, const char *word)
{
	return memmem(b->buf, b->len, word, strlen(word)) != NULL;
}

/* A segment with its length. */
static void
segment(int mark, const char *data, size_t n)
{
	strbuf_addc(&in, (char)0xff);
	strbuf_addc(&in, (char)mark);
	strbuf_addc(&in, (char)((n + 2) >> 8));
	strbuf_addc(&in, (char)((n + 2) & 255));
	strbuf_add(&in, data, n);
}

#define SEGMENT(mark, s) segment((mark), (s), sizeof(s) - 1)

/* Big-endian, one entry before the orientation, turned by 6. */
#define EXIF                                                                   \
	"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x04"                \
	"ABC\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 55.75 37.61"

static void
jpeg(void)
{
	ADD(&in, "\xff\xd8");
	SEGMENT(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0");
	SEGMENT(0xe1, EXIF);
	SEGMENT(0xe1, "http://ns.adobe.com/xap/1.0/\0Автор Иванова");
	SEGMENT(0xe2, "ICC_PROFILE\0\1\1цвета");
	SEGMENT(0xe2, "MPF\0второй снимок");
	SEGMENT(0xed, "Photoshop 3.0\0подпись");
	SEGMENT(0xfe, "комментарий");
	SEGMENT(0xdb, "таблица");
	SEGMENT(0xda, "\1\1\0\0\x3f\0");
	ADD(&in, "пиксели\xff\0ещё\xff\xd0ещё");
	SEGMENT(0xc4, "вторая таблица");
	SEGMENT(0xda, "\1\2\0\0\x3f\0");
	ADD(&in, "остаток\xff\xd9");
	ADD(&in, "\xff\xd8 хвост с местом");
}

static void
a_jpeg_keeps_its_pixels_colours_and_turn_and_loses_the_rest(void **state)
{
	static const char *const gone[] = { "GPS", "Иванова", "MPF", "подпись",
		"комментарий", "хвост", "ABC" };
	static const char *const kept[] = { "JFIF", "цвета", "таблица",
		"вторая таблица", "пиксели", "остаток" };
	const char *exif;

	(void)state;
	jpeg();
	assert_true(run("image/jpeg"));
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
		assert_true(holds(&in, gone[i]));
		assert_false(holds(&out, gone[i]));
	}
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		assert_true(holds(&out, kept[i]));
	exif = memmem(out.buf, out.len, "Exif", 4);
	assert_non_null(exif);
	assert_int_equal(exif[24], 6);
	assert_memory_equal(out.buf + out.len - 2, "\xff\xd9", 2);
	/* Again changes nothing more. */
	strbuf_free(&in);
	in = out;
	strbuf_init(&out);
	assert_true(run("image/jpeg"));
	assert_int_equal(out.len, in.len);
	assert_memory_equal(out.buf, in.buf, in.len);
}

static void
chunk(const char *name, const char *data)
{
	size_t n = strlen(data);

	ADD(&in, "\0\0\0");
	strbuf_addc(&in, (char)n);
	strbuf_adds(&in, name);
	strbuf_adds(&in, data);
	strbuf_adds(&in, "crc!");
}

static void
a_png_keeps_what_a_picture_needs(void **state)
{
	static const char *const names[] = { "IHDR", "iCCP", "tEXt", "eXIf",
		"IDAT", "tIME", "zTXt", "iTXt", "prVt", "tRNS", "IEND" };
	static const bool kept[] = { true, true, false, false, true, false,
		false, false, false, true, true };

	(void)state;
	ADD(&in, "\x89PNG\r\n\x1a\n");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		chunk(names[i], names[i]);
	ADD(&in, "хвост");
	assert_true(run("image/png"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(holds(&out, names[i]), kept[i]);
	assert_false(holds(&out, "хвост"));
}

static void
a_webp_says_that_it_has_no_exif_any_more(void **state)
{
	(void)state;
	ADD(&in, "RIFF\x3c\0\0\0WEBP");
	ADD(&in, "VP8X\x0a\0\0\0\x1c\0\0\0\1\0\0\1\0\0");
	ADD(&in, "VP8 \3\0\0\0abc\0");
	ADD(&in, "EXIF\4\0\0\0GPS!");
	ADD(&in, "XMP \5\0\0\0named\0");
	assert_int_equal(in.len, 0x3c + 8);
	ADD(&in, "хвост");
	assert_true(run("image/webp"));
	assert_int_equal(out.len, 12 + 18 + 12);
	assert_int_equal(out.buf[4], out.len - 8);
	assert_int_equal(out.buf[20], 0x10); /* only the transparency */
	assert_true(holds(&out, "abc"));
	assert_false(holds(&out, "GPS"));
}

/* The pictures of the demonstration: made by others. */
static void
real_pictures_stay_pictures(void **state)
{
	static const char *const names[] = { "robot", "hall", "library",
		"debate" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char path[64], buf[4096];
		size_t n;
		FILE *f;

		snprintf(path, sizeof(path), "db/demo/%s.jpg", names[i]);
		assert_non_null(f = fopen(path, "rb"));
		strbuf_free(&in);
		strbuf_init(&in);
		while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
			strbuf_add(&in, buf, n);
		fclose(f);
		assert_true(run("image/jpeg"));
		assert_true(out.len > in.len * 9 / 10);
		assert_memory_equal(out.buf + out.len - 2, "\xff\xd9", 2);
		assert_false(holds(&out, "Exif"));
	}
}

/* Every beginning and many damaged ones: an answer, never a byte outside. */
static void
damaged_bytes_are_answered_within_their_bounds(void **state)
{
	char *whole;
	size_t n;

	(void)state;
	jpeg();
	n = in.len;
	assert_non_null(whole = malloc(n));
	memcpy(whole, in.buf, n);
	for (size_t cut = 0; cut < n; cut++) {
		unsigned char *p = malloc(cut + 1);

		memcpy(p, whole, cut);
		file_picture_clean("image/jpeg", p, cut, &clean);
		file_picture_clean("image/png", p, cut, &clean);
		file_picture_clean("image/webp", p, cut, &clean);
		free(p);
	}
	srand(7);
	for (int i = 0; i < 20000; i++) {
		unsigned char *p = malloc(n);

		memcpy(p, whole, n);
		for (int k = 0; k < 4; k++)
			p[(size_t)rand() % n] = (unsigned char)rand();
		file_picture_clean("image/jpeg", p, n, &clean);
		free(p);
	}
	free(whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(
		    a_jpeg_keeps_its_pixels_colours_and_turn_and_loses_the_rest),
		CASE(a_png_keeps_what_a_picture_needs),
		CASE(a_webp_says_that_it_has_no_exif_any_more),
		CASE(real_pictures_stay_pictures),
		CASE(damaged_bytes_are_answered_within_their_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
