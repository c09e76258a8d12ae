#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/ics.h"
#include "base/strbuf.h"
#include "base/text.h"

static const struct ics_event plain = {
	.uid = "event-1@school",
	.url = "https://school.example/events/1",
	.summary = "Встреча",
	.from = 1756706400,
	.to = 1756710000,
	.changed_at = 1756700000,
};

static void
written(struct strbuf *b, const struct ics_event *e)
{
	strbuf_init(b);
	ics_begin(b, "Школа");
	ics_event(b, e);
	ics_end(b);
}

static void
no_line_is_longer_than_75_octets_and_none_cuts_a_character(void **state)
{
	struct ics_event e = plain;
	struct strbuf b;
	size_t at = 0;

	(void)state;
	e.summary = "Деловая игра «Твой результат — мои возможности» для всех "
		    "пар и групп, которые работают в этом году";
	written(&b, &e);
	while (at < b.len) {
		const char *end = strstr(b.buf + at, "\r\n");
		size_t n;

		assert_non_null(end);
		n = (size_t)(end - (b.buf + at));
		assert_true(n <= 75);
		assert_true(text_valid(b.buf + at, n));
		at += n + 2;
	}
	strbuf_free(&b);
}

static void
text_cannot_begin_a_line_of_its_own(void **state)
{
	struct ics_event e = plain;
	struct strbuf b;

	(void)state;
	e.summary = "План\r\nATTENDEE:mailto:x; да, \\";
	written(&b, &e);
	assert_non_null(strstr(
	    b.buf, "SUMMARY:План\\nATTENDEE:mailto:x\\; да\\, \\\\\r\n"));
	assert_null(strstr(b.buf, "\r\nATTENDEE"));
	strbuf_free(&b);
}

static void
times_are_utc_and_empty_fields_are_left_out(void **state)
{
	struct strbuf b;

	(void)state;
	written(&b, &plain);
	assert_non_null(strstr(b.buf, "DTSTART:20250901T060000Z\r\n"));
	assert_non_null(strstr(b.buf, "STATUS:CONFIRMED\r\n"));
	assert_null(strstr(b.buf, "LOCATION"));
	strbuf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    no_line_is_longer_than_75_octets_and_none_cuts_a_character),
		cmocka_unit_test(text_cannot_begin_a_line_of_its_own),
		cmocka_unit_test(times_are_utc_and_empty_fields_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
