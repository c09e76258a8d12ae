#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/db_sqlite.h"

enum {
	/* A copy that is disturbed by writers starts anew; give up after
	 * this many waits of COPY_WAIT_MS (one minute). */
	COPY_WAITS = 600,
	COPY_WAIT_MS = 100
};

/* Made by the linker around the section of STORE_STATEMENTS; weak, because a
 * program may have no row file. */
extern const struct store_statements *const __start_store_statements[]
    __attribute__((weak));
extern const struct store_statements *const __stop_store_statements[]
    __attribute__((weak));

/* A table or its whole index is read.  own: names, each between blanks, of
 * subqueries of this statement; what they read has lines of its own. */
static bool
plan_scans(const char *text, const char *detail, struct strbuf *own)
{
	char name[64], spaced[64 + 2];

	if (sscanf(detail, "CO-ROUTINE %63s", name) == 1 ||
	    sscanf(detail, "MATERIALIZE %63s", name) == 1)
		strbuf_addf(own, " %s ", name);
	if (sscanf(detail, "SCAN %63s", name) != 1 || name[0] == '(' ||
	    strcmp(name, "CONSTANT") == 0)
		return false;
	/* A full-text table is asked for words (…INDEX 64:M2); without any
	 * nothing stands behind the colon. */
	if (strstr(detail, " VIRTUAL TABLE INDEX ") != NULL &&
	    detail[strlen(detail) - 1] != ':')
		return false;
	snprintf(spaced, sizeof(spaced), " %s ", name);
	if (strstr(own->buf, spaced) != NULL)
		return false;
	/* For a row that is inserted, tables that refer to its table stand in
	 * the plan; they are read only while a deferred key is unmet. */
	return strncmp(text, "INSERT", 6) != 0 || strstr(text, name) != NULL;
}

/* Prepared anew and let go: a statement prepared long ago says nothing about
 * the tables of today, and 200 of them are not wanted in memory. */
static enum rc
stmt_try(struct store *st, const char *file, const char *text,
    void (*scan)(void *, const char *, const char *, const char *), void *ctx)
{
	struct strbuf b, own;
	sqlite3_stmt *q;
	enum rc rc;

	strbuf_init(&own);
	strbuf_init(&b);
	/* Explaining prepares, too. */
	strbuf_addf(&b, "EXPLAIN QUERY PLAN %s", text);
	rc = store_outcome(
	    st, sqlite3_prepare_v2(st->db, b.buf, -1, &q, NULL), text);
	while (rc == RC_OK && sqlite3_step(q) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(q, 3);

		if (scan != NULL && detail != NULL &&
		    plan_scans(text, detail, &own))
			scan(ctx, file, text, detail);
	}
	sqlite3_finalize(q);
	strbuf_free(&b);
	strbuf_free(&own);
	return rc;
}

enum rc
store_prepare_all(struct store *st,
    void (*scan)(
	void *ctx, const char *file, const char *sql, const char *detail),
    void *ctx)
{
	const struct store_statements *const *p = __start_store_statements;
	enum rc rc = RC_OK;

	for (; p != __stop_store_statements; p++)
		for (int i = 0; i < (*p)->n; i++) {
			const char *text = (*p)->sql[i];

			if (text == NULL)
				log_error("store: %s: statement %d is missing",
				    (*p)->file, i);
			if (text == NULL ||
			    stmt_try(st, (*p)->file, text, scan, ctx) != RC_OK)
				rc = RC_FAIL;
		}
	return rc;
}

static int
copy_run(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int code = SQLITE_BUSY;

	if (b == NULL)
		return sqlite3_extended_errcode(to);
	for (int i = 0; i < COPY_WAITS; i++) {
		code = sqlite3_backup_step(b, -1);
		if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
			break;
		sqlite3_sleep(COPY_WAIT_MS);
	}
	sqlite3_backup_finish(b);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

enum rc
store_copy(struct store *st, const char *path)
{
	sqlite3 *to = NULL;
	int code, fd;

	/* Ours before SQLite opens it: people's names are in there. */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		if (errno == EEXIST)
			return RC_CONFLICT;
		log_error("store: %s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	close(fd);
	code = sqlite3_open_v2(
	    path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK)
		code = copy_run(to, st->db);
	if (sqlite3_close(to) != SQLITE_OK && code == SQLITE_OK)
		code = SQLITE_ERROR;
	if (code == SQLITE_OK)
		return RC_OK;
	unlink(path);
	if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		return RC_BUSY;
	log_error(
	    "store: copy to %s: %s (%d)", path, sqlite3_errstr(code), code);
	return RC_FAIL;
}

enum rc
store_check(struct store *st, struct arena *a, const char **detail)
{
	/* One finding is enough to act upon. */
	struct stmt *q = store_stmt(st, "PRAGMA integrity_check(1)");
	enum rc rc;

	*detail = "";
	if ((rc = stmt_row(q)) != RC_OK)
		return RC_FAIL;
	*detail = stmt_col_text(q, 0, a);
	stmt_reset(q);
	if (strcmp(*detail, "ok") != 0)
		return RC_INVALID;
	*detail = "";
	q = store_stmt(st, "PRAGMA foreign_key_check");
	rc = stmt_row(q);
	if (rc == RC_OK)
		*detail = arena_printf(a,
		    "row %lld of %s refers to a missing row of %s",
		    (long long)stmt_col_int(q, 1), stmt_col_text(q, 0, a),
		    stmt_col_text(q, 2, a));
	stmt_reset(q);
	if (rc == RC_OK)
		return RC_INVALID;
	return rc == RC_NOT_FOUND ? RC_OK : RC_FAIL;
}
