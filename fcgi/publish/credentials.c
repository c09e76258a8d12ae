#include <string.h>

#include "publish/credentials.h"
#include "store/db.h"

/* Slots K, U and S of each of at most a handful of communities. */
enum { CREDENTIALS_MAX = 3 };

#define COLUMNS                                                                \
	"SELECT id, channel_id, slot, state, tail, permissions, can,"          \
	" error_code, error_subcode, error_text, retry_at, check_at,"          \
	" checked_at, created_at FROM credentials "

enum {
	CREDENTIALS_LIST,
	CREDENTIALS_PUT,
	CREDENTIALS_REMOVE,
	CREDENTIALS_BY_SLOT,
	CREDENTIALS_SEALED,
	CREDENTIALS_SET_CHECK,
	CREDENTIALS_NEXT,
	CREDENTIALS_DUE,
	CREDENTIALS_SET,
	CREDENTIALS__COUNT
};

static const char *const sql[CREDENTIALS__COUNT] = {
	[CREDENTIALS_LIST] =
	    COLUMNS "WHERE channel_id = ?1 ORDER BY CASE slot WHEN 'K' THEN 1"
		    " WHEN 'U' THEN 2 ELSE 3 END LIMIT ?2",
	[CREDENTIALS_PUT] =
	    "INSERT INTO credentials (channel_id, slot, sealed, tail, state,"
	    " check_at, created_by, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, 'new', ?6, ?5, ?6)"
	    " ON CONFLICT (channel_id, slot) DO UPDATE SET"
	    " sealed = excluded.sealed, tail = excluded.tail, state = 'new',"
	    " permissions = '', can = '', error_code = 0, error_subcode = 0,"
	    " error_text = '', retry_at = NULL, check_at = excluded.check_at,"
	    " checked_at = NULL, created_by = excluded.created_by,"
	    " created_at = excluded.created_at",
	[CREDENTIALS_REMOVE] =
	    "DELETE FROM credentials WHERE channel_id = ?1 AND slot = ?2",
	[CREDENTIALS_BY_SLOT] = COLUMNS "WHERE channel_id = ?1 AND slot = ?2",
	[CREDENTIALS_SEALED] = "SELECT sealed FROM credentials WHERE id = ?1",
	[CREDENTIALS_SET_CHECK] = "UPDATE credentials SET check_at = ?2"
				  " WHERE (?1 = 0 OR channel_id = ?1)"
				  " AND (check_at = 0 OR check_at > ?2)",
	[CREDENTIALS_NEXT] =
	    "SELECT min(check_at) FROM credentials WHERE check_at > 0",
	[CREDENTIALS_DUE] = COLUMNS
	"WHERE check_at > 0 AND check_at <= ?1 ORDER BY"
	" CASE slot WHEN 'K' THEN 1 ELSE 2 END, check_at, id LIMIT 1",
	[CREDENTIALS_SET] =
	    "UPDATE credentials SET state = ?3, permissions = ?4, can = ?5,"
	    " error_code = ?6, error_subcode = ?7, error_text = ?8,"
	    " retry_at = ?9, check_at = ?10, checked_at = ?11"
	    " WHERE id = ?1 AND created_at = ?2 AND tail = ?12",
};
STORE_STATEMENTS(sql);

static enum credential_state
state_parse(const char *name)
{
	for (int i = 0; i < CREDENTIAL__COUNT; i++)
		if (strcmp(credential_states[i].name, name) == 0)
			return (enum credential_state)i;
	return CREDENTIAL_DEAD; /* the table's CHECK lets nothing else in */
}

static void
credential_read(struct stmt *q, struct arena *a, void *row)
{
	struct credential *c = row;

	c->id = stmt_col_int(q, 0);
	c->channel_id = stmt_col_int(q, 1);
	c->slot = stmt_col_text(q, 2, a)[0];
	c->state = state_parse(stmt_col_text(q, 3, a));
	c->tail = stmt_col_text(q, 4, a);
	c->permissions = stmt_col_text(q, 5, a);
	c->can = stmt_col_text(q, 6, a);
	c->error_code = (int)stmt_col_int(q, 7);
	c->error_subcode = (int)stmt_col_int(q, 8);
	c->error_text = stmt_col_text(q, 9, a);
	c->retry_at = stmt_col_int(q, 10);
	c->check_at = stmt_col_int(q, 11);
	c->checked_at = stmt_col_int(q, 12);
	c->created_at = stmt_col_int(q, 13);
}

enum rc
credentials_list(struct store *st, struct arena *a, int64_t channel_id,
    struct credential **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_LIST]);
	enum rc rc;

	stmt_int(q, 1, channel_id);
	stmt_int(q, 2, CREDENTIALS_MAX);
	*out = stmt_rows(q, a, sizeof(**out), credential_read, n, &rc);
	return rc;
}

enum rc
credentials_put(struct store *st, int64_t channel_id, char slot,
    const void *sealed, size_t n, const char *tail, int64_t created_by,
    int64_t now)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_PUT]);

	stmt_int(q, 1, channel_id);
	stmt_text(q, 2, (char[]){ slot, '\0' });
	stmt_blob(q, 3, sealed, n);
	stmt_text(q, 4, tail);
	stmt_int_or_null(q, 5, created_by);
	stmt_int(q, 6, now);
	return stmt_done(q, NULL);
}

enum rc
credentials_remove(struct store *st, int64_t channel_id, char slot)
{
	return store_change(st, sql[CREDENTIALS_REMOVE], RC_NOT_FOUND, "it",
	    channel_id, (char[]){ slot, '\0' });
}

enum rc
credentials_by_slot(struct store *st, struct arena *a, int64_t channel_id,
    char slot, struct credential *out)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_BY_SLOT]);

	stmt_int(q, 1, channel_id);
	stmt_text(q, 2, (char[]){ slot, '\0' });
	return stmt_one(q, a, credential_read, out);
}

enum rc
credentials_sealed(struct store *st, struct arena *a, int64_t id,
    const void **sealed, size_t *n)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_SEALED]);
	enum rc rc;

	stmt_int(q, 1, id);
	if ((rc = stmt_row(q)) == RC_OK)
		*sealed = stmt_col_blob(q, 0, a, n);
	stmt_reset(q);
	return rc;
}

enum rc
credentials_set_check(struct store *st, int64_t channel_id, int64_t at)
{
	return store_exec(
	    st, sql[CREDENTIALS_SET_CHECK], NULL, "ii", channel_id, at);
}

enum rc
credentials_next(struct store *st, int64_t *check_at)
{
	*check_at = 0;
	return stmt_one_int(store_stmt(st, sql[CREDENTIALS_NEXT]), check_at);
}

enum rc
credentials_due(
    struct store *st, struct arena *a, int64_t now, struct credential *out)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_DUE]);

	stmt_int(q, 1, now);
	return stmt_one(q, a, credential_read, out);
}

enum rc
credentials_set(struct store *st, const struct credential *c)
{
	struct stmt *q = store_stmt(st, sql[CREDENTIALS_SET]);

	stmt_int(q, 1, c->id);
	stmt_int(q, 2, c->created_at);
	stmt_text(q, 3, credential_states[c->state].name);
	stmt_text(q, 4, c->permissions);
	stmt_text(q, 5, c->can);
	stmt_int(q, 6, c->error_code);
	stmt_int(q, 7, c->error_subcode);
	stmt_text(q, 8, c->error_text);
	stmt_int_or_null(q, 9, c->retry_at);
	stmt_int(q, 10, c->check_at);
	stmt_int_or_null(q, 11, c->checked_at);
	stmt_text(q, 12, c->tail);
	return stmt_change(q, RC_CONFLICT);
}
