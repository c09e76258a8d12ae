#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static char line[8192];

/* What one call writes to stderr. */
static void catch (
    void (*log)(const char *, ...), const char *fmt, const char *arg)
{
	int pipe_fd[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(pipe_fd), 0);
	dup2(pipe_fd[1], STDERR_FILENO);
	log(fmt, arg);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(pipe_fd[1]);
	n = read(pipe_fd[0], line, sizeof(line) - 1);
	close(pipe_fd[0]);
	line[n > 0 ? n : 0] = 0;
}

static const struct {
	void (*log)(const char *, ...);
	const char *req, *arg, *line;
} cases[] = {
	{ log_error, "", "ok", "<3>lvl=error prog=unit msg=\"ok\"\n" },
	{ log_warn, "Ab-1", "ok",
	    "<4>lvl=warn prog=unit req=Ab-1 msg=\"ok\"\n" },
	{ log_info, "a b\"\n", "ok",
	    "<6>lvl=info prog=unit req=ab "
	    "msg=\"ok\"\n" },
	{ log_info, NULL, "a\"b\\c\nd\r\x1b[1m",
	    "<6>lvl=info prog=unit msg=\"a\\\"b\\\\c\\nd\\x0d\\x1b[1m\"\n" },
	{ log_info, "", "школа \xff \xc2\x9b",
	    "<6>lvl=info prog=unit msg=\"школа \\xff \\xc2\\x9b\"\n" },
};

static void
an_event_is_one_line_whatever_it_says(void **state)
{
	static char longest[10000];

	(void)state;
	log_init("unit");
	for (size_t i = 0; i < LEN(cases); i++) {
		log_request(cases[i].req);
		catch (cases[i].log, "%s", cases[i].arg);
		assert_string_equal(line, cases[i].line);
	}
	memset(longest, '\n', sizeof(longest) - 1);
	catch (log_error, "%s", longest);
	assert_true(strlen(line) < 4096);
	assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	assert_non_null(strstr(line, "…\"\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_one_line_whatever_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
