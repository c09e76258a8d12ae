#ifndef STORE_DB_SQLITE_H
#define STORE_DB_SQLITE_H

#include <sqlite3.h>

#include "store/db.h"

/* What the files of the SQLite driver share (db_sqlite*.c, search_fts.c);
 * nobody else includes it. */

/* Lists of statements by address; some 200 statements in all. */
enum { STORE_HASH = 256 };

struct stmt {
	struct store *st;
	const char *sql;
	sqlite3_stmt *q; /* NULL: could not be prepared */
	struct stmt *next;
	enum rc refused; /* by prepare or a bind; what row and done answer */
	bool running;	 /* has given a row and was not reset */
};

struct store {
	sqlite3 *db;
	struct arena *arena; /* of this struct and every struct stmt */
	struct stmt *table[STORE_HASH];
	bool open; /* between begin and commit or rollback */
	bool durable;
	const char *file; /* where it was begun */
	int line;
};

/* What SQLite's answer means to a caller; RC_FAIL is logged here. */
enum rc store_outcome(struct store *, int code, const char *text) MUST_USE;

#endif
