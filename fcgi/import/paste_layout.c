#include "import/paste_layout.h"

#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/paste_inner.h"
#include "import/paste_stack.h"

/* 6000 rows of as many lines as a narrow column makes of a sentence. */
enum { LAYOUT_LINES_MAX = 60000 };
/* So many lines with gaps make a table, the headings among them. */
enum { LAYOUT_ROWS_MIN = 3, LAYOUT_PIECES_MIN = 3 };
/* Headings wrap: so many lines of them. */
enum { LAYOUT_HEAD_LINES_MAX = 4 };

int
paste_layout_cut(const char *line, struct paste_piece *out)
{
	const char *s = line, *next;
	int n = 0, at = 0, gap = 2;
	uint32_t c;

	for (; *s != '\0'; s = next, at++) {
		next = s;
		c = glyph_next(&next);
		if (glyph_blank(c)) {
			gap++;
			continue;
		}
		if (gap >= 2 && n < PASTE_COLUMNS_MAX)
			out[n++] = (struct paste_piece){ .s = s, .from = at };
		gap = 0;
		out[n - 1].n = (size_t)(next - out[n - 1].s);
		out[n - 1].to = at + 1;
	}
	return n;
}

static bool
split_lines(struct paste_layout *l, const char *text)
{
	bool blank = false;
	int line = 0;
	size_t n, cap = 1;

	for (const char *p = text; *p != '\0'; p++)
		cap += *p == '\n';
	if (cap > LAYOUT_LINES_MAX)
		return false;
	l->lines = arena_alloc(l->arena, cap * sizeof(*l->lines));
	l->numbers = arena_alloc(l->arena, cap * sizeof(*l->numbers));
	l->blank = arena_alloc(l->arena, cap * sizeof(*l->blank));
	for (const char *p = text; *p != '\0'; p += n + (p[n] == '\n')) {
		size_t len = n = strcspn(p, "\n");

		line++;
		while (len > 0 && p[len - 1] == ' ')
			len--;
		if (len == strspn(p, " ")) {
			blank = true;
			continue;
		}
		l->lines[l->n] = arena_strndup(l->arena, p, len);
		l->numbers[l->n] = line;
		l->blank[l->n++] = blank;
		blank = false;
	}
	return true;
}

/* ---- headings */

static void
set_columns(struct paste_layout *l, struct arena *a,
    const struct paste_piece *head, int n)
{
	l->columns_n = n;
	for (int k = 0; k < n; k++)
		l->columns[k] = (struct column){ .heading = arena_strndup(
						     a, head[k].s, head[k].n) };
}

/* Which heading the piece stands under. */
static int
under(const struct paste_piece *head, int n, const struct paste_piece *p)
{
	int best = 0, far = 1 << 20, mid = p->from + p->to, d;

	for (int k = 0; k < n; k++) {
		d = mid - head[k].from - head[k].to;
		d = d < 0 ? -d : d;
		if (d < far) {
			far = d;
			best = k;
		}
	}
	return best;
}

/* A small letter, the rest of a word, capitals under capitals. */
static bool
heading_goes_on(const struct column *c, const char *s, bool alone)
{
	size_t n = strlen(c->heading);
	const char *p = s, *q = c->heading;

	if (glyph_lower(glyph_at(s)) || *s == '(' || c->heading[n - 1] == '-')
		return true;
	return !alone && glyph_upper(glyph_next(&p)) &&
	       glyph_upper(glyph_at(p)) && glyph_upper(glyph_next(&q)) &&
	       glyph_upper(glyph_at(q));
}

/* Lines below headings that go on with them; the first one that does not. */
static int
take_head_lines(struct paste_layout *l, const struct paste_piece *head, int i)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n, k, last = i + LAYOUT_HEAD_LINES_MAX;

	for (i++; i < l->n && i < last && !l->blank[i]; i++) {
		n = paste_layout_cut(l->lines[i], p);
		for (k = 0; k < n; k++)
			if (!heading_goes_on(
				&l->columns[under(head, l->columns_n, &p[k])],
				p[k].s, n == 1))
				return i;
		for (k = 0; k < n; k++) {
			struct column *c =
			    &l->columns[under(head, l->columns_n, &p[k])];

			c->heading = arena_printf(l->arena, "%s %.*s",
			    c->heading, (int)p[k].n, p[k].s);
		}
	}
	return i;
}

/* Where a piece of headings is two: behind «№», between months. */
static size_t
two_headings(struct paste_layout *l, const char *s, size_t n)
{
	static const char sign[] = "№";
	size_t k = sizeof(sign) - 1, word;
	const char *end = s + n, *p;

	if (n > k + 1 && memcmp(s, sign, k) == 0 && s[k] == ' ')
		return glyph_lower(glyph_at(s + k + 1)) ? 0 : k;
	for (p = s; p < end; p += word + 1) {
		word = (size_t)(end - p);
		if (memchr(p, ' ', word) == NULL)
			return 0;
		word = (size_t)((const char *)memchr(p, ' ', word) - p);
		arena_reset(l->scratch);
		if (column_month(
			l->scratch, arena_strndup(l->scratch, p, word)) > 0)
			return (size_t)(p - s) + word;
	}
	return 0;
}

static int
letters(const char *s, size_t n)
{
	int found = 0;

	for (size_t i = 0; i < n; i++)
		found += ((unsigned char)s[i] & 0xc0) != 0x80;
	return found;
}

/* Headings of narrow columns stand a single blank apart. */
static int
cut_head(struct paste_layout *l, int i, struct paste_piece *head)
{
	struct paste_piece p[PASTE_COLUMNS_MAX], rest;
	int cut_n = paste_layout_cut(l->lines[i], p), n = 0;
	size_t at;

	for (int k = 0; k < cut_n && n < PASTE_COLUMNS_MAX; k++) {
		rest = p[k];
		while (n + 1 < PASTE_COLUMNS_MAX &&
		       (at = two_headings(l, rest.s, rest.n)) > 0) {
			head[n] = rest;
			head[n].n = at;
			head[n].to = rest.from + letters(rest.s, at);
			rest.from = head[n++].to + 1;
			rest.s += at + 1;
			rest.n -= at + 1;
		}
		head[n++] = rest;
	}
	return n;
}

/* The headings that columns have now make a head. */
static bool
are_headings(struct paste_layout *l)
{
	struct paste_cell cells[PASTE_COLUMNS_MAX];
	struct paste_row row = { .cells = cells, .n = l->columns_n };

	for (int k = 0; k < row.n; k++)
		cells[k] = (struct paste_cell){ .span = 1,
			.text = l->columns[k].heading };
	arena_reset(l->scratch);
	return column_is_header(l->scratch, &row, true);
}

/* Headings on line i, each a piece of it; *body: behind them. */
static bool
is_head(struct paste_layout *l, int i, struct paste_piece *head, int *body)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n = paste_layout_cut(l->lines[i], p), known_n = 0;
	bool known;

	if (n < 2 || (n = cut_head(l, i, head)) < LAYOUT_PIECES_MIN)
		return false;
	arena_reset(l->scratch);
	set_columns(l, l->scratch, head, n);
	for (int k = 0; k < n; k++) {
		column_role(l->scratch, l->columns[k].heading, &known);
		known_n += known ||
			   column_month(l->scratch, l->columns[k].heading) > 0;
	}
	if (known_n < 2)
		return false;
	set_columns(l, l->arena, head, n);
	*body = take_head_lines(l, head, i);
	return are_headings(l);
}

/* ---- rows */

static void
put_prose(struct paste_layout *l, int from, int to)
{
	for (int i = from; i < to; i++) {
		if (l->blank[i] || (i == from && i > 0))
			paste_sink_blank(l->sink);
		paste_sink_markup(l->sink, l->lines[i], strlen(l->lines[i]));
		paste_sink_row_of(l->sink, l->numbers[i], 0, true);
	}
}

/* Cells of one line, some of which were empty: which ones are these? */
static bool
place(struct paste_layout *l, const struct paste_piece *p, int n,
    const char **cells)
{
	struct paste_unit units[PASTE_COLUMNS_MAX];
	uint8_t at[PASTE_COLUMNS_MAX];
	bool fresh[PASTE_COLUMNS_MAX];

	arena_reset(l->scratch);
	for (int k = 0; k < n; k++)
		units[k] = (struct paste_unit){
			.text = arena_strndup(l->scratch, p[k].s, p[k].n)
		};
	paste_stack_fit(
	    l->scratch, l->columns, l->columns_n, units, n, false, at, fresh);
	for (int k = 0; k < l->columns_n; k++)
		cells[k] = "";
	for (int k = 0; k < n; k++) {
		if ((k > 0 && fresh[k]) || at[k] >= l->columns_n ||
		    cells[at[k]][0] != '\0')
			return false;
		cells[at[k]] = units[k].text;
	}
	return true;
}

static void
put_line(struct paste_layout *l, int i)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	const char *cells[PASTE_COLUMNS_MAX];
	int n = paste_layout_cut(l->lines[i], p);

	if (l->blank[i])
		paste_sink_blank(l->sink);
	if (n > 1 && n < l->columns_n && place(l, p, n, cells))
		for (int k = 0; k < l->columns_n; k++)
			paste_sink_cell(l->sink, cells[k], strlen(cells[k]));
	else
		for (int k = 0; k < n; k++)
			paste_sink_cell(l->sink, p[k].s, p[k].n);
	paste_sink_row_of(l->sink, l->numbers[i], n > 1, n < 2);
}

static void
put_head(struct paste_layout *l, int i)
{
	for (int k = 0; k < l->columns_n; k++)
		paste_sink_cell(l->sink, l->columns[k].heading,
		    strlen(l->columns[k].heading));
	paste_sink_row_of(l->sink, l->numbers[i], 1, false);
}

/* The last line with gaps before other headings, and behind it. */
static int
table_end(struct paste_layout *l, int from, int *next)
{
	struct paste_layout other = *l;
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int end = from, body;

	for (*next = from; *next < l->n; ++*next) {
		if (is_head(&other, *next, p, &body))
			break;
		if (paste_layout_cut(l->lines[*next], p) > 1)
			end = *next + 1;
	}
	return end;
}

/* Cells of the last row, behind the column at the left, may go on below. */
static int
with_tail(const struct paste_layout *l, int left, int end, int next)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];

	while (end < next && !l->blank[end] &&
	       paste_layout_cut(l->lines[end], p) == 1 &&
	       (p[0].from > left || glyph_lower(glyph_at(p[0].s))))
		end++;
	return end;
}

static bool
has_gaps(const struct paste_layout *l)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int rows = 0;

	for (int i = 0; i < l->n && rows < LAYOUT_ROWS_MIN; i++)
		rows += paste_layout_cut(l->lines[i], p) > 1;
	return rows >= LAYOUT_ROWS_MIN;
}

/* Without headings: most lines have as many pieces. */
static bool
is_even(const struct paste_layout *l)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int lines[PASTE_COLUMNS_MAX + 1] = { 0 }, most = 0;

	for (int i = 0; i < l->n; i++)
		lines[paste_layout_cut(l->lines[i], p)]++;
	for (int k = LAYOUT_PIECES_MIN; k <= PASTE_COLUMNS_MAX; k++)
		most = lines[k] > most ? lines[k] : most;
	return most >= LAYOUT_ROWS_MIN && most * 3 >= l->n * 2;
}

bool
paste_layout_read(struct paste_sink *sink, const char *text)
{
	struct paste_layout l = { .arena = sink->arena, .sink = sink };
	struct paste_piece head[PASTE_COLUMNS_MAX];
	int done = 0, body, end, next;
	bool any = false;

	l.scratch = arena_new();
	if (!split_lines(&l, text) || !has_gaps(&l))
		l.n = 0;
	for (int i = 0; i < l.n && !paste_sink_full(sink); i++) {
		if (!is_head(&l, i, head, &body))
			continue;
		any = true;
		put_prose(&l, done, i);
		end = table_end(&l, body, &next);
		end = with_tail(&l, head[0].to, end, next);
		column_assign(l.arena, l.columns, l.columns_n);
		put_head(&l, i);
		if (!paste_layout_rows(&l, head, body, end))
			for (int k = body; k < end; k++)
				put_line(&l, k);
		put_prose(&l, end, next);
		done = next;
		i = next - 1;
	}
	if (any) {
		put_prose(&l, done, l.n);
	} else if (l.n > 0 && is_even(&l)) {
		any = true;
		for (int i = 0; i < l.n; i++)
			put_line(&l, i);
	}
	arena_free(l.scratch);
	return any;
}
