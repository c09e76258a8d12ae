#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/paste_inner.h"
#include "import/paste_layout_inner.h"

/* Of ten rows, to say that they have numbers. */
enum { LAYOUT_MOST = 6 };

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
add_piece(const struct layout_rows *r, const struct paste_piece *p,
    struct part *parts)
{
	const char *s = p->s, *end = p->s + p->n, *word = s;
	int at = p->from, k = paste_layout_edge_at(r, at), from = at;
	bool cut = false;

	for (; s < end; at++) {
		const char *here = s;

		if (!glyph_blank(glyph_next(&s)))
			continue;
		if (at + 1 == r->bound[k + 1] && from < at) {
			cut = true;
			add_part(parts, k, word, (size_t)(here - word));
			word = s;
			from = at + 1;
			k = paste_layout_edge_at(r, from);
		}
	}
	/* In the middle of a column that is wider than its heading. */
	if (!cut)
		k = paste_layout_edge_at(r, (p->from + p->to) / 2);
	add_part(parts, k, word, (size_t)(end - word));
}

/* ---- rows */

static void
flush(struct layout_rows *r)
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
is_number(const struct layout_rows *r, const struct part *parts)
{
	const struct part *p;

	if (r->number < 0 || (p = &parts[r->number])->s == NULL)
		return false;
	arena_reset(r->l->scratch);
	return column_looks_number(arena_strndup(r->l->scratch, p->s, p->n));
}

static bool
opens_name(const struct layout_rows *r, const struct part *parts)
{
	uint32_t c;
	int depth;

	if (r->main < 0 || parts[r->main].s == NULL)
		return false;
	c = glyph_at(parts[r->main].s);
	if (!glyph_upper(c) && glyph_number(parts[r->main].s, &depth) == 0)
		return false;
	/* A plan without terms and people: anything else beside the name. */
	if (r->deadline < 0 && r->responsible < 0)
		for (int k = r->main + 1; k < r->l->columns_n; k++)
			if (parts[k].s != NULL)
				return true;
	return (r->deadline >= 0 && parts[r->deadline].s != NULL) ||
	       (r->responsible >= 0 && parts[r->responsible].s != NULL);
}

static void
cut_line(const struct layout_rows *r, int i, struct part *parts,
    struct paste_piece *p, int *n)
{
	int to;

	memset(parts, 0, PASTE_COLUMNS_MAX * sizeof(*parts));
	*n = paste_layout_cut(r->l->lines[i], p);
	/* A number and one text: the name of a section. */
	if (*n == 2 && paste_layout_edge_at(r, p[0].from) == r->number) {
		to = paste_layout_edge_at(r, p[1].from);
		if (r->main >= 0 && (p[1].to > r->bound[to + 1] + 1 ||
					paste_layout_name_alone(r, i)))
			to = r->main;
		add_part(parts, r->number, p[0].s, p[0].n);
		add_part(parts, to, p[1].s, p[1].n);
		return;
	}
	for (int k = 0; k < *n; k++)
		add_piece(r, &p[k], parts);
}

/* What begins the rows.  Numbers before a column of stages are theirs, if
 * not every name has one. */
static void
take_census(struct layout_rows *r)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	struct part parts[PASTE_COLUMNS_MAX];
	int n, numbers = 0, names = 0, blanks = 0, spaced_names = 0, deep = 0;
	int depth, most = r->main > r->number + 1 ? 9 : LAYOUT_MOST;

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
	r->rowed = spaced_names * 10 >= names * 8 && blanks < r->to - r->from;
	r->spaced = r->rowed && !r->numbered;
}

static bool
goes_on(const char *s)
{
	const char *p = s;
	uint32_t c = glyph_next(&p);

	return glyph_lower(c) || glyph_bullet(c) ||
	       (glyph_dash(c) && glyph_blank(glyph_at(p)));
}

static int
first_word(const struct paste_piece *p)
{
	int n = 0;

	for (const char *s = p->s; s < p->s + p->n; n++)
		if (glyph_blank(glyph_next(&s)))
			break;
	return n;
}

/* "2. Рабочий этап" over the row "2.1". */
static bool
numbers_row(const struct paste_piece *p, const struct part *number)
{
	size_t n = strspn(p->s, "0123456789");

	return n > 0 && p->s[n] == '.' && p->s[n + 1] == ' ' &&
	       number->s != NULL && number->n > n + 1 &&
	       memcmp(number->s, p->s, n + 1) == 0;
}

static bool
is_capitals(const char *s, size_t n)
{
	const char *end = s + n;
	int upper = 0;
	uint32_t c;

	while (s < end) {
		if (glyph_lower(c = glyph_next(&s)))
			return false;
		upper += glyph_upper(c);
	}
	return upper >= LAYOUT_CAPITALS_MIN;
}

/* "МОДУЛЬ «НАСТАВНИЧЕСТВО»" over names in small letters, "Октябрь 2024". */
static bool
is_part_name(const struct layout_rows *r, const struct paste_piece *p,
    const struct part *name)
{
	arena_reset(r->l->scratch);
	if (r->deadline < 0 &&
	    column_month(
		r->l->scratch, arena_strndup(r->l->scratch, p->s, p->n)) > 0)
		return true;
	return is_capitals(p->s, p->n) && name->s != NULL &&
	       !is_capitals(name->s, name->n);
}

/* The words of line i - 1 in the column of names leave room for the first
 * word of p, which a text that goes on would have filled. */
static bool
leaves_room(const struct layout_rows *r, int i, const struct paste_piece *p)
{
	struct paste_piece q[PASTE_COLUMNS_MAX];
	int n = paste_layout_cut(r->l->lines[i - 1], q);

	for (int k = 0; k < n; k++)
		if (paste_layout_edge_at(r, q[k].from) == r->main)
			return (q[k].to - q[k].from + 1 + first_word(p)) * 10 <
			       (r->bound[r->main + 1] - q[k].from) * 9;
	return true;
}

/* A name alone on its line, over a line that begins a row. */
static bool
is_title(const struct layout_rows *r, int i)
{
	struct paste_piece p[PASTE_COLUMNS_MAX], q[PASTE_COLUMNS_MAX];
	struct part parts[PASTE_COLUMNS_MAX];
	int n = paste_layout_cut(r->l->lines[i], p), next, depth;

	if (n != 1 || i == r->from || i + 1 == r->to ||
	    paste_layout_edge_at(r, p[0].from) != r->main)
		return false;
	next = i + 1;
	cut_line(r, next, parts, q, &n);
	/* A part of a part. */
	if (n == 1 && next + 1 < r->to &&
	    paste_layout_edge_at(r, q[0].from) == r->main)
		cut_line(r, ++next, parts, q, &n);
	if (r->number >= 0 && numbers_row(p, &parts[r->number]))
		return true;
	return (glyph_upper(glyph_at(p[0].s)) ||
		   (glyph_number(p[0].s, &depth) > 0 && depth > 1)) &&
	       (is_number(r, parts) || opens_name(r, parts)) &&
	       (is_part_name(r, p, &parts[r->main]) || leaves_room(r, i, p));
}

/* A name with all that belongs to it, under a cell that covers several
 * rows. */
static bool
opens_all(const struct layout_rows *r, const struct part *parts)
{
	return r->main >= 0 && parts[r->main].s != NULL && r->deadline >= 0 &&
	       r->responsible >= 0 && glyph_upper(glyph_at(parts[r->main].s)) &&
	       parts[r->deadline].s != NULL && parts[r->responsible].s != NULL;
}

/* A list of things done, with its term or its people and one more cell. */
static bool
opens_list(const struct layout_rows *r, const struct part *parts)
{
	int filled = 0;

	for (int k = 0; k < r->l->columns_n; k++)
		filled += parts[k].s != NULL;
	return filled > 2 &&
	       ((r->deadline >= 0 && parts[r->deadline].s != NULL) ||
		   (r->responsible >= 0 && parts[r->responsible].s != NULL));
}

static bool
begins_row(const struct layout_rows *r, int i, const struct part *parts)
{
	if (r->line == 0 || is_number(r, parts))
		return true;
	if (is_title(r, i))
		return true;
	if (r->numbered)
		return false;
	if (!r->spaced)
		return opens_name(r, parts);
	if (!r->l->blank[i])
		return opens_all(r, parts);
	/* A paragraph of a cell has an empty line before it, too. */
	return opens_name(r, parts) || opens_list(r, parts) ||
	       paste_layout_name_alone(r, i) || r->main < 0 ||
	       (parts[r->main].s != NULL && !goes_on(parts[r->main].s));
}

/* "- 4 -", "Страница 3 из 7", a number that is no row's. */
static bool
is_page_foot(const struct layout_rows *r, const struct paste_piece *p)
{
	if (strspn(p->s, "0123456789") == p->n)
		return paste_layout_edge_at(r, p->from) != r->number;
	arena_reset(r->l->scratch);
	return column_looks_stamp(
	    r->l->scratch, arena_strndup(r->l->arena, p->s, p->n));
}

static void
put_line(struct layout_rows *r, int i)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	struct part parts[PASTE_COLUMNS_MAX];
	struct part all = { r->l->lines[i], strlen(r->l->lines[i]) };
	bool wide, goes_on;
	int n;

	cut_line(r, i, parts, p, &n);
	if (n == 1 && is_page_foot(r, p)) {
		paste_sink_cell(r->l->sink, p[0].s, p[0].n);
		paste_sink_row_of(r->l->sink, r->l->numbers[i], 0, true);
		return;
	}
	all.s = p[0].s;
	all.n = strlen(all.s);
	wide = paste_layout_name_wide(r, i, p, n);
	goes_on = r->wide && r->line != 0 && n == 1 && !r->l->blank[i] &&
		  (r->rowed || glyph_lower(glyph_at(all.s)));
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
	struct layout_rows r = { .l = l, .head = head, .from = from, .to = to };

	r.number = column_of(l, COLUMN_NUMBER);
	r.main = column_of(l, COLUMN_ACTIVITY);
	if (r.main < 0)
		r.main = column_of(l, COLUMN_CONTENT);
	r.deadline = column_of(l, COLUMN_DEADLINE);
	r.responsible = column_of(l, COLUMN_RESPONSIBLE);
	if (!paste_layout_edges(&r))
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
