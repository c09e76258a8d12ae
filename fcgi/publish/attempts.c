#include "publish/attempts.h"
#include "store/db.h"

/* A publication that fails all day long is shown by its last ones. */
enum { ATTEMPTS_MAX = 200 };

enum {
	ATTEMPTS_LIST,
	ATTEMPTS_INSERT,
	ATTEMPTS_SET_OUTCOME,
	ATTEMPTS_CLOSE_OPEN,
	ATTEMPTS__COUNT
};

static const char *const sql[ATTEMPTS__COUNT] = {
	[ATTEMPTS_LIST] =
	    "SELECT id, started_at, duration_ms, attempt_no, method,"
	    " http_status, curl_code, error_code, error_subcode, error_text,"
	    " class, detail FROM attempts WHERE publication_id = ?1"
	    " ORDER BY id DESC LIMIT ?2",
	[ATTEMPTS_INSERT] =
	    "INSERT INTO attempts (publication_id, attempt_no, method,"
	    " started_at, duration_ms, http_status, curl_code, error_code,"
	    " error_subcode, error_text, class, detail)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	[ATTEMPTS_SET_OUTCOME] =
	    "UPDATE attempts SET duration_ms = ?2, http_status = ?3,"
	    " curl_code = ?4, error_code = ?5, error_subcode = ?6,"
	    " error_text = ?7, class = ?8, detail = ?9"
	    " WHERE id = ?1 AND class = ''",
	[ATTEMPTS_CLOSE_OPEN] = "UPDATE attempts SET class = ?2, detail = ?3"
				" WHERE publication_id = ?1 AND class = ''",
};
STORE_STATEMENTS(sql);

static void
attempt_read(struct stmt *q, struct arena *a, void *row)
{
	struct attempt *t = row;

	t->id = stmt_col_int(q, 0);
	t->started_at = stmt_col_int(q, 1);
	t->duration_ms = stmt_col_int(q, 2);
	t->attempt_no = (int)stmt_col_int(q, 3);
	t->method = stmt_col_text(q, 4, a);
	t->http_status = (int)stmt_col_int(q, 5);
	t->curl_code = (int)stmt_col_int(q, 6);
	t->error_code = (int)stmt_col_int(q, 7);
	t->error_subcode = (int)stmt_col_int(q, 8);
	t->error_text = stmt_col_text(q, 9, a);
	t->class = stmt_col_text(q, 10, a);
	t->detail = stmt_col_text(q, 11, a);
}

enum rc
attempts_list(struct store *st, struct arena *a, int64_t publication_id,
    struct attempt **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ATTEMPTS_LIST]);
	struct attempt *list;
	enum rc rc;

	stmt_int(q, 1, publication_id);
	stmt_int(q, 2, ATTEMPTS_MAX);
	list = stmt_rows(q, a, sizeof(*list), attempt_read, n, &rc);
	/* Read newest first for the limit, shown in order. */
	for (int i = 0; i < *n / 2; i++) {
		struct attempt t = list[i];

		list[i] = list[*n - 1 - i];
		list[*n - 1 - i] = t;
	}
	*out = list;
	return rc;
}

enum rc
attempts_insert(struct store *st, int64_t publication_id, struct attempt *t)
{
	struct stmt *q = store_stmt(st, sql[ATTEMPTS_INSERT]);
	enum rc rc;

	stmt_int(q, 1, publication_id);
	stmt_int(q, 2, t->attempt_no);
	stmt_text(q, 3, t->method);
	stmt_int(q, 4, t->started_at);
	stmt_int(q, 5, t->duration_ms);
	stmt_int(q, 6, t->http_status);
	stmt_int(q, 7, t->curl_code);
	stmt_int(q, 8, t->error_code);
	stmt_int(q, 9, t->error_subcode);
	stmt_text(q, 10, t->error_text == NULL ? "" : t->error_text);
	stmt_text(q, 11, t->class == NULL ? "" : t->class);
	stmt_text(q, 12, t->detail == NULL ? "" : t->detail);
	if ((rc = stmt_done(q, NULL)) == RC_OK)
		t->id = store_last_id(st);
	return rc;
}

enum rc
attempts_set_outcome(struct store *st, const struct attempt *t)
{
	struct stmt *q = store_stmt(st, sql[ATTEMPTS_SET_OUTCOME]);

	stmt_int(q, 1, t->id);
	stmt_int(q, 2, t->duration_ms);
	stmt_int(q, 3, t->http_status);
	stmt_int(q, 4, t->curl_code);
	stmt_int(q, 5, t->error_code);
	stmt_int(q, 6, t->error_subcode);
	stmt_text(q, 7, t->error_text == NULL ? "" : t->error_text);
	stmt_text(q, 8, t->class);
	stmt_text(q, 9, t->detail == NULL ? "" : t->detail);
	return stmt_change(q, RC_CONFLICT);
}

enum rc
attempts_close_open(struct store *st, int64_t publication_id, const char *class,
    const char *detail)
{
	return store_exec(st, sql[ATTEMPTS_CLOSE_OPEN], NULL, "itt",
	    publication_id, class, detail);
}
