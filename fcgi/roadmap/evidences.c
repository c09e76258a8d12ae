#include "roadmap/evidences.h"

#include "base/clock.h"
#include "roadmap/evidence.h"
#include "store/db.h"

enum {
	EVIDENCES_OF,
	EVIDENCES_OF_ROADMAP,
	EVIDENCES_BY_ID,
	EVIDENCES_SAME,
	EVIDENCES_INSERT,
	EVIDENCES_REMOVE,
	EVIDENCES__COUNT
};

/* What is ours and no longer proves: a story that does not stand on the site,
 * an event that was called off or has not begun, a record that was erased.
 * One that went to the archive is still there. */
#define GONE                                                                   \
	" CASE e.kind WHEN 'story' THEN NOT EXISTS (SELECT 1 FROM stories s"   \
	" WHERE s.id = e.record_id AND s.state = 'scheduled'"                  \
	" AND s.publish_at <= ?2) WHEN 'event' THEN NOT EXISTS"                \
	" (SELECT 1 FROM events v WHERE v.id = e.record_id"                    \
	" AND v.cancelled = 0 AND v.starts_at <= ?2) WHEN 'record' THEN NOT"   \
	" EXISTS (SELECT 1 FROM records r WHERE r.id = e.record_id) ELSE 0 END"

/* Where readers find a story of ours: the section, and its first post. */
#define PLACES                                                                 \
	" CASE e.kind WHEN 'story' THEN (SELECT s.slug FROM stories s"         \
	" WHERE s.id = e.record_id AND s.state = 'scheduled'"                  \
	" AND s.publish_at <= ?2) END, CASE e.kind WHEN 'story' THEN"          \
	" (SELECT p.url FROM publications p WHERE p.story_id = e.record_id"    \
	" AND p.url <> '' AND p.state IN ('posted', 'verified', 'mismatch',"   \
	" 'edited', 'by_hand') ORDER BY p.id LIMIT 1) END"

#define ROW                                                                    \
	"SELECT e.id, e.activity_id, e.kind, e.record_id, e.url, e.words,"     \
	" e.promised, e.on_day, e.account_id, e.at, c.name," GONE "," PLACES   \
	" FROM evidence e LEFT JOIN accounts c ON c.id = e.account_id"

static const char *const sql[EVIDENCES__COUNT] = {
	[EVIDENCES_OF] = ROW
	" WHERE e.activity_id = ?1 AND e.removed_at IS NULL ORDER BY e.id",
	[EVIDENCES_OF_ROADMAP] =
	    ROW " WHERE e.activity_id IN (SELECT id FROM activities WHERE"
		" roadmap_id = ?1) AND e.removed_at IS NULL"
		" ORDER BY e.activity_id, e.id",
	[EVIDENCES_BY_ID] = ROW " WHERE e.id = ?1 AND e.removed_at IS NULL",
	[EVIDENCES_SAME] =
	    "SELECT 1 FROM evidence WHERE activity_id = ?1 AND kind = ?2"
	    " AND record_id = ?3 AND (?3 <> 0 OR (url = ?4 AND words = ?5))"
	    " AND removed_at IS NULL",
	[EVIDENCES_INSERT] =
	    "INSERT INTO evidence (activity_id, kind, record_id, url, words,"
	    " promised, on_day, account_id, at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[EVIDENCES_REMOVE] = "UPDATE evidence SET removed_at = ?2"
			     " WHERE id = ?1 AND removed_at IS NULL",
};
STORE_STATEMENTS(sql);

static void
evidence_read(struct stmt *q, struct arena *a, void *row)
{
	struct evidence *e = row;

	e->id = stmt_col_int(q, 0);
	e->activity_id = stmt_col_int(q, 1);
	e->kind = stmt_col_text(q, 2, a);
	e->record_id = stmt_col_int(q, 3);
	e->url = stmt_col_text(q, 4, a);
	e->words = stmt_col_text(q, 5, a);
	e->promised = stmt_col_text(q, 6, a);
	e->on_day = (int)stmt_col_int(q, 7);
	e->account_id = stmt_col_int(q, 8);
	e->at = stmt_col_int(q, 9);
	e->who = stmt_col_text(q, 10, a);
	e->gone = stmt_col_int(q, 11) != 0;
	e->slug = stmt_col_text(q, 12, a);
	e->post = stmt_col_text(q, 13, a);
}

enum rc
evidences_of(struct store *st, struct arena *a, int64_t roadmap_id, int64_t id,
    struct evidence **out, int *n)
{
	struct stmt *q =
	    store_stmt(st, sql[id == 0 ? EVIDENCES_OF_ROADMAP : EVIDENCES_OF]);
	enum rc rc;

	stmt_int(q, 1, id == 0 ? roadmap_id : id);
	stmt_int(q, 2, clock_now());
	*out = stmt_rows(q, a, sizeof(**out), evidence_read, n, &rc);
	return rc;
}

enum rc
evidences_by_id(
    struct store *st, struct arena *a, int64_t id, struct evidence *out)
{
	struct stmt *q = store_stmt(st, sql[EVIDENCES_BY_ID]);

	stmt_int(q, 1, id);
	stmt_int(q, 2, clock_now());
	return stmt_one(q, a, evidence_read, out);
}

static enum rc
evidence_same(struct store *st, const struct evidence *e)
{
	struct stmt *q = store_stmt(st, sql[EVIDENCES_SAME]);

	stmt_int(q, 1, e->activity_id);
	stmt_text(q, 2, e->kind);
	stmt_int(q, 3, e->record_id);
	stmt_text(q, 4, e->url);
	stmt_text(q, 5, e->words);
	return stmt_any(q);
}

enum rc
evidences_insert(struct store *st, struct evidence *e)
{
	enum rc rc = evidence_same(st, e);

	if (rc != RC_NOT_FOUND)
		return rc == RC_OK ? RC_CONFLICT : rc;
	rc = store_exec(st, sql[EVIDENCES_INSERT], NULL, "ititttizi",
	    e->activity_id, e->kind, e->record_id, e->url, e->words,
	    e->promised, (int64_t)e->on_day, e->account_id, e->at);
	if (rc == RC_OK)
		e->id = store_last_id(st);
	return rc;
}

enum rc
evidences_remove(struct store *st, int64_t id, int64_t at)
{
	return store_change(
	    st, sql[EVIDENCES_REMOVE], RC_NOT_FOUND, "ii", id, at);
}
