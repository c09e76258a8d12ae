#include "web/serve.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/db.h"
#include "web/body.h"
#include "web/fault.h"
#include "web/guard.h"
#include "web/inner.h"
#include "web/reply.h"
#include "web/send.h"
#include "web/session.h"
#include "web/view.h"

/* What one worker uses again for every request. */
struct worker {
	const struct serve *serve;
	struct arena *arena;
	struct reply rep;
	struct strbuf out;
};

/* An outcome without a page of its own; with one, 422 and 409 show it. */
static const int rc_status[RC__COUNT] = {
	[RC_OK] = 200,
	[RC_NOT_FOUND] = 404,
	[RC_INVALID] = 422,
	[RC_DENIED] = 403,
	[RC_CONFLICT] = 409,
	[RC_BUSY] = 503,
	[RC_GONE] = 410,
	[RC_TOO_LARGE] = 413,
	[RC_FAIL] = 500,
};

/* ------------------------------------------------------------- one request */

static int
read_fcgi(void *ctx, char *buf, int n)
{
	return FCGX_GetStr(buf, n, ctx);
}

/* 0 or the status of the refusal. */
static int
open_site(struct request *req)
{
	const char *name = request_env(req, "SITE");
	struct site *site;
	enum rc rc;

	if (!site_name_valid(name))
		return 404;
	rc = site_open(&req->serve->paths, name, &site);
	if (rc != RC_OK)
		return rc == RC_INVALID ? 500 : rc_status[rc];
	req->site = site;
	return 0;
}

static int
open_session(struct request *req)
{
	const char *token = request_cookie(req, "sid");
	enum rc rc;

	if (*token == '\0')
		return 0;
	rc = session_find(
	    req->site->store, req->arena, token, req->now, &req->session);
	return rc == RC_OK || rc == RC_NOT_FOUND ? 0 : rc_status[rc];
}

/* /news and /news/ are one page: the address that was not registered leads
 * to the one that was. */
static bool
find_slash(struct request *req, struct reply *rep)
{
	const struct serve *s = req->serve;
	size_t n = strlen(req->path);
	struct route_part parts[ROUTE_PARTS_MAX];
	const struct route *route;
	struct strbuf b;
	char *other;
	int parts_n;

	other = arena_printf(req->arena, "%s/", req->path);
	if (n > 1 && other[n - 1] == '/')
		other[n - 1] = '\0';
	if (req->method != METHOD_GET || !req->known_method ||
	    route_find(s->tables, s->n, METHOD_GET, other, &route, parts,
		&parts_n) != RC_OK)
		return false;
	strbuf_init(&b);
	for (const char *p = other; *p; p += strcspn(p, "/")) {
		strbuf_addc(&b, '/');
		p++;
		strbuf_add_url(
		    &b, arena_strndup(req->arena, p, strcspn(p, "/")));
	}
	reply_moved(rep, "%s%s%s", b.buf, *req->search ? "?" : "", req->search);
	strbuf_free(&b);
	return true;
}

static void
allow(struct request *req, struct reply *rep)
{
	const struct serve *s = req->serve;
	const struct route *r;
	struct route_part parts[ROUTE_PARTS_MAX];
	bool get, post;
	int n;

	get = route_find(s->tables, s->n, METHOD_GET, req->path, &r, parts,
		  &n) == RC_OK;
	post = route_find(s->tables, s->n, METHOD_POST, req->path, &r, parts,
		   &n) == RC_OK;
	reply_header(rep, "Allow",
	    get ? post ? "GET, HEAD, POST" : "GET, HEAD" : "POST");
}

/* 0, the status of a refusal, or 301 with the reply filled. */
static int
find_route(struct request *req, struct reply *rep)
{
	const struct serve *s = req->serve;
	enum rc rc;

	rc = route_find(s->tables, s->n, req->method, req->path, &req->route,
	    req->parts, &req->parts_n);
	if (rc == RC_NOT_FOUND)
		return find_slash(req, rep) ? 301 : 404;
	if (rc == RC_OK && req->known_method)
		return 0;
	allow(req, rep);
	return 405;
}

/* The handler runs; returns the status. */
static int
run(struct request *req, struct reply *rep)
{
	struct store *st = req->site->store;
	bool reading;
	enum rc rc;

	/* A page reads one picture of the data, locked once; it ends before
	 * the page is rendered.  A GET never writes. */
	if (req->method == METHOD_GET && (rc = store_begin_read(st)) != RC_OK)
		return rc_status[rc];
	reading = store_in_transaction(st);
	req->serve->dress(req, rep->view);
	rc = req->route->run(req, rep);
	if (reading && store_commit(st) != RC_OK)
		log_warn("a reading did not end well");
	else if (store_in_transaction(st)) {
		if (rc == RC_OK)
			log_error(
			    "%s left a transaction open", req->route->pattern);
		store_rollback(st);
	}
	if (rc == RC_OK && rep->after != NULL)
		rc = rep->after(req, rep->after_arg);
	if (rc == RC_OK && rep->status != 200)
		return rep->status;
	if (rc == RC_OK && rep->template == NULL && !rep->has_body &&
	    rep->media == NULL) {
		log_error("%s gave no answer", req->route->pattern);
		return 500;
	}
	return rc_status[rc];
}

/* Everything up to what shall be shown; returns the status. */
static int
answer(struct request *req, struct reply *rep, FCGX_Request *fcgi, int status)
{
	struct body_source src = { fcgi->in, read_fcgi };
	int refused = open_site(req);
	enum rc rc;

	if (refused != 0)
		return refused;
	if (status != 0 || (status = find_route(req, rep)) != 0 ||
	    (status = open_session(req)) != 0)
		return status;
	if (!guard_access(req, rep, &rc))
		return rep->location != NULL ? rep->status : rc_status[rc];
	if (req->method == METHOD_POST) {
		rc = body_read(req, &src);
		if (rc != RC_OK)
			return rc == RC_INVALID ? 400 : rc_status[rc];
		if (!guard_form(req, rep, &rc))
			return rc_status[rc];
	}
	return run(req, rep);
}

/* The page is made whole before a byte is sent; returns the status. */
static int
render(struct request *req, struct reply *rep, int status)
{
	bool page = rep->template != NULL && rep->location == NULL &&
		    (status == 200 || status == 422 || status == 409);

	if (page) {
		strbuf_clear(&rep->body);
		if (view_render(rep->view, rep->template, &rep->body) == RC_OK)
			return status;
		status = 500;
	}
	if (status >= 400)
		fault_page(req, rep, status);
	return status;
}

/* A notice is shown once: on the first page of the desk that got it. */
static void
notice_shown(const struct request *req, const struct reply *rep, int status)
{
	enum rc rc;

	if (status != 200 || rep->template == NULL || rep->type != NULL ||
	    req->session == NULL || !*req->session->notice || req->head ||
	    !request_on_desk(req))
		return;
	rc = session_notice_shown(req->site->store, request_cookie(req, "sid"));
	if (rc != RC_OK && rc != RC_BUSY)
		log_warn("a notice could not be put away");
}

static void
handle(struct worker *w, FCGX_Request *fcgi)
{
	struct request req;
	int status;

	arena_reset(w->arena);
	strbuf_clear(&w->out);
	clock_refresh();
	status = request_take(&req, w->arena, w->serve, fcgi->envp);
	log_request(req.id);
	reply_begin(&w->rep, &req);
	w->rep.view = view_new(w->arena);
	status = answer(&req, &w->rep, fcgi, status);
	status = render(&req, &w->rep, status);
	notice_shown(&req, &w->rep, status);
	send_compose(&w->rep, status, &w->out);
	send_write(fcgi, &w->out);
	body_drop(&req);
	reply_end(&w->rep);
	log_request("");
}

/* ------------------------------------------------------------------- loop */

static volatile sig_atomic_t stop;

static void
on_term(int sig)
{
	(void)sig;
	stop = 1;
	FCGX_ShutdownPending();
}

/* Signals arrive only while the loop waits: no request is cut, and none can
 * be taken up after the last look at stop. */
static void
watch_signals(sigset_t *idle)
{
	struct sigaction sa = { .sa_handler = on_term };
	struct sigaction none = { .sa_handler = SIG_IGN };
	sigset_t ending;

	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGINT);
	sigaction(SIGTERM, &sa, NULL); /* without SA_RESTART */
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGPIPE, &none, NULL); /* readers leave */
	sigprocmask(SIG_BLOCK, &ending, idle);
	sigdelset(idle, SIGTERM);
	sigdelset(idle, SIGINT);
}

/* send_write has ended the request; only the connection is left.  When all
 * that was sent to us was read, closing cannot take the answer away and need
 * not wait for the other side, as libfcgi's own way does. */
static void
hang_up(FCGX_Request *fcgi)
{
	const char *sent = FCGX_GetParam("CONTENT_LENGTH", fcgi->envp);
	int fd = fcgi->ipcFd;
	char rest[4096]; /* the end of very long headers */

	if (sent != NULL && *sent != '\0') {
		FCGX_Free(fcgi, 1);
		return;
	}
	FCGX_Free(fcgi, 0);
	while (recv(fd, rest, sizeof(rest), MSG_DONTWAIT) > 0)
		;
	close(fd);
	fcgi->ipcFd = -1;
}

static int
loop(struct worker *w, FCGX_Request *fcgi, int fd, const sigset_t *idle)
{
	int64_t left = w->serve->requests_max;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int rc;

	while (!stop) {
		if (ppoll(&p, 1, NULL, idle) < 0)
			continue;
		rc = FCGX_Accept_r(fcgi);
		/* Another worker was faster. */
		if (rc == -EAGAIN || rc == -EINTR)
			continue;
		if (rc < 0) {
			log_error("accept: %s", strerror(-rc));
			return 1;
		}
		handle(w, fcgi);
		hang_up(fcgi);
		if (left > 0 && --left == 0)
			break;
	}
	return 0;
}

int
serve_run(const struct serve *serve, int fd)
{
	struct worker w = { .serve = serve };
	FCGX_Request fcgi;
	sigset_t idle;
	int code = 1;

	stop = 0;
	watch_signals(&idle);
	if (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) < 0 ||
	    FCGX_Init() != 0 ||
	    FCGX_InitRequest(&fcgi, fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_error("the listening socket: %s", strerror(errno));
		return 1;
	}
	w.arena = arena_new();
	strbuf_init(&w.out);
	reply_init(&w.rep);
	code = loop(&w, &fcgi, fd, &idle);
	FCGX_Free(&fcgi, 1);
	reply_free(&w.rep);
	strbuf_free(&w.out);
	arena_free(w.arena);
	site_close_all();
	return code;
}
