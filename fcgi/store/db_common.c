#include <stdarg.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/log.h"
#include "store/db.h"

/* The part of db.h that uses nothing but the rest of it: every driver has it
 * for nothing. */

/* Most lists of a page hold a handful. */
enum { ROWS_FIRST = 8 };

enum rc
store_end(struct store *st, enum rc rc)
{
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}

void
stmt_int_or_null(struct stmt *q, int n, int64_t value)
{
	if (value == 0)
		stmt_null(q, n);
	else
		stmt_int(q, n, value);
}

void
stmt_day(struct stmt *q, int n, int day)
{
	if (day == DAY_NONE)
		stmt_null(q, n);
	else
		stmt_int(q, n, day);
}

int
stmt_col_day(struct stmt *q, int col)
{
	return stmt_col_null(q, col) ? DAY_NONE : (int)stmt_col_int(q, col);
}

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
	int64_t value;
	enum rc rc = stmt_one_int(q, &value);

	if (rc == RC_OK)
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

static enum rc
or_none(enum rc rc, int changed, enum rc none)
{
	return rc == RC_OK && changed == 0 ? none : rc;
}

enum rc
stmt_change(struct stmt *q, enum rc none)
{
	int changed;
	enum rc rc = stmt_done(q, &changed);

	return or_none(rc, changed, none);
}

static enum rc
exec_with(struct store *st, const char *text, int *changed, const char *fmt,
    va_list ap)
{
	struct stmt *q = store_stmt(st, text);

	for (int n = 1; *fmt != '\0'; fmt++, n++) {
		switch (*fmt) {
		case 'i':
			stmt_int(q, n, va_arg(ap, int64_t));
			break;
		case 'z':
			stmt_int_or_null(q, n, va_arg(ap, int64_t));
			break;
		case 't':
			stmt_text(q, n, va_arg(ap, const char *));
			break;
		default:
			log_error("store: letter %c in: %s", *fmt, text);
			stmt_reset(q);
			return RC_FAIL;
		}
	}
	return stmt_done(q, changed);
}

enum rc
store_exec(
    struct store *st, const char *text, int *changed, const char *fmt, ...)
{
	va_list ap;
	enum rc rc;

	va_start(ap, fmt);
	rc = exec_with(st, text, changed, fmt, ap);
	va_end(ap);
	return rc;
}

enum rc
store_change(
    struct store *st, const char *text, enum rc none, const char *fmt, ...)
{
	int changed = 0;
	va_list ap;
	enum rc rc;

	va_start(ap, fmt);
	rc = exec_with(st, text, &changed, fmt, ap);
	va_end(ap);
	return or_none(rc, changed, none);
}
