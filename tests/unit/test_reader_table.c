/* Tables for the import of a roadmap: every cell in its place, and told apart
 * whether it is empty or a part of a merged one. */
#include "reader_run.h"

#define P(text)	   "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define C(text)	   "<w:tc>" P(text) "</w:tc>"
#define SPAN(n)	   "<w:tcPr><w:gridSpan w:val=\"" #n "\"/></w:tcPr>"
#define RESTART	   "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>"
#define CONTINUE   "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define TBL(rows)  "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"

static const struct {
	const char *body, *blocks;
} docx_cases[] = {
	{ "", "" },
	{ P("до") TBL(ROW(C("а") C("б")) ROW(C("в") "<w:tc><w:p/></w:tc>"))
		P("после"),
	    "{\"p\":\"до\"},{\"table\":[[\"а\",\"б\"],[\"в\",\"\"]]},"
	    "{\"p\":\"после\"}" },
	{ TBL(ROW("<w:tc>" SPAN(3) P("раздел") "</w:tc>" C("г"))),
	    "{\"table\":[[\"раздел\",{\"t\":\"\",\"merged\":true},"
	    "{\"t\":\"\",\"merged\":true},\"г\"]]}" },
	{ TBL(ROW("<w:tc>" RESTART P("срок") "</w:tc>" C("1"))
		  ROW("<w:tc>" CONTINUE "</w:tc>" C("2"))
		      ROW("<w:tc>" CONTINUE "</w:tc>" C(""))
			  ROW("<w:tc>" RESTART P("другой") "</w:tc>" C("4"))
			      ROW("<w:tc><w:p/></w:tc>" C("5"))),
	    "{\"table\":[[\"срок\",\"1\"],"
	    "[{\"t\":\"срок\",\"merged\":true},\"2\"],"
	    "[{\"t\":\"срок\",\"merged\":true},\"\"],[\"другой\",\"4\"],"
	    "[\"\",\"5\"]]}" },
	{ TBL(ROW("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/>"
		  "<w:vMerge w:val=\"restart\"/></w:tcPr>" P("угол") "</w:tc>")
		  ROW("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/>"
		      "</w:tcPr><w:p/></w:tc>" C("в"))),
	    "{\"table\":[[\"угол\",{\"t\":\"\",\"merged\":true}],"
	    "[{\"t\":\"угол\",\"merged\":true},{\"t\":\"\",\"merged\":true},"
	    "\"в\"]]}" },
	/* A merge does not reach over a row that is shorter. */
	{ TBL(ROW(C("а") "<w:tc>" RESTART P("б") "</w:tc>") ROW(C("в"))
		  ROW(C("г") "<w:tc>" CONTINUE "</w:tc>")),
	    "{\"table\":[[\"а\",\"б\"],[\"в\"],"
	    "[\"г\",{\"t\":\"\",\"merged\":true}]]}" },
	{ TBL("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" C(
	      "б") "</w:tr>"),
	    "{\"table\":[[\"\",\"б\"]]}" },
	{ TBL(ROW("<w:tc>" P("а") P("б") TBL(ROW(C("1") C("2")))
		  P("в") "</w:tc>" C("г"))) P("после"),
	    "{\"table\":[[\"а\\nб\\n1\\n\\u00092\\n\\u0009\\nв\",\"г\"]]},"
	    "{\"p\":\"после\"}" },
	/* How it was before a change is no part of the table. */
	{ TBL(ROW("<w:tc><w:tcPr><w:tcPrChange><w:tcPr>"
		  "<w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr>"
		  "</w:tcPrChange></w:tcPr>" P("а") "</w:tc>")),
	    "{\"table\":[[\"а\"]]}" },
	{ "<w:sdt><w:sdtContent>" TBL(ROW("<w:sdt><w:sdtContent>" C(
	      "а") "</w:sdtContent></w:sdt>")) "</w:sdtContent></w:sdt>",
	    "{\"table\":[[\"а\"]]}" },
	/* Not what an office program writes, and still an answer. */
	{ "<w:tbl><w:tr><w:tr>" C("а") "</w:tr></w:tr></w:tbl>",
	    "{\"table\":[[]]}" },
	{ "<w:tr>" C("а") "</w:tr><w:tbl><w:p><w:t>б</w:t></w:p></w:tbl>",
	    "{\"p\":\"а\"},{\"table\":[]}" },
};

static void
a_docx_gives_every_cell_in_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(docx_cases); i++) {
		make_docx(docx_cases[i].body, 0);
		assert_blocks("docx", docx_cases[i].blocks);
	}
}

#define OP(text)    "<t:p>" text "</t:p>"
#define OC(text)    "<b:table-cell>" OP(text) "</b:table-cell>"
#define OS(a, text) "<b:table-cell b:" a ">" OP(text) "</b:table-cell>"
#define OV	    "<b:covered-table-cell/>"
#define OROW(cells) "<b:table-row>" cells "</b:table-row>"
#define OTBL(rows)  "<b:table><b:table-column/>" rows "</b:table>"

static const struct {
	const char *body, *blocks;
} odt_cases[] = {
	{ OP("до") OTBL(OROW(OC("а") OC("б")) OROW(OC("в") "<b:table-cell/>"))
		OP("после"),
	    "{\"p\":\"до\"},{\"table\":[[\"а\",\"б\"],[\"в\",\"\"]]},"
	    "{\"p\":\"после\"}" },
	{ OTBL(OROW(OS("number-columns-spanned=\"2\"", "раздел") OV)),
	    "{\"table\":[[\"раздел\",{\"t\":\"\",\"merged\":true}]]}" },
	{ OTBL(OROW(OS("number-rows-spanned=\"2\"", "срок") OC("1"))
		  OROW(OV OC("2")) OROW(OC("") OC("3"))),
	    "{\"table\":[[\"срок\",\"1\"],"
	    "[{\"t\":\"срок\",\"merged\":true},\"2\"],[\"\",\"3\"]]}" },
	{ OTBL("<b:table-header-rows>" OROW(
	      OC("а")) "</b:table-header-rows>" OROW(OC("б</t:p><t:p>в"))),
	    "{\"table\":[[\"а\"],[\"б\\nв\"]]}" },
	{ OTBL(OROW(OC("а") OS("number-columns-repeated=\"2\"", ""))),
	    "{\"table\":[[\"а\",\"\",\"\"]]}" },
	/* A table in a cell is words of the cell. */
	{ OTBL(OROW("<b:table-cell>" OP("а") OTBL(OROW(OC("1")))
		  OP("б") "</b:table-cell>" OC("в"))),
	    "{\"table\":[[\"а\\n1\\nб\",\"в\"]]}" },
	/* Not what an office program writes, and still an answer. */
	{ OTBL(OROW(OROW(OC("а")))) OROW(OC("б")) OTBL(OC("в")),
	    "{\"table\":[[]]},{\"p\":\"а\"},{\"p\":\"б\"},{\"table\":[]}" },
};

static void
an_odt_gives_every_cell_in_its_place(void **state)
{
	char content[2048];

	(void)state;
	for (size_t i = 0; i < N(odt_cases); i++) {
		snprintf(content, sizeof(content),
		    "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" "
		    "xmlns:b=\"b\"><o:body>%s</o:body></o:document-content>",
		    odt_cases[i].body);
		make_zip(
		    (struct part[]){
			{ "mimetype", "application/vnd.oasis.opendocument.text",
			    0 },
			{ "content.xml", content, 0 } },
		    2);
		assert_blocks("odt", odt_cases[i].blocks);
	}
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define LINE(cells) SHEET("<row r=\"1\">" cells "</row>")
#define V(style, v) "<c s=\"" #style "\"><v>" v "</v></c>"
#define T(text)	    "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"

/* Kinds of cells 0 to 11. */
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"[$-419]mmmm\\ yyyy;@\"/><numFmt numFmtId=\"165\" "
    "formatCode=\"dd/mm/yyyy\\ hh:mm\"/><numFmt numFmtId=\"166\" "
    "formatCode=\"0.0%\"/><numFmt numFmtId=\"167\" "
    "formatCode=\"#,##0.00&quot; руб. за день&quot;\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"[h]:mm\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"d mmmm yyyy &quot;г.&quot;\"/>"
    "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
    "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
    "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/>"
    "<xf numFmtId=\"17\"/><xf numFmtId=\"20\"/><xf numFmtId=\"9\"/>"
    "<xf numFmtId=\"49\"/></cellXfs></styleSheet>";

static const struct {
	const char *cell, *shown;
} number_cases[] = {
	{ V(0, "42"), "42" },
	{ V(0, "1.5"), "1,5" },
	{ V(0, "0.30000000000000004"), "0,3" },
	{ V(0, "-0"), "0" },
	{ V(0, "89217654321"), "89217654321" },
	{ V(0, "1e400"), "1e400" },
	{ V(0, "слово"), "слово" },
	{ V(99, "7"), "7" },
	{ V(1, "45901"), "01.09.2025" },
	{ V(1, "1"), "01.01.1900" },
	{ V(1, "59"), "28.02.1900" },
	{ V(1, "61"), "01.03.1900" },
	{ V(1, "2958465"), "31.12.9999" },
	{ V(1, "2958466"), "2958466" },
	{ V(1, "-1"), "-1" },
	{ V(2, "45901"), "сентябрь 2025" },
	{ V(3, "45901.604166666664"), "01.09.2025 14:30" },
	{ V(4, "0.125"), "12,5%" },
	{ V(5, "1234.5"), "1234,50" },
	{ V(6, "1.5"), "36:00" },
	{ V(7, "46096"), "15.03.2026" },
	{ V(8, "45992"), "декабрь 2025" },
	{ V(9, "0.6458333333"), "15:30" },
	{ V(10, "0.5"), "50%" },
	{ V(11, "007"), "7" },
	{ "<c t=\"b\"><v>1</v></c>", "ИСТИНА" },
	{ "<c t=\"b\"><v>0</v></c>", "ЛОЖЬ" },
	{ "<c t=\"e\"><v>#REF!</v></c>", "#REF!" },
	{ "<c t=\"str\"><f>A1</f><v>из формулы</v></c>", "из формулы" },
	{ "<c t=\"d\"><v>2025-09-01T00:00:00</v></c>", "01.09.2025" },
	{ "<c t=\"s\"><v>1</v></c>", "два слова" },
	{ T("<![CDATA[a]]>б"), "aб" },
};

static void
an_xlsx_gives_numbers_as_they_are_shown(void **state)
{
	char sheet[1024], want[1024];

	(void)state;
	for (size_t i = 0; i < N(number_cases); i++) {
		snprintf(
		    sheet, sizeof(sheet), LINE("%s"), number_cases[i].cell);
		make_xlsx(BOOK(""), sheet, styles,
		    "<sst><si><t>ноль</t></si><si><r><t>два</t></r><r><t "
		    "xml:space=\"preserve\"> слова</t></r><rPh><t>нет</t></rPh>"
		    "</si></sst>");
		snprintf(want, sizeof(want),
		    "{\"p\":\"План\"},{\"table\":[[\"%s\"]]}",
		    number_cases[i].shown);
		assert_blocks("xlsx", want);
	}
}

static void
an_xlsx_of_a_mac_counts_its_days_from_1904(void **state)
{
	(void)state;
	make_xlsx(BOOK("<workbookPr date1904=\"1\"/>"),
	    LINE(V(1, "44439") V(1, "0")), styles, NULL);
	assert_blocks("xlsx",
	    "{\"p\":\"План\"},{\"table\":[[\"01.09.2025\",\"01.01.1904\"]]}");
}

static const struct {
	const char *sheet, *table;
} place_cases[] = {
	{ SHEET(""), "" },
	{ SHEET("<row r=\"1\">" T("а") T("б") "</row>"), "[\"а\",\"б\"]" },
	{ SHEET("<row r=\"2\"><c r=\"C2\"><v>3</v></c></row>"),
	    "[\"\",\"\",\"3\"]" },
	/* Rows without words are one, however many; at the top, none. */
	{ SHEET("<row r=\"5\">" T("а") "</row><row r=\"6\"/><row r=\"900000\">"
				       "<c r=\"A900000\"><v>1</v></c>"
				       "<c r=\"ZZZ900000\" s=\"3\"/></row>"),
	    "[\"а\"],[],[\"1\"]" },
	{ "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>раздел"
	  "</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>срок</v></c>"
	  "<c r=\"B2\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\"><v>2</v></c>"
	  "</row><row r=\"4\"/><row r=\"5\"><c r=\"B5\"><v>4</v></c></row>"
	  "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/>"
	  "<mergeCell ref=\"A2:A4\"/></mergeCells></worksheet>",
	    "[\"раздел\",{\"t\":\"\",\"merged\":true}],[\"срок\",\"1\"],"
	    "[{\"t\":\"срок\",\"merged\":true},\"2\"],"
	    "[{\"t\":\"срок\",\"merged\":true}],[\"\",\"4\"]" },
	{ "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
	  "<mergeCells><mergeCell ref=\"A1:XFD1\"/><mergeCell ref=\"B\"/>"
	  "<mergeCell ref=\"A0:B1\"/><mergeCell/></mergeCells></worksheet>",
	    "[\"1\"]" },
	/* Not what an office program writes, and still an answer. */
	{ SHEET("<row><row>" T("а") "</row></row><c><v>1</v></c>"), "" },
	{ SHEET("<row r=\"3\">" T("а") "</row><row r=\"1\">" T("б") "</row>"),
	    "[\"а\"],[\"б\"]" },
	{ LINE("<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"),
	    "[\"\",\"1\",\"2\"]" },
	{ LINE("<c t=\"s\"><v>7</v></c><c t=\"s\"><v>-1</v></c>"), "" },
};

static void
an_xlsx_gives_every_cell_in_its_place(void **state)
{
	char want[1024];

	(void)state;
	for (size_t i = 0; i < N(place_cases); i++) {
		make_xlsx(BOOK(""), place_cases[i].sheet, NULL, NULL);
		snprintf(want, sizeof(want),
		    "{\"p\":\"План\"},{\"table\":[%s]}", place_cases[i].table);
		assert_blocks("xlsx", want);
	}
}

static void
hidden_sheets_are_left_out_and_others_come_in_their_order(void **state)
{
	(void)state;
	make_zip((struct part[]){ { "[Content_Types].xml", XLSX_TYPES, 0 },
		     { "xl/workbook.xml",
			 "<workbook xmlns:r=\"http://r\"><sheets>"
			 "<sheet name=\"Второй\" r:id=\"r2\"/>"
			 "<sheet name=\"Тайный\" state=\"veryHidden\" "
			 "r:id=\"r1\"/><sheet name=\"Диаграмма\" r:id=\"r9\"/>"
			 "<sheet name=\"Первый\" state=\"visible\" "
			 "r:id=\"r1\"/></sheets></workbook>",
			 0 },
		     { "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
		     { "xl/worksheets/sheet1.xml", LINE(V(0, "1")), 0 },
		     { "xl/other.xml", LINE(V(0, "2")), 0 } },
	    5);
	assert_blocks("xlsx", "{\"p\":\"Второй\"},{\"table\":[[\"2\"]]},"
			      "{\"p\":\"Первый\"},{\"table\":[[\"1\"]]}");
	assert_words("xlsx", "Второй\\n2\\nПервый\\n1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_docx_gives_every_cell_in_its_place),
		cmocka_unit_test(an_odt_gives_every_cell_in_its_place),
		cmocka_unit_test(an_xlsx_gives_numbers_as_they_are_shown),
		cmocka_unit_test(an_xlsx_of_a_mac_counts_its_days_from_1904),
		cmocka_unit_test(an_xlsx_gives_every_cell_in_its_place),
		cmocka_unit_test(
		    hidden_sheets_are_left_out_and_others_come_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
