#include "reader/pdf_rows.h"

#include <stdlib.h>

/* Of the height of a line in hundredths: words nearer are of one line; gaps
 * wider part the cells of a row; no two lines of a cell are nearer. */
enum { LINE_SHARE = 40, CELL_SHARE = 30, LEAST_SHARE = 80 };
/* Of the distance of two lines in hundredths: a row begins farther below;
 * the lines of one cell are nearer; a cell in the middle is so by less. */
enum {
	SAME_SHARE = 103,
	ROW_SHARE = 112,
	CELL_LINES_SHARE = 130,
	MIDDLE_SHARE = 30
};
/* Words that are looked at for the one below; a page has 3,000. */
enum { BELOW_WORDS_MAX = 300 };
/* Cells that stand as those of rows do, to say that these are rows. */
enum { ROW_CELLS_MIN = 1 };

static int
by_number(const void *x, const void *y)
{
	const double *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

int
pdf_rows_by_top(const void *x, const void *y)
{
	const struct pdf_word *a = x, *b = y;

	return a->top < b->top ? -1 : a->top > b->top;
}

int
pdf_rows_by_left(const void *x, const void *y)
{
	const struct pdf_word *a = x, *b = y;

	return a->left < b->left ? -1 : a->left > b->left;
}

/* How far the word under this one stands; 0: there is none. */
static double
below(const struct pdf_word *w, int i, int n)
{
	int last = n - i > BELOW_WORDS_MAX ? i + BELOW_WORDS_MAX : n;

	for (int k = i + 1; k < last; k++)
		if (w[k].top - w[i].top > w[i].height * LINE_SHARE / 100 &&
		    w[k].left < w[i].left + w[i].width &&
		    w[i].left < w[k].left + w[k].width)
			return w[k].top - w[i].top;
	return 0;
}

/* From line to line within a cell: the least distance that is no chance. */
static double
line_distance(const struct pdf_word *w, int n)
{
	double *far = calloc((size_t)n, sizeof(*far)), d, found = 0;
	int k = 0;

	if (far == NULL)
		return 0;
	for (int i = 0; i < n; i++)
		if ((d = below(w, i, n)) > w[i].height * LEAST_SHARE / 100)
			far[k++] = d;
	qsort(far, (size_t)k, sizeof(*far), by_number);
	for (int i = 0; i + 1 < k && found == 0; i++)
		if (far[i + 1] < far[i] * SAME_SHARE / 100)
			found = far[i];
	free(far);
	return found;
}

/* Where the cells of a page's rows stand. */
struct census {
	int raised; /* in the middle, and moved to the top */
	int top;    /* at the top, beside a longer one */
	int other;
};

/* The n words of a cell, whose row has its first and its last line there. */
static void
take_cell(struct pdf_word *w, int n, double top, double bottom, double line,
    struct census *c)
{
	double near = line * MIDDLE_SHARE / 100, above, below;

	qsort(w, (size_t)n, sizeof(*w), pdf_rows_by_top);
	above = w[0].top - top;
	below = bottom - w[n - 1].top;
	if (above < near) {
		c->top += below >= near;
		return;
	}
	for (int i = 1; i < n; i++)
		if (w[i].top - w[i - 1].top > line * CELL_LINES_SHARE / 100)
			below = 0;
	if (above - below > near || below - above > near) {
		c->other++;
		return;
	}
	for (int i = 0; i < n; i++)
		w[i].top -= above;
	c->raised++;
}

/* The cells of a row are what no line of it joins. */
static void
take_row(struct pdf_word *w, int n, double line, struct census *c)
{
	double top = w[0].top, bottom = w[n - 1].top, right;
	int from = 0;

	if (bottom - top < line * MIDDLE_SHARE / 100)
		return;
	qsort(w, (size_t)n, sizeof(*w), pdf_rows_by_left);
	right = w[0].left + w[0].width;
	for (int i = 1; i <= n; i++) {
		if (i < n &&
		    w[i].left < right + w[i].height * CELL_SHARE / 100) {
			if (w[i].left + w[i].width > right)
				right = w[i].left + w[i].width;
			continue;
		}
		take_cell(&w[from], i - from, top, bottom, line, c);
		from = i;
		if (i < n)
			right = w[i].left + w[i].width;
	}
}

double
pdf_rows_align(struct pdf_word *w, int n)
{
	double line = line_distance(w, n), row = line * ROW_SHARE / 100;
	struct census c = { 0 };
	int from = 0;

	for (int i = 1; i <= n && line > 0; i++) {
		if (i < n && w[i].top - w[i - 1].top <= row)
			continue;
		take_row(&w[from], i - from, line, &c);
		from = i;
	}
	qsort(w, (size_t)n, sizeof(*w), pdf_rows_by_top);
	return c.raised + c.top > ROW_CELLS_MIN + 4 * c.other ? row : 0;
}
