#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diff.h"
#include "base/rc.h"
#include "base/strbuf.h"

static const struct {
	const char *before, *after, *shown; /* =same -removed +added */
} cases[] = {
	{ "", "", "" },
	{ "один", "один", "=[один]" },
	{ "", "один", "+[один]" },
	{ "один", "", "-[один]" },
	{ "один три", "один два три", "=[один ]+[два ]=[три]" },
	{ "один два три", "один три", "=[один ]-[два ]=[три]" },
	{ "a b c d", "a x y d", "=[a ]-[b c]+[x y]=[ d]" },
	{ "a\nb", "a b", "=[a]-[\n]+[ ]=[b]" },
	{ "a b", "c d", "-[a b]+[c d]" },
	{ "текст", "текст.", "-[текст]+[текст.]" },
	{ "а б в г", "а б в г д", "=[а б в г]+[ д]" },
};

static void
show(struct strbuf *sb, const struct diff *d)
{
	for (; d; d = d->next) {
		strbuf_addc(sb, "=+-"[d->op]);
		strbuf_addf(sb, "[%s]", d->text);
	}
}

static void
words_that_came_and_went_are_named(void **state)
{
	struct arena *a = arena_new();
	struct strbuf sb;

	(void)state;
	strbuf_init(&sb);
	for (size_t i = 0; i < LEN(cases); i++) {
		strbuf_clear(&sb);
		show(&sb, diff_words(a, cases[i].before, cases[i].after));
		assert_string_equal(sb.buf, cases[i].shown);
	}
	strbuf_free(&sb);
	arena_free(a);
}

/* What a reader sees without the added, without the removed words. */
static void
assert_whole(struct arena *a, const char *before, const char *after)
{
	struct strbuf was, is;
	enum diff_op last = DIFF_SAME;

	strbuf_init(&was);
	strbuf_init(&is);
	for (const struct diff *d = diff_words(a, before, after); d;
	     d = d->next) {
		assert_true(*d->text);
		if (d->op != DIFF_ADDED)
			strbuf_adds(&was, d->text);
		if (d->op != DIFF_REMOVED)
			strbuf_adds(&is, d->text);
		assert_false(last == DIFF_ADDED && d->op == DIFF_REMOVED);
		last = d->op;
	}
	assert_string_equal(was.buf, before);
	assert_string_equal(is.buf, after);
	strbuf_free(&was);
	strbuf_free(&is);
}

static void
random_words(struct strbuf *sb, int n, int kinds)
{
	strbuf_clear(sb);
	while (n-- > 0)
		strbuf_addf(sb, "%c%s", 'a' + rand() % kinds,
		    rand() % 3	 ? " "
		    : rand() % 2 ? "\n"
				 : "");
}

static void
both_texts_can_be_put_together_again(void **state)
{
	struct arena *a = arena_new();
	struct strbuf before, after;

	(void)state;
	strbuf_init(&before);
	strbuf_init(&after);
	srand(1);
	for (int i = 0; i < 3000; i++) {
		random_words(&before, rand() % 40, 1 + rand() % 6);
		random_words(&after, rand() % 40, 1 + rand() % 6);
		assert_whole(a, before.buf, after.buf);
		arena_reset(a);
	}
	/* Too different to compare word by word: still whole. */
	random_words(&before, 40000, 26);
	random_words(&after, 40000, 26);
	assert_whole(a, before.buf, after.buf);
	strbuf_free(&before);
	strbuf_free(&after);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_came_and_went_are_named),
		cmocka_unit_test(both_texts_can_be_put_together_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
