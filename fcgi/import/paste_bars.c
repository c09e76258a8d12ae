#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/column.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

/*
 * A cell ends with | and with its line, as collections of laws print tables:
 * nothing tells where a row ends but the headings.  A section's name, which
 * covers the row, may be a single cell.
 */
enum { BARS_CELLS_MAX = 60000, BARS_LINES_MIN = 6 };
/* Cells that are tried to find the headings, and to find their number. */
enum { BARS_TRIED_MAX = 60, BARS_WEIGHED_MAX = 240 };
enum { BARS_COLUMNS_MIN = 3, BARS_COLUMNS_MAX = 14 };
/* Places that may be headings; the others are rows. */
enum { BARS_HEADS_MAX = 64 }; /* more than BARS_TRIED_MAX */
/* A heading is short. */
enum { BARS_HEADING_BYTES_MAX = 120 };
/* Points by which cells must fit better one place on. */
enum { BARS_SHIFT_POINTS = 4 };

struct bars {
	struct arena *arena, *scratch;
	struct paste_sink *sink;
	struct paste_cell *cells;
	int *lines;
	int n;
	struct column columns[BARS_COLUMNS_MAX];
	int columns_n;
	int heads; /* places that were tried */
};

/* Words, then nothing but bars; bars alone. */
static bool
ends_cell(const char *s, size_t n)
{
	size_t at = 0;

	while (at < n && s[at] != '|')
		at++;
	return at < n && strspn(s + at, "| ") >= n - at;
}

bool
paste_bars_here(const char *text)
{
	int ends = 0, inside = 0;
	size_t n;

	for (const char *s = text; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		if (memchr(s, '|', n) == NULL)
			continue;
		if (ends_cell(s, n))
			ends++;
		else
			inside++;
	}
	return ends >= BARS_LINES_MIN && inside * 4 < ends;
}

/* ---- cells */

static void
put_prose(struct bars *b, const char *text, int line)
{
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == '\n'), line++) {
		n = strcspn(text, "\n");
		paste_sink_cell(b->sink, text, n);
		paste_sink_row_of(b->sink, line, 0, true);
	}
}

static void
cell_end(struct bars *b, struct strbuf *words, int line)
{
	size_t n = words->len;
	const char *text = glyph_trim(words->buf, &n), *own;

	text = arena_strndup(b->arena, text, n);
	/* What stands over the table is its title. */
	if (b->n == 0 && (own = strrchr(text, '\n')) != NULL) {
		put_prose(
		    b, arena_strndup(b->arena, text, (size_t)(own - text)), 1);
		text = own + 1;
	}
	b->cells[b->n] = (struct paste_cell){ .text = text, .span = 1 };
	b->lines[b->n++] = line;
	strbuf_clear(words);
}

/* The words behind the last bar stay in rest. */
static void
split_cells(struct bars *b, const char *text, struct strbuf *rest)
{
	int line = 1;
	size_t n;

	for (const char *s = text; *s != '\0'; line++) {
		n = strcspn(s, "|\n");
		strbuf_add(rest, s, n);
		s += n;
		for (; *s == '|' && b->n < BARS_CELLS_MAX; s += n) {
			cell_end(b, rest, line);
			n = 1 + strcspn(s + 1, "|\n");
			strbuf_add(rest, s + 1, n - 1);
		}
		if (*s != '\0')
			s++;
		strbuf_addc(rest, '\n');
	}
}

/* ---- rows */

static int
fit(struct bars *b, int from)
{
	int points = 0;

	for (int k = 0; k < b->columns_n && from + k < b->n; k++) {
		arena_reset(b->scratch);
		points += column_fit(
		    b->scratch, b->columns[k].role, b->cells[from + k].text);
	}
	return points;
}

/* "1.", its name, and the row "1.1": a section's name in two cells. */
static bool
is_numbered_name(const struct bars *b, int i)
{
	const char *next = b->cells[i + 2].text, *number = b->cells[i].text;
	size_t n;

	if (number[0] == '\0')
		number = b->cells[i + 1].text;
	n = strspn(number, "0123456789");
	return n > 0 && column_looks_number(next) &&
	       strncmp(number, next, n) == 0 && next[n] == '.' &&
	       glyph_digit((unsigned char)next[n + 1]);
}

/* How many cells the row at i has: n, or those of a section's name. */
static int
row_length(struct bars *b, int i)
{
	int n = 1;

	if (i + b->columns_n >= b->n)
		return b->columns_n;
	if (b->columns[0].role == COLUMN_NUMBER && is_numbered_name(b, i))
		return 2;
	if (b->cells[i].text[0] == '\0')
		return b->columns_n;
	if (b->columns[0].role == COLUMN_NUMBER
		? column_looks_number(b->cells[i].text)
		: fit(b, i + 1) < fit(b, i) + BARS_SHIFT_POINTS)
		return b->columns_n;
	while (n < b->columns_n && b->cells[i + n].text[0] == '\0')
		n++;
	return n;
}

static void
set_columns(struct bars *b, int i, int n)
{
	b->columns_n = n;
	for (int k = 0; k < n; k++)
		b->columns[k] =
		    (struct column){ .heading = b->cells[i + k].text };
	column_assign(b->arena, b->columns, n);
}

/* How well the cells behind these headings stand in rows under them. */
static int
weigh(struct bars *b, int from)
{
	int points = 0, rows = 0, n;

	for (int i = from;
	     i + b->columns_n <= b->n && i < from + BARS_WEIGHED_MAX;
	     i += n, rows++) {
		n = row_length(b, i);
		if (n == b->columns_n)
			points += fit(b, i);
	}
	return rows == 0 ? 0 : points * 100 / rows / b->columns_n;
}

/* Headings begin at cell i: their number; 0: they do not. */
static int
head_at(struct bars *b, int i)
{
	int best = 0, points = 0, p;
	bool known;

	arena_reset(b->scratch);
	if (strlen(b->cells[i].text) > BARS_HEADING_BYTES_MAX)
		return 0;
	column_role(b->scratch, b->cells[i].text, &known);
	if (!known || b->heads == BARS_HEADS_MAX)
		return 0;
	b->heads++;
	for (int n = BARS_COLUMNS_MIN; n <= BARS_COLUMNS_MAX && i + n <= b->n;
	     n++) {
		struct paste_row row = { .cells = b->cells + i, .n = n };

		arena_reset(b->scratch);
		if (!column_is_header(b->scratch, &row, true))
			continue;
		set_columns(b, i, n);
		p = weigh(b, i + n);
		if (best == 0 || p > points) {
			best = n;
			points = p;
		}
	}
	return best;
}

static void
put_row(struct bars *b, int i, int n)
{
	const char *text;

	for (int k = 0; k < n; k++) {
		text = b->cells[i + k].text;
		paste_sink_markup(b->sink, text, strlen(text));
	}
	paste_sink_row_of(b->sink, b->lines[i], 1, false);
}

/* The headings once more, after a page break. */
static bool
is_head_again(const struct bars *b, int i)
{
	if (b->columns_n == 0 || i + b->columns_n > b->n)
		return false;
	for (int k = 0; k < b->columns_n; k++)
		if (strcmp(b->cells[i + k].text, b->columns[k].heading) != 0)
			return false;
	return true;
}

static void
put_rows(struct bars *b, int i)
{
	struct column columns[BARS_COLUMNS_MAX];
	int n, head, columns_n;

	for (; i < b->n && !paste_sink_full(b->sink); i += n) {
		memcpy(columns, b->columns, sizeof(columns));
		columns_n = b->columns_n;
		head = is_head_again(b, i) ? 0 : head_at(b, i);
		if (head > 0) {
			set_columns(b, i, head);
		} else {
			memcpy(b->columns, columns, sizeof(columns));
			b->columns_n = columns_n;
		}
		n = head > 0		  ? head
		    : is_head_again(b, i) ? b->columns_n
					  : row_length(b, i);
		if (i + n > b->n)
			n = b->n - i;
		put_row(b, i, n);
	}
}

/* The cell where the first headings begin; none: behind all. */
static int
find_head(struct bars *b)
{
	for (int i = 0; i < b->n && i < BARS_TRIED_MAX; i++)
		if (head_at(b, i) > 0)
			return i;
	return b->n;
}

bool
paste_bars_read(struct paste_sink *sink, const char *text)
{
	struct bars b = { .arena = sink->arena, .sink = sink };
	struct strbuf rest;
	size_t n = 1;
	int first;

	for (const char *s = text; (s = strchr(s, '|')) != NULL; s++)
		n++;
	if (n > BARS_CELLS_MAX)
		n = BARS_CELLS_MAX;
	b.cells = arena_alloc(b.arena, n * sizeof(*b.cells));
	b.lines = arena_alloc(b.arena, n * sizeof(*b.lines));
	b.scratch = arena_new();
	strbuf_init(&rest);
	split_cells(&b, text, &rest);
	first = find_head(&b);
	b.columns_n = 0;
	for (int i = 0; i < first; i++)
		put_prose(&b, b.cells[i].text, b.lines[i]);
	put_rows(&b, first);
	put_prose(&b, rest.buf, b.n > 0 ? b.lines[b.n - 1] + 1 : 1);
	strbuf_free(&rest);
	arena_free(b.scratch);
	return true;
}
