#include "base/arena.h"
#include "ctl/photo_names.h"
#include "store/db.h"

enum { PHOTO_NAMES_LIST, PHOTO_NAMES__COUNT };

static const char *const sql[PHOTO_NAMES__COUNT] = {
	[PHOTO_NAMES_LIST] =
	    "SELECT name FROM photos WHERE name > ?1 ORDER BY name LIMIT ?2",
};
STORE_STATEMENTS(sql);

enum rc
photo_names_list(struct store *st, struct arena *a, const char *after, int max,
    const char ***names, int *n)
{
	struct stmt *q = store_stmt(st, sql[PHOTO_NAMES_LIST]);
	enum rc rc;

	*n = 0;
	*names = arena_alloc(a, (size_t)max * sizeof(**names));
	stmt_text(q, 1, after);
	stmt_int(q, 2, max);
	while ((rc = stmt_row(q)) == RC_OK)
		(*names)[(*n)++] = stmt_col_text(q, 0, a);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
