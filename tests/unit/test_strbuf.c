#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/strbuf.h"

static const struct {
	const char *raw, *url, *html;
} cases[] = {
	{ "", "", "" },
	{ "aZ09-._~", "aZ09-._~", "aZ09-._~" },
	{ "a b&c", "a%20b%26c", "a b&amp;c" },
	{ "<b a=\"1\" c='2'>", "%3Cb%20a%3D%221%22%20c%3D%272%27%3E",
	    "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;" },
	{ "ё+/", "%D1%91%2B%2F", "ё+/" },
	{ "&", "%26", "&amp;" },
};

static void
addresses_and_html_are_escaped(void **state)
{
	struct strbuf sb;

	(void)state;
	strbuf_init(&sb);
	for (size_t i = 0; i < LEN(cases); i++) {
		strbuf_clear(&sb);
		strbuf_add_url(&sb, cases[i].raw);
		assert_string_equal(sb.buf, cases[i].url);
		strbuf_clear(&sb);
		strbuf_add_html(&sb, cases[i].raw);
		assert_string_equal(sb.buf, cases[i].html);
	}
	strbuf_free(&sb);
}

static void
room_is_as_large_as_asked_and_is_not_moved_while_it_is_filled(void **state)
{
	struct strbuf sb;
	const char *at;

	(void)state;
	strbuf_init(&sb);
	strbuf_adds(&sb, "ab");
	strbuf_room(&sb, 1000);
	assert_string_equal(sb.buf, "ab");
	assert_int_equal(sb.cap, 1003);
	at = sb.buf;
	for (int i = 0; i < 1000; i++)
		strbuf_addc(&sb, 'x');
	assert_ptr_equal(sb.buf, at);
	strbuf_room(&sb, 0);
	assert_int_equal(sb.cap, 1003);
	strbuf_addc(&sb, 'y');
	assert_int_equal(sb.len, 1003);
	assert_int_equal(sb.buf[1003], 0);
	strbuf_free(&sb);
}

static void
it_always_ends_with_a_nul_and_keeps_those_inside(void **state)
{
	struct strbuf sb;

	(void)state;
	strbuf_init(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_add(&sb, "", 0);
	strbuf_addf(&sb, "%s", "");
	assert_int_equal(sb.len, 0);
	for (int i = 0; i < 5000; i++) {
		strbuf_addc(&sb, (char)('a' + i % 26));
		assert_int_equal(sb.len, i + 1);
		assert_int_equal(sb.buf[sb.len], 0);
	}
	strbuf_clear(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_add(&sb, "a\0b", 3);
	strbuf_addf(&sb, "%d", 1000);
	assert_int_equal(sb.len, 7);
	assert_memory_equal(sb.buf, "a\0b1000", 8);
	strbuf_free(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_adds(&sb, "снова");
	assert_string_equal(sb.buf, "снова");
	strbuf_free(&sb);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    room_is_as_large_as_asked_and_is_not_moved_while_it_is_filled),
		cmocka_unit_test(addresses_and_html_are_escaped),
		cmocka_unit_test(
		    it_always_ends_with_a_nul_and_keeps_those_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
