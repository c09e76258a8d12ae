/*
 * nastavnik-worker: answers the requests of the web server.
 *
 * One process serves one request at a time.  With --workers N a master
 * listens, starts N such processes, starts another for each that ends, and
 * ends them all when it is told to.  Without it the process serves itself
 * (systemd then keeps as many as it wants).
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "desk/dress.h"
#include "desk/routes.h"
#include "figure/figure.h"
#include "mediaplan/kind.h"
#include "page/routes.h"
#include "page/search.h"
#include "register/register.h"
#include "section/topic.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/site.h"
#include "web/serve.h"
#include "web/view.h"

enum {
	WORKERS_MAX = 64,      /* more than a small server can feed */
	WORKER_DELAY_MS = 200, /* a worker that dies at once is not a loop */
	WORKER_BACKLOG = 511   /* what the web server itself asks for */
};

struct options {
	const char *state, *listen, *templates, *statics, *db;
	int64_t workers, requests_max;
};

static const char help[] =
    "usage: nastavnik-worker --state DIR [options]\n"
    "  --state DIR         sites and settings\n"
    "  --listen PATH       unix socket; without it descriptor 0 listens\n"
    "  --workers N         processes, 1..64 (1: no master)\n"
    "  --templates DIR     templates/ of the program\n"
    "  --static DIR        static files with their manifest\n"
    "  --db DIR            db/ of the program\n"
    "  --requests-max N    a worker leaves after so many (0: never)\n"
    "  --help\n"
    "Environment: NASTAVNIK_DEV=1 reads changed templates again;\n"
    "TMPDIR holds uploads when a site's folder may not be written.\n";

/* --------------------------------------------------------------- options */

static const struct option known[] = { { "state", required_argument, NULL,
					   's' },
	{ "listen", required_argument, NULL, 'l' },
	{ "workers", required_argument, NULL, 'w' },
	{ "templates", required_argument, NULL, 't' },
	{ "static", required_argument, NULL, 'f' },
	{ "db", required_argument, NULL, 'd' },
	{ "requests-max", required_argument, NULL, 'r' },
	{ "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };

static bool
read_option(struct options *o, int c)
{
	switch (c) {
	case 's':
		o->state = optarg;
		return true;
	case 'l':
		o->listen = optarg;
		return true;
	case 't':
		o->templates = optarg;
		return true;
	case 'f':
		o->statics = optarg;
		return true;
	case 'd':
		o->db = optarg;
		return true;
	case 'w':
		return text_int(optarg, 1, WORKERS_MAX, &o->workers);
	case 'r':
		return text_int(optarg, 0, INT64_MAX, &o->requests_max);
	}
	return false;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'h') {
			fputs(help, stdout);
			exit(0);
		}
		if (!read_option(o, c))
			return false;
	}
	return optind == argc && o->state != NULL;
}

/* What is installed, else the tree the program was built in. */
static const char *
find(const char *installed, const char *in_tree)
{
	return access(installed, R_OK) == 0 ? installed : in_tree;
}

/* ----------------------------------------------------------------- start */

/* A statement with an error stops the start, not a reader at night. */
static enum rc
check_statements(const char *db)
{
	struct store *st;
	enum rc rc;

	if ((rc = store_open(&st, ":memory:")) != RC_OK)
		return rc;
	if ((rc = migrate_create(st, db)) == RC_OK)
		rc = store_prepare_all(st, NULL, NULL);
	if (rc == RC_OK)
		rc = figures_check(st);
	store_close(st);
	return rc;
}

static enum rc
start(const struct options *o)
{
	struct conf *conf;
	enum rc rc;

	if ((rc = secret_init()) != RC_OK)
		return rc;
	if ((conf = site_state_conf(o->state)) == NULL)
		return RC_FAIL;
	rc = clock_init(o->state, conf_int(conf, "testing") != 0);
	conf_free(conf);
	if (rc != RC_OK)
		return rc;
	if ((rc = kind_load(o->db)) != RC_OK ||
	    (rc = topic_load(o->db)) != RC_OK ||
	    (rc = register_load(o->db)) != RC_OK ||
	    (rc = figure_load(o->db)) != RC_OK ||
	    (rc = check_statements(o->db)) != RC_OK)
		return rc;
	return view_init(o->templates, o->statics);
}

static int
open_socket(const char *path)
{
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(sa.sun_path)) {
		log_error("%s: too long for a socket", path);
		return -1;
	}
	strcpy(sa.sun_path, path);
	unlink(path); /* of a worker that was killed */
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) < 0 ||
	    bind(fd, (struct sockaddr *)&sa, sizeof(sa)) < 0 ||
	    chmod(path, 0660) < 0 || listen(fd, WORKER_BACKLOG) < 0) {
		log_error("%s: %s", path, strerror(errno));
		return -1;
	}
	return fd;
}

/* ---------------------------------------------------------------- master */

struct master {
	const struct serve *serve;
	int fd;
	int n;
	pid_t workers[WORKERS_MAX];
};

static volatile sig_atomic_t ending;

static void
on_signal(int sig)
{
	if (sig != SIGCHLD)
		ending = 1;
}

static void
start_worker(struct master *m, int i)
{
	sigset_t child;
	pid_t pid = fork();

	if (pid == 0) {
		/* SIGTERM stays blocked: serve_run lets it in when it has a
		 * handler of its own, so none is lost on the way. */
		signal(SIGCHLD, SIG_DFL);
		sigemptyset(&child);
		sigaddset(&child, SIGCHLD);
		sigprocmask(SIG_UNBLOCK, &child, NULL);
		/* A master that is killed leaves nobody behind: a worker of
		 * the past would answer beside those of the next start. */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		exit(serve_run(m->serve, m->fd));
	}
	if (pid < 0)
		log_error("fork: %s", strerror(errno));
	m->workers[i] = pid > 0 ? pid : 0;
}

/* Ended workers out of the list; true if one ended badly. */
static bool
reap(struct master *m)
{
	bool badly = false;
	int how;
	pid_t pid;

	while ((pid = waitpid(-1, &how, WNOHANG)) > 0) {
		for (int i = 0; i < m->n; i++)
			if (m->workers[i] == pid)
				m->workers[i] = 0;
		if (WIFSIGNALED(how))
			log_error("worker %d died of signal %d", (int)pid,
			    WTERMSIG(how));
		else if (WEXITSTATUS(how) != 0)
			log_error("worker %d ended with %d", (int)pid,
			    WEXITSTATUS(how));
		badly = badly || !WIFEXITED(how) || WEXITSTATUS(how) != 0;
	}
	return badly;
}

static void
end_workers(struct master *m)
{
	for (int i = 0; i < m->n; i++)
		if (m->workers[i] > 0)
			kill(m->workers[i], SIGTERM);
	for (int i = 0; i < m->n; i++)
		while (m->workers[i] > 0 &&
		       waitpid(m->workers[i], NULL, 0) < 0 && errno == EINTR)
			;
}

static int
lead(struct master *m)
{
	struct timespec delay = { 0, WORKER_DELAY_MS * 1000000L };
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t watched, idle;

	sigemptyset(&watched);
	sigaddset(&watched, SIGTERM);
	sigaddset(&watched, SIGINT);
	sigaddset(&watched, SIGCHLD);
	sigprocmask(SIG_BLOCK, &watched, &idle);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGCHLD, &sa, NULL);
	for (int i = 0; i < m->n; i++)
		start_worker(m, i);
	while (!ending) {
		sigsuspend(&idle);
		if (!ending && reap(m))
			nanosleep(&delay, NULL);
		for (int i = 0; i < m->n && !ending; i++)
			if (m->workers[i] == 0)
				start_worker(m, i);
	}
	end_workers(m);
	return 0;
}

int
main(int argc, char **argv)
{
	struct options o = {
		.templates = find(DATA_DIR "/templates", "templates"),
		.statics = find(DATA_DIR "/static", "build/static"),
		.db = find(DATA_DIR "/db", "db"),
		.workers = 1,
	};
	struct route_table tables[2];
	struct serve serve = { .tables = tables,
		.n = 2,
		.dress = desk_dress,
		.lost = page_search_lost };
	struct master m = { .serve = &serve };
	int code;

	log_init("worker");
	if (!read_options(&o, argc, argv)) {
		fputs(help, stderr);
		return 2;
	}
	if (start(&o) != RC_OK)
		return 1;
	tables[0] = page_routes;
	tables[1] = desk_routes;
	serve.paths = (struct site_paths){ .state = o.state, .db = o.db };
	serve.requests_max = o.requests_max;
	m.n = (int)o.workers;
	m.fd = o.listen != NULL ? open_socket(o.listen) : 0;
	if (m.fd < 0)
		return 1;
	log_info("serving, workers=%d", m.n);
	code = m.n > 1 ? lead(&m) : serve_run(&serve, m.fd);
	if (o.listen != NULL)
		unlink(o.listen);
	view_shutdown();
	return code;
}
