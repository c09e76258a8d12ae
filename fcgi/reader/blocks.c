#include <string.h>

#include "reader/blocks.h"
#include "reader/quote.h"

void
blocks_init(struct blocks *b, enum blocks_form form)
{
	memset(b, 0, sizeof(*b));
	b->form = form;
	b->block_first = true;
	strbuf_init(&b->out);
}

void
blocks_free(struct blocks *b)
{
	strbuf_free(&b->out);
}

static enum verdict
check(struct blocks *b)
{
	if (b->form == BLOCKS_TABLES)
		return b->out.len > BLOCKS_ALL_MAX ? V_BYTES : V_OK;
	if (b->out.len <= BLOCKS_TEXT_MAX)
		return V_OK;
	b->out.len = quote_cut(b->out.buf, b->out.len, BLOCKS_TEXT_MAX);
	return V_FULL;
}

enum verdict
blocks_room(const struct blocks *b, size_t n)
{
	if (b->form == BLOCKS_TABLES)
		return b->out.len + n > BLOCKS_ALL_MAX ? V_BYTES : V_OK;
	/* It is given to us as it is then, and cut. */
	return n > BLOCKS_TEXT_MAX ? V_FULL : V_OK;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void
trim(const char **s, size_t *n)
{
	while (*n > 0 && is_blank((*s)[*n - 1]))
		(*n)--;
	for (; *n > 0 && is_blank(**s); (*n)--)
		(*s)++;
}

static void
block(struct blocks *b, const char *opening)
{
	if (!b->block_first)
		strbuf_addc(&b->out, ',');
	b->block_first = false;
	strbuf_adds(&b->out, opening);
}

enum verdict
blocks_paragraph(struct blocks *b, const char *s, size_t n)
{
	trim(&s, &n);
	if (n == 0)
		return V_OK;
	if (b->form == BLOCKS_TABLES) {
		block(b, "{\"p\":");
		quote_json(&b->out, s, n);
		strbuf_addc(&b->out, '}');
	} else {
		strbuf_add(&b->out, s, n);
		strbuf_addc(&b->out, '\n');
	}
	return check(b);
}

enum verdict
blocks_table(struct blocks *b)
{
	b->row_first = true;
	if (b->form == BLOCKS_TABLES)
		block(b, "{\"table\":[");
	return check(b);
}

enum verdict
blocks_row(struct blocks *b)
{
	b->columns = 0;
	if (b->form == BLOCKS_TEXT)
		return V_OK;
	if (++b->rows > BLOCKS_ROWS_MAX)
		return V_BYTES;
	if (!b->row_first)
		strbuf_addc(&b->out, ',');
	b->row_first = false;
	strbuf_addc(&b->out, '[');
	return check(b);
}

enum verdict
blocks_cell(struct blocks *b, const char *s, size_t n, bool merged)
{
	trim(&s, &n);
	if (b->form == BLOCKS_TEXT) {
		if (n == 0 || merged)
			return V_OK;
		if (b->columns++)
			strbuf_addc(&b->out, '\t');
		strbuf_add(&b->out, s, n);
		return check(b);
	}
	if (n > BLOCKS_CELL_MAX || b->columns >= BLOCKS_COLUMNS_MAX)
		return V_BYTES;
	if (b->columns++)
		strbuf_addc(&b->out, ',');
	if (merged)
		strbuf_adds(&b->out, "{\"t\":");
	quote_json(&b->out, s, n);
	if (merged)
		strbuf_adds(&b->out, ",\"merged\":true}");
	return check(b);
}

enum verdict
blocks_row_end(struct blocks *b)
{
	if (b->form == BLOCKS_TABLES)
		strbuf_addc(&b->out, ']');
	else if (b->columns)
		strbuf_addc(&b->out, '\n');
	return check(b);
}

enum verdict
blocks_table_end(struct blocks *b)
{
	if (b->form == BLOCKS_TABLES)
		strbuf_adds(&b->out, "]}");
	return check(b);
}
