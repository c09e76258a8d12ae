#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/import_inner.h"
#include "import/label.h"

/* «Утверждаю», the post, the name, then the date. */
enum { IMPORT_STAMP_LINES = 10 };
/* Long lines are prose of another document, no title. */
enum { IMPORT_TITLE_BYTES_MAX = 1000 };
/* Pages of prose before a table: its title stands near it. */
enum { IMPORT_TITLE_LINES = 40 };

/* The row where the roadmap begins. */
static int
first_row(const struct table *t)
{
	for (int i = 0; i < t->n; i++)
		if (t->rows[i].kind == TABLE_HEADER ||
		    t->rows[i].kind == TABLE_HEADING ||
		    t->rows[i].kind == TABLE_ACTIVITY)
			return i;
	return 0;
}

static void
find_period(struct arena *a, struct import *im, int end)
{
	const struct table_row *rows = im->table->rows;
	struct label l;
	const char *text;

	for (int i = end - 1; i >= 0 && i >= end - IMPORT_TITLE_LINES; i--) {
		if (!rows[i].src->prose)
			continue;
		text = rows[i].src->cells[0].text;
		if (strlen(text) > IMPORT_TITLE_BYTES_MAX ||
		    label_next(glyph_fold(a, text), &l) == NULL)
			continue;
		im->period_found = (struct deadline_period){
			.school = l.school,
			.from = l.from,
			.to = l.to,
		};
		return;
	}
}

/* The last stamp before the table: the document may hold others' too. */
static void
find_approval(struct arena *a, struct import *im, int end)
{
	const struct table_row *rows = im->table->rows;
	int since = IMPORT_STAMP_LINES, day;
	const char *text;

	for (int i = 0; i < end; i++, since++) {
		if (!rows[i].src->prose)
			continue;
		text = rows[i].src->cells[0].text;
		if (strlen(text) > IMPORT_TITLE_BYTES_MAX)
			continue;
		if (glyph_find(glyph_fold(a, text), "утвержд") != NULL)
			since = 0;
		if (since < IMPORT_STAMP_LINES &&
		    (day = label_day(text)) != DAY_NONE) {
			im->approved_found = day;
			since = IMPORT_STAMP_LINES;
		}
	}
}

void
import_look_around(struct arena *a, struct import *im)
{
	int end = first_row(im->table);

	find_period(a, im, end);
	find_approval(a, im, end);
}
