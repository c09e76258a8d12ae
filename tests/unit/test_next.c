#include <jansson.h>

#include "roadmap.h"
/* After it: the names of this one are short. */
#include "house.h"
#include "base/day.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/intake.h"
#include "roadmap/evidence.h"
#include "roadmap/roadmap.h"
#include "roadmap/shift.h"
#include "store/search.h"

static const char *why = "";

/* By one year; NULL: as it is. */
static const struct {
	const char *before, *after;
} shift_cases[] = {
	{ "До 15.09.2024", "До 15.09.2025" },
	{ "до 15.09.24", "до 15.09.25" },
	{ "31.12.99 г.", "31.12.00 г." },
	{ "Октябрь 2024 – апрель 2025", "Октябрь 2025 – апрель 2026" },
	{ "2024-2025 учебный год", "2025-2026 учебный год" },
	{ "2024/25", "2025/26" },
	{ "2024–25 уч. год", "2025–26 уч. год" },
	{ "24/25 учебный год", "25/26 учебный год" },
	{ "сентябрь 24 г.", "сентябрь 25 г." },
	{ "сентябрь 24г", "сентябрь 25г" },
	{ "сентябрь 2024г.-25 мая 2025", "сентябрь 2025г.-25 мая 2026" },
	{ "сентябрь 2024-25 мая 2025 г.", "сентябрь 2025-25 мая 2026 г." },
	{ "29.02.2024", "29.02.2025" },
	{ "1.09.2024-30.05.2025", "1.09.2025-30.05.2026" },
	{ "2024\n2025", "2025\n2026" },
	{ "в 2199 году", NULL },
	{ "до 15 сентября", NULL },
	{ "24 часа, 24 группы", NULL },
	{ "в течение года", NULL },
	{ "кабинет 2024а, № 12024, тел. 20242025", "кабинет 2025а, № 12024, "
						   "тел. 20242025" },
	{ "п. 1.2.24.5", NULL },
	{ "", NULL },
};

static void
years_of_a_term_move_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(shift_cases); i++) {
		const char *before = shift_cases[i].before;
		const char *after = shift_years(a, before, 1);

		assert_string_equal(after, shift_cases[i].after != NULL
					       ? shift_cases[i].after
					       : before);
		if (shift_cases[i].after == NULL)
			assert_ptr_equal(after, before);
		else
			assert_string_equal(shift_years(a, after, -1), before);
	}
	assert_string_equal(shift_years(a, "май 2024", 3), "май 2027");
}

/* ---------------------------------------------------------- a whole roadmap */

static const char plan[] =
    "№\tМероприятие\tСроки 2025-2026\tОтветственный\tРезультат\n"
    "I. Подготовка\t\t\t\t\n"
    "1\tПриказ о кураторе\tдо 10.09.2025\tЛадыгина М.С., куратор\tприказ\n"
    "2\tВстречи пар: • первая; • пробная\tоктябрь 2025 – апрель 2026"
    "\tнаставники\t\n"
    "II. Итоги\t\t\t\t\n"
    "3\tИтоговая встреча\tдо 30.05.26\tкуратор\tпротокол\n"
    "4\tБеседы 2025 года\tсентябрь\tкуратор\t\n";

static struct cycle
cycle_new(int year)
{
	struct cycle c = { .title = arena_printf(a, "%d/%d", year, year + 1),
		.kind = "school",
		.starts_at = date_at(year, 9, 1, 0, 0),
		.ends_at = date_at(year + 1, 9, 1, 0, 0),
		.organisation = "",
		.agreed = "",
		.approved = "",
		.order_no = "",
		.approved_on = DAY_NONE };

	assert_int_equal(cycle_start(st, a, &director, &c, &why), RC_OK);
	return c;
}

static struct roadmap
map_of(int64_t id)
{
	struct roadmap map;

	assert_int_equal(roadmaps_by_id(st, a, id, &map), RC_OK);
	return map;
}

/* Taken over, approved, shown; the first row done and proved, the second
 * hidden. */
static int64_t
running(int64_t cycle_id)
{
	struct intake_effect effect;
	struct evidence e = { .kind = "paper",
		.url = "",
		.words = "приказ № 1",
		.promised = "",
		.on_day = day_of(2025, 9, 9) };
	struct activity *list;
	int64_t id, person[] = { 3 };
	int n;

	assert_int_equal(intake_begin(st, a, &curator, cycle_id, "", plan,
			     sizeof(plan) - 1, &id, &why),
	    RC_OK);
	assert_int_equal(
	    intake_take(st, a, &curator, id, &effect, &why), RC_OK);
	id = effect.roadmap_id;
	assert_int_equal(roadmap_approve(st, a, &director, id,
			     map_of(id).version, day_of(2025, 8, 31), &why),
	    RC_OK);
	assert_int_equal(roadmap_publish(st, a, &curator, id,
			     map_of(id).version, true, "kpi", &why),
	    RC_OK);
	assert_int_equal(activities_list(st, a, id, &list, &n), RC_OK);
	assert_int_equal(n, 4);
	e.activity_id = list[0].id;
	assert_int_equal(evidence_add(st, a, &curator, &e, &why), RC_OK);
	assert_int_equal(activity_set_people(st, a, &curator, list[0].id,
			     list[0].version, person, 1, &why),
	    RC_OK);
	assert_int_equal(
	    activity_hide(st, a, &curator, list[1].id, true, &why), RC_OK);
	assert_int_equal(activities_by_id(st, a, list[0].id, &list[0]), RC_OK);
	assert_int_equal(
	    activity_set_state(st, a, &curator, list[0].id, list[0].version,
		"done", day_of(2025, 9, 9), "", day_of(2025, 9, 9), &why),
	    RC_OK);
	return id;
}

static void
next_year_has_the_words_and_other_years(void **state)
{
	static const char *const terms[] = { "до 10.09.2026",
		"октябрь 2026 – апрель 2027", "до 30.05.27", "сентябрь" };
	struct cycle from = cycle_new(2025), to = cycle_new(2026);
	int64_t old = running(from.id), id;
	struct roadmap_section *sections;
	struct activity_person *people;
	struct activity_item *items;
	struct activity *x, *y;
	struct roadmap map;
	int n, k;

	(void)state;
	assert_int_equal(
	    roadmap_next(st, a, &curator, old, &to, &id, &why), RC_OK);
	map = map_of(id);
	assert_int_equal(map.cycle_id, to.id);
	assert_string_equal(map.state, "draft");
	assert_string_equal(map.title, "Дорожная карта, 2026/2027");
	assert_string_equal(map.shows, "kpi");
	assert_false(map.public);
	assert_int_equal(map.approved_on, DAY_NONE);
	assert_non_null(strstr(map.headings, "Сроки 2026-2027"));
	assert_int_equal(activities_list(st, a, old, &x, &n), RC_OK);
	assert_int_equal(activities_list(st, a, id, &y, &k), RC_OK);
	assert_int_equal(n, k);
	for (int i = 0; i < n; i++) {
		assert_string_equal(y[i].text, x[i].text);
		assert_string_equal(y[i].number, x[i].number);
		assert_string_equal(y[i].responsible, x[i].responsible);
		assert_string_equal(y[i].result, x[i].result);
		assert_string_equal(y[i].section, x[i].section);
		assert_string_equal(y[i].deadline, terms[i]);
		assert_non_null(strstr(y[i].cells, terms[i]));
		assert_string_equal(y[i].state, "planned");
		assert_int_equal(y[i].evidence, 0);
		assert_int_equal(y[i].done_on, DAY_NONE);
		assert_int_equal(y[i].hidden, i == 1);
		assert_int_equal(strstr(y[i].flags, "TEXT_SHIFTED") != NULL,
		    strcmp(x[i].deadline, y[i].deadline) != 0);
		if (i < 3)
			assert_non_null(strstr(y[i].flags, x[i].deadline));
	}
	/* Read again, in the new year. */
	assert_int_equal(y[0].due_to, day_of(2026, 9, 10));
	assert_int_equal(y[1].due_from, day_of(2026, 10, 1));
	assert_int_equal(y[1].due_to, day_of(2027, 4, 30));
	assert_int_equal(y[3].due_from, day_of(2026, 9, 1));
	assert_int_equal(roadmaps_sections(st, a, id, &sections, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(activities_items(st, a, y[1].id, &items, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(
	    activities_people(st, a, id, y[0].id, &people, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(people[1].account_id, 3);
	/* The old one is as it was. */
	assert_string_equal(map_of(old).state, "running");
	assert_string_equal(x[0].state, "done");
}

static void
a_day_that_the_year_lacks_waits_for_a_person(void **state)
{
	struct cycle from = cycle_new(2027), to = cycle_new(2028);
	struct intake_effect effect;
	const char *text = "Мероприятие\tСроки\nВстреча\tдо 29.02.2028\n";
	struct activity *list;
	int64_t id;
	int n;

	(void)state;
	assert_int_equal(intake_begin(st, a, &curator, from.id, "", text,
			     strlen(text), &id, &why),
	    RC_OK);
	assert_int_equal(
	    intake_take(st, a, &curator, id, &effect, &why), RC_OK);
	assert_int_equal(
	    roadmap_next(st, a, &curator, effect.roadmap_id, &to, &id, &why),
	    RC_OK);
	assert_int_equal(activities_list(st, a, id, &list, &n), RC_OK);
	assert_string_equal(list[0].deadline, "до 29.02.2029");
	assert_true(activity_undecided(&list[0]));
	assert_non_null(strstr(list[0].flags, "INVALID_DATE"));
	assert_non_null(strstr(list[0].flags, "29.02.2028"));
}

static void
only_a_later_year_without_a_roadmap_gets_one(void **state)
{
	struct cycle from = cycle_new(2025), to = cycle_new(2026);
	int64_t old = running(from.id), id = 0;

	(void)state;
	assert_int_equal(
	    roadmap_next(st, a, &editor, old, &to, &id, &why), RC_DENIED);
	assert_int_equal(
	    roadmap_next(st, a, &curator, old, &from, &id, &why), RC_INVALID);
	assert_non_null(strstr(why, "более поздний"));
	assert_int_equal(
	    roadmap_next(st, a, &curator, old + 100, &to, &id, &why),
	    RC_NOT_FOUND);
	assert_int_equal(house_number("SELECT COUNT(*) FROM roadmaps"), 1);
	assert_int_equal(
	    roadmap_next(st, a, &director, old, &to, &id, &why), RC_OK);
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM journal WHERE"
			 " action = 'roadmap_next' AND kind = 'roadmap'"),
	    1);
	assert_int_equal(
	    roadmap_next(st, a, &curator, old, &to, &id, &why), RC_DENIED);
	assert_int_equal(
	    roadmap_next(st, a, &curator, id, &from, &id, &why), RC_INVALID);
}

/* ------------------------------------------------------------- search */

static int
found(const char *words)
{
	struct search_query q = { words, "page", "", 0, 1 };
	struct search_result r;

	assert_int_equal(search_find(st, a, &q, now, &r), RC_OK);
	return r.total;
}

static void
a_shown_roadmap_is_found_by_the_rows_that_visitors_see(void **state)
{
	struct cycle c = cycle_new(2025);
	int64_t id = running(c.id);
	struct activity *list;
	int n;

	(void)state;
	assert_int_equal(found("приказ кураторе"), 1);
	assert_int_equal(found("пробная"), 0);
	assert_int_equal(activities_list(st, a, id, &list, &n), RC_OK);
	assert_int_equal(
	    activity_hide(st, a, &curator, list[1].id, false, &why), RC_OK);
	assert_int_equal(found("пробная"), 1);
	/* A heading under which everything is hidden says nothing either. */
	assert_int_equal(found("подготовка"), 1);
	for (int i = 0; i < 2; i++)
		assert_int_equal(
		    activity_hide(st, a, &curator, list[i].id, true, &why),
		    RC_OK);
	assert_int_equal(found("подготовка"), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(
		    activity_hide(st, a, &curator, list[i].id, false, &why),
		    RC_OK);
	assert_int_equal(search_clear(st), RC_OK);
	assert_int_equal(roadmap_index_all(st, a), RC_OK);
	assert_int_equal(found("итоги беседы"), 1);
	assert_int_equal(roadmap_publish(st, a, &curator, id,
			     map_of(id).version, false, "kpi", &why),
	    RC_OK);
	assert_int_equal(found("приказ кураторе"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(years_of_a_term_move_and_nothing_else),
		HOUSE(next_year_has_the_words_and_other_years),
		HOUSE(a_day_that_the_year_lacks_waits_for_a_person),
		HOUSE(only_a_later_year_without_a_roadmap_gets_one),
		HOUSE(a_shown_roadmap_is_found_by_the_rows_that_visitors_see),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
