#include <string.h>

#include "base/strbuf.h"
#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/docx.h"
#include "reader/xml.h"

struct docx {
	struct xml x;
	struct blocks *b;
	enum verdict v;
	struct strbuf words; /* of the paragraph or cell that is open */
	int texts;	     /* depth of w:t */
	int tables;	 /* depth of w:tbl; inner ones are words of a cell */
	int rows, cells; /* are open at the outermost table */
	int column, span;
	bool continues; /* the cell belongs to the one above */
	/* What each column says last: a cell merged with it says the same. */
	struct strbuf above[BLOCKS_COLUMNS_MAX];
};

static void
add(struct docx *d, const char *s)
{
	strbuf_adds(&d->words, s);
	d->v = blocks_room(d->b, d->words.len);
}

static void
paragraph(struct docx *d)
{
	if (d->tables > 0) {
		if (d->words.len > 0)
			add(d, "\n");
		return;
	}
	d->v = blocks_paragraph(d->b, d->words.buf, d->words.len);
	strbuf_clear(&d->words);
}

static void
p_start(struct docx *d)
{
	/* A box with text stands inside of the paragraph it hangs on. */
	if (d->tables == 0)
		paragraph(d);
}

static void
t_start(struct docx *d)
{
	d->texts++;
}

static void
t_end(struct docx *d)
{
	d->texts--;
}

static void
tab_start(struct docx *d)
{
	add(d, "\t");
}

static void
br_start(struct docx *d)
{
	add(d, "\n");
}

static void
hyphen_start(struct docx *d)
{
	add(d, "\u2011");
}

static void
tbl_start(struct docx *d)
{
	if (d->tables == 0) {
		paragraph(d);
		if (d->v == V_OK)
			d->v = blocks_table(d->b);
		for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
			strbuf_clear(&d->above[i]);
	}
	d->tables++;
}

static void
tbl_end(struct docx *d)
{
	if (--d->tables > 0)
		return;
	/* Words between cells are none of a sound table. */
	strbuf_clear(&d->words);
	d->v = blocks_table_end(d->b);
}

static void
tr_start(struct docx *d)
{
	if (d->tables != 1 || d->rows++ > 0)
		return;
	d->column = 0;
	d->v = blocks_row(d->b);
}

static void
tr_end(struct docx *d)
{
	if (d->tables > 1)
		add(d, "\n");
	if (d->tables != 1 || --d->rows > 0)
		return;
	for (int i = d->column; i < BLOCKS_COLUMNS_MAX; i++)
		strbuf_clear(&d->above[i]);
	d->v = blocks_row_end(d->b);
}

static void
tc_start(struct docx *d)
{
	if (d->tables != 1 || d->rows != 1)
		return;
	d->cells++;
	d->span = 1;
	d->continues = false;
	strbuf_clear(&d->words);
}

/* One place of the grid. */
static void
put(struct docx *d, const struct strbuf *text, bool merged)
{
	struct strbuf *above;

	if (d->v != V_OK)
		return;
	if (d->column < BLOCKS_COLUMNS_MAX && d->b->form == BLOCKS_TABLES) {
		above = &d->above[d->column];
		if (text != above) {
			strbuf_clear(above);
			strbuf_add(above, text->buf, text->len);
		}
	}
	d->column++;
	d->v = blocks_cell(d->b, text->buf, text->len, merged);
}

static void
tc_end(struct docx *d)
{
	static const struct strbuf nothing = { .buf = (char *)"" };
	const struct strbuf *text = &d->words;

	if (d->tables > 1)
		add(d, "\t");
	if (d->tables != 1 || d->rows != 1 || d->cells == 0)
		return;
	d->cells--;
	if (d->continues)
		text = d->column < BLOCKS_COLUMNS_MAX ? &d->above[d->column]
						      : &nothing;
	put(d, text, d->continues);
	for (int i = 1; i < d->span; i++)
		put(d, &nothing, true);
	strbuf_clear(&d->words);
}

static void
span_start(struct docx *d)
{
	/* More than we take is refused where the columns are counted. */
	if (d->tables == 1)
		d->span = xml_attr_int(&d->x, "val", BLOCKS_COLUMNS_MAX + 1,
		    BLOCKS_COLUMNS_MAX + 1);
	if (d->span < 1)
		d->span = 1;
}

static void
merge_start(struct docx *d)
{
	const char *how = xml_attr(&d->x, "val");

	if (d->tables == 1)
		d->continues = how == NULL || strcmp(how, "restart") != 0;
}

/* A row may begin right of the table's left edge. */
static void
before_start(struct docx *d)
{
	static const struct strbuf nothing = { .buf = (char *)"" };
	int n = xml_attr_int(&d->x, "val", BLOCKS_COLUMNS_MAX + 1, 0);

	for (int i = 0; d->tables == 1 && d->rows == 1 && i < n; i++)
		put(d, &nothing, false);
}

/* Settings with names like those of words, what was deleted or moved away,
 * what an old program would show instead, the code of a field. */
static void
skip_start(struct docx *d)
{
	xml_skip(&d->x);
}

static const struct {
	const char *name;
	void (*start)(struct docx *), (*end)(struct docx *);
} elements[] = {
	{ "t", t_start, t_end },
	{ "p", p_start, paragraph },
	{ "tab", tab_start, NULL },
	{ "br", br_start, NULL },
	{ "cr", br_start, NULL },
	{ "noBreakHyphen", hyphen_start, NULL },
	{ "tbl", tbl_start, tbl_end },
	{ "tr", tr_start, tr_end },
	{ "tc", tc_start, tc_end },
	{ "gridSpan", span_start, NULL },
	{ "vMerge", merge_start, NULL },
	{ "gridBefore", before_start, NULL },
	{ "pPr", skip_start, NULL },
	{ "rPr", skip_start, NULL },
	{ "tblPr", skip_start, NULL },
	{ "tblPrEx", skip_start, NULL },
	{ "tblGrid", skip_start, NULL },
	{ "sectPr", skip_start, NULL },
	{ "sdtPr", skip_start, NULL },
	{ "tcPrChange", skip_start, NULL },
	{ "trPrChange", skip_start, NULL },
	{ "del", skip_start, NULL },
	{ "moveFrom", skip_start, NULL },
	{ "instrText", skip_start, NULL },
	{ "Fallback", skip_start, NULL },
};

static void
element(struct docx *d)
{
	for (size_t i = 0; i < LEN(elements); i++) {
		if (strcmp(d->x.name, elements[i].name) != 0)
			continue;
		if (d->x.event == XML_START)
			elements[i].start(d);
		else if (elements[i].end)
			elements[i].end(d);
		return;
	}
}

enum verdict
docx_read(struct container *c, struct blocks *b)
{
	static struct docx d;

	memset(&d, 0, sizeof(d));
	d.b = b;
	if ((d.v = xml_open(&d.x, c, c->main)) != V_OK)
		return d.v;
	strbuf_init(&d.words);
	for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
		strbuf_init(&d.above[i]);
	while (d.v == V_OK && xml_next(&d.x)) {
		if (d.x.event != XML_TEXT)
			element(&d);
		else if (d.texts > 0)
			add(&d, d.x.text);
	}
	if (d.v == V_FULL && d.words.len > 0)
		d.v = blocks_paragraph(b, d.words.buf, d.words.len);
	if (d.v == V_OK)
		d.v = d.x.verdict;
	xml_close(&d.x);
	strbuf_free(&d.words);
	for (int i = 0; i < BLOCKS_COLUMNS_MAX; i++)
		strbuf_free(&d.above[i]);
	return d.v;
}
