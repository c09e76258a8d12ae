#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/file.h"
#include "store/site.h"

/* Runs in the tree: db/ is the product's own. */

static char dir[] = "/tmp/test_backup.XXXXXX";
static struct arena *arena;
static struct site_paths paths = { NULL, "db" };

static char *
at(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(file_write(at(name), text, 0640), RC_OK);
}

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	if (mkdtemp(dir) == NULL || secret_init() != RC_OK)
		return -1;
	paths.state = at("state");
	if (site_add(&paths, "school", "Школа", "http://a.example", "UTC") !=
	    RC_OK)
		return -1;
	put("state/school/media/a-480.webp", "picture a");
	put("state/school/media/b-vk.jpg", "picture b");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	site_close_all();
	file_remove_all(dir);
	arena_free(arena);
	return 0;
}

static const char *
setting(const char *site_name)
{
	struct site *site;

	assert_int_equal(site_open(&paths, site_name, &site), RC_OK);
	return site_setting(site->store, arena, "mark");
}

static void
mark(const char *value)
{
	struct site *site;

	assert_int_equal(site_open(&paths, "school", &site), RC_OK);
	assert_int_equal(site_set(site->store, "mark", value), RC_OK);
}

static int
files_in(const char *name)
{
	const char **names;
	int n, m;

	assert_int_equal(file_list(arena, at(name), &names, &n), RC_OK);
	assert_int_equal(file_list_folders(arena, at(name), &names, &m), RC_OK);
	return n + m;
}

static void
a_backup_of_a_live_site_comes_back_as_it_was(void **state)
{
	struct site *site;
	struct stat sb;
	char *text;
	size_t n;

	(void)state;
	mark("before");
	/* A writer is in the middle of something. */
	assert_int_equal(site_open(&paths, "school", &site), RC_OK);
	assert_int_equal(store_begin(site->store), RC_OK);
	assert_int_equal(site_set(site->store, "mark", "unfinished"), RC_OK);
	assert_int_equal(backup_make(&paths, "school", at("b1")), RC_OK);
	store_rollback(site->store);
	assert_int_equal(stat(at("b1"), &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0700);
	/* site.db site.conf MANIFEST media */
	assert_int_equal(files_in("b1"), 4);
	assert_int_equal(
	    system(arena_printf(
		arena, "cd %s && sha256sum --quiet -c MANIFEST", at("b1"))),
	    0);

	mark("after");
	put("state/school/media/c-480.webp", "picture c");
	assert_int_equal(
	    backup_restore(&paths, at("b1"), "school", false), RC_CONFLICT);
	assert_string_equal(setting("school"), "after");
	assert_int_equal(
	    backup_restore(&paths, at("b1"), "school", true), RC_OK);
	/* Seen at once by who had the old one open. */
	assert_string_equal(setting("school"), "before");
	assert_int_equal(files_in("state/school/media"), 2);
	assert_int_equal(files_in("state/.removed"), 1);
	assert_int_equal(stat(at("state/school/site.db"), &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
	assert_int_equal(
	    file_read(arena, at("state/school/media/b-vk.jpg"), 100, &text, &n),
	    RC_OK);
	assert_string_equal(text, "picture b");

	assert_int_equal(
	    backup_restore(&paths, at("b1"), "other", false), RC_OK);
	assert_string_equal(setting("other"), "before");
}

static void
a_backup_does_not_overwrite(void **state)
{
	(void)state;
	put("taken", "something of somebody");
	assert_int_equal(
	    backup_make(&paths, "school", at("taken")), RC_CONFLICT);
	assert_int_equal(
	    backup_make(&paths, "missing", at("b2")), RC_NOT_FOUND);
	assert_int_equal(
	    backup_make(&paths, "school", at("no/such/place")), RC_FAIL);
	assert_false(file_exists(at("b2")));
}

static void
a_backup_that_is_not_whole_is_refused_and_touches_nothing(void **state)
{
	static const struct {
		const char *why, *command;
	} cases[] = {
		{ "no manifest", "rm MANIFEST" },
		{ "a changed picture", "printf x >> media/a-480.webp" },
		{ "a missing picture", "rm media/a-480.webp" },
		{ "a changed store", "printf x | dd of=site.db seek=5000 bs=1"
				     " conv=notrunc status=none" },
		{ "no store in it", "grep -v site.db MANIFEST > M;"
				    " mv M MANIFEST" },
		{ "a path outside", "printf x > ../evil; (cat MANIFEST;"
				    " sha256sum ../evil) > M; mv M MANIFEST" },
		{ "a path outside by media",
		    "printf x > ../evil; (cat MANIFEST;"
		    " sha256sum media/../../evil) > M; mv M MANIFEST" },
		{ "a link to a file outside",
		    "cp media/a-480.webp ../a;"
		    " ln -sf ../../a media/a-480.webp" },
		{ "a file named twice", "(cat MANIFEST; grep site.db MANIFEST)"
					" > M; mv M MANIFEST" },
		{ "an empty manifest", "> MANIFEST" },
		{ "garbage", "echo hello > MANIFEST" },
		{ "a store that is no store",
		    "echo hello > site.db;"
		    " sha256sum site.db media/* > MANIFEST" },
	};

	(void)state;
	mark("mine");
	for (size_t i = 0; i < LEN(cases); i++) {
		char *to = at(arena_printf(arena, "broken-%d", (int)i));
		int entries = files_in("state");
		enum rc rc;

		assert_int_equal(backup_make(&paths, "school", to), RC_OK);
		assert_int_equal(system(arena_printf(arena, "cd %s && { %s; }",
				     to, cases[i].command)),
		    0);
		rc = backup_restore(&paths, to, "school", true);
		if (rc == RC_OK)
			fail_msg("%s", cases[i].why);
		/* The last two are read as far as the disk or SQLite. */
		if (rc != RC_INVALID && strstr(cases[i].why, "link") == NULL &&
		    strstr(cases[i].why, "no store is") == NULL &&
		    strstr(cases[i].why, "is no store") == NULL)
			fail_msg("%s: %d", cases[i].why, rc);
		assert_int_equal(files_in("state"), entries);
		assert_string_equal(setting("school"), "mine");
	}
	assert_int_equal(
	    backup_restore(&paths, at("none"), "school", true), RC_INVALID);
	assert_int_equal(
	    backup_restore(&paths, at("b1"), "Not-A-Name", true), RC_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_backup_of_a_live_site_comes_back_as_it_was),
		cmocka_unit_test(a_backup_does_not_overwrite),
		cmocka_unit_test(
		    a_backup_that_is_not_whole_is_refused_and_touches_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
