#include <stdio.h>

#include "house.h"
#include "base/strbuf.h"
#include "store/search.h"
#include "store/search_word.h"
#include "store/slugs.h"

/* One document a record, found from its number as a second on. */
static void
put(int64_t id, const char *title, const char *body)
{
	struct search_doc d = { .kind = "story",
		.record_id = id,
		.path = arena_printf(a, "/story/n-%lld", (long long)id),
		.title = title,
		.body = body,
		.rubric = id % 2 == 0 ? "robots" : "",
		.group = id < 100 ? "news" : "document",
		.from_at = id };

	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(search_put(st, a, &d), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
}

static struct search_result
find_as(struct search_query q, int64_t at)
{
	struct search_result r;

	assert_int_equal(search_find(st, a, &q, at, &r), RC_OK);
	return r;
}

static struct search_result
find(const char *words)
{
	return find_as((struct search_query){ words, "", "", 0, 1 }, now);
}

/* "1 4": the records found, in order. */
static const char *
found(struct search_result r)
{
	struct strbuf b;
	char *s;

	strbuf_init(&b);
	for (int i = 0; i < r.n; i++)
		strbuf_addf(&b, "%s%lld", i > 0 ? " " : "",
		    (long long)r.hits[i].record_id);
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

/* Marked words between brackets. */
static const char *
marked(const struct search_text *t)
{
	struct strbuf b;
	char *s;

	strbuf_init(&b);
	for (int i = 0; i < t->n; i++)
		strbuf_addf(
		    &b, t->pieces[i].hit ? "[%s]" : "%s", t->pieces[i].text);
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

static void
words_are_folded(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "Ёлки, ПАЛКИ!", "елки|палки|" },
		{ "наста́вник по-русски", "наставник|по|русски|" },
		{ "7А класс 2026/27", "7а|класс|2026|27|" },
		{ "мягкий пере\xc2\xadнос", "мягкий|перенос|" },
		{ "— *** \xf0\x9f\x98\x80 …", "" },
		{ "битый \xff\xd0 байт", "битый|байт|" },
		{ "mentor's Café", "mentor|s|café|" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		const char *s = cases[i].text;
		struct search_word w;
		struct strbuf b;
		size_t at = 0;

		strbuf_init(&b);
		while (search_word_next(s, strlen(s), &at, &w)) {
			assert_true(w.from < w.to && w.to <= strlen(s));
			strbuf_addf(&b, "%s|", w.text);
		}
		assert_string_equal(b.buf, cases[i].words);
		strbuf_free(&b);
	}
}

static void
words_are_found_in_all_forms(void **state)
{
	static const struct {
		const char *words, *found;
	} cases[] = {
		{ "наставник", "1 4" },
		{ "НАСТАВНИКАМИ", "1 4" },
		{ "школа", "3 1" },
		{ "встреча", "1 5" },
		{ "елка", "3" },
		{ "ёлками", "3" },
		{ "Петр", "4" },
		{ "педагоги", "2" },
		{ "ученик", "1" },
		{ "родитель", "5" },
		{ "mentors", "6" },
		{ "наставник ученик", "1" },
		{ "«встреча с родителями»", "5" },
		{ "\"родителями встреча\"", "" },
		{ "наставник космонавт", "" },
	};

	(void)state;
	put(1, "Встреча наставников", "Ученики в нашей школе ждали её.");
	put(2, "Педагогам", "Как заполнить карту педагога.");
	put(3, "Новый год", "Нарядили ёлку в школах района.");
	put(4, "Портрет", "Пётр Иванов стал лучшим наставником года.");
	put(5, "Для семьи", "Прошли встречи с родителями.");
	put(6, "Mentoring day", "A mentor is a friend.");
	for (size_t i = 0; i < LEN(cases); i++)
		assert_string_equal(
		    found(find(cases[i].words)), cases[i].found);
}

static void
title_comes_before_body_and_near_before_far(void **state)
{
	(void)state;
	put(1, "Клуб роботов", "Ничего.");
	put(2, "Другое",
	    "Роботы идут. Слова слова слова слова слова слова "
	    "слова слова слова слова слова слова и клуб.");
	put(3, "Другое", "В клуб пришли роботы.");
	put(4, "Клуб", "Здесь и роботы.");
	put(5, "Другое",
	    "Роботы идут. Слова слова слова слова слова слова "
	    "слова слова слова слова слова слова и клуб.");
	assert_string_equal(found(find("клуб роботов")), "1 4 3 5 2");
	assert_int_equal(find("клуб роботов").total, 5);
}

static void
a_word_typed_partly_is_found(void **state)
{
	(void)state;
	put(1, "Робототехника", "Школьный кружок робототехники.");
	put(2, "Кот", "Который кот?");
	assert_string_equal(found(find("робототех")), "1");
	assert_string_equal(found(find("школьник")), "1");
	assert_string_equal(found(find("робо*")), "1");
	/* What is found exactly is not made wider. */
	assert_string_equal(found(find("кот")), "2");
	assert_string_equal(
	    marked(&find("робототех").hits[0].title), "[Робототехника]");
}

static void
filters_hold(void **state)
{
	struct search_query q = { "слово", "", "", 0, 1 };

	(void)state;
	put(1, "Слово один", "");
	put(2, "Слово два", "");
	put(101, "Слово три", "");
	put(102, "Слово четыре", "");
	assert_string_equal(found(find_as(q, now)), "102 101 2 1");
	q.group = "news";
	assert_string_equal(found(find_as(q, now)), "2 1");
	q.rubric = "robots";
	assert_string_equal(found(find_as(q, now)), "2");
	q.group = "new";
	assert_string_equal(found(find_as(q, now)), "");
	q.group = "";
	assert_string_equal(found(find_as(q, now)), "102 2");
	q.rubric = "\" OR title : слово \"";
	assert_string_equal(found(find_as(q, now)), "");
	/* Tags are no words. */
	assert_string_equal(found(find("news")), "");
	assert_string_equal(found(find("g:news")), "");
}

static void
a_year_is_the_schools(void **state)
{
	struct search_query q = { "слово", "", "", 2026, 1 };
	int64_t turn = date_at(2026, 1, 1, 0, 0);
	struct search_doc d = { "story", 1, "/story/a", "Слово", "", "", "news",
		turn - 1 };

	(void)state;
	assert_int_equal(search_put(st, a, &d), RC_OK);
	d.record_id = 2;
	d.from_at = turn;
	assert_int_equal(search_put(st, a, &d), RC_OK);
	assert_string_equal(found(find_as(q, now)), "2");
	q.year = 2025;
	assert_string_equal(found(find_as(q, now)), "1");
	q.year = INT32_MAX;
	assert_string_equal(found(find_as(q, now)), "");
}

static void
what_comes_later_is_not_found_yet(void **state)
{
	struct search_query q = { "слово", "", "", 0, 1 };

	(void)state;
	put(50, "Слово", "");
	assert_string_equal(found(find_as(q, 49)), "");
	assert_string_equal(found(find_as(q, 50)), "50");
	assert_int_equal(find_as(q, 50).hits[0].at, 50);
	/* Nor does a hint give it away. */
	q.words = "слвоо";
	assert_null(find_as(q, 49).hint);
	assert_string_equal(find_as(q, 50).hint, "слово");
}

static void
what_is_put_again_replaces_and_dropped_is_gone(void **state)
{
	(void)state;
	put(1, "Первое слово", "Тело один");
	put(1, "Второе слово", "Тело два");
	assert_string_equal(found(find("первое")), "");
	assert_string_equal(found(find("второе тело")), "1");
	assert_int_equal(house_number("SELECT count(*) FROM search_docs"), 1);
	assert_int_equal(search_drop(st, "story", 1), RC_OK);
	assert_string_equal(found(find("второе")), "");
	assert_null(find("второй").hint);
	assert_int_equal(search_drop(st, "story", 1), RC_OK);
	/* FTS5 itself finds the index and the documents agree. */
	put(2, "Третье", "и ещё");
	put(2, "Третье", "и другое");
	assert_int_equal(
	    store_script(st, "INSERT INTO search_index (search_index, rank)"
			     " VALUES ('integrity-check', 1)"),
	    RC_OK);
}

static void
the_same_second_has_room(void **state)
{
	(void)state;
	for (int64_t i = 1; i <= 30; i++) {
		struct search_doc d = { "story", i, "/story/a", "Слово", "", "",
			"news", 1000 };

		assert_int_equal(search_put(st, a, &d), RC_OK);
	}
	assert_int_equal(find("слово").total, 30);
	assert_int_equal(find("слово").n, SEARCH_PER_PAGE);
	assert_int_equal(
	    find_as((struct search_query){ "слово", "", "", 0, 2 }, now).n, 10);
	assert_int_equal(
	    find_as((struct search_query){ "слово", "", "", 0, 999 }, now).n,
	    0);
}

static void
no_more_than_deep_max_is_looked_at(void **state)
{
	struct search_result r;

	(void)state;
	assert_int_equal(store_begin(st), RC_OK);
	for (int64_t i = 1; i <= SEARCH_DEEP_MAX + 5; i++) {
		struct search_doc d = { "story", i, "/story/a",
			i == 1 ? "Слово здесь" : "Здесь", "слово", "", "news",
			i };

		assert_int_equal(search_put(st, a, &d), RC_OK);
	}
	assert_int_equal(store_commit(st), RC_OK);
	r = find("слово");
	assert_int_equal(r.total, SEARCH_DEEP_MAX);
	assert_true(r.deeper);
	assert_int_equal(r.hits[0].record_id, SEARCH_DEEP_MAX + 5);
	r = find_as((struct search_query){ "слово", "", "", 0, 1 }, 100);
	assert_int_equal(r.total, 100);
	assert_false(r.deeper);
	assert_int_equal(r.hits[0].record_id, 1);
}

static void
matches_are_marked_and_the_snippet_shows_them(void **state)
{
	struct search_result r;
	struct strbuf b;

	(void)state;
	strbuf_init(&b);
	for (int i = 0; i < 200; i++)
		strbuf_adds(&b, "слово ");
	strbuf_adds(&b, "и тут наставники\nшколы <b>помогли</b> ученикам. ");
	for (int i = 0; i < 200; i++)
		strbuf_adds(&b, "слово ");
	put(1, "О «наставничестве» и наставниках", b.buf);
	strbuf_free(&b);
	r = find("наставник ученик");
	assert_int_equal(r.n, 1);
	assert_string_equal(
	    marked(&r.hits[0].title), "О «наставничестве» и [наставниках]");
	assert_non_null(strstr(marked(&r.hits[0].snippet),
	    "и тут [наставники]. школы <b>помогли</b> [ученикам]. слово"));
	assert_memory_equal(marked(&r.hits[0].snippet), "… ", strlen("… "));
	assert_string_equal(r.hits[0].group, "news");
	assert_string_equal(r.hits[0].path, "/story/n-1");
}

static void
more_marks_than_pieces_lose_no_text(void **state)
{
	struct search_result r;
	struct strbuf b;

	(void)state;
	strbuf_init(&b);
	for (int i = 0; i < SEARCH_PIECES_MAX; i++)
		strbuf_adds(&b, "робот и ");
	put(1, b.buf, "");
	r = find("робот");
	assert_int_equal(r.hits[0].title.n, SEARCH_PIECES_MAX);
	assert_int_equal(
	    strlen(marked(&r.hits[0].title)), strlen(b.buf) + 2 * 32);
	strbuf_free(&b);
}

static void
a_typo_gets_a_hint(void **state)
{
	static const struct {
		const char *words, *hint;
	} cases[] = {
		{ "наставинк", "наставник" },
		{ "настанвик", "наставник" },
		{ "шкрла", "школа" },
		{ "наставник шкоал", "наставник школа" },
		{ "yfcnfdybr", "наставник" },
		{ "ЬУТЕЩК", NULL },
		{ "абвгдежз", NULL },
		{ "кт", NULL },
		{ "2027", NULL },
	};

	(void)state;
	put(1, "Наставник и школа", "Просто текст.");
	for (size_t i = 0; i < LEN(cases); i++) {
		struct search_result r = find(cases[i].words);

		assert_int_equal(r.total, 0);
		if (cases[i].hint == NULL)
			assert_null(r.hint);
		else
			assert_string_equal(r.hint, cases[i].hint);
	}
	assert_null(find("наставник").hint);
}

static void
hostile_questions_get_an_answer(void **state)
{
	static const char *const bits[] = { "\"", "*", "NEAR(", ")",
		"{title}:", "AND ", " OR ", "NOT ", "^", "+", "-", "а\"", "«",
		"»", "\\", "'", ";--", "\xf0\x9f\x98\x80", "a*b", "слово ", "%",
		"\x01" };
	struct search_result r;
	struct search_query q = { "", "", "", 0, 1 };
	enum rc rc;

	(void)state;
	put(1, "Слово", "слово near or and not title");
	for (size_t i = 0; i < LEN(bits) * LEN(bits); i++) {
		struct strbuf b;

		strbuf_init(&b);
		while (b.len < 10240) {
			strbuf_adds(&b, bits[i % LEN(bits)]);
			strbuf_adds(&b, bits[i / LEN(bits)]);
		}
		q.words = b.buf;
		rc = search_find(st, a, &q, now, &r);
		assert_true(rc == RC_OK || rc == RC_INVALID);
		assert_int_equal(search_near(st, a, b.buf, 5, now, &r), RC_OK);
		strbuf_free(&b);
	}
	q.words = "\"*";
	assert_int_equal(search_find(st, a, &q, now, &r), RC_INVALID);
	assert_string_equal(found(find("слово* NEAR(")), "1");
	assert_string_equal(found(find("title")), "1");
}

static void
an_address_finds_its_neighbours(void **state)
{
	struct search_result r;
	struct search_doc d = { "story", 1, "/story/nastavnik-i-robot",
		"Наставник и робот", "Текст", "", "news", 1 };

	(void)state;
	assert_int_equal(search_put(st, a, &d), RC_OK);
	d.record_id = 2;
	d.path = "/story/robot";
	d.title = "Робот";
	assert_int_equal(search_put(st, a, &d), RC_OK);
	assert_int_equal(
	    search_near(st, a, "nastavnik-i-robot-2", 5, now, &r), RC_OK);
	assert_string_equal(found(r), "1 2");
	assert_int_equal(
	    search_near(st, a, "nastavnik-i-robot-2", 1, now, &r), RC_OK);
	assert_string_equal(found(r), "1");
	assert_int_equal(
	    search_near(st, a, "o-nastavnikov", 5, now, &r), RC_OK);
	assert_string_equal(found(r), "");
	assert_int_equal(search_near(st, a, "nastavnika", 5, now, &r), RC_OK);
	assert_string_equal(found(r), "1");
	assert_int_equal(search_near(st, a, "робот", 5, now, &r), RC_OK);
	assert_string_equal(found(r), "2 1");
	/* The search form takes the words of an address, too; in a phrase and
	 * as a whole text they are none. */
	assert_string_equal(found(find("nastavnik-i-robot")), "1");
	assert_string_equal(found(find("«nastavnik i robot»")), "");
	assert_int_equal(search_near(st, a, "///", 5, now, &r), RC_OK);
	assert_int_equal(r.n, 0);
}

static void
a_rebuild_begins_empty_and_ends_tidy(void **state)
{
	bool stale = true, more = true;
	int rounds = 0;

	(void)state;
	assert_int_equal(search_stale(st, &stale), RC_OK);
	assert_false(stale);
	assert_int_equal(
	    store_script(st, "UPDATE settings SET value = '0' WHERE name ="
			     " 'search_version'"),
	    RC_OK);
	assert_int_equal(search_stale(st, &stale), RC_OK);
	assert_true(stale);
	put(1, "Слово", "один");
	assert_int_equal(search_clear(st), RC_OK);
	assert_int_equal(search_stale(st, &stale), RC_OK);
	assert_false(stale);
	assert_string_equal(found(find("слово")), "");
	assert_int_equal(house_number("SELECT count(*) FROM search_words"), 0);
	for (int64_t i = 1; i < 40; i++)
		put(i, "Слово", "ещё");
	while (more && rounds++ < 1000)
		assert_int_equal(search_tidy(st, &more), RC_OK);
	assert_true(rounds < 1000);
	assert_int_equal(find("слово").total, 39);
}

static void
a_body_is_bounded(void **state)
{
	size_t n = SEARCH_BODY_MAX / 2 + 10;
	char *body = arena_alloc(a, 2 * n + 20);

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(body + 2 * i, "я", 2);
	strcpy(body + 2 * n, " конец");
	put(1, "Длинное", body);
	assert_string_equal(found(find("конец")), "");
	assert_string_equal(found(find("длинное")), "1");
	assert_int_equal(
	    house_number("SELECT length(CAST(body AS BLOB)) FROM search_docs"),
	    SEARCH_BODY_MAX);
}

static void
old_addresses_lead_to_their_record(void **state)
{
	int64_t id = 0;

	(void)state;
	assert_int_equal(slugs_find(st, "story", "a", &id), RC_NOT_FOUND);
	assert_int_equal(slugs_add(st, "story", "a", 7), RC_OK);
	assert_int_equal(slugs_add(st, "topic", "a", 8), RC_OK);
	assert_int_equal(slugs_find(st, "story", "a", &id), RC_OK);
	assert_int_equal(id, 7);
	assert_int_equal(slugs_add(st, "story", "a", 9), RC_OK);
	assert_int_equal(slugs_find(st, "story", "a", &id), RC_OK);
	assert_int_equal(id, 9);
	assert_int_equal(slugs_drop(st, "story", "a"), RC_OK);
	assert_int_equal(slugs_find(st, "story", "a", &id), RC_NOT_FOUND);
	assert_int_equal(slugs_find(st, "topic", "a", &id), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_folded),
		HOUSE(words_are_found_in_all_forms),
		HOUSE(title_comes_before_body_and_near_before_far),
		HOUSE(a_word_typed_partly_is_found),
		HOUSE(filters_hold),
		HOUSE(a_year_is_the_schools),
		HOUSE(what_comes_later_is_not_found_yet),
		HOUSE(what_is_put_again_replaces_and_dropped_is_gone),
		HOUSE(the_same_second_has_room),
		HOUSE(no_more_than_deep_max_is_looked_at),
		HOUSE(matches_are_marked_and_the_snippet_shows_them),
		HOUSE(more_marks_than_pieces_lose_no_text),
		HOUSE(a_typo_gets_a_hint),
		HOUSE(hostile_questions_get_an_answer),
		HOUSE(an_address_finds_its_neighbours),
		HOUSE(a_rebuild_begins_empty_and_ends_tidy),
		HOUSE(a_body_is_bounded),
		HOUSE(old_addresses_lead_to_their_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
