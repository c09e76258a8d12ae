#include "house.h"
#include "programme/cycle.h"

static const char *why;

static enum rc
start(const struct actor *by, const char *title, const char *kind, int64_t from,
    int64_t to)
{
	struct cycle c = {
		.title = title, .kind = kind, .starts_at = from, .ends_at = to
	};

	return cycle_start(st, a, by, &c, &why);
}

/* Days counted from 1 September 2026, the last one not included. */
static const struct {
	const char *title, *kind;
	int from, to;
	enum rc rc;
} period_cases[] = {
	{ "Год", "school", 0, 365, RC_OK },
	{ "Год", "calendar", 0, 400, RC_OK },
	{ "Год", "school", 0, 401, RC_INVALID },
	{ "Год", "school", 0, 3650, RC_INVALID },
	{ "Год", "school", 0, 1, RC_OK },
	{ "Год", "school", 0, 0, RC_INVALID },
	{ "Год", "school", 30, 0, RC_INVALID },
	{ "", "school", 0, 365, RC_INVALID },
	{ "Год", "lunar", 0, 365, RC_INVALID },
	{ "Год", "", 0, 365, RC_INVALID },
};

static void
only_a_named_period_of_a_year_becomes_a_cycle(void **state)
{
	int64_t day = date_at(2026, 9, 1, 0, 0);

	(void)state;
	for (size_t i = 0; i < LEN(period_cases); i++) {
		enum rc rc = period_cases[i].rc;

		assert_int_equal(
		    start(&curator, period_cases[i].title, period_cases[i].kind,
			date_add_days(day, period_cases[i].from),
			date_add_days(day, period_cases[i].to)),
		    rc);
		if (rc == RC_INVALID)
			assert_non_null(why);
		assert_int_equal(store_script(st, "DELETE FROM cycles"), RC_OK);
	}
}

/* Beside a cycle of 1 September 2026 to 31 August 2027. */
static const struct {
	int from_year, from_month, from_day, to_year, to_month, to_day;
	enum rc rc;
} overlap_cases[] = {
	{ 2027, 9, 1, 2028, 9, 1, RC_OK },
	{ 2025, 9, 1, 2026, 9, 1, RC_OK },
	{ 2027, 8, 31, 2028, 8, 31, RC_INVALID },
	{ 2025, 9, 2, 2026, 9, 2, RC_INVALID },
	{ 2027, 1, 1, 2027, 2, 1, RC_INVALID },
	{ 2026, 8, 1, 2027, 9, 1, RC_INVALID },
};

static void
no_day_belongs_to_two_cycles(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(overlap_cases); i++) {
		int64_t from = date_at(overlap_cases[i].from_year,
		    overlap_cases[i].from_month, overlap_cases[i].from_day, 0,
		    0);
		int64_t to = date_at(overlap_cases[i].to_year,
		    overlap_cases[i].to_month, overlap_cases[i].to_day, 0, 0);

		assert_int_equal(
		    start(&curator, "Первый", "school",
			date_at(2026, 9, 1, 0, 0), date_at(2027, 9, 1, 0, 0)),
		    RC_OK);
		assert_int_equal(start(&curator, "Второй", "school", from, to),
		    overlap_cases[i].rc);
		if (overlap_cases[i].rc == RC_INVALID)
			assert_non_null(strstr(why, "31 августа 2027"));
		assert_int_equal(store_script(st, "DELETE FROM cycles"), RC_OK);
	}
}

static void
the_new_one_is_the_only_current_one_and_stands_in_the_journal(void **state)
{
	struct cycle c, *list;
	int n;

	(void)state;
	assert_int_equal(cycles_current(st, a, &c), RC_NOT_FOUND);
	assert_int_equal(
	    start(&curator, "2026/2027", "school", date_at(2026, 9, 1, 0, 0),
		date_at(2027, 9, 1, 0, 0)),
	    RC_OK);
	assert_int_equal(
	    start(&director, "2028", "calendar", date_at(2028, 1, 1, 0, 0),
		date_at(2029, 1, 1, 0, 0)),
	    RC_OK);
	assert_int_equal(cycles_current(st, a, &c), RC_OK);
	assert_string_equal(c.title, "2028");
	assert_int_equal(cycles_list(st, a, &list, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_true(list[0].current);
	assert_false(list[1].current);
	assert_string_equal(list[1].title, "2026/2027");
	assert_int_equal(house_number("SELECT count(*) FROM journal WHERE"
				      " kind = 'cycle' AND action = 'created'"
				      " AND detail LIKE '%2028-12-31'"),
	    1);
}

static void
an_editor_starts_none_and_a_refusal_leaves_no_trace(void **state)
{
	int64_t day = date_at(2026, 9, 1, 0, 0);

	(void)state;
	assert_int_equal(
	    start(&editor, "Год", "school", day, date_add_days(day, 365)),
	    RC_DENIED);
	assert_int_equal(
	    start(&curator, "Год", "school", day, day), RC_INVALID);
	assert_int_equal(house_number("SELECT count(*) FROM cycles"), 0);
	assert_int_equal(house_number("SELECT count(*) FROM journal"), 0);
}

/* What is offered: the year of its first September. */
static const struct {
	int year, month; /* today */
	int after_year;	 /* the latest cycle ends on its 1 September; 0 */
	int offered;
} next_cases[] = {
	{ 2026, 12, 2027, 2027 },
	{ 2027, 8, 2027, 2027 },
	{ 2026, 12, 0, 2026 },
	{ 2027, 8, 0, 2026 },
	{ 2030, 12, 2027, 2030 },
	{ 2026, 12, 2029, 2029 },
};

static void
the_next_school_year_is_offered(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(next_cases); i++) {
		int year = next_cases[i].after_year;
		struct cycle c;

		cycle_next_school(a, year ? date_at(year, 9, 1, 0, 0) : 0,
		    date_at(next_cases[i].year, next_cases[i].month, 15, 9, 0),
		    &c);
		year = next_cases[i].offered;
		assert_int_equal(c.starts_at, date_at(year, 9, 1, 0, 0));
		assert_int_equal(c.ends_at, date_at(year + 1, 9, 1, 0, 0));
		assert_true(cycle_covers(&c, c.starts_at));
		assert_false(cycle_covers(&c, c.ends_at));
		assert_int_equal(cycle_start(st, a, &curator, &c, &why), RC_OK);
		assert_int_equal(store_script(st, "DELETE FROM cycles"), RC_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(only_a_named_period_of_a_year_becomes_a_cycle),
		HOUSE(no_day_belongs_to_two_cycles),
		HOUSE(
		    the_new_one_is_the_only_current_one_and_stands_in_the_journal),
		HOUSE(an_editor_starts_none_and_a_refusal_leaves_no_trace),
		HOUSE(the_next_school_year_is_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
