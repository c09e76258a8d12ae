#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/rc.h"

static struct arena *a;

static const struct {
	int year, month, day;
	const char *iso; /* "": no such day */
	int weekday;
} day_cases[] = {
	{ 1970, 1, 1, "", 0 },
	{ 1989, 12, 31, "", 0 },
	{ 1990, 1, 1, "1990-01-01", 1 },
	{ 2000, 2, 29, "2000-02-29", 2 },
	{ 2024, 2, 29, "2024-02-29", 4 },
	{ 2024, 9, 1, "2024-09-01", 7 },
	{ 2024, 12, 31, "2024-12-31", 2 },
	{ 2025, 1, 1, "2025-01-01", 3 },
	{ 2100, 2, 28, "2100-02-28", 7 },
	{ 2199, 12, 31, "2199-12-31", 2 },
	{ 2100, 2, 29, "", 0 },
	{ 2025, 2, 29, "", 0 },
	{ 2025, 4, 31, "", 0 },
	{ 2025, 6, 31, "", 0 },
	{ 2025, 0, 1, "", 0 },
	{ 2025, 13, 1, "", 0 },
	{ 2025, 1, 0, "", 0 },
	{ 2025, 1, 32, "", 0 },
	{ 2025, -1, 1, "", 0 },
	{ 2200, 1, 1, "", 0 },
};

static void
only_days_of_the_calendar_have_a_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(day_cases); i++) {
		int n = day_of(
		    day_cases[i].year, day_cases[i].month, day_cases[i].day);

		assert_int_equal(n == DAY_NONE, day_cases[i].iso[0] == '\0');
		assert_string_equal(day_iso(a, n), day_cases[i].iso);
		if (n != DAY_NONE)
			assert_int_equal(day_weekday(n), day_cases[i].weekday);
	}
}

static void
each_day_of_two_centuries_comes_back(void **state)
{
	int n = day_of(1990, 1, 1), last = day_of(2199, 12, 31);
	int year, month, day, weekday = 1;

	(void)state;
	for (; n <= last; n++) {
		day_parts(n, &year, &month, &day);
		assert_int_equal(day_of(year, month, day), n);
		assert_int_equal(day_weekday(n), weekday);
		weekday = weekday % 7 + 1;
	}
}

static void
the_number_counts_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day_of(2001, 9, 9), 11574);
	assert_int_equal(day_weekday(0), 4);
	assert_int_equal(day_weekday(-1), 3);
}

static void
the_end_of_a_month_is_its_last_day(void **state)
{
	(void)state;
	assert_string_equal(day_iso(a, day_month_end(2024, 2)), "2024-02-29");
	assert_string_equal(day_iso(a, day_month_end(2025, 2)), "2025-02-28");
	assert_string_equal(day_iso(a, day_month_end(2025, 9)), "2025-09-30");
	assert_int_equal(day_month_end(2025, 13), DAY_NONE);
	assert_int_equal(day_month_end(2025, 0), DAY_NONE);
}

static const struct {
	const char *s;
	bool good;
} parse_cases[] = {
	{ "2024-09-01", true },
	{ "2024-02-29", true },
	{ "2025-02-29", false },
	{ "2024-9-1", false },
	{ "2024-09-01 ", false },
	{ "2024.09.01", false },
	{ "20240901", false },
	{ "+024-09-01", false },
	{ "2024-09-0x", false },
	{ "", false },
	{ NULL, false },
};

static void
a_day_is_parsed_whole_or_not_at_all(void **state)
{
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(parse_cases); i++) {
		assert_int_equal(
		    day_parse(parse_cases[i].s, &n), parse_cases[i].good);
		if (parse_cases[i].good)
			assert_string_equal(day_iso(a, n), parse_cases[i].s);
	}
}

static void
a_day_is_said_in_russian(void **state)
{
	(void)state;
	assert_string_equal(
	    day_ru(a, day_of(2024, 9, 1)), "1 сентября 2024 г.");
	assert_string_equal(day_ru(a, DAY_NONE), "");
}

static int
start(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_days_of_the_calendar_have_a_number),
		cmocka_unit_test(each_day_of_two_centuries_comes_back),
		cmocka_unit_test(the_number_counts_from_1970),
		cmocka_unit_test(the_end_of_a_month_is_its_last_day),
		cmocka_unit_test(a_day_is_parsed_whole_or_not_at_all),
		cmocka_unit_test(a_day_is_said_in_russian),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
