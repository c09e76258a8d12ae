#include "house.h"
#include "store/site.h"

/* Kinds and windows (R120, R121): mediaplan/kind.c, db/kinds.hdf. */

static const struct {
	const char *kind, *window;
} window_cases[] = {
	/* the event: 8 December, 15:00 to 16:30 */
	{ "press_release", "2026-12-03T00:00 2026-12-06T00:00" },
	{ "post_release", "2026-12-08T16:30 2026-12-10T00:00" },
	{ "album", "2026-12-08T16:30 2026-12-10T00:00" },
	{ "digest", "2026-12-01T00:00 2027-01-01T00:00" },
	{ "playlist", "" },
	{ "longread", "" },
	{ "news", "" },
};

static const char *
window_of(const struct kind *k, int64_t starts_at, int64_t ends_at)
{
	int64_t from, to;

	kind_window(k, starts_at, ends_at, &from, &to);
	if (from == 0 && to == 0)
		return "";
	return arena_printf(a, "%s %s", date_input(a, from), date_input(a, to));
}

static void
every_kind_has_its_window(void **state)
{
	const struct kind *all;

	(void)state;
	assert_int_equal(kind_all(&all), LEN(window_cases));
	for (size_t i = 0; i < LEN(window_cases); i++) {
		const struct kind *k = kind_by_name(window_cases[i].kind);

		assert_non_null(k);
		assert_string_equal(window_of(k, date_at(2026, 12, 8, 15, 0),
					date_at(2026, 12, 8, 16, 30)),
		    window_cases[i].window);
	}
}

static void
a_window_crosses_months_and_years(void **state)
{
	const struct kind *k = kind_by_name("press_release");

	(void)state;
	assert_string_equal(
	    window_of(k, date_at(2027, 1, 2, 9, 0), date_at(2027, 1, 2, 10, 0)),
	    "2026-12-28T00:00 2026-12-31T00:00");
	k = kind_by_name("post_release");
	assert_string_equal(window_of(k, date_at(2026, 12, 31, 9, 0),
				date_at(2026, 12, 31, 23, 30)),
	    "2026-12-31T23:30 2027-01-02T00:00");
}

static void
only_these_are_proposed_and_checked(void **state)
{
	(void)state;
	assert_true(kind_by_name("press_release")->proposed);
	assert_true(kind_by_name("post_release")->proposed);
	assert_true(kind_by_name("album")->proposed);
	assert_true(kind_by_name("album")->photos_required);
	assert_false(kind_by_name("digest")->proposed);
	assert_int_equal(kind_by_name("longread")->chars_min, 2001);
	assert_true(kind_by_name("playlist")->list_required);
	assert_null(kind_by_name("unknown"));
}

static void
a_school_changes_a_window_but_not_into_nonsense(void **state)
{
	struct kind k;

	(void)state;
	assert_int_equal(site_set(st, "kind.press_release.from", "-7"), RC_OK);
	assert_int_equal(site_set(st, "kind.press_release.hour", "9"), RC_OK);
	assert_int_equal(kind_of_site(st, a, "press_release", &k), RC_OK);
	assert_int_equal(k.from_days, -7);
	assert_int_equal(k.to_days, -3);
	assert_int_equal(k.hour, 9);
	assert_int_equal(site_set(st, "kind.press_release.from", "5"), RC_OK);
	assert_int_equal(site_set(st, "kind.press_release.hour", "25"), RC_OK);
	assert_int_equal(kind_of_site(st, a, "press_release", &k), RC_OK);
	assert_int_equal(k.from_days, -5);
	assert_int_equal(k.hour, 10);
	assert_int_equal(kind_of_site(st, a, "none", &k), RC_NOT_FOUND);
}

static const struct {
	int day, hour, minute; /* of December: not before */
	const char *usual;
} usual_cases[] = {
	/* the window of the press release: 3 to 5 December, usually 10:00 */
	{ 1, 12, 0, "2026-12-03T10:00" },
	{ 3, 10, 0, "2026-12-03T10:00" },
	{ 3, 10, 1, "2026-12-04T10:00" },
	/* the usual hour is gone, the window is not */
	{ 5, 12, 7, "2026-12-05T12:07" },
	/* all is gone: the next usual hour, outside */
	{ 7, 9, 0, "2026-12-07T10:00" },
};

static void
the_usual_minute_is_never_in_the_past(void **state)
{
	const struct kind *k = kind_by_name("press_release");
	int64_t from = date_at(2026, 12, 3, 0, 0);

	(void)state;
	for (size_t i = 0; i < LEN(usual_cases); i++)
		assert_string_equal(
		    date_input(a,
			kind_usual_minute(k, from, date_add_days(from, 3),
			    date_at(2026, 12, usual_cases[i].day,
				usual_cases[i].hour, usual_cases[i].minute))),
		    usual_cases[i].usual);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(every_kind_has_its_window),
		HOUSE(a_window_crosses_months_and_years),
		HOUSE(only_these_are_proposed_and_checked),
		HOUSE(a_school_changes_a_window_but_not_into_nonsense),
		HOUSE(the_usual_minute_is_never_in_the_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
