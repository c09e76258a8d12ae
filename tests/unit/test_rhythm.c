#include "house.h"
#include "mediaplan/rhythm.h"

/* The watch of R122: mediaplan/rhythm.c. */

/* Days from now at which something is out or scheduled; 99 ends a row. */
static const struct {
	int days[6];
	int from, to; /* of the gap, in days from now; both 0: none */
} gap_cases[] = {
	{ { -3, 4, 11, 18, 25, 32 }, 0, 0 },
	{ { -3, 99 }, -3, 35 },
	{ { -3, 5, 99 }, -3, 5 },
	{ { -1, 3, 12, 99 }, 3, 12 },
	{ { -20, 2, 9, 16, 23, 30 }, -20, 2 },
	/* exactly a week is in rhythm */
	{ { -7, 0, 7, 14, 21, 28 }, 0, 0 },
	/* nothing at all: the watch begins today */
	{ { 99 }, 0, 35 },
};

static void
publish(int64_t at, bool wall)
{
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "INSERT INTO stories (kind, state, publish_at, changed_at,"
		    " created_at) VALUES ('news', 'scheduled', %lld, 1, 1)",
		    (long long)at)),
	    RC_OK);
	if (wall)
		assert_int_equal(
		    store_script(st, "INSERT INTO story_channels"
				     " SELECT max(id), 1 FROM stories"),
		    RC_OK);
}

static void
the_next_gap_over_a_week_is_seen_before_it_happens(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(gap_cases); i++) {
		struct rhythm_gap g;
		enum rc rc;

		assert_int_equal(
		    store_script(st, "DELETE FROM stories"), RC_OK);
		for (int j = 0; j < 6 && gap_cases[i].days[j] != 99; j++)
			publish(
			    date_add_days(now, gap_cases[i].days[j]), false);
		rc = rhythm_next_gap(st, a, 0, 7, now, &g);
		if (gap_cases[i].from == 0 && gap_cases[i].to == 0) {
			assert_int_equal(rc, RC_NOT_FOUND);
			continue;
		}
		assert_int_equal(rc, RC_OK);
		assert_int_equal(g.from, date_add_days(now, gap_cases[i].from));
		assert_int_equal(g.to, date_add_days(now, gap_cases[i].to));
		assert_int_equal(g.days, gap_cases[i].to - gap_cases[i].from);
	}
}

static void
a_channel_has_its_own_rhythm(void **state)
{
	struct rhythm_gap g;

	(void)state;
	for (int day = -2; day < 36; day += 5)
		publish(date_add_days(now, day), day == 3);
	assert_int_equal(rhythm_next_gap(st, a, 0, 7, now, &g), RC_NOT_FOUND);
	assert_int_equal(rhythm_next_gap(st, a, 1, 7, now, &g), RC_OK);
	assert_int_equal(g.from, date_add_days(now, 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(the_next_gap_over_a_week_is_seen_before_it_happens),
		HOUSE(a_channel_has_its_own_rhythm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
