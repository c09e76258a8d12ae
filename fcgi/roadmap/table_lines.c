#include <string.h>

#include "base/arena.h"
#include "roadmap/glyph.h"
#include "roadmap/table_inner.h"

/* A cell of so many lines is a text of its own. */
enum { TABLE_LINES_MAX = 60 };
/* Headings of narrow columns: each word on a line. */
enum { TABLE_HEAD_LINES_MAX = 8 };

/* Words that go on with a cell: a small letter, a mark of a list, "2)". */
static bool
goes_on(const struct table_head *h, const struct paste_row *r)
{
	const char *s = r->cells[0].text;
	uint32_t c = glyph_at(s);
	int depth;

	if (h->columns[0].role == COLUMN_NUMBER && column_looks_number(s))
		return false;
	return glyph_lower(c) || glyph_dash(c) || glyph_bullet(c) ||
	       (glyph_number(s, &depth) > 0 && depth == 1);
}

/* Rows are as wide as their headings even where cells are empty: a shorter
 * one is a part. */
static bool
full_rows(const struct table *t, const struct table_head *h)
{
	for (int i = 0; i < t->n; i++) {
		const struct paste_row *r = t->rows[i].src;

		if (r->n == h->n && r->cells[r->n - 1].text[0] == '\0')
			return true;
	}
	return false;
}

/* The last line of the row that begins at i; i: it is one line. */
static int
row_end(const struct table *t, const struct table_head *h, int i)
{
	int cells = t->rows[i].src->n, end = i;
	bool full = full_rows(t, h);

	if (cells < 2 || cells >= h->n)
		return i;
	while (end + 1 < t->n && end - i < TABLE_LINES_MAX) {
		const struct paste_row *r = t->rows[end + 1].src;

		if (r->after_blank || r->n >= h->n || (!full && !goes_on(h, r)))
			return i;
		end++;
		cells += r->n - 1;
		if (cells >= h->n)
			return cells == h->n && !r->prose ? end : i;
	}
	return i;
}

/* Lines i..end as one row: the first cell of each goes on with the last one
 * before it. */
static void
join(struct arena *a, struct table *t, int i, int end, int cells)
{
	struct paste_row *whole = arena_alloc(a, sizeof(*whole));
	struct paste_cell *last;
	int n = 0;

	*whole = *t->rows[i].src;
	whole->cells = arena_alloc(a, (size_t)cells * sizeof(*whole->cells));
	for (int k = i; k <= end; k++) {
		const struct paste_row *r = t->rows[k].src;

		for (int c = 0; c < r->n; c++) {
			if (k == i || c > 0) {
				whole->cells[n++] = r->cells[c];
				continue;
			}
			last = &whole->cells[n - 1];
			last->strong &= r->cells[c].strong;
			last->text = last->text[0] == '\0'
					 ? r->cells[c].text
					 : arena_printf(a, "%s\n%s", last->text,
					       r->cells[c].text);
		}
		if (k > i)
			t->rows[k].kind = TABLE_PART;
	}
	whole->n = n;
	t->rows[i].src = whole;
}

int
table_lines(struct arena *a, struct table *t, int head, int i)
{
	int end = row_end(t, &t->heads[head], i);

	if (end > i)
		join(a, t, i, end, t->heads[head].n);
	return end;
}

/* Small letters, as the rest of a heading has; the row below is as wide as
 * all the lines together. */
int
table_head_lines(struct arena *a, struct table *t, int i)
{
	int cells = t->rows[i].src->n, end = i;
	const struct paste_row *r;

	while (end + 1 < t->n && end - i < TABLE_HEAD_LINES_MAX) {
		r = t->rows[end + 1].src;
		if (r->after_blank || !glyph_lower(glyph_at(r->cells[0].text)))
			break;
		end++;
		cells += r->n - 1;
	}
	if (end == i || end + 1 >= t->n || cells == t->rows[i].src->n ||
	    t->rows[end + 1].src->n != cells)
		return i;
	join(a, t, i, end, cells);
	return end;
}
