#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <zlib.h>

#include "base/rc.h"
#include "web/coding.h"

static void
a_name_is_a_coding_or_none(void **state)
{
	static const struct {
		const char *name;
		enum coding coding;
	} cases[] = {
		{ "br", CODING_BROTLI },
		{ "gzip", CODING_GZIP },
		{ "", CODING_NONE },
		{ "BR", CODING_NONE },
		{ "gzip, br", CODING_NONE },
		{ "zstd", CODING_NONE },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		assert_int_equal(coding_of(cases[i].name), cases[i].coding);
	assert_null(coding_name(CODING_NONE));
	assert_string_equal(coding_name(CODING_BROTLI), "br");
	assert_string_equal(coding_name(CODING_GZIP), "gzip");
}

static void
only_texts_of_some_size_are_worth_it(void **state)
{
	(void)state;
	assert_true(coding_worth("text/html", 512));
	assert_true(coding_worth("text/calendar; charset=utf-8", 512));
	assert_true(coding_worth("application/atom+xml; charset=utf-8", 5000));
	assert_true(coding_worth("application/xml; charset=utf-8", 5000));
	assert_false(coding_worth("text/html", 511));
	assert_false(coding_worth("image/jpeg", 5000));
	assert_false(coding_worth("application/pdf", 5000));
}

static void
page(struct strbuf *b)
{
	strbuf_init(b);
	for (int i = 0; i < 500; i++)
		strbuf_addf(b, "<p>Наставник %d и ученик</p>\n", i);
}

static void
gzip_gives_the_page_back(void **state)
{
	struct strbuf b, was;
	char out[65536];
	z_stream z = { 0 };

	(void)state;
	page(&b);
	page(&was);
	assert_true(coding_apply(CODING_GZIP, &b));
	assert_true(b.len < was.len / 4);
	z.next_in = (Bytef *)b.buf;
	z.avail_in = (uInt)b.len;
	z.next_out = (Bytef *)out;
	z.avail_out = sizeof(out);
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, was.len);
	assert_memory_equal(out, was.buf, was.len);
	inflateEnd(&z);
	strbuf_free(&b);
	strbuf_free(&was);
}

static void
brotli_is_smaller_than_gzip(void **state)
{
	struct strbuf br, gz;

	(void)state;
	page(&br);
	page(&gz);
	assert_true(coding_apply(CODING_BROTLI, &br));
	assert_true(coding_apply(CODING_GZIP, &gz));
	assert_true(br.len < gz.len);
	strbuf_free(&br);
	strbuf_free(&gz);
}

static void
what_does_not_shrink_stays_as_it_is(void **state)
{
	static const enum coding all[] = { CODING_GZIP, CODING_BROTLI };
	struct strbuf b;
	char was[4096];
	uint32_t x = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(was); i++) {
		x = x * 1664525U + 1013904223U;
		was[i] = (char)(x >> 24);
	}
	for (size_t i = 0; i < LEN(all); i++) {
		strbuf_init(&b);
		strbuf_add(&b, was, sizeof(was));
		assert_false(coding_apply(all[i], &b));
		assert_int_equal(b.len, sizeof(was));
		assert_memory_equal(b.buf, was, sizeof(was));
		assert_false(coding_apply(CODING_NONE, &b));
		strbuf_clear(&b);
		assert_false(coding_apply(all[i], &b));
		strbuf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_a_coding_or_none),
		cmocka_unit_test(only_texts_of_some_size_are_worth_it),
		cmocka_unit_test(gzip_gives_the_page_back),
		cmocka_unit_test(brotli_is_smaller_than_gzip),
		cmocka_unit_test(what_does_not_shrink_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
