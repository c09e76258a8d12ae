#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rc.h"
#include "vk/error.h"

struct row {
	int code, subcode;
	const char *text;
	enum error_class class;
};

/* vk-contract section 3, the rows that decide something. */
static const struct row writes[] = {
	{ 1, 0, "Unknown error occurred", ERROR_UNKNOWN },
	{ 2, 0, "", ERROR_TOKEN },
	{ 3, 0, "", ERROR_FIX },
	{ 5, 1130, "given to another ip address", ERROR_TOKEN },
	{ 5, 0, "invalid access_token (4)", ERROR_TOKEN },
	{ 6, 0, "Too many requests per second", ERROR_PACE },
	{ 7, 0, "", ERROR_TOKEN },
	{ 8, 0, "Invalid request", ERROR_FIX },
	{ 8, 0, "Invalid request: Application is blocked", ERROR_TOKEN },
	{ 9, 0, "Flood control", ERROR_BACKOFF },
	{ 10, 0, "Internal server error", ERROR_UNKNOWN },
	{ 13, 0, "", ERROR_UNKNOWN },
	{ 14, 0, "Captcha needed", ERROR_CAPTCHA },
	{ 15, 1133, "Access denied", ERROR_TOKEN },
	{ 15, 1134, "Access denied", ERROR_TOKEN },
	{ 15, 0, "Access denied: edit time expired", ERROR_FIX },
	{ 17, 0, "Validation required", ERROR_TOKEN },
	{ 18, 0, "", ERROR_TOKEN },
	{ 22, 0, "Upload error", ERROR_BACKOFF },
	{ 27, 0,
	    "Group authorization failed: method is unavailable with group "
	    "auth.",
	    ERROR_FIX },
	{ 27, 0, "Group authorization failed: access_token has expired.",
	    ERROR_TOKEN },
	{ 28, 0, "", ERROR_TOKEN },
	{ 29, 0, "", ERROR_BACKOFF },
	{ 32, 0, "", ERROR_BACKOFF },
	{ 36, 0, "", ERROR_UNKNOWN },
	{ 43, 0, "", ERROR_BACKOFF },
	{ 100, 0, "Violated: message_character_limit", ERROR_FIX },
	{ 118, 0, "", ERROR_RESTART },
	{ 121, 0, "", ERROR_RESTART },
	{ 122, 0, "", ERROR_RESTART },
	{ 214, 0,
	    "Access to adding post denied: you can only add 50 posts a day",
	    ERROR_BACKOFF },
	{ 214, 0,
	    "Access to adding post denied: can only schedule 25 posts on a "
	    "day",
	    ERROR_BACKOFF },
	{ 214, 0,
	    "Access to adding post denied: CANNOT SCHEDULE MORE THAN 150 "
	    "posts",
	    ERROR_BACKOFF },
	{ 214, 0, "Access to adding post denied: cannot postpone post",
	    ERROR_FIX },
	{ 214, 0,
	    "Access to adding post denied: a post is already scheduled for "
	    "this time",
	    ERROR_UNKNOWN },
	{ 214, 0, NULL, ERROR_FIX },
	{ 219, 0, "", ERROR_BACKOFF },
	{ 222, 0, "", ERROR_FIX },
	{ 224, 0, "", ERROR_BACKOFF },
	{ 601, 0, "", ERROR_BACKOFF },
	{ 703, 0, "", ERROR_TOKEN },
	{ 1051, 0, "", ERROR_TOKEN },
	{ 1117, 0, "", ERROR_TOKEN },
	{ 3300, 0, "", ERROR_CAPTCHA },
	{ 11500, 0, "", ERROR_TOKEN },
	{ 13000, 0, "", ERROR_FIX },
	{ 123456, 0, "a code of next year", ERROR_UNKNOWN },
	{ -1, 0, "", ERROR_UNKNOWN },
};

static void
each_code_has_the_class_of_the_contract(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(writes); i++) {
		const struct row *r = &writes[i];
		enum error_class got =
		    error_judge(r->code, r->subcode, r->text, true).class;

		if (got != r->class)
			fail_msg("%d/%d %s: %s, not %s", r->code, r->subcode,
			    r->text, error_class_names[got],
			    error_class_names[r->class]);
	}
}

static void
a_read_is_never_unclear(void **state)
{
	(void)state;
	for (int code = -1; code < 14000; code++)
		assert_int_not_equal(
		    error_judge(code, 0, "", false).class, ERROR_UNKNOWN);
}

static void
no_error_counts_as_success(void **state)
{
	(void)state;
	for (int code = -1; code < 14000; code++)
		assert_int_not_equal(
		    error_judge(code, 0, "", true).class, ERROR_NONE);
}

static void
flood_control_rests_the_whole_key_and_a_daily_limit_waits_for_the_day(
    void **state)
{
	(void)state;
	assert_true(error_judge(9, 0, "", true).whole_key);
	assert_false(error_judge(32, 0, "", true).whole_key);
	assert_int_equal(error_judge(601, 0, "", true).wait, ERROR_WAIT_DAY);
	assert_int_equal(error_judge(29, 0, "", true).wait, ERROR_WAIT_HOURS);
	assert_true(error_judge(214, 0, "", true).doubt_key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_code_has_the_class_of_the_contract),
		cmocka_unit_test(a_read_is_never_unclear),
		cmocka_unit_test(no_error_counts_as_success),
		cmocka_unit_test(
		    flood_control_rests_the_whole_key_and_a_daily_limit_waits_for_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
