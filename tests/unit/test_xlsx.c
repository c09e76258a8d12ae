#include "document.h"
#include "document/xlsx.h"

static struct strbuf file;

static const char *
written(const char *json)
{
	struct paper p = document_of(json);

	strbuf_init(&file);
	assert_int_equal(xlsx_write(&p, &file), RC_OK);
	return document_part(&file, "xl/worksheets/sheet1.xml");
}

static void
text_never_becomes_a_formula_a_number_or_a_link(void **state)
{
	const char *x = written(document_json);
	const char *words = document_part(&file, "xl/sharedStrings.xml");

	(void)state;
	assert_null(strstr(x, "<f>"));
	assert_null(strstr(x, "<hyperlink"));
	/* Every value is a string's number. */
	assert_int_equal(
	    document_count(x, "<v>"), document_count(x, " t=\"s\"><v>"));
	assert_non_null(strstr(words, "=HYPERLINK("));
	assert_non_null(strstr(words, "<t>+2</t>"));
	assert_non_null(strstr(words, "<t>01.09.2026</t>"));
	assert_non_null(strstr(words, "{=A1}"));
	strbuf_free(&file);
}

static void
the_first_headings_stand_on_every_page(void **state)
{
	const char *x = written(document_json);
	const char *book = document_part(&file, "xl/workbook.xml");

	(void)state;
	assert_non_null(strstr(book, "_xlnm.Print_Titles"));
	assert_non_null(strstr(x, "state=\"frozen\""));
	assert_non_null(strstr(x, "paperSize=\"9\""));
	strbuf_free(&file);
}

static void
a_section_lies_over_all_columns(void **state)
{
	const char *x = written(document_json);

	(void)state;
	assert_int_equal(document_count(x, "<mergeCell ref=\"A7:C7\"/>"), 1);
	assert_int_equal(document_count(x, "<mergeCell ref=\"B8:C8\"/>"), 1);
	strbuf_free(&file);
}

static void
the_file_follows_from_its_words_alone(void **state)
{
	struct strbuf first;

	(void)state;
	written(document_json);
	first = file;
	written(document_json);
	assert_int_equal(first.len, file.len);
	assert_memory_equal(first.buf, file.buf, first.len);
	strbuf_free(&first);
	strbuf_free(&file);
}

/* {"rows":[{"kind":"row","cells":["яяя…"]}]} */
static struct paper
long_cell(int letters)
{
	struct strbuf b;
	struct paper p;

	strbuf_init(&b);
	strbuf_adds(&b, "{\"rows\":[{\"kind\":\"row\",\"cells\":[\"");
	for (int i = 0; i < letters; i++)
		strbuf_adds(&b, "я");
	strbuf_adds(&b, "\"]}]}");
	p = document_of(b.buf);
	strbuf_free(&b);
	return p;
}

static void
a_cell_that_a_sheet_cannot_hold_is_refused(void **state)
{
	struct paper p = long_cell(XLSX_CELL_MAX);

	(void)state;
	strbuf_init(&file);
	assert_int_equal(xlsx_write(&p, &file), RC_OK);
	strbuf_clear(&file);
	p = long_cell(XLSX_CELL_MAX + 1);
	assert_int_equal(xlsx_write(&p, &file), RC_INVALID);
	strbuf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DOCUMENT(text_never_becomes_a_formula_a_number_or_a_link),
		DOCUMENT(the_first_headings_stand_on_every_page),
		DOCUMENT(a_section_lies_over_all_columns),
		DOCUMENT(the_file_follows_from_its_words_alone),
		DOCUMENT(a_cell_that_a_sheet_cannot_hold_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
