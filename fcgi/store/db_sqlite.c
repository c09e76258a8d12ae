#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/db_sqlite.h"
#include "store/search_fts.h"

enum {
	/* A writer of ours holds the store for milliseconds; a person waits
	 * no longer than this for a page. */
	BUSY_MS = 5000,
	/* Pages of the write-ahead log before it is folded into the file.
	 * The first to open a store reads the log whole, and the publisher
	 * opens a thousand stores a minute: 1 MB, not SQLite's 4. */
	CHECKPOINT_PAGES = 250,
	/* Small memory of SQLite's parser per connection: 16 KB, since one
	 * process holds SITE_OPEN_MAX of them. */
	LOOKASIDE_SIZE = 512,
	LOOKASIDE_N = 32
};

enum { DB_BEGIN, DB_BEGIN_READ, DB_COMMIT, DB__COUNT };

static const char *const sql[DB__COUNT] = {
	[DB_BEGIN] = "BEGIN IMMEDIATE",
	[DB_BEGIN_READ] = "BEGIN",
	[DB_COMMIT] = "COMMIT",
};

enum rc
store_outcome(struct store *st, int code, const char *text)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_DONE:
	case SQLITE_ROW:
		return RC_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return RC_BUSY;
	case SQLITE_CONSTRAINT:
		if (code != SQLITE_CONSTRAINT_NOTNULL &&
		    code != SQLITE_CONSTRAINT_DATATYPE)
			return RC_CONFLICT;
		break;
	default:
		break;
	}
	log_error("store: %s (%d) in: %s", sqlite3_errmsg(st->db), code, text);
	return RC_FAIL;
}

/* A COMMIT in a file of SQL would end the transaction it runs in. */
static int
no_transaction(void *ctx, int what, const char *a, const char *b, const char *c,
    const char *d)
{
	(void)ctx;
	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return what == SQLITE_TRANSACTION ? SQLITE_DENY : SQLITE_OK;
}

enum rc
store_script(struct store *st, const char *text)
{
	int code;

	if (st->open)
		sqlite3_set_authorizer(st->db, no_transaction, NULL);
	code = sqlite3_exec(st->db, text, NULL, NULL, NULL);
	if (st->open)
		sqlite3_set_authorizer(st->db, NULL, NULL);
	/* A long script is not worth a log line; its error names the table. */
	return store_outcome(st, code, strlen(text) < 200 ? text : "a script");
}

/* Nothing here reads the file but the last line, which the first statement
 * would have to do anyway. */
static enum rc
store_configure(struct store *st)
{
	static const struct {
		int op, on;
	} set[] = {
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		/* Closing must be as cheap as opening; the log is folded in
		 * by writers, each CHECKPOINT_PAGES. */
		{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
	};

	/* Before anything that uses this memory. */
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_LOOKASIDE, NULL,
	    LOOKASIDE_SIZE, LOOKASIDE_N);
	for (size_t i = 0; i < LEN(set); i++)
		if (sqlite3_db_config(st->db, set[i].op, set[i].on, NULL) !=
		    SQLITE_OK) {
			log_error("store: SQLite refuses option %d", set[i].op);
			return RC_FAIL;
		}
	sqlite3_busy_timeout(st->db, BUSY_MS);
	sqlite3_wal_autocheckpoint(st->db, CHECKPOINT_PAGES);
	return store_script(st,
	    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
	    "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-512;");
}

enum rc
store_open(struct store **out, const char *path)
{
	/* EXRESCODE: which constraint it was.  NOMUTEX: no threads here. */
	int flags =
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct arena *a = arena_new();
	struct store *st = arena_alloc(a, sizeof(*st));
	enum rc rc;
	int code;

	*out = NULL;
	st->arena = a;
	if (strcmp(path, ":memory:") == 0)
		flags |= SQLITE_OPEN_MEMORY;
	code = sqlite3_open_v2(path, &st->db, flags, NULL);
	if (code != SQLITE_OK) {
		bool missing = (code & 0xff) == SQLITE_CANTOPEN &&
			       st->db != NULL &&
			       (sqlite3_system_errno(st->db) == ENOENT ||
				   sqlite3_system_errno(st->db) == ENOTDIR);

		rc = RC_NOT_FOUND;
		if (!missing) {
			log_error("store: %s (%d): %s", sqlite3_errstr(code),
			    code, path);
			rc = RC_FAIL;
		}
		goto undo;
	}
	if ((rc = store_configure(st)) != RC_OK ||
	    (rc = search_fts_register(st)) != RC_OK)
		goto undo;
	*out = st;
	return RC_OK;
undo:
	store_close(st);
	return rc;
}

void
store_close(struct store *st)
{
	if (st == NULL)
		return;
	if (st->db != NULL)
		store_rollback(st);
	for (size_t i = 0; i < STORE_HASH; i++)
		for (struct stmt *q = st->table[i]; q != NULL; q = q->next)
			sqlite3_finalize(q->q);
	if (sqlite3_close(st->db) != SQLITE_OK)
		log_error("store: not closed: %s", sqlite3_errmsg(st->db));
	arena_free(st->arena);
}

/* A statement left with a row keeps its view of the data, and one that
 * writes would make the commit fail: both are bugs of the caller. */
static void
store_settle(struct store *st, bool complain)
{
	for (size_t i = 0; i < STORE_HASH; i++)
		for (struct stmt *s = st->table[i]; s != NULL; s = s->next) {
			if (!s->running)
				continue;
			if (complain)
				log_error("store: not reset: %s", s->sql);
			stmt_reset(s);
		}
}

static enum rc
store_begin_as(
    struct store *st, int how, bool durable, const char *file, int line)
{
	enum rc rc;

	if (st->open) {
		log_error("store: begun at %s:%d, again at %s:%d", st->file,
		    st->line, file, line);
		return RC_FAIL;
	}
	/* SQLite takes this pragma when it is prepared, and only outside a
	 * transaction, so it is not a cached statement. */
	if (durable &&
	    (rc = store_script(st, "PRAGMA synchronous=FULL")) != RC_OK)
		return rc;
	st->durable = durable;
	if ((rc = stmt_done(store_stmt(st, sql[how]), NULL)) != RC_OK) {
		store_rollback(st);
		return rc;
	}
	st->open = true;
	st->file = file;
	st->line = line;
	return RC_OK;
}

enum rc
store_begin_at(struct store *st, const char *file, int line)
{
	return store_begin_as(st, DB_BEGIN, false, file, line);
}

enum rc
store_begin_durable_at(struct store *st, const char *file, int line)
{
	return store_begin_as(st, DB_BEGIN, true, file, line);
}

enum rc
store_begin_read(struct store *st)
{
	return store_begin_as(st, DB_BEGIN_READ, false, "a reader", 0);
}

enum rc
store_commit(struct store *st)
{
	enum rc rc;

	if (!st->open) {
		log_error("store: commit without begin");
		return RC_FAIL;
	}
	store_settle(st, true);
	rc = stmt_done(store_stmt(st, sql[DB_COMMIT]), NULL);
	store_rollback(st); /* what a failed commit may leave open */
	return rc;
}

void
store_rollback(struct store *st)
{
	st->open = false;
	if (!sqlite3_get_autocommit(st->db)) {
		store_settle(st, false);
		/* It cannot fail in a way that leaves data behind: the log's
		 * frames without a commit mark are ignored. */
		if (store_script(st, "ROLLBACK") != RC_OK)
			log_error("store: not rolled back");
	}
	if (st->durable &&
	    store_script(st, "PRAGMA synchronous=NORMAL") == RC_OK)
		st->durable = false;
}

bool
store_in_transaction(const struct store *st)
{
	return st->open;
}

void
store_patient(struct store *st, bool patient)
{
	sqlite3_busy_timeout(st->db, patient ? BUSY_MS : 0);
}

static void
stmt_prepare(struct stmt *s)
{
	int code = sqlite3_prepare_v3(
	    s->st->db, s->sql, -1, SQLITE_PREPARE_PERSISTENT, &s->q, NULL);

	s->refused = store_outcome(s->st, code, s->sql);
}

struct stmt *
store_stmt(struct store *st, const char *text)
{
	/* Addresses of literals differ in their low bits, too. */
	uintptr_t h = (uintptr_t)text;
	struct stmt **list, *s;

	list = &st->table[(h ^ (h >> 8) ^ (h >> 16)) % STORE_HASH];
	for (s = *list; s != NULL && s->sql != text; s = s->next)
		;
	if (s == NULL) {
		s = arena_alloc(st->arena, sizeof(*s));
		s->st = st;
		s->sql = text;
		s->next = *list;
		*list = s;
	}
	if (s->running) {
		log_error("store: taken while it runs: %s", text);
		stmt_reset(s);
	}
	s->refused = RC_OK;
	if (s->q == NULL)
		stmt_prepare(s);
	return s;
}

static void
stmt_bound(struct stmt *s, int code)
{
	if (code != SQLITE_OK && s->refused == RC_OK)
		s->refused = store_outcome(s->st, code, s->sql);
}

void
stmt_int(struct stmt *s, int n, int64_t value)
{
	stmt_bound(s, sqlite3_bind_int64(s->q, n, value));
}

void
stmt_null(struct stmt *s, int n)
{
	stmt_bound(s, sqlite3_bind_null(s->q, n));
}

void
stmt_text(struct stmt *s, int n, const char *text)
{
	stmt_bound(s, sqlite3_bind_text(s->q, n, text, -1, SQLITE_TRANSIENT));
}

void
stmt_blob(struct stmt *s, int n, const void *data, size_t size)
{
	/* NULL of no bytes is an empty blob, not NULL. */
	if (size == 0)
		stmt_bound(s, sqlite3_bind_zeroblob(s->q, n, 0));
	else
		stmt_bound(s,
		    sqlite3_bind_blob64(s->q, n, data, size, SQLITE_TRANSIENT));
}

void
stmt_reset(struct stmt *s)
{
	bool running = s->running;
	int code;

	if (s->q == NULL)
		return;
	code = sqlite3_reset(s->q);

	s->running = false;
	/* Long texts and private words do not wait for the next use. */
	sqlite3_clear_bindings(s->q);
	/* A failed step was told by the step; this is a write that ended
	 * badly outside a transaction. */
	if (running && code != SQLITE_OK)
		log_error("store: %s (%d) at the end of: %s",
		    sqlite3_errmsg(s->st->db), code, s->sql);
}

enum rc
stmt_row(struct stmt *s)
{
	struct store *st = s->st;
	enum rc rc = s->refused;
	int code;

	if (rc == RC_OK && st->open && sqlite3_get_autocommit(st->db)) {
		log_error("store: the transaction of %s:%d was undone by "
			  "SQLite, refused: %s",
		    st->file, st->line, s->sql);
		rc = RC_FAIL;
	}
	if (rc == RC_OK) {
		code = sqlite3_step(s->q);
		if (code == SQLITE_ROW) {
			s->running = true;
			return RC_OK;
		}
		rc = code == SQLITE_DONE ? RC_NOT_FOUND
					 : store_outcome(st, code, s->sql);
	}
	s->running = false;
	stmt_reset(s);
	return rc;
}

enum rc
stmt_done(struct stmt *s, int *changed)
{
	enum rc rc;

	while ((rc = stmt_row(s)) == RC_OK)
		;
	if (rc != RC_NOT_FOUND)
		return rc;
	if (changed != NULL)
		*changed = sqlite3_changes(s->st->db);
	return RC_OK;
}

/* SQLite calls BEGIN and ATTACH read-only, too: only a query gives columns,
 * and those that answer a PRAGMA are none of ours.  A second statement behind
 * a semicolon would be ignored in silence. */
bool
stmt_reads_only(struct stmt *s)
{
	return s->q != NULL && sqlite3_stmt_readonly(s->q) &&
	       sqlite3_column_count(s->q) > 0 && strchr(s->sql, ';') == NULL &&
	       (strncmp(s->sql, "SELECT ", 7) == 0 ||
		   strncmp(s->sql, "WITH ", 5) == 0);
}

int
stmt_parameters(struct stmt *s)
{
	return s->q == NULL ? 0 : sqlite3_bind_parameter_count(s->q);
}

int64_t
stmt_col_int(struct stmt *s, int col)
{
	return sqlite3_column_int64(s->q, col);
}

bool
stmt_col_null(struct stmt *s, int col)
{
	return sqlite3_column_type(s->q, col) == SQLITE_NULL;
}

const char *
stmt_col_text(struct stmt *s, int col, struct arena *a)
{
	const char *text = (const char *)sqlite3_column_text(s->q, col);
	size_t n = (size_t)sqlite3_column_bytes(s->q, col);

	return text == NULL ? "" : arena_strndup(a, text, n);
}

const void *
stmt_col_blob(struct stmt *s, int col, struct arena *a, size_t *n)
{
	const void *data = sqlite3_column_blob(s->q, col);

	*n = (size_t)sqlite3_column_bytes(s->q, col);
	if (data == NULL)
		return NULL;
	return memcpy(arena_alloc(a, *n), data, *n);
}

int64_t
store_last_id(struct store *st)
{
	return sqlite3_last_insert_rowid(st->db);
}
