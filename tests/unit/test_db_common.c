#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/db.h"

/* What store/db.h promises of every driver alike. */

/* The numbers 1 to ?1, each with its word. */
static const char up_to[] =
    "WITH RECURSIVE up(i) AS (SELECT 1 WHERE ?1 > 0 UNION ALL"
    " SELECT i + 1 FROM up WHERE i < ?1) SELECT i, 'n' || i FROM up";
/* Five rows; the one of number ?1 cannot be computed. */
static const char breaks_at[] =
    "WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up"
    " WHERE i < 5) SELECT CASE WHEN i = ?1 THEN abs(-9223372036854775807 - 1)"
    " ELSE i END FROM up";
static const char filled[] = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT;"
			     "INSERT INTO t VALUES (1), (2), (3)";
static const char whole[] = "SELECT id FROM t";
static const char update[] = "UPDATE t SET id = id WHERE id = ?1";
static const char tables[] =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table'";

static struct arena *arena;
static struct store *store;

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	return store_open(&store, ":memory:") == RC_OK ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	store_close(store);
	arena_free(arena);
	return 0;
}

/* As wide as the rows of a real table. */
struct wide {
	int64_t id;
	char between[200];
	const char *word;
};

static void
wide_read(struct stmt *q, struct arena *a, void *row)
{
	struct wide *w = row;

	assert_int_equal(w->id, 0);
	assert_null(w->word);
	w->id = stmt_col_int(q, 0);
	w->word = stmt_col_text(q, 1, a);
}

static struct stmt *
counting(int64_t last)
{
	struct stmt *q = store_stmt(store, up_to);

	stmt_int(q, 1, last);
	return q;
}

static void
every_row_comes_in_its_order_however_often_the_array_grows(void **state)
{
	static const int cases[] = { 1, 2, 7, 8, 9, 16, 17, 1000, 10000 };

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		int n = -1;
		enum rc rc = RC_FAIL;
		struct wide *list = stmt_rows(counting(cases[i]), arena,
		    sizeof(*list), wide_read, &n, &rc);

		assert_int_equal(rc, RC_OK);
		assert_int_equal(n, cases[i]);
		for (int k = 0; k < n; k++) {
			char word[16];

			snprintf(word, sizeof(word), "n%d", k + 1);
			assert_int_equal(list[k].id, k + 1);
			assert_string_equal(list[k].word, word);
		}
		arena_reset(arena);
	}
}

static void
no_row_is_no_array_and_no_failure(void **state)
{
	int n = -1;
	enum rc rc = RC_FAIL;
	void *list = stmt_rows(
	    counting(0), arena, sizeof(struct wide), wide_read, &n, &rc);

	(void)state;
	assert_null(list);
	assert_int_equal(n, 0);
	assert_int_equal(rc, RC_OK);
}

static void
a_failure_in_the_middle_keeps_nothing_and_resets(void **state)
{
	static const int64_t whole_list[] = { 1, 2, 3, 4, 5 };
	struct stmt *q = store_stmt(store, breaks_at);
	int64_t *list;
	int n = -1;
	enum rc rc = RC_OK;

	(void)state;
	stmt_int(q, 1, 4);
	list = stmt_ints(q, arena, &n, &rc);
	assert_int_equal(rc, RC_FAIL);
	assert_null(list);
	assert_int_equal(n, 0);
	/* From its beginning, and ?1 is NULL again. */
	list = stmt_ints(store_stmt(store, breaks_at), arena, &n, &rc);
	assert_int_equal(rc, RC_OK);
	assert_int_equal(n, LEN(whole_list));
	assert_memory_equal(list, whole_list, sizeof(whole_list));
}

static void
one_row_is_read_and_the_others_are_left(void **state)
{
	struct wide w = { .id = 0 };
	int64_t number = 77;
	const char *text = NULL;
	int n = 77;

	(void)state;
	assert_int_equal(stmt_one(counting(3), arena, wide_read, &w), RC_OK);
	assert_int_equal(w.id, 1);
	assert_string_equal(w.word, "n1");
	assert_int_equal(stmt_one_int(counting(3), &number), RC_OK);
	assert_int_equal(number, 1);
	assert_int_equal(stmt_one_text(counting(3), arena, &text), RC_OK);
	assert_string_equal(text, "1");
	assert_int_equal(stmt_count(counting(3), &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(stmt_any(counting(3)), RC_OK);
}

static void
without_a_row_what_was_there_stays(void **state)
{
	struct wide w = { .id = 77, .word = "77" };
	int64_t number = 77;
	const char *text = "77";
	int n = 77;

	(void)state;
	assert_int_equal(
	    stmt_one(counting(0), arena, wide_read, &w), RC_NOT_FOUND);
	assert_int_equal(w.id, 77);
	assert_string_equal(w.word, "77");
	assert_int_equal(stmt_one_int(counting(0), &number), RC_NOT_FOUND);
	assert_int_equal(number, 77);
	assert_int_equal(
	    stmt_one_text(counting(0), arena, &text), RC_NOT_FOUND);
	assert_string_equal(text, "77");
	assert_int_equal(stmt_count(counting(0), &n), RC_NOT_FOUND);
	assert_int_equal(n, 77);
	assert_int_equal(stmt_any(counting(0)), RC_NOT_FOUND);
}

/* A table that a statement still reads cannot be dropped. */
static void
a_statement_is_reset_after_its_first_row(void **state)
{
	int64_t number;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct stmt *q;

		assert_int_equal(store_script(store, filled), RC_OK);
		q = store_stmt(store, whole);
		assert_int_equal(
		    i == 0 ? stmt_any(q) : stmt_one_int(q, &number), RC_OK);
		assert_int_equal(store_script(store, "DROP TABLE t"), RC_OK);
	}
}

static void
a_change_of_no_row_is_told_as_the_caller_says(void **state)
{
	struct stmt *q;

	(void)state;
	assert_int_equal(store_script(store, filled), RC_OK);
	assert_int_equal(
	    store_change(store, update, RC_GONE, "i", (int64_t)2), RC_OK);
	assert_int_equal(
	    store_change(store, update, RC_GONE, "i", (int64_t)9), RC_GONE);
	q = store_stmt(store, update);
	stmt_int(q, 1, 9);
	assert_int_equal(stmt_change(q, RC_CONFLICT), RC_CONFLICT);
	/* A letter of no kind: nothing is run. */
	assert_int_equal(
	    store_change(store, update, RC_GONE, "x", (int64_t)2), RC_FAIL);
	assert_int_equal(store_exec(store, update, NULL, "x", 2), RC_FAIL);
	assert_int_equal(store_script(store, "DROP TABLE t"), RC_OK);
}

static void
the_end_of_a_transaction_follows_its_outcome(void **state)
{
	static const enum rc ends[] = { RC_OK, RC_NOT_FOUND, RC_CONFLICT,
		RC_FAIL };
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(ends); i++) {
		assert_int_equal(store_begin(store), RC_OK);
		assert_int_equal(store_script(store, filled), RC_OK);
		assert_int_equal(store_end(store, ends[i]), ends[i]);
		assert_false(store_in_transaction(store));
		assert_int_equal(
		    stmt_count(store_stmt(store, tables), &n), RC_OK);
		assert_int_equal(n, ends[i] == RC_OK ? 1 : 0);
		if (n == 1)
			assert_int_equal(
			    store_script(store, "DROP TABLE t"), RC_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_row_comes_in_its_order_however_often_the_array_grows),
		cmocka_unit_test(no_row_is_no_array_and_no_failure),
		cmocka_unit_test(
		    a_failure_in_the_middle_keeps_nothing_and_resets),
		cmocka_unit_test(one_row_is_read_and_the_others_are_left),
		cmocka_unit_test(without_a_row_what_was_there_stays),
		cmocka_unit_test(a_statement_is_reset_after_its_first_row),
		cmocka_unit_test(a_change_of_no_row_is_told_as_the_caller_says),
		cmocka_unit_test(the_end_of_a_transaction_follows_its_outcome),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
