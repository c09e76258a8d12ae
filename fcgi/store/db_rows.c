#include "base/arena.h"
#include "store/db.h"

/* What every row file does with a statement that has its parameters.  Only
 * what db.h promises is used, so every driver has it. */

/* Most lists of a page hold a handful. */
enum { ROWS_FIRST = 8 };

void *
stmt_rows(struct stmt *q, struct arena *a, size_t size, stmt_read *read, int *n,
    enum rc *rc)
{
	size_t used = 0, room = 0; /* bytes */
	char *list = NULL;

	*n = 0;
	while ((*rc = stmt_row(q)) == RC_OK) {
		if (used == room) {
			room = room == 0 ? ROWS_FIRST * size : 2 * room;
			list = arena_grow(a, list, used, room);
		}
		read(q, a, list + used);
		used += size;
		++*n;
	}
	stmt_reset(q);
	if (*rc == RC_NOT_FOUND) {
		*rc = RC_OK;
		return list;
	}
	*n = 0;
	return NULL;
}

enum rc
stmt_one(struct stmt *q, struct arena *a, stmt_read *read, void *row)
{
	enum rc rc = stmt_row(q);

	if (rc == RC_OK)
		read(q, a, row);
	stmt_reset(q);
	return rc;
}

static void
int_read(struct stmt *q, struct arena *a, void *row)
{
	int64_t *value = row;

	(void)a;
	*value = stmt_col_int(q, 0);
}

int64_t *
stmt_ints(struct stmt *q, struct arena *a, int *n, enum rc *rc)
{
	return stmt_rows(q, a, sizeof(int64_t), int_read, n, rc);
}

enum rc
stmt_one_int(struct stmt *q, int64_t *value)
{
	return stmt_one(q, NULL, int_read, value);
}

static void
text_read(struct stmt *q, struct arena *a, void *row)
{
	const char **text = row;

	*text = stmt_col_text(q, 0, a);
}

enum rc
stmt_one_text(struct stmt *q, struct arena *a, const char **text)
{
	return stmt_one(q, a, text_read, text);
}

enum rc
stmt_count(struct stmt *q, int *n)
{
	int64_t value = *n;
	enum rc rc = stmt_one_int(q, &value);

	*n = (int)value;
	return rc;
}

enum rc
stmt_any(struct stmt *q)
{
	enum rc rc = stmt_row(q);

	stmt_reset(q);
	return rc;
}
