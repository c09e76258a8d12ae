#include "mediaplan/photo.h"
#include "mediaplan/photos.h"
#include "store/db.h"

enum {
	PHOTOS_LIST,
	PHOTOS_BY_ID,
	PHOTOS_BY_NAME,
	PHOTOS_INSERT,
	PHOTOS_SET_ALT,
	PHOTOS_SET_POSITION,
	PHOTOS_REMOVE,
	PHOTOS__COUNT
};

#define ROW                                                                    \
	"SELECT p.id, p.story_id, p.position, p.name, p.alt, p.width,"         \
	" p.height, p.vk_bytes"

static const char *const sql[PHOTOS__COUNT] = {
	[PHOTOS_LIST] =
	    ROW " FROM photos p WHERE p.story_id = ?1 ORDER BY p.position, p.id"
		" LIMIT ?2",
	[PHOTOS_BY_ID] =
	    ROW " FROM photos p WHERE p.id = ?1 AND p.story_id = ?2",
	[PHOTOS_BY_NAME] =
	    ROW ", s.state = 'scheduled' AND s.publish_at <= ?2"
		" FROM photos p JOIN stories s ON s.id = p.story_id"
		" WHERE p.name = ?1",
	[PHOTOS_INSERT] =
	    "INSERT INTO photos (story_id, position, name, alt, width,"
	    " height, vk_bytes, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[PHOTOS_SET_ALT] = "UPDATE photos SET alt = ?2 WHERE id = ?1",
	[PHOTOS_SET_POSITION] = "UPDATE photos SET position = ?2 WHERE id = ?1",
	[PHOTOS_REMOVE] = "DELETE FROM photos WHERE id = ?1",
};
STORE_STATEMENTS(sql);

static void
photo_read(struct stmt *q, struct arena *a, void *row)
{
	struct photo *p = row;

	p->id = stmt_col_int(q, 0);
	p->story_id = stmt_col_int(q, 1);
	p->position = stmt_col_int(q, 2);
	p->name = stmt_col_text(q, 3, a);
	p->alt = stmt_col_text(q, 4, a);
	p->width = (int)stmt_col_int(q, 5);
	p->height = (int)stmt_col_int(q, 6);
	p->vk_bytes = stmt_col_int(q, 7);
}

enum rc
photos_list(struct store *st, struct arena *a, int64_t story_id,
    struct photo **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[PHOTOS_LIST]);
	enum rc rc;

	stmt_int(q, 1, story_id);
	stmt_int(q, 2, PHOTO_MAX);
	*out = stmt_rows(q, a, sizeof(**out), photo_read, n, &rc);
	return rc;
}

enum rc
photos_by_id(struct store *st, struct arena *a, int64_t story_id, int64_t id,
    struct photo *out)
{
	struct stmt *q = store_stmt(st, sql[PHOTOS_BY_ID]);

	stmt_int(q, 1, id);
	stmt_int(q, 2, story_id);
	return stmt_one(q, a, photo_read, out);
}

enum rc
photos_by_name(struct store *st, struct arena *a, const char *name, int64_t now,
    struct photo *out, bool *visible)
{
	struct stmt *q = store_stmt(st, sql[PHOTOS_BY_NAME]);
	enum rc rc;

	stmt_text(q, 1, name);
	stmt_int(q, 2, now);
	if ((rc = stmt_row(q)) == RC_OK) {
		photo_read(q, a, out);
		*visible = stmt_col_int(q, 8) != 0;
	}
	stmt_reset(q);
	return rc;
}

enum rc
photos_insert(struct store *st, struct photo *p, int64_t now)
{
	enum rc rc = store_exec(st, sql[PHOTOS_INSERT], NULL, "iittiiii",
	    p->story_id, p->position, p->name, p->alt, (int64_t)p->width,
	    (int64_t)p->height, p->vk_bytes, now);

	if (rc == RC_OK)
		p->id = store_last_id(st);
	return rc;
}

enum rc
photos_set_alt(struct store *st, int64_t id, const char *alt)
{
	return store_exec(st, sql[PHOTOS_SET_ALT], NULL, "it", id, alt);
}

enum rc
photos_set_position(struct store *st, int64_t id, int64_t position)
{
	return store_exec(
	    st, sql[PHOTOS_SET_POSITION], NULL, "ii", id, position);
}

enum rc
photos_remove(struct store *st, int64_t id)
{
	return store_exec(st, sql[PHOTOS_REMOVE], NULL, "i", id);
}
