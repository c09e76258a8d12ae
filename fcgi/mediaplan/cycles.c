#include "base/arena.h"
#include "mediaplan/cycle.h"
#include "store/db.h"

enum {
	CYCLES_CURRENT,
	CYCLES_LIST,
	CYCLES_OVERLAPPING,
	CYCLES_LEAVE,
	CYCLES_INSERT,
	CYCLES__COUNT
};

#define COLUMNS                                                                \
	"SELECT id, title, kind, starts_at, ends_at, current FROM cycles"

static const char *const sql[CYCLES__COUNT] = {
	/* A site has one cycle a year: these read a dozen rows. */
	[CYCLES_CURRENT] =
	    COLUMNS " WHERE current = 1 ORDER BY id DESC LIMIT 1",
	[CYCLES_LIST] = COLUMNS " ORDER BY starts_at DESC, id DESC LIMIT ?1",
	[CYCLES_OVERLAPPING] = COLUMNS " WHERE starts_at < ?2 AND ends_at > ?1"
				       " ORDER BY starts_at LIMIT 1",
	[CYCLES_LEAVE] = "UPDATE cycles SET current = 0 WHERE current = 1",
	[CYCLES_INSERT] =
	    "INSERT INTO cycles (title, kind, starts_at, ends_at, current)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
};
STORE_STATEMENTS(sql);

static void
cycle_read(struct stmt *q, struct arena *a, struct cycle *out)
{
	out->id = stmt_col_int(q, 0);
	out->title = stmt_col_text(q, 1, a);
	out->kind = stmt_col_text(q, 2, a);
	out->starts_at = stmt_col_int(q, 3);
	out->ends_at = stmt_col_int(q, 4);
	out->current = stmt_col_int(q, 5) != 0;
}

static enum rc
cycle_one(struct stmt *q, struct arena *a, struct cycle *out)
{
	enum rc rc = stmt_row(q);

	if (rc == RC_OK)
		cycle_read(q, a, out);
	stmt_reset(q);
	return rc;
}

enum rc
cycles_current(struct store *st, struct arena *a, struct cycle *out)
{
	return cycle_one(store_stmt(st, sql[CYCLES_CURRENT]), a, out);
}

enum rc
cycles_list(struct store *st, struct arena *a, struct cycle **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_LIST]);
	struct cycle *list = arena_alloc(a, CYCLES_MAX * sizeof(*list));
	enum rc rc = RC_OK;

	stmt_int(q, 1, CYCLES_MAX);
	*n = 0;
	while (*n < CYCLES_MAX && (rc = stmt_row(q)) == RC_OK)
		cycle_read(q, a, &list[(*n)++]);
	stmt_reset(q);
	*out = list;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
cycles_overlapping(struct store *st, struct arena *a, int64_t from, int64_t to,
    struct cycle *out)
{
	struct stmt *q = store_stmt(st, sql[CYCLES_OVERLAPPING]);

	stmt_int(q, 1, from);
	stmt_int(q, 2, to);
	return cycle_one(q, a, out);
}

enum rc
cycles_insert(struct store *st, struct cycle *c)
{
	enum rc rc = RC_OK;

	if (c->current)
		rc = store_exec(st, sql[CYCLES_LEAVE], NULL, "");
	if (rc == RC_OK)
		rc = store_exec(st, sql[CYCLES_INSERT], NULL, "ttiii", c->title,
		    c->kind, c->starts_at, c->ends_at, (int64_t)c->current);
	if (rc == RC_OK)
		c->id = store_last_id(st);
	return rc;
}
