#include "import/paste_stack.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/column.h"
#include "import/glyph.h"
#include "base/rc.h"
#include "import/paste_inner.h"

/* 6000 rows of six cells; more lines are read as lines. */
enum { STACK_LINES_MAX = 40000 };
/* A heading that we do not know is a word or three; it must make the rows
 * fit better, by a point for so many lines. */
enum { STACK_WIDER_BYTES_MAX = 80, STACK_WIDER_SHARE = 8 };
/* Lines that are tried to find the headings. */
enum { STACK_TRIED_MAX = 400 };

/* A line without the markup that it may bear; "" when it is nothing else. */
static const char *
plain_line(struct paste_stack *s, const char *from, size_t n)
{
	const char *text;

	if (memchr(from, '<', n) == NULL && memmem(from, n, "**", 2) == NULL)
		return arena_strndup(s->arena, from, n);
	paste_sink_markup(s->sink, from, n);
	text = s->sink->row[--s->sink->n].text;
	return text;
}

static bool
split_lines(struct paste_stack *s, const char *text)
{
	bool blank = false;
	int line = 1;
	size_t n, cap = 1;

	for (const char *p = text; *p != '\0'; p++)
		cap += *p == '\n';
	if (cap > STACK_LINES_MAX)
		return false;
	s->lines = arena_alloc(s->arena, cap * sizeof(*s->lines));
	for (const char *p = text; *p != '\0'; line++) {
		size_t len = strcspn(p, "\n");
		const char *from = p;

		p += len + (p[len] == '\n');
		n = len;
		from = glyph_trim(from, &n);
		if (n == 0) {
			blank = true;
			continue;
		}
		from = plain_line(s, from, n);
		if (*from == '\0')
			continue;
		s->lines[s->n++] = (struct paste_unit){ from, line, blank };
		blank = false;
	}
	return true;
}

/* ---- rows */

static void
put_row(struct paste_stack *s, const char *const *cells, int n, int line)
{
	for (int i = 0; i < n; i++)
		paste_sink_cell(s->sink, cells[i], strlen(cells[i]));
	paste_sink_row_of(s->sink, line, 1, false);
}

static void
put_head(struct paste_stack *s, const struct paste_stack_head *h)
{
	const char *cells[PASTE_COLUMNS_MAX];

	for (int i = 0; i < h->n; i++)
		cells[i] = h->columns[i].heading;
	put_row(s, cells, h->n, s->lines[h->from].line);
	for (int i = 0; i < h->numbers; i++)
		cells[i] = s->lines[h->body - h->numbers + i].text;
	if (h->numbers > 0)
		put_row(s, cells, h->n, s->lines[h->body - h->numbers].line);
}

static void
put_prose(struct paste_stack *s, int from, int to)
{
	for (int i = from; i < to; i++) {
		if (s->lines[i].blank || (i == from && i > 0))
			paste_sink_blank(s->sink);
		paste_sink_cell(
		    s->sink, s->lines[i].text, strlen(s->lines[i].text));
		paste_sink_row_of(s->sink, s->lines[i].line, 0, true);
	}
}

/* Where the rows of the table end that begin at i: before the next headings,
 * or where people sign. */
static int
table_end(struct paste_stack *s, const struct paste_stack_head *h, int *next)
{
	struct paste_stack_head other;
	int end = h->body, signature = -1, depth;

	for (; end < s->n; end++) {
		if (end > h->body && paste_stack_head(s, end, &other))
			break;
		if (column_looks_number(s->lines[end].text))
			signature = -1;
		else if (signature < 0 &&
			 column_looks_signature(s->scratch, s->lines[end].text))
			signature = end;
	}
	*next = end;
	if (signature > h->body)
		return signature;
	/* "2. Информационное сопровождение" over the next headings. */
	if (end < s->n && end > h->body + h->n &&
	    glyph_number(s->lines[end - 1].text, &depth) > 0 &&
	    !column_looks_number(s->lines[end - 1].text))
		end--;
	return end;
}

static void
add_unit(struct strbuf *cell, const char *text)
{
	if (cell->len > 0)
		strbuf_addc(cell, '\n');
	strbuf_adds(cell, text);
}

/* Lines without an empty one between are one cell, where cells are parted
 * by empty ones. */
static int
make_units(struct paste_stack *s, const struct paste_stack_head *h, int end,
    struct paste_unit *units)
{
	struct strbuf text;
	int n = 0;

	strbuf_init(&text);
	for (int i = h->body; i < end; n++) {
		if (column_looks_stamp(s->scratch, s->lines[i].text)) {
			i++;
			n--;
			continue;
		}
		units[n] = s->lines[i];
		strbuf_clear(&text);
		add_unit(&text, s->lines[i].text);
		for (i++; i < end && h->spaced && !s->lines[i].blank; i++)
			add_unit(&text, s->lines[i].text);
		units[n].text = arena_strdup(s->arena, text.buf);
	}
	strbuf_free(&text);
	return n;
}

/* Empty lines stand between some of the lines only: they say something. */
static bool
blanks_tell(
    const struct paste_stack_head *h, const struct paste_unit *units, int n)
{
	int blanks = 0;

	for (int i = 0; i < n; i++)
		blanks += units[i].blank;
	return !h->spaced && blanks > 2 && blanks * 2 < n;
}

/* Units by their place. */
struct layout {
	uint8_t *at;
	bool *fresh;
	int points;
};

static struct layout
lay_out(struct paste_stack *s, const struct paste_stack_head *h,
    const struct paste_unit *units, int n)
{
	struct layout l = { .at = arena_alloc(s->arena, (size_t)n + 1),
		.fresh =
		    arena_alloc(s->arena, ((size_t)n + 1) * sizeof(*l.fresh)) };

	if (n > 0)
		l.points = paste_stack_fit(s->arena, h->columns, h->n, units, n,
		    blanks_tell(h, units, n), l.at, l.fresh);
	return l;
}

/* How well the first rows fit below these headings. */
static int
head_points(struct paste_stack *s, const struct paste_stack_head *h, int end)
{
	struct paste_unit *units;
	int n;

	if (end > h->body + STACK_TRIED_MAX)
		end = h->body + STACK_TRIED_MAX;
	if (end <= h->body)
		return 0;
	units = arena_alloc(s->arena, (size_t)(end - h->body) * sizeof(*units));
	n = make_units(s, h, end, units);
	return lay_out(s, h, units, n).points;
}

/* The line behind the headings that we know may be one more. */
static bool
widen(struct paste_stack *s, const struct paste_stack_head *h, int end,
    struct paste_stack_head *out)
{
	const char *text = h->body < end ? s->lines[h->body].text : "";
	bool known;

	if (end < h->body + 2 || h->n == PASTE_COLUMNS_MAX ||
	    strlen(text) > STACK_WIDER_BYTES_MAX ||
	    !glyph_upper(glyph_at(text)) || column_month(s->scratch, text) > 0)
		return false;
	/* "Организационный этап" is no column behind the names. */
	arena_reset(s->scratch);
	if (column_role(s->scratch, text, &known) == COLUMN_STAGE)
		return false;
	*out = *h;
	out->at[out->n] = out->body++;
	out->columns[out->n++] = (struct column){ .heading = text };
	return true;
}

/* The first word says what the column is for: "Отметка о выполнении", but not
 * "Изучение документов". */
static bool
is_sure(struct paste_stack *s, const char *heading)
{
	bool known;

	arena_reset(s->scratch);
	column_role(s->scratch,
	    arena_strndup(s->scratch, heading, strcspn(heading, " \n")),
	    &known);
	return known;
}

/* The first cells of the first row may look like headings, and the last
 * heading like a cell: the rows tell. */
static void
choose_head(struct paste_stack *s, struct paste_stack_head *h, int end)
{
	struct paste_stack_head best = *h, other;
	int points = head_points(s, h, end), p;

	for (int n = h->n - 1; n > 0; n--) {
		if (is_sure(s, h->columns[n].heading) ||
		    !paste_stack_head_cut(s, h, n, &other))
			break;
		if ((p = head_points(s, &other, end)) > points) {
			points = p;
			best = other;
		}
	}
	if (widen(s, h, end, &other) &&
	    head_points(s, &other, end) >
		points + (end - h->body) / STACK_WIDER_SHARE)
		best = other;
	*h = best;
}

static void
put_cells(struct paste_stack *s, struct strbuf *cells, int n, int line)
{
	for (int k = 0; k < n; k++) {
		paste_sink_cell(s->sink, cells[k].buf, cells[k].len);
		strbuf_clear(&cells[k]);
	}
	paste_sink_row_of(s->sink, line, 1, false);
}

static void
put_units(struct paste_stack *s, const struct paste_stack_head *h,
    const struct paste_unit *units, int n, const struct layout *l)
{
	struct strbuf cells[PASTE_COLUMNS_MAX];
	int line = 0;

	for (int k = 0; k < h->n; k++)
		strbuf_init(&cells[k]);
	for (int i = 0; i < n; i++) {
		if (l->fresh[i] && i > 0)
			put_cells(s, cells, h->n, line);
		if (l->fresh[i])
			line = units[i].line;
		/* A section's name stands in the first column. */
		add_unit(&cells[l->at[i] < h->n ? l->at[i] : 0], units[i].text);
	}
	if (n > 0)
		put_cells(s, cells, h->n, line);
	for (int k = 0; k < h->n; k++)
		strbuf_free(&cells[k]);
}

/* Whether the cells of a row stand where their columns are. */
static bool
fits_row(struct paste_stack *s, const struct paste_stack_head *h,
    const char *const *cells)
{
	int filled = 0, first = -1;
	bool ok = true;

	for (int k = 0; k < h->n; k++) {
		enum column_role role = h->columns[k].role;
		const char *text = cells[k];

		if (text[0] == '\0')
			continue;
		filled++;
		first = first < 0 ? k : first;
		arena_reset(s->scratch);
		if (role == COLUMN_NUMBER)
			ok &= column_looks_number(text);
		else if (role == COLUMN_DEADLINE)
			ok &= column_looks_date(glyph_fold(s->scratch, text));
		else
			ok &= !column_looks_number(text) ||
			      role == COLUMN_EXTRA || role == COLUMN_KPI;
	}
	/* A section's name alone. */
	if (filled == 1)
		return first <= 1 && !glyph_lower(glyph_at(cells[first]));
	return filled > 1 && ok;
}

/* How many cells of people there are, and in how many somebody is named. */
static void
count_people(struct paste_stack *s, const struct paste_stack_head *h,
    const char *const *cells, int *people, int *named)
{
	for (int k = 0; k < h->n; k++) {
		if (h->columns[k].role != COLUMN_RESPONSIBLE ||
		    cells[k][0] == '\0')
			continue;
		arena_reset(s->scratch);
		++*people;
		*named += column_looks_person(
		    cells[k], glyph_fold(s->scratch, cells[k]));
	}
}

/* Each empty cell is an empty line: every n-th line begins a row.  false:
 * they do not; nothing was put. */
static bool
put_grid(struct paste_stack *s, const struct paste_stack_head *h, int end)
{
	const char *cells[PASTE_COLUMNS_MAX];
	int line = s->lines[h->body - 1].line + 1, i = h->body, rows = 0;
	int people = 0, named = 0;

	if (h->spaced || end <= h->body)
		return false;
	for (int pass = 0; pass < 2; pass++) {
		line = s->lines[h->body - 1].line + 1;
		i = h->body;
		for (rows = 0; i < end; rows++, line += h->n) {
			for (int k = 0; k < h->n; k++)
				cells[k] = "";
			for (; i < end && s->lines[i].line < line + h->n; i++)
				cells[s->lines[i].line - line] =
				    s->lines[i].text;
			count_people(s, h, cells, &people, &named);
			if (pass == 1)
				put_row(s, cells, h->n, line);
			else if (!fits_row(s, h, cells))
				return false;
		}
		if (pass == 0 && named * 2 < people)
			return false;
		if (pass == 0)
			put_head(s, h);
	}
	return rows > 0;
}

/* Stamps and numbers of pages between the cells. */
static void
put_stamps(struct paste_stack *s, int from, int to)
{
	for (int i = from; i < to; i++)
		if (column_looks_stamp(s->scratch, s->lines[i].text))
			put_prose(s, i, i + 1);
}

static void
put_table(struct paste_stack *s, struct paste_stack_head *h, int end)
{
	struct paste_unit *units;
	struct layout l;
	int n;

	if (put_grid(s, h, end))
		return;
	if (h->numbers == 0)
		choose_head(s, h, end);
	units =
	    arena_alloc(s->arena, (size_t)(end - h->body + 1) * sizeof(*units));
	n = make_units(s, h, end, units);
	l = lay_out(s, h, units, n);
	put_head(s, h);
	put_units(s, h, units, n, &l);
	put_stamps(s, h->body, end);
}

bool
paste_stack_read(struct paste_sink *sink, const char *text)
{
	struct paste_stack s = { .arena = sink->arena, .sink = sink };
	struct paste_stack_head h;
	int done = 0, end, next;
	bool any = false;

	s.scratch = arena_new();
	if (!split_lines(&s, text))
		s.n = 0;
	for (int i = 0; i < s.n && !paste_sink_full(sink); i++) {
		if (!paste_stack_head(&s, i, &h))
			continue;
		any = true;
		put_prose(&s, done, i);
		end = table_end(&s, &h, &next);
		put_table(&s, &h, end);
		put_prose(&s, end, next);
		done = next;
		i = next - 1;
	}
	if (any)
		put_prose(&s, done, s.n);
	arena_free(s.scratch);
	return any;
}
