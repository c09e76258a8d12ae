#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"

static char path[] = "/tmp/test_conf.XXXXXX";

static const struct conf_item items[] = {
	{ "vk.api_base", CONF_TEXT, "https://api.vk.ru", 0, 0, "" },
	{ "vk.rate", CONF_INT, "3", 1, 20, "" },
	{ "testing", CONF_FLAG, "0", 0, 0, "" },
	{ "title", CONF_TEXT, NULL, 0, 0, "" },
};

static void
write_file(const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static const struct {
	const char *file;
	const char *api, *title;
	int64_t rate, testing;
} good[] = {
	{ "", "https://api.vk.ru", "", 3, 0 },
	{ "# nothing\n\n", "https://api.vk.ru", "", 3, 0 },
	{ "vk.rate = 20\ntesting=1\n", "https://api.vk.ru", "", 20, 1 },
	{ "vk {\n  api_base = http://127.0.0.1:8081/\n  rate = 1\n}\n"
	  "title = Школа № 5",
	    "http://127.0.0.1:8081/", "Школа № 5", 1, 0 },
	{ "title << END\n{ a = b\nстрока }\nEND\nvk.rate = 5\n",
	    "https://api.vk.ru", "{ a = b\nстрока }\n", 5, 0 },
	{ "vk.rate = 7\r\n", "https://api.vk.ru", "", 7, 0 },
};

static void
settings_are_read_and_the_rest_is_preset(void **state)
{
	struct conf *c;

	(void)state;
	for (size_t i = 0; i < LEN(good); i++) {
		write_file(good[i].file);
		assert_int_equal(conf_load(&c, path, items, LEN(items)), RC_OK);
		assert_string_equal(conf_text(c, "vk.api_base"), good[i].api);
		assert_string_equal(conf_text(c, "title"), good[i].title);
		assert_int_equal(conf_int(c, "vk.rate"), good[i].rate);
		assert_int_equal(conf_int(c, "testing"), good[i].testing);
		conf_free(c);
	}
	assert_int_equal(
	    conf_load(&c, "/nowhere/at.all", items, LEN(items)), RC_OK);
	assert_int_equal(conf_int(c, "vk.rate"), 3);
	conf_free(c);
	conf_free(NULL);
}

static const char *const bad[] = {
	"vk.rat = 3\n",	     /* no such name */
	"vk { rate = 3 }\n", /* HDF would drop the rest of the line */
	"vk {\n rate = 3\n", /* HDF takes a missing brace */
	"}\nvk.rate = 3\n",  /* and stops reading at a surplus one */
	"}\nvk {\n",
	"vk.rate = 0\n",
	"vk.rate = 21\n",
	"vk.rate = 3MB\n",
	"vk.rate =\n",
	"vk.rate = 5000000000\n",
	"testing = yes\n",
	"testing = 2\n",
	"title : vk.api_base\n",  /* a link */
	"title := vk.api_base\n", /* a copy */
	"#include \"/etc/passwd\"\n",
	"title\n",
	"= 3\n",
	".title = 3\n",
	"vk..rate = 3\n",
	"title << END\nno end\n",
	"title <<\n",
	"title [a=b] = c\n",
	"title = \xff\n",
	"vk = 3\n",
};

static void
a_typing_error_stops_the_start(void **state)
{
	struct conf *c;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++) {
		write_file(bad[i]);
		if (conf_load(&c, path, items, LEN(items)) == RC_OK)
			fail_msg("taken: %s", bad[i]);
		assert_null(c);
	}
	assert_int_not_equal(conf_load(&c, "/tmp", items, LEN(items)), RC_OK);
}

static void
a_tree_is_walked_in_the_order_of_its_file(void **state)
{
	struct tree *t;
	const struct tree *kind;

	(void)state;
	write_file("kinds {\n release {\n  title = Пресс-релиз\n"
		   "  days = -5\n }\n album {\n  title = Альбом\n }\n}\n");
	assert_int_equal(tree_load(&t, path), RC_OK);
	kind = tree_first(tree_child(t, "kinds"));
	assert_string_equal(tree_name(kind), "release");
	assert_string_equal(tree_value(kind, "title"), "Пресс-релиз");
	assert_int_equal(tree_int(kind, "days", 7), -5);
	assert_int_equal(tree_int(kind, "title", 7), 7);
	assert_int_equal(tree_int(kind, "hours", 7), 7);
	kind = tree_next(kind);
	assert_string_equal(tree_name(kind), "album");
	assert_string_equal(tree_value(kind, "about"), "");
	assert_string_equal(tree_value(tree_first(kind), NULL), "Альбом");
	assert_null(tree_next(kind));
	assert_null(tree_child(t, "kinds.longread"));
	assert_ptr_equal(tree_child(t, NULL), t);
	assert_string_equal(tree_value(t, "kinds.album.title"), "Альбом");
	tree_free(t);
	assert_int_equal(tree_load(&t, "/nowhere/at.all"), RC_NOT_FOUND);
	assert_null(t);
	tree_free(NULL);
}

static int
start(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int
stop(void **state)
{
	(void)state;
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_read_and_the_rest_is_preset),
		cmocka_unit_test(a_typing_error_stops_the_start),
		cmocka_unit_test(a_tree_is_walked_in_the_order_of_its_file),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
