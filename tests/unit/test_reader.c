/* What kind of file it is, and its words. */
#include "reader_run.h"

#define DOTM "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
#define DOCM "application/vnd.ms-word.document.macroEnabled.main+xml"
#define XLSM "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
#define ODF  "application/vnd.oasis.opendocument."

#define S(text) text, sizeof(text) - 1

static const struct {
	const char *what, *bytes;
	size_t n;
	const char *word; /* of the refusal, or the type */
	bool taken;
} plain_cases[] = {
	{ "nothing", S(""), "format", false },
	{ "a text", S("Положение"), "format", false },
	{ "a page", S("<!doctype html><script>1</script>"), "format", false },
	{ "a GIF", S("GIF89a\1\0\1\0\0\0\0;"), "format", false },
	{ "a JPEG", S("\xff\xd8\xff\xe0\0\x10JFIF\0"), "jpeg", true },
	{ "a PNG", S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "png", true },
	{ "a WebP", S("RIFF\4\0\0\0WEBPVP8 "), "webp", true },
	{ "a film", S("RIFF\4\0\0\0AVI LIST"), "format", false },
	{ "a PDF behind a word", S("x%PDF-1.4\n"), "format", false },
	{ "a ZIP behind a word", S("xPK\3\4"), "format", false },
	{ "a picture that is an archive",
	    S("\xff\xd8\xff\xe0 PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	    "format", false },
	{ "the same with a comment",
	    S("%PDF-1.4 PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0abc"),
	    "format", false },
	{ "a PDF of nothing", S("%PDF-1.4\n"), "broken", false },
	{ "a ZIP of nothing", S("PK\3\4"), "broken", false },
	{ "Word 97", S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0d\0"),
	    "format", false },
	{ "a locked DOCX",
	    S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0"
	      "P\0a\0c\0k\0a\0g\0e\0"),
	    "password", false },
};

static void
the_first_bytes_tell_the_kind(void **state)
{
	char want[64];

	(void)state;
	for (size_t i = 0; i < N(plain_cases); i++) {
		make_empty();
		make_bytes(plain_cases[i].bytes, plain_cases[i].n);
		if (!plain_cases[i].taken) {
			assert_refused(
			    "text", plain_cases[i].word, plain_cases[i].what);
			continue;
		}
		snprintf(want, sizeof(want), "{\"type\":\"%s\",",
		    plain_cases[i].word);
		assert_memory_equal(run("text"), want, strlen(want));
		assert_refused("table", "format", plain_cases[i].what);
	}
}

#define DOCUMENT "<document><p><t>слово</t></p></document>"

static const struct {
	const char *what;
	struct part parts[4];
	const char *word;
} zip_cases[] = {
	{ "an archive", { { "a.txt", "a", 0 } }, "format" },
	{ "DOCM by its type",
	    { { "[Content_Types].xml", TYPES("/word/document.xml", DOCM), 0 },
		{ "word/document.xml", DOCUMENT, 0 } },
	    "macros" },
	{ "XLSM by its type",
	    { { "[Content_Types].xml", TYPES("/xl/workbook.xml", XLSM), 0 },
		{ "xl/workbook.xml", DOCUMENT, 0 } },
	    "macros" },
	{ "a template with macros",
	    { { "[Content_Types].xml", TYPES("/word/document.xml", DOTM), 0 },
		{ "word/document.xml", DOCUMENT, 0 } },
	    "macros" },
	{ "a DOCX with a program",
	    { { "[Content_Types].xml", DOCX_TYPES, 0 },
		{ "word/document.xml", DOCUMENT, 0 },
		{ "word/VBAProject.bin", "x", 0 } },
	    "macros" },
	{ "a DOCX with ActiveX",
	    { { "[Content_Types].xml", DOCX_TYPES, 0 },
		{ "word/document.xml", DOCUMENT, 0 },
		{ "word/activeX/activeX1.xml", "x", 0 } },
	    "macros" },
	{ "an old macro sheet",
	    { { "[Content_Types].xml", XLSX_TYPES, 0 },
		{ "xl/workbook.xml", DOCUMENT, 0 },
		{ "xl/macrosheets/sheet1.xml", "x", 0 } },
	    "macros" },
	{ "slides",
	    { { "[Content_Types].xml",
		  TYPES("/ppt/presentation.xml",
		      "application/vnd.openxmlformats-officedocument"
		      ".presentationml.presentation.main+xml"),
		  0 },
		{ "ppt/presentation.xml", DOCUMENT, 0 } },
	    "format" },
	{ "a DOCX without its document",
	    { { "[Content_Types].xml", DOCX_TYPES, 0 } }, "broken" },
	{ "a DOCX that is cut",
	    { { "[Content_Types].xml", DOCX_TYPES, 0 },
		{ "word/document.xml", "<document><p><t>сло", 0 } },
	    "broken" },
	{ "a DOCX with a document type",
	    { { "[Content_Types].xml", DOCX_TYPES, 0 },
		{ "word/document.xml",
		    "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
		    "<document><p><t>&e;</t></p></document>",
		    0 } },
	    "broken" },
	{ "a list of contents with a document type",
	    { { "[Content_Types].xml", "<!DOCTYPE d>" DOCX_TYPES, 0 },
		{ "word/document.xml", DOCUMENT, 0 } },
	    "broken" },
	{ "an ODT with Basic",
	    { { "mimetype", ODF "text", 0 }, { "content.xml", DOCUMENT, 0 },
		{ "Basic/script-lc.xml", "x", 0 } },
	    "macros" },
	{ "an ODT with a script",
	    { { "mimetype", ODF "text", 0 }, { "content.xml", DOCUMENT, 0 },
		{ "Scripts/python/a.py", "x", 0 } },
	    "macros" },
	{ "an ODS",
	    { { "mimetype", ODF "spreadsheet", 0 },
		{ "content.xml", DOCUMENT, 0 } },
	    "format" },
	{ "an ODT without its text", { { "mimetype", ODF "text", 0 } },
	    "broken" },
	{ "a locked ODT",
	    { { "mimetype", ODF "text", 0 }, { "content.xml", "\x93\x1f", 0 },
		{ "META-INF/manifest.xml",
		    "<m:manifest xmlns:m=\"m\"><m:file-entry>"
		    "<m:encryption-data/></m:file-entry></m:manifest>",
		    0 } },
	    "password" },
};

static void
an_archive_is_looked_into_and_never_run(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(zip_cases); i++) {
		size_t n = 0;

		while (n < N(zip_cases[i].parts) && zip_cases[i].parts[n].name)
			n++;
		make_zip(zip_cases[i].parts, n);
		assert_refused("text", zip_cases[i].word, zip_cases[i].what);
	}
}

/* Makes every part what change says, in the archive's own folder. */
static void
make_changed(const char *body, unsigned offset, unsigned char value)
{
	unsigned char sign[4];
	off_t size;

	make_docx(body, 0);
	size = lseek(made, 0, SEEK_END);
	for (off_t at = 0; at + 46 < size; at++) {
		assert_int_equal(pread(made, sign, 4, at), 4);
		if (memcmp(sign, "PK\1\2", 4) == 0)
			assert_int_equal(
			    pwrite(made, &value, 1, at + offset), 1);
	}
}

static void
other_packings_and_locks_are_refused(void **state)
{
	(void)state;
	make_changed("<w:p/>", 10, 12); /* bzip2 */
	assert_refused("text", "broken", "another method");
	make_changed("<w:p/>", 8, 1);
	assert_refused("text", "password", "an encrypted part");
	make_changed("<w:p/>", 16, 7);
	assert_refused("text", "broken", "a wrong checksum");
}

static const struct {
	const char *body, *words;
} docx_cases[] = {
	{ "<w:p><w:r><w:t>Ёлка</w:t></w:r><w:r><w:t xml:space=\"preserve\"> "
	  "</w:t></w:r><w:r><w:t>«да»</w:t></w:r></w:p>",
	    "Ёлка «да»" },
	{ "<w:p><w:t>а</w:t></w:p><w:p/><w:p><w:t> </w:t></w:p>"
	  "<w:p><w:t>б</w:t></w:p>",
	    "а\\nб" },
	{ "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>"
	  "<w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t>"
	  "<w:noBreakHyphen/><w:t>г</w:t></w:p>",
	    "а\\u0009б\\nв\u2011г" },
	{ "<w:p><w:del><w:r><w:delText>нет</w:delText><w:t>нет</w:t></w:r>"
	  "</w:del><w:ins><w:r><w:t>да</w:t></w:r></w:ins>"
	  "<w:moveFrom><w:r><w:t>нет</w:t></w:r></w:moveFrom></w:p>",
	    "да" },
	{ "<w:p><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:p>", "7" },
	{ "<w:p><w:t>до</w:t><w:r><AlternateContent><Choice><txbxContent>"
	  "<w:p><w:t>в рамке</w:t></w:p></txbxContent></Choice><Fallback>"
	  "<w:p><w:t>в рамке</w:t></w:p></Fallback></AlternateContent></w:r>"
	  "<w:t>после</w:t></w:p>",
	    "до\\nв рамке\\nпосле" },
	{ "<w:p><w:t>&lt;b&gt; &quot;\\ &#9;<![CDATA[<i>]]></w:t></w:p>",
	    "<b> \\\"\\\\ \\u0009<i>" },
	{ "<w:tbl><w:tr><w:tc><w:p><w:t>а</w:t></w:p></w:tc><w:tc/><w:tc>"
	  "<w:p><w:t>б</w:t></w:p></w:tc></w:tr></w:tbl><w:p><w:t>в</w:t>"
	  "</w:p>",
	    "а\\u0009б\\nв" },
	{ "", "" },
};

static void
a_docx_gives_its_words_and_not_what_was_deleted(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(docx_cases); i++) {
		make_docx(docx_cases[i].body, 0);
		assert_words("docx", docx_cases[i].words);
	}
}

static void
an_odt_gives_its_words_and_not_what_was_deleted(void **state)
{
	(void)state;
	make_zip((struct part[]){ { "mimetype", ODF "text", 0 },
		     { "content.xml",
			 "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\">"
			 "<o:body><t:tracked-changes><t:p>нет</t:p>"
			 "</t:tracked-changes><t:h>Положение</t:h>\n"
			 "<t:p>о <t:span>на\n  ставниках</t:span>"
			 "<t:s t:c=\"2\"/>и<t:tab/>парах<t:line-break/>в "
			 "школе<o:annotation><t:p>нет</t:p></o:annotation>"
			 "</t:p><t:p/></o:body></o:document-content>",
			 0 } },
	    2);
	assert_words(
	    "odt", "Положение\\nо на ставниках  и\\u0009парах\\nв школе");
}

/* A PDF of pages that each say one line in Latin letters. */
static void
make_pdf(const char *const *lines, int n)
{
	char text[4096];
	int len;

	make_empty();
	len = snprintf(text, sizeof(text),
	    "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
	    "2 0 obj<</Type/Pages/Count %d/Kids[",
	    n);
	for (int i = 0; i < n; i++)
		len += snprintf(text + len, sizeof(text) - (size_t)len,
		    "%d 0 R ", 10 + 2 * i);
	make_bytes(text, (size_t)len);
	make_bytes("]>>endobj\n", 10);
	for (int i = 0; i < n; i++) {
		char stream[1024];
		int k = snprintf(stream, sizeof(stream),
		    "BT /F 12 Tf 50 700 Td (%s) Tj ET", lines[i]);

		len = snprintf(text, sizeof(text),
		    "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
		    "/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>endobj\n"
		    "%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n",
		    10 + 2 * i, 11 + 2 * i, 11 + 2 * i, k, stream);
		make_bytes(text, (size_t)len);
	}
	make_bytes("trailer<</Root 1 0 R>>\n%%EOF\n", 29);
}

static void
a_pdf_gives_its_words_and_its_pages(void **state)
{
	static const char *const lines[] = {
		"The first page says more than thirty letters.",
		"The second page says more than thirty letters."
	};

	(void)state;
	make_pdf(lines, 2);
	assert_string_equal(run("text"),
	    "{\"type\":\"pdf\",\"text\":\"The first page says more than thirty "
	    "letters.\\n\\nThe second page says more than thirty letters.\","
	    "\"scanned\":false,\"pages\":2}");
	/* For tables words stand where they stand on the page. */
	assert_string_equal(run("table"),
	    "{\"type\":\"pdf\",\"layout\":\"          The first page says more "
	    "than thirty letters.\\n          The second page says more than "
	    "thirty letters.\",\"scanned\":false,\"pages\":2}");
}

static void
a_pdf_of_pictures_is_scanned(void **state)
{
	static const char *const lines[] = { "",
		"Only this page of three says something to everybody.",
		"- 3 -" };

	(void)state;
	make_pdf(lines, 3);
	assert_non_null(strstr(run("text"), "\"scanned\":true,\"pages\":3}"));
	make_pdf(lines, 2);
	assert_non_null(strstr(run("text"), "\"scanned\":false,\"pages\":2}"));
}

static void
a_locked_pdf_is_told_from_a_broken_one(void **state)
{
	const char *folder = getenv("NASTAVNIK_FIXTURES");
	char path[4096];

	(void)state;
	snprintf(path, sizeof(path), "%s/documents/locked.pdf",
	    folder ? folder : "tests/fixtures");
	if (made >= 0)
		close(made);
	made = open(path, O_RDONLY | O_CLOEXEC);
	if (made < 0)
		fail_msg("%s: %s", path, strerror(errno));
	assert_refused("text", "password", path);
}

static void
a_pipe_is_as_good_as_a_file(void **state)
{
	int ends[2];
	char *whole;

	(void)state;
	make_docx("<w:p><w:t>слово</w:t></w:p>", 0);
	whole = strdup(run("text"));
	assert_int_equal(pipe(ends), 0);
	lseek(made, 0, SEEK_SET);
	for (char c; read(made, &c, 1) == 1;)
		assert_int_equal(write(ends[1], &c, 1), 1);
	close(ends[1]);
	assert_string_equal(run_fd("text", ends[0]), whole);
	close(ends[0]);
	free(whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_bytes_tell_the_kind),
		cmocka_unit_test(an_archive_is_looked_into_and_never_run),
		cmocka_unit_test(other_packings_and_locks_are_refused),
		cmocka_unit_test(
		    a_docx_gives_its_words_and_not_what_was_deleted),
		cmocka_unit_test(
		    an_odt_gives_its_words_and_not_what_was_deleted),
		cmocka_unit_test(a_pdf_gives_its_words_and_its_pages),
		cmocka_unit_test(a_pdf_of_pictures_is_scanned),
		cmocka_unit_test(a_locked_pdf_is_told_from_a_broken_one),
		cmocka_unit_test(a_pipe_is_as_good_as_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
