#include "house.h"
#include "people/journal.h"

/* The life of a story: mediaplan/story*.c. */

static void
the_clock_in_sql_and_in_c_says_the_same(void **state)
{
	static const char *const stored[] = { "planned", "draft", "review",
		"returned", "approved", "withdrawn", "skipped" };
	static const int64_t times[] = { 0, 500, 1000, 1500 };
	int64_t id = 1000;

	(void)state;
	for (size_t i = 0; i < LEN(stored) + 1; i++)
		for (size_t p = 0; p < LEN(times); p++)
			for (size_t w = 0; w < LEN(times); w++) {
				const char *sql;

				/* scheduled always has a minute */
				if (i == LEN(stored) && p == 0)
					continue;
				sql = arena_printf(a,
				    "INSERT INTO stories (id, kind, state,"
				    " publish_at, window_to, changed_at,"
				    " created_at) VALUES (%d, 'news', '%s',"
				    " nullif(%d, 0), nullif(%d, 0), 7, 7)",
				    (int)id++,
				    i < LEN(stored) ? stored[i] : "scheduled",
				    (int)times[p], (int)times[w]);
				assert_int_equal(store_script(st, sql), RC_OK);
			}
	for (int64_t i = 1000; i < id; i++) {
		struct story s = house_story(i);

		assert_int_equal(story_turn_at(&s),
		    house_number(arena_printf(a,
			"SELECT turn_at FROM stories WHERE id = %d", (int)i)));
	}
}

static const struct {
	enum story_state stored;
	int64_t publish_at, window_to;
	enum story_state now; /* at 1000 */
} clock_cases[] = {
	{ STORY_PLANNED, 0, 1001, STORY_PLANNED },
	{ STORY_PLANNED, 0, 1000, STORY_MISSED },
	/* a slot waits for the end of its window, whatever was wished */
	{ STORY_PLANNED, 900, 1001, STORY_PLANNED },
	{ STORY_PLANNED, 1001, 900, STORY_PLANNED },
	{ STORY_PLANNED, 0, 0, STORY_PLANNED },
	{ STORY_DRAFT, 0, 0, STORY_DRAFT },
	{ STORY_DRAFT, 1000, 0, STORY_MISSED },
	{ STORY_REVIEW, 1000, 2000, STORY_MISSED },
	{ STORY_APPROVED, 1001, 0, STORY_APPROVED },
	/* a new time after a missed window is a person's decision */
	{ STORY_APPROVED, 1001, 900, STORY_APPROVED },
	{ STORY_RETURNED, 0, 999, STORY_MISSED },
	{ STORY_SCHEDULED, 1001, 0, STORY_SCHEDULED },
	{ STORY_SCHEDULED, 1000, 0, STORY_PUBLISHED },
	{ STORY_WITHDRAWN, 1000, 0, STORY_WITHDRAWN },
	{ STORY_SKIPPED, 0, 900, STORY_SKIPPED },
};

static void
published_and_missed_follow_from_the_clock(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(clock_cases); i++) {
		struct story s = { .state = clock_cases[i].stored,
			.publish_at = clock_cases[i].publish_at,
			.window_to = clock_cases[i].window_to };

		assert_int_equal(story_state_now(&s, 1000), clock_cases[i].now);
	}
}

static const struct {
	enum story_state at;
	enum story_action action;
	unsigned role;
	enum rc rc;
} may_cases[] = {
	{ STORY_PLANNED, STORY_EDIT, ROLE_EDITOR, RC_OK },
	{ STORY_PLANNED, STORY_SUBMIT, ROLE_EDITOR, RC_DENIED },
	{ STORY_PLANNED, STORY_DELETE, ROLE_EDITOR, RC_DENIED },
	{ STORY_PLANNED, STORY_DELETE, ROLE_CURATOR, RC_OK },
	{ STORY_PLANNED, STORY_SKIP, ROLE_CURATOR, RC_OK },
	{ STORY_DRAFT, STORY_SUBMIT, ROLE_EDITOR, RC_OK },
	{ STORY_DRAFT, STORY_APPROVE, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_DRAFT, STORY_EDIT, ROLE_MENTOR, RC_DENIED },
	{ STORY_DRAFT, STORY_EDIT, ROLE_ADMIN, RC_DENIED },
	{ STORY_REVIEW, STORY_APPROVE, ROLE_DIRECTOR, RC_OK },
	{ STORY_REVIEW, STORY_APPROVE, ROLE_CURATOR, RC_DENIED },
	{ STORY_REVIEW, STORY_APPROVE, ROLE_EDITOR, RC_DENIED },
	{ STORY_REVIEW, STORY_SCHEDULE, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_APPROVED, STORY_SCHEDULE, ROLE_CURATOR, RC_OK },
	{ STORY_APPROVED, STORY_SCHEDULE, ROLE_EDITOR, RC_DENIED },
	{ STORY_APPROVED, STORY_EDIT, ROLE_EDITOR, RC_OK },
	{ STORY_SCHEDULED, STORY_EDIT, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_SCHEDULED, STORY_MOVE, ROLE_CURATOR, RC_OK },
	{ STORY_SCHEDULED, STORY_DELETE, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_PUBLISHED, STORY_EDIT, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_PUBLISHED, STORY_MOVE, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_PUBLISHED, STORY_UNSCHEDULE, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_PUBLISHED, STORY_CORRECT, ROLE_CURATOR, RC_OK },
	{ STORY_PUBLISHED, STORY_CORRECT, ROLE_EDITOR, RC_DENIED },
	{ STORY_PUBLISHED, STORY_WITHDRAW, ROLE_CURATOR, RC_OK },
	{ STORY_MISSED, STORY_SCHEDULE, ROLE_CURATOR, RC_DENIED },
	{ STORY_MISSED, STORY_MOVE, ROLE_CURATOR, RC_OK },
	{ STORY_MISSED, STORY_SKIP, ROLE_CURATOR, RC_OK },
	{ STORY_WITHDRAWN, STORY_CORRECT, ROLE_DIRECTOR, RC_DENIED },
	{ STORY_WITHDRAWN, STORY_DUPLICATE, ROLE_EDITOR, RC_OK },
	{ STORY_SKIPPED, STORY_REOPEN, ROLE_CURATOR, RC_OK },
};

static void
who_may_do_what_from_where_is_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(may_cases); i++) {
		enum story_state at = may_cases[i].at;
		struct actor by = { 9, "Кто-то", may_cases[i].role };
		struct story s = { .state = at, .author_id = 3 };
		const char *why = "";

		if (at == STORY_PUBLISHED || at == STORY_MISSED)
			s.publish_at = 900;
		else if (at == STORY_SCHEDULED)
			s.publish_at = 2000;
		if (at == STORY_PUBLISHED)
			s.state = STORY_SCHEDULED;
		if (at == STORY_MISSED)
			s.state = STORY_DRAFT;
		assert_int_equal(
		    story_may(&s, may_cases[i].action, &by, false, 1000, &why),
		    may_cases[i].rc);
		if (may_cases[i].rc != RC_OK)
			assert_non_null(why);
	}
}

static void
nobody_approves_their_own_text(void **state)
{
	struct actor writes = { 1, "Директор", ROLE_DIRECTOR };
	struct story s = { .state = STORY_REVIEW, .author_id = 1 };
	const char *why;

	(void)state;
	assert_int_equal(
	    story_may(&s, STORY_APPROVE, &writes, false, 1, &why), RC_DENIED);
	s.author_id = 3;
	s.editor_id = 1;
	assert_int_equal(
	    story_may(&s, STORY_APPROVE, &writes, false, 1, &why), RC_DENIED);
	assert_int_equal(
	    story_may(&s, STORY_APPROVE, &writes, true, 1, &why), RC_OK);
}

static void
the_only_account_may_and_the_journal_says_so(void **state)
{
	int64_t id = house_draft("Один в поле");
	struct actor one = { 3, "Редактор",
		ROLE_EDITOR | ROLE_DIRECTOR | ROLE_CURATOR };

	(void)state;
	assert_int_equal(house_act(&one, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(house_act(&one, id, STORY_APPROVE, NULL), RC_DENIED);
	assert_int_equal(
	    store_script(st, "UPDATE accounts SET locked = 1 WHERE id <> 3"),
	    RC_OK);
	assert_int_equal(house_act(&one, id, STORY_APPROVE, NULL), RC_OK);
	assert_int_equal(
	    house_number("SELECT count(*) FROM journal WHERE action ="
			 " 'approved' AND detail = 'одна учётная запись'"),
	    1);
}

static void
an_edit_of_an_approved_text_voids_approval_and_consents(void **state)
{
	int64_t id = house_draft("Встреча"), version, wished;
	struct story_edit e = house_edit(id);
	struct story s;
	const char *why;

	(void)state;
	e.people = 1;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(house_act(&director, id, STORY_APPROVE, NULL), RC_OK);
	s = house_story(id);
	assert_int_equal(s.approved_by, 1);
	assert_int_equal(s.consents_by, 1);
	assert_int_equal(s.revision, 1);
	/* another wished time is no change of the text */
	e = house_edit(id);
	e.publish_at = wished = now + 7200;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(house_story(id).state, STORY_APPROVED);
	e = house_edit(id);
	e.text = "Другой текст.";
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	s = house_story(id);
	assert_int_equal(s.state, STORY_DRAFT);
	assert_int_equal(s.approved_by, 0);
	assert_int_equal(s.consents_at, 0);
	assert_int_equal(s.publish_at, wished);
}

static void
consents_are_confirmed_by_name_or_there_is_no_approval(void **state)
{
	int64_t id = house_draft("Встреча"), version, undo;
	struct story_edit e = house_edit(id);
	const char *why;

	(void)state;
	e.people = -1;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(
	    house_act(&editor, id, STORY_SUBMIT, NULL), RC_INVALID);
	e = house_edit(id);
	e.people = 1;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(
	    story_act(st, a, &director, id, house_story(id).version,
		STORY_APPROVE, NULL, false, now, &undo, &why),
	    RC_INVALID);
	assert_non_null(why);
	assert_int_equal(house_act(&director, id, STORY_APPROVE, NULL), RC_OK);
	assert_int_equal(
	    house_number("SELECT account_id FROM journal WHERE action ="
			 " 'consents_confirmed'"),
	    1);
}

static void
a_stale_edit_is_refused_and_changes_nothing(void **state)
{
	int64_t id = house_draft("Первая"), version;
	struct story_edit mine = house_edit(id), yours = mine;
	const char *why;

	(void)state;
	yours.text = "Ваш текст.";
	mine.text = "Мой текст.";
	assert_int_equal(
	    story_edit(st, a, &editor, &yours, now, &version, &why), RC_OK);
	assert_int_equal(
	    story_edit(st, a, &curator, &mine, now, &version, &why),
	    RC_CONFLICT);
	assert_string_equal(house_story(id).text, "Ваш текст.");
}

static void
autosaves_merge_but_a_reviewed_text_keeps_its_version(void **state)
{
	int64_t id = house_draft("Первая"), version, reviewed;
	struct story_edit e;
	struct story_version v;
	const char *why;

	(void)state;
	assert_int_equal(
	    house_number("SELECT count(*) FROM story_versions"), 1);
	for (int i = 0; i < 3; i++) {
		e = house_edit(id);
		e.text = arena_printf(a, "Текст %d.", i);
		e.autosave = true;
		now += 30;
		assert_int_equal(
		    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	}
	assert_int_equal(
	    house_number("SELECT count(*) FROM story_versions"), 1);
	assert_int_equal(
	    house_number("SELECT count(*) FROM journal WHERE action ="
			 " 'edited'"),
	    1);
	reviewed = house_story(id).version;
	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	e = house_edit(id);
	e.text = "После отправки.";
	e.autosave = true;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(story_versions_get(st, a, id, reviewed, &v), RC_OK);
	assert_string_equal(v.text, "Текст 2.");
	/* another person's autosave, and a late one, are versions too */
	e = house_edit(id);
	e.text = "Рука куратора.";
	e.autosave = true;
	assert_int_equal(
	    story_edit(st, a, &curator, &e, now, &version, &why), RC_OK);
	e = house_edit(id);
	e.text = "Через час.";
	e.autosave = true;
	assert_int_equal(
	    story_edit(st, a, &curator, &e, now + 3600, &version, &why), RC_OK);
	assert_int_equal(
	    house_number("SELECT count(*) FROM story_versions"), 4);
}

static void
an_old_version_comes_back_as_a_new_one(void **state)
{
	int64_t id = house_draft("Первая"), first, version;
	struct story_edit e = house_edit(id);
	const char *why;

	(void)state;
	first = e.version;
	e.text = "Хуже.";
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(story_restore_version(
			     st, a, &editor, id, version, first, now, &why),
	    RC_OK);
	assert_string_equal(house_story(id).text, "Текст о встрече.");
	assert_int_equal(house_story(id).version, version + 1);
}

static void
a_slot_becomes_a_draft_of_who_writes_it(void **state)
{
	struct event ev = { .title = "Событие",
		.audience = "",
		.place = "",
		.about = "",
		.starts_at = date_at(2026, 12, 8, 15, 0),
		.ends_at = date_at(2026, 12, 8, 16, 30) };
	const char *kinds[] = { "press_release" }, *why;
	struct story_edit e;
	struct story *list;
	int64_t version;
	int n;

	(void)state;
	assert_int_equal(
	    event_insert(st, a, &curator, &ev, kinds, 1, now, &why), RC_OK);
	assert_int_equal(
	    stories_list(st, a, &(struct story_filter){ .event_id = ev.id },
		now, 10, &list, &n),
	    RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].state, STORY_PLANNED);
	e = house_edit(list[0].id);
	e.title = "Приходите";
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(house_story(list[0].id).state, STORY_DRAFT);
	assert_int_equal(house_story(list[0].id).author_id, 3);
}

static void
equal_titles_get_different_addresses_that_stay(void **state)
{
	int64_t one = house_scheduled("Робот за час", now + 3600);
	int64_t two = house_scheduled("Робот за час", now + 7200), undo;
	const char *why;

	(void)state;
	assert_string_equal(house_story(one).slug, "robot-za-chas");
	assert_string_equal(house_story(two).slug, "robot-za-chas-2");
	assert_int_equal(
	    house_move(two, STORY_UNSCHEDULE, 0, &undo, &why), RC_OK);
	assert_int_equal(
	    house_move(two, STORY_SCHEDULE, now + 9000, &undo, &why), RC_OK);
	assert_string_equal(house_story(two).slug, "robot-za-chas-2");
}

static void
the_past_and_a_text_without_approval_are_not_scheduled(void **state)
{
	int64_t id = house_approved("Встреча"), undo;
	int64_t draft = house_draft("Черновик");
	const char *why;

	(void)state;
	assert_int_equal(
	    house_move(id, STORY_SCHEDULE, now, &undo, &why), RC_INVALID);
	assert_int_equal(
	    house_move(draft, STORY_SCHEDULE, now + 3600, &undo, &why),
	    RC_DENIED);
	assert_int_equal(
	    house_move(id, STORY_SCHEDULE, now + 3600, &undo, &why), RC_OK);
	assert_int_equal(
	    house_move(id, STORY_MOVE, now - 3600, &undo, &why), RC_INVALID);
	assert_int_equal(
	    house_move(id, STORY_SEND_NOW, now + 10, &undo, &why), RC_OK);
	assert_int_equal(house_story(id).publish_at, now + 10);
}

static enum rc
undo_run(const struct actor *by, int64_t undo_id, int64_t at)
{
	const char *why;
	enum rc rc;

	assert_int_equal(store_begin(st), RC_OK);
	rc = story_undo_within(st, a, by, undo_id, at, &why);
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}

static void
an_undo_works_once_for_its_owner_within_the_hour(void **state)
{
	int64_t id = house_scheduled("Встреча", now + 9999 * 60), undo;
	const char *why;

	(void)state;
	assert_int_equal(
	    house_move(id, STORY_MOVE, now + 9000, &undo, &why), RC_OK);
	assert_int_equal(undo_run(&director, undo, now), RC_NOT_FOUND);
	assert_int_equal(undo_run(&curator, undo, now + 3600), RC_DENIED);
	assert_int_equal(undo_run(&curator, undo, now), RC_OK);
	assert_int_equal(house_story(id).publish_at, now + 9999 * 60);
	assert_int_equal(undo_run(&curator, undo, now), RC_DENIED);
	/* something else happened meanwhile */
	assert_int_equal(
	    house_move(id, STORY_UNSCHEDULE, 0, &undo, &why), RC_OK);
	assert_int_equal(
	    house_move(id, STORY_SCHEDULE, now + 5400, &undo, &why), RC_OK);
	undo = house_number("SELECT max(id) FROM undos");
	assert_int_equal(undo_run(&curator, undo, now), RC_CONFLICT);
}

static void
what_is_out_is_not_undone(void **state)
{
	int64_t id = house_approved("Встреча"), undo;
	const char *why;

	(void)state;
	assert_int_equal(
	    house_move(id, STORY_SEND_NOW, now + 10, &undo, &why), RC_OK);
	assert_int_not_equal(undo, 0);
	assert_int_equal(undo_run(&curator, undo, now + 10), RC_DENIED);
	assert_int_equal(undo_run(&curator, undo, now + 9), RC_OK);
	assert_int_equal(house_story(id).state, STORY_APPROVED);
}

static void
a_deleted_draft_comes_back_whole(void **state)
{
	int64_t id = house_draft("Черновик"), undo, *ids;
	struct story s, before;
	const char *why;
	int n;

	(void)state;
	assert_int_equal(
	    store_script(st,
		"INSERT INTO photos (story_id, position, name, alt, width,"
		" height, vk_bytes, created_at)"
		" SELECT id, 1, 'photo', 'Пара', 16, 9, 5, 1 FROM stories"),
	    RC_OK);
	before = house_story(id);
	assert_int_equal(story_act(st, a, &editor, id, before.version,
			     STORY_DELETE, NULL, false, now, &undo, &why),
	    RC_OK);
	assert_int_equal(stories_by_id(st, a, id, &s), RC_NOT_FOUND);
	assert_int_equal(house_number("SELECT count(*) FROM photos"), 0);
	assert_int_equal(undo_run(&editor, undo, now), RC_OK);
	s = house_story(id);
	assert_string_equal(s.text, before.text);
	assert_int_equal(s.version, before.version);
	assert_int_equal(s.photos, 1);
	assert_string_equal(s.photo_alt, "Пара");
	assert_int_equal(s.editor_id, 3);
	assert_int_equal(story_channels_get(st, a, id, &ids, &n), RC_OK);
	assert_int_equal(n, 1);
}

static void
an_approved_story_is_never_deleted(void **state)
{
	int64_t id = house_approved("Встреча"), version;
	struct story_edit e = house_edit(id);
	const char *why;

	(void)state;
	e.text = "Назад в черновик.";
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(
	    house_act(&curator, id, STORY_DELETE, NULL), RC_DENIED);
}

static void
words_are_required_to_return_and_to_skip(void **state)
{
	int64_t id = house_draft("Встреча");

	(void)state;
	assert_int_equal(house_act(&curator, id, STORY_SKIP, ""), RC_INVALID);
	assert_int_equal(
	    house_act(&curator, id, STORY_SKIP, "не нужно"), RC_OK);
	assert_int_equal(house_act(&curator, id, STORY_REOPEN, NULL), RC_OK);
	assert_int_equal(house_story(id).state, STORY_DRAFT);
	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(
	    house_act(&director, id, STORY_RETURN, NULL), RC_INVALID);
	assert_int_equal(
	    house_act(&director, id, STORY_RETURN, "нет даты"), RC_OK);
	assert_string_equal(house_story(id).reason, "нет даты");
}

static void
a_correction_with_people_needs_their_consents_again(void **state)
{
	int64_t id = house_scheduled("Встреча", now + 60);
	struct story_edit e = house_edit(id);
	const char *why;
	enum rc rc;

	(void)state;
	now += 120;
	e.text = "Пришёл Артём К.";
	e.people = 1;
	assert_int_equal(store_begin(st), RC_OK);
	rc = story_correct_within(st, a, &curator, &e, now, &why);
	assert_int_equal(rc, RC_INVALID);
	e.consents = true;
	rc = story_correct_within(st, a, &curator, &e, now, &why);
	assert_int_equal(rc, RC_OK);
	assert_int_equal(store_commit(st), RC_OK);
	assert_int_equal(house_story(id).consents_by, 2);
	assert_int_equal(house_story(id).revision, 2);
	assert_int_equal(house_story(id).changed_at, now);
	assert_int_equal(
	    story_state_now(&(struct story){ .state = STORY_SCHEDULED,
				.publish_at = now - 60 },
		now),
	    STORY_PUBLISHED);
}

static void
a_copy_is_a_free_draft_without_approval(void **state)
{
	int64_t id = house_scheduled("Встреча", now + 60), copy;
	struct story s;

	(void)state;
	assert_int_equal(
	    story_duplicate(st, a, &editor, id, now, &copy), RC_OK);
	s = house_story(copy);
	assert_int_equal(s.state, STORY_DRAFT);
	assert_int_equal(s.revision, 0);
	assert_int_equal(s.publish_at, 0);
	assert_int_equal(s.people, -1);
	assert_string_equal(s.slug, "");
	assert_string_equal(s.text, "Текст о встрече.");
}

/* Channels 1 and 2 exist; a new story stands with 1, the enabled one. */
static const struct {
	int n;
	int64_t ids[3];
	enum rc rc;
	bool changes;
	const char *stored, *told;
} channel_cases[] = {
	{ 0, { 0 }, RC_OK, true, "", "только сайт" },
	{ 1, { 1 }, RC_OK, false, "1", NULL },
	{ 2, { 1, 1 }, RC_OK, false, "1", NULL },
	{ 2, { 2, 1 }, RC_OK, true, "1,2", "сайт и площадки: 1, 2" },
	{ 1, { 2 }, RC_OK, true, "2", "сайт и площадки: 2" },
	{ 2, { 1, 99 }, RC_INVALID, false, "1", NULL },
};

static void
other_channels_are_one_edit_with_its_version_and_journal(void **state)
{
	const char *stored = "SELECT group_concat(channel_id) = '%s' OR"
			     " ('%s' = '' AND count(*) = 0) FROM"
			     " (SELECT channel_id FROM story_channels WHERE"
			     " story_id = %lld ORDER BY 1)";

	(void)state;
	assert_int_equal(
	    store_script(st, "INSERT INTO channels (id, kind, title, enabled)"
			     " VALUES (2, 'vk', 'Вторая', 0)"),
	    RC_OK);
	for (size_t i = 0; i < LEN(channel_cases); i++) {
		int64_t id = house_draft("Встреча"), version = 0, lines;
		struct story_edit e = house_edit(id);
		const char *why;

		lines = house_number("SELECT count(*) FROM journal");
		e.channels = channel_cases[i].ids;
		e.channels_n = channel_cases[i].n;
		if (channel_cases[i].rc == RC_INVALID)
			e.text = "Не сохранится и текст.";
		assert_int_equal(
		    story_edit(st, a, &editor, &e, now, &version, &why),
		    channel_cases[i].rc);
		assert_int_equal(house_story(id).version,
		    e.version + channel_cases[i].changes);
		assert_string_equal(house_story(id).text, "Текст о встрече.");
		assert_int_equal(house_number(arena_printf(a, stored,
				     channel_cases[i].stored,
				     channel_cases[i].stored, (long long)id)),
		    1);
		assert_int_equal(
		    house_number("SELECT count(*) FROM journal") - lines,
		    channel_cases[i].changes);
		if (channel_cases[i].told != NULL)
			assert_int_equal(house_number(arena_printf(a,
					     "SELECT action = 'channels' AND"
					     " detail = '%s' FROM journal"
					     " ORDER BY id DESC LIMIT 1",
					     channel_cases[i].told)),
			    1);
	}
}

static void
channels_obey_the_rules_of_an_edit(void **state)
{
	int64_t id = house_approved("Встреча"), version;
	struct story_edit e = house_edit(id);
	const char *why;

	(void)state;
	e.channels = (int64_t[1]){ 0 };
	e.channels_n = 0;
	/* stale: nothing happens */
	e.version--;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_CONFLICT);
	e.version++;
	/* an approved story goes back: it was approved for other readers */
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(house_story(id).state, STORY_DRAFT);
	assert_int_equal(house_story(id).approved_by, 0);
	/* what stands in the queue is not edited */
	id = house_scheduled("В очереди", now + 3600);
	e = house_edit(id);
	e.channels = (int64_t[1]){ 0 };
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_DENIED);
	/* no word about channels leaves them */
	id = house_draft("Без слова");
	e = house_edit(id);
	e.title = "Другой заголовок";
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	assert_int_equal(
	    house_number(arena_printf(a,
		"SELECT count(*) FROM story_channels WHERE story_id = %lld",
		(long long)id)),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(the_clock_in_sql_and_in_c_says_the_same),
		HOUSE(published_and_missed_follow_from_the_clock),
		HOUSE(who_may_do_what_from_where_is_the_table),
		HOUSE(nobody_approves_their_own_text),
		HOUSE(the_only_account_may_and_the_journal_says_so),
		HOUSE(an_edit_of_an_approved_text_voids_approval_and_consents),
		HOUSE(consents_are_confirmed_by_name_or_there_is_no_approval),
		HOUSE(a_stale_edit_is_refused_and_changes_nothing),
		HOUSE(autosaves_merge_but_a_reviewed_text_keeps_its_version),
		HOUSE(an_old_version_comes_back_as_a_new_one),
		HOUSE(a_slot_becomes_a_draft_of_who_writes_it),
		HOUSE(equal_titles_get_different_addresses_that_stay),
		HOUSE(the_past_and_a_text_without_approval_are_not_scheduled),
		HOUSE(an_undo_works_once_for_its_owner_within_the_hour),
		HOUSE(what_is_out_is_not_undone),
		HOUSE(a_deleted_draft_comes_back_whole),
		HOUSE(an_approved_story_is_never_deleted),
		HOUSE(words_are_required_to_return_and_to_skip),
		HOUSE(a_correction_with_people_needs_their_consents_again),
		HOUSE(a_copy_is_a_free_draft_without_approval),
		HOUSE(other_channels_are_one_edit_with_its_version_and_journal),
		HOUSE(channels_obey_the_rules_of_an_edit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
