#include "house.h"
#include "mediaplan/message.h"

static const char address[] = "https://school.example/m/story/robot?p=7";

static const struct {
	const char *title, *lead, *text, *vk_text, *hashtag, *message;
} message_cases[] = {
	{ "Робот", "Вступление.", "Текст **жирный**.", NULL, "мастерская",
	    "Робот\n\nВступление.\n\nТекст жирный.\n\n#мастерская\n\n"
	    "https://school.example/m/story/robot?p=7" },
	{ "Робот", "", "Текст.", NULL, "",
	    "Робот\n\nТекст.\n\nhttps://school.example/m/story/robot?p=7" },
	/* a detached text goes as it is written */
	{ "Робот", "Вступление.", "Текст.", "Своё, *без* разметки",
	    "мастерская",
	    "Своё, *без* разметки\n\n#мастерская\n\n"
	    "https://school.example/m/story/robot?p=7" },
	/* what stands in it is not repeated */
	{ "Р", "", "",
	    "Тег #Мастерская и "
	    "https://school.example/m/story/robot?p=7",
	    "мастерская",
	    "Тег #Мастерская и https://school.example/m/story/robot?p=7" },
	/* a longer tag and a longer address are other ones */
	{ "Р", "", "",
	    "#мастерская2 "
	    "https://school.example/m/story/robot?p=71",
	    "мастерская",
	    "#мастерская2 https://school.example/m/story/robot?p=71\n\n"
	    "#мастерская\n\nhttps://school.example/m/story/robot?p=7" },
};

static void
the_message_is_text_hashtag_and_own_address(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(message_cases); i++) {
		struct story s = { .title = message_cases[i].title,
			.lead = message_cases[i].lead,
			.text = message_cases[i].text,
			.vk_text = message_cases[i].vk_text,
			.rubric_hashtag = message_cases[i].hashtag };

		assert_string_equal(
		    message_build(a, &s, address), message_cases[i].message);
	}
}

static void
the_address_carries_the_publication(void **state)
{
	(void)state;
	assert_string_equal(
	    message_address(a, "https://school.example/m/", "robot", 7),
	    address);
	assert_string_equal(
	    message_address(a, "https://school.example/m", "robot", 0),
	    "https://school.example/m/story/robot");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(the_message_is_text_hashtag_and_own_address),
		HOUSE(the_address_carries_the_publication),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
