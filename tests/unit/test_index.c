#include "house.h"

#include "base/strbuf.h"
#include "mediaplan/index.h"
#include "mediaplan/photos.h"
#include "mediaplan/photo.h"
#include "mediaplan/story_channels.h"
#include "publish/publications.h"
#include "publish/schedule.h"
#include "store/search.h"
#include "store/slugs.h"

static const char *why;
static int64_t undo;

/* How many readers find at that time. */
static int
found_in(const char *words, const char *group, const char *rubric, int64_t at)
{
	struct search_query q = { words, group, rubric, 0, 1 };
	struct search_result r;

	assert_int_equal(search_find(st, a, &q, at, &r), RC_OK);
	return r.total;
}

static int
found(const char *words, int64_t at)
{
	return found_in(words, "", "", at);
}

static void
a_story_is_found_from_its_minute_on(void **state)
{
	int64_t at = now + 3600, id = house_scheduled("Урок роботов", at);

	(void)state;
	assert_int_equal(found("робот", at - 1), 0);
	assert_int_equal(found("робот", at), 1);
	assert_int_equal(found("вступление", at), 1);
	assert_int_equal(found("текстами встречами", at), 1);
	assert_int_equal(found_in("робот", "news", "hronika", at), 1);
	assert_int_equal(found_in("робот", "event", "", at), 0);
	assert_int_equal(found_in("робот", "news", "masterskaya", at), 0);
	assert_int_equal(
	    house_move(id, STORY_MOVE, at + 3600, &undo, &why), RC_OK);
	assert_int_equal(found("робот", at + 3599), 0);
	assert_int_equal(found("робот", at + 3600), 1);
}

static void
drafts_and_what_is_taken_back_are_not_found(void **state)
{
	int64_t at = now + 3600, late = at + 999, id;

	(void)state;
	house_draft("Черновик роботов");
	house_approved("Согласован роботами");
	assert_int_equal(found("роботы", late), 0);
	id = house_scheduled("Робот", at);
	assert_int_equal(
	    house_move(id, STORY_UNSCHEDULE, 0, &undo, &why), RC_OK);
	assert_int_equal(found("роботы", late), 0);
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(
	    story_undo_within(st, a, &curator, undo, now, &why), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(found("роботы", late), 1);
	now = late;
	assert_int_equal(house_move(id, STORY_WITHDRAW, 0, &undo, &why), RC_OK);
	assert_int_equal(found("роботы", late), 0);
}

static void
a_correction_is_found_at_once(void **state)
{
	int64_t at = now + 3600, id = house_scheduled("Робот", at);
	struct story_edit e;

	(void)state;
	now = at + 60;
	e = house_edit(id);
	e.title = "Ракета";
	e.text = "Она **летит** далеко и [смотрит](/news/) вниз.";
	e.rubric_id = 2;
	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(
	    story_correct_within(st, a, &curator, &e, now, &why), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(found("робот", now), 0);
	assert_int_equal(found("ракета летит далеко", now), 1);
	assert_int_equal(found_in("ракета", "", "masterskaya", now), 1);
}

static void
photos_are_found_by_their_description(void **state)
{
	int64_t at = now + 3600, id = house_scheduled("Робот", at);
	struct photo p = { .story_id = id,
		.position = 1,
		.name = "n",
		.alt = "Паровоз на сцене",
		.width = 1,
		.height = 1 };

	(void)state;
	now = at + 60;
	assert_int_equal(photos_insert(st, &p, now), RC_OK);
	assert_int_equal(
	    photo_set_alt(st, &curator, id, 1, "Самолёт на сцене", now), RC_OK);
	assert_int_equal(found("паровоз", now), 0);
	assert_int_equal(found("самолет", now), 1);
}

static void
public_events_are_found_until_cancelled(void **state)
{
	struct event e = { .title = "День открытых дверей",
		.audience = "Родителям",
		.place = "Актовый зал",
		.about = "Покажем мастерские.",
		.starts_at = now + 86400,
		.ends_at = now + 90000,
		.public = true };
	struct event_effect effect;

	(void)state;
	assert_int_equal(
	    event_insert(st, a, &curator, &e, NULL, 0, now, &why), RC_OK);
	assert_int_equal(found("двери", now), 1);
	assert_int_equal(found("2 декабря мастерская", now), 1);
	assert_int_equal(found_in("двери", "event", "", now), 1);
	e.about = "Покажем лабораторию.";
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_OK);
	assert_int_equal(found("мастерские", now), 0);
	assert_int_equal(found("лаборатория", now), 1);
	e.version++;
	e.public = false;
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_OK);
	assert_int_equal(found("лаборатория", now), 0);
	e.version++;
	e.public = true;
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_OK);
	assert_int_equal(
	    event_cancel(st, a, &curator, e.id, e.version + 1, now), RC_OK);
	assert_int_equal(found("лаборатория", now), 0);
	assert_int_equal(
	    event_restore(st, a, &curator, e.id, e.version + 2, now), RC_OK);
	assert_int_equal(found("лаборатория", now), 1);
}

static void
a_rebuild_finds_the_same(void **state)
{
	int64_t at = now + 3600, below = 0;
	struct event e = { .title = "Дверь",
		.audience = "",
		.place = "",
		.about = "",
		.starts_at = now,
		.ends_at = now,
		.public = true };
	int n = 0, rounds = 0;

	(void)state;
	for (int i = 0; i < 5; i++) {
		house_scheduled("Робот", at + i * 60);
		house_draft("Черновик");
	}
	assert_int_equal(
	    event_insert(st, a, &curator, &e, NULL, 0, now, &why), RC_OK);
	assert_int_equal(search_clear(st), RC_OK);
	assert_int_equal(found("робот", at + 999), 0);
	while (below != 1) {
		rounds++;
		assert_int_equal(index_stories(st, &below, 3, &n), RC_OK);
	}
	assert_int_equal(n, 10);
	assert_true(rounds >= 4 && rounds <= 5);
	below = 0;
	while (below != 1)
		assert_int_equal(index_events(st, &below, 3, &n), RC_OK);
	assert_int_equal(found("робот", at + 999), 5);
	assert_int_equal(found("дверь", at), 1);
	assert_int_equal(found("черновик", at), 0);
}

/* ---------------------------------------------------------------- addresses */

static struct schedule
plan(int64_t id)
{
	return (struct schedule){ .story_id = id,
		.version = house_story(id).version,
		.at = now + 3600,
		.reason = "",
		.address = "https://s.example",
		.secret = "secret" };
}

static int64_t
with_post(const char *title)
{
	int64_t id = house_approved(title), channel = 1;
	struct schedule sc = plan(id);

	assert_int_equal(story_channels_set(st, id, &channel, 1), RC_OK);
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	return id;
}

static struct publication
only(int64_t id)
{
	struct publication *list;
	int n;

	assert_int_equal(publications_of_story(st, a, id, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	return list[0];
}

static enum rc
readdress(const struct actor *by, int64_t id, const char *wish)
{
	struct schedule sc = plan(id);

	return schedule_address(st, a, by, &sc, wish, now, &why);
}

static void
an_old_address_leads_to_the_story(void **state)
{
	int64_t id = with_post("Встреча"), other = house_approved("Другой");
	const char *moved;
	struct story s;

	(void)state;
	assert_int_equal(readdress(&curator, id, "Новый адрес"), RC_OK);
	assert_string_equal(house_story(id).slug, "novyy-adres");
	assert_int_equal(
	    stories_by_slug(st, a, "vstrecha", now + 3600, &s, &moved), RC_OK);
	assert_string_equal(moved, "novyy-adres");
	assert_int_equal(
	    stories_by_slug(st, a, "vstrecha", now, &s, &moved), RC_NOT_FOUND);
	/* A third one, and both old ones lead there. */
	assert_int_equal(readdress(&curator, id, "tretij"), RC_OK);
	assert_int_equal(
	    stories_by_slug(st, a, "vstrecha", now + 3600, &s, &moved), RC_OK);
	assert_string_equal(moved, "tretij");
	/* Back to the first: it is nobody's old one any more. */
	assert_int_equal(readdress(&curator, id, "vstrecha"), RC_OK);
	assert_int_equal(
	    stories_by_slug(st, a, "vstrecha", now + 3600, &s, &moved), RC_OK);
	assert_null(moved);
	assert_int_equal(house_number("SELECT count(*) FROM old_slugs"), 2);
	/* The search knows the present one. */
	assert_int_equal(house_number("SELECT count(*) FROM search_docs WHERE"
				      " path = '/story/vstrecha'"),
	    1);
	(void)other;
}

static void
a_taken_or_empty_address_is_refused(void **state)
{
	int64_t id = with_post("Встреча");
	int64_t second = house_scheduled("Второй", now + 7200);

	(void)state;
	assert_int_equal(readdress(&curator, id, "vtoroy"), RC_INVALID);
	assert_non_null(strstr(why, "занят"));
	assert_int_equal(readdress(&curator, id, "  — !"), RC_INVALID);
	assert_int_equal(readdress(&curator, id, ""), RC_INVALID);
	assert_int_equal(readdress(&editor, id, "novyj"), RC_DENIED);
	/* Another one's old address is taken, too. */
	assert_int_equal(readdress(&curator, second, "drugoj"), RC_OK);
	assert_int_equal(readdress(&curator, id, "vtoroy"), RC_INVALID);
	assert_string_equal(house_story(id).slug, "vstrecha");
	assert_int_equal(
	    readdress(&curator, house_approved("Нет"), "novyj"), RC_DENIED);
}

static void
an_unsent_post_carries_the_new_address(void **state)
{
	int64_t id = with_post("Встреча");
	struct publication p = only(id);

	(void)state;
	assert_string_equal(p.marker, "https://s.example/story/vstrecha?p=1");
	assert_int_equal(
	    store_script(st, "UPDATE publications SET state = 'ready',"
			     " body = 'old', version = version + 1"),
	    RC_OK);
	assert_int_equal(readdress(&curator, id, "novyj"), RC_OK);
	p = only(id);
	assert_string_equal(p.marker, "https://s.example/story/novyj?p=1");
	assert_int_equal(p.state, PUB_DUE);
	assert_null(p.body);
	assert_int_equal(p.act_at, now);
}

static void
a_sent_post_keeps_what_stands_in_it(void **state)
{
	static const char *const states[] = { "sending", "posted", "verified",
		"unknown", "person", "cancelled" };
	int64_t id = with_post("Встреча");
	int64_t n = 0;

	(void)state;
	for (size_t i = 0; i < LEN(states); i++) {
		struct publication p;

		assert_int_equal(
		    store_script(st, arena_printf(a,
					 "UPDATE publications SET state = '%s',"
					 " body = 'b', marker = 'm'",
					 states[i])),
		    RC_OK);
		assert_int_equal(readdress(&curator, id,
				     arena_printf(a, "n-%lld", (long long)n++)),
		    RC_OK);
		p = only(id);
		assert_string_equal(p.marker, "m");
		assert_string_equal(p.body, "b");
	}
	/* Refused by VK once, for certain: the text was there. */
	assert_int_equal(
	    store_script(st, "UPDATE publications SET attempts = 1,"
			     " state = 'wait_backoff'"),
	    RC_OK);
	assert_int_equal(readdress(&curator, id, "eshche"), RC_OK);
	assert_string_equal(only(id).marker, "m");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_story_is_found_from_its_minute_on),
		HOUSE(drafts_and_what_is_taken_back_are_not_found),
		HOUSE(a_correction_is_found_at_once),
		HOUSE(photos_are_found_by_their_description),
		HOUSE(public_events_are_found_until_cancelled),
		HOUSE(a_rebuild_finds_the_same),
		HOUSE(an_old_address_leads_to_the_story),
		HOUSE(a_taken_or_empty_address_is_refused),
		HOUSE(an_unsent_post_carries_the_new_address),
		HOUSE(a_sent_post_keeps_what_stands_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
