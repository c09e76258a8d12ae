/* nastavnik-publisher: puts due stories on the walls of all sites. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "mediaplan/kind.h"
#include "publish/pass.h"
#include "store/site.h"
#include "vk/call.h"

enum {
	EXIT_REFUSED = 1,
	EXIT_MISUSE = 2,
	/* How long calls in flight may still be answered after SIGTERM; what
	 * is not is found unclear at the next start. */
	STOP_MS = 5000,
	FILES_MAX = 4096 /* sockets of calls in flight and open stores */
};

#ifndef DATA_DIR
#define DATA_DIR "."
#endif

/* Debian's libcurl brings GnuTLS along for protocols that we never speak; it
 * would make itself ready at every start, with 1 MB of our memory.  This is
 * its own way of being asked not to (gnutls.h: GNUTLS_SKIP_GLOBAL_INIT). */
int _gnutls_global_init_skip(void);
int
_gnutls_global_init_skip(void)
{
	return 1;
}

struct options {
	const char *state, *db, *stop_at;
	bool once, help;
};

static const char usage[] =
    "usage: nastavnik-publisher --state DIR [--db DIR] [--once]\n"
    "                           [--stop-at POINT]\n"
    "\n"
    "Puts due stories of all sites in DIR on their VK walls, checks keys,\n"
    "clears up what became of unclear posts.  One process serves all sites;\n"
    "a second one refuses.  SIGTERM: no new work, answers of the calls in\n"
    "flight are awaited for 5 s.\n"
    "\n"
    "  --state DIR      where the sites are\n"
    "  --db DIR         data files of the program (schema, kinds)\n"
    "  --once           leave when nothing is due and nothing runs\n"
    "  --stop-at POINT  kill this process at a point, for tests; also from\n"
    "                   NASTAVNIK_STOP_AT; only with testing = 1 in\n"
    "                   DIR/nastavnik.conf\n"
    "\n"
    "exit: 0 done, 1 refused with the reason, 2 misuse\n"
    "points:";

static void
help(FILE *f)
{
	fputs(usage, f);
	for (int i = 0; i < pass_points_n; i++)
		fprintf(f, "%s%s", i % 4 == 0 ? "\n  " : " ", pass_points[i]);
	fputc('\n', f);
}

static bool
options_read(int argc, char **argv, struct options *o)
{
	static const struct option names[] = {
		{ "state", required_argument, NULL, 's' },
		{ "db", required_argument, NULL, 'd' },
		{ "stop-at", required_argument, NULL, 'p' },
		{ "once", no_argument, NULL, 'o' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	/* Installed, or in the tree. */
	o->db = access(DATA_DIR "/db", X_OK) == 0 ? DATA_DIR "/db" : "db";
	o->stop_at = getenv("NASTAVNIK_STOP_AT");
	while ((c = getopt_long(argc, argv, "", names, NULL)) != -1)
		switch (c) {
		case 's':
			o->state = optarg;
			break;
		case 'd':
			o->db = optarg;
			break;
		case 'p':
			o->stop_at = optarg;
			break;
		case 'o':
			o->once = true;
			break;
		case 'h':
			o->help = true;
			break;
		default:
			return false;
		}
	return optind == argc && (o->help || o->state != NULL);
}

static bool
point_known(const char *name)
{
	for (int i = 0; i < pass_points_n; i++)
		if (strcmp(pass_points[i], name) == 0)
			return true;
	return false;
}

/* The lock of the state folder; it goes with the process. */
static bool
lock_take(struct arena *a, const char *state)
{
	char *path = arena_printf(a, "%s/publisher.lock", state);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);

	if (fd < 0) {
		fprintf(stderr, "nastavnik-publisher: %s: %s\n", path,
		    strerror(errno));
		return false;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		fprintf(stderr,
		    "nastavnik-publisher: another publisher works on %s\n",
		    state);
		close(fd);
		return false;
	}
	return true; /* never closed */
}

static bool
settings_take(const struct options *o, struct pass *pass)
{
	struct conf *conf = site_state_conf(o->state);
	bool testing;

	if (conf == NULL)
		return false;
	testing = conf_int(conf, "testing") != 0;
	conf_free(conf);
	if (clock_init(o->state, testing) != RC_OK)
		return false;
	if (o->stop_at == NULL || o->stop_at[0] == '\0')
		return true;
	if (!testing || !point_known(o->stop_at)) {
		fprintf(stderr, "nastavnik-publisher: --stop-at %s: %s\n",
		    o->stop_at,
		    testing ? "no such point, see --help"
			    : "only with testing = 1 in nastavnik.conf");
		return false;
	}
	pass->stop_at = o->stop_at;
	return true;
}

static char *
owner_name(struct arena *a)
{
	char host[65] = "";

	gethostname(host, sizeof(host) - 1);
	return arena_printf(
	    a, "%s:%ld:%.8s", host, (long)getpid(), secret_name(a));
}

struct watcher {
	int fd, wake, state;
};

static bool
watcher_open(struct arena *a, struct watcher *w, const char *state)
{
	char *dir = arena_printf(a, "%s/.wake", state);

	if (mkdir(dir, 0770) != 0 && errno != EEXIST) {
		log_error("publisher: %s: %m", dir);
		return false;
	}
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	w->wake = inotify_add_watch(
	    w->fd, dir, IN_CREATE | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED_TO);
	w->state = inotify_add_watch(w->fd, state,
	    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
		IN_DELETE | IN_ONLYDIR);
	if (w->fd < 0 || w->wake < 0 || w->state < 0) {
		log_error("publisher: inotify: %m");
		return false;
	}
	return true;
}

static void
watcher_run(const struct watcher *w, struct pass *pass)
{
	char buf[4096]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
	const struct inotify_event *ev;
	ssize_t n;

	while ((n = read(w->fd, buf, sizeof(buf))) > 0)
		for (char *p = buf; p < buf + n; p += sizeof(*ev) + ev->len) {
			ev = (const struct inotify_event *)(void *)p;
			if ((ev->mask & IN_Q_OVERFLOW) != 0)
				pass_wake_all(pass);
			else if (ev->wd == w->wake && ev->len > 0)
				pass_wake(pass, ev->name);
			else if (ev->len > 0 && (ev->mask & IN_ISDIR) != 0)
				pass->listed_ms = -1; /* a site came, went */
			/* STATE/clock: read at every round anyway. */
		}
}

static int
signals_open(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void
serve(struct pass *pass, const struct watcher *w, int signals, bool once)
{
	struct pollfd fds[] = { { call_fd(pass->caller), POLLIN, 0 },
		{ w->fd, POLLIN, 0 }, { signals, POLLIN, 0 } };
	int64_t wait, end_ms = 0;

	for (;;) {
		wait = pass_run(pass);
		if (once && pass_idle(pass))
			return;
		if (pass->stopping) {
			/* Armed intents are not sent any more. */
			if (pass_quiet(pass) || clock_ms() >= end_ms)
				return;
			if (wait < 0 || wait > end_ms - clock_ms())
				wait = end_ms - clock_ms();
		}
		if (poll(fds, LEN(fds), wait > 60000 ? 60000 : (int)wait) < 0 &&
		    errno != EINTR)
			return;
		if (fds[1].revents != 0)
			watcher_run(w, pass);
		if (fds[2].revents != 0 && !pass->stopping) {
			struct signalfd_siginfo si;

			if (read(signals, &si, sizeof(si)) == sizeof(si)) {
				log_info("publisher: stopping, %d calls in "
					 "flight",
				    call_count(pass->caller));
				pass->stopping = true;
				pass_point(pass, "stopping");
				end_ms = clock_ms() + STOP_MS;
			}
		}
	}
}

/* A burst of a thousand posts must not leave its memory with us. */
static void
memory_spare(void)
{
	mallopt(M_TRIM_THRESHOLD, 128 * 1024);
	mallopt(M_TOP_PAD, 16 * 1024);
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
}

static void
files_raise(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return;
	if (r.rlim_cur < FILES_MAX)
		r.rlim_cur = r.rlim_max < FILES_MAX ? r.rlim_max : FILES_MAX;
	if (setrlimit(RLIMIT_NOFILE, &r) != 0)
		log_warn("publisher: %m: few calls can run at once");
}

int
main(int argc, char **argv)
{
	static struct pass pass;
	struct options o = { 0 };
	struct site_paths paths;
	struct watcher w;
	struct arena *a;
	int signals, status = EXIT_REFUSED;

	log_init("publisher");
	if (!options_read(argc, argv, &o)) {
		help(stderr);
		return EXIT_MISUSE;
	}
	if (o.help) {
		help(stdout);
		return 0;
	}
	a = arena_new();
	if (secret_init() != RC_OK || !settings_take(&o, &pass) ||
	    !lock_take(a, o.state))
		goto out;
	files_raise();
	memory_spare();
	signals = signals_open();
	paths.state = o.state;
	paths.db = o.db;
	pass.owner = owner_name(a);
	pass.owner_armed = arena_printf(a, "%s" PASS_ARMED, pass.owner);
	if (secret_keys_make(o.state) != RC_OK || kind_load(o.db) != RC_OK ||
	    !watcher_open(a, &w, o.state) || pass_open(&pass, &paths) != RC_OK)
		goto out;
	pass_point(&pass, "start");
	log_info("publisher: ready");
	serve(&pass, &w, signals, o.once);
	pass_close(&pass);
	kind_unload();
	status = 0;
out:
	arena_free(a);
	return status;
}
