/* What kinds of document a cell of a roadmap promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "roadmap/evidence.h"

static const struct {
	const char *cell, *kinds;
} cells[] = {
	{ "", "" },
	{ "Приказ", "приказ" },
	{ "Протокол, список участников", "протокол список" },
	{ "Реестр наставников", "реестр" },
	/* A sheet that people sign is no register. */
	{ "Листы регистрации", "лист" },
	{ "Регистрация на портале", "" },
	{ "Дорожная карта", "дорожная карта" },
	{ "База с перечнем запросов", "база" },
	{ "Ссылки на публикации", "публикация" },
	{ "не менее 5 человек", "" },
};

static void
test_a_cell_promises_its_kinds(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < LEN(cells); i++) {
		const char *promised[EVIDENCE_PROMISED_MAX], *words = "";
		int n = evidence_promised(a, cells[i].cell, promised);

		for (int k = 0; k < n; k++)
			words = arena_printf(
			    a, "%s%s%s", words, k > 0 ? " " : "", promised[k]);
		assert_string_equal(words, cells[i].kinds);
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_cell_promises_its_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
