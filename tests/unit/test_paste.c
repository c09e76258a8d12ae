#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <iconv.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "import/glyph.h"
#include "import/paste.h"

static struct arena *a;

static enum rc
text_of(const char *s, size_t n, struct paste_text *t)
{
	enum rc rc = paste_text(a, s, n, t);

	assert_true(text_valid(t->text, strlen(t->text)));
	assert_true((rc == RC_INVALID) == (t->refusal != NULL));
	return rc;
}

/* Cells parted by |, rows by a line end, ~ before a row after a blank. */
static char *
shown(const struct paste_rows *rows)
{
	struct strbuf b;
	char *s;

	strbuf_init(&b);
	for (int i = 0; i < rows->n; i++) {
		const struct paste_row *r = &rows->rows[i];

		strbuf_adds(&b, r->after_blank ? "~" : "");
		strbuf_adds(&b, r->prose ? "prose " : "");
		for (int k = 0; k < r->n; k++) {
			strbuf_adds(&b, k > 0 ? "|" : "");
			strbuf_adds(&b, r->cells[k].strong ? "*" : "");
			for (const char *p = r->cells[k].text; *p; p++)
				strbuf_addc(&b, *p == '\n' ? '/' : *p);
			if (r->cells[k].over != NULL)
				strbuf_addf(&b, "^%s", r->cells[k].over);
			if (r->cells[k].span != 1)
				strbuf_addf(&b, "#%d", r->cells[k].span);
		}
		strbuf_addc(&b, '\n');
	}
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

static char *
rows_of(const char *text)
{
	struct paste_rows rows;

	if (paste_read(a, text, &rows) != RC_OK)
		return arena_printf(a, "refused: %.*s",
		    (int)strlen("Текст пуст"), rows.refusal);
	return shown(&rows);
}

static const char sample[] = "Срок: май\tИванова А.А.\nДиректор школы № 5\n";

static char *
encoded(const char *to, size_t *n)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	char *out = arena_alloc(a, 1000), *p = out, *in = (char *)sample;
	size_t left = sizeof(sample) - 1, room = 1000;

	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &left, &p, &room) != (size_t)-1);
	iconv_close(cd);
	*n = (size_t)(p - out);
	return out;
}

static void
every_encoding_of_russian_is_recognised_and_said(void **state)
{
	static const struct {
		const char *iconv, *name;
	} cases[] = { { "UTF-8", "UTF-8" }, { "UTF-16LE", "UTF-16LE" },
		{ "UTF-16BE", "UTF-16BE" }, { "UTF-16", "UTF-16LE" },
		{ "CP1251", "CP1251" }, { "CP866", "CP866" } };
	struct paste_text t;
	size_t n;
	char *s;

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		s = encoded(cases[i].iconv, &n);
		assert_int_equal(text_of(s, n, &t), RC_OK);
		assert_string_equal(t.encoding, cases[i].name);
		assert_string_equal(t.text, sample);
		assert_int_equal(t.notice[0] != '\0', i > 0);
	}
}

static void
what_is_no_text_is_refused_with_a_sentence(void **state)
{
	static const char *const bad[] = { "PK\3\4....", "%PDF-1.4",
		"{\\rtf1 abc}", "\xd0\xcf\x11\xe0\xa1", "\x89PNG\r\n",
		"\1\2\3\4\5\6\7\1\2\3\4\5" };
	struct paste_text t;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++) {
		assert_int_equal(
		    text_of(bad[i], strlen(bad[i]), &t), RC_INVALID);
		assert_true(t.refusal[strlen(t.refusal) - 1] == '.');
	}
	assert_int_equal(text_of("Срок\0май\0а\0б\0в", 19, &t), RC_INVALID);
}

static void
the_limit_of_bytes_is_exact(void **state)
{
	struct paste_text t;
	char *s;

	(void)state;
	s = arena_alloc(a, PASTE_BYTES_MAX + 1);
	memset(s, 'a', PASTE_BYTES_MAX + 1);
	assert_int_equal(text_of(s, PASTE_BYTES_MAX, &t), RC_OK);
	assert_int_equal(text_of(s, PASTE_BYTES_MAX + 1, &t), RC_INVALID);
	assert_non_null(strstr(t.refusal, "4 МБ"));
}

static void
line_ends_become_one_kind_and_marks_that_show_nothing_go(void **state)
{
	static const char s[] = "\xef\xbb\xbfа\r\nб\rв\fг\xc2\xadд"
				"\xe2\x80\x8b"
				"е и\xcc\x86 е\xcc\x88";
	struct paste_text t;

	(void)state;
	assert_int_equal(text_of(s, sizeof(s) - 1, &t), RC_OK);
	assert_string_equal(t.text, "а\nб\nв\nгде й ё");
}

static const struct {
	const char *text, *rows;
} shapes[] = {
	/* One line is one row. */
	{ "а\tб\n\nв\t\nг\n", "а|б\n~в|\nprose г\n" },
	{ "\t\t\nа\tб", "~а|б\n" },
	/* A sheet's quotes, and words in quotes. */
	{ "№\t\"а\nб\"\t\"в \"\"г\"\" д\"\n1\t\"е\"\tж",
	    "№|а/б|в \"г\" д\n1|\"е\"|ж\n" },
	{ "\"а\nб\"\tв\nг\tд", "а/б|в\nг|д\n" },
	{ "\"а\tб\nв\tг", "\"а|б\nв|г\n" },
	/* Markup in cells. */
	{ "<b>I. А</b>\t\n1\t<p>а</p> <ul><li>– б;</li><li>в</li></ul>",
	    "*I. А|\n1|а/– б;/• в\n" },
	{ "**а**\t<i>б</i>\n<script>x</script>\t1 < 2",
	    "*а|б\n<script>x</script>|1 < 2\n" },
	{ "а\t<ul style=\"x\"> • б • в\n", "а|• б • в\n" },
	/* One line is one cell. */
	{ "\t№\n\tСрок\n\tКто\n\n\t1\n\tмай,\nиюнь\n\t\n",
	    "№|Срок|Кто\n~1|май,/июнь|\n" },
	/* Pipes. */
	{ "| а | б |\n|---|:-:|\n| **в** | г \\| д<br>е |\n",
	    "а|б\n---|:-:\n*в|г | д/е\n" },
	{ "# План\n|а|б|\n|в|г|\n", "prose *План\nа|б\nв|г\n" },
	/* Semicolons of a sheet. */
	{ "№;Дело;Срок\n1;а;май\n2;\"б;в\";июнь\n",
	    "№|Дело|Срок\n1|а|май\n2|б;в|июнь\n" },
	/* Commas, where headings are parted by them. */
	{ "№,Мероприятие,Срок,Ответственный\n1,\"Сбор, анализ\",май,А\n",
	    "№|Мероприятие|Срок|Ответственный\n1|Сбор, анализ|май|А\n" },
	/* Cells one below the other. */
	{ "План\n№\nп/п\nМероприятие\nСрок\n1\n2\n3\n1.\nСбор\nмай 2025\n"
	  "Директор ____ Иванов\n",
	    "prose План\n№/п/п|Мероприятие|Срок\n1|2|3\n1.|Сбор|май 2025\n"
	    "~prose Директор ____ Иванов\n" },
	/* Columns drawn with blanks. */
	{ "План\n№   Мероприятие     Срок      Ответственный\n"
	  "п/п                           исполнитель\n"
	  "Раздел первый, длиннее, чем столбцы\n"
	  "1   Сбор анкет      до мая    Иванова\n"
	  "    и согла-        2025      А.А.\n    сий\n"
	  "2   Итоги           июнь      Петров\n"
	  "\nИсп. Иванова\n",
	    "prose План\n№ п/п|Мероприятие|Срок|Ответственный исполнитель\n"
	    "Раздел первый, длиннее, чем столбцы|||\n"
	    "1|Сбор анкет и согласий|до мая 2025|Иванова А.А.\n"
	    "2|Итоги|июнь|Петров\n~prose Исп. Иванова\n" },
	/* HTML. */
	{ "<p>До<table><tr><td>а<td>б\n в</table>После",
	    "prose До\nа|б в\nprose После\n" },
	{ "<table><tr><th>а<th colspan=2>б<tr><td rowspan=2>в<td>г<td>д"
	  "<tr><td>е<td>ж</table>",
	    "*а|*б#2|#0\nв|г|д\n^в|е|ж\n" },
	{ "<table><tr><td>&laquo;а&raquo;&nbsp;&amp;&#1073;&#x432;"
	  "<td>1<3 &foo;<style>td{}</style><!-- <td>x --></table>",
	    "«а»\u00a0&бв|1<3 &foo;\n" },
	{ "<table><tr><td>меню<td><table><tr><td>а<td>б<td>в</table></table>",
	    "а|б|в\nменю|\n" },
	{ "<table><tr><td>а<td>б<td>в<tr><td>1<td>"
	  "<table><tr><td>г<td>д</table><td>2</table>",
	    "а|б|в\n1|г д|2\n" },
	{ "<ol><li>а<li>б</ol><ul><li>в</ul>",
	    "prose 1. а\nprose 2. б\nprose • в\n" },
	{ "<b>текст без таблицы", "prose *текст без таблицы\n" },
	{ "", "refused: Текст пуст" },
};

static void
each_shape_becomes_the_same_rows_of_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(shapes); i++) {
		char *s = rows_of(shapes[i].text);

		assert_string_equal(s, shapes[i].rows);
	}
}

static char *
table_of(int rows, int columns)
{
	struct strbuf b;
	char *s;

	strbuf_init(&b);
	for (int i = 0; i < rows; i++)
		for (int k = 0; k < columns; k++)
			strbuf_adds(&b, k + 1 < columns ? "а\t" : "а\n");
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

static void
limits_of_rows_columns_and_cells_are_exact(void **state)
{
	static const struct {
		int rows, columns;
		const char *why; /* NULL: it is read */
	} cases[] = {
		{ PASTE_ROWS_MAX, 3, NULL },
		{ PASTE_ROWS_MAX + 1, 3, "Строк больше 6000" },
		{ 2, PASTE_COLUMNS_MAX, NULL },
		{ 2, PASTE_COLUMNS_MAX + 1, "Столбцов больше 40" },
		{ PASTE_CELLS_MAX / 40, 40, NULL },
		{ PASTE_CELLS_MAX / 40 + 1, 40, "Ячеек больше 120 000" },
	};
	struct paste_rows rows;
	enum rc rc;

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		rc = paste_read(
		    a, table_of(cases[i].rows, cases[i].columns), &rows);
		assert_int_equal(rc, cases[i].why ? RC_INVALID : RC_OK);
		if (cases[i].why != NULL)
			assert_non_null(strstr(rows.refusal, cases[i].why));
		arena_reset(a);
	}
}

static void
rows_of_another_reader_are_taken_as_they_are(void **state)
{
	struct paste_rows rows;
	struct paste_sink *k = paste_sink_new(a, &rows);

	(void)state;
	paste_sink_cell(k, " Дело ", strlen(" Дело "));
	paste_sink_cell(k, "Срок", strlen("Срок"));
	paste_sink_row(k, 1);
	paste_sink_cell(k, "", 0);
	paste_sink_row(k, 2);
	paste_sink_cell(k, "а\nб", strlen("а\nб"));
	paste_sink_row(k, 3);
	assert_int_equal(paste_sink_end(k), RC_OK);
	assert_string_equal(shown(&rows), "Дело|Срок\n~а/б\n");
	assert_int_equal(rows.rows[1].line, 3);
}

static void
patterns_are_stems_of_words_near_each_other(void **state)
{
	static const struct {
		const char *text, *pattern;
		bool found;
	} cases[] = {
		{ "проведение пробной рабочей встречи", "пробн встреч", true },
		{ "проведение встречи", "пробн|встреч", true },
		{ "документ", "до_", false },
		{ "до мая", "до_", true },
		{ "безвстречный", "встреч", false },
		{ "встреч а б в г д пар", "встреч пар", false },
		{ "встреч а б в г пар", "встреч пар", true },
		{ "", "а", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		assert_int_equal(
		    glyph_find(cases[i].text, cases[i].pattern) != NULL,
		    cases[i].found);
}

static void
a_number_of_a_row_is_no_date_and_no_amount(void **state)
{
	static const struct {
		const char *text;
		int n, depth;
	} cases[] = { { "1. Сбор", 2, 1 }, { "1.2.3 Сбор", 5, 3 },
		{ "1.2.3. Сбор", 6, 3 }, { "5) Сбор", 2, 1 },
		{ "IV. Сбор", 3, 0 }, { "5 встреч", 0, 0 },
		{ "01.09.2024", 0, 0 }, { "2024 год", 0, 0 },
		{ "15.09 – встреча", 0, 0 }, { "1.5% детей", 0, 0 },
		{ "Х.А. Иванов", 0, 0 }, { "X. Итоги", 2, 0 }, { "", 0, 0 } };
	int depth;

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		assert_int_equal(
		    glyph_number(cases[i].text, &depth), cases[i].n);
		if (cases[i].n > 0)
			assert_int_equal(depth, cases[i].depth);
	}
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
		cmocka_unit_test(
		    every_encoding_of_russian_is_recognised_and_said),
		cmocka_unit_test(what_is_no_text_is_refused_with_a_sentence),
		cmocka_unit_test(the_limit_of_bytes_is_exact),
		cmocka_unit_test(
		    line_ends_become_one_kind_and_marks_that_show_nothing_go),
		cmocka_unit_test(each_shape_becomes_the_same_rows_of_cells),
		cmocka_unit_test(limits_of_rows_columns_and_cells_are_exact),
		cmocka_unit_test(rows_of_another_reader_are_taken_as_they_are),
		cmocka_unit_test(patterns_are_stems_of_words_near_each_other),
		cmocka_unit_test(a_number_of_a_row_is_no_date_and_no_amount),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
