#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"

static void
every_piece_is_zeroed_aligned_and_its_own(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 16, 100, 4095, 4096, 4097,
		16384, 100000 };
	struct arena *a = arena_new();
	unsigned char *p[LEN(sizes)];

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < LEN(sizes); i++) {
			p[i] = arena_alloc(a, sizes[i]);
			assert_int_equal((uintptr_t)p[i] % 16, 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[i][k], 0);
			memset(p[i], (int)i + 1, sizes[i]);
		}
		for (size_t i = 0; i < LEN(sizes); i++)
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[i][k], i + 1);
		arena_reset(a);
	}
	arena_free(a);
	arena_free(NULL);
}

static void
copies_are_whole_and_stop_where_told(void **state)
{
	struct arena *a = arena_new();
	int numbers[] = { 1, 2, 3 }, *more;

	(void)state;
	assert_null(arena_strdup(a, NULL));
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strndup(a, "школа", 4), "шк");
	assert_string_equal(arena_strndup(a, "ab", 9), "ab");
	assert_string_equal(arena_printf(a, "%s %d", "класс", 5), "класс 5");
	assert_int_equal(strlen(arena_printf(a, "%*d", 50000, 1)), 50000);
	more = arena_grow(a, numbers, sizeof(numbers), 5 * sizeof(int));
	assert_int_equal(more[2], 3);
	assert_int_equal(more[3], 0);
	assert_int_equal(more[4], 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_piece_is_zeroed_aligned_and_its_own),
		cmocka_unit_test(copies_are_whole_and_stop_where_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
