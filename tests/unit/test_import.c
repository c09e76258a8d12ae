#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/rc.h"
#include "import/import.h"
#include "roadmap.h"

static struct arena *a;

static void
read_as(const char *text, const char *period, int approved, struct import *im)
{
	struct import_options o = { .approved = approved };

	assert_true(deadline_period_parse(period, &o.period));
	if (import_read(a, text, strlen(text), &o, im) != RC_OK)
		fail_msg("refused: %s", im->refusal);
}

/* The documents of tests/fixtures/roadmap, all of invented schools, and the
 * real ones where they are at hand. */
static const struct document {
	const char *file, *period;
	int from_line; /* the roadmap begins here; 0: at the top */
	int activities, sections, items, joined;
	const char *flags; /* "FLAG N FLAG N": exactly these counts */
} documents[] = {
	{ "tests/fixtures/roadmap/a-narrow-after-break.txt", "school:2024", 0,
	    10, 2, 4, 3,
	    "CONSENT_AFTER_PROCESSING 1 ORDER_CONFLICT 2 WHOLE_PERIOD 2 "
	    "TEXT_CONTRADICTION 1 AMBIGUOUS_UNTIL_MONTH 1 "
	    "SPLIT_CELL_JOINED 3 OUT_OF_PERIOD 0 EDGE_OF_PERIOD 1" },
	{ "tests/fixtures/roadmap/b-numbered.txt", "school:2021", 0, 10, 3, 0,
	    2,
	    "ORDER_CONFLICT 3 OUT_OF_PERIOD 2 REVERSED_RANGE 1 "
	    "SPLIT_CELL_JOINED 1" },
	{ "tests/fixtures/roadmap/c-markup.txt", "calendar:2022", 0, 10, 5, 6,
	    1,
	    "BEFORE_APPROVAL 5 DUPLICATE_RESULT 2 ORDER_CONFLICT 1 "
	    "TEXT_CONTRADICTION 1 EXTERNAL_TERM 1 MULTI_WINDOW 1" },
	{ "tests/fixtures/roadmap/d-cell-per-line.txt", "school:2023", 0, 4, 2,
	    10, 1, "WHOLE_PERIOD 3 SPLIT_CELL_JOINED 1" },
	{ "tests/fixtures/roadmap/e-prose-and-template.txt", "calendar:2021", 0,
	    6, 2, 4, 2, "EMPTY 6 TEXT_CONTRADICTION 2" },
	{ "tests/fixtures/roadmap/six-columns.md", "school:2023", 0, 3, 0, 0, 0,
	    "OUT_OF_PERIOD 0" },
	{ "tests/fixtures/roadmap/list.txt", "school:2024", 0, 4, 2, 2, 3,
	    "EMPTY 0" },
	{ "tests/fixtures/roadmap/merged.html", "school:2024", 0, 3, 2, 2, 0,
	    "EMPTY 0" },
	{ "tests/fixtures/roadmap/sheet.tsv", "school:2024", 0, 3, 0, 0, 0,
	    "EMPTY 0" },
	{ "tests/fixtures/roadmap/stack.txt", "school:2024", 0, 7, 3, 3, 0,
	    "EMPTY 0 OUT_OF_PERIOD 0 ORDER_CONFLICT 0 DUPLICATE_RESULT 0" },
	{ "tests/fixtures/roadmap/layout.txt", "school:2024", 0, 8, 5, 15, 0,
	    "EMPTY 0 OUT_OF_PERIOD 1 ORDER_CONFLICT 0" },
	{ "tests/fixtures/roadmap/months.txt", "school:2024", 0, 4, 0, 0, 0,
	    "EMPTY 0 MULTI_WINDOW 2 YEAR_INHERITED 4" },
	{ "tests/fixtures/roadmap/month-sections.txt", "school:2024", 0, 5, 3,
	    0, 0, "EMPTY 0 SECTION_TERM 5" },
	{ "tests/fixtures/roadmap/spread.txt", "school:2024", 0, 4, 3, 0, 0,
	    "EMPTY 0 SECTION_TERM 4 OUT_OF_PERIOD 0" },
	{ "tests/fixtures/roadmap/list-months.txt", "school:2024", 0, 5, 3, 0,
	    0, "EMPTY 0 SECTION_TERM 5" },
	{ "tests/fixtures/roadmap/commas.csv", "school:2024", 0, 3, 0, 0, 0,
	    "EMPTY 0" },
	{ "tests/fixtures/roadmap/term-and-people.txt", "school:2024", 0, 6, 0,
	    0, 0, "EMPTY 0 UNREAD 0 YEAR_INHERITED 4" },
	{ "tests/fixtures/roadmap/quarters.txt", "calendar:2025", 0, 4, 0, 0, 0,
	    "EMPTY 0 UNREAD 0 MULTI_WINDOW 1" },
	{ "tests/fixtures/roadmap/page-heads.txt", "school:2024", 0, 7, 0, 0, 0,
	    "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/two-tables.txt", "school:2024", 0, 7, 2, 0, 0,
	    "EMPTY 0 UNREAD 0 OUT_OF_PERIOD 1" },
	{ "tests/fixtures/roadmap/names-and-posts.txt", "school:2024", 0, 4, 0,
	    0, 0, "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/personal.txt", "school:2024", 0, 6, 3, 0, 0,
	    "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/broken-lines.txt", "school:2024", 0, 5, 2, 0,
	    0, "EMPTY 0 UNREAD 0 SPLIT_CELL_JOINED 1" },
	{ "tests/fixtures/roadmap/two-alphabets.txt", "school:2024", 0, 3, 0, 0,
	    0, "EMPTY 0 UNREAD 0 TYPO 3" },
	{ "tests/fixtures/roadmap/bars.txt", "calendar:2026", 0, 4, 2, 0, 1,
	    "EMPTY 0 UNREAD 0 MULTI_WINDOW 1 WHOLE_PERIOD 1" },
	{ "tests/fixtures/roadmap/orders.txt", "school:2025", 0, 4, 0, 0, 0,
	    "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/stack-goals.txt", "2024-01-01..2025-12-31", 0,
	    6, 3, 0, 0, "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/stack-parts.txt", "school:2024", 0, 6, 3, 0,
	    0, "EMPTY 0 UNREAD 0" },
	{ "tests/fixtures/roadmap/layout-parts.txt", "school:2024", 0, 7, 3, 0,
	    0, "EMPTY 0 UNREAD 0" },
	{ "../shared/seeds/000_beb5b09b274bf991.txt", "school:2024", 0, 20, 5,
	    4, 3,
	    "CONSENT_AFTER_PROCESSING 1 ORDER_CONFLICT 2 WHOLE_PERIOD 6 "
	    "TEXT_CONTRADICTION 1 AMBIGUOUS_UNTIL_MONTH 1 "
	    "SPLIT_CELL_JOINED 3 WEEKEND 2 EDGE_OF_PERIOD 2 "
	    "OUT_OF_PERIOD 0" },
	{ "../shared/seeds/001_677356d30269cc4e.txt", "school:2021", 0, 34, 7,
	    0, 2,
	    "ORDER_CONFLICT 3 OUT_OF_PERIOD 12 REVERSED_RANGE 1 "
	    "SPLIT_CELL_JOINED 1 DUPLICATE_RESULT 0" },
	{ "../shared/seeds/002_3199a686253c08ce.txt", "calendar:2022", 0, 27, 7,
	    26, 1,
	    "BEFORE_APPROVAL 13 DUPLICATE_RESULT 2 ORDER_CONFLICT 1 "
	    "TEXT_CONTRADICTION 2 EXTERNAL_TERM 3 MULTI_WINDOW 1 "
	    "WHOLE_PERIOD 3 WEEKEND 1" },
	{ "../shared/seeds/003_1190438808fbf7e4.txt", "school:2023", 0, 10, 5,
	    30, 1, "WHOLE_PERIOD 9 SPLIT_CELL_JOINED 1 ORDER_CONFLICT 0" },
	{ "../shared/seeds/004_1e6feae42ad586c1.txt", "calendar:2021", 333, 32,
	    5, 5, 2, "EMPTY 32 TEXT_CONTRADICTION 2" },
	{ "../shared/seeds/004_1e6feae42ad586c1.txt", "calendar:2021", 0, 32, 5,
	    5, 2, "EMPTY 32 TEXT_CONTRADICTION 2" },
};

/* NULL: the file is not at hand, which is said. */
static const char *
text_of(const struct document *d)
{
	const char *text = roadmap_file(a, d->file);

	if (text == NULL) {
		assert_null(strstr(d->file, "tests/"));
		print_message("skipped: %s is not at hand\n", d->file);
		return NULL;
	}
	for (int line = 1; line < d->from_line; line++)
		text = strchr(text, '\n') + 1;
	return text;
}

static int
count_flags(const struct import *im, const char *flag, size_t n)
{
	int found = 0;

	for (int i = 0; i < im->activities_n; i++)
		for (int k = 0; k < im->activities[i].flags_n; k++) {
			const char *f = im->activities[i].flags[k].flag;

			found += strlen(f) == n && strncmp(f, flag, n) == 0;
			assert_true(im->activities[i].flags[k].why[0] != '\0');
		}
	return found;
}

static void
check_flags(const struct import *im, const struct document *d)
{
	const char *s = d->flags;
	size_t n;
	int want;

	while (*s != '\0') {
		n = strcspn(s, " ");
		want = atoi(s + n + 1);
		if (count_flags(im, s, n) != want)
			fail_msg("%s: %.*s %d instead of %d", d->file, (int)n,
			    s, count_flags(im, s, n), want);
		s += n + 1;
		s += strcspn(s, " ");
		s += *s == ' ';
	}
}

/* A cell that says when and who; without a clear cut it is one of them. */
static const struct {
	const char *cell, *term, *people;
} shared_cells[] = {
	{ "Сентябрь, зам. директора по УВР", "Сентябрь",
	    "зам. директора по УВР" },
	{ "В течение года, наставники", "В течение года", "наставники" },
	{ "В течение года наставники", "В течение года", "наставники" },
	{ "Август 2024 г. Зам. директора Белых О.А.", "Август 2024 г.",
	    "Зам. директора Белых О.А." },
	{ "Октябрь – декабрь 2024 г.\nНаставники", "Октябрь – декабрь 2024 г.",
	    "Наставники" },
	{ "Сентябрь, январь, май (педагог-психолог)", "Сентябрь, январь, май",
	    "педагог-психолог" },
	{ "Куратор Белых О.А., до 1 октября", "Куратор Белых О.А.",
	    "до 1 октября" },
	{ "Май 2025", "Май 2025", "" },
	{ "Директор", "", "Директор" },
	{ "по решению", "по решению", "" },
};

static void
a_cell_that_says_when_and_who_is_parted(void **state)
{
	struct import im;
	const char *text;

	(void)state;
	for (size_t i = 0; i < LEN(shared_cells); i++) {
		bool turned = strncmp(shared_cells[i].cell, "Куратор", 14) == 0;

		const char *quote =
		    strchr(shared_cells[i].cell, '\n') ? "\"" : "";

		text = arena_printf(a,
		    "Мероприятие\t%s\nПервая встреча пар\t%s%s%s\n"
		    "Итоги\tМай 2025, директор\n",
		    turned ? "Ответственный, срок" : "Срок, ответственный",
		    quote, shared_cells[i].cell, quote);
		read_as(text, "school:2024", DAY_NONE, &im);
		assert_string_equal(im.activities[0].deadline.verbatim,
		    turned ? shared_cells[i].people : shared_cells[i].term);
		assert_string_equal(im.activities[0].responsible_text,
		    turned ? shared_cells[i].term : shared_cells[i].people);
	}
}

static void
every_shape_of_roadmap_gives_its_sections_activities_and_flags(void **state)
{
	struct import im;
	const char *text;

	(void)state;
	for (size_t i = 0; i < LEN(documents); i++) {
		const struct document *d = &documents[i];

		if ((text = text_of(d)) == NULL)
			continue;
		read_as(text, d->period,
		    strcmp(d->period, "calendar:2022") == 0
			? day_of(2022, 4, 20)
			: DAY_NONE,
		    &im);
		assert_int_equal(im.activities_n, d->activities);
		assert_int_equal(im.sections_n, d->sections);
		assert_int_equal(im.items, d->items);
		assert_int_equal(im.joined_n, d->joined);
		check_flags(&im, d);
		arena_reset(a);
	}
}

/* ---- every word is found again */

enum mutation {
	AS_IT_IS,
	BLANK_LINES,  /* one more after every line */
	TURNED,	      /* columns from right to left */
	WITHOUT_LAST, /* the last column is gone */
	WITHOUT_FIRST,
	SYNONYMS,
	TRIMMED, /* without empty cells at the end of lines */
	MUTATIONS
};

static void
turn(struct strbuf *to, const char *line, size_t n)
{
	for (size_t end = n, i = n;; i--) {
		if (i > 0 && line[i - 1] != '\t')
			continue;
		strbuf_add(to, line + i, end - i);
		if (i == 0)
			return;
		strbuf_addc(to, '\t');
		end = i - 1;
	}
}

static void
replace_heading(struct strbuf *to, const char *line, size_t n)
{
	static const char *const pairs[][2] = { { "Содержание\t",
						    "Виды деятельности\t" },
		{ "Мероприятие\t", "Содержание работы\t" },
		{ "\tСроки\t", "\tДата проведения\t" },
		{ "\tСрок реализации\t", "\tСроки исполнения\t" },
		{ "\tОтветственн", "\tИсполнители и ответственн" } };

	for (size_t i = 0; i < n;) {
		size_t k;

		for (k = 0; k < LEN(pairs); k++)
			if (strncmp(line + i, pairs[k][0],
				strlen(pairs[k][0])) == 0)
				break;
		if (k < LEN(pairs)) {
			strbuf_adds(to, pairs[k][1]);
			i += strlen(pairs[k][0]);
			/* TABs of two pairs may be one. */
			if (line[i - 1] == '\t') {
				to->buf[--to->len] = '\0';
				i--;
			}
		} else {
			strbuf_addc(to, line[i++]);
		}
	}
}

static void
mutate_line(struct strbuf *to, const char *s, size_t n, enum mutation m)
{
	const char *tab = memchr(s, '\t', n), *last = memrchr(s, '\t', n);

	if (tab == NULL) {
		strbuf_add(to, s, n);
	} else if (m == TURNED) {
		turn(to, s, n);
	} else if (m == WITHOUT_LAST && last > tab) {
		strbuf_add(to, s, (size_t)(last - s));
	} else if (m == WITHOUT_FIRST && last > tab) {
		strbuf_add(to, tab + 1, n - (size_t)(tab + 1 - s));
	} else if (m == SYNONYMS) {
		replace_heading(to, s, n);
	} else if (m == TRIMMED) {
		while (n > 0 && s[n - 1] == '\t')
			n--;
		strbuf_add(to, s, n);
	} else {
		strbuf_add(to, s, n);
	}
}

static char *
mutate(const char *s, enum mutation m)
{
	struct strbuf b;
	char *out;
	size_t n;

	strbuf_init(&b);
	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		mutate_line(&b, s, n, m);
		strbuf_addc(&b, '\n');
		if (m == BLANK_LINES)
			strbuf_addc(&b, '\n');
	}
	out = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return out;
}

/* HTML has words of its own in styles and entities. */
static void
check_words(const struct document *d, const char *text, enum mutation m)
{
	struct import_options o = { .approved = DAY_NONE };
	struct strbuf kept;
	struct import im;
	char *lost;

	assert_true(deadline_period_parse(d->period, &o.period));
	if (import_read(a, text, strlen(text), &o, &im) != RC_OK) {
		/* A plan without its activities is refused. */
		assert_true(m == WITHOUT_FIRST || m == WITHOUT_LAST);
		assert_non_null(strstr(im.refusal, "."));
		return;
	}
	for (int cells = 0; cells < 2; cells++) {
		strbuf_init(&kept);
		roadmap_words(&im, cells == 1, &kept);
		lost = roadmap_lost(a, roadmap_untagged(a, text), kept.buf);
		strbuf_free(&kept);
		if (lost != NULL)
			fail_msg("%s, mutation %d: lost %s", d->file, m, lost);
	}
	/* Where lines are parts of cells, they have no columns to turn. */
	if ((m == BLANK_LINES || m == TURNED) &&
	    strstr(d->file, "broken-lines") != NULL)
		return;
	if (m == BLANK_LINES || m == SYNONYMS || m == TRIMMED || m == TURNED)
		assert_int_equal(im.activities_n, d->activities);
}

static void
every_word_is_found_again_whatever_happened_to_the_columns(void **state)
{
	const char *text;

	(void)state;
	for (size_t i = 0; i < LEN(documents); i++) {
		const struct document *d = &documents[i];

		if (strstr(d->file, ".html") != NULL ||
		    strstr(d->file, ".tsv") != NULL ||
		    strstr(d->file, ".csv") != NULL)
			continue;
		for (int m = 0; m < MUTATIONS; m++) {
			if ((text = text_of(d)) == NULL)
				break;
			/* There a line is a cell. */
			if (strstr(d->file, "/003") != NULL ||
			    strstr(d->file, "/d-") != NULL ||
			    strchr(text, '\t') == NULL)
				m = MUTATIONS;
			else
				text = mutate(text, (enum mutation)m);
			check_words(d, text, (enum mutation)m);
			arena_reset(a);
		}
	}
}

/* ---- round trip */

static void
a_roadmap_prints_back_in_its_columns_and_reads_the_same(void **state)
{
	struct strbuf first, second;
	struct import x, y;
	const char *text;

	(void)state;
	for (size_t i = 0; i < LEN(documents); i++) {
		const struct document *d = &documents[i];

		if ((text = text_of(d)) == NULL)
			continue;
		strbuf_init(&first);
		strbuf_init(&second);
		read_as(text, d->period, DAY_NONE, &x);
		import_print(&x, &first);
		read_as(first.buf, d->period, DAY_NONE, &y);
		import_print(&y, &second);
		assert_string_equal(first.buf, second.buf);
		assert_int_equal(x.activities_n, y.activities_n);
		assert_int_equal(x.sections_n, y.sections_n);
		for (int k = 0; k < x.activities_n; k++) {
			assert_string_equal(
			    x.activities[k].text, y.activities[k].text);
			assert_int_equal(
			    x.activities[k].section, y.activities[k].section);
		}
		assert_int_equal(y.joined_n, 0);
		strbuf_free(&first);
		strbuf_free(&second);
		arena_reset(a);
	}
}

static void
a_plan_in_its_own_columns_is_printed_byte_for_byte(void **state)
{
	static const char text[] =
	    "Направление\tМероприятие\tСрок\tФорма работы\tОтветственный\n"
	    "Раздел А\t\t\t\t\n"
	    "Школа\tСбор анкет\tсентябрь 2024\tанкета\tИванова А.А.\n"
	    "\tПодбор пар\tоктябрь 2024\t\tПетров Б.Б.\n";
	struct strbuf b;
	struct import im;

	(void)state;
	strbuf_init(&b);
	read_as(text, "school:2024", DAY_NONE, &im);
	import_print(&im, &b);
	assert_string_equal(b.buf, text);
	strbuf_free(&b);
}

/* ---- rules one by one */

static const struct {
	const char *why; /* what is proved */
	const char *text;
	int activities, sections, joined;
	const char *name; /* of the last activity */
} rows_cases[] = {
	{ "a small letter after a blank line goes on",
	    "Дело\tСодержание\tСрок\tКто отвечает\tОтветственный\n"
	    "\tСбор анкет\tмай\t\tА\n\n\tи согласий\t\t\t\n",
	    1, 0, 1, "Сбор анкет и согласий" },
	{ "a capital letter after a blank line is a heading",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tА\n\nИтоги\t\t\n"
	    "Анализ\tиюнь\tБ\n",
	    2, 1, 0, "Анализ" },
	{ "a word cut by a hyphen is one word",
	    "Мероприятие\tСрок\tОтветственный\nИнформирование о реализа-\tмай\t"
	    "А\n\nции программы\t\t\n",
	    1, 0, 1, "Информирование о реализации программы" },
	{ "a plan written in small letters keeps its rows",
	    "Мероприятие\tСрок\tОтветственный\nсбор\tмай\tА\nанализ\tиюнь\tБ\n"
	    "подбор\tиюль\tВ\n",
	    3, 0, 0, "подбор" },
	{ "numbers of headings are shallower than those of rows",
	    "№\tМероприятие\tСрок\tОтветственный\n1\tОрганизация\t\t\n"
	    "1.1\tСбор\tмай\tА\n1.2\tАнализ\t\t\n2\tРабота\t\t\n"
	    "2.1\tВстречи\tиюнь\tБ\n",
	    3, 2, 0, "Встречи" },
	{ "a flat number without a term is an activity without a term",
	    "№\tМероприятие\tСрок\tОтветственный\n1\tСбор\tмай\tА\n"
	    "2\tАнализ\t\t\n3\tВстречи\tиюнь\tБ\n",
	    3, 0, 0, "Встречи" },
	{ "the number of a row may stand in its words",
	    "Мероприятие\tСрок\tОтветственный\n1. Организация\t\t\n"
	    "1.1. Сбор\tмай\tА\n",
	    1, 1, 0, "Сбор" },
	{ "a row of numbers of columns is none",
	    "№\tМероприятие\tСрок\tОтветственный\n1\t2\t3\t4\n"
	    "1\tСбор\tмай\tА\n",
	    1, 0, 0, "Сбор" },
	{ "a line that lost its empty cells is a heading",
	    "Мероприятие\tСрок\tОтветственный\nПодготовка\nСбор\tмай\tА\n"
	    "Работа\nВстречи\tиюнь\tБ\n",
	    2, 2, 0, "Встречи" },
	{ "lines behind the table are leftovers",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tА\nДиректор школы\n"
	    "Иванова А.А.\n",
	    1, 0, 0, "Сбор" },
	{ "tables of parts are one roadmap, their titles are sections",
	    "1. Подготовка\nМероприятие\tСрок\tОтветственный\nСбор\tмай\tА\n"
	    "2. Работа\nМероприятие\tСрок\tОтветственный\nВстречи\tиюнь\tБ\n",
	    2, 2, 0, "Встречи" },
	{ "line ends in cells that nobody quoted make no rows",
	    "№\tМероприятие\tСрок\tОтветственный\n"
	    "1\t1) Сбор анкет\n2) Анализ\tдекабрь,\nмарт\tДиректор,\nзавуч\n"
	    "2\tВстречи\tмай\tКуратор\n",
	    2, 0, 0, "Встречи" },
	{ "headings of several lines are one row of headings",
	    "№\tНаименование\tСроки\nреализации\tОтветственный\nисполнитель\n"
	    "1\tСбор\tмай\tДиректор\n",
	    1, 0, 0, "Сбор" },
	{ "another table behind a line of prose is no part of the roadmap",
	    "№\tМероприятие\tСрок\tОтветственный\tИтог\n1\tСбор\tмай\tА\t\n"
	    "\nСписок наставников\n\n№\tФИО\tПредмет\n1\tИванова\tфизика\n",
	    1, 0, 0, "Сбор" },
	{ "rows without their empty cells stay rows",
	    "Мероприятие\tСрок\tИтог\tКто\tОтветственный\n"
	    "Сбор\tмай\tА\nАнализ\tиюнь\tБ\nВстречи\tиюль\tВ\tГ\tД\n",
	    3, 0, 0, "Встречи" },
	{ "a part behind pages of prose is a part of the roadmap",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tА\nА\nБ\nВ\nГ\n"
	    "Имя\tКласс\nЧасть 2\nМероприятие\tСрок\tОтветственный\n"
	    "Встречи\tиюнь\tБ\n",
	    2, 1, 0, "Встречи" },
	{ "a cell written in every column that it covers names a section",
	    "№\tМероприятие\tСрок\tОтветственный\n"
	    "Работа пар\tРабота пар\tРабота пар\tРабота пар\n"
	    "1\tВстречи\tиюнь\tБ\n",
	    1, 1, 0, "Встречи" },
	{ "signatures in the first column of a sheet are no sections",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tА\n"
	    "С приказом ознакомлены:\t\t\nИванова А.А. ______\t\t\n",
	    1, 0, 0, "Сбор" },
	{ "a stamp and the number of a page between rows are no sections",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tА\n"
	    "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ\nСтраница 1 из 2\n"
	    "Встречи\tиюнь\tБ\n",
	    2, 0, 0, "Встречи" },
	{ "a person under a person goes on with the last cell",
	    "Мероприятие\tСрок\tОтветственный\nСбор\tмай\tИванова А.А.\n"
	    "Петров Б.Б.\nВстречи\tиюнь\tБ\n",
	    2, 0, 0, "Встречи" },
	{ "every cell in quotes is a cell",
	    "\"Мероприятие\"\t\"Срок\"\t\"Ответственный\"\n"
	    "\"Приказ \"\"О парах\"\"\"\t\"май\"\t\"А\"\n",
	    1, 0, 0, "Приказ \"О парах\"" },
	{ "tasks beside actions are their stages",
	    "Задачи\tДействия\tСроки\tИсполнители\n"
	    "Создать условия\tИздать приказ\tмай\tА\n"
	    "\tНазначить куратора\tиюнь\tБ\n",
	    2, 1, 0, "Назначить куратора" },
	{ "cells one below the other without a number, a section among them",
	    "Мероприятие\nСрок\nОтветственный\nРезультат\n"
	    "Сбор анкет\nсентябрь 2024\nИванова А.А.\nАнкеты\n"
	    "Этап 2. Работа пар\n"
	    "Встречи пар\nоктябрь 2024\nНаставники\nДневники\n"
	    "Итоговая встреча\nмай 2025\nКуратор\nФотоотчёт\n",
	    3, 1, 0, "Итоговая встреча" },
	{ "an empty cell that is an empty line keeps its column",
	    "№\nМероприятие\nСрок\nОтветственный\nИтог\n"
	    "1\nСбор анкет\n\nИванова А.А.\nанкеты\n"
	    "2\nВстречи\nмай 2025\n\nотчёт\n",
	    2, 0, 0, "Встречи" },
	{ "a heading that nobody knows is a column if rows fit better",
	    "Этап\nМероприятие\nСрок\nОтветственный\nОсвещение в СМИ\n"
	    "Старт\nПресс-релиз\nсентябрь 2024\nПресс-центр\nСайт\n"
	    "Итог\nФестиваль\nмай 2025\nКуратор\nГазета\n",
	    2, 2, 0, "Фестиваль" },
	{ "the name of the first section is no heading of a column",
	    "Мероприятие\n\nСрок\n\nОтветственный\n\n"
	    "Организационный этап\n\nИзучение нормативных документов\n\n"
	    "Сентябрь 2024\n\nЗаведующий, старший воспитатель\n\n"
	    "Практический этап\n\nВзаимопосещение занятий\n\n"
	    "В течение года\n\nНаставники, молодые педагоги\n\n"
	    "Мастер-класс «Работа с родителями»\n\nНоябрь 2024\n\n"
	    "Старший воспитатель\n",
	    3, 2, 0, "Мастер-класс «Работа с родителями»" },
	{ "words between commas over a list are no headings",
	    "Мероприятия, сроки, ответственные\n"
	    "1. Сбор анкет – май 2025 – директор\n"
	    "2. Встречи – июнь 2025 – куратор\n",
	    2, 0, 0, "Встречи" },
	{ "cells parted by blanks, one row a line",
	    "№   Мероприятие   Срок   Ответственный\n"
	    "1   Сбор анкет педагогов   сентябрь 2024   Иванова А.А.\n"
	    "2   Встречи   май 2025   Куратор\n",
	    2, 0, 0, "Встречи" },
	{ "rows of blanks without headings too",
	    "1   Издание приказа   сентябрь 2024   Директор\n"
	    "2   Сбор анкет   до 15.10.2024   Иванова А.А.\n"
	    "3   Итоги   май 2025   Куратор\n",
	    3, 0, 0, "Итоги" },
	{ "rows without headings are read by what stands in them",
	    "1\tИздание приказа\tсентябрь 2024\tДиректор\n"
	    "2\tСбор анкет\tдо 15.10.2024\tИванова А.А.\n",
	    2, 0, 0, "Сбор анкет" },
};

static void
rows_are_told_apart_by_what_they_hold(void **state)
{
	struct import im;

	(void)state;
	for (size_t i = 0; i < LEN(rows_cases); i++) {
		read_as(rows_cases[i].text, "school:2024", DAY_NONE, &im);
		if (im.activities_n != rows_cases[i].activities ||
		    im.sections_n != rows_cases[i].sections ||
		    im.joined_n != rows_cases[i].joined)
			fail_msg("%s: %d activities, %d sections, %d joined",
			    rows_cases[i].why, im.activities_n, im.sections_n,
			    im.joined_n);
		assert_string_equal(im.activities[im.activities_n - 1].text,
		    rows_cases[i].name);
	}
}

/* Whose words are whose: terms that stand elsewhere than in their cell. */
static const struct {
	const char *why, *text, *term, *people; /* of the last activity */
} value_cases[] = {
	{ "a mark under a month is a term",
	    "Мероприятие\tСентябрь\tОктябрь\tМай\tОтветственный\n"
	    "Встречи\t\t+\tх\tА\n",
	    "Октябрь, Май", "А" },
	{ "a dash under a month is none, days stand beside their month",
	    "Мероприятие\tСентябрь\tОктябрь\tМай\tОтветственный\n"
	    "Встречи\t-\t10–15\t\tА\n",
	    "Октябрь (10–15)", "А" },
	{ "months under one heading",
	    "<table><tr><td rowspan=2>Мероприятие<td colspan=3>Сроки<td rowspan=2>"
	    "Ответственный<tr><td>сент.<td>окт.<td>май<tr><td>Встречи<td>"
	    "<td>+<td><td>А</table>",
	    "окт.", "А" },
	{ "a month before names holds for the rows below",
	    "Месяц\tМероприятия\tОтветственные\nОктябрь\tСбор\tА\n"
	    "\tВстречи\tБ\n",
	    "Октябрь", "Б" },
	{ "an empty term behind names is empty",
	    "Мероприятия\tСрок\tОтветственные\nСбор\tмай\tА\n"
	    "Встречи\t\tБ\n",
	    "", "Б" },
	{ "the term of a section is in brackets",
	    "Мероприятия\tОтветственные\tИтог\n"
	    "Этап 1. Подготовка (сентябрь 2024)\t\t\nСбор\tА\tанкеты\n",
	    "сентябрь 2024", "А" },
	{ "words in brackets are no term",
	    "Мероприятия\tОтветственные\tИтог\n"
	    "Этап 1. Подготовка (для педагогов)\t\t\nСбор\tА\tанкеты\n",
	    "", "А" },
	{ "a term of its own is better than that of the section",
	    "Мероприятия\tСрок\tОтветственные\nСентябрь\t\t\n"
	    "Сбор\tдо 5 октября\tА\n",
	    "до 5 октября", "А" },
	{ "people one below the other in the last cell",
	    "Мероприятия\tСрок\tОтветственные\nСбор\tмай\tИванова А.А.\n"
	    "Петров Б.Б.\nВстречи\tиюнь\tОрлова П.В.,\nпсихолог\n",
	    "июнь", "Орлова П.В.,\nпсихолог" },
	{ "what stands in columns drawn with blanks goes on below",
	    "№    Мероприятие           Срок          Ответственный\n"
	    "1    Формирование базы     до 1          Иванова А.А.,\n"
	    "     наставников           октября       педагог-\n"
	    "                           2024 г.       психолог\n"
	    "2    Встречи               октябрь –     Куратор,\n"
	    "                           май           наставники\n",
	    "октябрь – май", "Куратор, наставники" },
	{ "cells one below the other, two people",
	    "№\nМероприятие\nСрок\nОтветственный\n1\nСбор\nмай 2025\n"
	    "Куратор\n2\nСовещание при директоре\nиюнь 2025\nДиректор,\n"
	    "заместитель директора\n",
	    "июнь 2025", "Директор,\nзаместитель директора" },
};

static void
a_term_and_its_people_are_found_where_the_document_has_them(void **state)
{
	const struct import_activity *last;
	struct import im;

	(void)state;
	for (size_t i = 0; i < LEN(value_cases); i++) {
		read_as(value_cases[i].text, "school:2024", DAY_NONE, &im);
		last = &im.activities[im.activities_n - 1];
		if (strcmp(last->deadline.verbatim, value_cases[i].term) != 0 ||
		    strcmp(last->responsible_text, value_cases[i].people) != 0)
			fail_msg("%s: %s | %s", value_cases[i].why,
			    last->deadline.verbatim, last->responsible_text);
	}
}

/* A document knows its empty cells: nothing is missing in the middle. */
static void
a_short_row_of_a_document_has_lost_no_column(void **state)
{
	static const char blocks[] =
	    "{\"type\":\"xlsx\",\"blocks\":[{\"table\":[[\"№\",\"Мероприятие\","
	    "\"Срок\",\"Исполнители\",\"Итог\",\"Примечание\"],[\"1\",\"Сбор\","
	    "\"май\",\"РНЦ области\",\"Анкеты\"]]}]}";
	struct import_options o = { .approved = DAY_NONE };
	struct import im;

	(void)state;
	assert_true(deadline_period_parse("school:2024", &o.period));
	assert_int_equal(
	    import_source(a, blocks, strlen(blocks), &o, &im), RC_OK);
	assert_string_equal(im.activities[0].responsible_text, "РНЦ области");
	assert_string_equal(im.activities[0].result, "Анкеты");
	assert_int_equal(im.warnings_n, 0);
}

static const struct {
	const char *flag;
	bool raised;
	const char *rows; /* of Мероприятие, Срок, Результат */
} check_cases[] = {
	{ "ORDER_CONFLICT", true,
	    "Общая встреча наставников и наставляемых\tоктябрь 2024\t\n"
	    "Анкетирование на предмет предпочтений\tсентябрь 2024\t\n" },
	{ "ORDER_CONFLICT", false,
	    "Общая встреча наставников и наставляемых\tсентябрь 2024\t\n"
	    "Анкетирование на предмет предпочтений\tсентябрь 2024\t\n" },
	{ "ORDER_CONFLICT", true,
	    "Первая организационная встреча\tноябрь 2024\t\n"
	    "Пробная встреча\tоктябрь 2024\t\n" },
	{ "ORDER_CONFLICT", false,
	    "Первая организационная встреча\tноябрь 2024\t\n"
	    "Общая заключительная встреча\tмай 2025\t\n" },
	{ "ORDER_CONFLICT", true,
	    "Мониторинг программы\tмай 2025\t\n"
	    "Аналитическая справка\tапрель 2025\t\n" },
	/* The analysis is of the first of two. */
	{ "ORDER_CONFLICT", false,
	    "Мониторинг программы\tдекабрь 2024\t\n"
	    "Мониторинг программы, второй этап\tмай 2025\t\n"
	    "Аналитическая справка\tянварь 2025\t\n" },
	/* For another year, or for others. */
	{ "ORDER_CONFLICT", false,
	    "Подбор пар\tоктябрь 2024\t\n"
	    "Формирование базы на следующий учебный год\tмай 2025\t\n" },
	{ "ORDER_CONFLICT", false,
	    "Формирование базы наставников\tсентябрь 2024\t\n"
	    "Изучение запросов наставляемых\tоктябрь 2024\t\n" },
	{ "CONSENT_AFTER_PROCESSING", false,
	    "Формирование базы наставляемых\tсентябрь 2024\t\n"
	    "Сбор согласий на обработку данных наставников\t"
	    "октябрь 2024\t\n" },
	{ "TEXT_CONTRADICTION", false,
	    "Анализ работы за 2023-2024 учебный год\tсентябрь 2024\t\n" },
	{ "TEXT_CONTRADICTION", false,
	    "Разработка плана на 2025-2026 учебный год\tмай 2025\t\n" },
	{ "TEXT_CONTRADICTION", true,
	    "Формирование пар на 2025-2026 учебный год\tмай 2025\t\n" },
	{ "CONSENT_AFTER_PROCESSING", true,
	    "Формирование базы наставляемых\tсентябрь 2024\t\n"
	    "Сбор согласий на обработку данных\tоктябрь 2024\t\n" },
	{ "CONSENT_AFTER_PROCESSING", false,
	    "Сбор согласий на обработку данных\tсентябрь 2024\t\n"
	    "Формирование базы наставляемых\tсентябрь 2024\t\n" },
	{ "DUPLICATE_RESULT", true,
	    "Назначение\tмай 2025\tПриказ о назначении куратора\n"
	    "Ещё раз\tмай 2025\tПриказ о назначении куратора в школе.\n" },
	{ "DUPLICATE_RESULT", false,
	    "Заседание\tмай 2025\tПротокол заседания совета\n"
	    "Заседание 2\tиюнь 2025\tПротокол заседания совета\n" },
	{ "TEXT_CONTRADICTION", true,
	    "Разработка карты на 2025-2026 учебный год\tмай 2025\t"
	    "Карта на 2026-2027 учебный год\n" },
	{ "TEXT_CONTRADICTION", true,
	    "База на 2023-2024 учебный год\tсентябрь 2024\t\n" },
	{ "TEXT_CONTRADICTION", false,
	    "База на 2024-2025 учебный год\tсентябрь 2024\t\n" },
	{ "DUPLICATE_ROW", true, "Сбор\tмай 2025\t\nСбор\tмай 2025\t\n" },
	{ "DUPLICATE_ROW", false, "Сбор\tмай 2025\t\nСбор\tиюнь 2025\t\n" },
};

static void
rows_that_contradict_each_other_are_flagged_and_kept(void **state)
{
	struct import im;
	const char *text;

	(void)state;
	for (size_t i = 0; i < LEN(check_cases); i++) {
		text = arena_printf(
		    a, "Мероприятие\tСрок\tРезультат\n%s", check_cases[i].rows);
		read_as(text, "school:2024", DAY_NONE, &im);
		if ((count_flags(&im, check_cases[i].flag,
			 strlen(check_cases[i].flag)) > 0) !=
		    check_cases[i].raised)
			fail_msg("%s: %s", check_cases[i].flag, text);
	}
}

static void
the_same_row_has_the_same_key_however_it_is_written(void **state)
{
	struct import x, y;

	(void)state;
	read_as("Мероприятие\tСрок\nСбор анкет – сбор\tмай 2025\nА\tмай\n",
	    "school:2024", DAY_NONE, &x);
	read_as("№\tСрок\tМероприятие\n1\tмай  2025\tСБОР анкет — сбор\n"
		"2\tмай\tБ\n",
	    "school:2024", DAY_NONE, &y);
	assert_true(x.activities[0].key == y.activities[0].key);
	assert_true(x.activities[1].key != y.activities[1].key);
}

static void
a_person_chooses_the_roles_of_columns(void **state)
{
	static const enum column_role roles[] = { COLUMN_CONTENT, COLUMN_EXTRA,
		COLUMN_DEADLINE };
	struct import_options o = {
		.approved = DAY_NONE, .roles = roles, .roles_n = 3
	};
	static const char text[] = "Тема\tСрок\tПримечание\n"
				   "Сбор\tскоро\tмай 2025\n";
	struct import im;

	(void)state;
	assert_true(deadline_period_parse("school:2024", &o.period));
	assert_int_equal(import_read(a, text, strlen(text), &o, &im), RC_OK);
	assert_string_equal(im.activities[0].deadline.verbatim, "май 2025");
}

static void
what_is_no_roadmap_is_refused_with_a_sentence(void **state)
{
	static const char *const texts[] = {
		"Просто текст о наставничестве.\nИ ещё одна строка.\n",
		"1. Общие положения\n1.1. Положение определяет порядок.\n"
		"1.2. Положение вступает в силу.\n",
		"Имя\tВозраст\nИван\t12\n",
		"№\tСрок\tОтветственный\n1\tмай\tА\n",
		"Мероприятие\tСрок\tОтветственный\n",
	};
	struct import_options o = { .approved = DAY_NONE };
	struct import im;

	(void)state;
	assert_true(deadline_period_parse("none", &o.period));
	for (size_t i = 0; i < LEN(texts); i++) {
		assert_int_equal(
		    import_read(a, texts[i], strlen(texts[i]), &o, &im),
		    RC_INVALID);
		assert_true(im.refusal[strlen(im.refusal) - 1] == '.');
	}
}

static void
five_thousand_rows_are_read_in_a_second(void **state)
{
	struct import im;
	struct strbuf b;
	clock_t start;

	(void)state;
	strbuf_init(&b);
	strbuf_adds(&b, "№\tМероприятие\tСрок\tОтветственный\tРезультат\n");
	for (int i = 1; i <= 5000; i++)
		strbuf_addf(&b,
		    "%d\tФормирование базы наставляемых из числа обучающихся и "
		    "педагогов школы, часть %d\tсентябрь 2024 г.\tИванова А.А., "
		    "директор\tСформирована база наставляемых\n",
		    i, i);
	start = clock();
	read_as(b.buf, "school:2024", DAY_NONE, &im);
	start = clock() - start;
	assert_int_equal(im.activities_n, 5000);
	print_message("5000 rows in %.2f s\n", (double)start / CLOCKS_PER_SEC);
	/* Sanitizers and a busy machine are slower than the claim. */
	assert_true(start < 8 * CLOCKS_PER_SEC);
	strbuf_free(&b);
}

static long
resident_kb(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long all, pages;

	assert_non_null(f);
	assert_int_equal(fscanf(f, "%ld %ld", &all, &pages), 2);
	fclose(f);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* A worker of the desk lives for days. */
static void
a_long_plan_leaves_no_memory_behind(void **state)
{
	struct import_options o = { .approved = DAY_NONE };
	struct arena *own;
	struct import im;
	struct strbuf b;
	long before, peak;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* what was freed is kept for a while, to see who uses it */
#endif
	assert_true(deadline_period_parse("school:2024", &o.period));
	strbuf_init(&b);
	strbuf_adds(&b, "№\tМероприятие\tСрок\tОтветственный\n");
	for (int i = 1; i <= 5000; i++)
		strbuf_addf(&b,
		    "%d\tФормирование базы, часть %d\tсентябрь 2024 г.\t"
		    "Иванова А.А., директор\n",
		    i, i);
	before = resident_kb();
	own = arena_new();
	assert_int_equal(import_read(own, b.buf, b.len, &o, &im), RC_OK);
	peak = resident_kb();
	arena_free(own);
	print_message("%ld KB before, %ld with 5000 rows, %ld after\n", before,
	    peak, resident_kb());
	assert_true(resident_kb() - before < 4096);
	strbuf_free(&b);
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_that_says_when_and_who_is_parted),
		cmocka_unit_test(
		    every_shape_of_roadmap_gives_its_sections_activities_and_flags),
		cmocka_unit_test(
		    every_word_is_found_again_whatever_happened_to_the_columns),
		cmocka_unit_test(
		    a_roadmap_prints_back_in_its_columns_and_reads_the_same),
		cmocka_unit_test(
		    a_plan_in_its_own_columns_is_printed_byte_for_byte),
		cmocka_unit_test(rows_are_told_apart_by_what_they_hold),
		cmocka_unit_test(
		    a_term_and_its_people_are_found_where_the_document_has_them),
		cmocka_unit_test(a_short_row_of_a_document_has_lost_no_column),
		cmocka_unit_test(
		    rows_that_contradict_each_other_are_flagged_and_kept),
		cmocka_unit_test(
		    the_same_row_has_the_same_key_however_it_is_written),
		cmocka_unit_test(a_person_chooses_the_roles_of_columns),
		cmocka_unit_test(what_is_no_roadmap_is_refused_with_a_sentence),
		cmocka_unit_test(five_thousand_rows_are_read_in_a_second),
		cmocka_unit_test(a_long_plan_leaves_no_memory_behind),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
