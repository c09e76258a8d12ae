#include "http.h"
#include "head.h"
#include "loop.h"

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

/* States of a connection.  HEAD, BODY: a request is being read.  BUSY: it
 * was handed out, no answer yet.  SENDING: an answer that ends with a close
 * or is trickled.  LINGER: our side is closed, the rest of the client's is
 * read and thrown away, for a close with unread data would be a reset.
 * MUTE: a TLS client that waits for ever.  DEAD: freed at the end of the
 * round. */
enum http_state {
	HTTP_HEAD, HTTP_BODY, HTTP_BUSY, HTTP_SENDING, HTTP_LINGER, HTTP_MUTE,
	HTTP_DEAD
};

enum {
	HTTP_READ = 65536,
	HTTP_READS_MAX = 16,	/* then others get their turn */
	HTTP_OUT_MAX = 1 << 20,	/* a client that reads nothing is not served */
	HTTP_LINGER_MS = 2000,
	HTTP_TICK_MS = 50,	/* step of a trickled body */
	HTTP_RST_MS = 50,	/* lets the sent bytes be read before a reset */
	HTTP_TLS_HELLO = 0x16,
};

struct http_conn {
	struct watch watch;
	struct http_conn *prev, *next;
	enum http_state state;
	int64_t id, requests;
	struct buf in, out;
	size_t out_sent;
	struct http_request req;
	size_t body_max;
	struct chunks chunks;
	bool running, eof, told, closing, rst;
	struct timer timer;
	struct buf slow;	/* what is left to trickle */
	int64_t slow_rate, slow_start_ms;
	size_t slow_sent;
	const struct http_holder *holder;
	void *holder_arg;
};

static struct {
	struct watch watch;
	int port;
	int64_t conns;
	struct http_conn *first;
	struct http_hooks hooks;
	struct timer pause;
} http = { .watch = { .fd = -1 } };

static void http_advance(struct http_conn *);

int
http_port(void)
{
	return http.port;
}

void
http_hold(struct http_conn *c, const struct http_holder *holder, void *arg)
{
	c->holder = holder;
	c->holder_arg = arg;
}

void *
http_held(const struct http_conn *c)
{
	return c->holder != NULL ? c->holder_arg : NULL;
}

static void
http_free(void *arg)
{
	struct http_conn *c = arg;

	head_free(&c->req);
	buf_free(&c->in);
	buf_free(&c->out);
	buf_free(&c->slow);
	buf_free(&c->chunks.body);
	free(c);
}

static void
http_tell(struct http_conn *c, bool lost)
{
	const struct http_holder *h = c->holder;

	if (h == NULL || (c->told && !lost))
		return;
	c->told = true;
	if (lost)
		c->holder = NULL;
	if (h->gone != NULL)
		h->gone(c->holder_arg, lost);
}

static void
http_destroy(struct http_conn *c)
{
	if (c->state == HTTP_DEAD)
		return;
	c->state = HTTP_DEAD;
	timer_stop(&c->timer);
	loop_remove(&c->watch);
	close(c->watch.fd);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		http.first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	http_tell(c, true);
	loop_defer(http_free, c);
}

static void
http_expired(void *arg)
{
	struct http_conn *c = arg;
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	if (c->rst && c->state != HTTP_LINGER)
		setsockopt(c->watch.fd, SOL_SOCKET, SO_LINGER, &reset,
		    sizeof(reset));
	http_destroy(c);
}

/* Everything that had to be sent was sent: close as ordered. */
static void
http_finish(struct http_conn *c)
{
	c->timer.fire = http_expired;
	if (c->rst) {
		timer_start(&c->timer,
		    loop_ms() + (c->out_sent > 0 ? HTTP_RST_MS : 0));
		loop_set(&c->watch, 0);
		return;
	}
	shutdown(c->watch.fd, SHUT_WR);
	c->state = HTTP_LINGER;
	c->holder = NULL;
	if (c->eof) {
		http_destroy(c);
		return;
	}
	timer_start(&c->timer, loop_ms() + HTTP_LINGER_MS);
	loop_set(&c->watch, EPOLLIN);
}

static void
http_interest(struct http_conn *c)
{
	uint32_t events = 0;

	if (c->state == HTTP_DEAD || (c->closing && c->timer.slot > 0 &&
	    c->slow_rate == 0))
		return;
	if (c->out.len > c->out_sent)
		events |= EPOLLOUT;
	if (!c->eof && (c->state == HTTP_BUSY || c->state == HTTP_SENDING))
		events |= EPOLLRDHUP;
	if (!c->eof && (c->state <= HTTP_BODY || c->state >= HTTP_LINGER) &&
	    c->out.len - c->out_sent < HTTP_OUT_MAX)
		events |= EPOLLIN;
	loop_set(&c->watch, events);
}

/* Write what the socket takes. */
static void
http_flush(struct http_conn *c)
{
	while (c->out.len > c->out_sent) {
		ssize_t n = send(c->watch.fd, c->out.p + c->out_sent,
		    c->out.len - c->out_sent, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (n < 0) {
			http_destroy(c);
			return;
		}
		c->out_sent += (size_t)n;
	}
	if (c->closing) {
		http_finish(c);
		return;
	}
	buf_cut(&c->out, c->out.len);
	c->out_sent = 0;
	if (c->eof && c->state <= HTTP_BODY)
		http_destroy(c);
}

static void
http_tick(void *arg)
{
	struct http_conn *c = arg;
	int64_t due = (loop_ms() - c->slow_start_ms) * c->slow_rate / 1000;
	size_t n = 0;

	if (due > (int64_t)c->slow_sent)
		n = (size_t)due - c->slow_sent;
	if (n > c->slow.len)
		n = c->slow.len;
	c->slow_sent += n;
	buf_add(&c->out, c->slow.p, n);
	buf_cut(&c->slow, n);
	if (c->slow.len > 0) {
		timer_start(&c->timer, loop_ms() + HTTP_TICK_MS);
	} else {
		const struct http_holder *h = c->holder;

		c->holder = NULL;
		c->slow_rate = 0;
		c->closing = !c->req.keep_alive;
		if (!c->closing)
			c->state = HTTP_HEAD;
		if (h != NULL && h->sent != NULL)
			h->sent(c->holder_arg, true);
	}
	http_flush(c);
	if (c->state == HTTP_HEAD)
		http_advance(c);
	else
		http_interest(c);
}

const char *
http_reason(int status)
{
	static const struct {
		int status;
		const char *text;
	} reasons[] = { { 200, "OK" }, { 301, "Moved Permanently" },
		{ 302, "Found" }, { 304, "Not Modified" },
		{ 400, "Bad Request" }, { 403, "Forbidden" },
		{ 404, "Not Found" }, { 405, "Method Not Allowed" },
		{ 413, "Content Too Large" }, { 414, "URI Too Long" },
		{ 431, "Request Header Fields Too Large" },
		{ 429, "Too Many Requests" },
		{ 500, "Internal Server Error" }, { 502, "Bad Gateway" },
		{ 503, "Service Unavailable" }, { 504, "Gateway Timeout" } };

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].text;
	return "Status";
}

static void
http_write_head(struct http_conn *c, const struct http_reply *r)
{
	buf_format(&c->out, "HTTP/1.1 %d %s\r\nServer: vk-sandbox\r\n",
	    r->status, http_reason(r->status));
	if (r->type != NULL)
		buf_format(&c->out, "Content-Type: %s\r\n", r->type);
	if (r->headers != NULL)
		buf_str(&c->out, r->headers);
	buf_format(&c->out, "Content-Length: %zu\r\nConnection: %s\r\n\r\n",
	    r->len, c->req.keep_alive ? "keep-alive" : "close");
}

void
http_send(struct http_conn *c, const struct http_reply *r)
{
	size_t len = r->cut && r->cut_at < r->len ? r->cut_at : r->len;

	if (c->state == HTTP_DEAD)
		return;
	if (c->req.verb != NULL && strcmp(c->req.verb, "HEAD") == 0)
		len = 0;
	http_write_head(c, r);
	c->closing = r->cut || !c->req.keep_alive;
	c->rst = r->rst;
	c->told = false;
	if (r->rate > 0 && len > 0) {
		c->state = HTTP_SENDING;
		c->closing = false;
		buf_add(&c->slow, r->body, len);
		c->slow_rate = r->rate;
		c->slow_start_ms = loop_ms();
		c->slow_sent = 0;
		c->timer.fire = http_tick;
		timer_start(&c->timer, loop_ms() + HTTP_TICK_MS);
	} else {
		c->holder = NULL;
		buf_add(&c->out, r->body, len);
		c->state = c->closing ? HTTP_SENDING : HTTP_HEAD;
	}
	if (!c->running) {
		http_flush(c);
		http_advance(c);
	}
}

void
http_drop(struct http_conn *c, bool rst)
{
	if (c->state == HTTP_DEAD)
		return;
	c->holder = NULL;
	c->closing = true;
	c->rst = rst;
	c->slow_rate = 0;
	timer_stop(&c->timer);
	c->state = HTTP_SENDING;
	if (!c->running)
		http_flush(c);
}

static void
http_refuse(struct http_conn *c, int status)
{
	struct http_reply r = { .status = status, .type = "text/plain",
		.body = "vk-sandbox: bad HTTP request\n", .len = 29 };

	http_tell(c, true);
	c->req.keep_alive = false;
	http_send(c, &r);
}

/* The body is whole: hand the request out. */
static void
http_deliver(struct http_conn *c, const char *body, size_t len, size_t used)
{
	c->req.body = body;
	c->req.body_len = len;
	c->state = HTTP_BUSY;
	http.hooks.request(c, &c->req);
	c->req.body = NULL;
	buf_cut(&c->in, used);
	buf_free(&c->chunks.body);
	memset(&c->chunks, 0, sizeof(c->chunks));
}

static bool
http_step_body(struct http_conn *c)
{
	size_t used;
	enum head_result r;

	if (!c->req.chunked) {
		size_t len = c->req.body_declared > 0
		    ? (size_t)c->req.body_declared
		    : 0;

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
http_step_head(struct http_conn *c)
{
	enum head_result r;
	size_t used;

	if (c->in.len == 0)
		return false;
	if (c->requests == 0 && (unsigned char)c->in.p[0] == HTTP_TLS_HELLO) {
		if (http.hooks.tls())
			c->state = HTTP_MUTE;
		else
			http_drop(c, false);
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
	c->req.conn = c->id;
	c->req.conn_request = ++c->requests;
	c->state = HTTP_BODY;
	c->told = false;
	c->body_max = http.hooks.head(c, &c->req);
	if (c->body_max == 0)
		return false;
	if (c->req.expects)
		buf_str(&c->out, "HTTP/1.1 100 Continue\r\n\r\n");
	return true;
}

/* Read requests and hand them out while that is possible at once. */
static void
http_advance(struct http_conn *c)
{
	bool more = true;

	if (c->state == HTTP_DEAD || c->running)
		return;
	c->running = true;
	while (more && c->out.len - c->out_sent < HTTP_OUT_MAX) {
		if (c->state == HTTP_HEAD)
			more = http_step_head(c);
		else if (c->state == HTTP_BODY)
			more = http_step_body(c);
		else
			more = false;
	}
	c->running = false;
	if (c->state == HTTP_DEAD)
		return;
	if (c->closing && c->timer.slot > 0)
		return;
	if (c->out.len > c->out_sent || c->closing)
		http_flush(c);
	if (c->eof && c->state == HTTP_BUSY)
		http_tell(c, false);
	if (c->eof && c->state <= HTTP_BODY && c->out.len == c->out_sent)
		http_destroy(c);
	http_interest(c);
}

static void
http_receive(struct http_conn *c)
{
	for (int i = 0; i < HTTP_READS_MAX; i++) {
		ssize_t n;

		if (c->state == HTTP_LINGER || c->state == HTTP_MUTE)
			buf_cut(&c->in, c->in.len);
		buf_reserve(&c->in, HTTP_READ);
		n = recv(c->watch.fd, c->in.p + c->in.len, HTTP_READ, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (n < 0) {
			http_destroy(c);
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
	if (c->eof && c->state >= HTTP_LINGER)
		http_destroy(c);
	else
		http_advance(c);
}

static void
http_ready(struct watch *w, uint32_t events)
{
	struct http_conn *c = (struct http_conn *)w;

	if (events & EPOLLERR || (events & EPOLLHUP && !(events & EPOLLIN))) {
		http_destroy(c);
		return;
	}
	if (events & EPOLLIN && c->state != HTTP_BUSY &&
	    c->state != HTTP_SENDING) {
		http_receive(c);
	} else if (events & EPOLLRDHUP && !c->eof) {
		c->eof = true;
		http_tell(c, false);
	}
	if (c->state != HTTP_DEAD && events & EPOLLOUT) {
		http_flush(c);
		http_advance(c);
	}
	if (c->state != HTTP_DEAD)
		http_interest(c);
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
		int fd = accept4(
		    w->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		struct http_conn *c;

		if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
			loop_set(w, 0);
			http.pause.fire = http_resume;
			timer_start(&http.pause, loop_ms() + HTTP_RST_MS);
		}
		if (fd < 0)
			return;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		c = mem_alloc(sizeof(*c));
		c->watch.fd = fd;
		c->watch.ready = http_ready;
		c->timer.arg = c;
		c->id = ++http.conns;
		c->next = http.first;
		if (c->next != NULL)
			c->next->prev = c;
		http.first = c;
		if (loop_add(&c->watch, EPOLLIN) != 0)
			http_destroy(c);
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
	while (http.first != NULL)
		http_destroy(http.first);
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
