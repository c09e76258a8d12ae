#include "document.h"
#include "document/docx.h"

static struct strbuf file;

static const char *
written(const char *json)
{
	struct paper p = document_of(json);

	strbuf_init(&file);
	assert_int_equal(docx_write(&p, &file), RC_OK);
	return document_part(&file, "word/document.xml");
}

static void
tables_are_real_and_their_headings_stand_on_every_page(void **state)
{
	const char *x = written(document_json);

	(void)state;
	/* The stamps and two tables of the document. */
	assert_int_equal(document_count(x, "<w:tbl>"), 3);
	assert_int_equal(document_count(x, "<w:tblHeader/>"), 2);
	assert_int_equal(document_count(x, "<w:tr>"), 9);
	assert_non_null(strstr(x, "СОГЛАСОВАНО"));
	assert_true(strstr(x, "СОГЛАСОВАНО") < strstr(x, "УТВЕРЖДАЮ"));
	assert_true(strstr(x, "УТВЕРЖДАЮ") < strstr(x, "Мероприятие"));
	strbuf_free(&file);
}

static void
a_section_lies_over_all_columns(void **state)
{
	const char *x = written(document_json);

	(void)state;
	assert_int_equal(document_count(x, "<w:gridSpan w:val=\"3\"/>"), 1);
	assert_int_equal(document_count(x, "<w:gridSpan w:val=\"2\"/>"), 1);
	strbuf_free(&file);
}

static void
words_are_words(void **state)
{
	const char *x = written(document_json);

	(void)state;
	assert_non_null(strstr(x, "Дорожная карта &lt;2026&gt;"));
	assert_non_null(strstr(x, "=HYPERLINK(&quot;http://evil&quot;)"));
	assert_non_null(strstr(x, "&lt;b&gt;&amp; "));
	assert_int_equal(document_count(x, "<w:br/>"), 1);
	assert_int_equal(document_count(x, "<w:tab/>"), 1);
	/* Signs that XML has none for. */
	assert_null(strchr(x, '\x01'));
	assert_null(strstr(x, "\xef\xbf\xbf"));
	strbuf_free(&file);
}

static void
a_wide_sheet_lies_across(void **state)
{
	const char *x = written("{\"wide\":true,\"rows\":[]}");

	(void)state;
	assert_non_null(strstr(x, "w:orient=\"landscape\""));
	assert_int_equal(document_count(x, "<w:tbl>"), 0);
	strbuf_free(&file);
	x = written(document_json);
	assert_null(strstr(x, "landscape"));
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

static const char *const bad[] = { "", "{}", "[]", "nothing",
	"{\"rows\":[{\"kind\":\"row\",\"cells\":[]}]}",
	"{\"rows\":[{\"kind\":\"other\",\"cells\":[\"1\"]}]}",
	"{\"rows\":[{\"cells\":[\"1\"]}]}",
	"{\"rows\":[{\"kind\":\"row\",\"cells\":[1]}]}" };

static void
what_is_no_document_is_refused(void **state)
{
	struct paper p;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++)
		assert_int_equal(
		    paper_read(a, bad[i], strlen(bad[i]), &p), RC_INVALID);
}

static void
columns_share_the_whole_width(void **state)
{
	struct paper p = document_of(document_json);
	int shares[PAPER_COLUMNS_MAX], columns, to, sum = 0;

	(void)state;
	to = paper_table(&p, 0, &columns);
	assert_int_equal(to, 6);
	assert_int_equal(columns, 3);
	paper_widths(&p, 0, to, columns, shares);
	for (int i = 0; i < columns; i++)
		sum += shares[i];
	assert_int_equal(sum, 1000);
	assert_true(shares[1] > shares[0]);
	assert_int_equal(paper_table(&p, to, &columns), p.n);
	assert_int_equal(columns, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DOCUMENT(
		    tables_are_real_and_their_headings_stand_on_every_page),
		DOCUMENT(a_section_lies_over_all_columns),
		DOCUMENT(words_are_words),
		DOCUMENT(a_wide_sheet_lies_across),
		DOCUMENT(the_file_follows_from_its_words_alone),
		DOCUMENT(what_is_no_document_is_refused),
		DOCUMENT(columns_share_the_whole_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
