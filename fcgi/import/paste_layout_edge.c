#include <string.h>

#include "import/paste_layout_inner.h"

/* A place where so many lines or a fifth of all begin a piece is an edge. */
enum { LAYOUT_EDGE_MIN = 2, LAYOUT_EDGE_SHARE = 5 };
/* One of so many lines may reach over the edge of a column. */
enum { LAYOUT_CROSSED_SHARE = 12, LAYOUT_PARTED_LINES_MIN = 4 };
/* A line of narrow letters before it moves a cell by so many places. */
enum { LAYOUT_DRIFT = 3 };
/* Of ten pieces, to say that they stand below each other. */
enum { LAYOUT_ALIGNED = 6 };

static bool
is_aligned(const struct layout_rows *r)
{
	int edges[LAYOUT_WIDTH_MAX] = { 0 }, lines = 0, pieces = 0, good = 0, n;
	struct paste_piece p[PASTE_COLUMNS_MAX];

	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		lines += n > 1;
		for (int k = 0; k < n; k++)
			if (n > 1)
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
take_profile(struct layout_rows *r, int *ink)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n;

	memset(ink, 0, LAYOUT_WIDTH_MAX * sizeof(*ink));
	r->left = r->head[0].from;
	r->right = r->head[r->l->columns_n - 1].to;
	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		if (n > 1 && p[0].from < r->left)
			r->left = p[0].from;
		if (n > 1 && p[n - 1].to > r->right)
			r->right = p[n - 1].to;
		/* A number and a section's name, which covers all. */
		for (int k = 0; n > 1 + (r->number == 0) && k < n; k++)
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

/* Cells in the middles of their columns begin anywhere; but nothing stands
 * where two columns meet. */
static bool
is_parted(const struct layout_rows *r, const int *ink)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int lines = 0;

	for (int i = r->from; i < r->to; i++)
		lines += paste_layout_cut(r->l->lines[i], p) > 1;
	for (int k = 1; k < r->l->columns_n; k++)
		if (ink[r->bound[k] - 1] * LAYOUT_CROSSED_SHARE > lines)
			return false;
	return lines >= LAYOUT_PARTED_LINES_MIN;
}

/* Where pieces of lines begin. */
static void
take_starts(const struct layout_rows *r, int *starts)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n;

	memset(starts, 0, LAYOUT_WIDTH_MAX * sizeof(*starts));
	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		for (int k = 1; k < n; k++)
			starts[p[k].from]++;
	}
}

/* Most pieces between the middles of two headings begin where the second one
 * does, or a little behind: cells at the left of their column.  0: no. */
static int
left_bound(const int *starts, int head, int a, int b)
{
	int near = 0, all = 0;

	for (int x = a; x <= b; x++) {
		all += starts[x];
		if (x >= head - 1 && x <= head + LAYOUT_DRIFT)
			near += starts[x];
	}
	if (near < LAYOUT_EDGE_MIN + 1 || near * 3 < all * 2 || head < 1)
		return 0;
	return starts[head - 1] > 0 ? head - 1 : head;
}

static bool
is_page(const struct layout_rows *r)
{
	struct paste_piece p[PASTE_COLUMNS_MAX];
	int n;

	for (int i = r->from; i < r->to; i++) {
		n = paste_layout_cut(r->l->lines[i], p);
		if (n > 0 && p[n - 1].to >= LAYOUT_WIDTH_MAX)
			return false;
	}
	return true;
}

bool
paste_layout_edges(struct layout_rows *r)
{
	int ink[LAYOUT_WIDTH_MAX], starts[LAYOUT_WIDTH_MAX], a, b;
	bool aligned;

	if (!is_page(r))
		return false;
	aligned = is_aligned(r);
	take_profile(r, ink);
	take_starts(r, starts);
	r->bound[0] = 0;
	for (int k = 1; k < r->l->columns_n; k++) {
		a = (r->head[k - 1].from + r->head[k - 1].to) / 2;
		b = (r->head[k].from + r->head[k].to) / 2;
		if (b >= LAYOUT_WIDTH_MAX)
			return false;
		r->bound[k] =
		    aligned ? left_bound(starts, r->head[k].from, a, b) : 0;
		if (r->bound[k] == 0)
			r->bound[k] = find_bound(ink, a, b);
	}
	r->bound[r->l->columns_n] = LAYOUT_WIDTH_MAX;
	return aligned || is_parted(r, ink);
}

int
paste_layout_edge_at(const struct layout_rows *r, int x)
{
	int k = r->l->columns_n - 1;

	while (k > 0 && r->bound[k] > x)
		k--;
	return k;
}
