#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/log.h"
#include "register/register.h"
#include "store/file.h"

/* Descriptions of registers: register/register.c, db/registers. */

static char dir[] = "/tmp/test_register.XXXXXX";
static struct arena *a;

static void
put(const char *name, const char *text)
{
	assert_int_equal(
	    file_write(arena_printf(a, "%s/%s", dir, name), text, 0600), RC_OK);
}

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	a = arena_new();
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	if (mkdtemp(dir) == NULL ||
	    mkdir(arena_printf(a, "%s/registers", dir), 0700) != 0)
		return -1;
	put("topics.hdf", "wall {\n  title = Стена\n  address = /wall/\n"
			  "  position = 20\n}\n"
			  "yard {\n  title = Двор\n  address = /yard/\n"
			  "  position = 10\n}\n");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	register_unload();
	file_remove_all(dir);
	arena_free(a);
	return 0;
}

/* What is said on stderr while a description is loaded. */
static const char *
load(enum rc *rc)
{
	char path[] = "/tmp/test_register_log.XXXXXX", *text;
	int log = mkstemp(path), err = dup(STDERR_FILENO);
	size_t n;

	assert_true(log >= 0 && err >= 0);
	fflush(stderr);
	dup2(log, STDERR_FILENO);
	*rc = register_load(dir);
	fflush(stderr);
	dup2(err, STDERR_FILENO);
	close(err);
	close(log);
	assert_int_equal(file_read(a, path, 100000, &text, &n), RC_OK);
	unlink(path);
	return text;
}

#define WORDS "title = Вещи\none = вещь\nabout = Что есть.\nadd = Добавить\n"
#define NAME                                                                   \
	"name {\n label = Имя\n type = line\n required = 1\n heading = 1\n}\n"

static const char good[] =
    WORDS "topic = wall\nsearched = 1\norder = -kind name\nfields {\n" NAME
	  "kind {\n label = Вид\n type = choice\n choices {\n  a = А\n  b = Б\n"
	  " }\n}\n}\n";

static void
a_description_is_read_whole(void **state)
{
	const struct register_def *d;
	const struct register_field *f;
	enum rc rc;

	(void)state;
	put("registers/things.hdf", good);
	put("registers/README", "не описание");
	assert_string_equal(load(&rc), "");
	assert_int_equal(rc, RC_OK);
	d = register_by_name("things");
	assert_non_null(d);
	assert_null(register_by_name("other"));
	assert_string_equal(d->title, "Вещи");
	assert_string_equal(d->address, "/wall/");
	assert_string_equal(d->group, "page");
	assert_true(d->searched);
	assert_int_equal(d->fields_n, 2);
	assert_int_equal(d->heading, 0);
	assert_int_equal(d->order_n, 2);
	assert_int_equal(d->order[0].field, 1);
	assert_true(d->order[0].back);
	assert_false(d->order[1].back);
	f = register_field(d, "kind");
	assert_int_equal(f->type, REGISTER_CHOICE);
	assert_int_equal(f->choices_n, 2);
	assert_int_equal(register_choice(f, "b"), 1);
	assert_int_equal(register_choice(f, "c"), -1);
	assert_null(register_field(d, "none"));
	/* A line without max has the usual one. */
	assert_int_equal(d->fields[0].max, 300);
}

static void
registers_come_in_the_order_of_their_pages(void **state)
{
	const struct register_def *const *all;
	enum rc rc;

	(void)state;
	put("registers/a.hdf", good);
	put("registers/b.hdf",
	    WORDS "topic = yard\norder = name\nfields {\n" NAME "}\n");
	put("registers/c.hdf", WORDS "order = name\nfields {\n" NAME "}\n");
	load(&rc);
	assert_int_equal(rc, RC_OK);
	assert_int_equal(register_all(&all), 3);
	assert_string_equal(all[0]->name, "b");
	assert_string_equal(all[1]->name, "a");
	assert_string_equal(all[2]->name, "c");
	assert_string_equal(all[2]->address, "");
}

#define FIELD(text) WORDS "order = name\nfields {\n" NAME "x {\n" text "}\n}\n"

static const struct {
	const char *text, *said;
} broken_cases[] = {
	{ WORDS "order = name\ncolour = red\nfields {\n" NAME "}\n", "colour" },
	{ FIELD("label = Икс\ntype = line\nrequird = 1\n"), "requird" },
	{ FIELD("label = Икс\n"), "field x: no such type" },
	{ FIELD("label = Икс\ntype = colour\n"), "field x: no such type" },
	{ FIELD("type = line\n"), "field x: no label" },
	{ FIELD("label = Икс\ntype = line\nmax = 0\n"), "field x: max" },
	{ FIELD("label = Икс\ntype = line\nmax = сто\n"), "field x: max" },
	{ FIELD("label = Икс\ntype = int\nmax = 4294967297\n"),
	    "field x: max" },
	{ FIELD("label = Икс\ntype = text\nmax = 20001\n"), "field x: max" },
	{ FIELD("label = Икс\ntype = line\nrequired = 2\n"),
	    "field x: a flag" },
	{ FIELD("label = Икс\ntype = line\nrequired = да\n"),
	    "field x: a flag" },
	{ FIELD("label = Икс\ntype = choice\n"), "field x: choices" },
	{ FIELD("label = Икс\ntype = line\nchoices {\na = А\n}\n"),
	    "field x: choices" },
	{ FIELD("label = Икс\ntype = choice\nchoices {\na =\n}\n"),
	    "field x: a choice without" },
	{ FIELD("label = Икс\ntype = line\nshown_needs = 1\n"),
	    "field x: shown_needs" },
	{ FIELD("label = Икс\ntype = file\nrequired = 1\n"),
	    "field x: a file" },
	{ FIELD("label = Икс\ntype = line\nheading = 1\n"),
	    "field x: the heading" },
	{ FIELD("label = Икс\ntype = line\nheading = 1\nrequired = 1\n"),
	    "one field is the heading" },
	{ WORDS "order = Name\nfields {\nName {\nlabel = Имя\ntype = line\n"
		"required = 1\nheading = 1\n}\n}\n",
	    "field Name: a name" },
	{ WORDS "order = x\nfields {\nx {\nlabel = Икс\ntype = line\n}\n}\n",
	    "one field is the heading" },
	{ WORDS "order = nome\nfields {\n" NAME "}\n", "order names" },
	{ WORDS "fields {\n" NAME "}\n", "no order" },
	{ WORDS "order = name name name name name name name name name\n"
		"fields {\n" NAME "}\n",
	    "order has too many" },
	{ WORDS "topic = moon\norder = name\nfields {\n" NAME "}\n",
	    "topics.hdf" },
	{ WORDS "searched = 1\norder = name\nfields {\n" NAME "}\n",
	    "searched needs" },
	{ "title = Вещи\norder = name\nfields {\n" NAME "}\n", "is missing" },
	{ WORDS "order = name\nfields {\n" NAME, "things.hdf" },
	{ FIELD("label = Икс\ntype = line\nafter = name\n"),
	    "field x: after names" },
	{ FIELD("label = Икс\ntype = line\nafter = moon\n"),
	    "field x: after names" },
	{ FIELD("label = Икс\ntype = flag\nafter = x\n"),
	    "field x: what comes after" },
	{ "personal = 1\n" FIELD("label = Икс\ntype = file\n"), "no files" },
	{ "personal = 1\ntopic = wall\n" FIELD("label = Икс\ntype = flag\n"),
	    "no page" },
	{ "erase {\ndays = 0\nunless = x\nfield = name\nvalue = a\n}\n" FIELD(
	      "label = Икс\ntype = flag\n"),
	    "erase needs" },
	{ "erase {\ndays = 30\nuntil = x\n}\n" FIELD(
	      "label = Икс\ntype = flag\n"),
	    "until" },
	{ "", "missing" },
};

static void
a_broken_description_stops_the_start_and_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(broken_cases); i++) {
		const char *said;
		enum rc rc;

		put("registers/things.hdf", broken_cases[i].text);
		said = load(&rc);
		if (rc != RC_FAIL || strstr(said, broken_cases[i].said) == NULL)
			print_message("case %zu: %d %s\n", i, rc, said);
		assert_int_equal(rc, RC_FAIL);
		assert_non_null(strstr(said, "things.hdf"));
		assert_non_null(strstr(said, broken_cases[i].said));
		assert_null(register_by_name("things"));
	}
}

/* n times the format with a number in it. */
static const char *
many(int n, const char *fmt)
{
	const char *s = "";

	for (int i = 0; i < n; i++) {
		char one[100];

		snprintf(one, sizeof(one), fmt, i);
		s = arena_printf(a, "%s%s", s, one);
	}
	return s;
}

static void
more_than_fits_is_refused_and_what_just_fits_is_read(void **state)
{
	enum rc rc;

	(void)state;
	for (int more = 0; more <= 1; more++) {
		put("registers/things.hdf",
		    arena_printf(a,
			WORDS "order = name\nfields {\n" NAME "%s}\n",
			many(REGISTER_FIELDS_MAX - 1 + more,
			    "x%d {\n label = Икс\n type = flag\n}\n")));
		load(&rc);
		assert_int_equal(rc, more ? RC_FAIL : RC_OK);
		put("registers/things.hdf",
		    arena_printf(a,
			FIELD("label = Икс\ntype = choice\n"
			      "choices {\n%s}\n"),
			many(REGISTER_CHOICES_MAX + more, "c%d = Ц\n")));
		load(&rc);
		assert_int_equal(rc, more ? RC_FAIL : RC_OK);
	}
	unlink(arena_printf(a, "%s/registers/things.hdf", dir));
	for (int i = 0; i <= REGISTERS_MAX; i++) {
		put(arena_printf(a, "registers/r%d.hdf", i), good);
		if (i == REGISTERS_MAX - 1) {
			load(&rc);
			assert_int_equal(rc, RC_OK);
		}
	}
	load(&rc);
	assert_int_equal(rc, RC_FAIL);
}

static void
an_empty_folder_stops_the_start(void **state)
{
	enum rc rc;

	(void)state;
	load(&rc);
	assert_int_equal(rc, RC_FAIL);
}

static void
the_products_own_registers_are_good(void **state)
{
	static const char *const names[] = { "documents", "forms", "glossary",
		"group", "links", "practices", "results" };

	(void)state;
	assert_int_equal(register_load("db"), RC_OK);
	for (size_t i = 0; i < LEN(names); i++) {
		const struct register_def *d = register_by_name(names[i]);

		assert_non_null(d);
		assert_true(*d->address == '/');
	}
	/* Who has not agreed yet is nowhere to be seen. */
	assert_true(register_by_name("requests")->personal);
	assert_true(register_by_name("interested")->personal);
	assert_int_equal(register_by_name("interested")->erase.days, 30);
	/* Nobody is shown without a word of consent. */
	assert_true(
	    register_field(register_by_name("group"), "consent")->shown_needs);
	assert_true(register_field(register_by_name("practices"), "consent")
			->shown_needs);
	assert_string_equal(register_by_name("documents")->group, "document");
}

#define IN_DIR(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DIR(a_description_is_read_whole),
		IN_DIR(registers_come_in_the_order_of_their_pages),
		IN_DIR(a_broken_description_stops_the_start_and_is_named),
		IN_DIR(more_than_fits_is_refused_and_what_just_fits_is_read),
		IN_DIR(an_empty_folder_stops_the_start),
		IN_DIR(the_products_own_registers_are_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
