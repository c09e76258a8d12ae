#include "document/docx.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "document/paper.h"

/* Twentieths of a point: A4, margins of 1.5 cm left for the binding and
 * 1 cm elsewhere, as orders are printed. */
enum {
	PAGE_LONG = 16838,
	PAGE_SHORT = 11906,
	MARGIN_LEFT = 1134,
	MARGIN = 567,
	/* 2025-01-01: the file follows from its contents alone. */
	WRITTEN_AT = 1735689600
};

#define XML    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/"

static const char types[] = XML
    "<Types xmlns=\"" OFFICE "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "</Types>";

static const char relations[] =
    XML "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE
	"officeDocument/2006/relationships/officeDocument\""
	" Target=\"word/document.xml\"/></Relationships>";

static const char document_relations[] =
    XML "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE
	"officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
	"</Relationships>";

/* PT Astra Serif is what Russian offices have; Word takes Times instead. */
static const char styles[] =
    XML "<w:styles xmlns:w=\"" OFFICE "wordprocessingml/2006/main\">"
	"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts"
	" w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\""
	" w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/>"
	"<w:lang w:val=\"ru-RU\"/></w:rPr></w:rPrDefault></w:docDefaults>"
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
	"<w:name w:val=\"Normal\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Title\">"
	"<w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>"
	"<w:pPr><w:spacing w:before=\"240\" w:after=\"240\"/>"
	"<w:jc w:val=\"center\"/></w:pPr>"
	"<w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style></w:styles>";

/* --------------------------------------------------------------- the words */

/* XML has no sign for these: they say nothing. */
static size_t
unspeakable(const char *s)
{
	unsigned char c = (unsigned char)*s;

	if (c < 0x20 && c != '\n' && c != '\t')
		return 1;
	if (memcmp(s, "\xef\xbf", c == 0xef ? 2 : 1) == 0 &&
	    ((unsigned char)s[2] & 0xfe) == 0xbe)
		return 3;
	return 0;
}

static void
run_add(struct strbuf *b, const char *s, bool bold)
{
	char one[2] = "";
	size_t n;

	strbuf_addf(b, "<w:r>%s<w:t xml:space=\"preserve\">",
	    bold ? "<w:rPr><w:b/></w:rPr>" : "");
	for (; *s != '\0'; s++) {
		if ((n = unspeakable(s)) > 0) {
			s += n - 1;
			continue;
		}
		if (*s == '\n' || *s == '\t') {
			strbuf_addf(b,
			    "</w:t><w:%s/><w:t xml:space=\"preserve\">",
			    *s == '\n' ? "br" : "tab");
			continue;
		}
		one[0] = *s;
		strbuf_add_html(b, one);
	}
	strbuf_adds(b, "</w:t></w:r>");
}

static void
paragraph(struct strbuf *b, const char *set, const char *s, bool bold)
{
	strbuf_addf(b, "<w:p>%s%s%s", *set != '\0' ? "<w:pPr>" : "", set,
	    *set != '\0' ? "</w:pPr>" : "");
	if (*s != '\0')
		run_add(b, s, bold);
	strbuf_adds(b, "</w:p>");
}

/* ----------------------------------------------------------------- stamps */

static int
text_width(const struct paper *p)
{
	return (p->wide ? PAGE_LONG : PAGE_SHORT) - MARGIN_LEFT - MARGIN;
}

static void
stamp_cell(struct strbuf *b, int width, const char *text)
{
	const char *line_end = strchr(text, '\n');
	size_t n = line_end != NULL ? (size_t)(line_end - text) : strlen(text);
	struct strbuf first;

	strbuf_addf(b,
	    "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width);
	strbuf_init(&first);
	strbuf_add(&first, text, n);
	paragraph(b, "", first.buf, true);
	if (line_end != NULL)
		paragraph(b, "", line_end + 1, false);
	strbuf_free(&first);
	strbuf_adds(b, "</w:tc>");
}

static void
stamps_add(struct strbuf *b, const struct paper *p)
{
	int third = text_width(p) / 5 * 2;
	int between = text_width(p) - 2 * third;

	if (*p->agreed == '\0' && *p->approved == '\0')
		return;
	strbuf_addf(b,
	    "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
	    "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
	    "<w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/>"
	    "<w:gridCol w:w=\"%d\"/></w:tblGrid><w:tr>",
	    text_width(p), third, between, third);
	stamp_cell(b, third, p->agreed);
	stamp_cell(b, between, "");
	stamp_cell(b, third, p->approved);
	strbuf_adds(b, "</w:tr></w:tbl>");
	paragraph(b, "", "", false);
}

/* ------------------------------------------------------------------ tables */

static void
cell_add(struct strbuf *b, int width, int span, const char *text, bool bold)
{
	strbuf_addf(
	    b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (span > 1)
		strbuf_addf(b, "<w:gridSpan w:val=\"%d\"/>", span);
	strbuf_adds(b, "</w:tcPr>");
	paragraph(b, "", text, bold);
	strbuf_adds(b, "</w:tc>");
}

static void
row_add(struct strbuf *b, const struct paper_row *row, int columns,
    const int *widths)
{
	strbuf_addf(b, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>",
	    row->kind == PAPER_HEAD ? "<w:tblHeader/>" : "");
	for (int i = 0; i < row->n; i++) {
		/* The last cell goes on to the end. */
		int span = i == row->n - 1 ? columns - i : 1, width = 0;

		for (int k = i; k < i + span; k++)
			width += widths[k];
		cell_add(b, width, span, row->cells[i], row->kind != PAPER_ROW);
	}
	strbuf_adds(b, "</w:tr>");
}

static int
table_add(struct strbuf *b, const struct paper *p, int from)
{
	static const char *const sides[] = { "top", "left", "bottom", "right",
		"insideH", "insideV" };
	int widths[PAPER_COLUMNS_MAX], columns;
	int to = paper_table(p, from, &columns);

	paper_widths(p, from, to, columns, widths);
	strbuf_addf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>",
	    text_width(p));
	strbuf_adds(b, "<w:tblBorders>");
	for (size_t i = 0; i < LEN(sides); i++)
		strbuf_addf(b,
		    "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\""
		    " w:color=\"auto\"/>",
		    sides[i]);
	strbuf_adds(b, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
		       "</w:tblPr><w:tblGrid>");
	for (int i = 0; i < columns; i++) {
		widths[i] = widths[i] * text_width(p) / 1000;
		strbuf_addf(b, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	}
	strbuf_adds(b, "</w:tblGrid>");
	for (int i = from; i < to; i++)
		row_add(b, &p->rows[i], columns, widths);
	strbuf_adds(b, "</w:tbl>");
	/* Tables one after another would be one. */
	paragraph(b, "", "", false);
	return to;
}

static void
document_add(struct strbuf *b, const struct paper *p)
{
	strbuf_adds(b, XML "<w:document xmlns:w=\"" OFFICE
			   "wordprocessingml/2006/main\"><w:body>");
	if (*p->organisation != '\0')
		paragraph(
		    b, "<w:jc w:val=\"center\"/>", p->organisation, false);
	stamps_add(b, p);
	paragraph(b, "<w:pStyle w:val=\"Title\"/>", p->title, false);
	for (int i = 0; i < p->n;)
		i = table_add(b, p, i);
	strbuf_addf(b,
	    "<w:sectPr><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
	    "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\""
	    " w:left=\"%d\" w:header=\"0\" w:footer=\"0\" w:gutter=\"0\"/>"
	    "</w:sectPr></w:body></w:document>",
	    p->wide ? PAGE_LONG : PAGE_SHORT, p->wide ? PAGE_SHORT : PAGE_LONG,
	    p->wide ? " w:orient=\"landscape\"" : "", MARGIN, MARGIN, MARGIN,
	    MARGIN_LEFT);
}

/* --------------------------------------------------------------- the file */

static bool
part_add(zip_t *z, const char *name, const char *text, size_t n)
{
	zip_source_t *s = zip_source_buffer(z, text, n, 0);
	zip_int64_t at;

	if (s == NULL)
		return false;
	at = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
	if (at < 0) {
		zip_source_free(s);
		return false;
	}
	return zip_file_set_mtime(z, (zip_uint64_t)at, WRITTEN_AT, 0) == 0;
}

static bool
bytes_take(zip_source_t *s, struct strbuf *out)
{
	zip_int64_t n;
	char buf[16384];

	if (zip_source_open(s) != 0)
		return false;
	while ((n = zip_source_read(s, buf, sizeof(buf))) > 0)
		strbuf_add(out, buf, (size_t)n);
	zip_source_close(s);
	return n == 0;
}

enum rc
docx_write(const struct paper *p, struct strbuf *out)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z;
	struct strbuf words;
	bool good;

	if (s == NULL ||
	    (z = zip_open_from_source(s, ZIP_TRUNCATE, NULL)) == NULL) {
		zip_source_free(s);
		log_error("docx: no archive");
		return RC_FAIL;
	}
	/* Ours after the archive is closed. */
	zip_source_keep(s);
	strbuf_init(&words);
	document_add(&words, p);
	good = part_add(z, "[Content_Types].xml", types, sizeof(types) - 1) &&
	       part_add(z, "_rels/.rels", relations, sizeof(relations) - 1) &&
	       part_add(z, "word/document.xml", words.buf, words.len) &&
	       part_add(z, "word/_rels/document.xml.rels", document_relations,
		   sizeof(document_relations) - 1) &&
	       part_add(z, "word/styles.xml", styles, sizeof(styles) - 1);
	if (!good || zip_close(z) != 0) {
		log_error("docx: %s", zip_strerror(z));
		zip_discard(z);
		good = false;
	}
	good = good && bytes_take(s, out);
	zip_source_free(s);
	strbuf_free(&words);
	return good ? RC_OK : RC_FAIL;
}
