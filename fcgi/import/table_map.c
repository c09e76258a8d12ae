#include <string.h>

#include "base/arena.h"
#include "import/table_inner.h"

/* Columns that a page break drops, the likeliest first: what is least missed
 * when it is empty. */
static const enum column_role dropped_first[] = { COLUMN_KPI, COLUMN_EXTRA,
	COLUMN_DOCUMENT, COLUMN_RESULT, COLUMN_RESPONSIBLE, COLUMN_NUMBER,
	COLUMN_STAGE, COLUMN_DEADLINE };
/* Rows of a run that are weighed: more say the same. */
enum { TABLE_WEIGHED_MAX = 200 };
/* Narrower tables lose half of themselves with a column. */
enum { TABLE_NARROW_MIN = 3 };

static bool
mapped(const struct table_row *r)
{
	return r->kind == TABLE_ACTIVITY || r->kind == TABLE_HEADING ||
	       r->kind == TABLE_CONTINUED;
}

/* The cells of a row without the empty ones that the headings have, too. */
static int
width_of(const struct table_head *h, const struct paste_row *r)
{
	int n = r->n;

	for (int k = 0; k < h->blank_end && n > 1; k++, n--)
		if (r->cells[n - 1].text[0] != '\0')
			return r->n;
	return n;
}

/* Cells that stand right of all headings get columns of their own. */
static void
widen(struct arena *a, struct table *t)
{
	struct table_head *h;
	int old;

	for (int i = 0; i < t->n; i++) {
		const struct paste_row *r = t->rows[i].src;
		int n = r->n;

		if (!mapped(&t->rows[i]) || t->rows[i].loose)
			continue;
		h = &t->heads[t->rows[i].head];
		while (n > h->n && r->cells[n - 1].text[0] == '\0')
			n--;
		if (n <= h->n)
			continue;
		old = h->n;
		h->columns =
		    arena_grow(a, h->columns, (size_t)old * sizeof(*h->columns),
			(size_t)n * sizeof(*h->columns));
		h->n = n;
		for (int k = old; k < n; k++)
			h->columns[k] = (struct column){
				.heading = arena_printf(a, "Столбец %d", k + 1),
				.role = COLUMN_EXTRA,
			};
	}
}

/* How well the rows from..to fit their headings without column d. */
static int
weigh(struct arena *scratch, const struct table *t, int from, int to, int d)
{
	const struct table_head *h = &t->heads[t->rows[from].head];
	int points = 0, rows = 0;

	for (int i = from; i <= to && rows < TABLE_WEIGHED_MAX; i++) {
		const struct paste_row *r = t->rows[i].src;

		if (!mapped(&t->rows[i]) || t->rows[i].loose ||
		    width_of(h, r) != h->n - 1)
			continue;
		rows++;
		arena_reset(scratch);
		for (int k = 0; k < h->n - 1; k++)
			points += column_fit(scratch,
			    h->columns[k + (k >= d)].role, r->cells[k].text);
	}
	return points;
}

static int
choose(struct arena *scratch, struct table *t, int from, int to)
{
	const struct table_head *h = &t->heads[t->rows[from].head];
	int best = -1, points = 0, p;
	bool doubtful = false;

	for (size_t k = 0; k < LEN(dropped_first); k++)
		for (int d = h->n - 1; d >= 0; d--) {
			if (h->columns[d].role != dropped_first[k])
				continue;
			p = weigh(scratch, t, from, to, d);
			if (best < 0 || p > points) {
				best = d;
				points = p;
				doubtful = false;
			} else if (p == points) {
				doubtful = true;
			}
		}
	if (best < 0)
		return h->n - 1;
	if (t->gaps_n < TABLE_GAPS_MAX)
		t->gaps[t->gaps_n++] = (struct table_gap){
			t->rows[from].src->line,
			t->rows[to].src->line,
			t->rows[from].head,
			best,
			doubtful,
		};
	return best;
}

static void
put_cells(struct arena *a, struct table *t, struct table_row *r, int gap)
{
	const struct table_head *h = &t->heads[r->head];
	int main_at = h->at[table_main(t, r->head)], to;
	size_t size = (size_t)h->n * sizeof(*r->cells);

	r->cells = arena_alloc(a, size);
	r->over = arena_alloc(a, size);
	for (int k = 0; k < h->n; k++)
		r->cells[k] = "";
	r->strong = true;
	for (int k = 0; k < r->src->n; k++) {
		const struct paste_cell *c = &r->src->cells[k];

		to = r->loose ? main_at : k + (gap >= 0 && k >= gap);
		if (to >= h->n)
			break;
		r->cells[to] = c->text;
		r->over[to] = c->over;
		if (c->text[0] != '\0')
			r->strong &=
			    c->strong || h->columns[to].role == COLUMN_NUMBER;
	}
}

/* The last row of the run of narrow rows that begins at i; -1: none. */
static int
run_end(const struct table *t, int i)
{
	const struct table_head *h = &t->heads[t->rows[i].head];
	int end = i;

	if (t->placed || h->n - 1 < TABLE_NARROW_MIN ||
	    width_of(h, t->rows[i].src) != h->n - 1)
		return -1;
	for (int k = i + 1; k < t->n; k++) {
		if (t->rows[k].kind == TABLE_SEPARATOR)
			continue;
		if (!mapped(&t->rows[k]) || t->rows[k].head != t->rows[i].head)
			break;
		if (t->rows[k].loose)
			continue;
		if (width_of(h, t->rows[k].src) >= h->n)
			break;
		end = k;
	}
	return end;
}

void
table_map(struct arena *a, struct table *t)
{
	struct arena *scratch = arena_new();
	int end = -1, gap = -1;

	widen(a, t);
	for (int i = 0; i < t->n; i++) {
		struct table_row *r = &t->rows[i];

		if (!mapped(r))
			continue;
		if (i > end) {
			gap = -1;
			end = r->loose ? -1 : run_end(t, i);
			if (end >= 0)
				gap = choose(scratch, t, i, end);
		}
		put_cells(a, t, r, gap);
	}
	arena_free(scratch);
}
