#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "import/paste_inner.h"

/* What nastavnik-reader tells of a DOCX or an XLSX: paragraphs are prose,
 * tables are tables.  A merged cell repeats the text above it, and is empty
 * right of the first one. */

static const char unreadable[] =
    "Файл прочитан не до конца. Попробуйте ещё раз или вставьте таблицу "
    "текстом.";

static const char *
cell_text(json_t *cell, bool *merged)
{
	*merged = json_is_object(cell);
	return json_string_value(*merged ? json_object_get(cell, "t") : cell);
}

/* How many columns the cell at i covers to the right. */
static int
cell_span(json_t *row, size_t i)
{
	int span = 1;
	bool merged;

	for (size_t k = i + 1; k < json_array_size(row); k++) {
		const char *text = cell_text(json_array_get(row, k), &merged);

		if (!merged || text == NULL || *text != '\0')
			break;
		span++;
	}
	return span;
}

static void
row_read(struct paste_sink *k, json_t *row, int line, int table)
{
	struct paste_cell cell;
	bool merged;

	for (size_t i = 0; i < json_array_size(row); i++) {
		const char *text = cell_text(json_array_get(row, i), &merged);

		text = paste_visible(k->arena, text == NULL ? "" : text);
		cell = (struct paste_cell){ .text = text, .span = 1 };
		if (merged && *text == '\0')
			cell.span = 0;
		else if (merged)
			cell = (struct paste_cell){
				.text = "", .over = text, .span = 1
			};
		else
			cell.span = cell_span(row, i);
		paste_sink_put(k, cell);
	}
	paste_sink_row_of(k, line, table, false);
}

static void
block_read(struct paste_sink *k, json_t *block, int *line, int *table)
{
	json_t *rows = json_object_get(block, "table");
	const char *p = json_string_value(json_object_get(block, "p"));

	if (p != NULL) {
		p = paste_visible(k->arena, p);
		paste_sink_cell(k, p, strlen(p));
		paste_sink_row_of(k, ++*line, 0, true);
		return;
	}
	++*table;
	for (size_t i = 0; i < json_array_size(rows); i++)
		row_read(k, json_array_get(rows, i), ++*line, *table);
}

enum rc
paste_blocks(struct arena *a, const char *json, struct paste_rows *out)
{
	struct paste_sink *k = paste_sink_new(a, out);
	json_t *root = json_loads(json, 0, NULL);
	json_t *blocks = json_object_get(root, "blocks");
	int line = 0, table = 0;
	enum rc rc;

	out->shape = "blocks";
	if (!json_is_array(blocks))
		out->refusal = unreadable;
	for (size_t i = 0; i < json_array_size(blocks); i++)
		block_read(k, json_array_get(blocks, i), &line, &table);
	json_decref(root);
	rc = paste_sink_end(k);
	return out->refusal != NULL ? RC_INVALID : rc;
}
