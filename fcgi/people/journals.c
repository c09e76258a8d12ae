#include "people/journal.h"
#include "people/journals.h"
#include "store/db.h"

enum {
	JOURNALS_INSERT,
	JOURNALS_ALL,
	JOURNALS_OF_KIND,
	JOURNALS_OF_RECORD,
	JOURNALS__COUNT
};

#define COLUMNS                                                                \
	"SELECT id, at, account_id, who, action, kind, record_id, detail"      \
	" FROM journal"

static const char *const sql[JOURNALS__COUNT] = {
	[JOURNALS_INSERT] =
	    "INSERT INTO journal (at, account_id, who, action, kind,"
	    " record_id, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[JOURNALS_ALL] = COLUMNS " WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
	[JOURNALS_OF_KIND] =
	    COLUMNS " WHERE id < ?1 AND kind = ?3 ORDER BY id DESC LIMIT ?2",
	[JOURNALS_OF_RECORD] =
	    COLUMNS " WHERE id < ?1 AND kind = ?3 AND record_id = ?4"
		    " ORDER BY id DESC LIMIT ?2",
};
STORE_STATEMENTS(sql);

enum rc
journals_insert(struct store *st, const struct journal_line *l)
{
	return store_exec(st, sql[JOURNALS_INSERT], NULL, "iztttit", l->at,
	    l->account_id, l->who, l->action, l->kind, l->record_id, l->detail);
}

static void
line_read(struct stmt *q, struct arena *a, void *row)
{
	struct journal_line *l = row;

	l->id = stmt_col_int(q, 0);
	l->at = stmt_col_int(q, 1);
	l->account_id = stmt_col_int(q, 2);
	l->who = stmt_col_text(q, 3, a);
	l->action = stmt_col_text(q, 4, a);
	l->kind = stmt_col_text(q, 5, a);
	l->record_id = stmt_col_int(q, 6);
	l->detail = stmt_col_text(q, 7, a);
}

static struct stmt *
lines_of(struct store *st, const char *kind, int64_t record_id)
{
	struct stmt *q;

	if (kind == NULL)
		return store_stmt(st, sql[JOURNALS_ALL]);
	q = store_stmt(
	    st, sql[record_id == 0 ? JOURNALS_OF_KIND : JOURNALS_OF_RECORD]);
	stmt_text(q, 3, kind);
	if (record_id != 0)
		stmt_int(q, 4, record_id);
	return q;
}

enum rc
journals_list(struct store *st, struct arena *a, const char *kind,
    int64_t record_id, int64_t before, int max, struct journal_line **out,
    int *n)
{
	struct stmt *q = lines_of(st, kind, record_id);
	enum rc rc;

	stmt_int(q, 1, before > 0 ? before : INT64_MAX);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), line_read, n, &rc);
	return rc;
}
