#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/secret.h"

static char dir[] = "/tmp/test_secret.XXXXXX";
static char pub[64], key[64];
static struct arena *a;

static void
names_are_long_and_never_the_same(void **state)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-_";
	char *token = secret_token(a), *name = secret_name(a);

	(void)state;
	assert_int_equal(strlen(token), SECRET_TOKEN);
	assert_int_equal(strlen(name), SECRET_NAME);
	assert_int_equal(strspn(token, letters), SECRET_TOKEN);
	assert_int_equal(strspn(name, letters), SECRET_NAME);
	/* Three: a forgotten source of chance repeats itself then. */
	for (int i = 0; i < 3; i++) {
		char *again = secret_token(a);

		assert_string_not_equal(token, again);
		token = again;
	}
	assert_string_not_equal(name, secret_name(a));
}

static void
hashes_match_their_published_examples(void **state)
{
	unsigned char h1[SECRET_HASH], h2[SECRET_HASH];

	(void)state;
	/* FIPS 180-2 and RFC 4231, case 2. */
	assert_string_equal(secret_sha256_hex(a, "abc", 3),
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(
	    secret_mac(a, "Jefe", "what do ya want for nothing?"),
	    "5bdcc146bf60754e6a042426089575c7"
	    "5a003f089d2739839dec58b964ec3843");
	secret_hash(h1, "abc", 3);
	secret_hash(h2, "abd", 3);
	assert_memory_not_equal(h1, h2, SECRET_HASH);
}

static void
what_is_sealed_only_the_publisher_opens(void **state)
{
	static const char token[] = "vk1.a.секрет";
	unsigned char *box;
	char *text;
	size_t n;

	(void)state;
	unlink(pub);
	unlink(key);
	assert_int_equal(secret_seal(dir, a, token, &box, &n), RC_NOT_FOUND);
	assert_int_equal(secret_keys_make(dir), RC_OK);
	assert_int_equal(secret_seal(dir, a, token, &box, &n), RC_OK);
	assert_int_equal(n, strlen(token) + SECRET_SEAL);
	assert_int_equal(secret_keys_make(dir), RC_OK); /* changes nothing */
	assert_int_equal(secret_open(dir, a, box, n, &text), RC_OK);
	assert_string_equal(text, token);
	secret_wipe(text);
	assert_string_equal(text, "");
	box[n - 1] ^= 1;
	assert_int_equal(secret_open(dir, a, box, n, &text), RC_INVALID);
	assert_int_equal(secret_open(dir, a, box, 5, &text), RC_INVALID);
	box[n - 1] ^= 1;
	/* Another installation's key. */
	unlink(key);
	assert_int_equal(secret_keys_make(dir), RC_OK);
	assert_int_equal(secret_open(dir, a, box, n, &text), RC_INVALID);
	assert_int_equal(secret_seal(dir, a, token, &box, &n), RC_OK);
	assert_int_equal(secret_open(dir, a, box, n, &text), RC_OK);
}

static void
the_key_is_for_its_owner_and_the_public_half_follows_it(void **state)
{
	struct stat st;
	unsigned char *box;
	char *text;
	size_t n;

	(void)state;
	assert_int_equal(secret_keys_make(dir), RC_OK);
	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(pub, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	/* A crash between the two files is mended. */
	unlink(pub);
	assert_int_equal(secret_keys_make(dir), RC_OK);
	assert_int_equal(secret_seal(dir, a, "x", &box, &n), RC_OK);
	assert_int_equal(secret_open(dir, a, box, n, &text), RC_OK);
	assert_string_equal(text, "x");
}

static void
a_damaged_key_is_reported_and_not_replaced(void **state)
{
	FILE *f = fopen(key, "w");
	struct stat st;

	(void)state;
	fputs("not a key\n", f);
	fclose(f);
	assert_int_equal(secret_keys_make(dir), RC_FAIL);
	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_size, 10);
	assert_int_equal(secret_keys_make("/nowhere/at/all"), RC_FAIL);
}

static int
start(void **state)
{
	(void)state;
	a = arena_new();
	if (secret_init() != RC_OK || !mkdtemp(dir))
		return -1;
	snprintf(pub, sizeof(pub), "%s/publisher.pub", dir);
	snprintf(key, sizeof(key), "%s/publisher.key", dir);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(a);
	unlink(pub);
	unlink(key);
	return rmdir(dir); /* fails if a part of a file was left */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_long_and_never_the_same),
		cmocka_unit_test(hashes_match_their_published_examples),
		cmocka_unit_test(what_is_sealed_only_the_publisher_opens),
		cmocka_unit_test(
		    the_key_is_for_its_owner_and_the_public_half_follows_it),
		cmocka_unit_test(a_damaged_key_is_reported_and_not_replaced),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
