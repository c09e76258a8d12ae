#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"

static struct arena *a;

/* Tuesday, 8 December 2026, 15:00 in Yekaterinburg. */
enum { TUESDAY = 1796724000 };

static const struct {
	const char *name;
	bool known;
} zone_cases[] = {
	{ "Asia/Yekaterinburg", true },
	{ "UTC", true },
	{ "Etc/GMT+5", true },
	{ "America/Argentina/Buenos_Aires", true },
	{ "", false },
	{ NULL, false },
	{ "Asia", false },
	{ "Asia/Atlantis", false },
	{ "../../../etc/passwd", false },
	{ "Asia/../Asia/Omsk", false },
	{ "/etc/localtime", false },
	{ ":Asia/Omsk", false },
	{ "Asia/Omsk\n", false },
	{ "zone.tab", false },
	{ "right/Asia/Omsk", false },
	{ "XYZ5", false },
	{ "<+05>-5", false },
	{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    false },
};

static void
only_zones_of_the_system_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(zone_cases); i++) {
		assert_int_equal(
		    date_zone_known(zone_cases[i].name), zone_cases[i].known);
		assert_int_equal(
		    date_zone(zone_cases[i].name), zone_cases[i].known);
		if (!zone_cases[i].known)
			assert_int_equal(date_of(TUESDAY).offset, 0);
	}
}

static const struct {
	const char *zone, *words;
} words_cases[] = {
	{ "Asia/Yekaterinburg", "Екатеринбург, UTC+5" },
	{ "Europe/Kaliningrad", "Калининград, UTC+2" },
	{ "Asia/Kamchatka", "Камчатка, UTC+12" },
	{ "Asia/Kolkata", "Asia/Kolkata, UTC+5:30" },
	{ "America/St_Johns", "America/St_Johns, UTC−3:30" },
	{ "UTC", "UTC" },
	{ "nowhere", "UTC" },
};

static void
the_zone_is_called_by_its_city(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(words_cases); i++) {
		date_zone(words_cases[i].zone);
		assert_string_equal(
		    date_zone_words(a, TUESDAY), words_cases[i].words);
	}
}

static const struct {
	char *(*print)(struct arena *, int64_t);
	const char *text;
} print_cases[] = {
	{ date_iso, "2026-12-08T15:00:00+05:00" },
	{ date_input, "2026-12-08T15:00" },
	{ date_ymd, "2026-12-08" },
	{ date_http, "Tue, 08 Dec 2026 10:00:00 GMT" },
	{ date_ics, "20261208T100000Z" },
	{ date_ru, "8 декабря 2026 г." },
	{ date_ru_day, "8 декабря" },
	{ date_ru_full, "8 декабря 2026 г., вторник" },
	{ date_ru_short, "8 дек" },
	{ date_ru_month, "Декабрь 2026" },
	{ date_hm, "15:00" },
};

static void
a_date_is_written_in_every_form(void **state)
{
	(void)state;
	date_zone("Asia/Yekaterinburg");
	for (size_t i = 0; i < LEN(print_cases); i++)
		assert_string_equal(
		    print_cases[i].print(a, TUESDAY), print_cases[i].text);
	assert_int_equal(date_of(TUESDAY).weekday, 2);
	assert_string_equal(date_weekday_ru(7), "воскресенье");
	assert_string_equal(date_month_ru(5), "май");
	assert_string_equal(date_month_ru(13), "");
	/* Nothing breaks at the ends of time. */
	for (size_t i = 0; i < LEN(print_cases); i++) {
		print_cases[i].print(a, INT64_MAX);
		print_cases[i].print(a, INT64_MIN);
	}
}

static const struct {
	const char *s, *iso; /* NULL: refused */
} parse_cases[] = {
	{ "2026-12-08", "2026-12-08T00:00:00+05:00" },
	{ "2026-12-08T15:00", "2026-12-08T15:00:00+05:00" },
	{ "2026-12-08T15:00:07", "2026-12-08T15:00:07+05:00" },
	{ "2026-12-08T15:00:00Z", "2026-12-08T20:00:00+05:00" },
	{ "2026-12-08T15:00:00-03:30", "2026-12-08T23:30:00+05:00" },
	{ "2028-02-29", "2028-02-29T00:00:00+05:00" },
	{ "2199-12-31", "2199-12-31T00:00:00+05:00" },
	{ "2026-02-29", NULL },
	{ "2026-13-01", NULL },
	{ "2026-04-31", NULL },
	{ "2026-00-01", NULL },
	{ "1999-12-31", NULL },
	{ "2200-01-01", NULL },
	{ "2026-12-08T24:00", NULL },
	{ "2026-12-08T15:60", NULL },
	{ "2026-12-08 15:00", NULL },
	{ "2026-12-08T15", NULL },
	{ "2026-12-8", NULL },
	{ "2026-12-08x", NULL },
	{ "", NULL },
	{ "2026-12-08T15:00:00+5", NULL },
	{ NULL, NULL },
	{ "2026-12-08T15:00Zx", NULL },
	{ "+026-12-08", NULL },
};

static void
only_a_real_date_is_taken_and_comes_back_the_same(void **state)
{
	int64_t t;

	(void)state;
	date_zone("Asia/Yekaterinburg");
	for (size_t i = 0; i < LEN(parse_cases); i++) {
		if (!parse_cases[i].iso) {
			assert_false(date_parse(parse_cases[i].s, &t));
			continue;
		}
		assert_true(date_parse(parse_cases[i].s, &t));
		assert_string_equal(date_iso(a, t), parse_cases[i].iso);
	}
	assert_true(date_parse_month("2026-12", &t));
	assert_string_equal(date_input(a, t), "2026-12-01T00:00");
	assert_false(date_parse_month("2026-12-01", &t));
	assert_false(date_parse_month("2026-13", &t));
}

static int64_t
at(const char *s)
{
	int64_t t;

	assert_true(date_parse(s, &t));
	return t;
}

static const struct {
	const char *from;
	int days;
	const char *iso;
} add_cases[] = {
	/* Berlin goes to summer time on 29 March 2026 at 2:00. */
	{ "2026-03-28T15:00", 1, "2026-03-29T15:00:00+02:00" },
	{ "2026-03-28T02:30", 1, "2026-03-29T03:30:00+02:00" },
	{ "2026-03-30T02:30", -1, "2026-03-29T03:30:00+02:00" },
	/* and back on 25 October at 3:00: the first 2:30 of the two. */
	{ "2026-10-24T02:30", 1, "2026-10-25T02:30:00+02:00" },
	{ "2026-10-24T15:00", 2, "2026-10-26T15:00:00+01:00" },
	{ "2026-12-31T23:59", 1, "2027-01-01T23:59:00+01:00" },
	{ "2026-10-25T02:30:00+01:00", 0, "2026-10-25T02:30:00+01:00" },
};

static void
days_are_added_on_the_wall_clock(void **state)
{
	(void)state;
	date_zone("Europe/Berlin");
	for (size_t i = 0; i < LEN(add_cases); i++)
		assert_string_equal(
		    date_iso(a, date_add_days(
				    at(add_cases[i].from), add_cases[i].days)),
		    add_cases[i].iso);
	assert_int_equal(
	    date_days_between(at("2026-03-28T23:59"), at("2026-03-30T00:00")),
	    2);
	assert_int_equal(
	    date_days_between(at("2026-03-30T00:00"), at("2026-03-28T23:59")),
	    -2);
	assert_int_equal(
	    date_midnight(at("2026-03-29T15:00")), at("2026-03-29"));
	assert_string_equal(date_iso(a, date_at(2026, 14, 32, 10, 0)),
	    "2027-03-04T10:00:00+01:00");
}

static void
a_day_without_midnight_begins_at_one(void **state)
{
	int64_t t;

	(void)state;
	/* Beirut skips 00:00..01:00 on 29 March 2026. */
	date_zone("Asia/Beirut");
	t = date_midnight(at("2026-03-29T12:00"));
	assert_string_equal(date_input(a, t), "2026-03-29T01:00");
	/* Apia had no 30 December 2011 at all. */
	date_zone("Pacific/Apia");
	assert_string_equal(date_ymd(a, at("2011-12-30T12:00")), "2011-12-31");
}

static const struct {
	const char *t, *now, *words;
} near_cases[] = {
	{ "2026-12-08T15:00", "2026-12-08T23:59", "сегодня в 15:00" },
	{ "2026-12-08T15:00", "2026-12-07T00:00", "завтра в 15:00" },
	{ "2026-12-08T15:00", "2026-12-06T23:59", "8 декабря в 15:00" },
	{ "2026-12-07T09:05", "2026-12-08T00:00", "7 декабря в 09:05" },
	{ "2027-01-01T00:00", "2026-12-31T23:59", "завтра в 00:00" },
	{ "2027-01-02T00:00", "2026-12-31T23:59", "2 января 2027 г. в 00:00" },
};

static const struct {
	const char *from, *to, *words;
} range_cases[] = {
	{ "2026-12-03", "2026-12-06", "с 3 по 5 декабря" },
	{ "2026-12-03", "2026-12-04", "3 декабря" },
	{ "2026-12-03T10:00", "2026-12-03T12:00", "3 декабря" },
	{ "2026-12-03", "2026-12-03", "3 декабря" },
	{ "2026-12-02", "2026-12-05", "со 2 по 4 декабря" },
	{ "2026-11-30", "2026-12-03", "с 30 ноября по 2 декабря" },
	{ "2026-12-30", "2027-01-03",
	    "с 30 декабря 2026 г. по 2 января 2027 г." },
};

static void
near_days_and_ranges_are_said_as_people_do(void **state)
{
	(void)state;
	date_zone("Asia/Yekaterinburg");
	for (size_t i = 0; i < LEN(near_cases); i++)
		assert_string_equal(
		    date_ru_near(a, at(near_cases[i].t), at(near_cases[i].now)),
		    near_cases[i].words);
	for (size_t i = 0; i < LEN(range_cases); i++)
		assert_string_equal(date_ru_range(a, at(range_cases[i].from),
					at(range_cases[i].to)),
		    range_cases[i].words);
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
		cmocka_unit_test(only_zones_of_the_system_are_taken),
		cmocka_unit_test(the_zone_is_called_by_its_city),
		cmocka_unit_test(a_date_is_written_in_every_form),
		cmocka_unit_test(
		    only_a_real_date_is_taken_and_comes_back_the_same),
		cmocka_unit_test(days_are_added_on_the_wall_clock),
		cmocka_unit_test(a_day_without_midnight_begins_at_one),
		cmocka_unit_test(near_days_and_ranges_are_said_as_people_do),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
