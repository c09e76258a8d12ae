#include "mediaplan/rubric.h"
#include "store/db.h"

enum {
	RUBRICS_LIST,
	RUBRICS_BY_SLUG,
	RUBRICS_BY_ID,
	RUBRICS_INSERT,
	RUBRICS_UPDATE,
	RUBRICS_SET_ARCHIVED,
	RUBRICS__COUNT
};

#define ROW "SELECT id, slug, title, about, hashtag, position, archived"

static const char *const sql[RUBRICS__COUNT] = {
	/* At most RUBRICS_MAX rows, each with one look into an index. */
	[RUBRICS_LIST] = ROW
	", (SELECT s.turn_at FROM stories s WHERE s.rubric_id = rubrics.id"
	" AND s.state = 'scheduled' AND s.turn_at <= ?2"
	" ORDER BY s.turn_at DESC LIMIT 1)"
	" FROM rubrics WHERE archived <= ?1"
	" ORDER BY archived, position, title LIMIT ?3",
	[RUBRICS_BY_SLUG] = ROW ", 0 FROM rubrics WHERE slug = ?1",
	[RUBRICS_BY_ID] = ROW ", 0 FROM rubrics WHERE id = ?1",
	[RUBRICS_INSERT] =
	    "INSERT INTO rubrics (slug, title, about, hashtag, position,"
	    " archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[RUBRICS_UPDATE] =
	    "UPDATE rubrics SET title = ?2, about = ?3, hashtag = ?4,"
	    " position = ?5 WHERE id = ?1",
	[RUBRICS_SET_ARCHIVED] =
	    "UPDATE rubrics SET archived = ?2 WHERE id = ?1",
};
STORE_STATEMENTS(sql);

static void
rubric_read(struct stmt *q, struct arena *a, void *row)
{
	struct rubric *r = row;

	r->id = stmt_col_int(q, 0);
	r->slug = stmt_col_text(q, 1, a);
	r->title = stmt_col_text(q, 2, a);
	r->about = stmt_col_text(q, 3, a);
	r->hashtag = stmt_col_text(q, 4, a);
	r->position = stmt_col_int(q, 5);
	r->archived = stmt_col_int(q, 6) != 0;
	r->latest_at = stmt_col_int(q, 7);
}

enum rc
rubrics_list(struct store *st, struct arena *a, bool archived_too, int64_t now,
    struct rubric **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[RUBRICS_LIST]);
	enum rc rc;

	stmt_int(q, 1, archived_too);
	stmt_int(q, 2, now);
	stmt_int(q, 3, RUBRICS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), rubric_read, n, &rc);
	return rc;
}

enum rc
rubrics_by_slug(
    struct store *st, struct arena *a, const char *slug, struct rubric *out)
{
	struct stmt *q = store_stmt(st, sql[RUBRICS_BY_SLUG]);

	stmt_text(q, 1, slug);
	return stmt_one(q, a, rubric_read, out);
}

enum rc
rubrics_by_id(struct store *st, struct arena *a, int64_t id, struct rubric *out)
{
	struct stmt *q = store_stmt(st, sql[RUBRICS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, rubric_read, out);
}

enum rc
rubrics_insert(struct store *st, struct rubric *r)
{
	enum rc rc = store_exec(st, sql[RUBRICS_INSERT], NULL, "ttttii",
	    r->slug, r->title, r->about, r->hashtag, r->position,
	    (int64_t)r->archived);

	if (rc == RC_OK)
		r->id = store_last_id(st);
	return rc;
}

enum rc
rubrics_update(struct store *st, const struct rubric *r)
{
	return store_change(st, sql[RUBRICS_UPDATE], RC_NOT_FOUND, "ittti",
	    r->id, r->title, r->about, r->hashtag, r->position);
}

enum rc
rubrics_set_archived(struct store *st, int64_t id, bool archived)
{
	return store_change(st, sql[RUBRICS_SET_ARCHIVED], RC_NOT_FOUND, "ii",
	    id, (int64_t)archived);
}
