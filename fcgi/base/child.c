#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/strbuf.h"

enum { OUT_FD = 1, READ_BYTES = 16384 };

/* What is open while a child is started. */
struct run {
	int safe[CHILD_FDS_MAX];
	int out[2];
	pid_t pid;
};

static void
fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
run_close(struct run *r)
{
	for (int i = 0; i < CHILD_FDS_MAX; i++)
		fd_close(&r->safe[i]);
	fd_close(&r->out[0]);
	fd_close(&r->out[1]);
}

/* A copy above all numbers a program expects: the dup2 of posix_spawn must
 * not run over one that is still wanted. */
static int
fd_safe(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, CHILD_FD_MAX + 1);
}

static bool
run_open(struct run *r, const struct child *c)
{
	int out;

	for (int i = 0; i < c->fds_n; i++)
		if ((r->safe[i] = fd_safe(c->fds[i].fd)) < 0)
			return false;
	if (pipe2(r->out, O_CLOEXEC) != 0)
		return false;
	if ((out = fd_safe(r->out[1])) < 0)
		return false;
	close(r->out[1]);
	r->out[1] = out;
	return true;
}

static int
actions_add(
    posix_spawn_file_actions_t *fa, const struct run *r, const struct child *c)
{
	int rc = posix_spawn_file_actions_adddup2(fa, r->out[1], OUT_FD);

	for (int i = 0; rc == 0 && i < c->fds_n; i++)
		rc = posix_spawn_file_actions_adddup2(
		    fa, r->safe[i], c->fds[i].as);
	return rc;
}

static bool
run_spawn(struct run *r, const struct child *c)
{
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	sigset_t none;
	int rc;

	sigemptyset(&none);
	posix_spawnattr_init(&at);
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setflags(&at, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&fa);
	if ((rc = actions_add(&fa, r, c)) == 0)
		rc = posix_spawn(&r->pid, c->path, &fa, &at, c->argv, c->env);
	posix_spawn_file_actions_destroy(&fa);
	posix_spawnattr_destroy(&at);
	errno = rc;
	return rc == 0;
}

/* Until it closes its end. */
static void
run_read(struct run *r, const struct child *c, struct strbuf *out,
    struct child_end *end)
{
	int64_t until = clock_ms() + c->wait_ms;
	struct pollfd p = { .fd = r->out[0], .events = POLLIN };
	size_t had = out->len;
	char buf[READ_BYTES];

	for (;;) {
		int64_t left = until - clock_ms();
		ssize_t got;

		if ((end->late = left <= 0))
			return;
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		got = read(r->out[0], buf, sizeof(buf));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return;
		if ((end->talkative =
			    out->len - had + (size_t)got > c->out_max))
			return;
		strbuf_add(out, buf, (size_t)got);
	}
}

/* It may have closed its answer and still be at work. */
static bool
run_wait(struct run *r, int64_t until, struct child_end *end, int *status)
{
	enum { STEP_MS = 5 };

	for (;;) {
		bool over = end->late || end->talkative;
		pid_t pid;

		if (over)
			kill(r->pid, SIGKILL);
		pid = waitpid(r->pid, status, over ? 0 : WNOHANG);
		if (pid == r->pid)
			return true;
		if (pid < 0 && errno != EINTR)
			return false;
		if (pid == 0) {
			end->late = clock_ms() >= until;
			poll(NULL, 0, STEP_MS);
		}
	}
}

enum rc
child_run(const struct child *c, struct strbuf *out, struct child_end *end)
{
	struct run r = { .out = { -1, -1 } };
	int64_t until = clock_ms() + c->wait_ms;
	enum rc rc = RC_FAIL;
	int status = 0;

	*end = (struct child_end){ 0 };
	for (int i = 0; i < CHILD_FDS_MAX; i++)
		r.safe[i] = -1;
	if (!run_open(&r, c) || !run_spawn(&r, c)) {
		log_error("cannot start %s: %s", c->path, strerror(errno));
		goto out;
	}
	fd_close(&r.out[1]);
	run_read(&r, c, out, end);
	if (!run_wait(&r, until, end, &status)) {
		log_error("lost %s: %s", c->path, strerror(errno));
		goto out;
	}
	end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	end->code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
	rc = RC_OK;
out:
	run_close(&r);
	return rc;
}
