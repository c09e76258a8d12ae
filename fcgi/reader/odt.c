#include <string.h>

#include "base/strbuf.h"
#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/odt.h"
#include "reader/xml.h"

/* Blanks in a row are written as their number; more than a line of them says
 * nothing. */
enum { BLANKS_MAX = 80 };

/* No words of the text: what was deleted, notes at the margin, the number of
 * a footnote, names of pictures. */
static const char *const skipped[] = { "tracked-changes", "annotation",
	"note-citation", "title", "desc" };

/* What of a merged cell still covers the rows below. */
struct cover {
	int left;
	struct strbuf text;
};

struct odt {
	struct xml x;
	struct blocks *b;
	struct strbuf words;
	int depth; /* of paragraphs and headings that are open */
	/* Of tables only: the inner ones are words of a cell. */
	int tables;
	int open_rows, open_cells; /* of the outermost table */
	bool covered;		   /* the cell that is open */
	int column, repeat, columns, rows;
	struct cover cover[BLOCKS_COLUMNS_MAX];
};

/* Line breaks and runs of blanks in the XML are one blank. */
static void
add_text(struct odt *o, const char *s)
{
	struct strbuf *w = &o->words;

	for (; *s; s++) {
		if (strchr(" \t\r\n", *s) == NULL)
			strbuf_addc(w, *s);
		else if (w->len > 0 &&
			 strchr(" \n\t", w->buf[w->len - 1]) == NULL)
			strbuf_addc(w, ' ');
	}
}

static void
add_blanks(struct odt *o)
{
	int n = xml_attr_int(&o->x, "c", BLANKS_MAX, 1);

	while (n-- > 0)
		strbuf_addc(&o->words, ' ');
}

static bool
is_paragraph(const struct odt *o)
{
	return strcmp(o->x.name, "p") == 0 || strcmp(o->x.name, "h") == 0;
}

static void
start(struct odt *o)
{
	for (size_t i = 0; i < LEN(skipped); i++)
		if (strcmp(o->x.name, skipped[i]) == 0) {
			xml_skip(&o->x);
			return;
		}
	if (strcmp(o->x.name, "s") == 0)
		add_blanks(o);
	else if (strcmp(o->x.name, "tab") == 0)
		strbuf_addc(&o->words, '\t');
	else if (strcmp(o->x.name, "line-break") == 0)
		strbuf_addc(&o->words, '\n');
}

/* ---- tables */

static bool
in_table(const struct odt *o)
{
	return o->b->form == BLOCKS_TABLES && o->tables > 0;
}

static enum verdict
put(struct odt *o, const struct strbuf *text, bool merged)
{
	o->column++;
	return blocks_cell(o->b, text->buf, text->len, merged);
}

/* A cell that a merged one covers, from above or from the left. */
static enum verdict
put_covered(struct odt *o)
{
	static const struct strbuf nothing = { .buf = (char *)"" };
	struct cover *c =
	    o->column < BLOCKS_COLUMNS_MAX ? &o->cover[o->column] : NULL;

	if (c == NULL || c->left == 0)
		return put(o, &nothing, true);
	c->left--;
	return put(o, &c->text, true);
}

static enum verdict
cell_end(struct odt *o)
{
	enum verdict v = V_OK;

	for (int i = 0; v == V_OK && i < o->repeat; i++) {
		if (o->covered) {
			v = put_covered(o);
			continue;
		}
		for (int k = 0; k < o->columns; k++) {
			if (o->column + k >= BLOCKS_COLUMNS_MAX)
				break;
			o->cover[o->column + k].left = o->rows - 1;
			strbuf_clear(&o->cover[o->column + k].text);
			if (k == 0)
				strbuf_add(&o->cover[o->column].text,
				    o->words.buf, o->words.len);
		}
		v = put(o, &o->words, false);
	}
	strbuf_clear(&o->words);
	return v;
}

/* Empty cells at the end of a sheet's row are one cell a thousand times. */
static void
cell_start(struct odt *o)
{
	o->covered = strcmp(o->x.name, "covered-table-cell") == 0;
	o->repeat = xml_attr_int(
	    &o->x, "number-columns-repeated", BLOCKS_COLUMNS_MAX, 1);
	o->columns = xml_attr_int(
	    &o->x, "number-columns-spanned", BLOCKS_COLUMNS_MAX, 1);
	o->rows =
	    xml_attr_int(&o->x, "number-rows-spanned", BLOCKS_ROWS_MAX, 1);
	strbuf_clear(&o->words);
}

static enum verdict
table_start(struct odt *o)
{
	if (o->tables++ > 0)
		return V_OK;
	for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
		o->cover[i].left = 0;
	strbuf_clear(&o->words);
	return blocks_table(o->b);
}

static enum verdict
row_event(struct odt *o, bool start)
{
	o->column = 0;
	if (start)
		return o->open_rows++ == 0 ? blocks_row(o->b) : V_OK;
	return --o->open_rows == 0 ? blocks_row_end(o->b) : V_OK;
}

static enum verdict
table_event(struct odt *o)
{
	bool start = o->x.event == XML_START;
	const char *name = o->x.name;

	if (strcmp(name, "table") == 0) {
		if (start)
			return table_start(o);
		return --o->tables > 0 ? V_OK : blocks_table_end(o->b);
	}
	if (o->tables != 1)
		return V_OK;
	if (strcmp(name, "table-row") == 0)
		return row_event(o, start);
	if ((strcmp(name, "table-cell") != 0 &&
		strcmp(name, "covered-table-cell") != 0) ||
	    o->open_rows != 1)
		return V_OK;
	if (start) {
		if (o->open_cells++ == 0)
			cell_start(o);
		return V_OK;
	}
	return --o->open_cells == 0 ? cell_end(o) : V_OK;
}

/* ---- all */

static enum verdict
paragraph(struct odt *o)
{
	enum verdict v;

	o->depth += o->x.event == XML_START ? 1 : -1;
	if (in_table(o)) {
		if (o->x.event == XML_START && o->words.len > 0)
			strbuf_addc(&o->words, '\n');
		return V_OK;
	}
	v = blocks_paragraph(o->b, o->words.buf, o->words.len);
	strbuf_clear(&o->words);
	return v;
}

static enum verdict
event(struct odt *o)
{
	if (o->x.event == XML_TEXT) {
		if (o->depth > 0)
			add_text(o, o->x.text);
		return blocks_room(o->b, o->words.len);
	}
	if (is_paragraph(o))
		return paragraph(o);
	if (o->x.event == XML_START)
		start(o);
	return o->b->form == BLOCKS_TABLES ? table_event(o) : V_OK;
}

enum verdict
odt_read(struct container *c, struct blocks *b)
{
	static struct odt o;
	enum verdict v;

	memset(&o, 0, sizeof(o));
	o.b = b;
	if ((v = xml_open(&o.x, c, c->main)) != V_OK)
		return v;
	strbuf_init(&o.words);
	for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
		strbuf_init(&o.cover[i].text);
	while (v == V_OK && xml_next(&o.x))
		v = event(&o);
	if (v == V_FULL && o.words.len > 0)
		v = blocks_paragraph(b, o.words.buf, o.words.len);
	if (v == V_OK)
		v = o.x.verdict;
	xml_close(&o.x);
	strbuf_free(&o.words);
	for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
		strbuf_free(&o.cover[i].text);
	return v;
}
