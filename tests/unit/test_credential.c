#include "house.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/rc.h"
#include "publish/channel.h"
#include "publish/credentials.h"

static char dir[] = "/tmp/nastavnik-credential-XXXXXX";
static const char key[] = "vk1.a.abcdefghijklmnopqrstuvwxyz0123456789";
static const char *why;

static enum rc
put(char slot, const char *text)
{
	return credential_set(st, a, &director, dir, 1, slot, text, now, &why);
}

static void
a_key_is_stored_sealed_and_opens_for_the_publisher_alone(void **state)
{
	struct credential c;
	const void *sealed;
	char *plain;
	size_t n;

	(void)state;
	assert_int_equal(put('K', key), RC_OK);
	assert_int_equal(credentials_by_slot(st, a, 1, 'K', &c), RC_OK);
	assert_int_equal(c.state, CREDENTIAL_NEW);
	assert_int_equal(c.check_at, now);
	assert_string_equal(c.tail, "6789");
	assert_int_equal(credentials_sealed(st, a, c.id, &sealed, &n), RC_OK);
	assert_null(memmem(sealed, n, "vk1.a", 5));
	assert_int_equal(secret_open(dir, a, sealed, n, &plain), RC_OK);
	assert_string_equal(plain, key);
	assert_int_equal(
	    house_number("SELECT count(*) FROM journal WHERE detail LIKE"
			 " '%vk1.a%'"),
	    0);
}

static void
a_pasted_key_loses_what_came_along(void **state)
{
	static const char *const pasted[] = {
		"  vk1.a.abcdefghijklmnopqrstuvwxyz0123456789\r\n",
		"\"vk1.a.abcdefghijklmnopqrstuvwxyz0123456789\"",
		"https://oauth.vk.com/blank.html#access_token="
		"vk1.a.abcdefghijklmnopqrstuvwxyz0123456789&expires_in=0",
	};

	(void)state;
	for (size_t i = 0; i < LEN(pasted); i++) {
		struct credential c;
		const void *sealed;
		char *plain;
		size_t n;

		assert_int_equal(put('K', pasted[i]), RC_OK);
		assert_int_equal(credentials_by_slot(st, a, 1, 'K', &c), RC_OK);
		assert_int_equal(
		    credentials_sealed(st, a, c.id, &sealed, &n), RC_OK);
		assert_int_equal(secret_open(dir, a, sealed, n, &plain), RC_OK);
		assert_string_equal(plain, key);
	}
}

static void
what_cannot_be_a_key_is_refused_with_a_sentence(void **state)
{
	static const struct {
		char slot;
		const char *text, *says;
	} rows[] = {
		{ 'K', "vk2.a.abcdefghijklmnop", "VK ID" },
		{ 'U', "vk2.a.abcdefghijklmnop", "«фотографии»" },
		{ 'S', "vk2.a.abcdefghijklmnop", "VK ID" },
		{ 'K', "", "Вставьте ключ" },
		{ 'K', "короткий", "не похоже" },
		{ 'K', "abc", "не похоже" },
		{ 'X', "abcdefghijklmnop", "вида ключа" },
	};
	char *long_key = arena_alloc(a, 1000);

	(void)state;
	memset(long_key, 'a', 999);
	assert_int_equal(put('K', long_key), RC_INVALID);
	for (size_t i = 0; i < LEN(rows); i++) {
		assert_int_equal(put(rows[i].slot, rows[i].text), RC_INVALID);
		assert_non_null(strstr(why, rows[i].says));
	}
	assert_int_equal(house_number("SELECT count(*) FROM credentials"), 0);
}

static void
a_word_about_an_old_key_does_not_touch_the_new_one(void **state)
{
	struct credential old, fresh;

	(void)state;
	assert_int_equal(put('K', key), RC_OK);
	assert_int_equal(credentials_by_slot(st, a, 1, 'K', &old), RC_OK);
	now += 5;
	assert_int_equal(
	    put('K', "vk1.a.another-key-of-the-same-community"), RC_OK);
	old.state = CREDENTIAL_DEAD;
	assert_int_equal(credentials_set(st, &old), RC_CONFLICT);
	assert_int_equal(credentials_by_slot(st, a, 1, 'K', &fresh), RC_OK);
	assert_int_equal(fresh.state, CREDENTIAL_NEW);
}

static void
abilities_follow_from_living_keys_and_their_rights(void **state)
{
	static const struct {
		char slot;
		enum credential_state state;
		const char *permissions;
		struct channel_abilities can;
	} rows[] = {
		{ 'K', CREDENTIAL_GOOD, "стена, документы",
		    { true, false, false, false } },
		{ 'K', CREDENTIAL_WEAK, "документы",
		    { false, false, false, false } },
		{ 'K', CREDENTIAL_DEAD, "стена",
		    { false, false, false, false } },
		{ 'K', CREDENTIAL_NEW, "стена",
		    { false, false, false, false } },
		{ 'U', CREDENTIAL_GOOD, "стена, фотографии",
		    { false, true, true, true } },
		{ 'U', CREDENTIAL_WEAK, "фотографии",
		    { false, true, false, false } },
		{ 'U', CREDENTIAL_CAPTCHA, "стена, фотографии",
		    { false, false, false, false } },
		{ 'S', CREDENTIAL_GOOD, "чтение",
		    { false, false, true, false } },
	};

	(void)state;
	for (size_t i = 0; i < LEN(rows); i++) {
		struct channel_abilities can;
		struct credential c;

		assert_int_equal(put(rows[i].slot, key), RC_OK);
		assert_int_equal(
		    credentials_by_slot(st, a, 1, rows[i].slot, &c), RC_OK);
		c.state = rows[i].state;
		c.permissions = rows[i].permissions;
		assert_int_equal(credentials_set(st, &c), RC_OK);
		assert_int_equal(channel_can(st, a, 1, &can), RC_OK);
		assert_memory_equal(&can, &rows[i].can, sizeof(can));
		assert_int_equal(
		    credential_remove(st, &director, 1, rows[i].slot), RC_OK);
	}
}

static void
the_channel_is_made_once(void **state)
{
	struct channel one, two;

	(void)state;
	assert_int_equal(store_script(st, "DELETE FROM channels"), RC_OK);
	assert_int_equal(channel_vk(st, a, &director, now, &one), RC_OK);
	assert_int_equal(channel_vk(st, a, &director, now, &two), RC_OK);
	assert_int_equal(one.id, two.id);
	assert_int_equal(
	    channel_set(st, &director, one.id, "", 7, true), RC_INVALID);
	assert_int_equal(
	    channel_set(st, &director, one.id, "Школа", 7, false), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_key_is_stored_sealed_and_opens_for_the_publisher_alone),
		HOUSE(a_pasted_key_loses_what_came_along),
		HOUSE(what_cannot_be_a_key_is_refused_with_a_sentence),
		HOUSE(a_word_about_an_old_key_does_not_touch_the_new_one),
		HOUSE(abilities_follow_from_living_keys_and_their_rights),
		HOUSE(the_channel_is_made_once),
	};
	char path[sizeof(dir) + 20];
	int failed;

	if (mkdtemp(dir) == NULL)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(path, sizeof(path), "%s/publisher.key", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/publisher.pub", dir);
	unlink(path);
	rmdir(dir);
	return failed;
}
