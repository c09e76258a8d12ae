#include "house.h"
#include "mediaplan/rubric.h"

static const char *why;

static enum rc
save(int64_t id, const char *title, const char *hashtag)
{
	struct rubric r = {
		.id = id, .title = title, .about = "", .hashtag = hashtag
	};

	return rubric_save(st, a, &curator, &r, &why);
}

static const struct {
	const char *hashtag;
	enum rc rc;
} hashtag_cases[] = {
	{ "наставник_рядом", RC_OK },
	{ "робот2026", RC_OK },
	{ "два слова", RC_INVALID },
	{ "#решётка", RC_INVALID },
	{ "черта-не-та", RC_INVALID },
	{ "тире—длинное", RC_INVALID },
	{ "пробел\u00a0твёрдый", RC_INVALID },
	{ "", RC_INVALID },
};

static void
a_hashtag_is_one_word_that_vk_will_not_break(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(hashtag_cases); i++)
		assert_int_equal(save(0, "Рубрика", hashtag_cases[i].hashtag),
		    hashtag_cases[i].rc);
}

static void
an_address_is_its_own_and_outlives_a_new_title(void **state)
{
	struct rubric r;

	(void)state;
	assert_int_equal(save(0, "Хроника", "хроника2"), RC_OK);
	assert_int_equal(rubrics_by_slug(st, a, "khronika", &r) == RC_OK ||
			     rubrics_by_slug(st, a, "hronika-2", &r) == RC_OK,
	    1);
	assert_int_equal(save(r.id, "Летопись", "летопись"), RC_OK);
	{
		struct rubric again;

		assert_int_equal(rubrics_by_slug(st, a, r.slug, &again), RC_OK);
		assert_string_equal(again.title, "Летопись");
	}
	assert_int_equal(save(999, "Нет такой", "нет"), RC_NOT_FOUND);
}

static void
a_list_tells_when_each_rubric_was_last_filled(void **state)
{
	struct rubric *list;
	int n;

	(void)state;
	house_scheduled("Вышла", now + 60);
	assert_int_equal(
	    rubrics_list(st, a, false, now + 59, &list, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(list[0].latest_at + list[1].latest_at, 0);
	assert_int_equal(
	    rubrics_list(st, a, false, now + 60, &list, &n), RC_OK);
	assert_int_equal(list[0].latest_at + list[1].latest_at, now + 60);
	assert_int_equal(rubric_set_archived(st, &curator, 1, true), RC_OK);
	assert_int_equal(rubrics_list(st, a, false, now, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(rubric_set_archived(st, &editor, 2, true), RC_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_hashtag_is_one_word_that_vk_will_not_break),
		HOUSE(an_address_is_its_own_and_outlives_a_new_title),
		HOUSE(a_list_tells_when_each_rubric_was_last_filled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
