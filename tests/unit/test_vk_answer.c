#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <curl/curl.h>

#include "base/arena.h"
#include "base/rc.h"
#include "publish/verify.h"
#include "vk/answer.h"
#include "vk/call.h"
#include "vk/photos.h"
#include "vk/upload.h"
#include "vk/wall.h"

static struct arena *a;

static int
open_arena(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

struct row {
	const char *name;
	int curl_code;
	bool sent;
	int http;
	const char *body;
	enum error_class class;
	int64_t post_id;
};

/* vk-contract 7.2.6 */
static const struct row rows[] = {
	{ "post id", 0, true, 200, "{\"response\":{\"post_id\":15}}",
	    ERROR_NONE, 15 },
	{ "post id as text", 0, true, 200,
	    "{\"response\":{\"post_id\":\"15\"}}", ERROR_NONE, 15 },
	{ "no post id", 0, true, 200, "{\"response\":{}}", ERROR_NONE, 0 },
	{ "negative post id", 0, true, 200, "{\"response\":{\"post_id\":-3}}",
	    ERROR_NONE, 0 },
	{ "empty object", 0, true, 200, "{}", ERROR_UNKNOWN, 0 },
	{ "empty", 0, true, 200, "", ERROR_UNKNOWN, 0 },
	{ "HTML", 0, true, 200, "<html>", ERROR_UNKNOWN, 0 },
	{ "cut JSON", 0, true, 200, "{\"response\":{\"post", ERROR_UNKNOWN, 0 },
	{ "502", 0, true, 502, "<html>", ERROR_UNKNOWN, 0 },
	{ "redirect", 0, true, 302, "", ERROR_UNKNOWN, 0 },
	{ "response with 500", 0, true, 500, "{\"response\":{\"post_id\":1}}",
	    ERROR_UNKNOWN, 0 },
	{ "error with 200", 0, true, 200,
	    "{\"error\":{\"error_code\":6,\"error_msg\":\"x\"}}", ERROR_PACE,
	    0 },
	{ "error with 403", 0, true, 403,
	    "{\"error\":{\"error_code\":5,\"error_msg\":\"x\"}}", ERROR_TOKEN,
	    0 },
	{ "error 10", 0, true, 200,
	    "{\"error\":{\"error_code\":10,\"error_msg\":\"x\"}}",
	    ERROR_UNKNOWN, 0 },
	{ "error without a code", 0, true, 200, "{\"error\":{}}", ERROR_UNKNOWN,
	    0 },
	{ "not connected", CURLE_COULDNT_CONNECT, false, 0, "", ERROR_PACE, 0 },
	{ "no name", CURLE_COULDNT_RESOLVE_HOST, false, 0, "", ERROR_PACE, 0 },
	{ "timeout after sending", CURLE_OPERATION_TIMEDOUT, true, 0, "",
	    ERROR_UNKNOWN, 0 },
	{ "nothing came", CURLE_GOT_NOTHING, true, 0, "", ERROR_UNKNOWN, 0 },
	{ "cut body with an id in it", CURLE_PARTIAL_FILE, true, 200,
	    "{\"response\":{\"post_id\":15}}", ERROR_UNKNOWN, 0 },
};

static void
only_what_certainly_was_not_sent_may_be_repeated(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(rows); i++) {
		const struct row *r = &rows[i];
		struct call_result result = { .curl_code = r->curl_code,
			.sent = r->sent,
			.http_status = r->http,
			.body = r->body,
			.n = strlen(r->body) };
		struct answer an;

		answer_read(a, &result, true, &an);
		if (an.verdict.class != r->class)
			fail_msg("%s: %s", r->name,
			    error_class_names[an.verdict.class]);
		assert_int_equal(wall_post_id(an.response), r->post_id);
		answer_free(&an);
	}
}

static void
keys_and_addresses_are_cut_out_of_errors(void **state)
{
	static const char *const secrets[] = {
		"vk1.a.sandbox-community-1",
		"0123456789abcdef0123456789abcdef01234567",
		"https://pu.vk.com/upload.php?act=do_add&hash=1",
	};

	(void)state;
	for (size_t i = 0; i < LEN(secrets); i++) {
		char *clean = answer_clean(
		    a, arena_printf(a, "denied (%s): try later", secrets[i]));

		assert_null(strstr(clean, secrets[i]));
		assert_non_null(strstr(clean, "denied"));
	}
	assert_string_equal(
	    answer_clean(a, "Access to adding post denied: you can only add 50 "
			    "posts a day"),
	    "Access to adding post denied: you can only add 50 posts a day");
	assert_string_equal(answer_clean(a, "a\r\nb"), "a  b");
}

static void
a_body_gives_back_its_values_byte_for_byte(void **state)
{
	const char *text = "Привет & друзья = 100 %\nстрока \xf0\x9f\x8e\x93";
	char *body =
	    wall_post_body(a, 1001, text, "photo-1_2_ab,photo-1_3", "guid");

	(void)state;
	assert_string_equal(wall_body_value(a, body, "message"), text);
	assert_string_equal(wall_body_value(a, body, "owner_id"), "-1001");
	assert_string_equal(
	    wall_body_value(a, body, "attachments"), "photo-1_2_ab,photo-1_3");
	assert_string_equal(wall_body_value(a, body, "guid"), "guid");
	assert_string_equal(wall_body_value(a, body, "from_group"), "1");
	assert_string_equal(wall_body_value(a, body, "signed"), "0");
	assert_string_equal(wall_body_value(a, body, "v"), "5.199");
	assert_string_equal(wall_body_value(a, body, "nothing"), "");
	assert_string_equal(body,
	    wall_post_body(a, 1001, text, "photo-1_2_ab,photo-1_3", "guid"));
}

static void
an_empty_upload_is_never_saved(void **state)
{
	static const char *const bad[] = { "", "Security Breach2", "{}",
		"{\"server\":1,\"photo\":\"\",\"hash\":\"x\"}",
		"{\"server\":1,\"photo\":\"[]\",\"hash\":\"x\"}" };
	const char *good =
	    "{\"server\":7,\"photo\":\"[{\\\"a\\\":\\\"b\\\"}]\","
	    "\"hash\":\"h\"}";
	struct photos_upload u;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++)
		assert_int_equal(
		    photos_upload_read(a, bad[i], strlen(bad[i]), &u),
		    RC_INVALID);
	assert_int_equal(photos_upload_read(a, good, strlen(good), &u), RC_OK);
	assert_string_equal(u.photo, "[{\"a\":\"b\"}]");
	assert_string_equal(u.server, "7");
}

static void
photos_go_only_to_hosts_of_the_list_over_https(void **state)
{
	static const struct {
		const char *url, *base;
		bool allowed;
	} hosts[] = {
		{ "https://pu.vk.com/upload", "https://api.vk.ru/method/",
		    true },
		{ "https://pu.vk.com:443/u", "https://api.vk.ru/method/",
		    true },
		{ "https://pu.vk.com:444/u", "https://api.vk.ru/method/",
		    false },
		{ "http://pu.vk.com/u", "https://api.vk.ru/method/", false },
		{ "https://evilvk.com/u", "https://api.vk.ru/method/", false },
		{ "https://vk.com.evil.org/u", "https://api.vk.ru/method/",
		    false },
		{ "https://vk.com@evil.org/u", "https://api.vk.ru/method/",
		    false },
		{ "https://x:y@pu.vk.com/u", "https://api.vk.ru/method/",
		    false },
		{ "http://127.0.0.1:8090/u", "https://api.vk.ru/method/",
		    false },
		{ "http://127.0.0.1:8090/u", "http://127.0.0.1:8090/method/",
		    true },
		{ "http://127.0.0.1:8091/u", "http://127.0.0.1:8090/method/",
		    false },
		{ "http://10.0.0.1:8090/u", "http://10.0.0.1:8090/method/",
		    false },
		{ "nonsense", "https://api.vk.ru/method/", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(hosts); i++)
		if (upload_url_allowed(hosts[i].url, hosts[i].base,
			"vk.com vk.ru") != hosts[i].allowed)
			fail_msg("%s", hosts[i].url);
}

static void
a_saved_photo_of_a_stranger_is_refused(void **state)
{
	static const struct {
		const char *json, *attachment;
	} saved[] = {
		{ "[{\"id\":5,\"owner_id\":-1001}]", "photo-1001_5" },
		{ "[{\"id\":5,\"owner_id\":501,\"access_key\":\"ab\"}]",
		    "photo501_5_ab" },
		{ "[{\"id\":5,\"owner_id\":-7}]", NULL },
		{ "[{\"id\":0,\"owner_id\":-1001}]", NULL },
		{ "[]", NULL },
		{ "{}", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(saved); i++) {
		json_t *j = json_loads(saved[i].json, 0, NULL);
		const char *got = NULL;
		enum rc rc = photos_saved_read(a, j, 1001, &got);

		if (saved[i].attachment == NULL)
			assert_int_equal(rc, RC_INVALID);
		else
			assert_string_equal(got, saved[i].attachment);
		json_decref(j);
	}
}

static void
texts_are_equal_but_for_line_ends_and_blanks_around(void **state)
{
	(void)state;
	assert_true(verify_same_text("a\nb", "a\r\nb"));
	assert_true(verify_same_text("a\nb\n", " a\nb"));
	assert_true(verify_same_text("", "\r\n"));
	assert_false(verify_same_text("a b", "ab"));
	assert_false(verify_same_text("a", "a b"));
	assert_false(verify_same_text("a\nb", "a b"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    only_what_certainly_was_not_sent_may_be_repeated),
		cmocka_unit_test(keys_and_addresses_are_cut_out_of_errors),
		cmocka_unit_test(a_body_gives_back_its_values_byte_for_byte),
		cmocka_unit_test(an_empty_upload_is_never_saved),
		cmocka_unit_test(
		    photos_go_only_to_hosts_of_the_list_over_https),
		cmocka_unit_test(a_saved_photo_of_a_stranger_is_refused),
		cmocka_unit_test(
		    texts_are_equal_but_for_line_ends_and_blanks_around),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
