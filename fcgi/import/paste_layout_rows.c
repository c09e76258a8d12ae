#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/paste_inner.h"
#include "import/paste_layout.h"

/* Wider lines are no page. */
enum { LAYOUT_WIDTH_MAX = 600 };
/* A place where so many lines or a fifth of all begin a piece is an edge. */
enum { LAYOUT_EDGE_MIN = 2, LAYOUT_EDGE_SHARE = 5 };
/* Of ten pieces, to say that they stand below each other. */
enum { LAYOUT_ALIGNED = 6 };

struct rows {
	struct paste_layout *l;
	const struct paste_piece *head;
	int from, to;
	int bound[PASTE_COLUMNS_MAX + 1];	 /* where a column begins */
	int number, main, deadline, responsible; /* columns; -1 */
	bool deep;     /* rows have "1.2" in their words */
	bool numbered; /* a number begins each row */
	bool spaced;   /* an empty line does */
	struct strbuf cells[PASTE_COLUMNS_MAX];
	int line;  /* of the row that is open; 0: none */
	bool wide; /* it is one text across the table */
};

/* ---- edges */

static bool
is_aligned(const struct rows *r)
{
	int edges[LAYOUT_WIDTH_MAX] = { 0 }, lines = 0, pieces = 0, good = 0, n;
	struct paste_piece p[PASTE_COLUMNS_MAX];

	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		lines += n > 1;
		for (int k = 0; k < n; k++)
			if (p[k].to >= LAYOUT_WIDTH_MAX)
				return false;
			else if (n > 1)
				edges[p[k].from]++;
	}
	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		for (int k = 1; k < n; k++) {
			int at = edges[p[k].from];

			pieces++;
			good += at >= LAYOUT_EDGE_MIN &&
				at * LAYOUT_EDGE_SHARE >= lines;
		}
	}
	return pieces > 0 && good * 10 >= pieces * LAYOUT_ALIGNED;
}

/* How many lines with gaps have a letter at each place. */
static void
take_profile(const struct rows *r, int *ink)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n;

	memset(ink, 0, LAYOUT_WIDTH_MAX * sizeof(*ink));
	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		for (int k = 0; n > 1 && k < n; k++)
			for (int x = p[k].from; x < p[k].to; x++)
				ink[x]++;
	}
	for (int k = 0; k < r->l->columns_n; k++)
		for (int x = r->head[k].from;
		     x < r->head[k].to && x < LAYOUT_WIDTH_MAX; x++)
			ink[x]++;
}

/* Between the middles of two headings the emptiest place: the end of the
 * widest run of it. */
static int
find_bound(const int *ink, int a, int b)
{
	int least = ink[a], best = b, width = 0, run = 0;

	for (int x = a; x <= b; x++)
		if (ink[x] < least)
			least = ink[x];
	for (int x = a; x <= b; x++) {
		run = ink[x] == least ? run + 1 : 0;
		if (run >= width && run > 0) {
			width = run;
			best = x + 1;
		}
	}
	return best;
}

static bool
find_bounds(struct rows *r)
{
	int ink[LAYOUT_WIDTH_MAX], a, b;

	take_profile(r, ink);
	r->bound[0] = 0;
	for (int k = 1; k < r->l->columns_n; k++) {
		a = (r->head[k - 1].from + r->head[k - 1].to) / 2;
		b = (r->head[k].from + r->head[k].to) / 2;
		if (b >= LAYOUT_WIDTH_MAX)
			return false;
		r->bound[k] = find_bound(ink, a, b);
	}
	r->bound[r->l->columns_n] = LAYOUT_WIDTH_MAX;
	return true;
}

static int
column_at(const struct rows *r, int x)
{
	int k = r->l->columns_n - 1;

	while (k > 0 && r->bound[k] > x)
		k--;
	return k;
}

/* ---- cells of one line */

struct part {
	const char *s;
	size_t n;
};

static void
add_part(struct part *parts, int k, const char *s, size_t n)
{
	if (parts[k].s == NULL)
		parts[k].s = s;
	parts[k].n = (size_t)(s + n - parts[k].s);
}

/* A piece that reaches into the next column with a blank at its edge is
 * two. */
static void
add_piece(const struct rows *r, const struct paste_piece *p, struct part *parts)
{
	const char *s = p->s, *end = p->s + p->n, *word = s;
	int at = p->from, k = column_at(r, at), from = at;

	for (; s < end; at++) {
		const char *here = s;

		if (!glyph_blank(glyph_next(&s)))
			continue;
		if (at + 1 == r->bound[k + 1] && from < at) {
			add_part(parts, k, word, (size_t)(here - word));
			word = s;
			from = at + 1;
			k = column_at(r, from);
		}
	}
	add_part(parts, k, word, (size_t)(end - word));
}

/* One text across the columns. */
static bool
is_wide(const struct rows *r, const struct paste_piece *p, int n)
{
	int k = column_at(r, p[0].from), depth;

	if (n != 1)
		return false;
	if (p[0].to > r->bound[k + 1] + 1)
		return true;
	/* "Сентябрь" under «№», "2. Работа" between "1.2" and "2.1". */
	if (k == r->number)
		return glyph_upper(glyph_at(p[0].s)) &&
		       glyph_number(p[0].s, &depth) == 0;
	return k == r->main && r->deep && glyph_number(p[0].s, &depth) > 0 &&
	       depth < 2;
}

/* ---- rows */

static void
flush(struct rows *r)
{
	struct paste_sink *sink = r->l->sink;

	if (r->line == 0)
		return;
	for (int k = 0; k < r->l->columns_n; k++) {
		paste_sink_cell(sink, r->cells[k].buf, r->cells[k].len);
		strbuf_clear(&r->cells[k]);
	}
	paste_sink_row_of(sink, r->line, 1, false);
	r->line = 0;
}

static bool
opens_item(const char *s)
{
	const char *p = s;
	uint32_t c = glyph_next(&p);
	int depth;

	return glyph_bullet(c) || (glyph_dash(c) && glyph_blank(glyph_at(p))) ||
	       glyph_number(s, &depth) > 0;
}

/* "педагог-": what follows is the same word. */
static bool
ends_first_half(const struct strbuf *to)
{
	return to->len > 1 && to->buf[to->len - 1] == '-' &&
	       glyph_letter(glyph_before(to->buf, to->buf + to->len - 1));
}

/* A line's end within a cell is a blank, none in a word cut by a hyphen. */
static void
append(struct strbuf *to, const struct part *part)
{
	const char *tail = part->s;

	if (glyph_cut_word(to->buf, to->len, tail))
		to->buf[--to->len] = '\0';
	else if (to->len > 0 && !ends_first_half(to))
		strbuf_addc(to, opens_item(tail) ? '\n' : ' ');
	strbuf_add(to, part->s, part->n);
}

static bool
is_number(const struct rows *r, const struct part *parts)
{
	const struct part *p;

	if (r->number < 0 || (p = &parts[r->number])->s == NULL)
		return false;
	arena_reset(r->l->scratch);
	return column_looks_number(arena_strndup(r->l->scratch, p->s, p->n));
}

static bool
opens_name(const struct rows *r, const struct part *parts)
{
	uint32_t c;
	int depth;

	if (r->main < 0 || parts[r->main].s == NULL)
		return false;
	c = glyph_at(parts[r->main].s);
	if (!glyph_upper(c) && glyph_number(parts[r->main].s, &depth) == 0)
		return false;
	return (r->deadline >= 0 && parts[r->deadline].s != NULL) ||
	       (r->responsible >= 0 && parts[r->responsible].s != NULL);
}

static void
cut_line(const struct rows *r, int i, struct part *parts, struct paste_piece *p,
    int *n)
{
	memset(parts, 0, PASTE_COLUMNS_MAX * sizeof(*parts));
	*n = paste_layout_cut(r->l->lines[i], p);
	/* A number and one text: the name of a section. */
	if (*n == 2 && column_at(r, p[0].from) == r->number) {
		add_part(parts, r->number, p[0].s, p[0].n);
		add_part(parts, column_at(r, p[1].from), p[1].s, p[1].n);
		return;
	}
	for (int k = 0; k < *n; k++)
		add_piece(r, &p[k], parts);
}

/* What begins the rows.  Numbers before a column of stages are theirs, if
 * not every name has one. */
static void
take_census(struct rows *r)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	struct part parts[PASTE_COLUMNS_MAX];
	int n, numbers = 0, names = 0, blanks = 0, spaced_names = 0, deep = 0;
	int depth, most = r->main > r->number + 1 ? 9 : LAYOUT_ALIGNED;

	for (int i = r->from; i < r->to; i++) {
		cut_line(r, i, parts, p, &n);
		numbers += is_number(r, parts);
		blanks += r->l->blank[i];
		if (opens_name(r, parts)) {
			names++;
			deep += glyph_number(parts[r->main].s, &depth) > 0 &&
				depth > 1;
			spaced_names += r->l->blank[i];
		}
	}
	r->numbered = numbers > 1 && numbers * 10 >= names * most;
	r->deep = r->number < 0 && deep > 1;
	r->spaced = !r->numbered && spaced_names * 10 >= names * 8 &&
		    blanks < r->to - r->from - 1;
}

static bool
begins_row(const struct rows *r, int i, const struct part *parts)
{
	if (r->line == 0 || is_number(r, parts))
		return true;
	if (r->numbered)
		return false;
	return r->spaced ? r->l->blank[i] : opens_name(r, parts);
}

static void
put_line(struct rows *r, int i)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	struct part parts[PASTE_COLUMNS_MAX];
	struct part all = { r->l->lines[i], strlen(r->l->lines[i]) };
	bool wide, goes_on;
	int n;

	cut_line(r, i, parts, p, &n);
	all.s = p[0].s;
	all.n = strlen(all.s);
	wide = is_wide(r, p, n);
	goes_on = r->wide && r->line != 0 && n == 1 && !r->l->blank[i] &&
		  glyph_lower(glyph_at(all.s));
	if (wide || goes_on) {
		if (!goes_on)
			flush(r);
		if (r->line == 0)
			r->line = r->l->numbers[i];
		append(&r->cells[0], &all);
		r->wide = true;
		return;
	}
	if (r->wide || begins_row(r, i, parts))
		flush(r);
	r->wide = false;
	if (r->line == 0)
		r->line = r->l->numbers[i];
	for (int k = 0; k < r->l->columns_n; k++)
		if (parts[k].s != NULL)
			append(&r->cells[k], &parts[k]);
}

static int
column_of(const struct paste_layout *l, enum column_role role)
{
	for (int k = 0; k < l->columns_n; k++)
		if (l->columns[k].role == role)
			return k;
	return -1;
}

bool
paste_layout_rows(
    struct paste_layout *l, const struct paste_piece *head, int from, int to)
{
	struct rows r = { .l = l, .head = head, .from = from, .to = to };

	r.number = column_of(l, COLUMN_NUMBER);
	r.main = column_of(l, COLUMN_ACTIVITY);
	if (r.main < 0)
		r.main = column_of(l, COLUMN_CONTENT);
	r.deadline = column_of(l, COLUMN_DEADLINE);
	r.responsible = column_of(l, COLUMN_RESPONSIBLE);
	if (!is_aligned(&r) || !find_bounds(&r))
		return false;
	take_census(&r);
	for (int k = 0; k < l->columns_n; k++)
		strbuf_init(&r.cells[k]);
	for (int i = from; i < to; i++)
		put_line(&r, i);
	flush(&r);
	for (int k = 0; k < l->columns_n; k++)
		strbuf_free(&r.cells[k]);
	return true;
}
