#include "house.h"

#include "base/rc.h"
#include "mediaplan/story_channels.h"
#include "publish/publications.h"
#include "publish/schedule.h"

static const char *why;
static int64_t undo;

static struct schedule
plan(int64_t id, int64_t at)
{
	return (struct schedule){ .story_id = id,
		.version = house_story(id).version,
		.at = at,
		.reason = "причина",
		.address = "https://s.example",
		.secret = "secret" };
}

static int64_t
approved(const char *title)
{
	int64_t id = house_approved(title), channel = 1;

	assert_int_equal(store_begin(st), RC_OK);
	assert_int_equal(story_channels_set(st, id, &channel, 1), RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	return id;
}

static int64_t
scheduled(const char *title, int64_t at)
{
	int64_t id = approved(title);
	struct schedule sc = plan(id, at);

	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	return id;
}

static struct publication
only(int64_t story_id)
{
	struct publication *list;
	int n;

	assert_int_equal(
	    publications_of_story(st, a, story_id, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	return list[0];
}

/* As the publisher would move it. */
static void
force(int64_t id, const char *state)
{
	assert_int_equal(
	    store_script(st, arena_printf(a,
				 "UPDATE publications SET state = '%s',"
				 " version = version + 1 WHERE id = %lld",
				 state, (long long)id)),
	    RC_OK);
}

static void
a_scheduled_story_has_one_due_publication_with_guid_and_marker(void **state)
{
	int64_t at = now + 3600;
	struct publication p = only(scheduled("Встреча", at + 25));

	(void)state;
	assert_int_equal(p.state, PUB_DUE);
	assert_int_equal(p.due_at, at); /* seconds are cut */
	assert_int_equal(strlen(p.guid), 32);
	assert_string_equal(p.marker, "https://s.example/story/vstrecha?p=1");
	assert_true(p.act_at > 0 && p.act_at <= p.due_at);
}

static void
a_taken_minute_is_refused_with_the_next_free_one(void **state)
{
	int64_t at = now + 3600;
	struct schedule sc;

	(void)state;
	scheduled("Первый", at);
	scheduled("Второй", at + 60);
	sc = plan(approved("Третий"), at);
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_INVALID);
	assert_non_null(strstr(why, "Первый"));
	assert_non_null(strstr(why, "13:02"));
	assert_int_equal(house_story(sc.story_id).state, STORY_APPROVED);
	sc.at = at + 120;
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_OK);
}

static void
a_past_minute_and_a_stale_page_are_refused(void **state)
{
	struct schedule sc = plan(approved("Встреча"), now - 60);

	(void)state;
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_INVALID);
	sc.at = now + 600;
	sc.version++;
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_CONFLICT);
	assert_int_equal(house_number("SELECT count(*) FROM publications"), 0);
}

static void
moving_takes_the_publication_along_and_undo_brings_it_back(void **state)
{
	int64_t at = now + 3600, id = scheduled("Встреча", at);
	struct schedule sc = plan(id, at + 600);

	(void)state;
	assert_int_equal(
	    schedule_move(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	assert_int_equal(only(id).due_at, at + 600);
	assert_true(undo > 0);
	assert_int_equal(schedule_undo(st, a, &curator, undo,
			     "https://s.example", now, &why),
	    RC_OK);
	assert_int_equal(only(id).due_at, at);
	assert_int_equal(house_story(id).publish_at, at);
}

static void
taken_back_and_scheduled_again_is_the_same_publication(void **state)
{
	int64_t at = now + 3600, id = scheduled("Встреча", at);
	struct schedule sc = plan(id, 0);
	struct publication before = only(id), after;

	(void)state;
	assert_int_equal(
	    schedule_clear(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	assert_int_equal(only(id).state, PUB_CANCELLED);
	assert_int_equal(only(id).act_at, 0);
	/* Its minute is free again. */
	scheduled("Другая", at);
	sc = plan(id, at + 60);
	assert_int_equal(
	    schedule_set(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	after = only(id);
	assert_int_equal(after.state, PUB_DUE);
	assert_int_equal(after.id, before.id);
	assert_string_equal(after.guid, before.guid);
}

static void
undo_of_taking_back_makes_it_due_again(void **state)
{
	int64_t at = now + 3600, id = scheduled("Встреча", at);
	struct schedule sc = plan(id, 0);

	(void)state;
	assert_int_equal(
	    schedule_clear(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	assert_int_equal(schedule_undo(st, a, &curator, undo,
			     "https://s.example", now, &why),
	    RC_OK);
	assert_int_equal(only(id).state, PUB_DUE);
	assert_int_equal(only(id).due_at, at);
}

static void
what_is_on_its_way_is_neither_moved_nor_taken_back(void **state)
{
	static const char *const states[] = { "sending", "unknown", "person",
		"posted", "verified" };

	(void)state;
	for (size_t i = 0; i < LEN(states); i++) {
		int64_t at = now + 3600 + (int64_t)i * 60;
		int64_t id = scheduled("Встреча", at);
		struct schedule sc;

		force(only(id).id, states[i]);
		sc = plan(id, at + 6000);
		assert_int_equal(
		    schedule_move(st, a, &curator, &sc, now, &undo, &why),
		    RC_DENIED);
		assert_int_equal(
		    schedule_clear(st, a, &curator, &sc, now, &undo, &why),
		    RC_DENIED);
		assert_int_equal(house_story(id).state, STORY_SCHEDULED);
		assert_int_equal(house_story(id).publish_at, at);
	}
}

static void
now_means_ten_seconds_and_passes_over_a_taken_minute(void **state)
{
	int64_t id = approved("Сейчас");
	struct schedule sc = plan(id, 0);

	(void)state;
	assert_int_equal(
	    schedule_now(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	assert_int_equal(only(id).due_at, now + SCHEDULE_NOW_S);
	id = approved("Тоже сейчас");
	sc = plan(id, 0);
	assert_int_equal(
	    schedule_now(st, a, &curator, &sc, now, &undo, &why), RC_OK);
	assert_int_equal(only(id).due_at, now + 60);
}

static void
a_withdrawal_cancels_what_is_unsent_and_deletes_what_is_out(void **state)
{
	int64_t at = now + 60, unsent = scheduled("Одна", at);
	int64_t out = scheduled("Другая", at + 60);
	int64_t unclear = scheduled("Третья", at + 120);
	struct schedule sc;

	(void)state;
	force(only(out).id, "verified");
	force(only(unclear).id, "unknown");
	now += 600;
	sc = plan(unsent, 0);
	assert_int_equal(
	    schedule_withdraw(st, a, &curator, &sc, now, &why), RC_OK);
	sc = plan(out, 0);
	assert_int_equal(
	    schedule_withdraw(st, a, &curator, &sc, now, &why), RC_OK);
	sc = plan(unclear, 0);
	assert_int_equal(
	    schedule_withdraw(st, a, &curator, &sc, now, &why), RC_OK);
	assert_int_equal(only(unsent).state, PUB_CANCELLED);
	assert_string_equal(only(out).change, "delete");
	assert_int_equal(only(out).act_at, now);
	assert_string_equal(only(unclear).change, "delete");
	assert_int_equal(only(unclear).state, PUB_UNKNOWN);
}

static void
a_correction_edits_what_is_out_and_rebuilds_what_waits(void **state)
{
	static const struct {
		const char *was;
		enum pub_state is;
		const char *change;
		bool same_guid;
	} rows[] = {
		{ "verified", PUB_VERIFIED, "edit", true },
		{ "unknown", PUB_UNKNOWN, "edit", true },
		{ "ready", PUB_DUE, "", false },
		{ "wait_token", PUB_WAIT_TOKEN, "", false },
		{ "rejected", PUB_REJECTED, "", false },
	};
	int64_t ids[LEN(rows)];

	(void)state;
	for (size_t i = 0; i < LEN(rows); i++)
		ids[i] = scheduled("Встреча", now + 60 + (int64_t)i * 60);
	now += 6000;
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story_edit e = house_edit(ids[i]);
		struct publication before = only(ids[i]), after;

		force(before.id, rows[i].was);
		e.text = "Исправленный текст.";
		assert_int_equal(schedule_correct(st, a, &curator, &e,
				     "https://s.example", now, &why),
		    RC_OK);
		after = only(ids[i]);
		assert_int_equal(after.state, rows[i].is);
		assert_string_equal(after.change, rows[i].change);
		assert_int_equal(
		    strcmp(after.guid, before.guid) == 0, rows[i].same_guid);
		assert_null(after.body);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(
		    a_scheduled_story_has_one_due_publication_with_guid_and_marker),
		HOUSE(a_taken_minute_is_refused_with_the_next_free_one),
		HOUSE(a_past_minute_and_a_stale_page_are_refused),
		HOUSE(
		    moving_takes_the_publication_along_and_undo_brings_it_back),
		HOUSE(taken_back_and_scheduled_again_is_the_same_publication),
		HOUSE(undo_of_taking_back_makes_it_due_again),
		HOUSE(what_is_on_its_way_is_neither_moved_nor_taken_back),
		HOUSE(now_means_ten_seconds_and_passes_over_a_taken_minute),
		HOUSE(
		    a_withdrawal_cancels_what_is_unsent_and_deletes_what_is_out),
		HOUSE(a_correction_edits_what_is_out_and_rebuilds_what_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
