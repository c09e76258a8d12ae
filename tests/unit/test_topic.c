#include "house.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "section/topic.h"
#include "store/file.h"
#include "store/search.h"

static const char *field, *why;

static int
topics_open(void **state)
{
	log_init("test");
	assert_int_equal(topic_load("db"), RC_OK);
	return house_open(state);
}

static int
topics_close(void **state)
{
	topic_unload();
	return house_close(state);
}

#define TOPICS(f) cmocka_unit_test_setup_teardown(f, topics_open, topics_close)

static struct topic
page(const char *name)
{
	struct topic t;

	assert_int_equal(topic_by_name(st, a, name, &t), RC_OK);
	return t;
}

static enum rc
save(struct topic *t)
{
	return topic_save(st, a, &curator, t, &field, &why);
}

/* A page of the school's own. */
static struct topic
own(const char *title, const char *name)
{
	return (struct topic){ .name = name,
		.title = title,
		.menu = "",
		.lead = "",
		.text = "Текст страницы." };
}

static const char *
saved(const char *title, const char *name)
{
	struct topic t = own(title, name);

	assert_int_equal(save(&t), RC_OK);
	return t.name;
}

static int
found(const char *words)
{
	struct search_query q = { words, "page", "", 0, 1 };
	struct search_result r;

	assert_int_equal(search_find(st, a, &q, 4000000000, &r), RC_OK);
	return r.total;
}

static void
each_described_page_has_words_and_a_first_text(void **state)
{
	const struct topic_def *d;
	int n = topic_defs(&d);
	struct topic *list;
	int listed;

	(void)state;
	assert_true(n >= 13);
	for (int i = 0; i < n; i++) {
		assert_true(*d[i].title && *d[i].lead && *d[i].text);
		assert_ptr_equal(topic_def(d[i].name), &d[i]);
		assert_null(strchr(d[i].text, '!'));
		assert_null(strchr(d[i].text, '"'));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(d[i].address, d[j].address);
	}
	assert_int_equal(topic_list(st, a, &list, &listed), RC_OK);
	assert_int_equal(listed, n);
	assert_string_equal(list[0].name, "home");
	for (int i = 1; i < n; i++)
		assert_true(list[i - 1].position < list[i].position);
	assert_int_equal(house_number("SELECT count(*) FROM topics"), 0);
	assert_int_equal(topic_by_name(st, a, "net-takoj", list), RC_NOT_FOUND);
}

static const struct {
	const char *what, *hdf, *text;
} descriptions[] = {
	{ "no home", "about {\n title = О\n address = /about/\n}\n", "т" },
	{ "no title", "home {\n address = /\n}\n", "т" },
	{ "no address", "home {\n title = Д\n}\n", "т" },
	{ "no first text", "home {\n title = Д\n address = /\n}\n", NULL },
	{ "a bad name", "Home_1 {\n title = Д\n address = /\n}\n", "т" },
	{ "not UTF-8", "home {\n title = Д\n address = /\n}\n", "\xff" },
};

static void
a_description_that_makes_no_sense_stops_the_start(void **state)
{
	char dir[] = "/tmp/test_topic.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(
	    file_folder(arena_printf(a, "%s/topics", dir), 0700), RC_OK);
	for (size_t i = 0; i < LEN(descriptions); i++) {
		const char *text = arena_printf(a, "%s/topics/home.md", dir);

		assert_int_equal(
		    file_write(arena_printf(a, "%s/topics.hdf", dir),
			descriptions[i].hdf, 0600),
		    RC_OK);
		unlink(text);
		if (descriptions[i].text != NULL)
			assert_int_equal(
			    file_write(text, descriptions[i].text, 0600),
			    RC_OK);
		assert_int_equal(
		    file_write(
			arena_printf(a, "%s/topics/about.md", dir), "т", 0600),
		    RC_OK);
		if (topic_load(dir) != RC_FAIL)
			fail_msg("%s: taken", descriptions[i].what);
		assert_null(topic_def("home"));
	}
	file_remove_all(dir);
}

static void
what_nobody_changed_follows_the_description(void **state)
{
	struct topic t = page("join");

	(void)state;
	assert_int_equal(t.version, 0);
	t.lead = "Своя вводка.";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(t.version, 1);
	assert_int_equal(house_number("SELECT title IS NULL AND text IS NULL"
				      " AND menu IS NULL FROM topics"),
	    1);
	t = page("join");
	assert_string_equal(t.lead, "Своя вводка.");
	assert_string_equal(t.text, topic_def("join")->text);
	assert_true(t.updated_at > 0);
	/* Only the menu changes: its words are as old as they were. */
	t.in_foot = true;
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(house_number("SELECT count(*) FROM topic_versions"),
	    2); /* as described, and the lead */
	/* Nothing changes: nothing is written. */
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(t.version, 2);
	t.lead = topic_def("join")->lead;
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(house_number("SELECT lead IS NULL FROM topics"), 1);
}

static void
two_people_do_not_write_over_each_other(void **state)
{
	struct topic mine = page("about"), theirs = page("about");

	(void)state;
	theirs.text = "Их текст.";
	assert_int_equal(save(&theirs), RC_OK);
	mine.text = "Мой текст.";
	assert_int_equal(save(&mine), RC_CONFLICT);
	assert_string_equal(page("about").text, "Их текст.");
	mine.version = page("about").version;
	assert_int_equal(save(&mine), RC_OK);
	assert_string_equal(page("about").text, "Мой текст.");
	/* A change of the menu alone is no smaller. */
	mine = theirs = page("about");
	theirs.menu = "О нас";
	assert_int_equal(save(&theirs), RC_OK);
	mine.in_foot = true;
	assert_int_equal(save(&mine), RC_CONFLICT);
	assert_string_equal(page("about").menu, "О нас");
}

static const char *
many(const char *letter, int n)
{
	char *s = arena_alloc(a, strlen(letter) * (size_t)n + 1);

	for (int i = 0; i < n; i++)
		strcat(s + strlen(letter) * (size_t)i, letter);
	return s;
}

static void
each_limit_is_told_in_a_sentence(void **state)
{
	const struct {
		const char *field, *at, *over;
	} limits[] = {
		{ "title", many("я", TOPIC_TITLE_MAX),
		    many("я", TOPIC_TITLE_MAX + 1) },
		{ "title", "О", "" },
		{ "menu", many("я", TOPIC_MENU_MAX),
		    many("я", TOPIC_MENU_MAX + 1) },
		{ "lead", many("я", TOPIC_LEAD_MAX),
		    many("я", TOPIC_LEAD_MAX + 1) },
		{ "text", many("я", TOPIC_TEXT_MAX),
		    many("я", TOPIC_TEXT_MAX + 1) },
	};

	(void)state;
	for (size_t i = 0; i < LEN(limits); i++)
		for (int over = 0; over < 2; over++) {
			struct topic t = page("forms");
			const char *s = over ? limits[i].over : limits[i].at;

			*(!strcmp(limits[i].field, "title")    ? &t.title
			    : !strcmp(limits[i].field, "menu") ? &t.menu
			    : !strcmp(limits[i].field, "lead") ? &t.lead
							       : &t.text) = s;
			assert_int_equal(save(&t), over ? RC_INVALID : RC_OK);
			if (!over)
				continue;
			assert_string_equal(field, limits[i].field);
			assert_non_null(why);
		}
}

static const struct {
	const char *title, *name, *made; /* NULL: refused */
} addresses[] = {
	{ "Школа наставника", "", "shkola-nastavnika" },
	{ "Школа наставника", "", "shkola-nastavnika-2" },
	{ "2027: планы", "", "str-2027-plany" },
	{ "«…»", "", "stranica" },
	{ "Новости", "", "novosti" },
	{ "News", "", "news-2" }, /* the program's own */
	{ "Desk", "", "desk-2" },
	{ "Вопросы", "voprosy", "voprosy" },
	{ "Вопросы", "voprosy", NULL },
	{ "Стол", "desk", NULL },
	{ "Файлы", "media", NULL },
	{ "Поиск", "search", NULL },
	{ "Новая", "new", NULL },
	{ "О программе", "about", NULL },
	{ "Дом", "home", NULL },
	{ "Криво", "Krivo", NULL },
	{ "Криво", "кривой", NULL },
	{ "Криво", "-krivo", NULL },
	{ "Криво", "krivo-", NULL },
	{ "Криво", "kri--vo", NULL },
	{ "Криво", "kri/vo", NULL },
	{ "Криво", "1krivo", NULL },
	{ "Длинно", "a234567890123456789012345678901234567890",
	    "a234567890123456789012345678901234567890" },
	{ "Длинно", "a2345678901234567890123456789012345678901", NULL },
};

static void
an_address_is_of_its_title_and_never_the_programs_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(addresses); i++) {
		struct topic t = own(addresses[i].title, addresses[i].name);
		enum rc rc = save(&t);

		if (addresses[i].made == NULL) {
			assert_int_equal(rc, RC_INVALID);
			assert_string_equal(field, "name");
			assert_non_null(why);
			continue;
		}
		assert_int_equal(rc, RC_OK);
		assert_string_equal(t.name, addresses[i].made);
		assert_string_equal(page(t.name).address,
		    arena_printf(a, "/%s/", addresses[i].made));
	}
}

static void
an_old_address_leads_to_its_page_until_another_takes_it(void **state)
{
	struct topic t = page(saved("Школа наставника", "shkola")), was;
	const char *address;

	(void)state;
	t.name = "zanyatiya";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(topic_by_name(st, a, "shkola", &was), RC_NOT_FOUND);
	assert_int_equal(topic_moved(st, a, "shkola", &address), RC_OK);
	assert_string_equal(address, "/zanyatiya/");
	assert_int_equal(topic_was(st, a, "shkola", &was), RC_OK);
	assert_string_equal(was.text, "Текст страницы.");
	/* Readers are not led to what is hidden. */
	t.hidden = true;
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(topic_moved(st, a, "shkola", &address), RC_NOT_FOUND);
	/* Back, and forth: no circle. */
	t.hidden = false;
	t.name = "shkola";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(topic_moved(st, a, "shkola", &address), RC_NOT_FOUND);
	assert_int_equal(topic_moved(st, a, "zanyatiya", &address), RC_OK);
	saved("Занятия", "zanyatiya");
	assert_int_equal(
	    topic_moved(st, a, "zanyatiya", &address), RC_NOT_FOUND);
}

static const char *
order(void)
{
	struct topic *list;
	const char *s = "";
	int n;

	assert_int_equal(topic_list(st, a, &list, &n), RC_OK);
	for (int i = 0; i < n; i++) {
		if (i > 0 && list[i - 1].position > list[i].position)
			fail_msg("%s stands wrong", list[i].name);
		s = arena_printf(a, "%s %s", s, list[i].name);
	}
	return s;
}

static void
a_page_moves_by_one_and_stops_at_the_ends(void **state)
{
	const char *at_first = order();
	struct topic t;

	(void)state;
	assert_int_equal(topic_move(st, a, &curator, "news", true), RC_OK);
	assert_non_null(strstr(order(), " home news about events"));
	assert_int_equal(topic_move(st, a, &curator, "news", false), RC_OK);
	assert_string_equal(order(), at_first);
	assert_int_equal(topic_move(st, a, &curator, "home", true), RC_OK);
	assert_int_equal(topic_move(st, a, &curator, "search", false), RC_OK);
	assert_string_equal(order(), at_first);
	assert_int_equal(
	    topic_move(st, a, &curator, "nobody", true), RC_NOT_FOUND);
	/* Moving is no change of the words. */
	t = page("news");
	assert_int_equal(t.version, 0);
	assert_int_equal(t.updated_at, 0);
	/* Pages that share a place part when one of them moves. */
	saved("Первая", "pervaya");
	saved("Вторая", "vtoraya");
	assert_int_equal(
	    store_script(st, "UPDATE topics SET position = 60 WHERE own = 1"),
	    RC_OK);
	assert_non_null(strstr(order(), " join pervaya vtoraya practices"));
	assert_int_equal(topic_move(st, a, &curator, "vtoraya", true), RC_OK);
	assert_non_null(strstr(order(), " join vtoraya pervaya practices"));
	assert_int_equal(topic_move(st, a, &curator, "vtoraya", true), RC_OK);
	assert_non_null(strstr(order(), " vtoraya join pervaya practices"));
}

static void
what_is_hidden_is_not_found_and_what_is_fixed_is_not_hidden(void **state)
{
	struct topic t = page("practices");

	(void)state;
	t.text = "Про дирижабли.";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(found("дирижабль"), 1);
	t.hidden = true;
	assert_int_equal(save(&t), RC_OK);
	assert_true(page("practices").hidden);
	assert_int_equal(found("дирижабль"), 0);
	t.hidden = false;
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(found("дирижабль"), 1);
	t = page("news");
	t.hidden = true;
	assert_int_equal(save(&t), RC_INVALID);
	assert_string_equal(field, "hidden");
}

static void
all_pages_are_found_once_they_are_indexed(void **state)
{
	struct topic t = page("glossary");
	int before;

	(void)state;
	t.hidden = true;
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(found("присоединиться"), 0);
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(topic_index(st, a), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	before = found("присоединиться");
	assert_true(before >= 1);
	assert_int_equal(found("непонятное слово"), 0);
	/* Twice is the same; nobody's words are taken as changed. */
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(topic_index(st, a), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(found("присоединиться"), before);
	assert_int_equal(page("join").version, 0);
	t = page("join");
	t.text = "Совсем другое.";
	assert_int_equal(save(&t), RC_OK);
}

static void
an_own_page_can_be_removed_and_its_texts_stay(void **state)
{
	struct topic t = page(saved("Конкурс", "konkurs"));
	int64_t id = t.id;
	struct topic_version *list;
	int n;

	(void)state;
	assert_int_equal(topic_remove(st, a, &curator, "about"), RC_DENIED);
	assert_int_equal(topic_remove(st, a, &curator, "konkurs"), RC_OK);
	assert_int_equal(topic_by_name(st, a, "konkurs", &t), RC_NOT_FOUND);
	assert_int_equal(found("конкурс"), 0);
	assert_int_equal(topic_versions(st, a, id, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].title, "Конкурс");
	/* The next one is another page. */
	assert_true(page(saved("Конкурс", "konkurs")).id > id);
}

static void
every_text_that_was_can_be_had_back(void **state)
{
	struct topic t = page("group");
	struct topic_version *list, v;
	int n;

	(void)state;
	t.text = "Вторая редакция.";
	assert_int_equal(save(&t), RC_OK);
	t.text = "Третья редакция.";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(topic_versions(st, a, t.id, &list, &n), RC_OK);
	assert_int_equal(n, 3);
	assert_int_equal(list[0].version, 2);
	assert_string_equal(list[0].who, "Куратор");
	assert_int_equal(list[2].version, 0);
	assert_int_equal(list[2].at, 0);
	assert_int_equal(topic_version(st, a, t.id, 1, &v), RC_OK);
	assert_string_equal(v.text, "Вторая редакция.");
	assert_int_equal(topic_version_before(st, a, t.id, 1, &v), RC_OK);
	assert_string_equal(v.text, topic_def("group")->text);
	assert_int_equal(topic_version_before(st, a, t.id, 0, &v), RC_OK);
	assert_string_equal(v.text, "");
	assert_int_equal(topic_version(st, a, t.id, 9, &v), RC_NOT_FOUND);
}

static void
still_true_is_remembered_and_changes_nothing_else(void **state)
{
	struct topic t;

	(void)state;
	assert_int_equal(topic_check(st, a, &curator, "forms"), RC_OK);
	t = page("forms");
	assert_true(t.checked_at > 0);
	assert_int_equal(t.updated_at, 0);
	assert_int_equal(t.version, 0);
	assert_string_equal(t.text, topic_def("forms")->text);
	t.text = "Новое.";
	assert_int_equal(save(&t), RC_OK);
	assert_int_equal(page("forms").checked_at, t.checked_at);
	assert_int_equal(
	    house_number("SELECT count(*) FROM journal WHERE kind = 'topic'"),
	    2);
}

static void
only_those_who_plan_change_pages(void **state)
{
	struct topic t = page("about");

	(void)state;
	t.text = "Чужое.";
	assert_int_equal(
	    topic_save(st, a, &editor, &t, &field, &why), RC_DENIED);
	assert_int_equal(topic_move(st, a, &editor, "about", true), RC_DENIED);
	assert_int_equal(topic_check(st, a, &editor, "about"), RC_DENIED);
	assert_int_equal(topic_remove(st, a, &editor, "about"), RC_DENIED);
	assert_int_equal(house_number("SELECT count(*) FROM topics"), 0);
}

static void
a_hundred_own_pages_are_enough(void **state)
{
	struct topic t;

	(void)state;
	for (int i = 0; i < TOPIC_OWN_MAX; i++)
		saved("Ещё одна", arena_printf(a, "stranica-%d", i));
	t = own("Лишняя", "");
	assert_int_equal(save(&t), RC_INVALID);
	assert_non_null(why);
	/* Those that are there can be changed still. */
	t = page("stranica-7");
	t.text = "Другое.";
	assert_int_equal(save(&t), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOPICS(each_described_page_has_words_and_a_first_text),
		TOPICS(a_description_that_makes_no_sense_stops_the_start),
		TOPICS(what_nobody_changed_follows_the_description),
		TOPICS(two_people_do_not_write_over_each_other),
		TOPICS(each_limit_is_told_in_a_sentence),
		TOPICS(an_address_is_of_its_title_and_never_the_programs_own),
		TOPICS(an_old_address_leads_to_its_page_until_another_takes_it),
		TOPICS(a_page_moves_by_one_and_stops_at_the_ends),
		TOPICS(
		    what_is_hidden_is_not_found_and_what_is_fixed_is_not_hidden),
		TOPICS(all_pages_are_found_once_they_are_indexed),
		TOPICS(an_own_page_can_be_removed_and_its_texts_stay),
		TOPICS(every_text_that_was_can_be_had_back),
		TOPICS(still_true_is_remembered_and_changes_nothing_else),
		TOPICS(only_those_who_plan_change_pages),
		TOPICS(a_hundred_own_pages_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
