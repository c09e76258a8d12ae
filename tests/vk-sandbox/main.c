#include "call.h"
#include "control.h"
#include "http.h"
#include "keep.h"
#include "loop.h"
#include "text.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const char usage[] =
    "usage: vk-sandbox [--listen 127.0.0.1:PORT] [--keep FILE]\n"
    "\n"
    "Stands in for VK in tests and demonstrations: the API, the upload\n"
    "addresses, pages of the walls, and a control interface.\n"
    "\n"
    "  --listen ADDRESS:PORT  where to listen; 127.0.0.1 only.\n"
    "                         PORT 0 takes a free one (the default is\n"
    "                         127.0.0.1:8090)\n"
    "  --keep FILE            for demonstrations: begin with the world in\n"
    "                         FILE, if it is there, and save the world in\n"
    "                         it within seconds of a change and at the end.\n"
    "                         Pictures and documents go to FILE.d/.  The\n"
    "                         journal and the faults are not kept\n"
    "  --help                 this text\n"
    "\n"
    "The first line of the output is 'listening http://127.0.0.1:PORT/'.\n"
    "  /method/NAME           the API, version 5.199\n"
    "  /                      the communities and their walls\n"
    "  /_sandbox/health       the control interface begins here\n"
    "SIGTERM and SIGINT end the program; without --keep nothing\n"
    "is kept.\n";

struct options {
	char address[64];
	int port;
	const char *keep; /* NULL: nothing is kept */
};

/* ADDRESS:PORT; only loopback. */
static bool
read_listen(const char *text, struct options *o)
{
	const char *colon = strrchr(text, ':');
	int64_t port;

	if (colon == NULL || (size_t)(colon - text) >= sizeof(o->address) ||
	    !text_int(colon + 1, &port) || port < 0 || port > 65535)
		return false;
	snprintf(
	    o->address, sizeof(o->address), "%.*s", (int)(colon - text), text);
	if (strcmp(o->address, "localhost") == 0)
		snprintf(o->address, sizeof(o->address), "127.0.0.1");
	o->port = (int)port;
	return strcmp(o->address, "127.0.0.1") == 0;
}

/* 0 = go on, else the exit status + 1. */
static int
read_options(int argc, char **argv, struct options *o)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			fputs(usage, stdout);
			return 1;
		}
		if (strcmp(argv[i], "--listen") == 0 && i + 1 < argc &&
		    read_listen(argv[i + 1], o)) {
			i++;
			continue;
		}
		if (strcmp(argv[i], "--keep") == 0 && i + 1 < argc &&
		    argv[i + 1][0] != '\0') {
			o->keep = argv[++i];
			continue;
		}
		fprintf(
		    stderr, "vk-sandbox: bad argument: %s\n%s", argv[i], usage);
		return 3;
	}
	return 0;
}

static void
on_signal(struct watch *w, uint32_t events)
{
	struct signalfd_siginfo info;

	(void)events;
	if (read(w->fd, &info, sizeof(info)) == sizeof(info))
		loop_stop();
}

static int
watch_signals(struct watch *w)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	w->ready = on_signal;
	w->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return w->fd < 0 ? -1 : loop_add(w, EPOLLIN);
}

static void
raise_files(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

/* Until a signal comes.  The exit status. */
static int
serve(const struct options *o)
{
	int port = http_open(o->address, o->port, &call_hooks), rc;

	if (port < 0) {
		fprintf(stderr, "vk-sandbox: cannot listen on %s:%d: %s\n",
		    o->address, o->port, strerror(errno));
		return 1;
	}
	printf("listening http://%s:%d/\n", o->address, port);
	fflush(stdout);
	loop_run();
	rc = keep_save() == 0 ? 0 : 1;
	http_close_all();
	return rc;
}

int
main(int argc, char **argv)
{
	struct options o = { .address = "127.0.0.1", .port = 8090 };
	struct watch signals = { .fd = -1 };
	int stop = read_options(argc, argv, &o), rc;

	if (stop != 0)
		return stop - 1;
	raise_files();
	if (sodium_init() < 0 || loop_open() != 0 ||
	    watch_signals(&signals) != 0) {
		perror("vk-sandbox");
		return 1;
	}
	control_start();
	rc = keep_open(o.keep) == 0 ? serve(&o) : 1;
	keep_close();
	control_stop();
	loop_remove(&signals);
	close(signals.fd);
	loop_close();
	return rc;
}
