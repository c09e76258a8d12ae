#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/migrations.h"

/* Each case has its own db folder: the runner remembers the files of one. */

static char dir[] = "/tmp/test_migrate.XXXXXX";
static struct arena *arena;
static char *db, *path;

static const char schema[] =
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    " STRICT;";

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	return mkdtemp(dir) == NULL || secret_init() != RC_OK ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	file_remove_all(dir);
	arena_free(arena);
	return 0;
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(
	    file_write(arena_printf(arena, "%s/%s", db, name), text, 0600),
	    RC_OK);
}

static void
folder(const char *name)
{
	db = arena_printf(arena, "%s/%s", dir, name);
	assert_int_equal(file_folder(db, 0700), RC_OK);
	assert_int_equal(
	    file_folder(arena_printf(arena, "%s/migrate", db), 0700), RC_OK);
	put("schema.sql", schema);
	path = arena_printf(arena, "%s/site.db", db);
}

/* The same files under another name, as a newer program has them. */
static void
newer_program(const char *name)
{
	char *to = arena_printf(arena, "%s/%s", dir, name);

	assert_int_equal(rename(db, to), 0);
	db = to;
	path = arena_printf(arena, "%s/site.db", db);
}

static struct store *
created(void)
{
	struct store *st;

	assert_int_equal(file_write(path, "", 0600), RC_OK);
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(migrate_create(st, db), RC_OK);
	return st;
}

static bool
works(struct store *st, const char *text)
{
	return store_script(st, text) == RC_OK;
}

static int
applied(struct store *st)
{
	struct migration *list;
	int n;

	assert_int_equal(migrations_list(st, arena, &list, &n), RC_OK);
	return n;
}

static void
an_older_store_is_brought_up_and_kept_as_it_was(void **state)
{
	struct store *st, *before;

	(void)state;
	folder("older");
	st = created();
	assert_int_equal(migrate_run(st, db, path), RC_OK);
	assert_int_equal(applied(st), 0);
	assert_true(works(st, "INSERT INTO settings VALUES ('a', 'b')"));
	store_close(st);

	newer_program("older-2");
	put("migrate/0002-second.sql", "INSERT INTO more VALUES (2);");
	put("migrate/0001-first.sql",
	    "CREATE TABLE more (n INTEGER NOT NULL) STRICT;");
	put("migrate/README", "not a migration");
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(migrate_run(st, db, path), RC_OK);
	assert_int_equal(applied(st), 2);
	assert_true(works(st, "UPDATE more SET n = 3 WHERE n = 2"));
	assert_int_equal(migrate_run(st, db, path), RC_OK); /* once */
	assert_int_equal(applied(st), 2);
	store_close(st);

	assert_int_equal(
	    store_open(&before, arena_printf(arena, "%s.before-0001", path)),
	    RC_OK);
	assert_false(works(before, "SELECT n FROM more"));
	assert_true(works(before, "SELECT value FROM settings"));
	store_close(before);
	assert_true(file_exists(arena_printf(arena, "%s.before-0002", path)));
}

static void
a_new_store_needs_no_migration(void **state)
{
	struct store *st;

	(void)state;
	folder("new");
	put("migrate/0001-first.sql", "this would fail");
	st = created();
	assert_int_equal(applied(st), 1);
	assert_int_equal(migrate_run(st, db, path), RC_OK);
	store_close(st);
}

static void
a_migration_that_fails_changes_nothing(void **state)
{
	static const char *const broken[] = {
		"CREATE TABLE more (n INTEGER) STRICT; SELEKT 1;",
		"CREATE TABLE more (n INTEGER) STRICT;"
		"INSERT INTO settings VALUES ('a', 'c');", /* a is there */
		"CREATE TABLE more (n INTEGER REFERENCES settings(name)) STRICT;"
		"PRAGMA defer_foreign_keys=ON; INSERT INTO more VALUES (7);",
		"CREATE TABLE more (n INTEGER) STRICT; COMMIT; SELEKT 1;",
	};

	(void)state;
	for (size_t i = 0; i < LEN(broken); i++) {
		struct store *st;

		folder(arena_printf(arena, "broken-%d", (int)i));
		st = created();
		assert_true(works(st, "INSERT INTO settings VALUES ('a','b')"));
		store_close(st);
		newer_program(arena_printf(arena, "broken-%d-2", (int)i));
		put("migrate/0001-broken.sql", broken[i]);
		assert_int_equal(store_open(&st, path), RC_OK);
		assert_int_equal(migrate_run(st, db, path), RC_FAIL);
		assert_false(store_in_transaction(st));
		assert_int_equal(applied(st), 0);
		assert_false(works(st, "SELECT n FROM more"));
		store_close(st);
	}
}

static void
what_does_not_fit_is_refused(void **state)
{
	static const struct {
		const char *why, *then, *now;
		enum rc rc;
	} cases[] = {
		{ "changed", "0001-a.sql", "0001-a.sql", RC_FAIL },
		{ "newer store", "0002-b.sql", "0001-a.sql", RC_CONFLICT },
		{ "newer store, none known", "0001-a.sql", NULL, RC_CONFLICT },
		{ "slipped in before", "0002-b.sql", "0001-a.sql 0002-b.sql",
		    RC_FAIL },
		{ "two of one number", NULL, "0001-a.sql 0001-b.sql", RC_FAIL },
		{ "no number", NULL, "first.sql", RC_FAIL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		char *name, *save = NULL, *list;
		struct store *st;
		enum rc rc;

		folder(arena_printf(arena, "fit-%d", (int)i));
		if (cases[i].then != NULL)
			put(arena_printf(arena, "migrate/%s", cases[i].then),
			    "SELECT 1;");
		st = created();
		store_close(st);
		newer_program(arena_printf(arena, "fit-%d-2", (int)i));
		if (cases[i].then != NULL)
			unlink(arena_printf(
			    arena, "%s/migrate/%s", db, cases[i].then));
		list = arena_strdup(arena, cases[i].now);
		for (name = list == NULL ? NULL : strtok_r(list, " ", &save);
		     name != NULL; name = strtok_r(NULL, " ", &save))
			put(arena_printf(arena, "migrate/%s", name),
			    strcmp(name, "0002-b.sql") == 0 ? "SELECT 1;"
							    : "SELECT 2;");
		assert_int_equal(store_open(&st, path), RC_OK);
		if ((rc = migrate_run(st, db, path)) != cases[i].rc)
			fail_msg("%s: %d", cases[i].why, rc);
		store_close(st);
	}
}

static void
two_programs_that_start_together_migrate_once(void **state)
{
	struct store *st;
	int status, good = 0;

	(void)state;
	folder("together");
	store_close(created());
	newer_program("together-2");
	put("migrate/0001-first.sql",
	    "CREATE TABLE more (n INTEGER NOT NULL) STRICT;");
	put("migrate/0002-second.sql", "INSERT INTO more VALUES (1);");
	for (int i = 0; i < 4; i++)
		if (fork() == 0) {
			if (store_open(&st, path) != RC_OK)
				_exit(2);
			_exit(migrate_run(st, db, path) == RC_OK ? 0 : 1);
		}
	while (wait(&status) > 0)
		good += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	assert_int_equal(good, 4);
	assert_int_equal(store_open(&st, path), RC_OK);
	assert_int_equal(applied(st), 2);
	store_close(st);
}

/* ------------------------------------------------- the schema itself */

/* A store of the first release with something of each kind in it. */
static const char old_data[] =
    "INSERT INTO settings VALUES ('title', 'Школа № 3'),"
    " ('home_title', 'Рядом тот, кто уже умеет'),"
    " ('home_lead', 'Пары на учебный год.');"
    "INSERT INTO accounts (id, login, login_folded, name, roles, password,"
    " created_at) VALUES (1, 'kur', 'kur', 'Куратор', 2, 'x', 5);"
    "INSERT INTO rubrics (id, slug, title, hashtag)"
    " VALUES (1, 'hronika', 'Хроника', 'хроника');"
    "INSERT INTO events (id, title, starts_at, ends_at, created_at,"
    " updated_at) VALUES (4, 'Школа наставника', 100, 200, 5, 5);"
    "INSERT INTO stories (id, event_id, kind, rubric_id, state, title, slug,"
    " publish_at, revision, created_at, changed_at) VALUES"
    " (7, 4, 'news', 1, 'scheduled', 'Робот', 'robot', 60, 1, 5, 5);"
    "INSERT INTO story_slugs (slug, story_id) VALUES ('staryj', 7),"
    " ('eshche-starshe', 7);"
    "INSERT INTO story_versions (story_id, version, at, title, lead, text)"
    " VALUES (7, 1, 5, 'Робот', '', 'Текст');"
    "INSERT INTO journal (at, who, action, kind, record_id)"
    " VALUES (5, 'Куратор', 'created', 'story', 7);";

static const struct {
	const char *sql;
	const char *is;
} kept[] = {
	{ "SELECT value FROM settings WHERE name = 'title'", "Школа № 3" },
	{ "SELECT count(*) FROM settings WHERE name LIKE 'home_%'", "0" },
	{ "SELECT title FROM topics WHERE name = 'home'",
	    "Рядом тот, кто уже умеет" },
	{ "SELECT lead FROM topics WHERE name = 'home'",
	    "Пары на учебный год." },
	/* Its text was the template's: now it is as described. */
	{ "SELECT text IS NULL AND menu IS NULL FROM topics", "1" },
	{ "SELECT group_concat(slug || record_id, ' ') FROM (SELECT * FROM"
	  " old_slugs WHERE kind = 'story' ORDER BY slug)",
	    "eshche-starshe7 staryj7" },
	{ "SELECT title || slug FROM stories WHERE id = 7", "Роботrobot" },
	{ "SELECT text FROM story_versions WHERE story_id = 7", "Текст" },
	{ "SELECT action FROM journal", "created" },
};

static const char *
word(struct store *st, const char *sql)
{
	struct stmt *q = store_stmt(st, sql);
	const char *s = NULL;

	if (stmt_row(q) == RC_OK)
		s = stmt_col_text(q, 0, arena);
	stmt_reset(q);
	return s;
}

/* Every table, index and trigger as it was written, but for comments and
 * blanks; the order of making does not count. */
static const char *
shape(struct store *st)
{
	return word(st,
	    "SELECT group_concat(type || ' ' || name || ' ' || ifnull(sql, ''),"
	    " char(10)) FROM (SELECT * FROM sqlite_schema ORDER BY type, name)");
}

static char *
without_comments(const char *s)
{
	char *out = arena_alloc(arena, strlen(s) + 1), *o = out;

	for (; *s != '\0'; s++) {
		if (s[0] == '-' && s[1] == '-')
			s += strcspn(s, "\n");
		if (*s == '\0')
			break;
		/* ALTER TABLE writes "a , b)" where people write "a, b )". */
		if (strchr(",)", *s) != NULL && o > out && o[-1] == ' ')
			o--;
		if (strchr(" \t\n", *s) == NULL)
			*o++ = *s;
		else if (o > out && o[-1] != ' ')
			*o++ = ' ';
	}
	return out;
}

/* The first release made it, this program opens it with its own db/. */
static void
an_old_store_becomes_exactly_a_new_one_with_all_that_was_in_it(void **state)
{
	char *old_schema, *is, *wanted;
	const char *finding;
	struct store *st;
	size_t n;

	(void)state;
	folder("first-release");
	assert_int_equal(file_read(arena, "tests/fixtures/schema-0000.sql",
			     1 << 20, &old_schema, &n),
	    RC_OK);
	put("schema.sql", old_schema);
	st = created();
	assert_int_equal(store_script(st, old_data), RC_OK);
	assert_int_equal(migrate_run(st, "db", path), RC_OK);
	assert_true(applied(st) >= 1);
	for (size_t i = 0; i < LEN(kept); i++) {
		const char *s = word(st, kept[i].sql);

		if (s == NULL || strcmp(s, kept[i].is) != 0)
			fail_msg("%s: %s", kept[i].sql, s);
	}
	assert_int_equal(store_check(st, arena, &finding), RC_OK);
	assert_int_equal(store_prepare_all(st, NULL, NULL), RC_OK);
	is = without_comments(shape(st));
	store_close(st);

	assert_int_equal(store_open(&st, ":memory:"), RC_OK);
	assert_int_equal(migrate_create(st, "db"), RC_OK);
	wanted = without_comments(shape(st));
	store_close(st);
	assert_string_equal(is, wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_older_store_is_brought_up_and_kept_as_it_was),
		cmocka_unit_test(a_new_store_needs_no_migration),
		cmocka_unit_test(a_migration_that_fails_changes_nothing),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(two_programs_that_start_together_migrate_once),
		cmocka_unit_test(
		    an_old_store_becomes_exactly_a_new_one_with_all_that_was_in_it),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
