#include <time.h>
#include "house.h"
#include "store/slugs.h"
#include <stdio.h>
#include "base/clock.h"

/* Lists and counts of stories: mediaplan/stories.c, walks.c. */

static struct story *list;
static int n;

/* A row as short as a row can be. */
static void
row(int64_t id, const char *state, int64_t publish_at, int64_t from, int64_t to)
{
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "INSERT INTO stories (id, kind, rubric_id, state, title,"
		    " slug, publish_at, window_from, window_to, changed_at,"
		    " created_at) VALUES (%d, 'news', 1, '%s', 't', 's%d',"
		    " nullif(%lld, 0), nullif(%lld, 0), nullif(%lld, 0), 1, 1)",
		    (int)id, state, (int)id, (long long)publish_at,
		    (long long)from, (long long)to)),
	    RC_OK);
}

static const char *
ids(void)
{
	const char *s = "";

	for (int i = 0; i < n; i++)
		s = arena_printf(
		    a, "%s%s%d", s, *s ? " " : "", (int)list[i].id);
	return s;
}

static const char *
listed(struct story_filter f)
{
	assert_int_equal(stories_list(st, a, &f, 1000, 100, &list, &n), RC_OK);
	return ids();
}

static void
rows_make(void)
{
	row(1, "planned", 0, 900, 1100);
	row(2, "planned", 0, 800, 1000);
	row(3, "draft", 0, 0, 0);
	row(4, "draft", 1500, 0, 0);
	row(5, "review", 950, 0, 0);
	row(6, "approved", 1200, 1000, 1300);
	row(7, "scheduled", 1001, 0, 0);
	row(8, "scheduled", 1000, 0, 0);
	row(9, "scheduled", 500, 0, 0);
	row(10, "withdrawn", 400, 0, 0);
	row(11, "skipped", 0, 700, 800);
}

static const struct {
	unsigned states;
	const char *ids;
} state_cases[] = {
	{ BIT(STORY_PLANNED), "1" },
	{ BIT(STORY_DRAFT), "4 3" },
	{ BIT(STORY_REVIEW), "" },
	{ BIT(STORY_MISSED), "5 2" },
	{ BIT(STORY_APPROVED), "6" },
	{ BIT(STORY_SCHEDULED), "7" },
	{ BIT(STORY_PUBLISHED), "9 8" },
	{ BIT(STORY_WITHDRAWN) | BIT(STORY_SKIPPED), "10 11" },
	{ BIT(STORY_PLANNED) | BIT(STORY_SCHEDULED), "7 1" },
	{ 0, "10 9 11 5 2 8 7 1 6 4 3" },
};

static void
tabs_and_their_counts_follow_the_clock(void **state)
{
	(void)state;
	rows_make();
	for (size_t i = 0; i < LEN(state_cases); i++) {
		unsigned states = state_cases[i].states;
		int count;

		assert_string_equal(
		    listed((struct story_filter){ .states = states }),
		    state_cases[i].ids);
		if (states == 0)
			continue;
		assert_int_equal(
		    stories_count(st, states, 1000, 99, &count), RC_OK);
		assert_int_equal(count, n);
	}
}

static void
a_count_stops_at_its_cap(void **state)
{
	int count;

	(void)state;
	rows_make();
	assert_int_equal(
	    stories_count(st,
		BIT(STORY_PUBLISHED) | BIT(STORY_MISSED) | BIT(STORY_DRAFT),
		1000, 3, &count),
	    RC_OK);
	assert_int_equal(count, 3);
}

static void
the_month_has_minutes_and_touching_windows_in_order(void **state)
{
	(void)state;
	rows_make();
	/* 6 has a minute: its window does not count */
	assert_string_equal(
	    listed((struct story_filter){ .from = 1000, .to = 1150 }), "1 8 7");
	assert_string_equal(
	    listed((struct story_filter){
		.from = 1000, .to = 1150, .newest_first = true }),
	    "7 8 1");
	assert_string_equal(
	    listed((struct story_filter){
		.from = 1000, .to = 1150, .states = BIT(STORY_PLANNED) }),
	    "1");
	assert_string_equal(
	    listed((struct story_filter){ .from = 1100, .to = 1200 }), "");
}

static void
filters_narrow_every_walk(void **state)
{
	(void)state;
	rows_make();
	assert_int_equal(
	    store_script(st,
		"UPDATE stories SET rubric_id = 2, responsible_id = 2"
		" WHERE id IN (4, 9); UPDATE stories SET kind = 'digest'"
		" WHERE id = 8; INSERT INTO story_channels VALUES (9, 1)"),
	    RC_OK);
	assert_string_equal(
	    listed((struct story_filter){ .rubric_id = 2 }), "9 4");
	assert_string_equal(listed((struct story_filter){
				.responsible_id = 2, .rubric_id = 1 }),
	    "");
	assert_string_equal(listed((struct story_filter){
				.responsible_id = 2, .newest_first = true }),
	    "4 9");
	assert_string_equal(
	    listed((struct story_filter){ .kind = "digest" }), "8");
	assert_string_equal(
	    listed((struct story_filter){ .channel_id = 1 }), "9");
	assert_string_equal(listed((struct story_filter){ .site_only = true,
				.states = BIT(STORY_PUBLISHED) }),
	    "8");
	assert_string_equal(listed((struct story_filter){
				.from = 1, .to = 600, .rubric_id = 2 }),
	    "9");
}

static void
the_public_sees_only_what_is_out(void **state)
{
	struct story s;
	const char *moved;
	bool more;
	int64_t at;

	(void)state;
	rows_make();
	assert_int_equal(
	    stories_public(st, a, 0, 0, 10, 1000, &list, &n, &more), RC_OK);
	assert_string_equal(ids(), "8 9");
	assert_false(more);
	assert_int_equal(stories_by_slug(st, a, "s8", 1000, &s, &moved), RC_OK);
	assert_int_equal(
	    stories_by_slug(st, a, "s8", 999, &s, &moved), RC_NOT_FOUND);
	assert_int_equal(
	    stories_by_slug(st, a, "s4", 1000, &s, &moved), RC_NOT_FOUND);
	assert_int_equal(
	    stories_by_slug(st, a, "s10", 1000, &s, &moved), RC_GONE);
	assert_int_equal(stories_latest(st, 999, &at), RC_OK);
	assert_int_equal(at, 500);
	assert_int_equal(
	    stories_related(st, a, &(struct story){ .id = 8, .rubric_id = 1 },
		3, 1000, &list, &n),
	    RC_OK);
	assert_string_equal(ids(), "9");
}

static void
an_old_address_leads_to_the_new_one(void **state)
{
	struct story s;
	const char *moved;

	(void)state;
	rows_make();
	assert_int_equal(slugs_add(st, "story", "staryj", 9), RC_OK);
	assert_int_equal(
	    stories_by_slug(st, a, "staryj", 1000, &s, &moved), RC_OK);
	assert_string_equal(moved, "s9");
	assert_int_equal(stories_by_slug(st, a, "s9", 1000, &s, &moved), RC_OK);
	assert_null(moved);
}

static void
paging_loses_no_story_of_a_shared_minute(void **state)
{
	int seen = 0;
	int64_t before = 0;
	bool more = true;

	(void)state;
	for (int i = 1; i <= 20; i++)
		row(i, "scheduled", 100 + i / 5, 0, 0);
	while (more) {
		assert_int_equal(
		    stories_public(st, a, 0, before, 3, 1000, &list, &n, &more),
		    RC_OK);
		assert_true(n > 0);
		seen += n;
		before = list[n - 1].publish_at;
	}
	assert_int_equal(seen, 20);
}

static void
scan_seen(void *ctx, const char *file, const char *sql, const char *detail)
{
	/* Tables of at most some dozen rows are read whole. */
	static const char *const small[] = { "accounts", "rubrics", "cycles",
		"channels" };

	for (size_t i = 0; i < LEN(small); i++)
		if (strstr(detail, small[i]) != NULL)
			return;
	if (strstr(file, "/mediaplan/") == NULL &&
	    strstr(file, "/people/") == NULL)
		return;
	print_message("%s: %s\n  %s\n", file, detail, sql);
	(*(int *)ctx)++;
}

static void
no_statement_scans_a_table_that_grows(void **state)
{
	int scans = 0;

	(void)state;
	assert_int_equal(store_prepare_all(st, scan_seen, &scans), RC_OK);
	assert_int_equal(scans, 0);
}

/* Processor time of this process: what else runs does not count. */
static int64_t
work_ms(void)
{
	return (int64_t)clock() * 1000 / CLOCKS_PER_SEC;
}

/* The work of all lists that a home page, a plan and a desk need. */
static int64_t
walk_all(void)
{
	int64_t from = now - 15 * 86400, to = now + 15 * 86400, best = 1 << 30;
	bool more;
	int64_t *at;

	for (int i = 0; i < 20; i++) {
		int64_t ms = work_ms();

		for (int j = 0; j < 20; j++) {
			struct story_filter f = { .newest_first = true,
				.states = BIT(STORY_PUBLISHED) };

			assert_int_equal(stories_public(st, a, 0, 0, 20, now,
					     &list, &n, &more),
			    RC_OK);
			assert_int_equal(stories_public(st, a, 2, 0, 20, now,
					     &list, &n, &more),
			    RC_OK);
			assert_int_equal(
			    stories_list(st, a, &f, now, 50, &list, &n), RC_OK);
			f.kind = "digest";
			assert_int_equal(
			    stories_list(st, a, &f, now, 50, &list, &n), RC_OK);
			f = (struct story_filter){ .from = from, .to = to };
			assert_int_equal(
			    stories_list(st, a, &f, now, 100, &list, &n),
			    RC_OK);
			for (int s = 0; s < STORY_STATE__COUNT; s++)
				assert_int_equal(
				    stories_count(st, BIT(s), now, 100, &n),
				    RC_OK);
			assert_int_equal(
			    stories_minutes(st, a, 0, now, to, &at, &n), RC_OK);
			arena_reset(a);
		}
		ms = work_ms() - ms;
		if (ms < best)
			best = ms;
	}
	return best;
}

/* One every hour up to now and ahead for a month, oldest first. */
static void
fill(int from, int to)
{
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n"
		    " WHERE i < %d) INSERT INTO stories (id, kind, rubric_id, state,"
		    " title, slug, text, publish_at, changed_at, created_at)"
		    " SELECT i, CASE WHEN i %% 3000 = 0 THEN 'digest' ELSE 'news' END,"
		    " 1 + (i %% 50 = 0), 'scheduled', 'Материал ' || i, 's' || i,"
		    " 'Текст', %lld - i * 3600, 1, 1 FROM n",
		    from, to, (long long)now)),
	    RC_OK);
}

static void
a_hundred_thousand_stories_cost_what_five_hundred_do(void **state)
{
	int64_t few, many;

	(void)state;
	fill(1, 500);
	few = walk_all();
	fill(501, 100000);
	many = walk_all();
	print_message(
	    "lists: %d ms with 500, %d ms with 100000\n", (int)few, (int)many);
	/* Twice and two milliseconds: a walk of all would be a hundredfold. */
	assert_true(many <= few * 2 + 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(tabs_and_their_counts_follow_the_clock),
		HOUSE(a_count_stops_at_its_cap),
		HOUSE(the_month_has_minutes_and_touching_windows_in_order),
		HOUSE(filters_narrow_every_walk),
		HOUSE(the_public_sees_only_what_is_out),
		HOUSE(an_old_address_leads_to_the_new_one),
		HOUSE(paging_loses_no_story_of_a_shared_minute),
		HOUSE(no_statement_scans_a_table_that_grows),
		HOUSE(a_hundred_thousand_stories_cost_what_five_hundred_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
