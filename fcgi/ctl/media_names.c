#include "base/arena.h"
#include "ctl/media_names.h"
#include "store/db.h"

enum { MEDIA_NAMES_PHOTOS, MEDIA_NAMES_FILES, MEDIA_NAMES__COUNT };

static const char *const sql[MEDIA_NAMES__COUNT] = {
	[MEDIA_NAMES_PHOTOS] =
	    "SELECT name FROM photos WHERE name > ?1 ORDER BY name LIMIT ?2",
	[MEDIA_NAMES_FILES] =
	    "SELECT name FROM files WHERE name > ?1 ORDER BY name LIMIT ?2",
};
STORE_STATEMENTS(sql);

static enum rc
names_read(struct stmt *q, struct arena *a, const char *after, int max,
    const char ***names, int *n)
{
	enum rc rc;

	*n = 0;
	*names = arena_alloc(a, (size_t)max * sizeof(**names));
	stmt_text(q, 1, after);
	stmt_int(q, 2, max);
	while ((rc = stmt_row(q)) == RC_OK)
		(*names)[(*n)++] = stmt_col_text(q, 0, a);
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
media_names_photos(struct store *st, struct arena *a, const char *after,
    int max, const char ***names, int *n)
{
	return names_read(
	    store_stmt(st, sql[MEDIA_NAMES_PHOTOS]), a, after, max, names, n);
}

enum rc
media_names_files(struct store *st, struct arena *a, const char *after, int max,
    const char ***names, int *n)
{
	return names_read(
	    store_stmt(st, sql[MEDIA_NAMES_FILES]), a, after, max, names, n);
}
