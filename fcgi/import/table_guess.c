#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* Rows that are looked at: more say the same. */
enum { TABLE_GUESS_ROWS_MAX = 200 };
/* A term or a name is shorter. */
enum { TABLE_GUESS_BYTES_MAX = 160 };

struct census {
	int filled, dates, people, numbers;
	size_t bytes;
};

static void
count(struct arena *a, struct census *c, const char *text)
{
	const char *folded;

	if (text[0] == '\0')
		return;
	c->filled++;
	c->bytes += strlen(text);
	if (column_looks_number(text)) {
		c->numbers++;
		return;
	}
	if (strlen(text) > TABLE_GUESS_BYTES_MAX)
		return;
	folded = glyph_fold(a, text);
	if (column_looks_date(folded))
		c->dates++;
	else if (column_looks_person(text, folded))
		c->people++;
}

/* The free column with the highest share of what is counted; -1: below a
 * third of its cells. */
static int
best(const struct census *c, const struct column *columns, int n, size_t offset)
{
	int at = -1, points = 0, v;

	for (int i = 0; i < n; i++) {
		memcpy(&v, (const char *)&c[i] + offset, sizeof(v));
		if (columns[i].role != COLUMN_EXTRA || v * 3 < c[i].filled ||
		    v <= points)
			continue;
		points = v;
		at = i;
	}
	return at;
}

static int
longest(const struct census *c, const struct column *columns, int n)
{
	int at = -1;

	for (int i = 0; i < n; i++)
		if (columns[i].role == COLUMN_EXTRA && c[i].filled > 0 &&
		    (at < 0 || c[i].bytes > c[at].bytes))
			at = i;
	return at;
}

static void
give(struct column *columns, int at, enum column_role role)
{
	if (at >= 0)
		columns[at].role = role;
}

bool
table_guess(struct arena *a, struct table *t)
{
	struct census c[PASTE_COLUMNS_MAX] = { 0 };
	struct table_head *h = &t->heads[0];
	int n = 0, rows = 0;

	for (int i = 0; i < t->n && rows < TABLE_GUESS_ROWS_MAX; i++) {
		const struct paste_row *r = t->rows[i].src;

		if (r->prose)
			continue;
		rows++;
		for (int k = 0; k < r->n; k++)
			count(a, &c[k], r->cells[k].text);
		if (r->n > n)
			n = r->n;
	}
	while (n > 0 && c[n - 1].filled == 0)
		n--;
	if (rows < 2 || n < 2)
		return false;
	*h = (struct table_head){ .n = n, .guessed = true };
	h->columns = arena_alloc(a, (size_t)n * sizeof(*h->columns));
	for (int i = 0; i < n; i++)
		h->columns[i].heading = arena_printf(a, "Столбец %d", i + 1);
	give(h->columns,
	    best(c, h->columns, n, offsetof(struct census, numbers)),
	    COLUMN_NUMBER);
	give(h->columns, best(c, h->columns, n, offsetof(struct census, dates)),
	    COLUMN_DEADLINE);
	give(h->columns,
	    best(c, h->columns, n, offsetof(struct census, people)),
	    COLUMN_RESPONSIBLE);
	give(h->columns, longest(c, h->columns, n), COLUMN_CONTENT);
	table_head_index(h);
	/* Terms or people make a plan of a table of words. */
	if (h->at[COLUMN_CONTENT] < 0 ||
	    (h->at[COLUMN_DEADLINE] < 0 && h->at[COLUMN_RESPONSIBLE] < 0))
		return false;
	t->heads_n = 1;
	return true;
}
