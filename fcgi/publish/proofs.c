#include "publish/proofs.h"
#include "store/db.h"

enum { PROOFS_LIST, PROOFS_INSERT, PROOFS__COUNT };

static const char *const sql[PROOFS__COUNT] = {
	[PROOFS_LIST] =
	    "SELECT p.id, p.at, p.vk_post_id, p.kind, p.slot,"
	    " coalesce(a.name, ''), p.url, p.detail"
	    " FROM proofs p LEFT JOIN accounts a ON a.id = p.account_id"
	    " WHERE p.publication_id = ?1 ORDER BY p.id LIMIT 100",
	[PROOFS_INSERT] =
	    "INSERT INTO proofs (publication_id, at, kind, slot, account_id,"
	    " vk_post_id, url, detail)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
};
STORE_STATEMENTS(sql);

static void
proof_read(struct stmt *q, struct arena *a, void *row)
{
	struct proof *p = row;

	p->id = stmt_col_int(q, 0);
	p->at = stmt_col_int(q, 1);
	p->vk_post_id = stmt_col_int(q, 2);
	p->kind = stmt_col_text(q, 3, a);
	p->slot = stmt_col_text(q, 4, a);
	p->who = stmt_col_text(q, 5, a);
	p->url = stmt_col_text(q, 6, a);
	p->detail = stmt_col_text(q, 7, a);
}

enum rc
proofs_list(struct store *st, struct arena *a, int64_t publication_id,
    struct proof **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[PROOFS_LIST]);
	enum rc rc;

	stmt_int(q, 1, publication_id);
	*out = stmt_rows(q, a, sizeof(**out), proof_read, n, &rc);
	return rc;
}

enum rc
proofs_insert(struct store *st, int64_t publication_id, int64_t account_id,
    const struct proof *p)
{
	return store_exec(st, sql[PROOFS_INSERT], NULL, "iittzitt",
	    publication_id, p->at, p->kind, p->slot == NULL ? "" : p->slot,
	    account_id, p->vk_post_id, p->url,
	    p->detail == NULL ? "" : p->detail);
}
