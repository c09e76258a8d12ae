#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* "начало", "окончание" under «Сроки». */
enum { TABLE_SUBHEADING_BYTES_MAX = 80 };

void
table_head_index(struct table_head *h)
{
	for (int i = 0; i < COLUMN_ROLES; i++)
		h->at[i] = -1;
	for (int i = h->n - 1; i >= 0; i--)
		h->at[h->columns[i].role] = i;
	/* A person may have said what the other one is for. */
	h->shared = -1;
	for (int i = 0; i < h->n; i++)
		if (h->columns[i].shared &&
		    (h->columns[i].role == COLUMN_DEADLINE
			    ? h->at[COLUMN_RESPONSIBLE] < 0
			    : h->columns[i].role == COLUMN_RESPONSIBLE &&
				  h->at[COLUMN_DEADLINE] < 0))
			h->shared = i;
}

/* A merged heading that was written again in every column. */
static bool
spread(const struct paste_row *top, int i, int k)
{
	return i >= 0 && k < top->n &&
	       strcmp(top->cells[i].text, top->cells[k].text) == 0;
}

/* The heading over column i spans others, in HTML or as sheets copy it: with
 * empty cells behind. */
static bool
is_spanned(const struct paste_row *top, int i)
{
	if (i >= top->n || top->cells[i].text[0] == '\0' ||
	    top->cells[i].span != 1)
		return true;
	if (i + 1 < top->n && top->cells[i + 1].text[0] == '\0' &&
	    top->cells[i + 1].over == NULL)
		return true;
	return spread(top, i, i + 1) || spread(top, i - 1, i);
}

static bool
is_name(const struct table_head *h, int i)
{
	return i == h->at[COLUMN_CONTENT] || i == h->at[COLUMN_ACTIVITY];
}

/* "название", "форма" under «Мероприятие»: a section's name stands alone. */
static bool
are_two(const struct table_head *h, const struct paste_row *r, int i)
{
	return i + 1 < r->n && r->cells[i + 1].text[0] != '\0' &&
	       strcmp(r->cells[i].text, r->cells[i + 1].text) != 0 &&
	       is_spanned(h->rows[0], i + 1) &&
	       (i + 1 >= h->rows[0]->n ||
		   h->rows[0]->cells[i + 1].text[0] == '\0' ||
		   spread(h->rows[0], i, i + 1));
}

/* "начало" and "окончание" under «Сроки». */
bool
table_head_goes_on(const struct table_head *h, const struct paste_row *r)
{
	int filled = 0;
	const char *s;

	if (r->prose || r->n > h->n)
		return false;
	for (int i = 0; i < r->n; i++) {
		s = r->cells[i].text;
		if (s[0] == '\0' ||
		    (i < h->rows[0]->n &&
			strcmp(s, h->rows[0]->cells[i].text) == 0))
			continue;
		filled++;
		if (strlen(s) > TABLE_SUBHEADING_BYTES_MAX ||
		    s[strcspn(s, "0123456789")] != '\0' ||
		    i == h->at[COLUMN_NUMBER] || !is_spanned(h->rows[0], i) ||
		    (is_name(h, i) && !are_two(h, r, i)))
			return false;
	}
	return filled > 0;
}

/* Under a heading that spans columns each of them bears its words. */
static const char *
spanning(const struct paste_row *r, int i)
{
	if (i >= r->n)
		return "";
	if (r->cells[i].over != NULL)
		return r->cells[i].over;
	while (i > 0 && r->cells[i].span == 0)
		i--;
	return r->cells[i].text;
}

void
table_head_columns(struct arena *a, struct table_head *h)
{
	const struct paste_row *top = h->rows[0], *sub = h->rows[1];
	const char *x, *y;
	int n = top->n;

	if (sub != NULL && sub->n > n)
		n = sub->n;
	/* Empty cells at the right of a sheet are no columns. */
	while (n > 1 && spanning(top, n - 1)[0] == '\0' &&
	       (sub == NULL || spanning(sub, n - 1)[0] == '\0'))
		n--;
	h->blank_end = (sub != NULL && sub->n > top->n ? sub->n : top->n) - n;
	h->n = n;
	h->columns = arena_alloc(a, (size_t)n * sizeof(*h->columns));
	for (int i = 0; i < n; i++) {
		x = spanning(top, i);
		y = sub == NULL ? "" : spanning(sub, i);
		h->columns[i].heading = x[0] == '\0' ? y
					: y[0] == '\0' || strcmp(x, y) == 0
					    ? x
					    : arena_printf(a, "%s %s", x, y);
	}
	column_assign(a, h->columns, n);
	table_head_index(h);
}

/* The column with most words among those whose heading says nothing. */
void
table_head_names(struct arena *a, struct table *t, int head)
{
	struct table_head *h = &t->heads[head];
	size_t bytes[PASTE_COLUMNS_MAX] = { 0 };
	int best = -1;
	bool known;

	if (h->at[COLUMN_CONTENT] >= 0 || h->at[COLUMN_ACTIVITY] >= 0)
		return;
	for (int i = 0; i < t->n; i++) {
		const struct paste_row *r = t->rows[i].src;

		for (int k = 0; t->rows[i].kind == TABLE_ACTIVITY &&
				t->rows[i].head == head && k < r->n && k < h->n;
		     k++)
			bytes[k] += strlen(r->cells[k].text);
	}
	for (int k = 0; k < h->n && k < PASTE_COLUMNS_MAX; k++) {
		if (h->columns[k].role != COLUMN_EXTRA ||
		    h->columns[k].month > 0)
			continue;
		column_role(a, h->columns[k].heading, &known);
		if (!known && bytes[k] > 0 &&
		    (best < 0 || bytes[k] > bytes[best]))
			best = k;
	}
	if (best >= 0)
		h->columns[best].role = COLUMN_CONTENT;
	table_head_index(h);
}

void
table_head_numbers(struct table *t, int head)
{
	struct table_head *h = &t->heads[head];
	int numbers = 0, others = 0;
	const char *text;

	if (h->guessed || h->at[COLUMN_NUMBER] >= 0 ||
	    h->columns[0].role != COLUMN_EXTRA ||
	    (h->rows[0] != NULL && h->rows[0]->cells[0].text[0] != '\0'))
		return;
	for (int i = 0; i < t->n; i++) {
		const struct table_row *r = &t->rows[i];

		if (r->kind != TABLE_ACTIVITY || r->head != head || r->loose)
			continue;
		text = r->src->cells[0].text;
		numbers += column_looks_number(text);
		others += text[0] != '\0' && !column_looks_number(text);
	}
	if (numbers > 4 * others)
		h->columns[0].role = COLUMN_NUMBER;
	table_head_index(h);
}
