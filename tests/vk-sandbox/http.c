#include "conn_inner.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	HTTP_READ = 65536,
	HTTP_READS_MAX = 16,	 /* then others get their turn */
	HTTP_PAUSE_MS = 50,	 /* when there are no descriptors left */
	HTTP_TARGET_MAX = 16384, /* a longer GET is 414 */
	HTTP_TLS_HELLO = 0x16,
};

static struct {
	struct watch watch;
	int port;
	int64_t conns;
	struct http_hooks hooks;
	struct timer pause;
} http = { .watch = { .fd = -1 } };

int
http_port(void)
{
	return http.port;
}

static void
http_refuse(struct conn *c, int status)
{
	struct reply r = { .status = status,
		.type = "text/plain",
		.body = "vk-sandbox: bad HTTP request\n",
		.len = 29 };

	conn_tell(c, true);
	c->req.keep_alive = false;
	conn_send(c, &r);
}

/* The body is whole: hand the request out. */
static void
http_deliver(struct conn *c, const char *body, size_t len, size_t used)
{
	c->req.body = body;
	c->req.body_len = len;
	c->state = CONN_BUSY;
	http.hooks.request(c, &c->req);
	c->req.body = NULL;
	buf_cut(&c->in, used);
	buf_free(&c->chunks.body);
	memset(&c->chunks, 0, sizeof(c->chunks));
}

static bool
http_step_body(struct conn *c)
{
	size_t used;
	enum head_result r;

	if (!c->req.chunked) {
		size_t len =
		    c->req.body_declared > 0 ? (size_t)c->req.body_declared : 0;

		if (len > c->body_max) {
			http_refuse(c, 413);
			return false;
		}
		if (c->in.len < len) {
			buf_reserve(&c->in, len - c->in.len);
			return false;
		}
		http_deliver(c, c->in.p != NULL ? c->in.p : "", len, len);
		return true;
	}
	r = chunks_take(&c->chunks, c->in.p, c->in.len, c->body_max, &used);
	if (r == HEAD_BAD || r == HEAD_TOO_LONG) {
		http_refuse(c, r == HEAD_BAD ? 400 : 413);
		return false;
	}
	if (r == HEAD_MORE) {
		buf_cut(&c->in, used);
		return false;
	}
	buf_reserve(&c->chunks.body, 0);
	http_deliver(c, c->chunks.body.p, c->chunks.body.len, used);
	return true;
}

static bool
http_step_head(struct conn *c)
{
	enum head_result r;
	size_t used;

	if (c->in.len == 0)
		return false;
	if (c->requests == 0 && (unsigned char)c->in.p[0] == HTTP_TLS_HELLO) {
		if (http.hooks.tls())
			c->state = CONN_MUTE;
		else
			conn_drop(c, false);
		return false;
	}
	head_free(&c->req);
	r = head_parse(c->in.p, c->in.len, &c->req, &used);
	if (r == HEAD_MORE)
		return false;
	if (r != HEAD_OK) {
		http_refuse(c, r == HEAD_BAD ? 400 : 431);
		return false;
	}
	buf_cut(&c->in, used);
	if (strlen(c->req.path) + strlen(c->req.query) > HTTP_TARGET_MAX) {
		http_refuse(c, 414);
		return false;
	}
	c->req.conn = c->id;
	c->req.conn_request = ++c->requests;
	c->state = CONN_BODY;
	c->told = false;
	c->body_max = http.hooks.head(c, &c->req);
	if (c->body_max == 0)
		return false;
	if (c->req.expects)
		buf_str(&c->out, "HTTP/1.1 100 Continue\r\n\r\n");
	return true;
}

/* Read requests and hand them out while that is possible at once. */
void
http_advance(struct conn *c)
{
	bool more = true;

	if (c->state == CONN_DEAD || c->running)
		return;
	c->running = true;
	while (more && c->out.len - c->out_sent < CONN_OUT_MAX) {
		if (c->state == CONN_HEAD)
			more = http_step_head(c);
		else if (c->state == CONN_BODY)
			more = http_step_body(c);
		else
			more = false;
	}
	c->running = false;
	if (c->state == CONN_DEAD)
		return;
	if (c->closing && c->timer.slot > 0)
		return;
	if (c->out.len > c->out_sent || c->closing)
		conn_flush(c);
	if ((c->eof || c->hung) && c->state == CONN_BUSY)
		conn_tell(c, false);
	if (c->eof && c->state <= CONN_BODY && c->out.len == c->out_sent)
		conn_destroy(c);
	conn_interest(c);
}

static void
http_receive(struct conn *c)
{
	for (int i = 0; i < HTTP_READS_MAX; i++) {
		ssize_t n;

		if (c->state == CONN_LINGER || c->state == CONN_MUTE)
			buf_cut(&c->in, c->in.len);
		buf_reserve(&c->in, HTTP_READ);
		n = recv(c->watch.fd, c->in.p + c->in.len, HTTP_READ, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (n < 0) {
			conn_destroy(c);
			return;
		}
		if (n == 0) {
			c->eof = true;
			break;
		}
		c->in.len += (size_t)n;
		c->in.p[c->in.len] = '\0';
		if (n < HTTP_READ)
			break;
	}
	if (c->eof && c->state >= CONN_LINGER)
		conn_destroy(c);
	else
		http_advance(c);
}

static void
http_ready(struct watch *w, uint32_t events)
{
	struct conn *c = (struct conn *)w;

	if (events & EPOLLERR || (events & EPOLLHUP && !(events & EPOLLIN))) {
		conn_destroy(c);
		return;
	}
	if (events & EPOLLIN && c->state != CONN_BUSY &&
	    c->state != CONN_SENDING) {
		http_receive(c);
	} else if (events & EPOLLRDHUP && !c->hung) {
		c->hung = true;
		conn_tell(c, false);
	}
	if (c->state != CONN_DEAD && events & EPOLLOUT) {
		conn_flush(c);
		http_advance(c);
	}
	if (c->state != CONN_DEAD)
		conn_interest(c);
}

static void
http_resume(void *arg)
{
	(void)arg;
	loop_set(&http.watch, EPOLLIN);
}

static void
http_accept(struct watch *w, uint32_t events)
{
	int one = 1;

	(void)events;
	for (int i = 0; i < HTTP_READS_MAX; i++) {
		int fd =
		    accept4(w->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		struct conn *c;

		if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
			loop_set(w, 0);
			http.pause.fire = http_resume;
			timer_start(&http.pause, loop_ms() + HTTP_PAUSE_MS);
		}
		if (fd < 0)
			return;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		c = conn_open(fd);
		if (c == NULL)
			continue;
		c->watch.ready = http_ready;
		c->id = ++http.conns;
	}
}

int
http_open(const char *address, int port, const struct http_hooks *hooks)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };
	socklen_t len = sizeof(a);
	int one = 1, fd;

	http.hooks = *hooks;
	if (inet_pton(AF_INET, address, &a.sin_addr) != 1)
		return -1;
	fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	http.watch.fd = fd;
	http.watch.ready = http_accept;
	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 ||
	    listen(fd, 4096) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &len) != 0 ||
	    loop_add(&http.watch, EPOLLIN) != 0) {
		close(fd);
		return -1;
	}
	http.port = ntohs(a.sin_port);
	return http.port;
}

void
http_close_all(void)
{
	conn_close_all();
	timer_stop(&http.pause);
	loop_remove(&http.watch);
	close(http.watch.fd);
}

const char *
http_header(const struct http_request *req, const char *name)
{
	for (size_t i = 0; i < req->n_headers; i++)
		if (strcmp(req->headers[i].name, name) == 0)
			return req->headers[i].value;
	return NULL;
}
