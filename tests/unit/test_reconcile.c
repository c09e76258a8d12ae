#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rc.h"
#include "publish/reconcile.h"
#include "vk/wall.h"

static const struct reconcile_want want = {
	.group_id = 1001,
	.marker = "https://s.example/story/a?p=1",
	.attachments = "photo-1001_5_key",
	.from_at = 1000,
	.to_at = 2000,
};

/* A post that is ours in every respect. */
static const struct wall_post ours = { .id = 7,
	.owner_id = -1001,
	.from_id = -1001,
	.date = 1500,
	.text = "Текст\n\nhttps://s.example/story/a?p=1",
	.type = "post",
	.photos = "photo-1001_5" };

static void
the_marker_is_found_whole_or_not_at_all(void **state)
{
	const char *m = want.marker;

	(void)state;
	assert_true(reconcile_has_marker("https://s.example/story/a?p=1", m));
	assert_true(
	    reconcile_has_marker("x https://s.example/story/a?p=1\n", m));
	assert_false(reconcile_has_marker("https://s.example/story/a?p=12", m));
	assert_true(reconcile_has_marker("https://s.example/story/a?p=12 "
					 "https://s.example/story/a?p=1",
	    m));
	assert_false(reconcile_has_marker("https://s.example/story/a", m));
	assert_false(reconcile_has_marker("anything", ""));
}

static void
photos_are_equal_with_and_without_their_keys(void **state)
{
	(void)state;
	assert_true(reconcile_same_photos("", ""));
	assert_true(reconcile_same_photos("photo-1_2_abc", "photo-1_2"));
	assert_true(reconcile_same_photos(
	    "photo-1_2_abc,photo-1_3", "photo-1_2,photo-1_3"));
	assert_false(reconcile_same_photos("photo-1_2", ""));
	assert_false(reconcile_same_photos("", "photo-1_2"));
	assert_false(reconcile_same_photos("photo-1_2", "photo-1_22"));
	assert_false(reconcile_same_photos("photo-1_2,photo-1_3", "photo-1_2"));
	assert_false(reconcile_same_photos(
	    "photo-1_2,photo-1_3", "photo-1_3,photo-1_2"));
}

static void
what_fits_is_exact_and_what_nearly_fits_is_strange(void **state)
{
	struct wall_post foreign = ours, early = ours, bare = ours,
			 other = ours, gone = ours, list[2] = { ours, ours };
	struct {
		const struct wall_post *posts;
		int n, exact, strange;
	} rows[] = {
		{ &ours, 1, 1, 0 },
		{ &foreign, 1, 0, 0 },
		{ &early, 1, 0, 1 },
		{ &bare, 1, 0, 1 },
		{ &other, 1, 0, 0 },
		{ &gone, 1, 0, 0 },
		{ list, 2, 2, 0 },
		{ list, 0, 0, 0 },
	};

	(void)state;
	foreign.from_id = 501;
	early.date = 999;
	bare.photos = "";
	other.text = "https://s.example/story/a?p=10";
	gone.deleted = true;
	for (size_t i = 0; i < LEN(rows); i++) {
		struct reconcile_tally t = { 0 };

		reconcile_look(&want, rows[i].posts, rows[i].n, &t);
		assert_int_equal(t.exact, rows[i].exact);
		assert_int_equal(t.strange, rows[i].strange);
	}
}

/* Four readings without a find, a minute after the sending. */
static const struct reconcile_facts empty = { .reads = 4,
	.reads_max = 4,
	.now = 1800,
	.first_send_at = 1000,
	.last_send_at = 1000,
	.reads_s = 755,
	.resend_within_s = 3000 };

static void
a_repeat_needs_every_condition_of_the_contract(void **state)
{
	struct reconcile_facts f = empty;

	(void)state;
	assert_int_equal(reconcile_decide(&f), RECONCILE_RESEND);
	f.reads = 3;
	assert_int_equal(reconcile_decide(&f), RECONCILE_WAIT);
	f = empty;
	f.resends = 1;
	assert_int_equal(reconcile_decide(&f), RECONCILE_PERSON);
	f = empty;
	f.now = 4000; /* 3000 s later: VK's guid guard is near its end */
	assert_int_equal(reconcile_decide(&f), RECONCILE_PERSON);
	f = empty;
	f.withdrawn = true;
	assert_int_equal(reconcile_decide(&f), RECONCILE_PERSON);
	f = empty;
	f.now = 1100; /* a person pressed "check" four times */
	assert_int_equal(reconcile_decide(&f), RECONCILE_WAIT);
}

static void
a_find_is_never_followed_by_a_repeat(void **state)
{
	(void)state;
	for (int exact = 0; exact < 3; exact++)
		for (int strange = 0; strange < 3; strange++) {
			struct reconcile_facts f = empty;
			enum reconcile_verdict v;

			f.tally.exact = exact;
			f.tally.strange = strange;
			v = reconcile_decide(&f);
			if (exact + strange == 0)
				assert_int_equal(v, RECONCILE_RESEND);
			else if (exact == 1 && strange == 0)
				assert_int_equal(v, RECONCILE_POSTED);
			else
				assert_int_equal(v, RECONCILE_PERSON);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_marker_is_found_whole_or_not_at_all),
		cmocka_unit_test(photos_are_equal_with_and_without_their_keys),
		cmocka_unit_test(
		    what_fits_is_exact_and_what_nearly_fits_is_strange),
		cmocka_unit_test(
		    a_repeat_needs_every_condition_of_the_contract),
		cmocka_unit_test(a_find_is_never_followed_by_a_repeat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
