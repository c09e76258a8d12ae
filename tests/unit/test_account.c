#include "house.h"
#include <liboath/oath.h>
#include <stdlib.h>
#include "people/account.h"

/* Signing in: people/account*.c, throttle.c. */

static const struct actor admin = { 0, "администратор", ROLE_ADMIN };
static int64_t boss, user, until;
static struct account acc;
static int left;

static void
people_make(void)
{
	const char *why;

	assert_int_equal(account_add(st, a, &admin, "Завуч", "Н. Рябинина",
			     ROLE_CURATOR, "длинный пароль", &user, &why),
	    RC_OK);
	assert_int_equal(account_add(st, a, &admin, "boss", "О. Северцева",
			     ROLE_ADMIN, "another one", &boss, &why),
	    RC_OK);
}

static enum rc
sign_in(const char *login, const char *password, const char *address)
{
	return account_sign_in(
	    st, a, login, password, address, now, &acc, &left, &until);
}

static const struct {
	const char *login, *name, *password;
	unsigned roles;
} add_cases[] = {
	{ "x", "Имя", "long enough", ROLE_EDITOR },
	{ "with blank", "Имя", "long enough", ROLE_EDITOR },
	{ "with/slash", "Имя", "long enough", ROLE_EDITOR },
	{ "login", "", "long enough", ROLE_EDITOR },
	{ "login", "Имя", "short", ROLE_EDITOR },
	{ "longlogin", "Имя", "LongLogin", ROLE_EDITOR },
	{ "login", "Имя", "long enough", 0 },
	{ "login", "Имя", "long enough", 1u << 30 },
};

static void
a_weak_or_nameless_account_is_refused_with_words(void **state)
{
	int64_t id;

	(void)state;
	for (size_t i = 0; i < LEN(add_cases); i++) {
		const char *why = NULL;

		assert_int_equal(account_add(st, a, &admin, add_cases[i].login,
				     add_cases[i].name, add_cases[i].roles,
				     add_cases[i].password, &id, &why),
		    RC_INVALID);
		assert_non_null(why);
	}
	people_make();
	{
		const char *why;

		assert_int_equal(account_add(st, a, &admin, "ЗАВУЧ", "Имя",
				     ROLE_EDITOR, "long enough", &id, &why),
		    RC_CONFLICT);
	}
}

static void
the_right_password_opens_whatever_the_case_of_the_login(void **state)
{
	(void)state;
	people_make();
	assert_int_equal(sign_in("завуч", "длинный пароль", "::1"), RC_OK);
	assert_int_equal(acc.id, user);
	assert_int_equal(sign_in("завуч", "Длинный пароль", "::1"), RC_DENIED);
	assert_int_equal(left, ACCOUNT_TRIES - 1);
	assert_int_equal(sign_in("никто", "что-нибудь", "::1"), RC_DENIED);
	assert_int_equal(account_set_locked(st, &admin, user, true), RC_OK);
	assert_int_equal(sign_in("завуч", "длинный пароль", "::1"), RC_DENIED);
}

static void
five_failures_close_an_account_for_a_quarter_of_an_hour(void **state)
{
	(void)state;
	people_make();
	for (int i = 0; i < ACCOUNT_TRIES; i++)
		assert_int_equal(
		    sign_in("завуч", "не тот", arena_printf(a, "ip%d", i)),
		    RC_DENIED);
	assert_int_equal(left, 0);
	assert_int_equal(sign_in("завуч", "длинный пароль", "other"), RC_BUSY);
	assert_int_equal(until, now + ACCOUNT_CLOSED_S);
	assert_int_equal(house_number("SELECT count(*) FROM journal WHERE"
				      " action = 'sign_in_closed'"),
	    1);
	now += ACCOUNT_CLOSED_S;
	assert_int_equal(sign_in("завуч", "длинный пароль", "other"), RC_OK);
	/* and the count begins anew */
	assert_int_equal(sign_in("завуч", "не тот", "other"), RC_DENIED);
	assert_int_equal(left, ACCOUNT_TRIES - 1);
}

static void
twenty_failures_close_an_address_for_all_logins(void **state)
{
	(void)state;
	people_make();
	for (int i = 0; i < ACCOUNT_ADDRESS_TRIES; i++)
		assert_int_equal(
		    sign_in(arena_printf(a, "login%d", i), "не тот", "ip"),
		    RC_DENIED);
	assert_int_equal(sign_in("завуч", "длинный пароль", "ip"), RC_BUSY);
	assert_int_equal(sign_in("завуч", "длинный пароль", "ip2"), RC_OK);
}

static void
a_right_password_does_not_forgive_the_address_its_guesses(void **state)
{
	(void)state;
	people_make();
	for (int i = 0; i < ACCOUNT_ADDRESS_TRIES - 1; i++) {
		assert_int_equal(
		    sign_in(arena_printf(a, "login%d", i), "не тот", "ip"),
		    RC_DENIED);
		if (i == 5)
			assert_int_equal(
			    sign_in("завуч", "длинный пароль", "ip"), RC_OK);
	}
	assert_int_equal(sign_in("last", "не тот", "ip"), RC_DENIED);
	assert_int_equal(sign_in("завуч", "длинный пароль", "ip"), RC_BUSY);
}

static void
a_new_password_and_a_lock_end_all_sessions(void **state)
{
	const char *why;

	(void)state;
	people_make();
	for (int i = 0; i < 2; i++) {
		assert_int_equal(
		    store_script(st,
			arena_printf(a,
			    "INSERT INTO sessions (hash, account_id, created_at,"
			    " seen_at) VALUES (x'0%d', %d, 1, 1)",
			    i, (int)user)),
		    RC_OK);
		if (i == 0)
			assert_int_equal(account_set_password(st, a, &admin,
					     user, "совсем другой", &why),
			    RC_OK);
		else
			assert_int_equal(
			    account_set_locked(st, &admin, user, true), RC_OK);
		assert_int_equal(
		    house_number("SELECT count(*) FROM sessions"), 0);
	}
}

static void
the_last_administrator_stays(void **state)
{
	(void)state;
	people_make();
	assert_int_equal(account_set_locked(st, &admin, boss, true), RC_DENIED);
	assert_int_equal(
	    account_set_roles(st, &admin, boss, "О. С.", ROLE_CURATOR),
	    RC_DENIED);
	assert_int_equal(account_set_roles(st, &admin, user, "Н. Р.",
			     ROLE_CURATOR | ROLE_ADMIN),
	    RC_OK);
	assert_int_equal(account_set_locked(st, &admin, boss, true), RC_OK);
}

static char *
code_at(const char *secret, int64_t t)
{
	char otp[7], *raw = NULL;
	size_t raw_n;

	assert_int_equal(
	    oath_base32_decode(secret, strlen(secret), &raw, &raw_n), 0);
	assert_int_equal(oath_totp_generate(raw, raw_n, t, 30, 0, 6, otp), 0);
	free(raw);
	return arena_strdup(a, otp);
}

static const char *
totp_enable(const char ***codes)
{
	struct account who;
	const char *secret, *uri;
	int n;

	assert_int_equal(accounts_by_id(st, a, user, &who), RC_OK);
	assert_int_equal(
	    account_totp_start(a, &who, "Школа № 3", &secret, &uri), RC_OK);
	assert_non_null(strstr(uri, "otpauth://totp/"));
	assert_non_null(strstr(uri, secret));
	assert_int_equal(account_totp_enable(st, a, &admin, user, secret,
			     "000000", now, codes, &n),
	    RC_DENIED);
	assert_int_equal(account_totp_enable(st, a, &admin, user, secret,
			     code_at(secret, now), now, codes, &n),
	    RC_OK);
	assert_int_equal(n, ACCOUNT_RECOVERY_CODES);
	return secret;
}

static void
a_code_of_the_app_works_once(void **state)
{
	const char *secret, **codes, *code;

	(void)state;
	people_make();
	secret = totp_enable(&codes);
	/* the code that switched it on is used up */
	assert_int_equal(
	    account_totp_check(st, a, user, code_at(secret, now), now, &until),
	    RC_DENIED);
	now += 60;
	code = code_at(secret, now);
	assert_int_equal(
	    account_totp_check(st, a, user,
		arena_printf(a, "%.3s %s", code, code + 3), now, &until),
	    RC_OK);
	assert_int_equal(
	    account_totp_check(st, a, user, code, now, &until), RC_DENIED);
	/* an older step is refused too */
	assert_int_equal(account_totp_check(st, a, user,
			     code_at(secret, now - 30), now, &until),
	    RC_DENIED);
	/* a clock half a minute off is fine, two minutes is not */
	assert_int_equal(account_totp_check(st, a, user,
			     code_at(secret, now + 120), now, &until),
	    RC_DENIED);
	now += 300;
	assert_int_equal(account_totp_check(st, a, user,
			     code_at(secret, now + 30), now, &until),
	    RC_OK);
}

static void
a_recovery_code_works_once_and_only_for_its_owner(void **state)
{
	const char **codes;

	(void)state;
	people_make();
	totp_enable(&codes);
	assert_int_equal(
	    account_totp_check(st, a, boss, codes[0], now, &until), RC_DENIED);
	assert_int_equal(
	    account_totp_check(st, a, user, codes[0], now, &until), RC_OK);
	assert_int_equal(
	    account_totp_check(st, a, user, codes[0], now, &until), RC_DENIED);
	assert_int_equal(
	    account_totp_check(st, a, user, codes[7], now, &until), RC_OK);
	assert_int_equal(account_totp_off(st, &admin, user), RC_OK);
	assert_int_equal(
	    account_totp_check(st, a, user, codes[1], now, &until), RC_DENIED);
}

static void
a_right_password_buys_no_new_tries_of_the_code(void **state)
{
	const char *secret, **codes;

	(void)state;
	people_make();
	secret = totp_enable(&codes);
	now += 60;
	for (int i = 0; i < ACCOUNT_TRIES; i++) {
		assert_int_equal(
		    sign_in("завуч", "длинный пароль", "ip"), RC_OK);
		assert_int_equal(
		    account_totp_check(st, a, user, "000000", now, &until),
		    RC_DENIED);
	}
	assert_int_equal(
	    account_totp_check(st, a, user, code_at(secret, now), now, &until),
	    RC_BUSY);
}

static void
a_new_calendar_word_kills_the_old_one(void **state)
{
	const char *one, *two;

	(void)state;
	people_make();
	assert_int_equal(
	    account_calendar_new(st, a, &admin, user, &one), RC_OK);
	assert_int_equal(accounts_by_calendar(st, a, one, &acc), RC_OK);
	assert_int_equal(acc.id, user);
	assert_int_equal(
	    account_calendar_new(st, a, &admin, user, &two), RC_OK);
	assert_int_equal(accounts_by_calendar(st, a, one, &acc), RC_NOT_FOUND);
	assert_int_equal(account_set_locked(st, &admin, user, true), RC_OK);
	assert_int_equal(accounts_by_calendar(st, a, two, &acc), RC_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_weak_or_nameless_account_is_refused_with_words),
		HOUSE(the_right_password_opens_whatever_the_case_of_the_login),
		HOUSE(five_failures_close_an_account_for_a_quarter_of_an_hour),
		HOUSE(twenty_failures_close_an_address_for_all_logins),
		HOUSE(
		    a_right_password_does_not_forgive_the_address_its_guesses),
		HOUSE(a_new_password_and_a_lock_end_all_sessions),
		HOUSE(the_last_administrator_stays),
		HOUSE(a_code_of_the_app_works_once),
		HOUSE(a_recovery_code_works_once_and_only_for_its_owner),
		HOUSE(a_right_password_buys_no_new_tries_of_the_code),
		HOUSE(a_new_calendar_word_kills_the_old_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
