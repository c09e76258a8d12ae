#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "house.h"
#include "base/clock.h"
#include "base/day.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "roadmap/intake.h"
#include "roadmap/proposal.h"
#include "roadmap/proposal_row.h"
#include "roadmap/roadmap.h"

/* A year run by its roadmap: what must not go through, and what a proof is
 * worth when what it points at is gone. */

static const char *why = "";
static int64_t map_id;
static struct activity *rows;
static int rows_n, today;

static const char plan[] =
    "№\tМероприятие\tСроки\tОтветственный\tВид документа\n"
    "\tРаздел 1. Подготовка\t\t\t\n"
    "1\tПриказ о кураторе\tдо 15.09.2026\tКуратор\tПриказ\n"
    "2\tЗаседание группы\tежемесячно\tКуратор\tПротокол\n"
    "\tРаздел 2. Работа\t\t\t\n"
    "3\tНовость на сайте\tноябрь 2026\tРедактор\tСсылка на публикацию\n"
    "4\tЗаседание группы\tежемесячно\tДиректор\tПротокол\n"
    "5\tДела: 1. раз; 2. два\tмарт 2027\tКуратор\t\n"
    "6\tВстреча\tдо мая 2027\tКуратор\t\n"
    "7\tИтоги\tдо мая 2027\tКуратор\t\n";

/* The store asks the clock whether an event has begun. */
static void
clock_fix(int64_t at)
{
	char dir[] = "/tmp/test_running.XXXXXX";
	char path[64];
	FILE *f;

	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/clock", dir);
	assert_non_null(f = fopen(path, "w"));
	fprintf(f, "%lld", (long long)(at - time(NULL)));
	fclose(f);
	assert_int_equal(clock_init(dir, 1), RC_OK);
	unlink(path);
	rmdir(dir);
}

static void
rows_read(void)
{
	assert_int_equal(activities_list(st, a, map_id, &rows, &rows_n), RC_OK);
}

static struct intake_effect
take(int64_t cycle_id)
{
	struct intake_effect effect;
	int64_t id;

	assert_int_equal(intake_begin(st, a, &curator, cycle_id, "", plan,
			     sizeof(plan) - 1, &id, &why),
	    RC_OK);
	assert_int_equal(
	    intake_take(st, a, &curator, id, &effect, &why), RC_OK);
	return effect;
}

static int64_t
draft(void)
{
	struct cycle c = { .title = "2026/2027",
		.kind = "school",
		.starts_at = date_at(2026, 9, 1, 0, 0),
		.ends_at = date_at(2027, 9, 1, 0, 0),
		.organisation = "",
		.agreed = "",
		.approved = "",
		.order_no = "",
		.approved_on = DAY_NONE };

	clock_fix(now);
	today = day_of(2026, 12, 1);
	assert_int_equal(cycle_start(st, a, &director, &c, &why), RC_OK);
	map_id = take(c.id).roadmap_id;
	rows_read();
	return c.id;
}

static struct roadmap
map(void)
{
	struct roadmap r;

	assert_int_equal(roadmaps_by_id(st, a, map_id, &r), RC_OK);
	return r;
}

static void
running(void)
{
	draft();
	assert_int_equal(roadmap_approve(st, a, &director, map_id,
			     map().version, day_of(2026, 9, 20), &why),
	    RC_OK);
	rows_read();
}

static void
closed(void)
{
	assert_int_equal(
	    roadmap_close(st, a, &curator, map_id, map().version, &why), RC_OK);
}

static enum rc
state(int row, const char *to, int on, const char *reason)
{
	rows_read();
	return activity_set_state(st, a, &curator, rows[row].id,
	    rows[row].version, to, on, reason, today, &why);
}

static enum rc
proof(int row, const char *kind, int64_t id, const char *words, int64_t *out)
{
	struct evidence e = { .activity_id = rows[row].id,
		.kind = kind,
		.record_id = id,
		.url = "",
		.words = words,
		.promised = "",
		.on_day = today };
	enum rc rc = evidence_add(st, a, &editor, &e, &why);

	*out = e.id;
	return rc;
}

/* How many promised kinds the row lacks. */
static int
missing(int row)
{
	const char *kinds[EVIDENCE_PROMISED_MAX];
	struct evidence *list;
	int n;

	assert_int_equal(
	    evidences_of(st, a, 0, rows[row].id, &list, &n), RC_OK);
	return evidence_missing(a, rows[row].result, list, n, kinds);
}

static void
rows_of_the_same_words_are_all_taken_and_a_second_time_adds_none(void **s)
{
	int64_t cycle = draft();
	struct intake_effect again;

	(void)s;
	assert_int_equal(rows_n, 7);
	assert_string_equal(rows[3].number, "4");
	assert_string_equal(rows[3].section, "Раздел 2. Работа");
	again = take(cycle);
	assert_int_equal(again.added, 0);
	assert_int_equal(again.known, 7);
}

static void
an_approval_says_which_rows_were_to_be_done_before_it(void **s)
{
	(void)s;
	draft();
	assert_null(strstr(rows[0].flags, "BEFORE_APPROVAL"));
	assert_int_equal(roadmap_approve(st, a, &director, map_id,
			     map().version, day_of(2026, 9, 20), &why),
	    RC_OK);
	rows_read();
	assert_non_null(strstr(rows[0].flags, "BEFORE_APPROVAL"));
	assert_null(strstr(rows[2].flags, "BEFORE_APPROVAL"));
	assert_non_null(strstr(rows[5].flags, "AMBIGUOUS_UNTIL_MONTH"));
}

static void
a_story_that_was_withdrawn_proves_nothing_any_more(void **s)
{
	int64_t story, id, undo;

	(void)s;
	running();
	story = house_scheduled("Новость", now + 3600);
	assert_int_equal(proof(2, "story", story, "Новость", &id), RC_INVALID);
	clock_fix(now += 7200);
	assert_int_equal(proof(2, "story", story, "Новость", &id), RC_OK);
	assert_int_equal(missing(2), 0);
	assert_int_equal(state(2, "done", today, ""), RC_OK);
	assert_int_equal(
	    house_move(story, STORY_WITHDRAW, 0, &undo, &why), RC_OK);
	assert_int_equal(missing(2), 1);
}

static void
an_event_proves_from_its_beginning_on_unless_it_is_called_off(void **s)
{
	struct event e = { .title = "Заседание",
		.audience = "",
		.place = "",
		.about = "",
		.starts_at = now + 3600,
		.ends_at = now + 7200 };
	struct evidence *list;
	int64_t id;
	int n;

	(void)s;
	running();
	assert_int_equal(
	    event_insert(st, a, &curator, &e, NULL, 0, now, &why), RC_OK);
	assert_int_equal(
	    proof(1, "event", e.id, "Протокол заседания", &id), RC_INVALID);
	assert_int_equal(proof(1, "event", 99, "Протокол", &id), RC_INVALID);
	clock_fix(now += 3600);
	assert_int_equal(
	    proof(1, "event", e.id, "Протокол заседания", &id), RC_OK);
	assert_int_equal(missing(1), 0);
	assert_int_equal(
	    event_cancel(st, a, &curator, e.id, e.version, now), RC_OK);
	assert_int_equal(missing(1), 1);
	assert_int_equal(evidences_of(st, a, 0, rows[1].id, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_true(list[0].gone);
}

static void
a_story_of_another_year_proves_nothing_of_this_one(void **s)
{
	struct evidence e = {
		.kind = "story", .url = "", .words = "Новость", .promised = ""
	};

	(void)s;
	running();
	e.activity_id = rows[2].id;
	e.record_id = house_scheduled("Новость", now + 60);
	clock_fix(now += 120);
	e.on_day = day_of(2025, 3, 1);
	assert_int_equal(evidence_add(st, a, &editor, &e, &why), RC_INVALID);
	assert_non_null(strstr(why, "не в этом программном году"));
	e.on_day = today;
	assert_int_equal(evidence_add(st, a, &editor, &e, &why), RC_OK);
}

static void
what_a_done_row_rests_on_is_not_removed_before_there_is_another(void **s)
{
	int64_t first, second;

	(void)s;
	running();
	assert_int_equal(state(0, "done", today, ""), RC_INVALID);
	assert_int_equal(proof(0, "paper", 0, "Приказ № 1", &first), RC_OK);
	assert_int_equal(state(0, "done", today, ""), RC_OK);
	assert_int_equal(
	    evidence_remove(st, a, &editor, first, &why), RC_DENIED);
	assert_int_equal(proof(0, "paper", 0, "Приказ № 2", &second), RC_OK);
	assert_int_equal(evidence_remove(st, a, &editor, first, &why), RC_OK);
	/* With a reason it need not be there. */
	assert_int_equal(state(0, "planned", DAY_NONE, ""), RC_OK);
	assert_int_equal(state(0, "done", today, "Подпишут в январе"), RC_OK);
	assert_int_equal(evidence_remove(st, a, &editor, second, &why), RC_OK);
}

static void
a_closed_roadmap_takes_nothing_and_gives_nothing_back(void **s)
{
	struct activity_tick tick;
	struct activity_item *items;
	struct activity_answer who;
	int64_t id, other;
	int n, done;

	(void)s;
	running();
	assert_int_equal(proof(0, "paper", 0, "Приказ № 1", &id), RC_OK);
	assert_int_equal(
	    activities_items(st, a, rows[4].id, &items, &n), RC_OK);
	assert_int_equal(n, 2);
	closed();
	assert_int_equal(proof(0, "paper", 0, "Приказ № 2", &other), RC_DENIED);
	assert_int_equal(evidence_remove(st, a, &editor, id, &why), RC_DENIED);
	assert_int_equal(state(1, "working", DAY_NONE, ""), RC_DENIED);
	tick = (struct activity_tick){ items[0].id, true };
	assert_int_equal(activity_set_items(st, a, &curator, rows[4].id, &tick,
			     1, today, &why),
	    RC_DENIED);
	who = (struct activity_answer){ rows[0].id, 3 };
	assert_int_equal(
	    activity_add_people(st, a, &curator, &who, 1, &why), RC_DENIED);
	assert_int_equal(
	    activity_decide_all(st, a, &curator,
		&(struct activity_decision){ rows[5].id, rows[5].version,
		    "dates", "так", day_of(2027, 4, 1), day_of(2027, 4, 2) },
		1, &done, &why),
	    RC_DENIED);
	assert_int_equal(done, 0);
}

static void
one_account_is_taken_off_rows_and_the_others_stay(void **s)
{
	struct activity_answer on[3], off[3];

	(void)s;
	running();
	on[0] = off[0] = (struct activity_answer){ rows[0].id, 3 };
	on[1] = off[1] = (struct activity_answer){ rows[1].id, 3 };
	on[2] = (struct activity_answer){ rows[0].id, 2 };
	off[2] = (struct activity_answer){ rows[2].id, 3 };
	assert_int_equal(
	    activity_add_people(st, a, &curator, on, 3, &why), RC_OK);
	assert_int_equal(
	    activity_drop_people(st, a, &editor, off, 3, &why), RC_DENIED);
	assert_int_equal(
	    activity_drop_people(st, a, &curator, off, 3, &why), RC_OK);
	assert_int_equal(house_number("SELECT COUNT(*) FROM activity_people"
				      " WHERE account_id = 3"),
	    0);
	assert_int_equal(house_number("SELECT COUNT(*) FROM activity_people"
				      " WHERE account_id = 2"),
	    1);
	/* The third row had nobody to lose. */
	assert_int_equal(house_number("SELECT COUNT(*) FROM journal"
				      " WHERE action = 'responsible_set'"),
	    5);
}

static void
items_are_ticked_after_the_approval_all_or_none(void **s)
{
	struct activity_tick ticks[2];
	struct activity_item *items;
	int n;

	(void)s;
	draft();
	assert_int_equal(
	    activities_items(st, a, rows[4].id, &items, &n), RC_OK);
	ticks[0] = (struct activity_tick){ items[0].id, true };
	ticks[1] = (struct activity_tick){ 999, true };
	assert_int_equal(activity_set_items(st, a, &curator, rows[4].id, ticks,
			     1, today, &why),
	    RC_DENIED);
	assert_int_equal(roadmap_approve(st, a, &director, map_id,
			     map().version, day_of(2026, 9, 20), &why),
	    RC_OK);
	assert_int_equal(activity_set_items(st, a, &curator, rows[4].id, ticks,
			     2, today, &why),
	    RC_NOT_FOUND);
	assert_int_equal(
	    house_number("SELECT COUNT(done_on) FROM activity_items"), 0);
	assert_int_equal(activity_set_items(st, a, &curator, rows[4].id, ticks,
			     1, today, &why),
	    RC_OK);
	assert_int_equal(
	    house_number("SELECT COUNT(done_on) FROM activity_items"), 1);
}

static void
a_day_of_another_year_is_taken_for_a_slip(void **s)
{
	int64_t id;

	(void)s;
	running();
	assert_int_equal(proof(0, "paper", 0, "Приказ № 1", &id), RC_OK);
	assert_int_equal(state(0, "done", day_of(2020, 9, 9), ""), RC_INVALID);
	assert_non_null(strstr(why, "год"));
	assert_int_equal(
	    activity_decide(st, a, &curator, rows[5].id, rows[5].version,
		"dates", day_of(2029, 5, 1), day_of(2029, 5, 2), "так", &why),
	    RC_INVALID);
	/* An order of August before the school year is none. */
	assert_int_equal(state(0, "done", day_of(2026, 8, 28), ""), RC_OK);
}

static void
a_row_is_changed_only_as_it_was_seen(void **s)
{
	(void)s;
	running();
	assert_int_equal(activity_set_state(st, a, &curator, rows[0].id, 0,
			     "working", DAY_NONE, "", today, &why),
	    RC_CONFLICT);
	assert_int_equal(activity_set_state(st, a, &curator, rows[0].id, 1,
			     "working", DAY_NONE, "", today, &why),
	    RC_OK);
	assert_int_equal(activity_set_state(st, a, &curator, rows[0].id, 1,
			     "planned", DAY_NONE, "", today, &why),
	    RC_CONFLICT);
	/* Two who name other people at once: the second one sees it. */
	assert_int_equal(activity_set_people(st, a, &curator, rows[1].id, 1,
			     (int64_t[]){ 2 }, 1, &why),
	    RC_OK);
	assert_int_equal(activity_set_people(st, a, &director, rows[1].id, 1,
			     (int64_t[]){ 3 }, 1, &why),
	    RC_CONFLICT);
}

/* A row that somebody has changed and one that is no longer undecided are
 * passed over; a failure in the middle leaves nothing. */
static void
decisions_of_many_rows_stand_together_or_not_at_all(void **s)
{
	struct activity_decision list[3];
	int done;

	(void)s;
	running();
	for (int i = 0; i < 3; i++)
		list[i] = (struct activity_decision){ rows[4 + i].id,
			rows[4 + i].version, "dates", "Решение педсовета",
			day_of(2027, 4, 1), day_of(2027, 4, 30) };
	list[0].version = 77;
	assert_int_equal(
	    store_script(st, "CREATE TRIGGER t BEFORE INSERT ON journal WHEN"
			     " (SELECT COUNT(*) FROM deadline_decisions) = 2"
			     " BEGIN SELECT RAISE(ABORT, 'no'); END"),
	    RC_OK);
	assert_int_not_equal(
	    activity_decide_all(st, a, &curator, list, 3, &done, &why), RC_OK);
	assert_int_equal(done, 0);
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM deadline_decisions"), 0);
	rows_read();
	assert_true(activity_undecided(&rows[5]));
	assert_int_equal(store_script(st, "DROP TRIGGER t"), RC_OK);
	assert_int_equal(
	    activity_decide_all(st, a, &curator, list, 3, &done, &why), RC_OK);
	assert_int_equal(done, 2);
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM deadline_decisions"), 2);
	assert_int_equal(
	    activity_decide_all(st, a, &editor, list, 3, &done, &why),
	    RC_DENIED);
}

static void
an_import_that_people_ticked_is_not_taken_back(void **s)
{
	(void)s;
	draft();
	assert_int_equal(
	    store_script(st, "UPDATE activity_items SET done_on = 1"
			     " WHERE position = 1"),
	    RC_OK);
	assert_int_equal(
	    intake_undo(st, a, &curator, rows[0].import_id, &why), RC_DENIED);
	assert_int_equal(
	    store_script(st, "UPDATE activity_items SET done_on = NULL"),
	    RC_OK);
	assert_int_equal(
	    intake_undo(st, a, &curator, rows[0].import_id, &why), RC_OK);
	assert_int_equal(house_number("SELECT COUNT(*) FROM activities"), 0);
}

/* ---------------------------------------------------------- proposals */

static int64_t
proposed(void)
{
	struct proposal p = { .roadmap_id = map_id,
		.author = "",
		.text = "Добавить ярмарку идей" };

	assert_int_equal(proposal_add(st, a, &editor, &p, &why), RC_OK);
	return p.id;
}

static void
a_taken_proposal_brings_its_row_behind_those_of_its_section(void **s)
{
	struct proposal_row row = { .number = "2.1",
		.text = "Ярмарка идей",
		.deadline = "до 20.12.2026",
		.responsible = "Куратор",
		.result = "Протокол" };
	struct activity_person *people;
	struct activity *drafted;
	int64_t id, other, later;
	struct cycle next;
	int n;

	(void)s;
	running();
	id = proposed();
	other = proposed();
	row.section_id = rows[1].section_id;
	assert_int_equal(
	    proposal_decide(st, a, &editor, id, true, "Да", &row, &why),
	    RC_DENIED);
	assert_int_equal(
	    proposal_decide(st, a, &curator, id, true, "Да", &row, &why),
	    RC_OK);
	rows_read();
	assert_int_equal(rows_n, 8);
	assert_string_equal(rows[2].text, "Ярмарка идей");
	assert_string_equal(rows[2].section, "Раздел 1. Подготовка");
	assert_int_equal(rows[2].due_to, day_of(2026, 12, 20));
	assert_string_equal(rows[2].due, "read");
	assert_non_null(strstr(rows[2].flags, "PROPOSAL"));
	assert_non_null(strstr(rows[2].cells, "до 20.12.2026"));
	assert_string_equal(rows[3].number, "3");
	assert_int_equal(
	    activities_people(st, a, 0, rows[2].id, &people, &n), RC_OK);
	assert_int_equal(n, 1);
	/* Next year's draft has it like the others. */
	next = (struct cycle){ .title = "2027/2028",
		.kind = "school",
		.starts_at = date_at(2027, 9, 1, 0, 0),
		.ends_at = date_at(2028, 9, 1, 0, 0),
		.approved_on = DAY_NONE };
	assert_int_equal(cycle_add(st, a, &director, &next, &why), RC_OK);
	assert_int_equal(
	    roadmap_next(st, a, &curator, map_id, &next, &later, &why), RC_OK);
	assert_int_equal(activities_list(st, a, later, &drafted, &n), RC_OK);
	assert_int_equal(n, 8);
	assert_string_equal(drafted[2].deadline, "до 20.12.2027");
	assert_null(strstr(drafted[2].flags, "PROPOSAL"));
	/* It is proved like any other. */
	assert_int_equal(state(2, "done", today, ""), RC_INVALID);
	/* Decided once, and never the same row twice: then nothing is. */
	assert_int_equal(
	    proposal_decide(st, a, &curator, id, true, "Да", &row, &why),
	    RC_CONFLICT);
	assert_int_equal(
	    proposal_decide(st, a, &curator, other, true, "Да", &row, &why),
	    RC_INVALID);
	assert_int_equal(house_number("SELECT COUNT(*) FROM proposals WHERE"
				      " decision = ''"),
	    1);
	row.text = "Другая";
	row.section_id = 999;
	assert_int_equal(
	    proposal_decide(st, a, &curator, other, true, "Да", &row, &why),
	    RC_INVALID);
	/* A refused one brings nothing. */
	row.section_id = 0;
	assert_int_equal(
	    proposal_decide(st, a, &curator, other, false, "Нет", &row, &why),
	    RC_OK);
	rows_read();
	assert_int_equal(rows_n, 8);
}

static void
a_closed_year_keeps_its_sheet(void **s)
{
	struct proposal_row row = { 0, "", "Поздняя строка", "", "", "" };
	struct intake_effect effect;
	int64_t id, cycle = draft();

	(void)s;
	id = proposed();
	assert_int_equal(
	    proposal_decide(st, a, &curator, id, true, "Да", &row, &why),
	    RC_DENIED);
	assert_int_equal(roadmap_approve(st, a, &director, map_id,
			     map().version, day_of(2026, 9, 20), &why),
	    RC_OK);
	closed();
	assert_int_equal(
	    proposal_decide(st, a, &curator, id, true, "Да", &row, &why),
	    RC_DENIED);
	assert_int_equal(intake_begin(st, a, &curator, cycle, "", plan,
			     sizeof(plan) - 1, &id, &why),
	    RC_OK);
	assert_int_equal(
	    intake_take(st, a, &curator, id, &effect, &why), RC_DENIED);
	assert_non_null(strstr(why, "закрыта"));
	assert_int_equal(house_number("SELECT COUNT(*) FROM roadmaps"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(
		    rows_of_the_same_words_are_all_taken_and_a_second_time_adds_none),
		HOUSE(an_approval_says_which_rows_were_to_be_done_before_it),
		HOUSE(a_story_that_was_withdrawn_proves_nothing_any_more),
		HOUSE(
		    an_event_proves_from_its_beginning_on_unless_it_is_called_off),
		HOUSE(a_story_of_another_year_proves_nothing_of_this_one),
		HOUSE(
		    what_a_done_row_rests_on_is_not_removed_before_there_is_another),
		HOUSE(a_closed_roadmap_takes_nothing_and_gives_nothing_back),
		HOUSE(one_account_is_taken_off_rows_and_the_others_stay),
		HOUSE(items_are_ticked_after_the_approval_all_or_none),
		HOUSE(a_day_of_another_year_is_taken_for_a_slip),
		HOUSE(a_row_is_changed_only_as_it_was_seen),
		HOUSE(decisions_of_many_rows_stand_together_or_not_at_all),
		HOUSE(an_import_that_people_ticked_is_not_taken_back),
		HOUSE(
		    a_taken_proposal_brings_its_row_behind_those_of_its_section),
		HOUSE(a_closed_year_keeps_its_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
