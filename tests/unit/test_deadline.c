#include "test_deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Readings of deadlines.  The cases stand in test_deadline.tsv, which says how
 * they are written.
 */
static const char TABLE[] = "tests/unit/test_deadline.tsv";

enum { CUT_STEP = 5 };

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

struct deadline_case {
	const char *period, *text, *reading, *approved;
};

static bool
is_read(const struct deadline_case *c)
{
	struct deadline d = read_it(c->period, c->text, c->approved);
	const char *line = line_of(&d);

	check_promises(&d, c->text);
	if (strcmp(line, c->reading) == 0)
		return true;
	print_error("%s | %s\n  is     %s\n  should %s\n", c->text, c->period,
	    line, c->reading);
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
	return name != NULL && strcmp(line + strlen(mark), name) == 0;
}

/* The cases under a heading, or under all of them (NULL), to a check. */
static void
check_all(const char *name, bool (*check)(const struct deadline_case *))
{
	struct deadline_case c = { .approved = NULL };
	int cases = 0, wrong = 0;
	bool ours = false;
	char *line = NULL;
	size_t size = 0;
	FILE *f = fopen(TABLE, "r");

	assert_non_null(f);
	while (getline(&line, &size, f) > 0) {
		char *rest = line;

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '=') {
			ours = is_heading(line, name, &c.approved);
			ours = ours || name == NULL;
		} else if (ours && line[0] != '\0' && line[0] != '#') {
			c.period = strsep(&rest, "\t");
			c.text = unescape(strsep(&rest, "\t"));
			c.reading = unescape(rest);
			wrong += !check(&c);
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
		check_all(#name, is_read);                                     \
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

/* Ways to write the same: every `from` as `to`, between two ends. */
static const struct {
	const char *from, *to, *before, *behind;
} ways[] = {
	{ "-", "–", "", "" },
	{ "–", "—", "", "" },
	{ "—", "-", "", "" },
	{ " ", "\xc2\xa0", "", "" },
	{ " ", "  ", " ", "\t" },
	{ " ", "\n", "", "" },
	{ ", ", ",", "", "" },
	{ " г.", "г.", "", "" },
	{ "й", "\xd0\xb8\xcc\x86", "\xef\xbb\xbf", "" },
	{ "а", "a", "", "" },
	{ "", "", "**", "**" },
	{ "", "", "«", "»" },
	{ "", "", "", "." },
};

static const char *
rewritten(const char *text, size_t way)
{
	size_t n = strlen(ways[way].from);
	const char *kept;
	struct strbuf b;

	strbuf_init(&b);
	strbuf_adds(&b, ways[way].before);
	for (const char *p = text; *p != '\0';)
		if (n > 0 && strncmp(p, ways[way].from, n) == 0) {
			strbuf_adds(&b, ways[way].to);
			p += n;
		} else {
			strbuf_addf(&b, "%c", *p++);
		}
	strbuf_adds(&b, ways[way].behind);
	kept = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return kept;
}

/* A way to write, or the length of the text, may matter to these. */
static bool
may_be_rewritten(const char *text, size_t way)
{
	const char *end = strrchr(text, text[strlen(text) - 1]);

	if (strchr(text, '\n') != NULL || strlen(text) > DEADLINE_TEXT_MAX / 2)
		return false;
	return strcmp(ways[way].behind, ".") != 0 ||
	       strchr(".,;:?!-*/", *end) == NULL;
}

static bool
is_read_as_well(const struct deadline_case *c)
{
	enum { MARKS = BIT(DEADLINE_SPLIT_CELL_JOINED) | BIT(DEADLINE_TYPO) };
	struct deadline d, e;
	bool same = true;

	d = read_it(c->period, c->text, c->approved);
	d.recurrence = NULL;
	d.flags &= ~(unsigned)MARKS;
	for (size_t i = 0; i < LEN(ways) && c->text[0] != '\0'; i++) {
		const char *text = rewritten(c->text, i);

		if (!may_be_rewritten(c->text, i))
			continue;
		e = read_it(c->period, text, c->approved);
		check_promises(&e, text);
		e.recurrence = NULL;
		e.flags &= ~(unsigned)MARKS;
		if (strcmp(line_of(&d), line_of(&e)) == 0)
			continue;
		print_error("%s | %s\n  is     %s\n  should %s\n", text,
		    c->period, line_of(&e), line_of(&d));
		same = false;
	}
	return same;
}

static void
the_way_of_writing_changes_nothing(void **state)
{
	(void)state;
	check_all(NULL, is_read_as_well);
}

/* Any end of a cell may be lost, in the middle of a letter, too. */
static bool
is_cut_in_peace(const struct deadline_case *c)
{
	size_t n = strlen(c->text);

	for (size_t i = n % CUT_STEP; i < n; i += CUT_STEP) {
		const char *text = arena_strndup(a, c->text, i);
		struct deadline d = read_it(c->period, text, c->approved);

		check_promises(&d, text);
	}
	return true;
}

static void
a_text_that_breaks_off_keeps_the_promises(void **state)
{
	(void)state;
	check_all(NULL, is_cut_in_peace);
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
		cmocka_unit_test(the_way_of_writing_changes_nothing),
		cmocka_unit_test(a_text_that_breaks_off_keeps_the_promises),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
