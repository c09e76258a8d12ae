#include "roadmap/roadmap.h"
#include "store/db.h"

enum {
	ROADMAPS_BY_ID,
	ROADMAPS_OF_CYCLE,
	ROADMAPS_LIST,
	ROADMAPS_SHOWN,
	ROADMAPS_INSERT,
	ROADMAPS_UPDATE,
	ROADMAPS_SECTIONS,
	ROADMAPS_INSERT_SECTION,
	ROADMAPS_DROP_SECTIONS,
	ROADMAPS_DROP_SECTIONS_OF,
	ROADMAPS_FORGET_IMPORTS,
	ROADMAPS_DROP,
	ROADMAPS__COUNT
};

#define ROW                                                                    \
	"SELECT id, cycle_id, title, state, headings, public, shows,"          \
	" approved_on, version, created_at, updated_at FROM roadmaps"

static const char *const sql[ROADMAPS__COUNT] = {
	[ROADMAPS_BY_ID] = ROW " WHERE id = ?1",
	[ROADMAPS_OF_CYCLE] =
	    ROW " WHERE cycle_id = ?1 ORDER BY id DESC LIMIT 1",
	/* A site makes one or two a year. */
	[ROADMAPS_LIST] = ROW " ORDER BY id DESC LIMIT ?1",
	[ROADMAPS_SHOWN] =
	    "SELECT EXISTS (SELECT 1 FROM roadmaps WHERE public = 1"
	    " AND state <> 'draft')",
	[ROADMAPS_INSERT] =
	    "INSERT INTO roadmaps (cycle_id, title, state, headings, public,"
	    " shows, approved_on, version, created_at, updated_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?8)",
	[ROADMAPS_UPDATE] =
	    "UPDATE roadmaps SET title = ?3, state = ?4, headings = ?5,"
	    " public = ?6, shows = ?7, approved_on = ?8, version = ?2 + 1,"
	    " updated_at = ?9 WHERE id = ?1 AND version = ?2",
	[ROADMAPS_SECTIONS] =
	    "SELECT id, roadmap_id, import_id, position, level, number, title"
	    " FROM roadmap_sections WHERE roadmap_id = ?1 ORDER BY position",
	[ROADMAPS_INSERT_SECTION] =
	    "INSERT INTO roadmap_sections (roadmap_id, import_id, position,"
	    " level, number, title) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[ROADMAPS_DROP_SECTIONS] =
	    "DELETE FROM roadmap_sections WHERE import_id = ?1 AND NOT EXISTS"
	    " (SELECT 1 FROM activities WHERE section_id = roadmap_sections.id)",
	[ROADMAPS_DROP_SECTIONS_OF] =
	    "DELETE FROM roadmap_sections WHERE roadmap_id = ?1",
	[ROADMAPS_FORGET_IMPORTS] =
	    "UPDATE roadmap_imports SET roadmap_id = NULL"
	    " WHERE cycle_id = ?2 AND roadmap_id = ?1",
	[ROADMAPS_DROP] = "DELETE FROM roadmaps WHERE id = ?1 AND NOT EXISTS"
			  " (SELECT 1 FROM proposals WHERE roadmap_id = ?1)",
};
STORE_STATEMENTS(sql);

static void
roadmap_read(struct stmt *q, struct arena *a, void *row)
{
	struct roadmap *r = row;

	r->id = stmt_col_int(q, 0);
	r->cycle_id = stmt_col_int(q, 1);
	r->title = stmt_col_text(q, 2, a);
	r->state = stmt_col_text(q, 3, a);
	r->headings = stmt_col_text(q, 4, a);
	r->public = stmt_col_int(q, 5) != 0;
	r->shows = stmt_col_text(q, 6, a);
	r->approved_on = stmt_col_day(q, 7);
	r->version = stmt_col_int(q, 8);
	r->created_at = stmt_col_int(q, 9);
	r->updated_at = stmt_col_int(q, 10);
}

static enum rc
roadmap_one(struct store *st, struct arena *a, int which, int64_t id,
    struct roadmap *out)
{
	struct stmt *q = store_stmt(st, sql[which]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, roadmap_read, out);
}

enum rc
roadmaps_by_id(
    struct store *st, struct arena *a, int64_t id, struct roadmap *out)
{
	return roadmap_one(st, a, ROADMAPS_BY_ID, id, out);
}

enum rc
roadmaps_of_cycle(
    struct store *st, struct arena *a, int64_t cycle_id, struct roadmap *out)
{
	return roadmap_one(st, a, ROADMAPS_OF_CYCLE, cycle_id, out);
}

enum rc
roadmaps_list(struct store *st, struct arena *a, struct roadmap **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ROADMAPS_LIST]);
	enum rc rc;

	stmt_int(q, 1, ROADMAPS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), roadmap_read, n, &rc);
	return rc;
}

enum rc
roadmaps_shown(struct store *st, bool *shown)
{
	int n = 0;
	enum rc rc = stmt_count(store_stmt(st, sql[ROADMAPS_SHOWN]), &n);

	*shown = n != 0;
	return rc;
}

static void
section_read(struct stmt *q, struct arena *a, void *row)
{
	struct roadmap_section *s = row;

	s->id = stmt_col_int(q, 0);
	s->roadmap_id = stmt_col_int(q, 1);
	s->import_id = stmt_col_int(q, 2);
	s->position = (int)stmt_col_int(q, 3);
	s->level = (int)stmt_col_int(q, 4);
	s->number = stmt_col_text(q, 5, a);
	s->title = stmt_col_text(q, 6, a);
}

enum rc
roadmaps_sections(struct store *st, struct arena *a, int64_t roadmap_id,
    struct roadmap_section **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ROADMAPS_SECTIONS]);
	enum rc rc;

	stmt_int(q, 1, roadmap_id);
	*out = stmt_rows(q, a, sizeof(**out), section_read, n, &rc);
	return rc;
}

enum rc
roadmaps_insert(struct store *st, struct roadmap *r)
{
	struct stmt *q = store_stmt(st, sql[ROADMAPS_INSERT]);
	enum rc rc;

	stmt_int(q, 1, r->cycle_id);
	stmt_text(q, 2, r->title);
	stmt_text(q, 3, r->state);
	stmt_text(q, 4, r->headings);
	stmt_int(q, 5, r->public);
	stmt_text(q, 6, r->shows);
	stmt_day(q, 7, r->approved_on);
	stmt_int(q, 8, r->updated_at);
	if ((rc = stmt_done(q, NULL)) != RC_OK)
		return rc;
	r->id = store_last_id(st);
	r->version = 1;
	return RC_OK;
}

enum rc
roadmaps_update(struct store *st, struct roadmap *r)
{
	struct stmt *q = store_stmt(st, sql[ROADMAPS_UPDATE]);
	enum rc rc;

	stmt_int(q, 1, r->id);
	stmt_int(q, 2, r->version);
	stmt_text(q, 3, r->title);
	stmt_text(q, 4, r->state);
	stmt_text(q, 5, r->headings);
	stmt_int(q, 6, r->public);
	stmt_text(q, 7, r->shows);
	stmt_day(q, 8, r->approved_on);
	stmt_int(q, 9, r->updated_at);
	if ((rc = stmt_change(q, RC_CONFLICT)) != RC_OK)
		return rc;
	r->version++;
	return RC_OK;
}

enum rc
roadmaps_insert_section(struct store *st, struct roadmap_section *s)
{
	enum rc rc = store_exec(st, sql[ROADMAPS_INSERT_SECTION], NULL,
	    "iziitt", s->roadmap_id, s->import_id, (int64_t)s->position,
	    (int64_t)s->level, s->number, s->title);

	if (rc == RC_OK)
		s->id = store_last_id(st);
	return rc;
}

enum rc
roadmaps_drop_sections(struct store *st, int64_t import_id)
{
	return store_exec(
	    st, sql[ROADMAPS_DROP_SECTIONS], NULL, "i", import_id);
}

enum rc
roadmaps_drop(struct store *st, const struct roadmap *r)
{
	int changed = 0;
	enum rc rc;

	if ((rc = store_exec(st, sql[ROADMAPS_DROP_SECTIONS_OF], NULL, "i",
		 r->id)) != RC_OK ||
	    (rc = store_exec(st, sql[ROADMAPS_FORGET_IMPORTS], NULL, "ii",
		 r->id, r->cycle_id)) != RC_OK ||
	    (rc = store_exec(st, sql[ROADMAPS_DROP], &changed, "i", r->id)) !=
		RC_OK)
		return rc;
	return changed == 1 ? RC_OK : RC_CONFLICT;
}
