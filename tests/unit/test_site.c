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
#include "base/conf.h"
#include "base/date.h"
#include "base/log.h"
#include "base/secret.h"
#include "store/db.h"
#include "store/file.h"
#include "store/site.h"

/* Runs in the tree: db/ is the product's own. */

static char dir[] = "/tmp/test_site.XXXXXX";
static struct arena *arena;
static struct site_paths paths = { dir, "db" };
static const char url[] = "http://127.0.0.1:8080";

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	return mkdtemp(dir) == NULL || secret_init() != RC_OK ||
		       clock_init(dir, 0) != RC_OK
		   ? -1
		   : 0;
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

static char *
at(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static int
mode_of(const char *name)
{
	struct stat sb;

	return stat(at(name), &sb) == 0 ? (int)(sb.st_mode & 0777) : -1;
}

static void
a_name_is_a_folder_a_path_and_a_label(void **state)
{
	static const struct {
		const char *name;
		bool valid;
	} cases[] = {
		{ "school-7", true },
		{ "a", true },
		{ "lyceum2", true },
		{ "abcdefghijabcdefghijabcdefghijabcdefghij", true },
		{ "abcdefghijabcdefghijabcdefghijabcdefghijk", false },
		{ "", false },
		{ "7school", false },
		{ "-a", false },
		{ "School", false },
		{ "школа", false },
		{ "a/b", false },
		{ "..", false },
		{ ".removed", false },
		{ "a b", false },
		{ "clock", false },
		{ "desk", false },
		{ "static", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		if (site_name_valid(cases[i].name) != cases[i].valid)
			fail_msg("%s", cases[i].name);
}

static void
an_address_is_plain_and_has_no_slash_at_its_end(void **state)
{
	static const struct {
		const char *address;
		bool valid;
	} cases[] = {
		{ "http://127.0.0.1:8080", true },
		{ "https://school7.example/mentoring", true },
		{ "https://xn--7-ptbai.xn--p1ai", true },
		{ "https://school7.example/", false },
		{ "school7.example", false },
		{ "ftp://a.example", false },
		{ "https://", false },
		{ "https:///a", false },
		{ "", false },
		{ "https://a.example/?a=b", false },
		{ "https://a.example/\nzone = UTC", false },
		{ "https://a.example/\"", false },
		{ "https://школа.рф", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		if (site_address_valid(cases[i].address) != cases[i].valid)
			fail_msg("%s", cases[i].address);
}

static void
a_new_site_is_ready_and_private(void **state)
{
	struct site *site;
	struct stmt *q;
	struct date now = date_of(clock_now()), start;

	(void)state;
	umask(077);
	assert_int_equal(
	    site_add(&paths, "first", "Школа № 1", url, "Asia/Yekaterinburg"),
	    RC_OK);
	assert_int_equal(mode_of("first"), 0750);
	assert_int_equal(mode_of("first/media"), 0750);
	assert_int_equal(mode_of("first/site.db"), 0600);
	assert_int_equal(mode_of("first/site.conf"), 0640);
	assert_int_equal(mode_of("publisher.key"), 0600);
	assert_int_equal(site_open(&paths, "first", &site), RC_OK);
	assert_string_equal(site->name, "first");
	assert_string_equal(conf_text(site->conf, "address"), url);
	assert_int_equal(conf_int(site->conf, "vk.lease_s"), 120);
	assert_string_equal(
	    site_setting(site->store, arena, "title"), "Школа № 1");
	assert_string_equal(site_setting(site->store, arena, "none"), "");
	assert_int_equal(
	    strlen(site_setting(site->store, arena, "guid_secret")),
	    SECRET_TOKEN);
	q = store_stmt(site->store,
	    "SELECT starts_at, ends_at FROM cycles WHERE current = 1");
	assert_int_equal(stmt_row(q), RC_OK);
	start = date_of(stmt_col_int(q, 0));
	assert_int_equal(start.month * 100 + start.day, 901);
	assert_int_equal(start.hour, 0);
	assert_int_equal(start.offset, 5 * 3600);
	assert_int_equal(start.year, now.month >= 9 ? now.year : now.year - 1);
	assert_true(stmt_col_int(q, 0) <= clock_now());
	assert_true(stmt_col_int(q, 1) > clock_now());
	stmt_reset(q);
	q = store_stmt(site->store,
	    "SELECT group_concat(slug || '#' || hashtag) FROM"
	    " (SELECT * FROM rubrics ORDER BY position)");
	assert_int_equal(stmt_row(q), RC_OK);
	assert_string_equal(stmt_col_text(q, 0, arena),
	    "hronika#наставничество,shag-navstrechu#шагнавстречу");
	stmt_reset(q);
}

static void
what_cannot_be_a_site_is_refused_and_leaves_nothing(void **state)
{
	static const struct {
		const char *name, *title, *url, *zone;
		enum rc rc;
	} cases[] = {
		{ "first", "a", url, "UTC", RC_CONFLICT },
		{ "Second", "a", url, "UTC", RC_INVALID },
		{ "second", "", url, "UTC", RC_INVALID },
		{ "second", "a", "127.0.0.1", "UTC", RC_INVALID },
		{ "second", "a", url, "Mars/Olympus", RC_INVALID },
	};
	struct site_paths broken = { dir, "/nowhere" };
	struct site *site;
	const char **names;
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		assert_int_equal(site_add(&paths, cases[i].name, cases[i].title,
				     cases[i].url, cases[i].zone),
		    cases[i].rc);
	/* The program's own files are missing. */
	assert_int_equal(site_add(&broken, "second", "a", url, "UTC"), RC_FAIL);
	assert_int_not_equal(
	    system(arena_printf(arena, "ls -A %s | grep -q '[.]new'", dir)), 0);
	assert_int_equal(site_list(&paths, arena, &names, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(names[0], "first");
	assert_int_equal(site_open(&paths, "second", &site), RC_NOT_FOUND);
	assert_int_equal(site_open(&paths, "../first", &site), RC_NOT_FOUND);
	assert_null(site);
}

static void
a_removed_site_is_kept_aside_and_seen_at_once(void **state)
{
	struct site *site;
	const char **names;
	int n;

	(void)state;
	assert_int_equal(site_add(&paths, "gone", "a", url, "UTC"), RC_OK);
	assert_int_equal(site_open(&paths, "gone", &site), RC_OK);
	assert_int_equal(site_remove(&paths, "gone"), RC_OK);
	assert_int_equal(site_open(&paths, "gone", &site), RC_NOT_FOUND);
	assert_int_equal(site_remove(&paths, "gone"), RC_NOT_FOUND);
	assert_int_equal(
	    file_list_folders(arena, at(".removed"), &names, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_true(file_exists(
	    arena_printf(arena, "%s/.removed/%s/site.db", dir, names[0])));
	/* A new one of that name is not the old one. */
	assert_int_equal(site_add(&paths, "gone", "b", url, "UTC"), RC_OK);
	assert_int_equal(site_open(&paths, "gone", &site), RC_OK);
	assert_string_equal(site_setting(site->store, arena, "title"), "b");
}

static void
open_sites_are_few_and_each_has_its_zone(void **state)
{
	static const char *const zones[] = { "Europe/Moscow",
		"Asia/Yekaterinburg" };
	static const int offsets[] = { 3 * 3600, 5 * 3600 };
	struct site *site;

	(void)state;
	for (int i = 0; i < SITE_OPEN_MAX + 3; i++)
		assert_int_equal(
		    site_add(&paths, arena_printf(arena, "many-%d", i),
			arena_printf(arena, "%d", i), url, zones[i % 2]),
		    RC_OK);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < SITE_OPEN_MAX + 3; i++) {
			char *name = arena_printf(arena, "many-%d", i);

			assert_int_equal(site_open(&paths, name, &site), RC_OK);
			assert_string_equal(
			    site_setting(site->store, arena, "title"),
			    arena_printf(arena, "%d", i));
			assert_int_equal(
			    date_of(clock_now()).offset, offsets[i % 2]);
		}
}

static void
a_changed_site_conf_is_seen_and_a_wrong_one_refused(void **state)
{
	static const struct {
		const char *text;
		enum rc rc;
	} cases[] = {
		{ "zone = Asia/Omsk\nvk {\n lease_s = 60\n}\n", RC_OK },
		{ "zone = Mars/Olympus\n", RC_FAIL },
		{ "lease = 60\n", RC_FAIL },
		{ "vk.lease_s = 0\n", RC_FAIL },
		{ "zone = Asia/Omsk\n", RC_OK },
	};
	struct site *site;

	(void)state;
	assert_int_equal(site_open(&paths, "first", &site), RC_OK);
	for (size_t i = 0; i < LEN(cases); i++) {
		usleep(20000); /* longer than the file system's clock tick */
		assert_int_equal(
		    file_write(at("first/site.conf"), cases[i].text, 0640),
		    RC_OK);
		assert_int_equal(
		    site_open(&paths, "first", &site), cases[i].rc);
		if (i == 0)
			assert_int_equal(
			    conf_int(site->conf, "vk.lease_s"), 60);
	}
	assert_int_equal(date_of(clock_now()).offset, 6 * 3600);
}

static void
a_wake_is_a_touched_file(void **state)
{
	struct stat before, after;

	(void)state;
	site_wake(dir, "first");
	assert_int_equal(stat(at(".wake/first"), &before), 0);
	usleep(20000);
	site_wake(dir, "first");
	assert_int_equal(stat(at(".wake/first"), &after), 0);
	assert_true(after.st_mtim.tv_nsec != before.st_mtim.tv_nsec);
	site_wake("/nowhere", "first"); /* logged only */
}

static void
testing_is_off_unless_it_is_said(void **state)
{
	static const struct {
		const char *text;
		int testing; /* -1: refused */
	} cases[] = {
		{ NULL, 0 },
		{ "testing = 1\n", 1 },
		{ "testing = 0\n", 0 },
		{ "testing = 2\n", -1 },
		{ "tseting = 1\n", -1 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct conf *conf;

		if (cases[i].text != NULL)
			assert_int_equal(file_write(at("nastavnik.conf"),
					     cases[i].text, 0640),
			    RC_OK);
		conf = site_state_conf(dir);
		assert_int_equal(conf == NULL ? -1 : conf_int(conf, "testing"),
		    cases[i].testing);
		conf_free(conf);
	}
}

static void
a_setting_is_set_again(void **state)
{
	struct site *site;

	(void)state;
	assert_int_equal(site_open(&paths, "first", &site), RC_OK);
	assert_int_equal(site_set(site->store, "kind.album.to", "1"), RC_OK);
	assert_int_equal(site_set(site->store, "kind.album.to", "2"), RC_OK);
	assert_string_equal(
	    site_setting(site->store, arena, "kind.album.to"), "2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_a_folder_a_path_and_a_label),
		cmocka_unit_test(
		    an_address_is_plain_and_has_no_slash_at_its_end),
		cmocka_unit_test(a_new_site_is_ready_and_private),
		cmocka_unit_test(
		    what_cannot_be_a_site_is_refused_and_leaves_nothing),
		cmocka_unit_test(a_removed_site_is_kept_aside_and_seen_at_once),
		cmocka_unit_test(open_sites_are_few_and_each_has_its_zone),
		cmocka_unit_test(
		    a_changed_site_conf_is_seen_and_a_wrong_one_refused),
		cmocka_unit_test(a_wake_is_a_touched_file),
		cmocka_unit_test(testing_is_off_unless_it_is_said),
		cmocka_unit_test(a_setting_is_set_again),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
