/*
 * The walls hold for a program that is executed inside of them: what it may
 * read is listed, and nothing can be written, connected or changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail/jail.h"
#include "sanitized.h"

static const int calls[] = { SCMP_SYS(getppid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(getcwd), SCMP_SYS(fadvise64), SCMP_SYS(fcntl), SCMP_SYS(dup2),
	SCMP_SYS(rseq), SCMP_SYS(set_robust_list) };

static const char *const paths[] = { "/usr/bin", "/bin", "/usr/lib", "/lib",
	"/lib64", "/etc/ld.so.cache", "/nowhere", NULL };

static const struct jail jail = {
	.calls = calls,
	.calls_n = sizeof(calls) / sizeof(*calls),
	.paths = paths,
	.memory_mib = 128,
	.cpu_s = 2,
	.wall_s = 120, /* never the first to end it, however busy we are */
	.file_mib = 1,
};

static int null;

/* What the program left: its exit status, or 128 and the signal. */
static int
inside(const char *program, const char *arg, const char *arg2)
{
	char *argv[] = { (char *)program, (char *)arg, (char *)arg2, NULL };
	char *env[] = { NULL };
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		if (jail_enter(&jail) != NULL)
			_exit(100);
		execve(program, argv, env);
		_exit(101);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static const struct {
	const char *program, *arg, *arg2;
	bool allowed;
} cases[] = {
	{ "/bin/true", NULL, NULL, true },
	{ "/bin/cat", "/usr/lib/os-release", NULL, true },
	{ "/bin/cat", "/etc/passwd", NULL, false },
	{ "/bin/cat", "/proc/self/environ", NULL, false },
	{ "/bin/ls", "/tmp", NULL, false },
	{ "/bin/sh", "-c", "exit 0", true },
	{ "/bin/sh", "-c", "echo x > /tmp/nastavnik-jail", false },
	{ "/bin/sh", "-c", "echo x >> /dev/null", false },
	/* Another process. */
	{ "/bin/sh", "-c", "(:); exit 0", false },
	{ "/bin/bash", "-c", "echo > /dev/tcp/127.0.0.1/9", false },
	{ "/bin/sh", "-c", "ulimit -t 100", false },
	{ "/sbin/ldconfig", "-p", NULL, false },
};

static void
a_program_inside_reads_what_is_listed_and_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int rc = inside(cases[i].program, cases[i].arg, cases[i].arg2);

		if ((rc == 0) != cases[i].allowed || rc == 100)
			fail_msg("%s %s %s: %d", cases[i].program,
			    cases[i].arg ? cases[i].arg : "",
			    cases[i].arg2 ? cases[i].arg2 : "", rc);
	}
	assert_int_not_equal(access("/tmp/nastavnik-jail", F_OK), 0);
}

static void
a_program_inside_ends_at_its_limits(void **state)
{
	static const char grow[] = "a=0123456789; while :; do a=$a$a; done";
	int rc;

	(void)state;
	/* SIGXCPU, or SIGKILL a second later. */
	rc = inside("/bin/sh", "-c", "while :; do :; done");
	assert_true(rc == 128 + 24 || rc == 128 + 9);
	rc = inside("/usr/bin/head", "-c200000000", "/dev/zero");
	assert_int_not_equal(rc, 0);
	/* Sanitizers leave no room for a limit of memory. */
	if (!SANITIZED)
		assert_int_not_equal(inside("/bin/sh", "-c", grow), 0);
}

static void
connections_of_before_are_all_there_are(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	/* A process under AddressSanitizer cannot even end in there. */
	if (SANITIZED)
		skip();
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (jail_enter(&jail) != NULL)
			_exit(100);
		if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
			_exit(1);
		if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
			_exit(2);
		if (open("/dev/null", O_WRONLY) >= 0)
			_exit(3);
		if (fork() >= 0)
			_exit(4);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_program_inside_reads_what_is_listed_and_changes_nothing),
		cmocka_unit_test(a_program_inside_ends_at_its_limits),
		cmocka_unit_test(connections_of_before_are_all_there_are),
	};

	null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
