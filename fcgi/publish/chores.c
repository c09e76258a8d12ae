#include "people/journal.h"
#include "people/role.h"
#include "publish/chores.h"
#include "store/db.h"

enum {
	CHORES_OPEN,
	CHORES_CLOSE,
	CHORES_REPLACE,
	CHORES_INSERT,
	CHORES_DONE,
	CHORES__COUNT
};

static const char *const sql[CHORES__COUNT] = {
	[CHORES_OPEN] =
	    "SELECT c.id, c.publication_id, p.story_id, c.created_at,"
	    " c.kind, c.text, c.url, s.title"
	    " FROM chores c JOIN publications p ON p.id = c.publication_id"
	    " JOIN stories s ON s.id = p.story_id"
	    " WHERE c.done_at IS NULL AND c.created_at > 0"
	    " ORDER BY c.created_at, c.id LIMIT 200",
	[CHORES_CLOSE] = "UPDATE chores SET done_at = ?2, done_by = ?3"
			 " WHERE id = ?1 AND done_at IS NULL",
	[CHORES_REPLACE] =
	    "UPDATE chores SET done_at = ?3 WHERE publication_id = ?1"
	    " AND kind = ?2 AND done_at IS NULL",
	[CHORES_INSERT] =
	    "INSERT INTO chores (publication_id, kind, text, url, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
	[CHORES_DONE] =
	    "UPDATE chores SET done_at = ?2 WHERE publication_id = ?1"
	    " AND done_at IS NULL",
};
STORE_STATEMENTS(sql);

static void
chore_read(struct stmt *q, struct arena *a, void *row)
{
	struct chore *c = row;

	c->id = stmt_col_int(q, 0);
	c->publication_id = stmt_col_int(q, 1);
	c->story_id = stmt_col_int(q, 2);
	c->created_at = stmt_col_int(q, 3);
	c->done_at = 0;
	c->kind = stmt_col_text(q, 4, a);
	c->text = stmt_col_text(q, 5, a);
	c->url = stmt_col_text(q, 6, a);
	c->story_title = stmt_col_text(q, 7, a);
}

enum rc
chores_open(struct store *st, struct arena *a, struct chore **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[CHORES_OPEN]);
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), chore_read, n, &rc);
	return rc;
}

enum rc
chores_close(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = store_change(st, sql[CHORES_CLOSE], RC_NOT_FOUND, "iiz", id, now,
	    actor->account_id);
	if (rc == RC_OK)
		rc = journal_add(st, actor, "chore_done", "chore", id, "");
	return store_end(st, rc);
}

enum rc
chores_insert(struct store *st, int64_t publication_id, const char *kind,
    const char *text, const char *url, int64_t now)
{
	enum rc rc;

	rc = store_exec(
	    st, sql[CHORES_REPLACE], NULL, "iti", publication_id, kind, now);
	if (rc != RC_OK)
		return rc;
	return store_exec(st, sql[CHORES_INSERT], NULL, "ittti", publication_id,
	    kind, text, url, now);
}

enum rc
chores_done(struct store *st, int64_t publication_id, int64_t now)
{
	return store_exec(
	    st, sql[CHORES_DONE], NULL, "ii", publication_id, now);
}
