#include "document/paper.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	WIDTHS_WHOLE = 1000,
	WIDTHS_LEAST = 4, /* letters of the narrowest column */
	WIDTHS_WORD = 16, /* a heading's word is not broken up to that */
	WIDTHS_MOST = 60  /* letters that count of one cell */
};

static const char *const kinds[] = {
	[PAPER_HEAD] = "head",
	[PAPER_SECTION] = "section",
	[PAPER_ROW] = "row",
};

static const char *
member(struct arena *a, const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return arena_strdup(a, s != NULL ? s : "");
}

static bool
row_read(struct arena *a, const json_t *o, struct paper_row *row)
{
	const char *kind = json_string_value(json_object_get(o, "kind"));
	json_t *cells = json_object_get(o, "cells"), *cell;
	size_t i, n = json_array_size(cells), k = 0;

	while (kind != NULL && k < LEN(kinds) && strcmp(kinds[k], kind) != 0)
		k++;
	if (kind == NULL || k == LEN(kinds) || n < 1 || n > PAPER_COLUMNS_MAX)
		return false;
	row->kind = k;
	row->level = (int)json_integer_value(json_object_get(o, "level"));
	row->n = (int)n;
	row->cells = arena_alloc(a, n * sizeof(*row->cells));
	json_array_foreach(cells, i, cell)
	{
		if (!json_is_string(cell))
			return false;
		row->cells[i] = arena_strdup(a, json_string_value(cell));
	}
	return true;
}

enum rc
paper_read(struct arena *a, const char *text, size_t n, struct paper *out)
{
	json_t *o = json_loadb(text, n, 0, NULL);
	json_t *rows = json_object_get(o, "rows");
	size_t all = json_array_size(rows);
	bool good = json_is_array(rows) && all <= PAPER_ROWS_MAX;

	*out = (struct paper){
		.title = member(a, o, "title"),
		.organisation = member(a, o, "organisation"),
		.agreed = member(a, o, "agreed"),
		.approved = member(a, o, "approved"),
		.wide = json_is_true(json_object_get(o, "wide")),
		.n = (int)all,
	};
	out->rows = arena_alloc(a, (all + 1) * sizeof(*out->rows));
	for (size_t i = 0; good && i < all; i++)
		good = row_read(a, json_array_get(rows, i), &out->rows[i]);
	json_decref(o);
	return good ? RC_OK : RC_INVALID;
}

int
paper_table(const struct paper *p, int from, int *columns)
{
	int to = from;

	*columns = 1;
	do {
		if (p->rows[to].n > *columns)
			*columns = p->rows[to].n;
		to++;
	} while (to < p->n && p->rows[to].kind != PAPER_HEAD);
	return to;
}

/* Letters of the longest word. */
static int
longest_word(const char *s)
{
	int longest = 0, n = 0;

	for (; *s != '\0'; s++) {
		if (strchr(" \n\t/-", *s) != NULL)
			n = 0;
		else if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
		if (n > longest)
			longest = n;
	}
	return longest;
}

static int
column_weight(const struct paper *p, int from, int to, int column)
{
	int least = WIDTHS_LEAST, rows = 0, total = 0, n;

	for (int i = from; i < to; i++) {
		const struct paper_row *row = &p->rows[i];

		if (row->kind == PAPER_SECTION || column >= row->n)
			continue;
		if (row->kind == PAPER_HEAD) {
			n = longest_word(row->cells[column]) + 1;
			least = n > WIDTHS_WORD ? WIDTHS_WORD
				: n > least	? n
						: least;
			continue;
		}
		n = (int)text_chars(row->cells[column]);
		total += n > WIDTHS_MOST ? WIDTHS_MOST : n;
		rows++;
	}
	n = rows > 0 ? total / rows : 0;
	return n > least ? n : least;
}

void
paper_widths(const struct paper *p, int from, int to, int columns, int *shares)
{
	int sum = 0, left = WIDTHS_WHOLE;

	for (int i = 0; i < columns; i++)
		sum += shares[i] = column_weight(p, from, to, i);
	for (int i = 0; i < columns; i++)
		left -= shares[i] = shares[i] * WIDTHS_WHOLE / sum;
	shares[columns - 1] += left;
}
