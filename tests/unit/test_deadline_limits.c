#include "test_deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What a period may be, and texts that are no deadlines. */
static const char S24[] = "school:2024";

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
	enum { MEGABYTE = 1 << 20 };
	char *text = arena_alloc(a, DEADLINE_TEXT_MAX + 2);
	struct deadline d;
	clock_t start;

	(void)state;
	memset(text, ' ', DEADLINE_TEXT_MAX);
	memcpy(text, "май", strlen("май"));
	d = read_it(S24, text, NULL);
	assert_int_equal(d.windows_n, 1);
	text[DEADLINE_TEXT_MAX] = ' ';
	d = read_it(S24, text, NULL);
	assert_true(d.unread && d.windows_n == 0);
	text = arena_alloc(a, MEGABYTE + 1);
	memset(text, 'I', MEGABYTE);
	text[MEGABYTE] = '\0';
	start = clock();
	d = read_it(S24, text, NULL);
	/* It is copied, no more: some 0.3 ms. */
	assert_true(clock() - start < CLOCKS_PER_SEC / 10);
	check_promises(&d, text);
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
	"ежемесячно на ы ", "первая ", "ы ", "н/", "IX, ", "1) ", "этап ",
	"(ы) ", "сбор – ", "май – сбор ", "апр-", "20.-", "необходимсти ",
	"между 1 и ", "___ ", "__ы ", "ы__ ", "май, педсовет, ",
	"май, зам. И. ", "по итогам ", "2021-2022, ", "май 2022 г., ",
	"понедельник, ", "день ы ", "10.00 " };

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
	enum { MORE = 100 };
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
	for (int i = 0; i < MORE; i++)
		strbuf_addf(&b, "; %d.%02d.2024", i % 28 + 1, i % 12 + 1);
	d = read_it("calendar:2024", b.buf, NULL);
	check_promises(&d, b.buf);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
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
