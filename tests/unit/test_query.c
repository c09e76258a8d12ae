#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "web/path.h"
#include "web/query.h"
#include "web/request.h"

static struct arena *arena;

static const struct query_case {
	const char *text;
	size_t n; /* 0: up to the NUL */
	enum rc rc;
	const char *pairs; /* [name=value] … */
} query_cases[] = {
	{ "", 0, RC_OK, "" }, { "a=1&b=2", 0, RC_OK, "[a=1][b=2]" },
	{ "a=1&a=2", 0, RC_OK, "[a=1][a=2]" }, { "a", 0, RC_OK, "[a=]" },
	{ "a=&b", 0, RC_OK, "[a=][b=]" }, { "a=b=c", 0, RC_OK, "[a=b=c]" },
	{ "q=%D0%AF+%2b", 0, RC_OK, "[q=Я +]" },
	{ "q=\xd0\xaf", 0, RC_OK, "[q=Я]" }, { "q=100%", 0, RC_OK, "[q=100%]" },
	{ "q=%zz", 0, RC_OK, "[q=%zz]" },
	{ "t=a%0D%0Ab", 0, RC_OK, "[t=a\r\nb]" },
	{ "q=%00", 0, RC_INVALID, "" }, { "%00", 0, RC_INVALID, "" },
	{ "q=a\0b", 5, RC_INVALID, "" }, { "q=%ff", 0, RC_INVALID, "" },
	{ "%ff=q", 0, RC_INVALID, "" }, { "q=%D0", 0, RC_INVALID, "" },
	{ "q=%ED%A0%80", 0, RC_INVALID, "" }, /* a surrogate */
};

static void
a_query_gives_its_pairs_or_is_refused(void **state)
{
	struct strbuf got;
	struct query q;

	(void)state;
	strbuf_init(&got);
	for (size_t i = 0; i < LEN(query_cases); i++) {
		const struct query_case *c = &query_cases[i];
		size_t n = c->n ? c->n : strlen(c->text);

		strbuf_clear(&got);
		if (query_parse(arena, c->text, n, &q) != c->rc)
			fail_msg("case %zu: %s", i, c->text);
		for (int k = 0; c->rc == RC_OK && k < q.n; k++)
			strbuf_addf(
			    &got, "[%s=%s]", q.pairs[k].name, q.pairs[k].value);
		assert_string_equal(got.buf, c->pairs);
	}
	strbuf_free(&got);
}

static void
so_many_fields_and_no_more(void **state)
{
	struct strbuf s;
	struct query q;

	(void)state;
	strbuf_init(&s);
	for (int i = 0; i < REQUEST_FIELDS_MAX; i++)
		strbuf_addf(&s, "%sa=%d", i ? "&" : "", i);
	assert_int_equal(query_parse(arena, s.buf, s.len, &q), RC_OK);
	assert_int_equal(q.n, REQUEST_FIELDS_MAX);
	assert_string_equal(query_find(&q, "a"), "0");
	assert_null(query_find(&q, "b"));
	strbuf_adds(&s, "&b");
	assert_int_equal(query_parse(arena, s.buf, s.len, &q), RC_TOO_LARGE);
	strbuf_free(&s);
}

static const struct path_case {
	const char *sent;
	enum rc rc;
	const char *path;
} path_cases[] = {
	{ "/", RC_OK, "/" },
	{ "/story/a-b", RC_OK, "/story/a-b" },
	{ "/%D1%84", RC_OK, "/ф" },
	{ "/a%20b", RC_OK, "/a b" },
	{ "/...", RC_OK, "/..." },
	{ "/a..b/.c", RC_OK, "/a..b/.c" },
	{ "", RC_INVALID, NULL },
	{ "story", RC_INVALID, NULL },
	{ "http://host/", RC_INVALID, NULL },
	{ "/%", RC_INVALID, NULL },
	{ "/%4", RC_INVALID, NULL },
	{ "/%4g", RC_INVALID, NULL },
	{ "/%00", RC_INVALID, NULL },
	{ "/%0a", RC_INVALID, NULL },
	{ "/%7f", RC_INVALID, NULL },
	{ "/%ff", RC_INVALID, NULL },
	{ "/..", RC_INVALID, NULL },
	{ "/a/../b", RC_INVALID, NULL },
	{ "/a/%2e%2e/b", RC_INVALID, NULL },
	{ "/a%2f..%2fb", RC_INVALID, NULL },
	{ "/a/./b", RC_INVALID, NULL },
};

static void
a_path_is_decoded_once_or_refused(void **state)
{
	const char *path;

	(void)state;
	for (size_t i = 0; i < LEN(path_cases); i++) {
		const struct path_case *c = &path_cases[i];
		enum rc rc =
		    path_decode(arena, c->sent, strlen(c->sent), &path);

		if (rc != c->rc)
			fail_msg("%s: rc %d", c->sent, (int)rc);
		if (c->path != NULL)
			assert_string_equal(path, c->path);
	}
}

static void
a_path_is_as_long_as_the_limit(void **state)
{
	char s[REQUEST_PATH_MAX * 4];
	const char *path;

	(void)state;
	memset(s, 'a', sizeof(s));
	s[0] = '/';
	assert_int_equal(path_decode(arena, s, REQUEST_PATH_MAX, &path), RC_OK);
	assert_int_equal(
	    path_decode(arena, s, REQUEST_PATH_MAX + 1, &path), RC_TOO_LARGE);
	assert_int_equal(path_decode(arena, s, sizeof(s), &path), RC_TOO_LARGE);
}

static const struct own_case {
	const char *address;
	bool own;
} own_cases[] = {
	{ "/", true },
	{ "/desk/?q=a//b", true },
	{ "", false },
	{ "desk", false },
	{ "//evil.example", false },
	{ "/\\evil.example", false },
	{ "/\t/evil.example", false },
	{ "/a\r\nSet-Cookie: x", false },
	{ "https://evil.example/", false },
};

static void
an_address_to_go_back_to_is_never_another_host(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(own_cases); i++)
		if (path_own(own_cases[i].address) != own_cases[i].own)
			fail_msg("%s", own_cases[i].address);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_gives_its_pairs_or_is_refused),
		cmocka_unit_test(so_many_fields_and_no_more),
		cmocka_unit_test(a_path_is_decoded_once_or_refused),
		cmocka_unit_test(a_path_is_as_long_as_the_limit),
		cmocka_unit_test(
		    an_address_to_go_back_to_is_never_another_host),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
