#include "house.h"
#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/journal.h"
#include "register/record.h"
#include "store/search.h"

/* Records of the product's own registers: register/record*.c, records.c. */

static struct record r;
static const char *field, *why;
static const char *errors[REGISTER_FIELDS_MAX];

static int
open_all(void **state)
{
	int rc = house_open(state);

	assert_int_equal(register_load("db"), RC_OK);
	return rc;
}

static int
close_all(void **state)
{
	register_unload();
	return house_close(state);
}

#define RECORD(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)

static void
set(struct record *rec, const char *name, const char *value)
{
	const struct register_field *f = register_field(rec->def, name);

	assert_non_null(f);
	rec->values[f - rec->def->fields] = value;
}

/* A good document, not stored. */
static void
document(const char *title)
{
	record_init(&r, register_by_name("documents"));
	set(&r, "title", title);
	set(&r, "level", "school");
	set(&r, "kind", "order");
}

static enum rc
save(const struct actor *by)
{
	field = why = NULL;
	return record_save(st, a, by, &r, &field, &why);
}

/* ------------------------------------------------------------ judgement */

static const struct {
	const char *reg, *field, *typed, *stored; /* NULL: refused */
} value_cases[] = {
	{ "documents", "title", "  Приказ \t о   кураторе\r\n",
	    "Приказ о "
	    "кураторе" },
	{ "documents", "title", "", NULL },
	{ "documents", "title", " \n ", NULL },
	{ "documents", "about", "Один\r\nдва  \n\n", "Один\nдва" },
	{ "documents", "kind", "order", "order" },
	{ "documents", "kind", "Приказ", NULL },
	{ "documents", "kind", "", NULL },
	{ "documents", "status", "", "" },
	{ "documents", "date", "2026-11-26", "2026-11-26" },
	{ "documents", "date", "26.11.2026", "2026-11-26" },
	{ "documents", "date", "1.9.2026", "2026-09-01" },
	{ "documents", "date", "10.07.1992", "1992-07-10" },
	{ "documents", "date", "1989-12-31", NULL },
	{ "documents", "date", "2026-02-30", NULL },
	{ "documents", "date", "30.02.2026", NULL },
	{ "documents", "date", "26.11.20261", NULL },
	{ "documents", "date", "2026-11-26T10:00", NULL },
	{ "documents", "date", "вчера", NULL },
	{ "documents", "date", "", "" },
	{ "documents", "url", "https://docs.example/a?b=c#d",
	    "https://docs.example/a?b=c#d" },
	{ "documents", "url", "http://школа.рф/приказ",
	    "http://школа.рф/"
	    "приказ" },
	{ "documents", "url", "docs.example", NULL },
	{ "documents", "url", "javascript:alert(1)", NULL },
	{ "documents", "url", "https://", NULL },
	{ "documents", "url", "https:///a.b", NULL },
	{ "documents", "url", "https://localhost/a.b", NULL },
	{ "documents", "url", "https://minobr.example@evil.example/", NULL },
	{ "documents", "url", "https://a.example/\"><script>", NULL },
	{ "documents", "url", "https://a.example/два слова", NULL },
	{ "documents", "file", "whatever", "" },
	{ "group", "email", "kurator@school.example",
	    "kurator@school.example" },
	{ "group", "email", "kurator", NULL },
	{ "group", "email", "@school.example", NULL },
	{ "group", "email", "a@b@school.example", NULL },
	{ "group", "email", "a b@school.example", NULL },
	{ "group", "email", "a@school.", NULL },
	{ "group", "email", "a@school", NULL },
	{ "group", "place", "0012", "12" },
	{ "group", "place", "1000", "1000" },
	{ "group", "place", "1001", NULL },
	{ "group", "place", "-1", NULL },
	{ "group", "place", "1.5", NULL },
	{ "group", "place", "99999999999999999999", NULL },
	{ "group", "curator", "1", "1" },
	{ "group", "curator", "on", "1" },
	{ "group", "curator", "0", "" },
	{ "group", "curator", "", "" },
};

static void
each_type_takes_what_it_means_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(value_cases); i++) {
		const struct register_def *d =
		    register_by_name(value_cases[i].reg);
		const struct register_field *f =
		    register_field(d, value_cases[i].field);
		ptrdiff_t at = f - d->fields;

		record_init(&r, d);
		r.values[at] = value_cases[i].typed;
		assert_true(record_check(a, &r, errors) >= 0);
		if ((errors[at] == NULL) != (value_cases[i].stored != NULL))
			print_message("%s = %s: %s\n", f->name,
			    value_cases[i].typed, errors[at]);
		if (value_cases[i].stored == NULL) {
			assert_non_null(errors[at]);
			/* A sentence: it ends with a full stop. */
			assert_int_equal(
			    errors[at][strlen(errors[at]) - 1], '.');
			continue;
		}
		assert_null(errors[at]);
		assert_string_equal(r.values[at], value_cases[i].stored);
	}
}

static void
text_is_as_long_as_the_description_says(void **state)
{
	const struct register_def *d = register_by_name("documents");

	(void)state;
	for (int i = 0; i < d->fields_n; i++) {
		const struct register_field *f = &d->fields[i];
		char *s;

		if (f->type != REGISTER_LINE && f->type != REGISTER_TEXT)
			continue;
		record_init(&r, d);
		s = arena_alloc(a, (size_t)f->max * 2 + 3);
		for (int k = 0; k < f->max; k++)
			memcpy(s + k * 2, "я", 2);
		r.values[i] = s;
		assert_true(record_check(a, &r, errors) >= 0);
		assert_null(errors[i]);
		memcpy(s + f->max * 2, "я", 2);
		r.values[i] = s;
		assert_true(record_check(a, &r, errors) >= 1);
		assert_non_null(strstr(errors[i], "Не больше"));
	}
}

static void
nothing_is_stored_when_a_field_is_wrong_and_the_field_is_named(void **state)
{
	(void)state;
	document("Приказ");
	set(&r, "date", "вчера");
	assert_int_equal(save(&editor), RC_INVALID);
	assert_string_equal(field, "date");
	assert_non_null(strstr(why, "даты нет"));
	assert_int_equal(house_number("SELECT COUNT(*) FROM records"), 0);
	assert_int_equal(r.id, 0);
}

/* -------------------------------------------------------------- saving */

static void
a_record_is_stored_told_and_read_back(void **state)
{
	struct journal_line *lines;
	struct record back;
	int n;

	(void)state;
	document("Приказ о кураторе");
	set(&r, "date", "01.09.2026");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(r.version, 1);
	assert_int_equal(records_by_id(st, a, r.id, &back), RC_OK);
	assert_string_equal(record_heading(&back), "Приказ о кураторе");
	assert_string_equal(record_value(&back, "date"), "2026-09-01");
	assert_string_equal(
	    record_words(a, &back, "date"), "1 сентября 2026 г.");
	assert_string_equal(record_words(a, &back, "level"), "Школа");
	assert_string_equal(record_value(&back, "nothing"), "");
	assert_false(back.shown);
	assert_int_equal(
	    journal_list(st, a, "record", r.id, 0, 10, &lines, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(lines[0].action, "created");
	assert_non_null(strstr(lines[0].detail, "Приказ о кураторе"));
	assert_string_not_equal(
	    journal_action_ru("shown"), "shown"); /* it has words */
	assert_string_not_equal(journal_action_ru("file_added"), "file_added");
}

static void
a_stale_version_changes_nothing(void **state)
{
	struct record mine, back;

	(void)state;
	document("Первое");
	assert_int_equal(save(&editor), RC_OK);
	mine = r;
	set(&r, "title", "Второе");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(r.version, 2);
	r = mine;
	set(&r, "title", "Третье");
	assert_int_equal(save(&editor), RC_CONFLICT);
	assert_int_equal(r.version, 1);
	assert_int_equal(records_by_id(st, a, r.id, &back), RC_OK);
	assert_string_equal(record_heading(&back), "Второе");
	assert_int_equal(house_number("SELECT COUNT(*) FROM journal"), 2);
}

static void
a_record_of_another_register_is_not_there(void **state)
{
	(void)state;
	document("Приказ");
	assert_int_equal(save(&editor), RC_OK);
	r.def = register_by_name("links");
	for (int i = 0; i < REGISTER_FIELDS_MAX; i++)
		r.values[i] = "";
	set(&r, "title", "Ссылка");
	set(&r, "site", "Газета");
	set(&r, "url", "https://a.example/");
	assert_int_equal(save(&editor), RC_NOT_FOUND);
	r.id = 999;
	assert_int_equal(save(&editor), RC_NOT_FOUND);
}

static const struct actor nobody = { 3, "Наставник", ROLE_MENTOR };

static const struct {
	const struct actor *by;
	bool show;
	enum rc rc;
} right_cases[] = {
	{ &editor, false, RC_OK },
	{ &editor, true, RC_DENIED },
	{ &curator, true, RC_OK },
	{ &director, true, RC_OK },
	{ &nobody, false, RC_DENIED },
};

static void
editors_write_and_the_curator_shows(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(right_cases); i++) {
		document("Приказ");
		r.shown = right_cases[i].show;
		assert_int_equal(save(right_cases[i].by), right_cases[i].rc);
		if (right_cases[i].rc == RC_DENIED)
			assert_non_null(why);
	}
	/* What is shown may be corrected by an editor. */
	document("Приказ");
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	set(&r, "title", "Приказ исправлен");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(record_archive(st, a, &editor, r.id, true), RC_DENIED);
	assert_int_equal(record_archive(st, a, &curator, r.id, true), RC_OK);
}

static void
without_its_consent_a_person_is_never_shown(void **state)
{
	(void)state;
	record_init(&r, register_by_name("group"));
	set(&r, "name", "Осипова Вера Ильинична");
	r.shown = true;
	assert_int_equal(save(&curator), RC_INVALID);
	assert_string_equal(field, "consent");
	assert_int_equal(house_number("SELECT COUNT(*) FROM records"), 0);
	set(&r, "consent", "1");
	assert_int_equal(save(&curator), RC_OK);
	/* Nor is the consent taken away under a shown record. */
	set(&r, "consent", "");
	assert_int_equal(save(&curator), RC_INVALID);
	assert_string_equal(field, "consent");
	assert_non_null(strstr(why, "скройте"));
	r.shown = false;
	assert_int_equal(save(&curator), RC_OK);
}

static void
the_archive_hides_and_gives_back_hidden(void **state)
{
	struct record *list;
	int n;

	(void)state;
	document("Приказ");
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(record_archive(st, a, &curator, r.id, true), RC_OK);
	assert_int_equal(record_archive(st, a, &curator, r.id, true), RC_OK);
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_KEPT, &list, &n), RC_OK);
	assert_int_equal(n, 0);
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_ARCHIVED, &list, &n),
	    RC_OK);
	assert_int_equal(n, 1);
	r = list[0];
	r.shown = true;
	assert_int_equal(save(&curator), RC_INVALID);
	assert_non_null(strstr(why, "в архиве"));
	assert_int_equal(record_archive(st, a, &curator, r.id, false), RC_OK);
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_SHOWN, &list, &n), RC_OK);
	assert_int_equal(n, 0);
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_KEPT, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	/* Twice pressed is once told. */
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM journal WHERE action IN"
			 " ('archived', 'unarchived')"),
	    2);
}

static void
words_of_a_field_that_is_gone_stay_in_the_store(void **state)
{
	(void)state;
	assert_int_equal(
	    store_script(st,
		"INSERT INTO records (id, register, content, created_at,"
		" updated_at) VALUES (7, 'glossary',"
		" '{\"term\":\"Пара\",\"definition\":\"Двое\",\"old\":\"х\"}',"
		" 0, 0)"),
	    RC_OK);
	assert_int_equal(records_by_id(st, a, 7, &r), RC_OK);
	set(&r, "definition", "Наставник и наставляемый");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(
	    house_number("SELECT content ->> 'old' = 'х' AND"
			 " content ->> 'definition' LIKE 'Наставник%'"
			 " FROM records WHERE id = 7"),
	    1);
}

static void
a_row_that_cannot_be_read_does_not_break_its_list(void **state)
{
	struct record *list;
	int n;

	(void)state;
	assert_int_equal(
	    store_script(st,
		"INSERT INTO records (register, content, created_at,"
		" updated_at) VALUES ('glossary', '{', 0, 0),"
		" ('glossary', '[]', 0, 0), ('glossary', '{\"term\":5}', 0, 0),"
		" ('nolonger', '{}', 0, 0)"),
	    RC_OK);
	assert_int_equal(
	    records_list(st, a, "glossary", RECORDS_KEPT, &list, &n), RC_OK);
	assert_int_equal(n, 3);
	for (int i = 0; i < n; i++)
		assert_string_equal(record_heading(&list[i]), "");
	assert_int_equal(records_by_id(st, a, 4, &r), RC_NOT_FOUND);
	assert_int_equal(
	    records_list(st, a, "nolonger", RECORDS_KEPT, &list, &n), RC_OK);
	assert_int_equal(n, 0);
}

/* --------------------------------------------------------------- order */

static const struct {
	const char *level, *kind, *date, *title;
} placed[] = {
	/* As the description orders them: level kind -date title. */
	{ "school", "regulation", "2026-01-02", "Б" },
	{ "school", "regulation", "2026-01-01", "ёлка" },
	{ "school", "regulation", "2026-01-01", "Ель" },
	{ "school", "regulation", "", "А" },
	{ "school", "order", "2026-09-01", "А" },
	{ "municipal", "regulation", "2026-09-01", "А" },
	{ "federal", "letter", "", "А" },
};

static void
a_list_stands_in_the_order_of_its_description(void **state)
{
	static const int typed[] = { 6, 2, 0, 4, 3, 5, 1 };
	struct record *list;
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(typed); i++) {
		document(placed[typed[i]].title);
		set(&r, "level", placed[typed[i]].level);
		set(&r, "kind", placed[typed[i]].kind);
		set(&r, "date", placed[typed[i]].date);
		assert_int_equal(save(&editor), RC_OK);
	}
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_KEPT, &list, &n), RC_OK);
	assert_int_equal(n, LEN(placed));
	for (int i = 0; i < n; i++)
		assert_string_equal(record_heading(&list[i]), placed[i].title);
}

static void
numbers_are_ordered_as_numbers_and_the_curator_stands_first(void **state)
{
	static const struct {
		const char *name, *curator, *place;
	} people[] = { { "Второй", "", "9" }, { "Третий", "", "10" },
		{ "Последний", "", "" }, { "Первый", "1", "" } };
	static const char *const want[] = { "Первый", "Второй", "Третий",
		"Последний" };
	struct record *list;
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(people); i++) {
		record_init(&r, register_by_name("group"));
		set(&r, "name", people[i].name);
		set(&r, "curator", people[i].curator);
		set(&r, "place", people[i].place);
		assert_int_equal(save(&editor), RC_OK);
	}
	assert_int_equal(
	    records_list(st, a, "group", RECORDS_KEPT, &list, &n), RC_OK);
	for (int i = 0; i < n; i++)
		assert_string_equal(record_heading(&list[i]), want[i]);
}

static void
a_full_list_takes_no_more_and_is_read_fast(void **state)
{
	struct record *list;
	int64_t from;
	int n;

	(void)state;
	assert_int_equal(
	    store_script(st,
		"WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
		" WHERE i < 5001) INSERT INTO records (register, content,"
		" created_at, updated_at) SELECT 'documents', json_object("
		"'title', 'Приказ о наставничестве ' || i, 'level', 'school',"
		" 'kind', 'order', 'date', '2026-09-01', 'about',"
		" 'О назначении куратора и рабочей группе'), i, i FROM k"),
	    RC_OK);
	from = clock_ms();
	assert_int_equal(
	    records_list(st, a, "documents", RECORDS_KEPT, &list, &n), RC_OK);
	print_message(
	    "%d records in %lld ms\n", n, (long long)(clock_ms() - from));
	assert_int_equal(n, REGISTER_RECORDS_MAX);
	document("Лишний");
	assert_int_equal(save(&editor), RC_INVALID);
	assert_non_null(strstr(why, "5000"));
	assert_int_equal(
	    record_archive(st, a, &curator, list[0].id, true), RC_OK);
	assert_int_equal(
	    record_archive(st, a, &curator, list[1].id, true), RC_OK);
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(
	    record_archive(st, a, &curator, list[0].id, false), RC_INVALID);
}

static void
the_last_change_of_a_register_is_known(void **state)
{
	int64_t at = -1;

	(void)state;
	assert_int_equal(records_changed_at(st, "documents", &at), RC_OK);
	assert_int_equal(at, 0);
	document("Приказ");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(records_changed_at(st, "documents", &at), RC_OK);
	assert_int_equal(at, r.updated_at);
	assert_int_equal(records_changed_at(st, "links", &at), RC_OK);
	assert_int_equal(at, 0);
}

/* -------------------------------------------------------------- search */

static int
found(const char *words, const char *group)
{
	struct search_query q = {
		.words = words, .group = group, .rubric = "", .page = 1
	};
	struct search_result result;

	assert_int_equal(
	    search_find(st, a, &q, clock_now() + 1, &result), RC_OK);
	return result.total;
}

static void
readers_find_what_is_shown_and_only_that(void **state)
{
	(void)state;
	document("Положение о наставничестве");
	set(&r, "about", "Как складываются пары");
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(found("положение", ""), 0);
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(found("положения", "document"), 1);
	assert_int_equal(found("пара", ""), 1);
	assert_int_equal(found("школа", ""), 1); /* the label of the level */
	assert_int_equal(found("положение", "page"), 0);
	set(&r, "title", "Правила наставничества");
	assert_int_equal(save(&editor), RC_OK);
	assert_int_equal(found("положение", ""), 0);
	assert_int_equal(found("правила", ""), 1);
	r.shown = false;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(found("правила", ""), 0);
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(record_archive(st, a, &curator, r.id, true), RC_OK);
	assert_int_equal(found("правила", ""), 0);
}

static void
what_is_for_the_desk_only_is_not_found(void **state)
{
	(void)state;
	record_init(&r, register_by_name("glossary"));
	set(&r, "term", "Наставничество");
	set(&r, "definition", "Передача опыта");
	set(&r, "source_text", "взаимопольное обогащение");
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(found("передача", ""), 1);
	assert_int_equal(found("взаимопольное", ""), 0);
	/* A register that is not searched at all. */
	record_init(&r, register_by_name("results"));
	set(&r, "figure", "Диковинные пары");
	set(&r, "year", "2025/26");
	set(&r, "value", "5");
	r.shown = true;
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(found("диковинные", ""), 0);
}

static void
the_index_is_built_anew_in_steps(void **state)
{
	int64_t after = 0, last;
	int steps = 0;

	(void)state;
	for (int i = 0; i < 5; i++) {
		document(arena_printf(a, "Приказ номер %d", i));
		r.shown = i != 2;
		assert_int_equal(save(&curator), RC_OK);
	}
	assert_int_equal(store_script(st, "DELETE FROM search_docs;"
					  "INSERT INTO search_index("
					  "search_index) VALUES('rebuild')"),
	    RC_OK);
	assert_int_equal(found("приказ", ""), 0);
	do {
		assert_int_equal(record_index_next(st, after, 2, &last), RC_OK);
		after = last;
		steps++;
	} while (last != 0);
	assert_int_equal(steps, 4);
	assert_int_equal(found("приказ", ""), 4);
}

/* ---------------------------------------------------------------- people */

static void
person(const char *name, const char *place)
{
	record_init(&r, register_by_name("interested"));
	set(&r, "name", name);
	set(&r, "place", place);
	set(&r, "group", "parents");
}

static void
what_needs_a_consent_is_refused_without_it(void **state)
{
	(void)state;
	person("Роза Ветрова", "outside");
	set(&r, "interest", "готова вести кружок");
	assert_int_equal(save(&curator), RC_INVALID);
	assert_string_equal(field, "interest");
	assert_non_null(strstr(why, "Согласие"));
	set(&r, "consent", "1");
	assert_int_equal(save(&curator), RC_OK);
}

static void
people_are_seen_and_written_by_few_and_the_journal_names_nobody(void **state)
{
	const struct register_def *d = register_by_name("interested");
	struct journal_line *lines;
	int n;

	(void)state;
	assert_true(record_may_see(d, ROLE_PD_OFFICER));
	assert_false(record_may_see(d, ROLE_EDITOR | ROLE_MENTOR | ROLE_ADMIN));
	assert_true(record_may_see(register_by_name("group"), ROLE_MENTOR));
	person("Роза Ветрова", "inside");
	assert_int_equal(save(&editor), RC_DENIED);
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(record_seen(st, a, &curator, d, r.id, "CSV"), RC_OK);
	r.shown = true;
	assert_int_equal(save(&curator), RC_INVALID);
	assert_int_equal(record_archive(st, a, &curator, r.id, true), RC_OK);
	assert_int_equal(
	    journal_list(st, a, "record", r.id, 0, 10, &lines, &n), RC_OK);
	assert_int_equal(n, 3);
	assert_string_equal(lines[1].action, "seen");
	for (int i = 0; i < n; i++)
		assert_null(strstr(lines[i].detail, "Роза"));
	/* Of the other lists no look is written down. */
	assert_int_equal(
	    record_seen(st, a, &curator, register_by_name("group"), 77, ""),
	    RC_OK);
	assert_int_equal(
	    journal_list(st, a, "record", 77, 0, 10, &lines, &n), RC_OK);
	assert_int_equal(n, 0);
}

static int
kept(void)
{
	int n = -1;

	assert_int_equal(
	    records_count(st, "interested", RECORDS_KEPT, &n), RC_OK);
	return n;
}

static void
a_stranger_without_a_consent_is_erased_after_his_days(void **state)
{
	int64_t late, month = 30 * 86400;
	int n;

	(void)state;
	person("Сосед", "outside");
	assert_int_equal(save(&curator), RC_OK);
	late = r.created_at + month;
	assert_int_equal(r.erase_at, late);
	person("Подписал", "outside");
	set(&r, "consent", "1");
	assert_int_equal(save(&curator), RC_OK);
	person("Свой", "inside");
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(record_erase_due(st, a, late - 1, &n), RC_OK);
	assert_int_equal(n, 0);
	assert_int_equal(kept(), 3);
	assert_int_equal(record_erase_due(st, a, late, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(kept(), 2);
	/* The consent that was taken back counts again, from the first day. */
	set(&r, "place", "outside");
	assert_int_equal(save(&curator), RC_OK);
	assert_int_equal(record_erase_due(st, a, late + 10, &n), RC_OK);
	assert_int_equal(kept(), 1);
	assert_int_equal(house_number("SELECT COUNT(*) FROM journal WHERE"
				      " action = 'erased'"),
	    2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD(each_type_takes_what_it_means_and_nothing_else),
		RECORD(text_is_as_long_as_the_description_says),
		RECORD(
		    nothing_is_stored_when_a_field_is_wrong_and_the_field_is_named),
		RECORD(a_record_is_stored_told_and_read_back),
		RECORD(a_stale_version_changes_nothing),
		RECORD(a_record_of_another_register_is_not_there),
		RECORD(editors_write_and_the_curator_shows),
		RECORD(without_its_consent_a_person_is_never_shown),
		RECORD(the_archive_hides_and_gives_back_hidden),
		RECORD(words_of_a_field_that_is_gone_stay_in_the_store),
		RECORD(a_row_that_cannot_be_read_does_not_break_its_list),
		RECORD(a_list_stands_in_the_order_of_its_description),
		RECORD(
		    numbers_are_ordered_as_numbers_and_the_curator_stands_first),
		RECORD(a_full_list_takes_no_more_and_is_read_fast),
		RECORD(the_last_change_of_a_register_is_known),
		RECORD(readers_find_what_is_shown_and_only_that),
		RECORD(what_is_for_the_desk_only_is_not_found),
		RECORD(the_index_is_built_anew_in_steps),
		RECORD(what_needs_a_consent_is_refused_without_it),
		RECORD(
		    people_are_seen_and_written_by_few_and_the_journal_names_nobody),
		RECORD(a_stranger_without_a_consent_is_erased_after_his_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
