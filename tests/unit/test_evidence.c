#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "roadmap/evidence.h"

static struct arena *a;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* The cell «Результат, вид документа» and the kinds read in it. */
static const struct {
	const char *cell, *kinds;
} promised_cases[] = {
	{ "", "" },
	{ "-", "" },
	{ "Сформирована благоприятная среда", "" },
	{ "Приказ о назначении куратора", "приказ" },
	{ "ПРОТОКОЛ, реестр; Ссылки", "протокол реестр публикация" },
	{ "База наставников с перечнем запросов", "база" },
	{ "Утверждённая дорожная карта", "дорожная карта" },
	{ "Карта наставника", "карта" },
	{ "Размещение новостей и фото", "публикация фото" },
	{ "Указ о приказчике", "приказ" }, /* a beginning is enough */
	{ "Неприказной порядок", "" },	   /* the middle is not */
	{ "Отчёт и отчет", "отчёт" },
	/* A sheet that people sign is no register. */
	{ "Листы регистрации", "лист" },
	{ "не менее 5 человек", "" },
};

static void
kinds_of_documents_are_read_in_the_promised_result(void **state)
{
	const char *kinds[EVIDENCE_PROMISED_MAX];

	(void)state;
	for (size_t i = 0; i < LEN(promised_cases); i++) {
		int n = evidence_promised(a, promised_cases[i].cell, kinds);
		const char *said = "";

		for (int k = 0; k < n; k++)
			said = arena_printf(
			    a, "%s%s%s", said, k > 0 ? " " : "", kinds[k]);
		assert_string_equal(said, promised_cases[i].kinds);
	}
}

static const struct {
	const char *kind, *words, *promised, *marked;
	bool meets;
} meets_cases[] = {
	{ "paper", "Приказ № 112", "приказ", "", true },
	{ "paper", "Справка № 112", "приказ", "", false },
	{ "paper", "Справка", "приказ", "приказ", true },
	{ "story", "Прошла встреча", "публикация", "", true },
	{ "link", "", "публикация", "", true },
	{ "paper", "Прошла встреча", "публикация", "", false },
	{ "record", "Реестр и протокол", "протокол", "", true },
	{ "paper", "Дорожная карта", "карта", "", false },
	{ "paper", "Дорожная карта", "дорожная карта", "", true },
	{ "paper", "Карта и план", "карта", "", true },
	{ "paper", "", "карта", "", false },
};

static void
a_proof_meets_the_kind_it_names_or_was_marked_with(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(meets_cases); i++) {
		struct evidence e = { .kind = meets_cases[i].kind,
			.words = meets_cases[i].words,
			.promised = meets_cases[i].marked,
			.url = "" };

		if (evidence_meets(a, &e, meets_cases[i].promised) !=
		    meets_cases[i].meets)
			fail_msg("%s: %s", meets_cases[i].words,
			    meets_cases[i].promised);
	}
}

static void
what_is_missing_is_named_once_whatever_else_is_there(void **state)
{
	const char *missing[EVIDENCE_PROMISED_MAX];
	struct evidence list[] = {
		{ .kind = "paper",
		    .words = "Приказ № 1",
		    .promised = "",
		    .url = "" },
		{ .kind = "paper",
		    .words = "Приказ № 2",
		    .promised = "",
		    .url = "" },
	};

	(void)state;
	assert_int_equal(
	    evidence_missing(a, "Приказ, протокол, отчёт", list, 2, missing),
	    2);
	assert_string_equal(missing[0], "протокол");
	assert_string_equal(missing[1], "отчёт");
	assert_int_equal(evidence_missing(a, "Приказ", NULL, 0, missing), 1);
	assert_int_equal(evidence_missing(a, "Среда", NULL, 0, missing), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    kinds_of_documents_are_read_in_the_promised_result),
		cmocka_unit_test(
		    a_proof_meets_the_kind_it_names_or_was_marked_with),
		cmocka_unit_test(
		    what_is_missing_is_named_once_whatever_else_is_there),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
