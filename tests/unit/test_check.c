#include "house.h"
#include "mediaplan/check.h"

/* The one choke point: mediaplan/check*.c. */

static struct check *list;
static int n, stops;

static void
run(const struct story *s, bool vk, enum check_moment moment, int64_t at)
{
	assert_int_equal(
	    check_story(st, a, s, vk, moment, at, now, &list, &n, &stops),
	    RC_OK);
}

/* The worst level of that name; -1: not a word about it. */
static int
level_of(const char *name)
{
	int level = -1;

	for (int i = 0; i < n; i++)
		if (strcmp(list[i].name, name) == 0 &&
		    (int)list[i].level > level)
			level = (int)list[i].level;
	return level;
}

static struct story
fine(void)
{
	return (struct story){ .id = 1,
		.kind = "news",
		.title = "Заголовок",
		.slug = "zagolovok",
		.lead = "Вступление.",
		.text = "Текст.",
		.rubric_id = 1,
		.rubric_hashtag = "хроника",
		.people = 0 };
}

static void
a_whole_story_is_stopped_by_nothing(void **state)
{
	struct story s = fine();

	(void)state;
	run(&s, true, CHECK_SCHEDULE, now + 60);
	assert_int_equal(stops, 0);
	for (int i = 0; i < n; i++)
		assert_int_equal(list[i].level, CHECK_GOOD);
}

static const struct {
	const char *name, *title, *lead, *text, *vk_text, *kind;
	int level;
} text_cases[] = {
	{ "title", "", "в", "т", NULL, "news", CHECK_STOPS },
	{ "text", "з", "в", "", NULL, "news", CHECK_STOPS },
	{ "lead", "з", "", "т", NULL, "news", CHECK_ADVICE },
	{ "kind", "з", "в", "т", NULL, "none", CHECK_STOPS },
	{ "length", "з", "в", "коротко", NULL, "longread", CHECK_STOPS },
	{ "photos", "з", "в", "т", NULL, "album", CHECK_STOPS },
	{ "photos", "з", "в", "т", NULL, "post_release", CHECK_ADVICE },
	{ "list", "з", "в", "песни", NULL, "playlist", CHECK_STOPS },
	{ "list", "з", "в", "- раз\n- два", NULL, "playlist", -1 },
	{ "list", "з", "в", "Вот:\n\n1. раз\n2. два", NULL, "playlist", -1 },
	{ "list", "з", "в", "-раз", NULL, "playlist", CHECK_STOPS },
	{ "links", "з", "в", "https://www.instagram.com/x", NULL, "news",
	    CHECK_STOPS },
	{ "links", "з", "в", "см. FACEBOOK.com.", NULL, "news", CHECK_STOPS },
	{ "links", "з", "в", "https://myfacebook.com/x", NULL, "news", -1 },
	{ "links", "з", "в", "facebook.com.example", NULL, "news", -1 },
	{ "links", "з", "в", "https://t.me/x", NULL, "news", CHECK_ADVICE },
	{ "links", "з", "в", "https://test.me/x", NULL, "news", -1 },
	{ "links", "з", "в", "т", "youtu.be/x", "news", CHECK_ADVICE },
	{ "mention", "з", "в", "наш Инстаграм", NULL, "news", CHECK_ADVICE },
	{ "mention", "з", "в", "Инстаграм (запрещён в России)", NULL, "news",
	    -1 },
	{ "advertising", "з", "в", "Скидка всем", NULL, "news", CHECK_ADVICE },
	{ "http", "з", "в", "http://school.example", NULL, "news",
	    CHECK_ADVICE },
	{ "capitals", "ВСЕМ ПРИЙТИ ОБЯЗАТЕЛЬНО", "в", "т", NULL, "news",
	    CHECK_ADVICE },
	{ "capitals", "МБОУ СОШ № 3: НАСТАВНИК", "в", "т", NULL, "news", -1 },
	{ "capitals", "МБОУ «Школа № 3»", "в", "т", NULL, "news", -1 },
	/* the wall takes one link, ours */
	{ "vk_link", "з", "в", "[Устав](https://school.example/u)", NULL,
	    "news", CHECK_STOPS },
	{ "vk_link", "з", "в", "https://school.example/u", "без ссылки", "news",
	    CHECK_GOOD },
	{ "vk_link", "з", "в", "т", "https://x.example/story/zagolovok?p=1",
	    "news", CHECK_GOOD },
};

static void
each_rule_of_text_speaks_at_its_case(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(text_cases); i++) {
		struct story s = fine();

		s.title = text_cases[i].title;
		s.lead = text_cases[i].lead;
		s.text = text_cases[i].text;
		s.vk_text = text_cases[i].vk_text;
		s.kind = text_cases[i].kind;
		run(&s, true, CHECK_SUBMIT, 0);
		if (level_of(text_cases[i].name) != text_cases[i].level)
			print_message(
			    "case %d: %s\n", (int)i, text_cases[i].text);
		assert_int_equal(
		    level_of(text_cases[i].name), text_cases[i].level);
	}
}

static char *
letters(size_t chars)
{
	char *s = arena_alloc(a, chars * 2 + 1);

	for (size_t i = 0; i < chars; i++)
		memcpy(s + i * 2, "ы", 2);
	return s;
}

static void
lengths_are_counted_in_characters_not_bytes(void **state)
{
	struct story s = fine();

	(void)state;
	s.kind = "longread";
	s.text = letters(2000);
	run(&s, true, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("length"), CHECK_STOPS);
	s.text = letters(2001);
	run(&s, true, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("length"), CHECK_GOOD);
	assert_int_equal(level_of("vk_length"), -1);
	s.text = letters(15000);
	run(&s, true, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("vk_length"), CHECK_STOPS);
	/* only the wall has that limit */
	run(&s, false, CHECK_SUBMIT, 0);
	assert_int_equal(stops, 0);
}

static void
people_and_consents_stop_at_their_moment(void **state)
{
	struct story s = fine();

	(void)state;
	s.people = -1;
	run(&s, false, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("people"), CHECK_STOPS);
	s.people = 1;
	run(&s, false, CHECK_SUBMIT, 0);
	assert_int_equal(stops, 0);
	for (int m = CHECK_APPROVE; m <= CHECK_SEND; m++) {
		s.consents_at = 0;
		run(&s, false, (enum check_moment)m, now + 60);
		assert_int_equal(level_of("consents"), CHECK_STOPS);
		s.consents_at = now;
		run(&s, false, (enum check_moment)m, now + 60);
		assert_int_equal(stops, 0);
	}
	s.rubric_id = 0;
	run(&s, false, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("rubric"), CHECK_STOPS);
}

static void
a_photo_without_words_stops_from_review_on(void **state)
{
	int64_t id = house_draft("Снимки");
	struct story s;

	(void)state;
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "INSERT INTO photos (story_id, position, name, alt, width,"
		    " height, vk_bytes, created_at) VALUES (%d, 1, 'p1', 'Пара', 9,"
		    " 9, 9, 1), (%d, 2, 'p2', '', 9, 9, 9, 1)",
		    (int)id, (int)id)),
	    RC_OK);
	s = house_story(id);
	run(&s, true, CHECK_EDIT, 0);
	assert_int_equal(level_of("alt"), CHECK_ADVICE);
	run(&s, true, CHECK_SUBMIT, 0);
	assert_int_equal(level_of("alt"), CHECK_STOPS);
	assert_int_equal(stops, 1);
	for (int i = 0; i < n; i++)
		if (list[i].level == CHECK_STOPS) {
			assert_string_equal(
			    list[i].text, "Снимок 2 без описания");
			assert_string_equal(list[i].anchor, "a2");
		}
	assert_int_equal(
	    house_act(&editor, id, STORY_SUBMIT, NULL), RC_INVALID);
}

static const struct {
	const char *kind;
	int day, hour; /* of December; the event: 8th, 15:00 */
	enum check_moment moment;
	int level;
} window_cases[] = {
	{ "press_release", 4, 10, CHECK_SCHEDULE, CHECK_GOOD },
	{ "press_release", 7, 10, CHECK_SCHEDULE, CHECK_ADVICE },
	{ "press_release", 8, 15, CHECK_SUBMIT, CHECK_ADVICE },
	{ "press_release", 8, 15, CHECK_SCHEDULE, CHECK_STOPS },
	{ "press_release", 9, 10, CHECK_SEND, CHECK_STOPS },
	{ "post_release", 9, 10, CHECK_SCHEDULE, CHECK_ADVICE },
};

static void
a_press_release_after_the_beginning_never_goes_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(window_cases); i++) {
		struct story s = fine();

		s.kind = window_cases[i].kind;
		s.event_starts_at = date_at(2026, 12, 8, 15, 0);
		s.window_from = date_at(2026, 12, 3, 0, 0);
		s.window_to = date_at(2026, 12, 6, 0, 0);
		run(&s, true, window_cases[i].moment,
		    date_at(2026, 12, window_cases[i].day, window_cases[i].hour,
			0));
		assert_int_equal(level_of("window"), window_cases[i].level);
	}
}

static void
the_minute_of_a_schedule_lies_ahead(void **state)
{
	struct story s = fine();

	(void)state;
	run(&s, true, CHECK_SCHEDULE, now);
	assert_int_equal(level_of("minute"), CHECK_STOPS);
	run(&s, true, CHECK_SCHEDULE, now + 1);
	assert_int_equal(level_of("minute"), -1);
	run(&s, true, CHECK_SEND, now);
	assert_int_equal(level_of("minute"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_whole_story_is_stopped_by_nothing),
		HOUSE(each_rule_of_text_speaks_at_its_case),
		HOUSE(lengths_are_counted_in_characters_not_bytes),
		HOUSE(people_and_consents_stop_at_their_moment),
		HOUSE(a_photo_without_words_stops_from_review_on),
		HOUSE(a_press_release_after_the_beginning_never_goes_out),
		HOUSE(the_minute_of_a_schedule_lies_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
