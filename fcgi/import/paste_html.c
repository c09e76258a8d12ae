#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

/* Pages are laid out in tables of two columns: a menu and the rest. */
enum { TABLE_WIDE = 3 };

/* What of a merged cell still covers the rows below. */
struct cover {
	int left;
	const char *text;
};

struct frame {
	struct paste_flow flow; /* of the cell */
	struct paste_cell cells[PASTE_COLUMNS_MAX];
	struct cover cover[PASTE_COLUMNS_MAX];
	int n, id, line;
	int colspan, rowspan;
	bool in_row, in_cell, head;
	bool wide; /* a row had three cells with words: no layout of a page */
};

struct reader {
	struct paste_sink *sink;
	struct frame *frames[PASTE_NEST_MAX];
	int depth, tables;
	int deeper; /* tables below the last frame, taken as text */
	struct paste_flow prose;
	const char *counted; /* line is the line of this place */
	int line, prose_line;
	bool no_comment_end, no_skip_end;
};

static int
line_at(struct reader *r, const char *s)
{
	for (; r->counted < s; r->counted++)
		r->line += *r->counted == '\n';
	return r->line;
}

static void
prose_end(struct reader *r)
{
	struct paste_cell cell = { .span = 1 };
	char *line, *save = NULL, *text;

	text = paste_flow_end(&r->prose, r->sink->arena, &cell.strong);
	paste_flow_clear(&r->prose);
	for (line = strtok_r(text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		cell.text = line;
		paste_sink_put(r->sink, cell);
		paste_sink_row_of(r->sink, r->prose_line, 0, true);
	}
}

/* Cells that merged cells of rows above cover, from this column on. */
static void
covered(struct frame *f)
{
	while (f->n < PASTE_COLUMNS_MAX && f->cover[f->n].left > 0) {
		f->cover[f->n].left--;
		f->cells[f->n] = (struct paste_cell){
			.text = "", .span = 1, .over = f->cover[f->n].text
		};
		f->n++;
	}
}

static void
cell_end(struct reader *r, struct frame *f)
{
	struct paste_cell cell = { .span = f->colspan };

	if (!f->in_cell)
		return;
	f->in_cell = false;
	cell.text = paste_flow_end(&f->flow, r->sink->arena, &cell.strong);
	if (f->head)
		cell.strong = cell.text[0] != '\0';
	paste_flow_clear(&f->flow);
	covered(f);
	for (int i = 0; i < f->colspan && f->n < PASTE_COLUMNS_MAX; i++) {
		f->cover[f->n].left = f->rowspan - 1;
		f->cover[f->n].text = i == 0 ? cell.text : "";
		f->cells[f->n++] = cell;
		cell = (struct paste_cell){ .text = "" };
	}
	if (f->n == PASTE_COLUMNS_MAX && cell.text[0] != '\0')
		paste_sink_put(r->sink, cell);
}

static void
row_end(struct reader *r, struct frame *f)
{
	int filled = 0;

	cell_end(r, f);
	if (!f->in_row)
		return;
	f->in_row = false;
	covered(f);
	for (int i = 0; i < f->n; i++) {
		filled += f->cells[i].text[0] != '\0';
		paste_sink_put(r->sink, f->cells[i]);
	}
	f->wide |= filled >= TABLE_WIDE;
	paste_sink_row_of(r->sink, f->line, f->id, false);
	f->n = 0;
}

static void
table_begin(struct reader *r)
{
	struct frame *f = r->depth > 0 ? r->frames[r->depth - 1] : NULL;

	/* A table in a cell of a table with rows is words of that cell. */
	if (r->deeper > 0 || r->depth == PASTE_NEST_MAX ||
	    (f != NULL && f->in_cell && f->wide)) {
		r->deeper++;
		return;
	}
	/* Words before an inner table keep their place before its rows. */
	if (r->depth == 0)
		prose_end(r);
	if ((f = r->frames[r->depth]) == NULL)
		f = arena_alloc(r->sink->arena, sizeof(*f));
	else
		strbuf_free(&f->flow.text);
	memset(f, 0, sizeof(*f));
	paste_flow_init(&f->flow, true);
	f->id = ++r->tables;
	r->frames[r->depth++] = f;
}

static void
table_end(struct reader *r)
{
	if (r->deeper > 0) {
		r->deeper--;
		return;
	}
	if (r->depth == 0)
		return;
	row_end(r, r->frames[r->depth - 1]);
	r->depth--;
}

static void
row_begin(struct reader *r, const char *at)
{
	struct frame *f;

	if (r->depth == 0)
		table_begin(r);
	f = r->frames[r->depth - 1];
	row_end(r, f);
	f->in_row = true;
	f->line = line_at(r, at);
}

static void
cell_begin(struct reader *r, const struct paste_tag *t)
{
	struct frame *f;

	if (r->depth == 0 || !r->frames[r->depth - 1]->in_row)
		row_begin(r, t->attrs);
	f = r->frames[r->depth - 1];
	cell_end(r, f);
	f->in_cell = true;
	f->head = t->kind == PASTE_TAG_HEAD_CELL;
	f->colspan = paste_tag_number(t, "colspan", PASTE_COLUMNS_MAX);
	f->rowspan = paste_tag_number(t, "rowspan", PASTE_ROWS_MAX);
}

/* Behind the end of a style or script; of a comment that hides tags. */
static const char *
skip(struct reader *r, const struct paste_tag *t, const char *limit)
{
	const char *p = t->end;

	if (t->kind == PASTE_TAG_COMMENT) {
		if (strncmp(t->name, "!--", 3) != 0 || r->no_comment_end)
			return t->end;
		if ((p = strstr(t->name + 3, "-->")) != NULL)
			return p + 3;
		r->no_comment_end = true;
		return t->end;
	}
	if (t->closing || r->no_skip_end)
		return t->end;
	for (; p < limit; p++)
		if (*p == '<' && p[1] == '/' &&
		    strncasecmp(p + 2, t->name, (size_t)(t->attrs - t->name)) ==
			0)
			return p;
	r->no_skip_end = true;
	return t->end;
}

/* The flow that text at this place belongs to. */
static struct paste_flow *
flow_of(struct reader *r)
{
	struct frame *f = r->depth > 0 ? r->frames[r->depth - 1] : NULL;

	return f != NULL && f->in_cell ? &f->flow : &r->prose;
}

static const char *
take_tag(struct reader *r, const struct paste_tag *t, const char *limit)
{
	bool cells = r->deeper == 0;

	switch (t->kind) {
	case PASTE_TAG_SKIP:
	case PASTE_TAG_COMMENT:
		return skip(r, t, limit);
	case PASTE_TAG_TABLE:
		if (t->closing)
			table_end(r);
		else
			table_begin(r);
		break;
	case PASTE_TAG_ROW:
		if (!cells)
			paste_flow_text(flow_of(r), "\v", 1, false);
		else if (!t->closing)
			row_begin(r, t->attrs);
		else if (r->depth > 0)
			row_end(r, r->frames[r->depth - 1]);
		break;
	case PASTE_TAG_CELL:
	case PASTE_TAG_HEAD_CELL:
		if (!cells)
			paste_flow_text(flow_of(r), " ", 1, false);
		else if (!t->closing)
			cell_begin(r, t);
		else if (r->depth > 0)
			cell_end(r, r->frames[r->depth - 1]);
		break;
	default:
		paste_flow_tag(flow_of(r), t);
	}
	return t->end;
}

static void
read_all(struct reader *r, const char *s)
{
	const char *limit = s + strlen(s), *lt;
	struct paste_flow *flow;
	struct paste_tag tag;

	while (s < limit && !paste_sink_full(r->sink)) {
		if ((lt = strchr(s, '<')) == NULL)
			lt = limit;
		flow = flow_of(r);
		if (flow == &r->prose && flow->text.len == 0)
			r->prose_line = line_at(r, s);
		paste_flow_text(flow, s, (size_t)(lt - s), true);
		if ((s = lt) == limit)
			break;
		paste_tag_read(s, limit, &tag);
		if (tag.kind == PASTE_TAG_NONE) {
			paste_flow_text(flow_of(r), s++, 1, false);
			continue;
		}
		s = take_tag(r, &tag, limit);
		if (r->depth == 0 && tag.kind >= PASTE_TAG_BREAK &&
		    tag.kind <= PASTE_TAG_ITEM && !r->prose.item)
			prose_end(r);
	}
}

void
paste_html_read(struct paste_sink *sink, const char *text)
{
	struct reader *r = arena_alloc(sink->arena, sizeof(*r));

	r->sink = sink;
	r->line = 1;
	r->counted = text;
	paste_flow_init(&r->prose, true);
	read_all(r, text);
	while (r->depth > 0)
		table_end(r);
	prose_end(r);
	strbuf_free(&r->prose.text);
	for (int i = 0; i < PASTE_NEST_MAX; i++)
		if (r->frames[i] != NULL)
			strbuf_free(&r->frames[i]->flow.text);
}

char *
paste_html_plain(struct arena *a, const char *text)
{
	const char *limit = text + strlen(text), *lt;
	struct reader r = { .sink = NULL };
	struct paste_flow f;
	struct paste_tag tag;
	bool strong;
	char *out;

	paste_flow_init(&f, true);
	for (const char *s = text; s < limit; s = tag.end) {
		if ((lt = strchr(s, '<')) == NULL)
			lt = limit;
		paste_flow_text(&f, s, (size_t)(lt - s), true);
		if ((s = lt) == limit)
			break;
		paste_tag_read(s, limit, &tag);
		if (tag.kind == PASTE_TAG_NONE)
			paste_flow_text(&f, s, 1, false);
		else if (tag.kind == PASTE_TAG_SKIP ||
			 tag.kind == PASTE_TAG_COMMENT)
			tag.end = skip(&r, &tag, limit);
		else
			paste_flow_tag(&f, &tag);
	}
	out = paste_flow_end(&f, a, &strong);
	strbuf_free(&f.text);
	return out;
}
