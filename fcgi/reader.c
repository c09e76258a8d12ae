/*
 * nastavnik-reader: one file of a stranger in, its kind and its words out.
 *
 * Started once per upload, with the file on descriptor 0.  It never writes a
 * file, and reads none but that one.  It passes through these states and
 * never goes back:
 *
 *   collect   map the file
 *   sniff     look at its first bytes only
 *   start     a PDF gets a child, which shuts itself in and becomes pdftotext
 *   shut in   limits, Landlock, seccomp: from here on nothing can be opened,
 *             connected or executed
 *   read      unpack as a stream, parse, keep words
 *   answer    one object of JSON
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/docx.h"
#include "reader/input.h"
#include "reader/odt.h"
#include "reader/pdf.h"
#include "reader/quote.h"
#include "reader/sniff.h"
#include "reader/walls.h"
#include "reader/xlsx.h"

static const char help_text[] =
    "nastavnik-reader text|table\n"
    "\n"
    "Tells what a file is and what it says.  The file is read from\n"
    "descriptor 0: a file or a pipe, at most 30 MiB.  Nothing is written but\n"
    "one line of JSON on standard output.\n"
    "\n"
    "text\n"
    "    {\"type\":\"docx\",\"text\":\"...\",\"scanned\":false,\"pages\":0}\n"
    "    type is pdf, docx, odt, xlsx, jpeg, png or webp: by the content,\n"
    "    never by a name.  text is UTF-8, a paragraph or a row of a table a\n"
    "    line, at most 1 MiB.  scanned: a PDF whose pages are mostly\n"
    "    pictures.  pages: of a PDF; 0 is not known.\n"
    "\n"
    "table\n"
    "    {\"type\":\"docx\",\"blocks\":[{\"p\":\"...\"},"
    "{\"table\":[[\"a\",\"b\"],...]}]}\n"
    "    Paragraphs and tables of a DOCX, ODT or XLSX in their order; a sheet of\n"
    "    an XLSX is a paragraph with its name and a table; hidden sheets are\n"
    "    left out.  A cell is a string, or {\"t\":\"...\",\"merged\":true} if it\n"
    "    is a part of a merged one: t repeats what stands above it, and is\n"
    "    empty right of the first one.  Numbers are as shown (1,5), dates\n"
    "    01.09.2025, months without a day \"сентябрь 2025\".\n"
    "    At most 20,000 rows, 200 columns, 20,000 bytes in a cell, 8 MiB.\n"
    "    A PDF has no tables, only words in their places:\n"
    "    {\"type\":\"pdf\",\"layout\":\"...\",\"scanned\":false,\"pages\":0}\n"
    "    with as many blanks between words as the page has room.\n"
    "\n"
    "A file that is not taken: {\"refused\":\"WORD\"}\n"
    "    format    no kind of file that is taken, or two at once\n"
    "    broken    cannot be read to its end\n"
    "    password  locked\n"
    "    macros    carries programs\n"
    "    bytes     too big, too big unpacked, or too long to read\n"
    "\n"
    "Exit status: 0 there is an answer, 1 our own trouble (standard error\n"
    "says which), 2 misuse.  Memory, time, files and system calls are\n"
    "limited; a PDF is read by " WALLS_PDF " (poppler-utils).\n";

struct answer {
	enum sniff_kind kind;
	struct blocks blocks;
	struct pdf pdf;
};

static enum verdict
read_container(const struct input *in, struct answer *a)
{
	struct container c;
	enum verdict v;

	if ((v = container_open(&c, in)) == V_OK)
		v = container_judge(&c, &a->kind);
	if (v != V_OK)
		goto out;
	if (a->kind == SNIFF_DOCX)
		v = docx_read(&c, &a->blocks);
	else if (a->kind == SNIFF_XLSX)
		v = xlsx_read(&c, &a->blocks);
	else
		v = odt_read(&c, &a->blocks);
out:
	container_close(&c);
	return v;
}

static enum verdict
run(enum blocks_form form, struct answer *a)
{
	struct input in;
	enum verdict v;

	if ((v = input_collect(&in)) != V_OK)
		return v;
	if ((v = sniff(&in, &a->kind)) != V_OK)
		return v;
	if (form == BLOCKS_TABLES && a->kind != SNIFF_ZIP &&
	    a->kind != SNIFF_PDF)
		return V_FORMAT;
	if (a->kind == SNIFF_PDF &&
	    (v = pdf_start(form == BLOCKS_TABLES)) != V_OK)
		return v;
	xmlInitParser();
	if ((v = walls_enter()) != V_OK)
		return v;
	if (a->kind == SNIFF_ZIP)
		return read_container(&in, a);
	return a->kind == SNIFF_PDF ? pdf_read(&a->pdf, &in) : V_OK;
}

static void
compose(const struct answer *a, enum blocks_form form, struct strbuf *out)
{
	const struct strbuf *text = &a->blocks.out;
	size_t n;

	strbuf_addf(out, "{\"type\":\"%s\",", sniff_names[a->kind]);
	if (form == BLOCKS_TABLES && a->kind != SNIFF_PDF) {
		strbuf_adds(out, "\"blocks\":[");
		strbuf_add(out, text->buf, text->len);
		strbuf_adds(out, "]}\n");
		return;
	}
	if (a->kind == SNIFF_PDF)
		text = &a->pdf.text;
	/* A line ends only where another begins. */
	n = text->len;
	while (n > 0 && text->buf[n - 1] == '\n')
		n--;
	strbuf_adds(out, form == BLOCKS_TABLES ? "\"layout\":" : "\"text\":");
	quote_json(out, text->buf, n);
	strbuf_addf(out, ",\"scanned\":%s,\"pages\":%d}\n",
	    a->pdf.scanned ? "true" : "false", a->pdf.pages);
}

static int
print(const struct strbuf *out)
{
	ssize_t n;

	for (size_t at = 0; at < out->len; at += (size_t)n) {
		n = write(STDOUT_FILENO, out->buf + at, out->len - at);
		if (n <= 0) {
			(void)!verdict_trouble("cannot write the answer");
			return 1;
		}
	}
	return 0;
}

static int
reader(enum blocks_form form)
{
	static struct answer a;
	struct strbuf out;
	enum verdict v;
	int rc = 1;

	blocks_init(&a.blocks, form);
	strbuf_init(&a.pdf.text);
	strbuf_init(&out);
	v = run(form, &a);
	if (verdict_word(v))
		strbuf_addf(&out, "{\"refused\":\"%s\"}\n", verdict_word(v));
	else if (v != V_TROUBLE)
		compose(&a, form, &out);
	if (v != V_TROUBLE)
		rc = print(&out);
	blocks_free(&a.blocks);
	pdf_free(&a.pdf);
	strbuf_free(&out);
	return rc;
}

int
main(int argc, char **argv)
{
	log_init("reader");
	if (argc == 1 || (argc == 2 && strcmp(argv[1], "--help") == 0)) {
		fputs(help_text, stdout);
		return fflush(stdout) ? 1 : 0;
	}
	if (argc == 2 && strcmp(argv[1], "text") == 0)
		return reader(BLOCKS_TEXT);
	if (argc == 2 && strcmp(argv[1], "table") == 0)
		return reader(BLOCKS_TABLES);
	fputs("usage: nastavnik-reader text|table\n", stderr);
	return 2;
}
