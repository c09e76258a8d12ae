/* Every limit of nastavnik-reader at its edge, and what files that are made to
 * exhaust a machine cost: memory stays bounded, and the answer is a word. */
#include "reader_run.h"

/* Less than a worker has to spare: the limits inside are 64 MiB of own data;
 * the file itself counts as well while it is looked at. */
enum { PEAK_MAX_KB = 64 << 10, CPU_MAX_S = 5 };

/* A growing text. */
static char *text;
static size_t text_n, text_cap;

static void
text_add(const char *s, size_t times)
{
	size_t n = strlen(s), need = text_n + n * times + 1;

	if (need > text_cap) {
		text_cap = need * 2;
		text = realloc(text, text_cap);
		assert_non_null(text);
	}
	for (size_t i = 0; i < times; i++, text_n += n)
		memcpy(text + text_n, s, n);
	text[text_n] = '\0';
}

static void
text_begin(const char *s)
{
	free(text);
	text = NULL;
	text_n = text_cap = 0;
	text_add(s, 1);
}

/* A table of rows × columns with a word of n letters in the first cell. */
static void
make_table(size_t rows, size_t columns, size_t n)
{
	text_begin("<w:tbl><w:tr><w:tc><w:p><w:t>");
	text_add("x", n);
	text_add("</w:t></w:p></w:tc>", 1);
	text_add("<w:tc/>", columns - 1);
	text_add("</w:tr>", 1);
	text_add("<w:tr/>", rows - 1);
	text_add("</w:tbl>", 1);
	make_docx(text, text_n);
}

static const struct {
	const char *what;
	size_t rows, columns, letters;
	bool taken;
} table_cases[] = {
	{ "20,000 rows", 20000, 1, 1, true },
	{ "20,001 rows", 20001, 1, 1, false },
	{ "200 columns", 1, 200, 1, true },
	{ "201 columns", 1, 201, 1, false },
	{ "20,000 bytes", 1, 1, 20000, true },
	{ "20,001 bytes", 1, 1, 20001, false },
};

static void
a_table_beyond_its_limits_is_refused_and_one_at_them_is_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(table_cases); i++) {
		make_table(table_cases[i].rows, table_cases[i].columns,
		    table_cases[i].letters);
		if (!table_cases[i].taken) {
			assert_refused("table", "bytes", table_cases[i].what);
			continue;
		}
		if (memcmp(run("table"), "{\"type\":", 8) != 0)
			fail_msg("%s: %.80s", table_cases[i].what, run_out);
	}
}

static void
a_row_of_spans_is_as_long_as_its_columns(void **state)
{
	(void)state;
	make_docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"200\"/>"
		  "</w:tcPr></w:tc></w:tr></w:tbl>",
	    0);
	assert_memory_equal(run("table"), "{\"type\":", 8);
	make_docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
		  "w:val=\"4000000000\"/></w:tcPr></w:tc></w:tr></w:tbl>",
	    0);
	assert_refused("table", "bytes", "a span of four milliards");
	make_xlsx(BOOK(""),
	    "<worksheet><sheetData><row><c r=\"GR1\"><v>1</v></c></row>"
	    "</sheetData></worksheet>",
	    NULL, NULL);
	assert_memory_equal(run("table"), "{\"type\":", 8);
	make_xlsx(BOOK(""),
	    "<worksheet><sheetData><row><c r=\"GS1\"><v>1</v></c></row>"
	    "</sheetData></worksheet>",
	    NULL, NULL);
	assert_refused("table", "bytes", "column 201 of a sheet");
}

static void
tables_of_eight_megabytes_are_refused(void **state)
{
	static char paragraph[1023];

	(void)state;
	memset(paragraph, 'x', sizeof(paragraph));
	memcpy(paragraph, "<w:p><w:t>", 10);
	memcpy(paragraph + sizeof(paragraph) - 13, "</w:t></w:p>", 13);
	text_begin("");
	text_add(paragraph, 8389);
	make_docx(text, text_n);
	assert_refused("table", "bytes", "8,389 KB of paragraphs");
	text_begin("<w:p><w:t>");
	text_add("x", 8 << 20);
	text_add("</w:t></w:p>", 1);
	make_docx(text, text_n);
	assert_refused("table", "bytes", "a paragraph of 8 MiB");
}

static void
text_is_cut_at_a_mebibyte_between_two_characters(void **state)
{
	const char *head = "{\"type\":\"docx\",\"text\":\"x", *p;

	(void)state;
	text_begin("<w:p><w:t>x");
	text_add("я", 1 << 20);
	text_add("</w:t></w:p>", 1);
	make_docx(text, text_n);
	p = run("text");
	assert_memory_equal(p, head, strlen(head));
	/* One letter of one byte, and letters of two: an odd number. */
	p = strstr(p + strlen(head), "\",\"scanned\"");
	assert_non_null(p);
	assert_int_equal(
	    p - run_out - (ptrdiff_t)strlen(head) + 1, (1 << 20) - 1);
	/* Many short paragraphs are cut as well. */
	text_begin("");
	text_add("<w:p><w:t>яяяя</w:t></w:p>", 200000);
	make_docx(text, text_n);
	p = run("text");
	assert_true(strlen(p) < (1 << 20) + 200000);
	assert_true(strlen(p) > (1 << 20));
}

static void
an_archive_of_too_many_parts_is_refused(void **state)
{
	enum { PARTS_MAX = 4096 };
	static struct part parts[PARTS_MAX + 1];
	static char names[PARTS_MAX + 1][16];

	(void)state;
	for (int i = 0; i <= PARTS_MAX; i++) {
		snprintf(names[i], sizeof(names[i]), "p%d", i);
		parts[i] = (struct part){ names[i], "x", 0 };
	}
	parts[0] = (struct part){ "[Content_Types].xml", DOCX_TYPES, 0 };
	parts[1] = (struct part){ "word/document.xml", "<document/>", 0 };
	make_zip(parts, PARTS_MAX);
	assert_words("docx", "");
	make_zip(parts, PARTS_MAX + 1);
	assert_refused("text", "bytes", "4,097 parts");
}

static void
a_file_of_more_than_thirty_mebibytes_is_refused(void **state)
{
	int pipe_of[2], status;
	pid_t pid;

	(void)state;
	make_empty();
	make_bytes("\xff\xd8\xff", 3);
	assert_int_equal(ftruncate(made, 30 << 20), 0);
	assert_memory_equal(run("text"), "{\"type\":\"jpeg\"", 14);
	assert_int_equal(ftruncate(made, (30 << 20) + 1), 0);
	assert_refused("text", "bytes", "30 MiB and a byte");
	/* The same from a pipe that does not end by itself. */
	assert_int_equal(pipe2(pipe_of, O_CLOEXEC), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		static char zeroes[65536];

		close(pipe_of[0]);
		while (write(pipe_of[1], zeroes, sizeof(zeroes)) > 0)
			continue;
		_exit(0);
	}
	close(pipe_of[1]);
	assert_string_equal(
	    run_fd("text", pipe_of[0]), "{\"refused\":\"bytes\"}");
	close(pipe_of[0]);
	waitpid(pid, &status, 0);
}

/* What the last run cost. */
static void
assert_cheap(const char *what)
{
	if (getenv("NASTAVNIK_MEASURE"))
		print_message("%s: %ld KB, %.2f s, %.60s\n", what, run_peak_kb,
		    run_cpu_s, run_out);
	if (SANITIZED)
		return;
	if (run_peak_kb > PEAK_MAX_KB)
		fail_msg("%s: %ld KB", what, run_peak_kb);
	if (run_cpu_s > CPU_MAX_S)
		fail_msg("%s: %.2f s", what, run_cpu_s);
}

static void
assert_bomb(const char *what, const char *text_word, const char *table_word)
{
	const char *modes[] = { "text", "table" },
		   *words[] = { text_word, table_word };

	for (int i = 0; i < 2; i++) {
		if (words[i])
			assert_refused(modes[i], words[i], what);
		else
			assert_memory_equal(run(modes[i]), "{\"type\":", 8);
		assert_cheap(what);
	}
}

/* Parts without a text become megabytes of elements. */
static void
make_bomb(const struct part *parts, size_t n, size_t megabytes)
{
	make_zip_apart(parts, n, megabytes * 1000000);
}

static void
what_unpacks_to_too_much_is_refused_in_bounded_memory(void **state)
{
	static const struct part docx[] = { { "[Content_Types].xml", DOCX_TYPES,
						0 },
		{ "word/document.xml", NULL, 0 } };
	static const struct part contents[] = { { "[Content_Types].xml", NULL,
	    0 } };
	static const struct part strings[] = { { "[Content_Types].xml",
						   XLSX_TYPES, 0 },
		{ "xl/workbook.xml", BOOK(""), 0 },
		{ "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
		{ "xl/sharedStrings.xml", NULL, 0 } };

	(void)state;
	make_bomb(docx, 2, SANITIZED ? 51 : 200);
	assert_bomb("a document of 200 MB", "bytes", "bytes");
	make_bomb(contents, 1, 51);
	assert_bomb("a list of contents of 51 MB", "bytes", "bytes");
	make_bomb(strings, 4, 51);
	assert_bomb("strings of 51 MB", "bytes", "bytes");
}

static void
an_archive_in_an_archive_is_never_opened(void **state)
{
	static char inner[1 << 20];
	ssize_t n;

	(void)state;
	make_bomb((struct part[]){ { "bomb", NULL, 0 } }, 1, 51);
	n = pread(made, inner, sizeof(inner), 0);
	assert_true(n > 1000 && n < (ssize_t)sizeof(inner));
	make_zip((struct part[]){ { "[Content_Types].xml", DOCX_TYPES, 0 },
		     { "word/document.xml", "<document/>", 0 },
		     { "word/embeddings/a.zip", inner, (size_t)n } },
	    3);
	assert_bomb("an archive in it", NULL, NULL);
}

static void
a_milliard_of_laughs_is_refused(void **state)
{
	(void)state;
	text_begin("<!DOCTYPE d [<!ENTITY a \"ha\">");
	for (char c = 'b'; c < 'k'; c++) {
		char line[128];

		snprintf(line, sizeof(line),
		    "<!ENTITY %c \"&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;\">",
		    c, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1,
		    c - 1, c - 1);
		text_add(line, 1);
	}
	text_add("]><document><p><t>&j;</t></p></document>", 1);
	make_zip((struct part[]){ { "[Content_Types].xml", DOCX_TYPES, 0 },
		     { "word/document.xml", text, 0 } },
	    2);
	assert_bomb("a milliard of laughs", "broken", "broken");
}

static void
elements_a_hundred_thousand_deep_are_refused(void **state)
{
	(void)state;
	text_begin("");
	text_add("<w:tbl><w:tr><w:tc>", 100000);
	text_add("</w:tc></w:tr></w:tbl>", 100000);
	make_docx(text, text_n);
	assert_bomb("depth", "broken", "broken");
	text_begin("<w:p ");
	text_add("a", 9 << 20);
	text_add("=\"1\"/>", 1);
	make_docx(text, text_n);
	assert_bomb("a name of 9 MiB", "broken", "broken");
}

static void
a_million_cells_are_read_or_refused_in_bounded_memory(void **state)
{
	(void)state;
	text_begin("<worksheet><sheetData>");
	for (int row = 1; row <= 10000; row++) {
		text_add("<row>", 1);
		text_add("<c t=\"s\"><v>0</v></c>", 100);
		text_add("</row>", 1);
	}
	text_add("</sheetData></worksheet>", 1);
	make_zip_apart(
	    (struct part[]){ { "[Content_Types].xml", XLSX_TYPES, 0 },
		{ "xl/workbook.xml", BOOK(""), 0 },
		{ "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
		{ "xl/worksheets/sheet1.xml", text, text_n },
		{ "xl/sharedStrings.xml", "<sst><si><t>слово</t></si></sst>",
		    0 } },
	    5, 0);
	text_begin("");
	assert_bomb("a million cells", NULL, "bytes");
}

static void
a_million_strings_are_read_in_bounded_memory(void **state)
{
	(void)state;
	text_begin("<sst>");
	text_add("<si><t>1234567</t></si>", 1 << 20);
	text_add("</sst>", 1);
	make_zip_apart(
	    (struct part[]){ { "[Content_Types].xml", XLSX_TYPES, 0 },
		{ "xl/workbook.xml", BOOK(""), 0 },
		{ "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
		{ "xl/worksheets/sheet1.xml",
		    "<worksheet><sheetData><row><c t=\"s\"><v>1048575</v></c>"
		    "</row></sheetData></worksheet>",
		    0 },
		{ "xl/sharedStrings.xml", text, text_n } },
	    5, 0);
	text_begin("");
	assert_bomb("1,048,576 strings of 8 bytes", NULL, NULL);
}

static void
merges_without_end_do_not_hold_the_program(void **state)
{
	(void)state;
	text_begin("<worksheet><sheetData>");
	text_add("<row><c><v>1</v></c><c r=\"GR1\"><v>1</v></c></row>", 20000);
	text_add("</sheetData><mergeCells>", 1);
	text_add("<mergeCell ref=\"A1:GR1048576\"/>", 200);
	text_add("</mergeCells></worksheet>", 1);
	make_xlsx(BOOK(""), text, NULL, NULL);
	text_begin("");
	assert_bomb("200 merges of all cells", NULL, "bytes");
	text_begin("<worksheet><sheetData><row><c><v>1</v></c></row>"
		   "</sheetData><mergeCells>");
	text_add("<mergeCell ref=\"A1:GR1048576\"/>", 201);
	text_add("</mergeCells></worksheet>", 1);
	make_xlsx(BOOK(""), text, NULL, NULL);
	assert_bomb("201 merges of one cell", NULL, "broken");
	text_begin("<worksheet><sheetData/><mergeCells>");
	text_add("<mergeCell ref=\"A1:B2\"/>", 8193);
	text_add("</mergeCells></worksheet>", 1);
	make_xlsx(BOOK(""), text, NULL, NULL);
	assert_bomb("8,193 merges", NULL, "bytes");
}

static void
without_a_command_it_explains_itself_and_a_wrong_one_is_misuse(void **state)
{
	int in = open("/dev/null", O_RDWR | O_CLOEXEC), status;
	pid_t pid;

	(void)state;
	assert_non_null(
	    strstr(run_fd(NULL, in), "nastavnik-reader text|table"));
	assert_non_null(strstr(run_fd("--help", in), "\nExit status: 0 "));
	pid = run_start("words", in, in, in);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
	close(in);
	/* What cannot be read from. */
	in = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid = run_start("text", in, made, made);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	close(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_table_beyond_its_limits_is_refused_and_one_at_them_is_not),
		cmocka_unit_test(a_row_of_spans_is_as_long_as_its_columns),
		cmocka_unit_test(an_archive_of_too_many_parts_is_refused),
		cmocka_unit_test(
		    a_file_of_more_than_thirty_mebibytes_is_refused),
		cmocka_unit_test(
		    what_unpacks_to_too_much_is_refused_in_bounded_memory),
		cmocka_unit_test(an_archive_in_an_archive_is_never_opened),
		cmocka_unit_test(a_milliard_of_laughs_is_refused),
		cmocka_unit_test(
		    a_million_cells_are_read_or_refused_in_bounded_memory),
		cmocka_unit_test(a_million_strings_are_read_in_bounded_memory),
		cmocka_unit_test(merges_without_end_do_not_hold_the_program),
		cmocka_unit_test(elements_a_hundred_thousand_deep_are_refused),
		cmocka_unit_test(tables_of_eight_megabytes_are_refused),
		cmocka_unit_test(
		    text_is_cut_at_a_mebibyte_between_two_characters),
		cmocka_unit_test(
		    without_a_command_it_explains_itself_and_a_wrong_one_is_misuse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
