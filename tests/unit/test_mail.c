#include "house.h"

#include "base/day.h"
#include "mail/courier.h"
#include "mail/digest.h"
#include "mail/header.h"
#include "mail/letter.h"
#include "mail/subscriber.h"
#include "roadmap/activity.h"
#include "store/site.h"

static int today;

static int
open_house(void **state)
{
	house_open(state);
	today = digest_day(now);
	return 0;
}

/* Three rows: 5 days late for account 3, near for account 2, far away. */
static void
roadmap_put(void)
{
	assert_int_equal(
	    store_script(st,
		arena_printf(a,
		    "INSERT INTO roadmaps (id, cycle_id, title, state,"
		    " created_at, updated_at) SELECT 1, id, 'К', 'running', 0,"
		    " 0 FROM cycles LIMIT 1;"
		    "INSERT INTO activities (id, roadmap_id, position, number,"
		    " text, deadline, responsible, result, kpi, cells, flags,"
		    " match, due_from, due_to, due, state, updated_at) VALUES"
		    " (1, 1, 1, '1.1', 'Поздний пункт', '', 'Иванов И.И.', '',"
		    " '', '[]', '[]', 'a', %d, %d, 'read', 'planned', 0),"
		    " (2, 1, 2, '1.2', 'Близкий пункт', '', '', '', '', '[]',"
		    " '[]', 'b', %d, %d, 'read', 'planned', 0),"
		    " (3, 1, 3, '1.3', 'Далёкий пункт', '', '', '', '', '[]',"
		    " '[]', 'c', %d, %d, 'read', 'planned', 0);"
		    "INSERT INTO activity_people (activity_id, position, words,"
		    " account_id) VALUES (1, 1, '', 3), (2, 1, '', 2);",
		    today - 5, today - 5, today + 7, today + 7, today + 8,
		    today + 8)),
	    RC_OK);
}

static void
cycle_put(void)
{
	assert_int_equal(
	    store_script(st,
		"INSERT INTO cycles (title, kind, starts_at, ends_at, current)"
		" VALUES ('2026/2027', 'school', 0, 4102444800, 1);"),
	    RC_OK);
	roadmap_put();
}

static void
words_stay_whole_and_short(void **state)
{
	const char *long_one = "Новая встреча: наставник Ёлкина Анна Петровна, "
			       "кабинет методической работы, среда";
	char *line;

	(void)state;
	assert_string_equal(header_words(a, "Plain words"), "Plain words");
	assert_string_equal(header_words(a, "=?a?="), "=?UTF-8?B?PT9hPz0=?=");
	assert_string_equal(header_words(a, "Ёж"), "=?UTF-8?B?0IHQtg==?=");
	/* A line break cannot begin a header of its own. */
	assert_null(strchr(header_words(a, "a\r\nBcc: x@y.example"), '\n'));
	line = header_words(a, long_one);
	for (char *save = NULL, *w = strtok_r(line, "\r\n ", &save); w != NULL;
	     w = strtok_r(NULL, "\r\n ", &save)) {
		assert_true(strlen(w) <= 75);
		assert_true(strncmp(w, "=?UTF-8?B?", 10) == 0);
	}
}

static void
dates_and_mailboxes(void **state)
{
	(void)state;
	assert_string_equal(
	    header_date(a, now), "Tue, 1 Dec 2026 12:00:00 +0500");
	assert_string_equal(
	    header_mailbox(a, "", "a@b.example"), "a@b.example");
	assert_string_equal(
	    header_mailbox(a, "School", "a@b.example"), "School <a@b.example>");
	assert_string_equal(
	    header_mailbox(a, "x <y@z>,", "a@b.example"), "<a@b.example>");
}

static void
addresses_that_headers_could_read_are_refused(void **state)
{
	static const char *const good[] = { "a@b.example",
		"i.petrova+1@mail.school7.example" };
	static const char *const bad[] = { "", "a", "@b.example", "a@b",
		"a@@b.example", "a b@c.example", "a@b.example\r\nBcc: x",
		"<a@b.example>", "a@b..example", ".a@b.example", "a.@b.example",
		"a@-b.example", "a@b.example.", "почта@школа.рф",
		"a,b@c.example" };
	char longest[400];

	(void)state;
	for (size_t i = 0; i < LEN(good); i++)
		assert_true(subscriber_email_valid(good[i]));
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(subscriber_email_valid(bad[i]));
	memset(longest, 'a', sizeof(longest));
	strcpy(longest + SUBSCRIBER_LOCAL_MAX + 1, "@b.example");
	assert_false(subscriber_email_valid(longest));
	assert_true(subscriber_email_valid(longest + 1));
	memset(longest, 'a', sizeof(longest));
	longest[1] = '@';
	strcpy(longest + SUBSCRIBER_EMAIL_MAX - 3, ".abc");
	assert_false(subscriber_email_valid(longest));
	strcpy(longest + SUBSCRIBER_EMAIL_MAX - 4, ".abc");
	assert_true(subscriber_email_valid(longest));
}

static void
servers(void **state)
{
	(void)state;
	assert_true(courier_server_valid("smtps://mail.example:465"));
	assert_true(courier_server_valid("smtp://127.0.0.1:25"));
	assert_true(courier_server_valid("smtp://[::1]"));
	assert_false(courier_server_valid("http://mail.example"));
	assert_false(courier_server_valid("smtp://"));
	assert_false(courier_server_valid("smtp://user:word@mail.example"));
	assert_false(courier_server_valid("smtp://mail.example/x"));
	assert_false(courier_server_valid("smtp://mail.example:99999"));
	assert_true(courier_server_near("smtp://localhost:2525"));
	assert_false(courier_server_near("smtp://127.0.0.1.example"));
	assert_false(courier_server_near("smtp://mail.example"));
}

static void
an_hour_of_a_chosen_day_comes_once(void **state)
{
	struct digest_rules r = { true, 7, 30, 7, BIT(2) };

	(void)state;
	/* A Tuesday noon: this morning's hour is due; planned, next week. */
	assert_int_equal(digest_next(&r, 0, now), date_at(2026, 12, 1, 7, 0));
	assert_int_equal(
	    digest_next(&r, today, now), date_at(2026, 12, 8, 7, 0));
	r.weekdays = BIT(1) | BIT(4);
	assert_int_equal(digest_next(&r, 0, now), date_at(2026, 12, 3, 7, 0));
	r.on = false;
	assert_int_equal(digest_next(&r, 0, now), 0);
}

/* 1 December is a Tuesday: a machine that was off all Monday. */
static void
a_chosen_day_on_which_the_machine_was_off_is_caught_up(void **state)
{
	struct digest_rules r = { true, 7, 30, 7, BIT(1) };
	int64_t morning = date_at(2026, 12, 1, 7, 0);

	(void)state;
	assert_int_equal(digest_next(&r, today - 8, now), morning);
	/* As late as Sunday. */
	assert_int_equal(
	    digest_next(&r, today - 8, date_at(2026, 12, 6, 12, 0)),
	    date_at(2026, 12, 6, 7, 0));
	/* Once; and not when Monday had its letters, or nobody ever any. */
	assert_int_equal(
	    digest_next(&r, today, now), date_at(2026, 12, 7, 7, 0));
	assert_int_equal(
	    digest_next(&r, today - 1, now), date_at(2026, 12, 7, 7, 0));
	assert_int_equal(digest_next(&r, 0, now), date_at(2026, 12, 7, 7, 0));
	r.on = false;
	assert_int_equal(digest_next(&r, today - 8, now), 0);
}

static void
what_lasts_the_whole_year_is_told_before_its_end(void **state)
{
	struct digest_rules r = { true, 7, 30, 7, BIT(1) };
	struct subscriber who = { 2, "Куратор", ROLE_CURATOR, "k@b.example",
		true };
	struct digest d;

	(void)state;
	cycle_put();
	assert_int_equal(
	    store_script(st, "UPDATE activities SET due = 'whole' WHERE id = 2;"
			     "UPDATE activities SET due = 'open' WHERE id = 1"),
	    RC_OK);
	assert_int_equal(
	    digest_compose(st, a, &who, &r, today, "https://s.example", &d),
	    RC_OK);
	assert_int_equal(d.soon, 1);
	assert_int_equal(d.overdue, 0);
	assert_non_null(strstr(d.text, "Близкий пункт"));
}

static void
rules_that_make_no_sense_are_the_usual_ones(void **state)
{
	static const char *const wrong[][2] = { { "digest.lead", "91" },
		{ "digest.after", "-1" }, { "digest.hour", "24" },
		{ "digest.weekdays", "18" } };
	struct digest_rules r;

	(void)state;
	for (size_t i = 0; i < LEN(wrong); i++)
		assert_int_equal(site_set(st, wrong[i][0], wrong[i][1]), RC_OK);
	digest_rules(st, a, &r);
	assert_true(r.on);
	assert_int_equal(r.lead, DIGEST_LEAD);
	assert_int_equal(r.after, DIGEST_AFTER);
	assert_int_equal(r.hour, DIGEST_HOUR);
	assert_int_equal(r.weekdays, BIT(1));
	assert_int_equal(site_set(st, "digest.weekdays", "135"), RC_OK);
	assert_int_equal(site_set(st, "digest.lead", "90"), RC_OK);
	digest_rules(st, a, &r);
	assert_int_equal(r.weekdays, BIT(1) | BIT(3) | BIT(5));
	assert_int_equal(r.lead, DIGEST_DAYS_MAX);
}

static void
a_curator_hears_of_all_others_of_their_own(void **state)
{
	struct subscriber kur = { 2, "Куратор", ROLE_CURATOR, "k@x.example",
		true };
	struct subscriber red = { 3, "Редактор", ROLE_EDITOR, "r@x.example",
		true };
	struct subscriber dir = { 1, "Директор", ROLE_DIRECTOR, "d@x.example",
		true };
	struct digest_rules r = { true, 7, 30, 7, BIT(2) };
	struct digest d;

	(void)state;
	cycle_put();
	assert_int_equal(
	    digest_compose(st, a, &kur, &r, today, "https://s.example/n", &d),
	    RC_OK);
	assert_string_equal(
	    d.subject, "Дорожная карта: прошёл 1 срок, подходит 1 срок");
	assert_non_null(strstr(d.text, "1.1 Поздний пункт"));
	assert_non_null(strstr(d.text, "прошло 5 дней"));
	assert_non_null(strstr(d.text, "Отвечает: Иванов И.И."));
	assert_non_null(strstr(d.text, "осталось 7 дней"));
	assert_non_null(
	    strstr(d.text, "https://s.example/n/desk/activity/2\n"));
	assert_null(strstr(d.text, "Далёкий"));
	assert_int_equal(digest_compose(st, a, &red, &r, today, "", &d), RC_OK);
	assert_int_equal(d.overdue, 1);
	assert_int_equal(d.soon, 0);
	assert_null(strstr(d.text, "Близкий"));
	/* Nothing of his own: no letter. */
	assert_int_equal(
	    digest_compose(st, a, &dir, &r, today, "", &d), RC_NOT_FOUND);
	/* Days after: the last one is told, the next is not. */
	r.after = 5;
	assert_int_equal(digest_compose(st, a, &red, &r, today, "", &d), RC_OK);
	r.after = 4;
	assert_int_equal(
	    digest_compose(st, a, &red, &r, today, "", &d), RC_NOT_FOUND);
	/* What is done is no reminder. */
	r.after = 30;
	assert_int_equal(
	    store_script(st, "UPDATE activities SET state = 'done'"), RC_OK);
	assert_int_equal(
	    digest_compose(st, a, &kur, &r, today, "", &d), RC_NOT_FOUND);
}

static void
more_rows_than_a_letter_takes_are_counted(void **state)
{
	struct subscriber kur = { 2, "Куратор", ROLE_CURATOR, "k@x.example",
		true };
	struct digest_rules r = { true, 7, 30, 7, BIT(2) };
	struct digest d;

	(void)state;
	cycle_put();
	for (int i = 0; i < DIGEST_ROWS_MAX; i++)
		assert_int_equal(
		    store_script(st,
			arena_printf(a,
			    "INSERT INTO activities (roadmap_id, position,"
			    " text, match, due_from, due_to, due, state, cells,"
			    " flags, updated_at) VALUES (1, %d, 'Ещё', 'm%d',"
			    " %d, %d, 'read', 'planned', '[]', '[]', 0)",
			    10 + i, i, today + 1, today + 1)),
		    RC_OK);
	assert_int_equal(digest_compose(st, a, &kur, &r, today, "", &d), RC_OK);
	assert_int_equal(d.soon, DIGEST_ROWS_MAX + 1);
	assert_non_null(strstr(d.text, "И ещё 1: "));
}

static void
letter_put(struct letter *l)
{
	*l = (struct letter){ .account_id = 2,
		.day = today,
		.email = "k@x.example",
		.subject = "Т",
		.text = "Текст",
		.next_at = now,
		.updated_at = now };
	assert_int_equal(letters_insert(st, l), RC_OK);
}

static void
one_letter_a_day_and_it_is_claimed_once(void **state)
{
	struct letter l, again;

	(void)state;
	letter_put(&l);
	again = l;
	assert_int_equal(letters_insert(st, &again), RC_CONFLICT);
	assert_int_equal(letter_claim(st, a, now, &l), RC_OK);
	assert_int_equal(letter_claim(st, a, now, &again), RC_NOT_FOUND);
	assert_int_equal(letter_settle(st, &l, LETTER_SENT, "", now), RC_OK);
	assert_int_equal(
	    letter_settle(st, &l, LETTER_SENT, "", now), RC_CONFLICT);
	assert_int_equal(letter_claim(st, a, now, &again), RC_NOT_FOUND);
}

static void
a_failure_waits_longer_each_time_and_ends(void **state)
{
	struct letter l, last;
	int64_t at = now, before = 0;
	int n;

	(void)state;
	letter_put(&l);
	for (int i = 1; i < LETTER_TRIES_MAX; i++) {
		assert_int_equal(letter_claim(st, a, at, &l), RC_OK);
		assert_int_equal(l.attempts, i);
		assert_string_equal(l.text, "Текст");
		/* All of it on one day of this test. */
		assert_int_equal(
		    letter_settle(st, &l, LETTER_NOT_SENT, "нет связи", at),
		    RC_OK);
		assert_true(l.next_at - at > before);
		before = l.next_at - at;
		assert_int_equal(
		    letter_claim(st, a, l.next_at - 1, &last), RC_NOT_FOUND);
		at = l.next_at;
	}
	assert_int_equal(letter_claim(st, a, at, &l), RC_OK);
	assert_int_equal(
	    letter_settle(st, &l, LETTER_NOT_SENT, "нет связи", at), RC_OK);
	assert_string_equal(l.state, "failed");
	assert_int_equal(letters_trouble(st, a, today, &last, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(last.error, "нет связи");
	assert_string_equal(last.text, "");
}

static void
what_may_have_arrived_is_never_sent_again(void **state)
{
	struct letter l, again;
	int n;

	(void)state;
	letter_put(&l);
	assert_int_equal(letter_claim(st, a, now, &l), RC_OK);
	assert_int_equal(letter_recover(st, now, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(letter_claim(st, a, now + 3600, &again), RC_NOT_FOUND);
}

static void
yesterdays_letter_is_not_sent_today(void **state)
{
	struct letter l;

	(void)state;
	letter_put(&l);
	assert_int_equal(letter_claim(st, a, now + 86400, &l), RC_NOT_FOUND);
	assert_int_equal(letter_claim(st, a, now, &l), RC_NOT_FOUND);
}

static void
an_address_is_journaled_without_itself(void **state)
{
	struct subscriber s;
	struct subscriber *list;
	const char *why;
	int n;

	(void)state;
	assert_int_equal(
	    subscriber_set(st, a, &curator, 2, "no", true, &why), RC_INVALID);
	assert_int_equal(
	    subscriber_set(st, a, &curator, 99, "k@x.example", true, &why),
	    RC_NOT_FOUND);
	assert_int_equal(
	    subscriber_set(st, a, &curator, 2, "k@x.example", true, &why),
	    RC_OK);
	assert_int_equal(subscribers_by_account(st, a, 2, &s), RC_OK);
	assert_string_equal(s.email, "k@x.example");
	assert_int_equal(subscribers_list(st, a, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(
	    subscriber_set(st, a, &curator, 2, "k@x.example", false, &why),
	    RC_OK);
	assert_int_equal(subscribers_list(st, a, &list, &n), RC_OK);
	assert_int_equal(n, 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, open_house, house_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(words_stay_whole_and_short),
		CASE(dates_and_mailboxes),
		CASE(addresses_that_headers_could_read_are_refused),
		CASE(servers),
		CASE(an_hour_of_a_chosen_day_comes_once),
		CASE(a_chosen_day_on_which_the_machine_was_off_is_caught_up),
		CASE(what_lasts_the_whole_year_is_told_before_its_end),
		CASE(rules_that_make_no_sense_are_the_usual_ones),
		CASE(a_curator_hears_of_all_others_of_their_own),
		CASE(more_rows_than_a_letter_takes_are_counted),
		CASE(one_letter_a_day_and_it_is_claimed_once),
		CASE(a_failure_waits_longer_each_time_and_ends),
		CASE(what_may_have_arrived_is_never_sent_again),
		CASE(yesterdays_letter_is_not_sent_today),
		CASE(an_address_is_journaled_without_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
