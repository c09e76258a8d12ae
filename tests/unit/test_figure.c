#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/stat.h>

#include "house.h"
#include "base/day.h"
#include "figure/figure.h"
#include "mediaplan/attendance.h"
#include "roadmap/activity.h"
#include "roadmap/roadmaps.h"

static const char *why;
static struct figure_scope scope;

static void
script(const char *sql)
{
	assert_int_equal(store_script(st, sql), RC_OK);
}

/* A cycle from 1 September 2026 with a running roadmap; 1 December is
 * today, day 20788. */
static int
figures_open(void **state)
{
	int rc = house_open(state);

	assert_int_equal(figure_load("db"), RC_OK);
	assert_int_equal(figures_check(st), RC_OK);
	scope = (struct figure_scope){ .cycle_id = 1,
		.starts_at = date_at(2026, 9, 1, 0, 0),
		.ends_at = date_at(2027, 9, 1, 0, 0),
		.roadmap_id = 1,
		.now = now,
		.today = day_of(2026, 12, 1) };
	script(arena_printf(a,
	    "INSERT INTO cycles (id, title, kind, starts_at, ends_at, current)"
	    " VALUES (1, '2026/2027', 'school', %lld, %lld, 1);"
	    "INSERT INTO roadmaps (id, cycle_id, title, state, created_at,"
	    " updated_at) VALUES (1, 1, 'Карта', 'running', 0, 0)",
	    (long long)scope.starts_at, (long long)scope.ends_at));
	return rc;
}

static int
figures_close(void **state)
{
	figure_unload();
	return house_close(state);
}

/* A store that has not yet been asked any description's statement. */
static void
other_store(void **state)
{
	figures_close(state);
	house_open(state);
}

static struct figure_value
value(const char *name)
{
	const struct figure_def *d = figure_by_name(name);
	struct figure_value v;

	assert_non_null(d);
	assert_int_equal(figure_value_of(st, a, &scope, d, &v), RC_OK);
	return v;
}

/* ---------------------------------------------------------- descriptions */

static const struct {
	const char *text; /* of a description */
	bool good;
} described[] = {
	{ "title = Т\nsource = E\nunit = count\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\n",
	    true },
	{ "source = E\nunit = count\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\n",
	    false },
	{ "title = Т\nunit = count\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = metres\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = about\nthreshold = 1\n"
	  "numerator = SELECT 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = min\n"
	  "numerator = SELECT 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = min\nthreshold = 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = percent\ncompare = min\n"
	  "threshold = 1\nnumerator = SELECT 1\n",
	    false },
	{ "title = Т\nsource = E\nunit = percent\ncompare = min\n"
	  "threshold = 1\nnumerator = SELECT 1\ndenominator_total = aliens\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\ndoubt = Как?\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = min\nthreshold = 1\n"
	  "numerator = SELECT 1\nnumeraotr = SELECT 2\n",
	    false },
	{ "title = Т\nsource = E\nunit = count\ncompare = min\n"
	  "threshold = 1000001\nnumerator = SELECT 1\n",
	    false },
};

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* A folder of one total and one figure. */
static const char *
folder(const char *text)
{
	char *dir = arena_strdup(a, "/tmp/nastavnik-figure-XXXXXX");

	assert_non_null(mkdtemp(dir));
	assert_int_equal(mkdir(arena_printf(a, "%s/figures", dir), 0700), 0);
	write_file(arena_printf(a, "%s/figures/totals.hdf", dir),
	    "pupils {\n\tlabel = Всего\n}\n");
	write_file(arena_printf(a, "%s/figures/one.hdf", dir), text);
	return dir;
}

static void
drop(const char *dir)
{
	unlink(arena_printf(a, "%s/figures/one.hdf", dir));
	unlink(arena_printf(a, "%s/figures/totals.hdf", dir));
	rmdir(arena_printf(a, "%s/figures", dir));
	rmdir(dir);
}

static void
a_description_with_a_fault_stops_the_start(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(described); i++) {
		const char *dir = folder(described[i].text);

		assert_int_equal(
		    figure_load(dir), described[i].good ? RC_OK : RC_FAIL);
		drop(dir);
	}
}

/* A store keeps its statements by the address of their text, and descriptions
 * that are loaded one after another may get the same one. */
static void
fresh_store(void)
{
	store_close(st);
	assert_int_equal(store_open(&st, ":memory:"), RC_OK);
	assert_int_equal(migrate_create(st, "db"), RC_OK);
	script("INSERT INTO rubrics (id, slug, title, hashtag) VALUES"
	       " (1, 'a', 'А', 'а'), (2, 'b', 'Б', 'б')");
}

static void
a_description_that_writes_is_refused_and_does_not_run(void **state)
{
	static const char *const bad[] = {
		"DELETE FROM rubrics RETURNING id",
		"UPDATE rubrics SET position = 9 RETURNING id",
		"INSERT INTO settings VALUES ('x', 'y') RETURNING 1",
		"PRAGMA user_version",
		"BEGIN",
		"ATTACH 'x' AS y",
		"SELECT 1; DELETE FROM rubrics",
		"SELECT ?7",
	};

	for (size_t i = 0; i < LEN(bad); i++) {
		const char *dir;

		other_store(state);
		dir = folder(arena_printf(a,
		    "title = Т\nsource = E\nunit = count\ncompare = min\n"
		    "threshold = 1\nnumerator = %s\n",
		    bad[i]));

		fresh_store();
		assert_int_equal(figure_load(dir), RC_OK);
		assert_int_equal(figures_check(st), RC_FAIL);
		if (i + 1 < LEN(bad)) {
			const struct figure_def *d = figure_by_name("one");
			int64_t n;

			assert_int_equal(figures_number(st,
					     d->ways[0].numerator, &scope, &n),
			    RC_FAIL);
		}
		drop(dir);
		assert_int_equal(
		    house_number("SELECT COUNT(*) FROM rubrics"), 2);
		assert_int_equal(house_number("SELECT COUNT(*) FROM rubrics"
					      " WHERE position = 9"),
		    0);
	}
}

static void
every_figure_of_ours_has_a_source_and_can_be_counted(void **state)
{
	struct figure_value *list;
	int n;

	(void)state;
	assert_int_equal(figure_values(st, a, &scope, &list, &n), RC_OK);
	assert_int_equal(n, 13);
	for (int i = 0; i < n; i++) {
		const struct figure_def *d = list[i].def;

		assert_non_null(strstr(d->source, "E"));
		for (int w = 0; w < d->ways_n; w++) {
			struct figure_row *rows;
			int k, all;

			if (d->ways[w].rows != NULL)
				assert_int_equal(
				    figures_rows(st, a, d->ways[w].rows, &scope,
					FIGURE_ROWS_MAX, &rows, &k, &all),
				    RC_OK);
		}
	}
}

/* --------------------------------------------------------------- roadmap */

/* due, days of the deadline and of being done counted from today, state */
static void
activity(const char *due, int due_to, const char *state, int done)
{
	static int n;

	script(arena_printf(a,
	    "INSERT INTO activities (roadmap_id, position, text, match, due,"
	    " due_from, due_to, state, done_on, updated_at) VALUES (1, %d,"
	    " 'Пункт %d', 'm%d', '%s', %s, %s, '%s', %s, 0)",
	    n, n, n, due,
	    due_to == DAY_NONE ? "NULL"
			       : arena_printf(a, "%d", scope.today + due_to),
	    due_to == DAY_NONE ? "NULL"
			       : arena_printf(a, "%d", scope.today + due_to),
	    state,
	    done == DAY_NONE ? "NULL"
			     : arena_printf(a, "%d", scope.today + done)));
	n++;
}

static void
figures_of_the_roadmap_count_as_the_control_sheet_does(void **state)
{
	struct activity_counts c;
	struct activity *list;
	struct figure_value v;
	int n;

	(void)state;
	activity("read", -10, "done", -10);	     /* its last day: in time */
	activity("read", -10, "done", -9);	     /* late */
	activity("decided", 5, "planned", DAY_NONE); /* ahead */
	activity("read", -1, "failed", DAY_NONE);
	activity("open", DAY_NONE, "done", -3); /* no day counts */
	activity("whole", DAY_NONE, "done", -3);
	activity("read", -4, "dropped", DAY_NONE); /* does not count */
	assert_int_equal(activities_list(st, a, 1, &list, &n), RC_OK);
	activity_count(list, n, scope.today, &c);
	v = value("roadmap_done");
	assert_int_equal(v.numerator, 4);
	assert_int_equal(v.denominator, 6);
	assert_int_equal(v.numerator, c.done);
	assert_int_equal(v.denominator, c.all);
	assert_int_equal(v.value, 666);
	assert_false(v.met);
	v = value("roadmap_on_time");
	assert_int_equal(v.numerator, 1);
	assert_int_equal(v.denominator, 4);
	assert_int_equal(v.numerator, c.on_time);
	assert_int_equal(v.denominator, c.assigned);
}

static void
a_row_short_of_all_is_not_a_hundred_percent(void **state)
{
	struct figure_value v;

	(void)state;
	for (int i = 0; i < 1999; i++)
		activity("read", 0, "done", 0);
	activity("read", 0, "planned", DAY_NONE);
	v = value("roadmap_done");
	assert_string_equal(figure_words(a, &v), "99,9\u00a0%");
	assert_false(v.met);
	script("UPDATE activities SET state = 'done', done_on = 0");
	v = value("roadmap_done");
	assert_string_equal(figure_words(a, &v), "100\u00a0%");
	assert_true(v.met);
}

static void
without_a_roadmap_nothing_is_known_of_it(void **state)
{
	(void)state;
	scope.roadmap_id = 0;
	assert_false(value("roadmap_done").known);
	assert_false(value("roadmap_on_time").met);
}

/* -------------------------------------------------------------- stories */

static void
story(int64_t at, int rubric, bool vk)
{
	static int n = 100;

	n++;
	script(arena_printf(a,
	    "INSERT INTO stories (id, kind, rubric_id, state, title, slug,"
	    " publish_at, changed_at, created_at) VALUES (%d, 'news', %d,"
	    " 'scheduled', 'М', 's%d', %lld, 0, 0)",
	    n, rubric, n, (long long)at));
	if (vk)
		script(arena_printf(a,
		    "INSERT INTO publications (story_id, channel_id, revision,"
		    " state, due_at, act_at, guid, marker, url, created_at)"
		    " VALUES (%d, 1, 1, 'posted', %d, 0, 'g', 'm',"
		    " 'https://vk.com/wall-1_%d', 0)",
		    n, n * 60, n));
}

static int64_t
settle(const char *figure, const char *way)
{
	assert_int_equal(figure_settle(st, a, &curator, 1, figure, way,
			     "так решил совет", &why),
	    RC_OK);
	return value(figure).numerator;
}

static void
the_way_of_counting_decides_about_site_and_wall(void **state)
{
	int64_t day = scope.starts_at;

	(void)state;
	story(day - 1, 2, true); /* before the cycle */
	story(day + 3600, 1, true);
	story(day + 7200, 1, false);
	story(day + 9000, 2, false);
	story(now + 60, 2, true); /* not out yet */
	assert_int_equal(value("publications").numerator, 3);
	assert_false(value("publications").settled);
	assert_int_equal(settle("publications", "links"), 4);
	assert_int_equal(settle("publications", "vk"), 1);
	assert_true(value("publications").settled);
	assert_int_equal(value("rubrics").numerator, 2);
	assert_true(value("rubrics").met);
	assert_int_equal(settle("rubrics", "both"), 1);
	assert_false(value("rubrics").met);
	/* A decision is taken back; the journal keeps all of them. */
	assert_int_equal(settle("rubrics", ""), 2);
	assert_false(value("rubrics").settled);
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM figure_choices"), 4);
	assert_int_equal(house_number("SELECT COUNT(*) FROM journal WHERE"
				      " action = 'figure_settled'"),
	    4);
}

static void
the_longest_time_without_news_includes_both_ends(void **state)
{
	struct figure_value v;

	(void)state;
	/* 1 September is a Tuesday; 91 days to 1 December. */
	assert_int_equal(value("site_update").numerator, 91);
	/* Each week the last minute of its day: 7 days, whatever the hour. */
	for (int i = 0; i <= 13; i++)
		story(date_add_days(scope.starts_at, i * 7) +
			  (i % 2 ? 60 : 86399),
		    1, false);
	v = value("site_update");
	assert_int_equal(v.value, 7);
	assert_true(v.met);
	assert_int_equal(settle("site_update", "working"), 5);
	assert_int_equal(value("site_update").threshold, 5);
	script("DELETE FROM stories WHERE id = (SELECT id FROM stories"
	       " ORDER BY publish_at LIMIT 1 OFFSET 5)");
	assert_int_equal(value("site_update").value, 10);
	assert_false(value("site_update").met);
	assert_int_equal(settle("site_update", "calendar"), 14);
}

/* ------------------------------------------------------------ attendance */

static void
came(int64_t at, const char *audience, int present, bool cancelled)
{
	static int n = 50;

	n++;
	script(arena_printf(a,
	    "INSERT INTO events (id, title, starts_at, ends_at, cancelled,"
	    " informs, created_at, updated_at) VALUES (%d, 'Встреча', %lld,"
	    " %lld, %d, 1, 0, 0); INSERT INTO attendances (event_id, audience, present) VALUES"
	    " (%d, '%s', %d)",
	    n, (long long)at, (long long)at, cancelled, n, audience, present));
}

static enum rc
total(const char *name, int64_t n)
{
	return figure_set_total(
	    st, a, &curator, 1, name, n, day_of(2026, 9, 1), "отчёт", &why);
}

static void
a_missing_number_is_named_and_not_guessed(void **state)
{
	struct figure_value v;

	(void)state;
	came(scope.starts_at, "teachers", 36, false);
	v = value("council");
	assert_false(v.known);
	assert_false(v.met);
	assert_string_equal(v.missing->name, "teachers");
	assert_string_equal(figure_words(a, &v), "—");
	assert_int_equal(total("teachers", 40), RC_OK);
	v = value("council");
	assert_true(v.known);
	assert_true(v.met);
	assert_int_equal(v.value, 900);
	/* The newest number counts, the old one stays. */
	assert_int_equal(total("teachers", 41), RC_OK);
	assert_false(value("council").met);
	assert_int_equal(house_number("SELECT COUNT(*) FROM totals"), 2);
	/* Nobody to divide by: not known, no crash. */
	assert_int_equal(total("teachers", 0), RC_OK);
	assert_false(value("council").known);
}

static void
meetings_are_those_of_the_cycle_that_took_place(void **state)
{
	int64_t day = scope.starts_at;

	(void)state;
	came(day - 1, "parents", 1000, false);
	came(scope.ends_at, "parents", 1000, false);
	came(day, "parents", 1000, true);
	for (int i = 0; i < 4; i++)
		came(day + i, "parents", 100, false);
	came(day, "parents", 0, false);
	assert_int_equal(value("parent_meetings").value, 4);
	assert_int_equal(value("parents_reached").value, 400);
	came(day + 9, "parents", 100, false);
	assert_true(value("parent_meetings").met);
	assert_true(value("parents_reached").met);
	came(day, "partners", 3, false);
	came(day, "alumni", 3, false);
	assert_int_equal(value("partner_meetings").value, 2);
	came(day, "pupils", 30, false);
	came(day, "pupils", 24, false);
	assert_int_equal(total("pupils", 60), RC_OK);
	assert_int_equal(value("class_hours").value, 900);
	assert_int_equal(settle("class_hours", "largest"), 30);
	assert_int_equal(settle("parents_reached", "unique"), 0);
	assert_false(value("parents_reached").known);
}

static void
who_came_counts_only_where_the_programme_was_told_about(void **state)
{
	const struct figure_def *d = figure_by_name("parents_reached");
	struct figure_row *rows;
	int n, all;

	(void)state;
	came(scope.starts_at, "parents", 40, false);
	came(scope.starts_at + 1, "parents", 300, false);
	script("UPDATE events SET informs = 0 WHERE starts_at = (SELECT"
	       " MAX(starts_at) FROM events)");
	assert_int_equal(value("parents_reached").value, 40);
	assert_int_equal(value("parent_meetings").value, 1);
	assert_int_equal(
	    figures_rows(st, a, d->ways[0].rows, &scope, 10, &rows, &n, &all),
	    RC_OK);
	assert_int_equal(n, 2);
	assert_true(rows[0].counts);
	assert_false(rows[1].counts);
	assert_non_null(strstr(rows[1].note, "нет отметки"));
}

/* The list behind a figure: how many of it count, and the largest number in
 * its notes. */
static int
listed(const char *name, int *most)
{
	struct figure_value v = value(name);
	struct figure_row *rows;
	int n, all, counted = 0;

	assert_int_equal(
	    figures_rows(st, a, v.way->rows, &scope, 1000, &rows, &n, &all),
	    RC_OK);
	*most = 0;
	for (int i = 0; i < n; i++) {
		const char *colon = strchr(rows[i].note, ':');

		counted += rows[i].counts;
		if (colon != NULL && atoi(colon + 1) > *most)
			*most = atoi(colon + 1);
	}
	return counted;
}

/* An event of two audiences is one meeting, a rubric of five stories one
 * rubric, and the longest pause may be the one that still lasts. */
static void
the_list_behind_a_number_has_as_many_rows_that_count(void **state)
{
	int most;

	(void)state;
	came(scope.starts_at + 5, "partners", 3, false);
	script("INSERT INTO attendances (event_id, audience, present, total,"
	       " note) SELECT MAX(id), 'alumni', 4, 6, 'протокол № 3'"
	       " FROM events");
	came(scope.starts_at + 9, "alumni", 2, false);
	assert_int_equal(value("partner_meetings").value, 2);
	assert_int_equal(listed("partner_meetings", &most), 2);
	for (int i = 0; i < 5; i++)
		story(date_add_days(scope.starts_at, i), 1, i == 2);
	story(date_add_days(scope.starts_at, 6), 2, false);
	assert_int_equal(value("rubrics").value, 2);
	assert_int_equal(listed("rubrics", &most), 2);
	assert_int_equal(settle("rubrics", "both"), 1);
	assert_int_equal(listed("rubrics", &most), 1);
	for (int i = 0; i < 3; i++) {
		static const char *const ways[] = { "stories", "links", "vk" };
		int n = settle("publications", ways[i]);

		assert_int_equal(listed("publications", &most), n);
	}
	assert_int_equal(value("site_update").value, 85);
	listed("site_update", &most);
	assert_int_equal(most, 85);
	assert_int_equal(settle("site_update", "working"), 61);
	listed("site_update", &most);
	assert_int_equal(most, 61);
}

static void
a_meeting_moved_into_the_days_to_come_counts_no_more(void **state)
{
	(void)state;
	came(scope.starts_at, "parents", 40, false);
	assert_int_equal(value("parents_reached").value, 40);
	script(arena_printf(a,
	    "UPDATE events SET starts_at = %lld, ends_at = %lld",
	    (long long)scope.now + 86400, (long long)scope.now + 86400));
	assert_int_equal(value("parents_reached").value, 0);
	assert_int_equal(value("parent_meetings").value, 0);
}

/* A press release whose window is the first day of the year. */
static void
release(const char *state, int64_t publish_at)
{
	static int n = 300;

	n++;
	script(arena_printf(a,
	    "INSERT INTO stories (id, kind, state, title, slug, publish_at,"
	    " window_from, window_to, changed_at, created_at) VALUES (%d,"
	    " 'press_release', '%s', 'М', 's%d', %lld, %lld, %lld, 0, 0)",
	    n, state, n, (long long)publish_at, (long long)scope.starts_at,
	    (long long)scope.starts_at + 86400));
}

static void
releases_count_when_their_window_is_over_and_they_went_out_in_it(void **state)
{
	(void)state;
	assert_false(value("press_window").known);
	release("scheduled", scope.starts_at + 86399);
	release("scheduled", scope.starts_at + 86400);
	release("planned", scope.starts_at + 100);
	release("skipped", scope.starts_at + 100);
	assert_int_equal(value("press_window").numerator, 1);
	assert_int_equal(value("press_window").denominator, 3);
	assert_false(value("post_window").known);
	/* What an event that was called off left behind is nobody's fault. */
	came(scope.starts_at, "parents", 1, true);
	script("UPDATE stories SET event_id = (SELECT MAX(id) FROM events)"
	       " WHERE state = 'planned'");
	assert_int_equal(value("press_window").denominator, 2);
	script("UPDATE stories SET window_to = 32503680000");
	assert_false(value("press_window").known);
}

static void
a_small_school_has_its_own_threshold(void **state)
{
	struct figure_value v;

	(void)state;
	assert_int_equal(value("parents_reached").threshold, 500);
	assert_int_equal(total("small_school", 2), RC_INVALID);
	assert_int_equal(total("small_school", 1), RC_OK);
	v = value("parents_reached");
	assert_int_equal(v.threshold, 70);
	assert_true(v.small);
	assert_int_equal(value("parent_meetings").threshold, 5);
}

/* --------------------------------------------------------------- choices */

static void
a_threshold_holds_for_its_cycle_until_it_is_taken_back(void **state)
{
	const char *f = "parent_meetings";

	(void)state;
	assert_int_equal(
	    figure_set_threshold(st, a, &curator, 1, f, 3, "малая школа", &why),
	    RC_OK);
	assert_int_equal(value(f).threshold, 3);
	assert_true(value(f).own_threshold);
	scope.cycle_id = 2;
	assert_int_equal(value(f).threshold, 5);
	scope.cycle_id = 1;
	assert_int_equal(
	    figure_set_threshold(st, a, &curator, 1, f, -1, "ошибка", &why),
	    RC_OK);
	assert_int_equal(value(f).threshold, 5);
	assert_false(value(f).own_threshold);
}

static void
a_decision_without_a_reason_or_beyond_its_limits_is_refused(void **state)
{
	char *longest = arena_alloc(a, FIGURE_REASON_MAX + 2);

	(void)state;
	memset(longest, 'x', FIGURE_REASON_MAX);
	assert_int_equal(
	    figure_set_threshold(st, a, &curator, 1, "rubrics", 3, "", &why),
	    RC_INVALID);
	assert_int_equal(figure_set_threshold(
			     st, a, &curator, 1, "rubrics", 3, longest, &why),
	    RC_OK);
	longest[FIGURE_REASON_MAX] = 'x';
	assert_int_equal(figure_set_threshold(
			     st, a, &curator, 1, "rubrics", 3, longest, &why),
	    RC_INVALID);
	assert_int_equal(figure_set_threshold(st, a, &curator, 1, "rubrics",
			     FIGURE_NUMBER_MAX + 1, "так", &why),
	    RC_INVALID);
	assert_int_equal(figure_set_threshold(
			     st, a, &curator, 1, "council", 101, "так", &why),
	    RC_INVALID);
	assert_int_equal(
	    figure_settle(st, a, &curator, 1, "rubrics", "moon", "так", &why),
	    RC_INVALID);
	assert_int_equal(figure_settle(st, a, &curator, 1, "parent_meetings",
			     "", "так", &why),
	    RC_INVALID);
	assert_int_equal(
	    figure_settle(st, a, &curator, 1, "moon", "", "так", &why),
	    RC_NOT_FOUND);
	assert_int_equal(total("moon", 1), RC_INVALID);
	assert_int_equal(total("pupils", -1), RC_INVALID);
	assert_int_equal(total("pupils", FIGURE_NUMBER_MAX), RC_OK);
	assert_int_equal(total("pupils", FIGURE_NUMBER_MAX + 1), RC_INVALID);
	assert_int_equal(figure_set_total(st, a, &curator, 1, "pupils", 1,
			     day_of(2026, 9, 1), "", &why),
	    RC_INVALID);
	assert_int_equal(figure_set_total(st, a, &curator, 1, "pupils", 1,
			     DAY_NONE, "x", &why),
	    RC_INVALID);
	assert_non_null(why);
}

/* -------------------------------------------------- saying who has come */

static void
people(struct attendance list[ATTENDANCE_AUDIENCES])
{
	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++)
		list[i] = (struct attendance){ .audience =
						   (enum attendance_audience)i,
			.present = -1,
			.total = -1,
			.note = "" };
}

static enum rc
save(const char *seen, const struct attendance *list)
{
	return attendance_save(st, a, &editor, 7, seen, list, now, &why);
}

static void
attendance_is_said_after_the_event_and_not_over_another(void **state)
{
	struct attendance list[ATTENDANCE_AUDIENCES], *stored;
	int n;

	(void)state;
	script(arena_printf(a,
	    "INSERT INTO events (id, title, starts_at, ends_at, created_at,"
	    " updated_at) VALUES (7, 'Собрание', %lld, %lld, 0, 0)",
	    (long long)now + 1, (long long)now + 1));
	people(list);
	list[ATTENDANCE_PARENTS].present = 30;
	list[ATTENDANCE_PARENTS].total = 40;
	assert_int_equal(save("", list), RC_DENIED);
	now++;
	assert_int_equal(save("", list), RC_OK);
	assert_int_equal(save("", list), RC_CONFLICT);
	assert_int_equal(save("parents 30 40", list), RC_OK);
	list[ATTENDANCE_PUPILS].present = 12;
	list[ATTENDANCE_PUPILS].note = "8 «А»";
	assert_int_equal(save("parents 30 40", list), RC_OK);
	assert_int_equal(attendances_of(st, a, 7, &stored, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(house_number("SELECT COUNT(*) FROM journal WHERE"
				      " action = 'attendance'"),
	    3);
	script("UPDATE events SET cancelled = 1");
	assert_int_equal(save(attendance_seen(a, stored, n), list), RC_DENIED);
}

static const struct {
	int present, total;
	const char *note;
	enum rc rc;
} attendance_cases[] = {
	{ 0, -1, "", RC_OK },
	{ 5, 5, "", RC_OK },
	{ 6, 5, "", RC_INVALID },
	{ -1, 5, "", RC_INVALID },
	{ -1, -1, "протокол", RC_INVALID },
	{ ATTENDANCE_MAX, ATTENDANCE_MAX, "", RC_OK },
	{ ATTENDANCE_MAX + 1, -1, "", RC_INVALID },
	{ 1, ATTENDANCE_MAX + 1, "", RC_INVALID },
};

static void
more_people_than_there_are_is_refused(void **state)
{
	struct attendance list[ATTENDANCE_AUDIENCES], *stored;
	int n;

	(void)state;
	script(arena_printf(a,
	    "INSERT INTO events (id, title, starts_at, ends_at, created_at,"
	    " updated_at) VALUES (7, 'Собрание', %lld, %lld, 0, 0)",
	    (long long)now, (long long)now));
	for (size_t i = 0; i < LEN(attendance_cases); i++) {
		people(list);
		list[ATTENDANCE_OTHER].present = attendance_cases[i].present;
		list[ATTENDANCE_OTHER].total = attendance_cases[i].total;
		list[ATTENDANCE_OTHER].note = attendance_cases[i].note;
		assert_int_equal(attendances_of(st, a, 7, &stored, &n), RC_OK);
		assert_int_equal(save(attendance_seen(a, stored, n), list),
		    attendance_cases[i].rc);
	}
	people(list);
	list[0].present = 1;
	list[0].note = arena_printf(a, "%0*d", ATTENDANCE_NOTE_MAX, 1);
	assert_int_equal(attendances_of(st, a, 7, &stored, &n), RC_OK);
	assert_int_equal(save(attendance_seen(a, stored, n), list), RC_OK);
	list[0].note = arena_printf(a, "%0*d", ATTENDANCE_NOTE_MAX + 1, 1);
	assert_int_equal(save("", list), RC_INVALID);
}

#define FIGURES(f)                                                             \
	cmocka_unit_test_setup_teardown(f, figures_open, figures_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FIGURES(a_description_with_a_fault_stops_the_start),
		FIGURES(a_description_that_writes_is_refused_and_does_not_run),
		FIGURES(every_figure_of_ours_has_a_source_and_can_be_counted),
		FIGURES(figures_of_the_roadmap_count_as_the_control_sheet_does),
		FIGURES(a_row_short_of_all_is_not_a_hundred_percent),
		FIGURES(without_a_roadmap_nothing_is_known_of_it),
		FIGURES(the_way_of_counting_decides_about_site_and_wall),
		FIGURES(the_longest_time_without_news_includes_both_ends),
		FIGURES(a_missing_number_is_named_and_not_guessed),
		FIGURES(meetings_are_those_of_the_cycle_that_took_place),
		FIGURES(
		    who_came_counts_only_where_the_programme_was_told_about),
		FIGURES(the_list_behind_a_number_has_as_many_rows_that_count),
		FIGURES(a_meeting_moved_into_the_days_to_come_counts_no_more),
		FIGURES(
		    releases_count_when_their_window_is_over_and_they_went_out_in_it),
		FIGURES(a_small_school_has_its_own_threshold),
		FIGURES(a_threshold_holds_for_its_cycle_until_it_is_taken_back),
		FIGURES(
		    a_decision_without_a_reason_or_beyond_its_limits_is_refused),
		FIGURES(
		    attendance_is_said_after_the_event_and_not_over_another),
		FIGURES(more_people_than_there_are_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
