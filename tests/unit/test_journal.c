#include "house.h"
#include "people/journal.h"

static struct journal_line *lines;
static int n;

static void
add(const char *action, const char *kind, int64_t id)
{
	assert_int_equal(
	    journal_add(st, &curator, action, kind, id, "подробность"), RC_OK);
}

static void
lines_come_newest_first_by_kind_record_and_page(void **state)
{
	(void)state;
	add("created", "story", 1);
	add("edited", "story", 1);
	add("created", "event", 1);
	add("created", "story", 2);
	assert_int_equal(
	    journal_list(st, a, NULL, 0, 0, 10, &lines, &n), RC_OK);
	assert_int_equal(n, 4);
	assert_int_equal(lines[0].record_id, 2);
	assert_string_equal(lines[0].who, "Куратор");
	assert_int_equal(
	    journal_list(st, a, "story", 1, 0, 10, &lines, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_string_equal(lines[0].action, "edited");
	assert_int_equal(
	    journal_list(st, a, "story", 0, lines[0].id, 10, &lines, &n),
	    RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(journal_list(st, a, NULL, 0, 0, 2, &lines, &n), RC_OK);
	assert_int_equal(n, 2);
}

static void
no_line_is_ever_changed_or_removed(void **state)
{
	(void)state;
	add("created", "story", 1);
	assert_int_not_equal(
	    store_script(st, "UPDATE journal SET who = 'x'"), RC_OK);
	assert_int_not_equal(store_script(st, "DELETE FROM journal"), RC_OK);
	assert_int_equal(house_number("SELECT count(*) FROM journal"), 1);
}

static void
the_program_itself_has_no_account(void **state)
{
	struct actor program = { 0, "программа", 0 };

	(void)state;
	assert_int_equal(
	    journal_add(st, &program, "posted", "story", 1, NULL), RC_OK);
	assert_int_equal(house_number("SELECT account_id IS NULL"
				      " FROM journal"),
	    1);
	assert_string_equal(journal_action_ru("approved"), "согласование");
	assert_string_equal(journal_action_ru("new_word"), "new_word");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(lines_come_newest_first_by_kind_record_and_page),
		HOUSE(no_line_is_ever_changed_or_removed),
		HOUSE(the_program_itself_has_no_account),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
