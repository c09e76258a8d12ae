#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "roadmap/deadline.h"

/*
 * Readings of deadlines.  The cases stand in test_deadline.tsv, which says how
 * they are written.
 */
static struct arena *a;

static const char S24[] = "school:2024";
static const char TABLE[] = "tests/unit/test_deadline.tsv";

static struct deadline
read_it(const char *period, const char *text, const char *approved)
{
	struct deadline_period p;
	int day = DAY_NONE;
	struct deadline d;

	assert_true(deadline_period_parse(period, &p));
	if (approved != NULL)
		assert_true(day_parse(approved, &day));
	deadline_read(a, text, &p, day, &d);
	return d;
}

static const char *
line_of(const struct deadline *d)
{
	struct strbuf b;
	const char *kept;

	strbuf_init(&b);
	for (int i = 0; i < d->windows_n; i++)
		strbuf_addf(&b, "%s..%s%s ", day_iso(a, d->windows[i].from),
		    day_iso(a, d->windows[i].to),
		    d->windows[i].open_left ? "<" : "");
	strbuf_adds(&b, deadline_precisions[d->precision]);
	if (d->recurrence != NULL)
		strbuf_addf(&b, " [%s]", d->recurrence);
	for (int i = 0; i < DEADLINE_FLAGS; i++)
		if (d->flags & BIT(i))
			strbuf_addf(&b, " %s", deadline_flags[i]);
	if (d->suggested)
		strbuf_addf(&b, " ?%s..%s", day_iso(a, d->suggestion.from),
		    day_iso(a, d->suggestion.to));
	kept = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return kept;
}

/* What holds of every reading, whatever the words. */
static void
check_promises(const struct deadline *d, const char *text)
{
	unsigned blocked = BIT(DEADLINE_AMBIGUOUS) |
			   BIT(DEADLINE_INVALID_DATE) | BIT(DEADLINE_NO_YEAR) |
			   BIT(DEADLINE_UNREAD) | BIT(DEADLINE_REVERSED_RANGE);

	assert_string_equal(d->verbatim, text);
	assert_true(d->windows_n == 0 || (d->flags & blocked) == 0);
	assert_int_equal(d->unread, (d->flags & BIT(DEADLINE_UNREAD)) != 0);
	assert_int_equal(d->windows_n == 0, d->precision == DEADLINE_NONE);
	assert_true(d->windows_n > 0 || d->flags != 0);
	assert_int_equal(d->suggested, d->why != NULL);
	for (int i = 0; i < d->windows_n; i++)
		assert_true(d->windows[i].from != DAY_NONE &&
			    d->windows[i].from <= d->windows[i].to);
	if (d->suggested)
		assert_true(d->suggestion.from != DAY_NONE &&
			    d->suggestion.from <= d->suggestion.to);
}

/* The bytes that a field of the table means. */
static char *
unescape(char *s)
{
	char *to = s;

	for (const char *p = s; *p != '\0'; p++)
		if (p[0] != '\\') {
			*to++ = *p;
		} else if (p[1] == 'x') {
			char hex[] = { p[2], p[3], '\0' };

			*to++ = (char)strtol(hex, NULL, 16);
			p += 3;
		} else {
			*to++ = p[1] == 'n' ? '\n' : '\t';
			p++;
		}
	*to = '\0';
	return s;
}

static bool
check_case(char *line, const char *approved)
{
	char *period = strsep(&line, "\t"), *text = strsep(&line, "\t");
	struct deadline d;
	const char *is;

	assert_non_null(line);
	unescape(text);
	unescape(line);
	d = read_it(period, text, approved);
	is = line_of(&d);
	check_promises(&d, text);
	if (strcmp(is, line) == 0)
		return true;
	print_error(
	    "%s | %s\n  is     %s\n  should %s\n", text, period, is, line);
	return false;
}

/* Is it the heading of these cases?  Its day of approval, too. */
static bool
is_heading(char *line, const char *name, const char **approved)
{
	static const char mark[] = "= ", word[] = " approved ";
	char *day = strstr(line, word);

	if (strncmp(line, mark, strlen(mark)) != 0)
		return false;
	*approved = NULL;
	if (day != NULL) {
		*day = '\0';
		*approved = arena_strdup(a, day + strlen(word));
	}
	return strcmp(line + strlen(mark), name) == 0;
}

/* All cases under a heading of the table. */
static void
check_all(const char *name)
{
	const char *approved = NULL;
	int cases = 0, wrong = 0;
	bool ours = false;
	char *line = NULL;
	size_t size = 0;
	FILE *f = fopen(TABLE, "r");

	assert_non_null(f);
	while (getline(&line, &size, f) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '=') {
			ours = is_heading(line, name, &approved);
		} else if (ours && line[0] != '\0' && line[0] != '#') {
			wrong += !check_case(line, approved);
			cases++;
		}
	}
	free(line);
	fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(cases > 0);
}

#define CHECKS(name)                                                           \
	static void name(void **state)                                         \
	{                                                                      \
		(void)state;                                                   \
		check_all(#name);                                              \
	}

CHECKS(a_plan_of_a_school_year_is_read)
CHECKS(impossible_years_stay_and_are_not_confirmed)
CHECKS(a_plan_of_a_calendar_year_knows_its_approval)
CHECKS(a_cell_of_two_lines_is_one_term)
CHECKS(terms_in_running_text_are_read)
CHECKS(an_empty_cell_is_no_error)
CHECKS(months_take_their_year_from_words_or_period)
CHECKS(days_are_real_days)
CHECKS(ranges_pass_the_new_year_and_are_not_turned)
CHECKS(parts_of_months_and_years_are_exact_or_left_open)
CHECKS(the_whole_period_is_known_by_many_names)
CHECKS(what_recurs_has_no_single_day)
CHECKS(what_is_tied_to_something_else_has_no_window)
CHECKS(slips_of_the_pen_are_read_only_when_sure)
CHECKS(what_a_secretary_writes_is_read_or_left)
CHECKS(remarks_beside_a_term_are_kept_and_change_nothing)
CHECKS(numbers_that_mean_one_thing_are_dates)
CHECKS(broken_letters_are_read_only_when_sure)
CHECKS(cells_of_a_plan_for_a_school_year)
CHECKS(cells_of_a_plan_for_a_calendar_year)
CHECKS(cells_of_a_programme_of_years)
CHECKS(cells_of_a_plan_without_a_year)

static const struct {
	const char *text;
	bool good;
	const char *from, *to;
	bool school;
} period_forms[] = {
	{ "school:2024", true, "2024-09-01", "2025-08-31", true },
	{ "calendar:2022", true, "2022-01-01", "2022-12-31", false },
	{ "2021-09-01..2024-05-31", true, "2021-09-01", "2024-05-31", true },
	{ "2022-01-01..2024-12-31", true, "2022-01-01", "2024-12-31", false },
	{ "none", true, "", "", false },
	{ "", false, NULL, NULL, false },
	{ "school", false, NULL, NULL, false },
	{ "school:", false, NULL, NULL, false },
	{ "school:24", false, NULL, NULL, false },
	{ "school:2024x", false, NULL, NULL, false },
	{ "school:2199", false, NULL, NULL, false },
	{ "year:2024", false, NULL, NULL, false },
	{ "2024-05-31..2021-09-01", false, NULL, NULL, false },
	{ "2024-02-30..2024-05-31", false, NULL, NULL, false },
	{ "2021-09-01...2024-05-31", false, NULL, NULL, false },
	{ "2001-09-01..2024-05-31", false, NULL, NULL, false },
	{ "None", false, NULL, NULL, false },
};

static void
a_period_has_one_of_four_forms(void **state)
{
	struct deadline_period p;

	(void)state;
	for (size_t i = 0; i < LEN(period_forms); i++) {
		assert_int_equal(
		    deadline_period_parse(period_forms[i].text, &p),
		    period_forms[i].good);
		if (!period_forms[i].good)
			continue;
		assert_string_equal(day_iso(a, p.from), period_forms[i].from);
		assert_string_equal(day_iso(a, p.to), period_forms[i].to);
		assert_int_equal(p.school, period_forms[i].school);
	}
}

static void
every_flag_has_its_word_and_its_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < DEADLINE_FLAGS; i++) {
		assert_true(strlen(deadline_flags[i]) > 0);
		assert_true(strlen(deadline_flag_sentences[i]) > 10);
	}
}

static void
too_long_and_broken_texts_are_unread(void **state)
{
	char *text = arena_alloc(a, DEADLINE_TEXT_MAX + 2);
	struct deadline d;

	(void)state;
	memset(text, ' ', DEADLINE_TEXT_MAX);
	memcpy(text, "май", strlen("май"));
	d = read_it(S24, text, NULL);
	assert_int_equal(d.windows_n, 1);
	text[DEADLINE_TEXT_MAX] = ' ';
	d = read_it(S24, text, NULL);
	assert_true(d.unread && d.windows_n == 0);
	d = read_it(S24, "ма\xd0", NULL);
	assert_true(d.unread && d.windows_n == 0);
	d = read_it(S24, "", NULL);
	assert_string_equal(line_of(&d), "none EMPTY");
}

/* Pieces that make each reader look ahead; repeated up to the limit. */
static const char *const heavy[] = { "в ", "1, ", "1-", "до ", "всего ",
	"сентебрь ", "жжжжжжжжж ", "каждый ", "(", "май, ", "15.09.2024 и ",
	"раз в ", "осень, ", "не позднее ", "0.", "I ", "по средам и ",
	"ежемесячно на ы ", "первая " };

static void
the_longest_text_is_read_at_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(heavy); i++) {
		char *text = arena_alloc(a, DEADLINE_TEXT_MAX + 1);
		size_t n = strlen(heavy[i]);
		clock_t start = clock();
		struct deadline d;

		for (size_t at = 0; at + n <= DEADLINE_TEXT_MAX; at += n)
			memcpy(text + at, heavy[i], n);
		d = read_it(S24, text, NULL);
		check_promises(&d, text);
		/* Some 2 ms; a second under valgrind on a busy machine. */
		assert_true(clock() - start < CLOCKS_PER_SEC);
	}
}

static void
more_terms_than_fit_are_not_cut_off_in_silence(void **state)
{
	struct strbuf b;
	struct deadline d;

	(void)state;
	strbuf_init(&b);
	for (int i = 1; i <= DEADLINE_WINDOWS_MAX; i++)
		strbuf_addf(&b, "%d.%02d.2024, ", i, i % 12 + 1);
	d = read_it("calendar:2024", b.buf, NULL);
	assert_int_equal(d.windows_n, DEADLINE_WINDOWS_MAX);
	strbuf_adds(&b, "25.12.2024");
	d = read_it("calendar:2024", b.buf, NULL);
	assert_true(d.unread && d.windows_n == 0);
	strbuf_free(&b);
}

/* The deadline cells of real plans, where they are at hand. */
static const struct {
	const char *file, *period;
	int column;
} plans[] = {
	{ "../shared/seeds/000_beb5b09b274bf991.txt", "school:2024", 1 },
	{ "../shared/seeds/001_677356d30269cc4e.txt", "school:2021", 2 },
	{ "../shared/seeds/002_3199a686253c08ce.txt", "calendar:2022", 2 },
};

static const char *
cell_of(char *line, int column)
{
	char *cell = NULL;

	for (; column >= 0; column--)
		if ((cell = strsep(&line, "\t\n")) == NULL || line == NULL)
			return NULL;
	return cell;
}

static void
cells_of_real_plans_are_read(void **state)
{
	int read = 0;

	(void)state;
	for (size_t i = 0; i < LEN(plans); i++) {
		FILE *f = fopen(plans[i].file, "r");
		char *line = NULL;
		size_t size = 0;

		if (f == NULL) {
			print_message(
			    "%s is not here: left out\n", plans[i].file);
			continue;
		}
		while (getline(&line, &size, f) > 0) {
			const char *cell = cell_of(line, plans[i].column);
			struct deadline d;

			/* Heads, rules, tails cut off by a page's end. */
			if (cell == NULL || cell[0] == '\0' ||
			    strncmp(cell, "Срок", strlen("Срок")) == 0 ||
			    strncmp(cell, "--", 2) == 0 ||
			    strcmp(cell, "реализации ЦМН") == 0)
				continue;
			d = read_it(plans[i].period, cell, NULL);
			check_promises(&d, cell);
			if (d.unread)
				fail_msg("unread: %s", cell);
			read++;
		}
		free(line);
		fclose(f);
	}
	print_message("%d cells read\n", read);
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
		cmocka_unit_test(a_plan_of_a_school_year_is_read),
		cmocka_unit_test(impossible_years_stay_and_are_not_confirmed),
		cmocka_unit_test(a_plan_of_a_calendar_year_knows_its_approval),
		cmocka_unit_test(a_cell_of_two_lines_is_one_term),
		cmocka_unit_test(terms_in_running_text_are_read),
		cmocka_unit_test(an_empty_cell_is_no_error),
		cmocka_unit_test(months_take_their_year_from_words_or_period),
		cmocka_unit_test(days_are_real_days),
		cmocka_unit_test(ranges_pass_the_new_year_and_are_not_turned),
		cmocka_unit_test(
		    parts_of_months_and_years_are_exact_or_left_open),
		cmocka_unit_test(the_whole_period_is_known_by_many_names),
		cmocka_unit_test(what_recurs_has_no_single_day),
		cmocka_unit_test(what_is_tied_to_something_else_has_no_window),
		cmocka_unit_test(slips_of_the_pen_are_read_only_when_sure),
		cmocka_unit_test(what_a_secretary_writes_is_read_or_left),
		cmocka_unit_test(
		    remarks_beside_a_term_are_kept_and_change_nothing),
		cmocka_unit_test(numbers_that_mean_one_thing_are_dates),
		cmocka_unit_test(broken_letters_are_read_only_when_sure),
		cmocka_unit_test(cells_of_a_plan_for_a_school_year),
		cmocka_unit_test(cells_of_a_plan_for_a_calendar_year),
		cmocka_unit_test(cells_of_a_programme_of_years),
		cmocka_unit_test(cells_of_a_plan_without_a_year),
		cmocka_unit_test(a_period_has_one_of_four_forms),
		cmocka_unit_test(every_flag_has_its_word_and_its_sentence),
		cmocka_unit_test(too_long_and_broken_texts_are_unread),
		cmocka_unit_test(the_longest_text_is_read_at_once),
		cmocka_unit_test(
		    more_terms_than_fit_are_not_cut_off_in_silence),
		cmocka_unit_test(cells_of_real_plans_are_read),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
