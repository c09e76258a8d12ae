#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/*
 * The narrow driver.  One store is one connection, used by one process at a
 * time.  SQL text stands only in row files (the plural NAMEs.c) as tables of
 * statements announced with STORE_STATEMENTS; parameters are ?1, ?2 …
 * Invariants: no transaction is open outside begin/commit/rollback; a
 * statement is reset before its function returns.
 * A commit that must survive a power cut is announced at its beginning
 * (store_begin_durable), because SQLite does not change that afterwards.
 * A full disk or a broken one undoes the whole transaction: what follows in
 * it is refused, so nothing is ever half-written.
 */
struct store;
struct stmt;

/* Announces a row file's table so that every statement can be listed,
 * prepared at start and explained by `nastavnik check`.  The linker collects
 * these in one section, so there is no list to keep. */
struct store_statements {
	const char *file;
	const char *const *sql;
	int n;
};
#define STORE_STATEMENTS(table)                                                \
	static const struct store_statements store_statements_here = {         \
		__FILE__, table, (int)LEN(table)                               \
	};                                                                     \
	static const struct store_statements *const store_statements_ptr       \
	    __attribute__((section("store_statements"), used)) =               \
		&store_statements_here

/* Open an existing database; path ":memory:" makes an empty one.  Sets WAL,
 * foreign keys, busy timeout (5 s), temp_store memory, trusted_schema off.
 * RC_NOT_FOUND: no such file. */
enum rc store_open(struct store **, const char *path) MUST_USE;
void store_close(
    struct store *); /* NULL is fine; an open transaction is undone */

/* BEGIN IMMEDIATE; a nested begin is a bug: log + RC_FAIL.  RC_BUSY: locked
 * longer than the busy timeout. */
enum rc store_begin_at(struct store *, const char *file, int line) MUST_USE;
#define store_begin(st) store_begin_at((st), __FILE__, __LINE__)
/* The same, and its commit survives a power cut (synchronous=FULL). */
enum rc store_begin_durable_at(
    struct store *, const char *file, int line) MUST_USE;
#define store_begin_durable(st) store_begin_durable_at((st), __FILE__, __LINE__)
/* A transaction that only reads: one picture of the data for one page. */
enum rc store_begin_read(struct store *) MUST_USE;
/* Anything but RC_OK: nothing was written, and the transaction is over. */
enum rc store_commit(struct store *) MUST_USE;
void store_rollback(struct store *); /* no transaction: nothing happens */
/* RC_OK commits; anything else undoes and comes back. */
enum rc store_end(struct store *, enum rc) MUST_USE;
bool store_in_transaction(const struct store *);

/* Whether statements wait for another writer; they do unless told otherwise.
 * A write that may as well be left out must not hold up a reader. */
void store_patient(struct store *, bool);

struct stmt *store_stmt(
    struct store *, const char *sql);	      /* cached by address */
void stmt_int(struct stmt *, int n, int64_t); /* n is the 2 of ?2 */
void stmt_null(struct stmt *, int n);
void stmt_text(
    struct stmt *, int n, const char *); /* NULL binds NULL; copied */
void stmt_blob(struct stmt *, int n, const void *, size_t);
/* An id or time that may be missing: 0 binds NULL. */
void stmt_int_or_null(struct stmt *, int n, int64_t);
/* A day of base/day.h: DAY_NONE binds NULL, and comes back of it. */
void stmt_day(struct stmt *, int n, int day);
int stmt_col_day(struct stmt *, int col);
enum rc stmt_row(
    struct stmt *) MUST_USE; /* RC_OK a row, RC_NOT_FOUND no more */
/* Run to the end. RC_CONFLICT: a UNIQUE, CHECK, trigger or foreign key
 * refused it.  A NULL or a type the table does not take is a bug: RC_FAIL. */
enum rc stmt_done(struct stmt *, int *changed) MUST_USE;
/* The same, and none if it changed no row. */
enum rc stmt_change(struct stmt *, enum rc none) MUST_USE;
int64_t stmt_col_int(struct stmt *, int col); /* NULL is 0 */
bool stmt_col_null(struct stmt *, int col);
const char *stmt_col_text(
    struct stmt *, int col, struct arena *); /* NULL is "" */
const void *stmt_col_blob(struct stmt *, int col, struct arena *, size_t *n);
void stmt_reset(struct stmt *);
/* For statements that come from descriptions: a SELECT that changes nothing,
 * and how many parameters it has. */
bool stmt_reads_only(struct stmt *);
int stmt_parameters(struct stmt *);
int64_t store_last_id(struct store *);

/* The rest of a query that has its parameters; the statement is reset, also
 * when it fails.  A reader fills one row, which is zeroed in a list. */
typedef void stmt_read(struct stmt *, struct arena *, void *row);
/* Every row, in an array.  No row: NULL and 0 with RC_OK; a failure keeps
 * none. */
void *stmt_rows(struct stmt *, struct arena *, size_t size, stmt_read *, int *n,
    enum rc *) MUST_USE;
int64_t *stmt_ints(
    struct stmt *, struct arena *, int *n, enum rc *) MUST_USE; /* column 0 */
/* The first row; without one RC_NOT_FOUND, and what is pointed at stays. */
enum rc stmt_one(struct stmt *, struct arena *, stmt_read *, void *) MUST_USE;
enum rc stmt_one_int(struct stmt *, int64_t *) MUST_USE;
enum rc stmt_one_text(struct stmt *, struct arena *, const char **) MUST_USE;
enum rc stmt_count(struct stmt *, int *) MUST_USE;
enum rc stmt_any(struct stmt *) MUST_USE; /* whether there is a row */

/* Bind-and-go for the many short ones: fmt has one letter per parameter,
 * i int64_t, z int64_t where 0 is NULL, t const char *, and runs to the end.
 * changed may be NULL. */
enum rc store_exec(struct store *, const char *sql, int *changed,
    const char *fmt, ...) MUST_USE;
enum rc store_change(struct store *, const char *sql, enum rc none,
    const char *fmt, ...) MUST_USE;

/* For migrations, check and tests only. */
enum rc store_script(struct store *, const char *sql) MUST_USE;
/* Prepare every announced statement; RC_FAIL after logging each that fails.
 * scan, if not NULL, is called for each statement whose plan scans a table. */
enum rc store_prepare_all(struct store *,
    void (*scan)(
	void *ctx, const char *file, const char *sql, const char *detail),
    void *ctx) MUST_USE;

/* Copy a live database to path by the backup API (path must not exist). */
enum rc store_copy(struct store *, const char *path) MUST_USE;
/* PRAGMA integrity_check and foreign_key_check; RC_INVALID with the first
 * finding in detail (arena). */
enum rc store_check(
    struct store *, struct arena *, const char **detail) MUST_USE;

#endif
