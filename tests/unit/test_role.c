#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "people/role.h"

static const struct {
	const char *words;
	unsigned roles;
} parse_cases[] = {
	{ "curator", ROLE_CURATOR },
	{ "curator,admin", ROLE_CURATOR | ROLE_ADMIN },
	{ "pd_officer", ROLE_PD_OFFICER },
	{ "", 0 },
	{ "curator,", 0 },
	{ "curator,boss", 0 },
	{ "cur", 0 },
	{ "curator admin", 0 },
};

static void
one_unknown_word_refuses_the_whole_list(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(parse_cases); i++)
		assert_int_equal(
		    role_parse(parse_cases[i].words), parse_cases[i].roles);
}

static void
titles_are_russian_and_in_one_order(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(role_titles(a, ROLE_ADMIN | ROLE_CURATOR),
	    "куратор, администратор");
	assert_string_equal(role_titles(a, 0), "");
	arena_free(a);
}

static void
an_administrator_neither_writes_nor_approves(void **state)
{
	(void)state;
	assert_false(ROLE_ADMIN & (MAY_WRITE | MAY_PLAN | MAY_APPROVE));
	assert_false(ROLE_CURATOR & MAY_APPROVE);
	assert_false(ROLE_EDITOR & (MAY_PLAN | MAY_APPROVE));
	assert_false((ROLE_CURATOR | ROLE_DIRECTOR) & MAY_ADMIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_unknown_word_refuses_the_whole_list),
		cmocka_unit_test(titles_are_russian_and_in_one_order),
		cmocka_unit_test(an_administrator_neither_writes_nor_approves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
