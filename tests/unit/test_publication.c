#include "house.h"

#include "base/rc.h"
#include "publish/post_url.h"
#include "publish/publications.h"
#include "publish/schedule.h"

static const char *why;

/* A publication in a state, made past the rules. */
static struct publication
in_state(enum pub_state state)
{
	static int64_t minute;
	int64_t story = house_approved("Встреча");
	struct publication p = { .story_id = story,
		.channel_id = 1,
		.revision = 1,
		.due_at = now + 60 * ++minute,
		.act_at = now,
		.guid = "g",
		.created_at = now };

	assert_int_equal(publications_insert(st, &p), RC_OK);
	assert_int_equal(
	    store_script(
		st, arena_printf(a,
			"UPDATE publications SET state = '%s' WHERE id = %lld;"
			"UPDATE channels SET group_id = 1001",
			pub_states[state].name, (long long)p.id)),
	    RC_OK);
	assert_int_equal(publications_by_id(st, a, p.id, &p), RC_OK);
	return p;
}

static enum rc
decide(struct publication *p, enum pub_decision d)
{
	enum rc rc = publication_decide(st, a, &curator, p->id, p->version, d,
	    "https://vk.com/wall-1001_7", now + 86400 + p->id * 60, "причина",
	    now, &why);

	assert_int_equal(publications_by_id(st, a, p->id, p), RC_OK);
	return rc;
}

static void
every_decision_is_obeyed_from_its_states_only(void **state)
{
	(void)state;
	for (int d = 0; d < PUB_DECISION__COUNT; d++)
		for (int s = 0; s < PUB__COUNT; s++) {
			struct publication p = in_state((enum pub_state)s);
			bool may = (pub_decisions[d].from & BIT(s)) != 0;
			enum rc rc = decide(&p, (enum pub_decision)d);

			if ((rc == RC_OK) != may)
				fail_msg("%s from %s: %d %s",
				    pub_decisions[d].name, pub_states[s].name,
				    rc, why);
			if (!may)
				assert_int_equal(p.state, s);
		}
}

static void
nothing_but_sending_its_answer_or_a_person_leads_away_from_unclear(void **state)
{
	unsigned into_sending = 0;

	(void)state;
	for (int s = 0; s < PUB__COUNT; s++)
		if ((pub_states[s].next & BIT(PUB_SENDING)) != 0)
			into_sending |= BIT(s);
	assert_int_equal(
	    into_sending, BIT(PUB_READY) | BIT(PUB_UNKNOWN) |
			      BIT(PUB_WAIT_PACE) | BIT(PUB_WAIT_BACKOFF) |
			      BIT(PUB_WAIT_TOKEN) | BIT(PUB_WAIT_CAPTCHA));
	/* What may be on the wall is never thrown away. */
	assert_int_equal(
	    pub_states[PUB_UNKNOWN].next &
		(BIT(PUB_CANCELLED) | BIT(PUB_REJECTED) | BIT(PUB_MISSED)),
	    0);
	assert_int_equal(pub_states[PUB_SENDING].next &
			     (BIT(PUB_CANCELLED) | BIT(PUB_MISSED)),
	    0);
	/* Each state is unsent, on the wall, or unclear; never two of them. */
	for (int s = 0; s < PUB__COUNT; s++)
		assert_false(pub_states[s].unsent && pub_states[s].on_wall);
}

static void
a_move_that_the_table_does_not_know_is_refused(void **state)
{
	struct publication p = in_state(PUB_DUE);

	(void)state;
	assert_int_equal(
	    publications_move(st, &p, PUB_POSTED, "me", now), RC_FAIL);
	assert_int_equal(
	    publications_move(st, &p, PUB_SENDING, "me", now), RC_FAIL);
}

static void
of_two_movers_one_wins(void **state)
{
	struct publication p = in_state(PUB_READY);

	(void)state;
	assert_int_equal(
	    publications_move(st, &p, PUB_SENDING, "me", now), RC_OK);
	assert_int_equal(
	    publications_move(st, &p, PUB_SENDING, "other", now), RC_CONFLICT);
}

static void
a_lease_keeps_others_out_until_it_ends(void **state)
{
	struct publication p = in_state(PUB_READY);

	(void)state;
	p.lease_owner = "me";
	p.lease_until = now + 60;
	p.body_sha256 = "";
	assert_int_equal(
	    publications_move(st, &p, PUB_READY, "me", now), RC_OK);
	assert_int_equal(publications_by_id(st, a, p.id, &p), RC_OK);
	assert_int_equal(
	    publications_move(st, &p, PUB_SENDING, "other", now), RC_CONFLICT);
	assert_int_equal(
	    publications_move(st, &p, PUB_SENDING, "other", now + 60), RC_OK);
}

static void
a_stale_page_decides_nothing(void **state)
{
	struct publication p = in_state(PUB_PERSON);

	(void)state;
	p.version--;
	assert_int_equal(publication_decide(st, a, &curator, p.id, p.version,
			     PUB_NOT_THERE_RESEND, "", 0, "", now, &why),
	    RC_CONFLICT);
	assert_int_equal(publications_by_id(st, a, p.id, &p), RC_OK);
	assert_int_equal(p.state, PUB_PERSON);
	assert_int_equal(house_number("SELECT count(*) FROM journal WHERE"
				      " kind = 'publication'"),
	    0);
}

static void
a_decision_leaves_its_name_in_the_journal_and_a_proof(void **state)
{
	struct publication p = in_state(PUB_UNKNOWN);
	struct proof *proofs;
	int n;

	(void)state;
	assert_int_equal(decide(&p, PUB_IT_IS_THERE), RC_OK);
	assert_int_equal(p.state, PUB_POSTED);
	assert_int_equal(p.vk_post_id, 7);
	assert_int_equal(p.decided_by, curator.account_id);
	assert_int_equal(proofs_list(st, a, p.id, &proofs, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(proofs[0].kind, "person");
	assert_string_equal(proofs[0].who, "Куратор");
	assert_int_equal(house_number("SELECT count(*) FROM journal WHERE"
				      " kind = 'publication' AND"
				      " account_id = 2"),
	    1);
}

static void
what_was_withdrawn_is_not_sent_again(void **state)
{
	struct publication p = in_state(PUB_PERSON);

	(void)state;
	assert_int_equal(
	    store_script(st, "UPDATE publications SET change = 'delete'"),
	    RC_OK);
	assert_int_equal(decide(&p, PUB_NOT_THERE_RESEND), RC_DENIED);
	assert_int_equal(p.state, PUB_PERSON);
}

static void
addresses_of_posts_are_read_as_people_paste_them(void **state)
{
	static const struct {
		const char *text;
		int64_t group, post;
		const char *url;
	} rows[] = {
		{ "https://vk.com/wall-1_2", 1, 2, "https://vk.com/wall-1_2" },
		{ " https://m.vk.com/wall-1_2?from=feed", 1, 2,
		    "https://m.vk.com/wall-1_2" },
		{ "https://vk.ru/school?w=wall-1_2%2Fall", 1, 2,
		    "https://vk.ru/wall-1_2" },
		{ "vk.com/wall-1_2", 1, 2, "https://vk.com/wall-1_2" },
		{ "http://127.0.0.1:8091/wall-1001_15", 1001, 15,
		    "http://127.0.0.1:8091/wall-1001_15" },
		{ "https://evil.org/vk.com/wall-1_2", 0, 0, NULL },
		{ "https://vk.com.evil.org/wall-1_2", 0, 0, NULL },
		{ "https://vk.com@evil.org/wall-1_2", 0, 0, NULL },
		{ "https://vk.com/wall1_2", 0, 0, NULL },
		{ "https://vk.com/wall-1_", 0, 0, NULL },
		{ "https://vk.com/wall-0_5", 0, 0, NULL },
		{ "https://vk.com/wall-1_99999999999999999999", 0, 0, NULL },
		{ "javascript:wall-1_2", 0, 0, NULL },
		{ "", 0, 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(rows); i++) {
		struct post_url u;
		bool good = post_url_parse(a, rows[i].text, &u);

		if (good != (rows[i].url != NULL))
			fail_msg("%s", rows[i].text);
		if (!good)
			continue;
		assert_int_equal(u.group_id, rows[i].group);
		assert_int_equal(u.post_id, rows[i].post);
		assert_string_equal(u.url, rows[i].url);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(every_decision_is_obeyed_from_its_states_only),
		HOUSE(
		    nothing_but_sending_its_answer_or_a_person_leads_away_from_unclear),
		HOUSE(a_move_that_the_table_does_not_know_is_refused),
		HOUSE(of_two_movers_one_wins),
		HOUSE(a_lease_keeps_others_out_until_it_ends),
		HOUSE(a_stale_page_decides_nothing),
		HOUSE(a_decision_leaves_its_name_in_the_journal_and_a_proof),
		HOUSE(what_was_withdrawn_is_not_sent_again),
		HOUSE(addresses_of_posts_are_read_as_people_paste_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
