#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "web/form.h"
#include "web/inner.h"

static struct arena *arena;
static struct request req;

static const char *const kinds[] = { "news", "digest", NULL };

static const struct field fields[] = {
	{ "line", "Строка", FIELD_LINE, 3, 5, FIELD_REQUIRED, NULL },
	{ "free", "Строка", FIELD_LINE, 3, 5, 0, NULL },
	{ "text", "Текст", FIELD_TEXT, 0, 8, 0, NULL },
	{ "secret", "Пароль", FIELD_SECRET, 8, 16, FIELD_REQUIRED, NULL },
	{ "int", "Число", FIELD_INT, 1, 10, 0, NULL },
	{ "any", "Число", FIELD_INT, 0, 0, 0, NULL },
	{ "time", "Время", FIELD_TIME, 0, 0, FIELD_REQUIRED, NULL },
	{ "day", "День", FIELD_DAY, 0, 0, 0, NULL },
	{ "flag", "Отметка", FIELD_FLAG, 0, 0, 0, NULL },
	{ "agree", "Согласие", FIELD_FLAG, 0, 0, FIELD_REQUIRED, NULL },
	{ "kind", "Вид", FIELD_CHOICE, 0, 0, FIELD_REQUIRED, kinds },
};

/* The error of a field is seen only by a template; here through the view's
 * other side: a form with this one field is right or not. */
static const struct field_case {
	const char *name;
	const char *sent; /* NULL: the field is absent */
	bool good;
	const char *text;
	int64_t number;
} cases[] = {
	{ "line", "абвгд", true, "абвгд", 0 },
	{ "line", "абвгде", false, "", 0 },
	{ "line", "аб", false, "", 0 },
	{ "line", "", false, "", 0 },
	{ "line", "   ", false, "", 0 },
	{ "line", NULL, false, "", 0 },
	{ "line", " а\r\n б\x01  в ", true, "а б в", 0 },
	{ "free", NULL, true, "", 0 },
	{ "free", "", true, "", 0 },
	{ "free", "аб", false, "", 0 },
	{ "text", "а\r\nб  \r\n\r\n", true, "а\nб", 0 },
	{ "text", "123456789", false, "", 0 },
	{ "secret", "пароль", true, "пароль", 0 }, /* 12 bytes */
	{ "secret", " 12345678 ", true, " 12345678 ", 0 },
	{ "secret", "1234567", false, "", 0 },
	{ "secret", "12345678901234567", false, "", 0 },
	{ "secret", "", false, "", 0 },
	{ "int", "10", true, "10", 10 },
	{ "int", " 7 ", true, "7", 7 },
	{ "int", "0", false, "", 0 },
	{ "int", "11", false, "", 0 },
	{ "int", "1a", false, "", 0 },
	{ "int", "", true, "", 0 },
	{ "any", "-9223372036854775808", true, "-9223372036854775808",
	    INT64_MIN },
	{ "any", "9223372036854775808", false, "", 0 },
	{ "time", "2026-12-08T15:00", true, "2026-12-08T15:00", 1796724000 },
	{ "time", "2026-02-30T15:00", false, "", 0 },
	{ "time", "завтра", false, "", 0 },
	{ "time", "", false, "", 0 },
	{ "day", "2026-12-08", true, "2026-12-08", 1796670000 },
	{ "day", "2026-12-08T15:00", true, "2026-12-08T15:00", 1796670000 },
	{ "day", "2026-13-08", false, "", 0 },
	{ "flag", "1", true, "1", 1 },
	{ "flag", "on", true, "on", 1 },
	{ "flag", "0", true, "0", 0 },
	{ "flag", NULL, true, "", 0 },
	{ "agree", NULL, false, "", 0 },
	{ "agree", "0", false, "", 0 },
	{ "agree", "1", true, "1", 1 },
	{ "kind", "digest", true, "digest", 0 },
	{ "kind", "Digest", false, "", 0 },
	{ "kind", "", false, "", 0 },
};

static const struct field *
field_of(const char *name)
{
	for (size_t i = 0; i < LEN(fields); i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	fail_msg("%s", name);
	return NULL;
}

static void
post(const char *name, const char *value)
{
	req.fields.n = 0;
	if (value != NULL)
		assert_int_equal(
		    query_add(arena, &req.fields, name, value), RC_OK);
}

static void
a_field_is_taken_cleaned_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct field_case *c = &cases[i];
		struct form *f;

		post(c->name, c->sent);
		f = form_read(&req, field_of(c->name), 1);
		if (form_ok(f) != c->good)
			fail_msg("case %zu: %s=%s", i, c->name, c->sent);
		assert_string_equal(form_text(f, c->name), c->text);
		if (form_int(f, c->name) != c->number)
			fail_msg("case %zu: %lld", i,
			    (long long)form_int(f, c->name));
	}
}

static void
a_field_outside_the_table_does_not_exist(void **state)
{
	struct form *f;

	(void)state;
	post("id", "7");
	f = form_read(&req, field_of("free"), 1);
	assert_true(form_ok(f));
	assert_false(form_given(f, "free"));
}

static void
an_error_of_the_handler_counts(void **state)
{
	struct form *f;

	(void)state;
	post("free", "абв");
	f = form_read(&req, field_of("free"), 1);
	assert_true(form_ok(f));
	form_error(f, "free", "Занято");
	assert_false(form_ok(f));
	assert_true(form_given(f, "free"));
}

static void
a_record_fills_the_form_as_inputs_want_it(void **state)
{
	struct form *f = form_new(&req, fields, LEN(fields));

	(void)state;
	form_set_int(f, "time", 1796724000);
	form_set_int(f, "day", 1796724000);
	form_set_int(f, "flag", 1);
	form_set_int(f, "int", 7);
	form_set_text(f, "line", NULL);
	assert_string_equal(form_text(f, "time"), "2026-12-08T15:00");
	assert_string_equal(form_text(f, "day"), "2026-12-08");
	assert_string_equal(form_text(f, "flag"), "1");
	assert_string_equal(form_text(f, "int"), "7");
	assert_string_equal(form_text(f, "line"), "");
	form_set_int(f, "time", 0);
	assert_string_equal(form_text(f, "time"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_is_taken_cleaned_or_refused),
		cmocka_unit_test(a_field_outside_the_table_does_not_exist),
		cmocka_unit_test(an_error_of_the_handler_counts),
		cmocka_unit_test(a_record_fills_the_form_as_inputs_want_it),
	};
	int failed;

	arena = arena_new();
	req.arena = arena;
	date_zone("Asia/Yekaterinburg");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
