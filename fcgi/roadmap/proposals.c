#include "roadmap/proposals.h"

#include "roadmap/proposal.h"
#include "store/db.h"

enum {
	PROPOSALS_LIST,
	PROPOSALS_OF_ACTIVITY,
	PROPOSALS_BY_ID,
	PROPOSALS_OPEN,
	PROPOSALS_INSERT,
	PROPOSALS_DECIDE,
	PROPOSALS_SET_ACTIVITY,
	PROPOSALS__COUNT
};

#define ROW                                                                    \
	"SELECT p.id, p.roadmap_id, p.activity_id, a.number, a.text,"          \
	" p.account_id, p.at, c.name, p.author, p.text, p.decision, p.answer," \
	" p.decided_by, p.decided_at, j.name FROM proposals p"                 \
	" LEFT JOIN activities a ON a.id = p.activity_id"                      \
	" LEFT JOIN accounts c ON c.id = p.account_id"                         \
	" LEFT JOIN accounts j ON j.id = p.decided_by"
#define ORDER " ORDER BY p.decision <> '', p.id DESC LIMIT ?2"

static const char *const sql[PROPOSALS__COUNT] = {
	[PROPOSALS_LIST] = ROW " WHERE p.roadmap_id = ?1" ORDER,
	[PROPOSALS_OF_ACTIVITY] = ROW " WHERE p.activity_id = ?1" ORDER,
	[PROPOSALS_BY_ID] = ROW " WHERE p.id = ?1",
	[PROPOSALS_OPEN] =
	    "SELECT COUNT(*) FROM proposals WHERE roadmap_id IN (SELECT id"
	    " FROM roadmaps WHERE state <> 'closed') AND decision = ''",
	[PROPOSALS_INSERT] =
	    "INSERT INTO proposals (roadmap_id, activity_id, account_id,"
	    " author, text, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[PROPOSALS_DECIDE] =
	    "UPDATE proposals SET decision = ?2, answer = ?3, decided_by = ?4,"
	    " decided_at = ?5 WHERE id = ?1 AND decision = ''",
	[PROPOSALS_SET_ACTIVITY] = "UPDATE proposals SET activity_id = ?2"
				   " WHERE id = ?1 AND activity_id IS NULL",
};
STORE_STATEMENTS(sql);

static void
proposal_read(struct stmt *q, struct arena *a, void *row)
{
	struct proposal *p = row;

	p->id = stmt_col_int(q, 0);
	p->roadmap_id = stmt_col_int(q, 1);
	p->activity_id = stmt_col_int(q, 2);
	p->number = stmt_col_text(q, 3, a);
	p->activity = stmt_col_text(q, 4, a);
	p->account_id = stmt_col_int(q, 5);
	p->at = stmt_col_int(q, 6);
	p->who = stmt_col_text(q, 7, a);
	p->author = stmt_col_text(q, 8, a);
	p->text = stmt_col_text(q, 9, a);
	p->decision = stmt_col_text(q, 10, a);
	p->answer = stmt_col_text(q, 11, a);
	p->decided_by = stmt_col_int(q, 12);
	p->decided_at = stmt_col_int(q, 13);
	p->judge = stmt_col_text(q, 14, a);
}

enum rc
proposals_list(struct store *st, struct arena *a, int64_t roadmap_id,
    int64_t activity_id, struct proposal **out, int *n)
{
	struct stmt *q = store_stmt(
	    st, sql[activity_id == 0 ? PROPOSALS_LIST : PROPOSALS_OF_ACTIVITY]);
	enum rc rc;

	stmt_int(q, 1, activity_id == 0 ? roadmap_id : activity_id);
	stmt_int(q, 2, PROPOSALS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), proposal_read, n, &rc);
	return rc;
}

enum rc
proposals_by_id(
    struct store *st, struct arena *a, int64_t id, struct proposal *out)
{
	struct stmt *q = store_stmt(st, sql[PROPOSALS_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, proposal_read, out);
}

enum rc
proposals_open(struct store *st, int *n)
{
	return stmt_count(store_stmt(st, sql[PROPOSALS_OPEN]), n);
}

enum rc
proposals_insert(struct store *st, struct proposal *p)
{
	enum rc rc =
	    store_exec(st, sql[PROPOSALS_INSERT], NULL, "izztti", p->roadmap_id,
		p->activity_id, p->account_id, p->author, p->text, p->at);

	if (rc == RC_OK)
		p->id = store_last_id(st);
	return rc;
}

enum rc
proposals_decide(struct store *st, const struct proposal *p)
{
	return store_change(st, sql[PROPOSALS_DECIDE], RC_CONFLICT, "ittzi",
	    p->id, p->decision, p->answer, p->decided_by, p->decided_at);
}

enum rc
proposals_set_activity(struct store *st, int64_t id, int64_t activity_id)
{
	return store_change(st, sql[PROPOSALS_SET_ACTIVITY], RC_CONFLICT, "ii",
	    id, activity_id);
}
