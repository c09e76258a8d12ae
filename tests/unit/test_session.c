#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/site.h"
#include "web/guard.h"
#include "web/inner.h"
#include "web/reply.h"
#include "web/session.h"

/* Runs in the tree: db/ is the product's own. */

static struct arena *arena;
static struct store *store;
static struct site site;
static struct request req;
static struct reply rep;

enum { NOW = 1796724000, ANNA = 1, LOCKED = 2 };

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	reply_init(&rep);
	if (secret_init() || store_open(&store, ":memory:") ||
	    migrate_create(store, "db") ||
	    store_script(store,
		"INSERT INTO accounts (id, login, login_folded, name, roles,"
		" password, locked, created_at) VALUES"
		" (1, 'anna', 'anna', 'Анна', 6, 'x', 0, 1),"
		" (2, 'ivan', 'ivan', 'Иван', 1, 'x', 1, 1)"))
		return -1;
	site.name = "demo";
	site.store = store;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	reply_free(&rep);
	store_close(store);
	arena_free(arena);
	return 0;
}

/* A request of a browser with this cookie; "" is a visitor's. */
static void
come(const char *token, int64_t now)
{
	static char cookie[200];
	static char *env[] = { cookie, NULL };

	snprintf(cookie, sizeof(cookie), "HTTP_COOKIE=view=x; sid=%s", token);
	memset(&req, 0, sizeof(req));
	req.arena = arena;
	req.env = env;
	req.site = &site;
	req.now = now;
	req.base = "";
	req.path = "/desk/";
	req.search = "";
	reply_begin(&rep, &req);
	assert_true(
	    session_find(store, arena, token, now, &req.session) != RC_FAIL);
}

/* The token in the cookie that the reply sets. */
static const char *
given(void)
{
	const char *p = strstr(rep.headers.buf, "Set-Cookie: sid=");

	assert_non_null(p);
	assert_non_null(strstr(p, "; Path=/; HttpOnly; SameSite=Lax\r\n"));
	return arena_strndup(arena, p + 16, strcspn(p + 16, ";"));
}

static const char *
sign_in(int64_t account_id, bool half)
{
	come("", NOW);
	assert_int_equal(session_start(&req, &rep, account_id, half), RC_OK);
	return given();
}

static void
a_token_is_its_persons_session(void **state)
{
	const char *token = sign_in(ANNA, false);

	(void)state;
	come(token, NOW);
	assert_non_null(req.session);
	assert_string_equal(req.session->name, "Анна");
	assert_int_equal(req.session->roles, 6);
	assert_int_equal(strlen(req.session->csrf), 64);
	assert_null(strstr(req.session->csrf, token));
}

static void
other_words_are_no_session(void **state)
{
	const char *token = sign_in(ANNA, false);
	char *near = arena_strdup(arena, token);
	struct session *s;

	(void)state;
	near[5] = near[5] == 'a' ? 'b' : 'a';
	assert_int_equal(
	    session_find(store, arena, near, NOW, &s), RC_NOT_FOUND);
	assert_int_equal(session_find(store, arena,
			     arena_printf(arena, "%sA", token), NOW, &s),
	    RC_NOT_FOUND);
	assert_int_equal(session_find(store, arena, "", NOW, &s), RC_NOT_FOUND);
	assert_int_equal(
	    session_find(store, arena, sign_in(LOCKED, false), NOW, &s),
	    RC_NOT_FOUND);
}

static void
a_session_ends_twelve_hours_after_its_last_request(void **state)
{
	const char *token = sign_in(ANNA, false);
	int64_t later = NOW + SESSION_IDLE_S - 1;

	(void)state;
	come(token, later); /* seen again: 12 hours more */
	assert_non_null(req.session);
	come(token, later + SESSION_IDLE_S - 1);
	assert_non_null(req.session);
	come(token, later + 3 * (int64_t)SESSION_IDLE_S);
	assert_null(req.session);
}

static void
signing_in_again_drops_the_old_token(void **state)
{
	const char *first = sign_in(ANNA, true), *second;

	(void)state;
	come(first, NOW);
	assert_true(req.session->second_factor_due);
	assert_int_equal(session_promote(&req, &rep), RC_OK);
	second = given();
	come(first, NOW);
	assert_null(req.session);
	come(second, NOW);
	assert_non_null(req.session);
	assert_false(req.session->second_factor_due);
	assert_int_equal(session_end(&req, &rep), RC_OK);
	assert_non_null(strstr(rep.headers.buf, "sid=; "));
	assert_non_null(strstr(rep.headers.buf, "; Max-Age=0\r\n"));
	come(second, NOW);
	assert_null(req.session);
}

static void
a_notice_waits_for_the_next_page_and_goes(void **state)
{
	const char *token = sign_in(ANNA, false);

	(void)state;
	come(token, NOW);
	assert_int_equal(session_notice(&req, 7, "Перенесено на %d", 8), RC_OK);
	come(token, NOW);
	assert_string_equal(req.session->notice, "Перенесено на 8");
	assert_int_equal(req.session->undo_id, 7);
	assert_int_equal(session_notice_shown(store, token), RC_OK);
	come(token, NOW);
	assert_string_equal(req.session->notice, "");
	assert_int_equal(req.session->undo_id, 0);
}

static void
locking_out_an_account_ends_all_its_sessions(void **state)
{
	const char *a = sign_in(ANNA, false), *b = sign_in(ANNA, false);

	(void)state;
	assert_int_equal(session_drop_account(store, ANNA), RC_OK);
	come(a, NOW);
	assert_null(req.session);
	come(b, NOW);
	assert_null(req.session);
}

/* ---------------------------------------------------------------- guard */

enum { VISITOR, HALF, WHOLE };

static const struct guard_case {
	int who;
	struct route route;
	bool in;
	const char *to; /* redirect; NULL: refused */
} guard_cases[] = {
	{ VISITOR, { .roles = 0 }, true, NULL },
	{ VISITOR, { .roles = 2 }, false, "/desk/login?back=%2Fdesk%2F" },
	{ VISITOR, { .roles = 2, .flags = ROUTE_HALF }, false,
	    "/desk/login?back=%2Fdesk%2F" },
	{ VISITOR, { .method = METHOD_POST, .roles = 2 }, false, NULL },
	{ VISITOR, { .method = METHOD_POST, .roles = 0 }, false, NULL },
	{ HALF, { .roles = 0 }, true, NULL },
	{ HALF, { .roles = 2 }, false, "/desk/login/code" },
	{ HALF, { .roles = 2, .flags = ROUTE_HALF }, true, NULL },
	{ HALF, { .method = METHOD_POST, .roles = 2 }, false,
	    "/desk/login/code" },
	{ HALF, { .method = METHOD_POST, .roles = 0 }, false, NULL },
	{ WHOLE, { .roles = 2 }, true, NULL },
	{ WHOLE, { .roles = 8 }, false, NULL },
	{ WHOLE, { .roles = 8 | 4 }, true, NULL },
	{ WHOLE, { .method = METHOD_POST, .roles = 2 }, true, NULL },
	{ WHOLE, { .method = METHOD_POST, .roles = 8 }, false, NULL },
};

static void
a_route_lets_in_whom_its_line_says(void **state)
{
	const char *tokens[] = { "", sign_in(ANNA, true),
		sign_in(ANNA, false) };
	enum rc rc;

	(void)state;
	for (size_t i = 0; i < LEN(guard_cases); i++) {
		const struct guard_case *c = &guard_cases[i];

		come(tokens[c->who], NOW);
		req.route = &c->route;
		req.method = c->route.method;
		if (guard_access(&req, &rep, &rc) != c->in)
			fail_msg("case %zu", i);
		if (c->in)
			continue;
		assert_int_equal(rc, c->to ? RC_OK : RC_DENIED);
		if (c->to != NULL)
			assert_string_equal(rep.location, c->to);
		else
			assert_non_null(rep.reason);
	}
}

/* Parameters that say where a form stood. */
static const struct origin_case {
	const char *origin, *site, *referer;
	bool in;
} origin_cases[] = {
	{ "http://school.example", NULL, NULL, true },
	{ "http://school.example:81", NULL, NULL, true }, /* SERVER_PORT */
	{ "http://school.example", "same-origin", NULL, true },
	{ NULL, "same-origin", NULL, true },
	{ NULL, "none", NULL, true },
	{ NULL, NULL, "http://school.example/a", true },
	{ NULL, NULL, NULL, false },
	{ "null", NULL, "http://school.example/", false },
	{ "https://school.example", NULL, NULL, false },
	{ "http://school.example:82", NULL, NULL, false },
	{ "http://school.example.evil", NULL, NULL, false },
	{ "http://evil.example", "same-origin", NULL, false },
	{ "http://school.example", "same-site", NULL, false },
	{ "http://school.example", "cross-site", NULL, false },
	{ NULL, NULL, "http://evil.example/http://school.example/", false },
};

static void
an_open_form_is_taken_from_our_own_pages_only(void **state)
{
	static const struct route open = { .method = METHOD_POST,
		.flags = ROUTE_OPEN };
	char *env[6];
	enum rc rc;
	int n;

	(void)state;
	for (size_t i = 0; i < LEN(origin_cases); i++) {
		const struct origin_case *c = &origin_cases[i];

		n = 0;
		env[n++] = arena_strdup(arena, "HTTP_HOST=school.example");
		env[n++] = arena_strdup(arena, "SERVER_PORT=81");
		if (c->origin != NULL)
			env[n++] =
			    arena_printf(arena, "HTTP_ORIGIN=%s", c->origin);
		if (c->site != NULL)
			env[n++] = arena_printf(
			    arena, "HTTP_SEC_FETCH_SITE=%s", c->site);
		if (c->referer != NULL)
			env[n++] =
			    arena_printf(arena, "HTTP_REFERER=%s", c->referer);
		env[n] = NULL;
		come("", NOW);
		req.env = env;
		req.route = &open;
		req.method = METHOD_POST;
		if (guard_access(&req, &rep, &rc) != c->in)
			fail_msg("case %zu", i);
	}
}

static void
a_form_without_the_sessions_token_is_refused(void **state)
{
	static const struct route r = { .method = METHOD_POST, .roles = 2 };
	const char *token = sign_in(ANNA, false), *other;
	enum rc rc;

	(void)state;
	come(sign_in(ANNA, false), NOW);
	other = req.session->csrf;
	come(token, NOW);
	req.route = &r;
	req.method = METHOD_POST;
	assert_false(guard_form(&req, &rep, &rc));
	assert_int_equal(rc, RC_DENIED);
	assert_int_equal(query_add(arena, &req.fields, "csrf", other), RC_OK);
	assert_false(guard_form(&req, &rep, &rc));
	req.fields.n = 0;
	assert_int_equal(
	    query_add(arena, &req.fields, "csrf", req.session->csrf), RC_OK);
	assert_true(guard_form(&req, &rep, &rc));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_its_persons_session),
		cmocka_unit_test(other_words_are_no_session),
		cmocka_unit_test(
		    a_session_ends_twelve_hours_after_its_last_request),
		cmocka_unit_test(signing_in_again_drops_the_old_token),
		cmocka_unit_test(a_notice_waits_for_the_next_page_and_goes),
		cmocka_unit_test(locking_out_an_account_ends_all_its_sessions),
		cmocka_unit_test(a_route_lets_in_whom_its_line_says),
		cmocka_unit_test(an_open_form_is_taken_from_our_own_pages_only),
		cmocka_unit_test(a_form_without_the_sessions_token_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
