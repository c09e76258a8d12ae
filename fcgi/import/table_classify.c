#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* A heading in prose or in a table; longer is a text. */
enum { TABLE_HEADING_BYTES_MAX = 400 };
/* Of ten rows, to say "most". */
enum { TABLE_MOST = 7 };
/* Depths of numbers that depths has bits for. */
enum { TABLE_DEPTH_MAX = 8 };

/* A row by its roles. */
struct look {
	const char *number, *stage, *main, *content;
	int others;	/* filled cells besides these */
	int covered;	/* cells that a merged cell covers */
	bool main_over; /* the name is a merged cell from above */
	bool complete;	/* has its term and its people */
	bool full;	/* has more than a number and words */
};

static void
look_at(const struct table *t, const struct table_row *r, struct look *k)
{
	const struct table_head *h = &t->heads[r->head];
	enum column_role name = table_main(t, r->head);
	int main_at = h->at[name];

	memset(k, 0, sizeof(*k));
	k->number = table_text(t, r, COLUMN_NUMBER);
	k->stage = table_text(t, r, COLUMN_STAGE);
	k->main = table_text(t, r, name);
	k->content =
	    name == COLUMN_ACTIVITY ? table_text(t, r, COLUMN_CONTENT) : "";
	k->main_over = r->over[main_at] != NULL && r->over[main_at][0] != '\0';
	for (int i = 0; i < h->n; i++) {
		enum column_role role = h->columns[i].role;

		k->covered +=
		    r->over[i] != NULL && r->over[i][0] != '\0' &&
		    (role == COLUMN_DEADLINE || role == COLUMN_RESPONSIBLE);
		if (role == COLUMN_NUMBER || role == COLUMN_STAGE ||
		    role == COLUMN_ACTIVITY || role == COLUMN_CONTENT)
			continue;
		k->others += r->cells[i][0] != '\0';
	}
	k->complete = table_text(t, r, COLUMN_DEADLINE)[0] != '\0' &&
		      table_text(t, r, COLUMN_RESPONSIBLE)[0] != '\0';
	k->full = k->others > 0 || k->covered > 0 || k->content[0] != '\0';
}

/* The number of a row in its column or at the beginning of its words. */
static size_t
number_of(const struct look *k, int *depth)
{
	size_t n;

	if (k->number[0] == '\0')
		return glyph_number(k->main, depth);
	n = glyph_number(k->number, depth);
	if (n == 0 && column_looks_number(k->number)) {
		*depth = 1;
		return strlen(k->number);
	}
	return n;
}

static bool
mapped(const struct table_row *r)
{
	return r->cells != NULL;
}

static bool
opens_like_tail(const char *s)
{
	uint32_t c = glyph_at(s);

	return glyph_lower(c) || glyph_dash(c) || glyph_bullet(c) || c == ')' ||
	       c == ',' || c == ';';
}

struct census {
	int all, full, numbered, spaced, tails;
};

static void
weigh(struct table_head *h, const struct census *c)
{
	/* Names alone, many times more than rows with anything: the columns
	 * were left empty, and not everything is a section. */
	h->bare = c->all - c->full > 2 * c->full;
	h->numbered = c->full > 0 && c->numbered * 10 >= c->full * TABLE_MOST;
	h->spaced = c->spaced * 10 >= c->all * TABLE_MOST;
	h->capital = c->tails * 5 <= c->full;
}

/* How the rows under each head are written. */
static void
take_census(struct table *t)
{
	struct census count[TABLE_HEADS_MAX] = { 0 };
	struct look k;
	int depth;

	for (int i = 0; i < t->n; i++) {
		const struct table_row *r = &t->rows[i];

		if (!mapped(r) || r->loose)
			continue;
		struct census *c = &count[r->head];

		look_at(t, r, &k);
		c->all++;
		c->spaced += r->src->after_blank;
		if (!k.full || k.main[0] == '\0')
			continue;
		c->full++;
		c->tails += opens_like_tail(k.main);
		if (number_of(&k, &depth) == 0)
			continue;
		c->numbered += k.number[0] != '\0';
		if (depth < TABLE_DEPTH_MAX)
			t->heads[r->head].depths |= BIT(depth);
	}
	for (int i = 0; i < t->heads_n; i++)
		weigh(&t->heads[i], &count[i]);
}

/* Requirement 4 and 5: tested before headings. */
static bool
continues(const struct table_head *h, const struct table_row *r,
    const struct look *k, const char *before)
{
	bool tail = opens_like_tail(k->main);
	uint32_t end = glyph_before(before, before + strlen(before));

	if (k->number[0] != '\0' || k->stage[0] != '\0')
		return false;
	if (k->main[0] == '\0')
		return true;
	if (!tail)
		return false;
	if (h->numbered)
		return true;
	if (r->broken && !(h->spaced && k->complete))
		return true;
	if (h->capital && !k->complete)
		return true;
	return k->others == 0 || glyph_dash(end) || end == ',' || end == ';' ||
	       end == ':';
}

/* "1" over "1.1": the row after i has a deeper number. */
static bool
deeper_next(const struct table *t, int i, int depth)
{
	struct look k;
	int next;

	for (i++; i < t->n; i++) {
		if (!mapped(&t->rows[i]))
			continue;
		look_at(t, &t->rows[i], &k);
		return number_of(&k, &next) > 0 && next > depth;
	}
	return false;
}

/* All other columns are empty: a section's name, or an activity without
 * anything? */
static bool
is_heading(const struct table *t, int i, const struct look *k)
{
	const struct table_row *r = &t->rows[i];
	const struct table_head *h = &t->heads[r->head];
	const char *name = k->main[0] != '\0' ? k->main : k->stage;
	uint32_t end = glyph_before(name, name + strlen(name));
	int depth = 0;
	size_t number;

	if (k->full || k->main_over)
		return false;
	/* A stage with its first activity, which has nothing yet. */
	if (k->stage[0] != '\0' && k->main[0] != '\0')
		return false;
	if (name[0] == '\0') /* its words stand in the column of numbers */
		return k->number[0] != '\0' && !column_looks_number(k->number);
	if (strlen(name) > TABLE_HEADING_BYTES_MAX || end == ';')
		return false;
	if (r->strong)
		return true;
	number = number_of(k, &depth);
	if (number > 0 && depth == 0) /* Roman */
		return true;
	/* Rows have their numbers in a column: this is a part's. */
	if (number > 0 && k->number[0] == '\0' && h->numbered)
		return true;
	if (h->bare)
		return number > 0 && deeper_next(t, i, depth);
	if (number > 0 && (h->depths & BIT(depth)) != 0)
		return deeper_next(t, i, depth) &&
		       (h->depths & ~BIT(depth)) != 0;
	return !opens_like_tail(name);
}

/* A stage and nothing else in this row is a section of its own. */
static enum table_kind
kind_of(const struct table *t, int i, const struct look *k, const char *before)
{
	const struct table_row *r = &t->rows[i];

	if (before != NULL && continues(&t->heads[r->head], r, k, before))
		return TABLE_CONTINUED;
	if (k->main_over && k->main[0] == '\0')
		return before != NULL ? TABLE_CONTINUED : TABLE_ACTIVITY;
	if (is_heading(t, i, k))
		return TABLE_HEADING;
	if (k->main[0] != '\0' || k->content[0] != '\0')
		return TABLE_ACTIVITY;
	/* A number with a term, a stage with a term: a name is missing, but
	 * somebody meant a row. */
	if (k->full && (k->number[0] != '\0' || k->stage[0] != '\0'))
		return TABLE_ACTIVITY;
	return TABLE_LEFTOVER;
}

static bool
is_roman(const struct table *t, const struct table_row *r)
{
	struct look k;
	const char *name;
	int depth;

	look_at(t, r, &k);
	name = k.number[0] != '\0' ? k.number
	       : k.main[0] != '\0' ? k.main
				   : k.stage;
	return glyph_number(name, &depth) > 0 && depth == 0;
}

/* Nothing but a line to sign on.  What could go on with the last row's
 * people is none, unless it stands in the first column. */
static bool
is_signature(struct arena *scratch, const struct table_row *r)
{
	const char *text = "";
	int filled = 0, at = 0;

	for (int i = r->src->n - 1; i >= 0; i--)
		if (r->src->cells[i].text[0] != '\0') {
			filled++;
			at = i;
			text = r->src->cells[i].text;
		}
	return filled == 1 && (column_looks_signature(scratch, text) ||
				  (column_has_initials(text) &&
				      (r->kind == TABLE_HEADING || at == 0)));
}

static bool
is_below(const struct table_row *r)
{
	return r->kind == TABLE_HEADING || r->kind == TABLE_CONTINUED;
}

/* Sheets have the signatures below the table in its first column. */
static void
drop_signatures(struct table *t)
{
	struct arena *scratch = arena_new();
	int end = t->n, from;

	while (end > 0 && t->rows[end - 1].kind != TABLE_ACTIVITY)
		end--;
	for (from = end; from < t->n; from++)
		if (is_below(&t->rows[from]) &&
		    is_signature(scratch, &t->rows[from]))
			break;
	for (; from < t->n; from++)
		if (is_below(&t->rows[from]))
			t->rows[from].kind = TABLE_LEFTOVER;
	arena_free(scratch);
}

void
table_classify(struct arena *a, struct table *t)
{
	const char *before = NULL;
	struct look k;

	(void)a;
	take_census(t);
	for (int i = 0; i < t->n; i++) {
		struct table_row *r = &t->rows[i];

		if (!mapped(r))
			continue;
		look_at(t, r, &k);
		/* A list was told apart when it was found. */
		if (r->kind == TABLE_ACTIVITY && !t->list)
			r->kind = kind_of(t, i, &k, before);
		if (r->kind == TABLE_HEADING) {
			r->roman = is_roman(t, r);
			/* A tail may still come: to the last activity. */
		} else if (k.main[0] != '\0') {
			before = k.main;
		} else if (r->kind == TABLE_ACTIVITY) {
			before = "";
		}
	}
	if (!t->list)
		drop_signatures(t);
}
