#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/child.h"
#include "base/clock.h"
#include "base/strbuf.h"

/* A helper program that is run once: base/child.c, with the shell for one. */

static struct strbuf out;
static struct child_end end;

static enum rc
run(const char *script, int wait_ms, size_t out_max, int fd, int as)
{
	char sh[] = "sh", c[] = "-c", text[512];
	char *argv[] = { sh, c, text, NULL }, *env[] = { NULL };
	struct child child = { .path = "/bin/sh",
		.argv = argv,
		.env = env,
		.fds = { { fd, as } },
		.fds_n = fd >= 0,
		.wait_ms = wait_ms,
		.out_max = out_max };

	snprintf(text, sizeof(text), "%s", script);
	strbuf_clear(&out);
	return child_run(&child, &out, &end);
}

static void
it_finds_what_is_handed_to_it_and_nothing_else(void **state)
{
	int p[2];

	(void)state;
	assert_int_equal(pipe(p), 0);
	assert_int_equal(write(p[1], "пять", 8), 8);
	close(p[1]);
	assert_int_equal(setenv("SECRET", "x", 1), 0);
	assert_int_equal(
	    run("cat <&5; echo \":$SECRET\"", 5000, 100, p[0], 5), RC_OK);
	assert_string_equal(out.buf, "пять:\n");
	assert_int_equal(end.code, 0);
	assert_int_equal(end.signal, 0);
	close(p[0]);
}

static void
the_pipes_own_numbers_do_not_disturb_it(void **state)
{
	(void)state;
	for (int as = 3; as <= CHILD_FD_MAX && as < 10; as++) {
		int p[2];
		char script[32];

		assert_int_equal(pipe(p), 0);
		assert_int_equal(write(p[1], "ok", 2), 2);
		close(p[1]);
		snprintf(script, sizeof(script), "cat <&%d", as);
		assert_int_equal(run(script, 5000, 100, p[0], as), RC_OK);
		assert_string_equal(out.buf, "ok");
		close(p[0]);
	}
}

static const struct {
	const char *script;
	int code, sig;
	bool late, talkative;
} end_cases[] = {
	{ "exit 3", 3, 0, false, false },
	{ "kill -ABRT $$", 0, SIGABRT, false, false },
	{ "exec sleep 20", 0, SIGKILL, true, false },
	/* Its answer is closed, it is not. */
	{ "exec >&-; exec sleep 20", 0, SIGKILL, true, false },
	{ "while :; do echo much; done", 0, SIGKILL, false, true },
};

static void
how_it_ended_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(end_cases); i++) {
		int64_t from = clock_ms();

		assert_int_equal(
		    run(end_cases[i].script, 300, 1000, -1, 0), RC_OK);
		assert_int_equal(end.code, end_cases[i].code);
		assert_int_equal(end.signal, end_cases[i].sig);
		assert_int_equal(end.late, end_cases[i].late);
		assert_int_equal(end.talkative, end_cases[i].talkative);
		assert_true(clock_ms() - from < 5000);
		assert_true(out.len <= 1000);
	}
}

static void
a_missing_program_is_our_trouble(void **state)
{
	char name[] = "x";
	char *argv[] = { name, NULL }, *env[] = { NULL };
	struct child c = { .path = "/nonexistent/x",
		.argv = argv,
		.env = env,
		.wait_ms = 100,
		.out_max = 1 };

	(void)state;
	assert_int_equal(child_run(&c, &out, &end), RC_FAIL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    it_finds_what_is_handed_to_it_and_nothing_else),
		cmocka_unit_test(the_pipes_own_numbers_do_not_disturb_it),
		cmocka_unit_test(how_it_ended_is_told),
		cmocka_unit_test(a_missing_program_is_our_trouble),
	};
	int failed;

	strbuf_init(&out);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	strbuf_free(&out);
	return failed;
}
