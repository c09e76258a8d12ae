#include "house.h"

/* An event drives its stories: mediaplan/event.c. */

static const char *const all_kinds[] = { "press_release", "post_release",
	"album" };
static struct story *list;
static int n;

static struct event
event_make(void)
{
	struct event e = { .title = "«Первый шаг»",
		.audience = "пары",
		.place = "актовый зал",
		.about = "",
		.starts_at = date_at(2026, 12, 8, 15, 0),
		.ends_at = date_at(2026, 12, 8, 16, 30),
		.public = true };
	const char *why;

	assert_int_equal(
	    event_insert(st, a, &curator, &e, all_kinds, 3, now, &why), RC_OK);
	return e;
}

static struct story *
stories_read(int64_t event_id)
{
	struct story_filter f = { .event_id = event_id };

	assert_int_equal(stories_list(st, a, &f, now, 50, &list, &n), RC_OK);
	return list;
}

static void
a_new_event_brings_the_accepted_slots_with_their_windows(void **state)
{
	struct event e = event_make();

	(void)state;
	stories_read(e.id);
	assert_int_equal(n, 3);
	assert_string_equal(list[0].kind, "press_release");
	assert_int_equal(list[0].state, STORY_PLANNED);
	assert_int_equal(list[0].window_from, date_at(2026, 12, 3, 0, 0));
	assert_int_equal(list[0].window_to, date_at(2026, 12, 6, 0, 0));
	assert_int_equal(list[1].window_from, e.ends_at);
}

static const struct {
	const char *title;
	int start_hour, end_hour;
} wrong_cases[] = {
	{ "", 15, 16 },
	{ "Название", 16, 15 },
	{ "Название", 15, 15 + 24 * 400 },
};

static void
a_nameless_or_backward_event_is_refused_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(wrong_cases); i++) {
		struct event e = { .title = wrong_cases[i].title,
			.audience = "",
			.place = "",
			.about = "",
			.starts_at = now + wrong_cases[i].start_hour * 3600,
			.ends_at = now + wrong_cases[i].end_hour * 3600 };
		const char *why = NULL;

		assert_int_equal(
		    event_insert(st, a, &curator, &e, all_kinds, 3, now, &why),
		    RC_INVALID);
		assert_non_null(why);
	}
	{
		struct event e = { .title = "x",
			.audience = "",
			.place = "",
			.about = "",
			.starts_at = now,
			.ends_at = now };
		const char *bad[] = { "press_release", "unknown" }, *why;

		assert_int_equal(
		    event_insert(st, a, &curator, &e, bad, 2, now, &why),
		    RC_INVALID);
		assert_int_equal(
		    event_insert(st, a, &editor, &e, bad, 1, now, &why),
		    RC_DENIED);
	}
	assert_int_equal(house_number("SELECT count(*) FROM events"), 0);
	assert_int_equal(house_number("SELECT count(*) FROM stories"), 0);
}

static void
a_moved_event_takes_unsent_windows_along_and_says_so(void **state)
{
	struct event e = event_make();
	struct event_effect effect;
	const char *why;

	(void)state;
	stories_read(e.id);
	/* one is out, one is scheduled into its old window, one is empty */
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "UPDATE stories SET state = 'scheduled', publish_at = %lld"
		    " WHERE kind = 'press_release'; UPDATE stories SET"
		    " state = 'scheduled', publish_at = %lld WHERE kind = 'album'",
		    (long long)now - 60,
		    (long long)date_at(2026, 12, 9, 18, 0))),
	    RC_OK);
	e.starts_at = date_at(2026, 12, 10, 15, 0);
	e.ends_at = date_at(2026, 12, 10, 16, 30);
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_OK);
	assert_int_equal(effect.moved, 2);
	assert_int_equal(effect.sent, 1);
	assert_int_equal(effect.scheduled, 1);
	stories_read(e.id);
	for (int i = 0; i < n; i++) {
		if (strcmp(list[i].kind, "press_release") == 0)
			assert_int_equal(
			    list[i].window_from, date_at(2026, 12, 3, 0, 0));
		else
			assert_int_equal(list[i].window_from, e.ends_at);
		if (strcmp(list[i].kind, "album") == 0)
			assert_int_equal(
			    list[i].publish_at, date_at(2026, 12, 9, 18, 0));
	}
}

static void
an_edit_without_another_date_moves_nothing(void **state)
{
	struct event e = event_make();
	struct event_effect effect;
	int64_t version;
	const char *why;

	(void)state;
	version = stories_read(e.id)[0].version;
	e.place = "библиотека";
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_OK);
	assert_int_equal(effect.moved, 0);
	assert_int_equal(stories_read(e.id)[0].version, version);
	/* the page is stale now */
	assert_int_equal(
	    event_update(st, a, &curator, &e, now, &effect, &why), RC_CONFLICT);
}

static void
a_cancelled_event_takes_its_empty_slots_and_brings_them_back(void **state)
{
	struct event e = event_make();
	struct story_edit edit;
	int64_t version;
	const char *why;

	(void)state;
	edit = house_edit(stories_read(e.id)[0].id);
	edit.title = "Уже написан";
	assert_int_equal(
	    story_edit(st, a, &editor, &edit, now, &version, &why), RC_OK);
	assert_int_equal(
	    event_cancel(st, a, &curator, e.id, 9, now), RC_CONFLICT);
	assert_int_equal(
	    event_cancel(st, a, &curator, e.id, e.version, now), RC_OK);
	assert_int_equal(house_number("SELECT count(*) FROM stories WHERE"
				      " state = 'skipped'"),
	    2);
	assert_int_equal(house_number("SELECT count(*) FROM stories WHERE"
				      " state = 'draft'"),
	    1);
	assert_int_equal(
	    event_restore(st, a, &curator, e.id, e.version + 1, now), RC_OK);
	assert_int_equal(house_number("SELECT count(*) FROM stories WHERE"
				      " state = 'planned'"),
	    2);
}

static void
the_public_calendar_hides_private_and_cancelled_events(void **state)
{
	struct event e = event_make(), *events;
	int64_t day = date_at(2026, 12, 8, 0, 0);

	(void)state;
	assert_int_equal(events_list(st, a, day, date_add_days(day, 1), true,
			     10, &events, &n),
	    RC_OK);
	assert_int_equal(n, 1);
	/* it touches the half hour in its middle, not the hour after it */
	assert_int_equal(events_list(st, a, e.starts_at + 600,
			     e.starts_at + 1200, true, 10, &events, &n),
	    RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(events_list(st, a, e.ends_at + 1, e.ends_at + 3600,
			     true, 10, &events, &n),
	    RC_OK);
	assert_int_equal(n, 0);
	assert_int_equal(
	    event_cancel(st, a, &curator, e.id, e.version, now), RC_OK);
	assert_int_equal(events_list(st, a, day, date_add_days(day, 1), true,
			     10, &events, &n),
	    RC_OK);
	assert_int_equal(n, 0);
	assert_int_equal(events_list(st, a, day, date_add_days(day, 1), false,
			     10, &events, &n),
	    RC_OK);
	assert_int_equal(n, 1);
}

static void
a_slot_may_be_added_later(void **state)
{
	struct event e = event_make();
	int64_t id;

	(void)state;
	assert_int_equal(
	    event_add_slot(st, a, &curator, e.id, "digest", now, &id), RC_OK);
	assert_int_equal(house_story(id).window_to, date_at(2027, 1, 1, 0, 0));
	assert_int_equal(
	    event_add_slot(st, a, &curator, e.id, "nonsense", now, &id),
	    RC_INVALID);
	assert_int_equal(
	    event_add_slot(st, a, &editor, e.id, "digest", now, &id),
	    RC_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_new_event_brings_the_accepted_slots_with_their_windows),
		HOUSE(a_nameless_or_backward_event_is_refused_whole),
		HOUSE(a_moved_event_takes_unsent_windows_along_and_says_so),
		HOUSE(an_edit_without_another_date_moves_nothing),
		HOUSE(
		    a_cancelled_event_takes_its_empty_slots_and_brings_them_back),
		HOUSE(the_public_calendar_hides_private_and_cancelled_events),
		HOUSE(a_slot_may_be_added_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
