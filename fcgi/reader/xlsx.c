#include <stdlib.h>
#include <string.h>

#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/xlsx.h"
#include "reader/xml.h"

/* Excel's own size of a sheet. */
enum { ROW_MAX = 1048576, COLUMN_MAX = 16384 };
/* Each third row of the longest list may have one. */
enum { MERGES_MAX = 8192 };

/* Cells that look like one.  Rows and columns count from 1. */
struct merge {
	int top, left, bottom, right;
	/* What the first cell says, in texts; -1 if it was not met yet. */
	int64_t text_at;
};

struct sheet {
	const struct xlsx_book *book;
	struct blocks *b;
	struct xml x;
	enum verdict v;
	struct strbuf merges; /* struct merge, from the top down */
	size_t merges_next;   /* begins below the row */
	/* Those that the row crosses: no two in one column. */
	struct merge *crossed[BLOCKS_COLUMNS_MAX];
	int crossed_n;
	struct strbuf texts;
	int row, last_row;   /* being read; the last one put out */
	int rows;	     /* depth of row */
	int column, written; /* the same of cells */
	char type[12];	     /* of the cell, as Excel calls it */
	int style;
	bool in_cell;
	int words; /* depth of v or t */
	struct strbuf value;
};

static const char *
number(const char *s, int *n)
{
	for (*n = 0; *s >= '0' && *s <= '9' && *n <= ROW_MAX; s++)
		*n = *n * 10 + (*s - '0');
	return s;
}

/* "AB12"; false if it is none. */
static bool
place(const char **s, int *row, int *column)
{
	for (*column = 0; **s >= 'A' && **s <= 'Z' && *column <= COLUMN_MAX;
	     (*s)++)
		*column = *column * 26 + (**s - 'A' + 1);
	*s = number(*s, row);
	return *column >= 1 && *column <= COLUMN_MAX && *row >= 1 &&
	       *row <= ROW_MAX;
}

static struct merge *
merge_at(const struct sheet *s, size_t i)
{
	return (struct merge *)(void *)s->merges.buf + i;
}

static struct merge *
merge_of(const struct sheet *s, int column)
{
	for (int i = 0; i < s->crossed_n; i++) {
		struct merge *m = s->crossed[i];

		if (column >= m->left && column <= m->right)
			return m;
	}
	return NULL;
}

/* The row moved down: which merges does it cross now? */
static void
cross(struct sheet *s)
{
	size_t n = s->merges.len / sizeof(struct merge);
	int kept = 0;

	for (int i = 0; i < s->crossed_n; i++)
		if (s->crossed[i]->bottom >= s->row)
			s->crossed[kept++] = s->crossed[i];
	s->crossed_n = kept;
	for (; s->merges_next < n; s->merges_next++) {
		struct merge *m = merge_at(s, s->merges_next);

		if (m->top > s->row)
			return;
		if (m->bottom < s->row)
			continue;
		/* More of them than columns: they lie on each other. */
		if (s->crossed_n == BLOCKS_COLUMNS_MAX) {
			s->v = V_BROKEN;
			return;
		}
		s->crossed[s->crossed_n++] = m;
	}
}

static int
higher(const void *a, const void *b)
{
	const struct merge *x = a, *y = b;

	return (x->top > y->top) - (x->top < y->top);
}

static enum verdict
note_merge(struct sheet *s)
{
	const char *ref = xml_attr(&s->x, "ref");
	struct merge m = { .text_at = -1 };

	if (ref == NULL || !place(&ref, &m.top, &m.left) || *ref++ != ':' ||
	    !place(&ref, &m.bottom, &m.right))
		return V_OK;
	/* A cell out there is refused in any case. */
	if (m.left > BLOCKS_COLUMNS_MAX)
		return V_OK;
	/* A whole row in one piece has no right end that anybody sees. */
	if (m.right > BLOCKS_COLUMNS_MAX)
		m.right = m.left;
	if (s->merges.len / sizeof(m) == MERGES_MAX)
		return V_BYTES;
	strbuf_add(&s->merges, &m, sizeof(m));
	return V_OK;
}

/* Excel writes which cells are merged behind the cells: one reading for
 * each.  Lines of text need only the second. */
static enum verdict
read_merges(struct sheet *s, const char *part)
{
	enum verdict v;

	if (s->b->form == BLOCKS_TEXT)
		return V_OK;
	if ((v = xml_open(&s->x, s->book->c, part)) != V_OK)
		return v;
	while (v == V_OK && xml_next(&s->x)) {
		if (xml_starts(&s->x, "row"))
			xml_skip(&s->x);
		else if (xml_starts(&s->x, "mergeCell"))
			v = note_merge(s);
	}
	if (v == V_OK)
		v = s->x.verdict;
	xml_close(&s->x);
	qsort(s->merges.buf, s->merges.len / sizeof(struct merge),
	    sizeof(struct merge), higher);
	return v;
}

/* A part of a merged cell: right of the first one it says nothing, below it
 * says the same. */
static void
put_part(struct sheet *s, const struct merge *m, int column)
{
	const char *text = "";

	if (column == m->left && m->text_at >= 0)
		text = s->texts.buf + m->text_at;
	s->v = blocks_cell(s->b, text, strlen(text), true);
}

static void
keep_text(struct sheet *s, struct merge *m, const char *text)
{
	m->text_at = (int64_t)s->texts.len;
	strbuf_adds(&s->texts, text);
	strbuf_addc(&s->texts, '\0');
	if (s->texts.len > BLOCKS_ALL_MAX)
		s->v = V_BYTES;
}

static void
put(struct sheet *s, int column, const char *text)
{
	struct merge *m = merge_of(s, column);

	s->written = column;
	if (m && (s->row != m->top || column != m->left)) {
		put_part(s, m, column);
		return;
	}
	if (m)
		keep_text(s, m, text);
	if (s->v == V_OK)
		s->v = blocks_cell(s->b, text, strlen(text), false);
}

/* A table is as wide as its words: cells without any are put out when one
 * with words stands right of them. */
static void
put_up_to(struct sheet *s, int column)
{
	if (s->b->form == BLOCKS_TEXT)
		return;
	while (s->v == V_OK && s->written < column - 1)
		put(s, s->written + 1, "");
}

/* Rows without any cell are one empty row, however many they are. */
static void
row_open(struct sheet *s)
{
	if (s->last_row == s->row || s->v != V_OK)
		return;
	if (s->row > s->last_row + 1 && s->last_row > 0) {
		s->v = blocks_row(s->b);
		if (s->v == V_OK)
			s->v = blocks_row_end(s->b);
	}
	if (s->v == V_OK)
		s->v = blocks_row(s->b);
	s->last_row = s->row;
	s->written = 0;
}

static void
row_start(struct sheet *s)
{
	const char *r = xml_attr(&s->x, "r");
	int n = 0;

	if (s->rows++ > 0)
		return;
	if (r)
		number(r, &n);
	/* Rows go down; one that does not is the next. */
	s->row = n > s->row && n <= ROW_MAX ? n : s->row + 1;
	s->column = 0;
	cross(s);
}

static void
row_end(struct sheet *s)
{
	int right = 0;

	if (--s->rows > 0)
		return;
	/* What is merged with words above or left belongs to the row. */
	for (int i = 0; i < s->crossed_n; i++)
		if (s->crossed[i]->text_at >= 0 && s->crossed[i]->right > right)
			right = s->crossed[i]->right;
	if (right > 0) {
		row_open(s);
		put_up_to(s, right + 1);
	}
	if (s->last_row == s->row && s->v == V_OK)
		s->v = blocks_row_end(s->b);
}

static void
cell_start(struct sheet *s)
{
	const char *type = xml_attr(&s->x, "t"), *r;
	int row, column;

	strbuf_clear(&s->value);
	s->type[0] = '\0';
	if (type)
		strncat(s->type, type, sizeof(s->type) - 1);
	s->style = xml_attr_int(&s->x, "s", XLSX_STYLES_MAX, -1);
	r = xml_attr(&s->x, "r");
	if (r && place(&r, &row, &column) && column > s->column)
		s->column = column;
	else
		s->column++;
	s->in_cell = s->rows == 1;
}

/* What the cell shows, into out. */
static void
show(const struct sheet *s, struct strbuf *out)
{
	const char *v = s->value.buf, *shared;

	if (strcmp(s->type, "s") == 0) {
		shared = xlsx_book_string(s->book, v);
		strbuf_adds(out, shared ? shared : "");
	} else if (strcmp(s->type, "b") == 0)
		strbuf_adds(out, strcmp(v, "1") == 0 ? "ИСТИНА" : "ЛОЖЬ");
	else if (strcmp(s->type, "d") == 0)
		xlsx_number_add_iso(out, v);
	else if (s->type[0] == '\0' || strcmp(s->type, "n") == 0)
		xlsx_number_add(out, v, xlsx_book_style(s->book, s->style),
		    s->book->from_1904);
	else
		strbuf_add(out, v, s->value.len);
}

static void
cell_end(struct sheet *s)
{
	struct strbuf shown;

	if (!s->in_cell)
		return;
	s->in_cell = false;
	if (s->value.len == 0)
		return;
	strbuf_init(&shown);
	show(s, &shown);
	if (shown.len > 0) {
		row_open(s);
		put_up_to(s, s->column);
		if (s->v == V_OK)
			put(s, s->column, shown.buf);
	}
	strbuf_free(&shown);
}

static void
event(struct sheet *s)
{
	const struct xml *x = &s->x;
	bool start = x->event == XML_START;

	if (x->event == XML_TEXT) {
		if (s->in_cell && s->words > 0)
			strbuf_adds(&s->value, x->text);
		if (s->v == V_OK)
			s->v = blocks_room(s->b, s->value.len);
	} else if (strcmp(x->name, "row") == 0)
		(start ? row_start : row_end)(s);
	else if (strcmp(x->name, "c") == 0)
		(start ? cell_start : cell_end)(s);
	else if (strcmp(x->name, "v") == 0 || strcmp(x->name, "t") == 0)
		s->words += start ? 1 : -1;
	else if (start && strcmp(x->name, "rPh") == 0)
		xml_skip(&s->x);
}

static enum verdict
read_cells(struct sheet *s, const char *part)
{
	enum verdict v;

	if ((v = xml_open(&s->x, s->book->c, part)) != V_OK)
		return v;
	if ((s->v = blocks_table(s->b)) == V_OK)
		while (s->v == V_OK && xml_next(&s->x))
			event(s);
	if (s->v == V_OK)
		s->v = s->x.verdict;
	if (s->v == V_OK)
		s->v = blocks_table_end(s->b);
	xml_close(&s->x);
	return s->v;
}

static enum verdict
sheet(
    const struct xlsx_book *book, const struct xlsx_sheet *of, struct blocks *b)
{
	struct sheet s = { .book = book, .b = b };
	enum verdict v;

	/* A sheet that is a chart has no cells. */
	if (of->part[0] == '\0')
		return V_OK;
	strbuf_init(&s.merges);
	strbuf_init(&s.texts);
	strbuf_init(&s.value);
	v = blocks_paragraph(b, of->name, strlen(of->name));
	if (v == V_OK)
		v = read_merges(&s, of->part);
	if (v == V_OK)
		v = read_cells(&s, of->part);
	strbuf_free(&s.merges);
	strbuf_free(&s.texts);
	strbuf_free(&s.value);
	return v;
}

enum verdict
xlsx_read(struct container *c, struct blocks *b)
{
	static struct xlsx_book book;
	enum verdict v;

	v = xlsx_book_read(&book, c);
	for (int i = 0; v == V_OK && i < book.sheets_n; i++)
		v = sheet(&book, &book.sheets[i], b);
	xlsx_book_free(&book);
	return v;
}
