#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "base/strbuf.h"
#include "import/column.h"
#include "import/item.h"
#include "import/label.h"
#include "import/responsible.h"
#include "roadmap.h"

static struct arena *a;

static const struct {
	const char *cell, *entries;
} people_cases[] = {
	{ "", "" },
	{ "Балуева Е.В. Сомов Р.Д. Ершова Н.Ю.",
	    "person Балуева Е.В.|person Сомов Р.Д.|person Ершова Н.Ю." },
	{ "Косарева И.Е., директор", "person Косарева И.Е., директор" },
	{ "Козлова Ю. С., учитель физики и математики",
	    "person Козлова Ю. С., учитель физики и математики" },
	{ "Директор лицея, администрация, методисты",
	    "role Директор лицея|unit администрация|role методисты" },
	{ "Директор лицея, администрация,",
	    "role Директор лицея|unit администрация" },
	{ "Куратор целевой модели. Методисты",
	    "role Куратор целевой модели|role Методисты" },
	{ "Куратор модели  Методисты", "role Куратор модели|role Методисты" },
	{ "Бадашова Т.В.,\nрабочая группа наставничества",
	    "person Бадашова Т.В.|unit рабочая группа наставничества" },
	{ "Козлова Ю.С.,\nучитель физики",
	    "person Козлова Ю.С., учитель физики" },
	{ "Директор лицея, Куратор", "role Директор лицея|role Куратор" },
	{ "директор Иванова А.А. методист Петрова Б.Б.",
	    "person директор Иванова А.А.|person методист Петрова Б.Б." },
	{ "Иванова А.А., зам. директора по УВР; Петрова Б.Б. (психолог)",
	    "person Иванова А.А., зам. директора по УВР|"
	    "person Петрова Б.Б. (психолог)" },
	{ "А.А. Иванова, Б.Б. Петров",
	    "person А.А. Иванова|person Б.Б. Петров" },
	{ "Салтыкова-Щедрина Анна Петровна",
	    "person Салтыкова-Щедрина Анна Петровна" },
	{ "Центр", "unit Центр" },
	{ "заместитель директора\nпо воспитательной работе",
	    "role заместитель директора по воспитательной работе" },
	{ "Иванова А.А., директор, методисты",
	    "person Иванова А.А., директор|role методисты" },
	{ "— ; ,", "" },
	{ "Мама и папа", "other Мама и папа" },
};

static void
a_cell_of_people_is_taken_apart_as_schools_write_it(void **state)
{
	struct responsible *r;
	struct strbuf b;
	int n;

	(void)state;
	strbuf_init(&b);
	for (size_t i = 0; i < LEN(people_cases); i++) {
		strbuf_clear(&b);
		n = responsible_split(a, people_cases[i].cell, &r);
		for (int k = 0; k < n; k++)
			strbuf_addf(&b, "%s%s %s", k > 0 ? "|" : "",
			    responsible_kinds[r[k].kind], r[k].text);
		assert_string_equal(
		    b.len == 0 ? "" : b.buf, people_cases[i].entries);
		assert_null(roadmap_lost(a, people_cases[i].cell, b.buf));
	}
	n = responsible_split(a, "Петрова Б.Б. (психолог)", &r);
	assert_string_equal(r[0].name, "Петрова Б.Б.");
	assert_string_equal(r[0].post, "психолог");
	strbuf_free(&b);
}

static void
more_people_than_there_is_room_for_stay_in_the_last_entry(void **state)
{
	struct responsible *r;
	struct strbuf b;
	int n;

	(void)state;
	strbuf_init(&b);
	for (int i = 0; i < 3 * RESPONSIBLE_MAX; i++)
		strbuf_addf(&b, "Имя%d; ", i);
	n = responsible_split(a, b.buf, &r);
	assert_int_equal(n, RESPONSIBLE_MAX);
	assert_non_null(strstr(r[n - 1].text, "Имя71"));
	strbuf_free(&b);
}

static const struct {
	const char *text, *parts;
} item_cases[] = {
	{ "Работа", "Работа" },
	{ "Работа: — первая; — вторая; — третья",
	    "Работа:|первая|вторая|третья" },
	{ "База: ✓ сбор (а, б) ✓ анализ", "База:|сбор (а, б)|анализ" },
	{ "1.\xc2\xa0Один.\n2. Два.\n3) Три", "|Один.|Два.|Три" },
	{ "1. Один 2. Два 3. Три", "|Один|Два|Три" },
	{ "4. Четыре\n5. Пять", "|Четыре|Пять" },
	{ "в 2. четверти", "в 2. четверти" },
	{ "Встреча наставник – ученик", "Встреча наставник – ученик" },
	{ "Первая\n- вторая\nдо конца\n-третья",
	    "Первая|вторая\nдо конца|третья" },
	{ "• один • два", "|один|два" },
	{ "• – первая", "|первая" },
	{ "Список: - а", "Список:|а" },
	{ "5-9 классы, 1.5 часа", "5-9 классы, 1.5 часа" },
};

static void
items_of_a_cell_are_found_by_their_marks(void **state)
{
	struct item_list list;
	struct strbuf b;

	(void)state;
	strbuf_init(&b);
	for (size_t i = 0; i < LEN(item_cases); i++) {
		strbuf_clear(&b);
		item_split(a, item_cases[i].text, &list);
		strbuf_adds(&b, list.lead);
		for (int k = 0; k < list.n; k++)
			strbuf_addf(&b, "|%s", list.items[k]);
		assert_string_equal(b.buf, item_cases[i].parts);
	}
	strbuf_free(&b);
}

static const struct {
	const char *heading;
	enum column_role role;
	bool known;
} heading_cases[] = {
	{ "№", COLUMN_NUMBER, true },
	{ "№ п/п", COLUMN_NUMBER, true },
	{ "N п.п.", COLUMN_NUMBER, true },
	{ "Наименование этапа", COLUMN_STAGE, true },
	{ "Направление деятельности", COLUMN_STAGE, true },
	{ "Содержание", COLUMN_CONTENT, true },
	{ "Содержание деятельности", COLUMN_CONTENT, true },
	{ "Мероприятия", COLUMN_ACTIVITY, true },
	{ "Наименование мероприятия", COLUMN_ACTIVITY, true },
	{ "Сроки", COLUMN_DEADLINE, true },
	{ "Срок реализации", COLUMN_DEADLINE, true },
	{ "Дата проведения", COLUMN_DEADLINE, true },
	{ "Ответственный(-ые)", COLUMN_RESPONSIBLE, true },
	{ "Ответственный исполнитель", COLUMN_RESPONSIBLE, true },
	{ "Ответст-\nвенные", COLUMN_RESPONSIBLE, true },
	{ "Ожидаемый результат (вид документа)", COLUMN_RESULT, true },
	{ "Результат, вид документа", COLUMN_RESULT, true },
	{ "Форма отчётности", COLUMN_RESULT, true },
	{ "Вид документа", COLUMN_DOCUMENT, true },
	{ "Показатели эффективности", COLUMN_KPI, true },
	{ "Целевые показатели", COLUMN_KPI, true },
	{ "Форма работы", COLUMN_EXTRA, true },
	{ "Целевая аудитория", COLUMN_EXTRA, true },
	{ "Отметка о выполнении", COLUMN_EXTRA, true },
	{ "№ пункта плана", COLUMN_NUMBER, true },
	{ "Номер этапа", COLUMN_NUMBER, true },
	{ "Мероприятия плана", COLUMN_ACTIVITY, true },
	{ "НАИМЕНОВАНИЕ МЕРО-\nПРИЯТИЯ", COLUMN_ACTIVITY, true },
	{ "Проект, задание", COLUMN_CONTENT, true },
	{ "Формы и содержание работы", COLUMN_CONTENT, true },
	{ "Срок исполнения (месяц, год)", COLUMN_DEADLINE, true },
	{ "СРОКИ РЕАЛИ- ЗАЦИИ", COLUMN_DEADLINE, true },
	{ "Cроки", COLUMN_DEADLINE, true }, /* a Latin letter */
	{ "Ответств.", COLUMN_RESPONSIBLE, true },
	{ "Ответ-ные", COLUMN_RESPONSIBLE, true },
	{ "Куратор", COLUMN_RESPONSIBLE, true },
	{ "Должностное лицо", COLUMN_RESPONSIBLE, true },
	{ "Форма предъявления результата", COLUMN_RESULT, true },
	{ "Что получим", COLUMN_RESULT, true },
	{ "Целевое значение", COLUMN_KPI, true },
	{ "Должность", COLUMN_EXTRA, true },
	{ "Количество участников", COLUMN_EXTRA, true },
	{ "Наставническая пара/группа", COLUMN_EXTRA, false },
	{ "", COLUMN_EXTRA, false },
};

static void
headings_tell_the_roles_of_columns(void **state)
{
	bool known;

	(void)state;
	for (size_t i = 0; i < LEN(heading_cases); i++) {
		assert_int_equal(
		    column_role(a, heading_cases[i].heading, &known),
		    heading_cases[i].role);
		assert_int_equal(known, heading_cases[i].known);
	}
}

static void
roles_of_one_table_depend_on_each_other(void **state)
{
	struct column both[] = { { .heading = "Мероприятия" },
		{ .heading = "Содержание деятельности" } };
	struct column one[] = { { .heading = "Мероприятия" },
		{ .heading = "Вид документа" }, { .heading = "Срок" },
		{ .heading = "Срок (факт)" } };
	struct column two[] = { { .heading = "Этап" },
		{ .heading = "Сроки начало" }, { .heading = "Сроки окончание" },
		{ .heading = "Результат" }, { .heading = "Вид документа" } };

	(void)state;
	column_assign(a, both, 2);
	assert_int_equal(both[0].role, COLUMN_ACTIVITY);
	assert_int_equal(both[1].role, COLUMN_CONTENT);
	column_assign(a, one, 4);
	assert_int_equal(one[0].role, COLUMN_CONTENT);
	assert_int_equal(one[1].role, COLUMN_RESULT);
	assert_int_equal(one[3].role, COLUMN_EXTRA);
	column_assign(a, two, 5);
	assert_int_equal(two[0].role, COLUMN_CONTENT);
	assert_int_equal(two[2].role, COLUMN_DEADLINE);
	assert_int_equal(two[4].role, COLUMN_DOCUMENT);
}

static void
years_of_a_plan_are_no_dates(void **state)
{
	static const struct {
		const char *text;
		int year; /* 0: none */
		bool school;
	} cases[] = { { "на 2022-2023 учебный год", 2022, true },
		{ "в 2021 - 2022 учебном году", 2021, true },
		{ "в 2023/24 уч. году", 2023, true },
		{ "карта на 2021 год", 2021, false },
		{ "в 2021 году", 2021, false }, { "20.04.2022 года", 0, false },
		{ "закон от 27 июля 2006 г.", 0, false },
		{ "приказ 2021", 0, false }, { "120201 год", 0, false } };
	struct label l;

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		bool found = label_next(cases[i].text, &l) != NULL;

		assert_int_equal(found ? l.year : 0, cases[i].year);
		if (found)
			assert_int_equal(l.school, cases[i].school);
	}
	assert_int_equal(label_day("от 20.04.2022 года"), day_of(2022, 4, 20));
	assert_int_equal(label_day("п. 1.2.2022"), DAY_NONE);
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_cell_of_people_is_taken_apart_as_schools_write_it),
		cmocka_unit_test(
		    more_people_than_there_is_room_for_stay_in_the_last_entry),
		cmocka_unit_test(items_of_a_cell_are_found_by_their_marks),
		cmocka_unit_test(headings_tell_the_roles_of_columns),
		cmocka_unit_test(roles_of_one_table_depend_on_each_other),
		cmocka_unit_test(years_of_a_plan_are_no_dates),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
