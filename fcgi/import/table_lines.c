#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* A cell of so many lines is a text of its own. */
enum { TABLE_LINES_MAX = 60 };
/* One of so many rows begins with a small letter by a cut. */
enum { TABLE_SMALL_SHARE = 5 };
/* A name, a term, the end of a sentence. */
enum { TABLE_LAST_BYTES_MAX = 160 };
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
	bool full;

	if (cells < 2 || cells >= h->n)
		return i;
	full = full_rows(t, h);
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
	whole->prose &= n == 1;
	t->rows[i].src = whole;
}

/* Lines from..last are the end of the last cell of row i. */
static void
append_lines(struct arena *a, struct table *t, int i, int from, int last)
{
	struct paste_row *whole = arena_alloc(a, sizeof(*whole));
	struct paste_cell *cell;
	struct strbuf text;

	*whole = *t->rows[i].src;
	whole->cells = arena_alloc(a, (size_t)whole->n * sizeof(*whole->cells));
	memcpy(whole->cells, t->rows[i].src->cells,
	    (size_t)whole->n * sizeof(*whole->cells));
	cell = &whole->cells[whole->n - 1];
	strbuf_init(&text);
	strbuf_adds(&text, cell->text);
	for (int k = from; k <= last; k++) {
		strbuf_addc(&text, '\n');
		strbuf_adds(&text, t->rows[k].src->cells[0].text);
		t->rows[k].kind = TABLE_PART;
	}
	cell->text = arena_strdup(a, text.buf);
	strbuf_free(&text);
	t->rows[i].src = whole;
}

/* Words right under a whole row that go on with its last cell: a small
 * letter, or a person under a person. */
static bool
ends_cell(struct arena *scratch, const struct paste_row *r,
    enum column_role role, bool *person)
{
	const char *text = r->cells[0].text;
	int depth;

	if (!r->prose || r->after_blank ||
	    strlen(text) > TABLE_LAST_BYTES_MAX ||
	    glyph_number(text, &depth) > 0)
		return false;
	*person = !glyph_lower(glyph_at(text));
	arena_reset(scratch);
	return !*person ||
	       (role == COLUMN_RESPONSIBLE && strstr(text, "__") == NULL &&
		   column_fit(scratch, role, text) > 0);
}

/* The last line of the row at i, of which end is the last so far.  Names
 * below the last row are signatures. */
static int
last_cell_end(struct arena *scratch, const struct table *t,
    const struct table_head *h, int i, int end)
{
	const struct paste_row *r = t->rows[i].src;
	enum column_role role = h->columns[h->n - 1].role;
	bool person, people = false;
	int last = end;

	if (r->n != h->n || h->n < 2 || r->cells[r->n - 1].text[0] == '\0')
		return end;
	while (last + 1 < t->n && last - i < TABLE_LINES_MAX &&
	       ends_cell(scratch, t->rows[last + 1].src, role, &person)) {
		people |= person;
		last++;
	}
	return people && (last + 1 == t->n || t->rows[last + 1].src->prose)
		   ? end
		   : last;
}

int
table_lines(struct arena *a, struct table *t, int head, int i)
{
	const struct table_head *h = &t->heads[head];
	int end = row_end(t, h, i), last;
	struct arena *scratch;

	if (end > i)
		join(a, t, i, end, h->n);
	while (end + 1 < t->n && t->rows[end + 1].kind == TABLE_PART)
		end++;
	if (end + 1 == t->n || !t->rows[end + 1].src->prose)
		return end;
	scratch = arena_new();
	last = last_cell_end(scratch, t, h, i, end);
	arena_free(scratch);
	if (last > end)
		append_lines(a, t, i, end + 1, last);
	return last;
}

/* Names in small letters: a line's first letter says nothing. */
static bool
has_small_names(const struct table *t, const struct table_head *h, int from)
{
	int full = 0, small = 0;

	for (int i = from + 1; i < t->n; i++) {
		const struct paste_row *r = t->rows[i].src;

		if (r->n < h->n - 1 || r->after_blank ||
		    t->rows[i - 1].src->n < h->n - 1)
			continue;
		full++;
		small += glyph_lower(glyph_at(r->cells[0].text));
	}
	return small * TABLE_SMALL_SHARE > full;
}

/* Page breaks cut rows too; but behind an empty line. */
static bool
is_rest(const struct paste_row *r)
{
	uint32_t c = glyph_at(r->cells[0].text);

	return !r->after_blank && (glyph_lower(c) || c == '(');
}

void
table_lines_mend(struct arena *a, struct table *t, int head, int from)
{
	const struct table_head *h = &t->heads[head];
	int end, cells;

	if (has_small_names(t, h, from))
		return;
	for (int i = from; i < t->n; i = end + 1) {
		end = i;
		cells = t->rows[i].src->n;
		while (end + 1 < t->n && end - i < TABLE_LINES_MAX &&
		       is_rest(t->rows[end + 1].src) &&
		       cells + t->rows[end + 1].src->n - 1 <= h->n)
			cells += t->rows[++end].src->n - 1;
		if (end == i || cells == 1 || t->rows[i].kind == TABLE_PART)
			continue;
		join(a, t, i, end, cells);
	}
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
