#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/db.h"
#include "store/file.h"

/* What the driver promises in store/db.h. */

enum {
	T_INSERT,
	T_GET,
	T_ALL,
	T_COUNT,
	T_UPDATE,
	T_RETURNING,
	T_SCAN,
	T_CHILD,
	T__COUNT
};
static const char *const sql[T__COUNT] = {
	[T_INSERT] = "INSERT INTO t (id, name, n) VALUES (?1, ?2, ?3)",
	[T_GET] = "SELECT id, name, n, b FROM t WHERE id = ?1",
	[T_ALL] = "SELECT id FROM t ORDER BY id",
	[T_COUNT] = "SELECT count(*) FROM t",
	[T_UPDATE] = "UPDATE t SET n = ?2, b = ?3 WHERE id = ?1",
	[T_RETURNING] = "INSERT INTO t (name) VALUES (?1) RETURNING id",
	[T_SCAN] = "SELECT id FROM t WHERE n > ?1",
	[T_CHILD] = "INSERT INTO child (t_id) VALUES (?1)",
};
STORE_STATEMENTS(sql);

static const char schema[] =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " n INTEGER CHECK (n < 100), b BLOB) STRICT;"
    "CREATE TABLE child (t_id INTEGER NOT NULL REFERENCES t(id)) STRICT;";

/* SQLite calls these two in the C library; ours stand before it and count,
 * so a test sees what really reaches the disk. */
static int syncs, sync_fails;

int
fdatasync(int fd)
{
	syncs++;
	if (sync_fails) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fdatasync, fd);
}

/* A disk that is full from now on, through SQLite's own hook for tests. */
static bool disk_full;

static ssize_t
pwrite_or_full(int fd, const void *buf, size_t n, off_t at)
{
	if (disk_full) {
		errno = ENOSPC;
		return -1;
	}
	return pwrite(fd, buf, n, at);
}

static char dir[] = "/tmp/test_db.XXXXXX";
static char *path;
static struct arena *arena;

static int
setup(void **state)
{
	static const char *const calls[] = { "pwrite", "pwrite64" };
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	(void)state;
	log_init("test");
	if (mkdtemp(dir) == NULL)
		return -1;
	arena = arena_new();
	for (size_t i = 0; i < LEN(calls); i++)
		vfs->xSetSystemCall(
		    vfs, calls[i], (sqlite3_syscall_ptr)pwrite_or_full);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	file_remove_all(dir);
	arena_free(arena);
	return 0;
}

/* A new store on the disk, with one row. */
static struct store *
fresh(const char *name)
{
	struct store *st;

	path = arena_printf(arena, "%s/%s", dir, name);
	assert_int_equal(file_write(path, "", 0600), RC_OK);
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(store_script(st, schema), RC_OK);
	assert_int_equal(store_exec(st, sql[T_INSERT], NULL, "iti", (int64_t)1,
			     "один", (int64_t)11),
	    RC_OK);
	return st;
}

static int64_t
count(struct store *st)
{
	struct stmt *q = store_stmt(st, sql[T_COUNT]);
	int64_t n;

	assert_int_equal(stmt_row(q), RC_OK);
	n = stmt_col_int(q, 0);
	stmt_reset(q);
	return n;
}

static void
what_is_bound_comes_back(void **state)
{
	struct store *st = fresh("bound");
	const void *blob;
	struct stmt *q;
	int changed;
	size_t n;

	(void)state;
	q = store_stmt(st, sql[T_UPDATE]);
	stmt_int(q, 1, 1);
	stmt_int_or_null(q, 2, 0);
	stmt_blob(q, 3, "a\0b", 3);
	assert_int_equal(stmt_done(q, &changed), RC_OK);
	assert_int_equal(changed, 1);
	q = store_stmt(st, sql[T_GET]);
	stmt_int(q, 1, 1);
	assert_int_equal(stmt_row(q), RC_OK);
	assert_string_equal(stmt_col_text(q, 1, arena), "один");
	assert_true(stmt_col_null(q, 2));
	assert_int_equal(stmt_col_int(q, 2), 0);
	blob = stmt_col_blob(q, 3, arena, &n);
	assert_int_equal(n, 3);
	assert_memory_equal(blob, "a\0b", 3);
	assert_int_equal(stmt_row(q), RC_NOT_FOUND);
	/* Nothing of the last use is left: ?1 is NULL. */
	q = store_stmt(st, sql[T_GET]);
	assert_int_equal(stmt_row(q), RC_NOT_FOUND);
	store_close(st);
}

static void
refusals_have_their_outcome(void **state)
{
	static const struct {
		const char *why, *sql;
		enum rc rc;
	} cases[] = {
		{ "unique", "INSERT INTO t (name) VALUES ('один')",
		    RC_CONFLICT },
		{ "key", "INSERT INTO t VALUES (1, 'x', 1, NULL)",
		    RC_CONFLICT },
		{ "check", "INSERT INTO t (name, n) VALUES ('x', 100)",
		    RC_CONFLICT },
		{ "foreign key", "INSERT INTO child VALUES (77)", RC_CONFLICT },
		{ "no value", "INSERT INTO t (name) VALUES (NULL)", RC_FAIL },
		{ "type", "INSERT INTO t (name, n) VALUES ('x', 'y')",
		    RC_FAIL },
		{ "typing error", "SELEKT 1", RC_FAIL },
		{ "string in double quotes",
		    "SELECT id FROM t WHERE name = \"один\"", RC_FAIL },
		{ "nothing to change", "UPDATE t SET n = 1 WHERE id = 9",
		    RC_OK },
	};
	struct store *st = fresh("refusals");

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		int changed = 7;
		enum rc rc = store_exec(st, cases[i].sql, &changed, "");

		if (rc != cases[i].rc)
			fail_msg("%s: %d", cases[i].why, rc);
		if (rc == RC_OK)
			assert_int_equal(changed, 0);
	}
	store_close(st);
}

static void
a_missing_file_is_not_made(void **state)
{
	struct store *st;

	(void)state;
	path = arena_printf(arena, "%s/none", dir);
	assert_int_equal(store_open(&st, path), RC_NOT_FOUND);
	assert_false(file_exists(path));
	path = arena_printf(arena, "%s/none/none", dir);
	assert_int_equal(store_open(&st, path), RC_NOT_FOUND);
}

static void
a_file_that_is_no_store_is_our_trouble(void **state)
{
	struct store *st;

	(void)state;
	path = arena_printf(arena, "%s/text", dir);
	assert_int_equal(
	    file_write(path, arena_printf(arena, "%01000d", 7), 0600), RC_OK);
	assert_int_equal(store_open(&st, path), RC_FAIL);
}

static void
a_transaction_is_all_or_nothing(void **state)
{
	struct store *st = fresh("all-or-nothing");
	struct stmt *q;

	(void)state;
	assert_int_equal(store_begin(st), RC_OK);
	assert_true(store_in_transaction(st));
	assert_int_equal(store_begin(st), RC_FAIL);
	assert_int_equal(store_begin_read(st), RC_FAIL);
	q = store_stmt(st, sql[T_RETURNING]);
	stmt_text(q, 1, "два");
	assert_int_equal(stmt_row(q), RC_OK);
	assert_int_equal(stmt_col_int(q, 0), store_last_id(st));
	/* Not reset: the driver does it, and undoes all the same. */
	store_rollback(st);
	assert_false(store_in_transaction(st));
	assert_int_equal(count(st), 1);
	store_rollback(st);
	assert_int_equal(store_commit(st), RC_FAIL);

	assert_int_equal(store_begin(st), RC_OK);
	q = store_stmt(st, sql[T_RETURNING]);
	stmt_text(q, 1, "два");
	assert_int_equal(stmt_row(q), RC_OK);
	/* The same: a forgotten reset does not make the commit fail. */
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(count(st), 2);

	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(store_exec(st, sql[T_INSERT], NULL, "itz", (int64_t)3,
			     "три", (int64_t)0),
	    RC_OK);
	store_close(st); /* undoes */
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(count(st), 2);
	store_close(st);
}

static void
a_commit_refused_by_a_key_leaves_nothing(void **state)
{
	struct store *st = fresh("deferred");

	(void)state;
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(
	    store_script(st, "PRAGMA defer_foreign_keys=ON"), RC_OK);
	assert_int_equal(
	    store_exec(st, sql[T_CHILD], NULL, "i", (int64_t)99), RC_OK);
	assert_int_equal(store_commit(st), RC_CONFLICT);
	assert_false(store_in_transaction(st));
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	store_close(st);
}

static void
two_writers_wait_and_are_told_busy(void **state)
{
	struct store *st = fresh("busy"), *other;

	(void)state;
	assert_int_equal(store_open(&other, path), RC_OK);
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(store_exec(st, sql[T_INSERT], NULL, "itz", (int64_t)2,
			     "два", (int64_t)0),
	    RC_OK);
	/* A reader sees what was there and does not wait. */
	assert_int_equal(store_begin_read(other), RC_OK);
	assert_int_equal(count(other), 1);
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(count(other), 1); /* one picture for one page */
	/* Its picture is old: it cannot become a writer. */
	assert_int_equal(store_exec(other, sql[T_UPDATE], NULL, "iz",
			     (int64_t)1, (int64_t)0),
	    RC_BUSY);
	assert_int_equal(store_commit(other), RC_OK);
	assert_int_equal(count(other), 2);
	store_close(other);
	store_close(st);
}

static void
only_a_durable_commit_waits_for_the_disk(void **state)
{
	static const struct {
		bool durable;
		int syncs;
	} cases[] = { { false, 0 }, { true, 1 }, { false, 0 }, { true, 1 },
		{ true, 1 } };
	struct store *st = fresh("durable");

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		assert_int_equal(cases[i].durable ? store_begin_durable(st)
						  : store_begin(st),
		    RC_OK);
		assert_int_equal(store_exec(st, sql[T_UPDATE], NULL, "iz",
				     (int64_t)1, (int64_t)i),
		    RC_OK);
		syncs = 0;
		assert_int_equal(store_commit(st), RC_OK);
		assert_int_equal(syncs, cases[i].syncs);
	}
	/* A durable transaction that was undone leaves no trace. */
	assert_int_equal(store_begin_durable(st), RC_OK);
	store_rollback(st);
	syncs = 0;
	assert_int_equal(
	    store_exec(st, sql[T_UPDATE], NULL, "iz", (int64_t)1, (int64_t)9),
	    RC_OK);
	assert_int_equal(syncs, 0);
	store_close(st);
}

static void
a_durable_commit_that_did_not_reach_the_disk_is_no_commit(void **state)
{
	struct store *st = fresh("sync-fails");

	(void)state;
	assert_int_equal(store_begin_durable(st), RC_OK);
	assert_int_equal(store_exec(st, sql[T_INSERT], NULL, "itz", (int64_t)2,
			     "два", (int64_t)0),
	    RC_OK);
	sync_fails = 1;
	assert_int_equal(store_commit(st), RC_FAIL);
	sync_fails = 0;
	assert_int_equal(count(st), 1);
	store_close(st);
}

/* The transaction's first pages spill to the log while it runs (a cache of
 * 512 KB), so the disk fills up in its middle and at its commit. */
static void
a_full_disk_leaves_nothing_half_written(void **state)
{
	static const int rows_before_full[] = { 0, 1, 600 };
	char *long_name = memset(arena_alloc(arena, 4001), 'x', 4000);

	(void)state;
	for (size_t i = 0; i < LEN(rows_before_full); i++) {
		struct store *st =
		    fresh(arena_printf(arena, "full-%d", (int)i));
		enum rc rc = RC_OK;

		assert_int_equal(store_begin(st), RC_OK);
		for (int n = 0; n < 1200 && rc == RC_OK; n++) {
			if (n == rows_before_full[i])
				disk_full = true;
			rc = store_exec(st, sql[T_INSERT], NULL, "itz",
			    (int64_t)(n + 10),
			    arena_printf(arena, "%d%s", n, long_name),
			    (int64_t)0);
		}
		assert_int_equal(rc, RC_FAIL);
		disk_full = false;
		/* A caller that goes on is refused, not half obeyed. */
		assert_int_equal(store_exec(st, sql[T_INSERT], NULL, "itz",
				     (int64_t)5, "пять", (int64_t)0),
		    RC_FAIL);
		assert_int_equal(store_commit(st), RC_FAIL);
		assert_int_equal(count(st), 1);
		store_close(st);
		assert_int_equal(store_open(&st, path), RC_OK);
		assert_int_equal(count(st), 1);
		store_close(st);
	}
}

static void
a_process_killed_in_a_transaction_leaves_nothing(void **state)
{
	struct store *st;
	int status;
	pid_t pid;

	(void)state;
	store_close(fresh("killed"));
	if ((pid = fork()) == 0) {
		if (store_open(&st, path) != RC_OK ||
		    store_begin(st) != RC_OK ||
		    store_exec(st, sql[T_INSERT], NULL, "itz", (int64_t)2,
			"два", (int64_t)0) != RC_OK)
			_exit(1);
		raise(SIGKILL);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(count(st), 1);
	store_close(st);
}

static void
closing_does_not_fold_the_log_in(void **state)
{
	struct store *st = fresh("log");
	char *log = arena_printf(arena, "%s-wal", path);
	struct stat before, after;

	(void)state;
	syncs = 0;
	assert_int_equal(stat(log, &before), 0);
	store_close(st);
	assert_int_equal(stat(log, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(syncs, 0);
	/* The log holds people's names like the store itself. */
	assert_int_equal(after.st_mode & 0777, 0600);
}

struct seen {
	int n;
	bool ours;
};

static void
scan_seen(void *ctx, const char *file, const char *text, const char *detail)
{
	struct seen *s = ctx;

	assert_non_null(strstr(detail, "SCAN"));
	if (strstr(file, "test_db.c") == NULL)
		return;
	s->n++;
	if (text == sql[T_SCAN])
		s->ours = true;
	if (text == sql[T_GET])
		fail_msg("a search by key is called a scan");
}

static void
every_statement_is_prepared_and_scans_are_named(void **state)
{
	struct store *st = fresh("prepare");
	struct seen seen = { 0, false };

	(void)state;
	/* Linked-in row files want the product's own tables. */
	assert_int_equal(
	    store_script(st,
		"CREATE TABLE migrations (version INTEGER PRIMARY KEY, name, sha256,"
		" applied_at); CREATE TABLE settings (name PRIMARY KEY, value);"
		"CREATE TABLE cycles (title, kind, starts_at, ends_at, current);"
		"CREATE TABLE rubrics (slug, title, hashtag, position);"),
	    RC_OK);
	(void)!store_prepare_all(st, scan_seen, &seen);
	assert_true(seen.ours);
	/* all, count, by n; not child, which an insert into t never reads */
	assert_int_equal(seen.n, 3);
	assert_int_equal(store_script(st, "DROP TABLE child"), RC_OK);
	assert_int_equal(store_prepare_all(st, NULL, NULL), RC_FAIL);
	store_close(st);
}

static void
a_copy_is_whole_and_private_and_does_not_overwrite(void **state)
{
	struct store *st = fresh("copied"), *copy;
	char *to = arena_printf(arena, "%s/copy", dir);
	const char *finding;
	struct stat sb;

	(void)state;
	assert_int_equal(store_copy(st, to), RC_OK);
	assert_int_equal(store_copy(st, to), RC_CONFLICT);
	assert_int_equal(stat(to, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
	assert_false(file_exists(arena_printf(arena, "%s-wal", to)));
	assert_int_equal(store_open(&copy, to), RC_OK);
	assert_int_equal(count(copy), 1);
	assert_int_equal(store_check(copy, arena, &finding), RC_OK);
	store_close(copy);
	store_close(st);
}

static void
check_finds_a_missing_row(void **state)
{
	struct store *st = fresh("check");
	const char *finding;

	(void)state;
	assert_int_equal(store_check(st, arena, &finding), RC_OK);
	assert_int_equal(
	    store_script(
		st, "PRAGMA foreign_keys=OFF; INSERT INTO child VALUES (5)"),
	    RC_OK);
	assert_int_equal(store_check(st, arena, &finding), RC_INVALID);
	assert_string_equal(
	    finding, "row 1 of child refers to a missing row of t");
	store_close(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_bound_comes_back),
		cmocka_unit_test(refusals_have_their_outcome),
		cmocka_unit_test(a_missing_file_is_not_made),
		cmocka_unit_test(a_file_that_is_no_store_is_our_trouble),
		cmocka_unit_test(a_transaction_is_all_or_nothing),
		cmocka_unit_test(a_commit_refused_by_a_key_leaves_nothing),
		cmocka_unit_test(two_writers_wait_and_are_told_busy),
		cmocka_unit_test(only_a_durable_commit_waits_for_the_disk),
		cmocka_unit_test(
		    a_durable_commit_that_did_not_reach_the_disk_is_no_commit),
		cmocka_unit_test(a_full_disk_leaves_nothing_half_written),
		cmocka_unit_test(
		    a_process_killed_in_a_transaction_leaves_nothing),
		cmocka_unit_test(closing_does_not_fold_the_log_in),
		cmocka_unit_test(
		    every_statement_is_prepared_and_scans_are_named),
		cmocka_unit_test(
		    a_copy_is_whole_and_private_and_does_not_overwrite),
		cmocka_unit_test(check_finds_a_missing_row),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
