#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* Lines between two rows that still belong to the table: a heading that lost
 * its empty cells, a cell's tail. */
enum { TABLE_LOOSE_MAX = 3, TABLE_LOOSE_BYTES_MAX = 600 };
/* A section's name over a table of its own. */
enum { TABLE_TITLE_BYTES_MAX = 300 };

static const char no_table[] =
    "Таблица дорожной карты не найдена: нужны столбцы с мероприятиями и со "
    "сроками или ответственными. Скопируйте таблицу вместе с её заголовками.";
static const char no_content[] =
    "В таблице нет столбца с мероприятиями: есть только сроки и люди. "
    "Скопируйте таблицу со всеми столбцами.";

struct scan {
	struct arena *arena;
	struct arena *scratch; /* of one row */
	const struct paste_rows *in;
	struct table *t;
	int head; /* of the table at hand; -1 */
	int last; /* its last row */
	bool broken;
	struct table_pages pages;
};

enum column_role
table_main(const struct table *t, int head)
{
	return t->heads[head].at[COLUMN_ACTIVITY] >= 0 ? COLUMN_ACTIVITY
						       : COLUMN_CONTENT;
}

const char *
table_text(
    const struct table *t, const struct table_row *r, enum column_role role)
{
	int at = t->heads[r->head].at[role];

	return at < 0 ? "" : r->cells[at];
}

bool
table_same_row(
    struct arena *a, const struct paste_row *x, const struct paste_row *y)
{
	int n = x->n > y->n ? x->n : y->n;
	const char *p, *q;

	for (int i = 0; i < n; i++) {
		p = i < x->n ? x->cells[i].text : "";
		q = i < y->n ? y->cells[i].text : "";
		if (strcmp(p, q) != 0 &&
		    strcmp(glyph_fold(a, p), glyph_fold(a, q)) != 0)
			return false;
	}
	return true;
}

static bool
is_separator(const struct paste_row *r)
{
	bool dash = false;
	uint32_t c;

	for (int i = 0; i < r->n; i++)
		for (const char *s = r->cells[i].text;
		     (c = glyph_next(&s)) != 0;) {
			if (!glyph_dash(c) && !glyph_blank(c) && c != ':' &&
			    c != '=' && c != '_' && c != '+')
				return false;
			dash |= !glyph_blank(c);
		}
	return dash;
}

/* 1 2 3 4 5: the numbers of columns. */
static bool
is_numbers(const struct paste_row *r)
{
	int at = 0;

	for (int i = 0; i < r->n; i++) {
		const char *s = r->cells[i].text;
		int v = 0;

		if (s[0] == '\0')
			continue;
		for (; glyph_digit((uint8_t)*s) && v < 1000; s++)
			v = 10 * v + *s - '0';
		if ((*s != '\0' && strcmp(s, ".") != 0) || v != ++at)
			return false;
	}
	return at >= 3;
}

static void
head_add(struct scan *s, int i)
{
	struct table *t = s->t;
	struct table_head *h = &t->heads[t->heads_n], full;
	const struct paste_row *r = t->rows[i].src, *near;
	int sub = i + 1;

	*h = (struct table_head){ .rows = { r, NULL } };
	table_head_columns(s->arena, h);
	t->rows[i].kind = TABLE_HEADER;
	if (i > 0 && h->at[COLUMN_CONTENT] < 0) {
		near = t->rows[i - 1].src;
		full = (struct table_head){ .rows = { near, r } };
		if (!near->prose && near->table == r->table &&
		    near->n >= r->n - 1) {
			table_head_columns(s->arena, &full);
			if (full.at[COLUMN_CONTENT] >= 0) {
				*h = full;
				t->rows[i - 1].kind = TABLE_HEADER;
			}
		}
	}
	/* Markdown has its ruler between. */
	if (sub < t->n && is_separator(t->rows[sub].src))
		sub++;
	if (h->rows[1] == NULL && sub < t->n) {
		near = t->rows[sub].src;
		if (t->rows[sub].kind != TABLE_PART &&
		    near->table == r->table && table_head_goes_on(h, near) &&
		    !near->after_blank) {
			h->rows[1] = near;
			table_head_columns(s->arena, h);
			t->rows[sub].kind = TABLE_HEADER;
		}
	}
	s->head = t->heads_n++;
	s->last = i;
	s->broken = false;
}

/* Which head has exactly this row; -1. */
static int
head_of(struct scan *s, const struct paste_row *r)
{
	for (int k = 0; k < s->t->heads_n; k++)
		for (int j = 0; j < 2; j++)
			if (s->t->heads[k].rows[j] != NULL &&
			    table_same_row(
				s->scratch, s->t->heads[k].rows[j], r))
				return k;
	return -1;
}

static bool
opens_section(const char *text)
{
	int depth;
	uint32_t c = glyph_at(text);

	return strlen(text) <= TABLE_TITLE_BYTES_MAX &&
	       (glyph_upper(c) || glyph_quote(c) ||
		   glyph_number(text, &depth) > 0);
}

/* The line right over headings names a section, if tables of sections
 * follow one another or if it says so itself. */
static void
title_before(struct scan *s, int i, bool first)
{
	static const char names[] = "раздел_|этап_|блок_|направление_|модуль_";
	struct table_row *r = i > 0 ? &s->t->rows[i - 1] : NULL;
	const char *text, *at;
	char *folded;
	int depth;

	if (r == NULL || (text = table_only_words(r->src)) == NULL ||
	    (!r->src->prose && r->kind != TABLE_ACTIVITY))
		return;
	folded = glyph_fold(s->arena, text);
	at = glyph_find(folded, names);
	if (!opens_section(text))
		return;
	if (first && glyph_number(text, &depth) == 0 && at != folded)
		return;
	r->kind = TABLE_HEADING;
	/* A row of the table before keeps its columns. */
	if (!r->src->prose)
		return;
	r->head = s->head;
	r->loose = true;
}

/* «№ п/п» over numbers of its own. */
static bool
is_other_head(struct scan *s, const struct paste_row *r)
{
	bool known;

	return r->n > 1 && r->cells[0].text[0] != '\0' &&
	       column_role(s->scratch, r->cells[0].text, &known) ==
		   COLUMN_NUMBER;
}

/* The row does not follow the table at hand any more. */
static bool
ended(struct scan *s, int i)
{
	int width = s->t->heads[s->head].n;
	const struct paste_row *r = s->t->rows[i].src, *p;
	const struct paste_row *before;
	int between = 0, last = s->last;
	bool strong = true;

	for (int k = s->last + 1; k < i; k++)
		between += !table_runs(&s->pages, k);
	/* Lines of its last cell are of no table. */
	while (last > 0 && s->t->rows[last].kind == TABLE_PART)
		last--;
	before = s->t->rows[last].src;
	if (between > TABLE_LOOSE_MAX)
		return true;
	for (int k = s->last + 1; k < i; k++) {
		p = s->t->rows[k].src;
		if (strlen(p->cells[0].text) > TABLE_LOOSE_BYTES_MAX)
			return true;
	}
	if (is_other_head(s, r))
		return true;
	/* Lines of prose, then rows of another width: a list of names. */
	if (between > 0 && r->after_blank && r->n < width - 1)
		return true;
	if (r->table == before->table)
		return false;
	/* A table of its own, without our headings. */
	for (int k = 0; k < r->n; k++)
		strong &= r->cells[k].strong || r->cells[k].text[0] == '\0';
	return between > 0 || strong || r->n < width - 1 || r->n > width;
}

static void
row_add(struct scan *s, int i)
{
	struct table_row *r = &s->t->rows[i];

	for (int k = s->last + 1; k < i; k++) {
		if (!s->t->rows[k].src->prose || table_runs(&s->pages, k))
			continue;
		s->t->rows[k].kind = TABLE_ACTIVITY;
		s->t->rows[k].head = s->head;
		s->t->rows[k].loose = true;
		s->t->rows[k].broken =
		    s->broken || s->t->rows[k].src->after_blank;
		s->broken = false;
	}
	r->kind = TABLE_ACTIVITY;
	r->head = s->head;
	r->broken = s->broken || r->src->after_blank;
	s->broken = false;
	s->last = i;
}

/* Cells may go on in lines below: nobody quoted their line ends. */
static bool
line_ends_tell(const struct scan *s)
{
	return strcmp(s->in->shape, "tsv") == 0;
}

static void
scan_head(struct scan *s, int i)
{
	bool first = s->t->heads_n == 0, lines = line_ends_tell(s);
	int last = lines ? table_head_lines(s->arena, s->t, i) : i;

	head_add(s, i);
	if (last > s->last)
		s->last = last;
	if (lines)
		table_lines_mend(s->arena, s->t, s->head, s->last + 1);
	s->t->rows[i].head = s->head;
	title_before(s, i, first);
}

static void
scan_row(struct scan *s, int i)
{
	struct table_row *r = &s->t->rows[i];
	bool near;
	int k;

	/* Lines of the row before it. */
	if (r->kind == TABLE_PART && s->last == i - 1)
		s->last = i;
	if (r->src->prose || r->kind == TABLE_HEADER || r->kind == TABLE_PART)
		return;
	arena_reset(s->scratch);
	if (is_separator(r->src)) {
		r->kind = TABLE_SEPARATOR;
		s->broken = true;
		return;
	}
	if ((k = head_of(s, r->src)) >= 0) {
		r->kind = TABLE_REPEATED;
		s->head = r->head = k;
		/* A line of prose over it is another part's name. */
		title_before(s, i, false);
		s->last = i;
		s->broken = true;
		return;
	}
	near = s->head >= 0 && !ended(s, i);
	if (s->t->heads_n < TABLE_HEADS_MAX &&
	    column_is_header(s->scratch, r->src, near)) {
		scan_head(s, i);
		return;
	}
	if (!near) {
		s->head = -1;
		return;
	}
	if (table_runs(&s->pages, i)) {
		s->last = i;
		s->broken = true;
		return;
	}
	if (is_numbers(r->src)) {
		r->kind = TABLE_NUMBERS;
		s->last = i;
		return;
	}
	k = line_ends_tell(s) ? table_lines(s->arena, s->t, s->head, i) : i;
	row_add(s, i);
	s->last = k;
}

/* Rows without headings, now that their columns are known. */
static void
scan_guessed(struct scan *s)
{
	for (int i = 0; i < s->t->n; i++) {
		if (s->head < 0 && s->t->rows[i].src->prose)
			continue;
		if (s->head < 0) {
			s->head = 0;
			s->last = i;
		}
		scan_row(s, i);
	}
}

static bool
has_activities(const struct table *t)
{
	for (int i = 0; i < t->n; i++)
		if (t->rows[i].kind == TABLE_ACTIVITY)
			return true;
	return false;
}

/* Rows under headings without a column of activities. */
static void
drop_heads(struct table *t)
{
	const int *at;

	for (int i = 0; i < t->n; i++) {
		if (t->rows[i].kind != TABLE_ACTIVITY &&
		    t->rows[i].kind != TABLE_HEADING)
			continue;
		at = t->heads[t->rows[i].head].at;
		if (at[COLUMN_CONTENT] < 0 && at[COLUMN_ACTIVITY] < 0)
			t->rows[i].kind = TABLE_LEFTOVER;
	}
}

enum rc
table_read(struct arena *a, const struct paste_rows *in,
    const enum column_role *roles, int roles_n, struct table *t)
{
	struct scan s = { .arena = a,
		.in = in,
		.t = t,
		.head = -1,
		.last = -1,
		.scratch = arena_new() };

	s.pages = (struct table_pages){ a, s.scratch, t, NULL };
	memset(t, 0, sizeof(*t));
	t->n = in->n;
	t->placed = strcmp(in->shape, "blocks") == 0;
	t->rows = arena_alloc(a, (size_t)in->n * sizeof(*t->rows));
	for (int i = 0; i < t->n; i++)
		t->rows[i].src = &in->rows[i];
	for (int i = 0; i < t->n; i++)
		scan_row(&s, i);
	if (t->heads_n == 0 && table_guess(a, t))
		scan_guessed(&s);
	else if (t->heads_n == 0 && !table_list(a, t))
		t->refusal = no_table;
	arena_free(s.scratch);
	if (t->refusal == NULL && !has_activities(t))
		t->refusal = no_table;
	for (int i = 0; i < roles_n && t->heads_n > 0; i++)
		if (i < t->heads[0].n)
			t->heads[0].columns[i].role = roles[i];
	for (int i = 0; i < t->heads_n; i++)
		table_head_index(&t->heads[i]);
	for (int i = roles_n > 0; i < t->heads_n && !t->list; i++) {
		table_head_names(a, t, i);
		table_head_numbers(t, i);
	}
	drop_heads(t);
	if (t->refusal == NULL && !has_activities(t))
		t->refusal = t->heads_n > 0 ? no_content : no_table;
	if (t->refusal != NULL)
		return RC_INVALID;
	table_map(a, t);
	table_classify(a, t);
	return RC_OK;
}
