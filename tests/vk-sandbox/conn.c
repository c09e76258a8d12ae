#include "conn_inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CONN_LINGER_MS = 2000,
	CONN_TICK_MS = 50, /* step of a trickled body */
	CONN_RST_MS = 50,  /* lets the sent bytes be read before a reset */
};

static struct conn *first;

void
conn_hold(struct conn *c, const struct holder *holder, void *arg)
{
	c->holder = holder;
	c->holder_arg = arg;
}

void *
conn_held(const struct conn *c)
{
	return c->holder != NULL ? c->holder_arg : NULL;
}

static void
conn_free(void *arg)
{
	struct conn *c = arg;

	head_free(&c->req);
	buf_free(&c->in);
	buf_free(&c->out);
	buf_free(&c->slow);
	buf_free(&c->chunks.body);
	free(c);
}

void
conn_tell(struct conn *c, bool lost)
{
	const struct holder *h = c->holder;

	if (h == NULL || (c->told && !lost))
		return;
	c->told = true;
	if (lost)
		c->holder = NULL;
	if (h->gone != NULL)
		h->gone(c->holder_arg, lost);
}

void
conn_destroy(struct conn *c)
{
	if (c->state == CONN_DEAD)
		return;
	c->state = CONN_DEAD;
	timer_stop(&c->timer);
	loop_remove(&c->watch);
	close(c->watch.fd);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	conn_tell(c, true);
	loop_defer(conn_free, c);
}

static void
conn_expired(void *arg)
{
	struct conn *c = arg;
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	if (c->rst && c->state != CONN_LINGER)
		setsockopt(
		    c->watch.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	conn_destroy(c);
}

/* Everything that had to be sent was sent: close as ordered. */
static void
conn_finish(struct conn *c)
{
	c->timer.fire = conn_expired;
	if (c->rst) {
		timer_start(
		    &c->timer, loop_ms() + (c->out_sent > 0 ? CONN_RST_MS : 0));
		loop_set(&c->watch, 0);
		return;
	}
	shutdown(c->watch.fd, SHUT_WR);
	c->state = CONN_LINGER;
	c->holder = NULL;
	if (c->eof) {
		conn_destroy(c);
		return;
	}
	timer_start(&c->timer, loop_ms() + CONN_LINGER_MS);
	loop_set(&c->watch, EPOLLIN);
}

void
conn_interest(struct conn *c)
{
	uint32_t events = 0;

	if (c->state == CONN_DEAD ||
	    (c->closing && c->timer.slot > 0 && c->slow_rate == 0))
		return;
	if (c->out.len > c->out_sent)
		events |= EPOLLOUT;
	if (!c->eof && !c->hung &&
	    (c->state == CONN_BUSY || c->state == CONN_SENDING))
		events |= EPOLLRDHUP;
	if (!c->eof && (c->state <= CONN_BODY || c->state >= CONN_LINGER) &&
	    c->out.len - c->out_sent < CONN_OUT_MAX)
		events |= EPOLLIN;
	loop_set(&c->watch, events);
}

/* Write what the socket takes. */
void
conn_flush(struct conn *c)
{
	while (c->out.len > c->out_sent) {
		ssize_t n = send(c->watch.fd, c->out.p + c->out_sent,
		    c->out.len - c->out_sent, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (n < 0) {
			conn_destroy(c);
			return;
		}
		c->out_sent += (size_t)n;
	}
	if (c->closing) {
		conn_finish(c);
		return;
	}
	buf_cut(&c->out, c->out.len);
	c->out_sent = 0;
	if (c->eof && c->state <= CONN_BODY)
		conn_destroy(c);
}

static void
conn_tick(void *arg)
{
	struct conn *c = arg;
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
		timer_start(&c->timer, loop_ms() + CONN_TICK_MS);
	} else {
		const struct holder *h = c->holder;

		c->holder = NULL;
		c->slow_rate = 0;
		c->closing = !c->req.keep_alive;
		if (!c->closing)
			c->state = CONN_HEAD;
		if (h != NULL && h->sent != NULL)
			h->sent(c->holder_arg, true);
	}
	conn_flush(c);
	if (c->state == CONN_HEAD)
		http_advance(c);
	else
		conn_interest(c);
}

static const char *
conn_reason(int status)
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
		{ 429, "Too Many Requests" }, { 500, "Internal Server Error" },
		{ 502, "Bad Gateway" }, { 503, "Service Unavailable" },
		{ 504, "Gateway Timeout" } };

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].text;
	return "Status";
}

static void
conn_write_head(struct conn *c, const struct reply *r)
{
	buf_format(&c->out, "HTTP/1.1 %d %s\r\nServer: vk-sandbox\r\n",
	    r->status, conn_reason(r->status));
	if (r->type != NULL)
		buf_format(&c->out, "Content-Type: %s\r\n", r->type);
	if (r->headers != NULL)
		buf_str(&c->out, r->headers);
	buf_format(&c->out, "Content-Length: %zu\r\nConnection: %s\r\n\r\n",
	    r->len, c->req.keep_alive ? "keep-alive" : "close");
}

void
conn_send(struct conn *c, const struct reply *r)
{
	size_t len = r->cut && r->cut_at < r->len ? r->cut_at : r->len;

	if (c->state == CONN_DEAD)
		return;
	if (c->req.verb != NULL && strcmp(c->req.verb, "HEAD") == 0)
		len = 0;
	conn_write_head(c, r);
	c->closing = r->cut || !c->req.keep_alive;
	c->rst = r->rst;
	c->told = false;
	if (r->rate > 0 && len > 0) {
		c->state = CONN_SENDING;
		c->closing = false;
		buf_add(&c->slow, r->body, len);
		c->slow_rate = r->rate;
		c->slow_start_ms = loop_ms();
		c->slow_sent = 0;
		c->timer.fire = conn_tick;
		timer_start(&c->timer, loop_ms() + CONN_TICK_MS);
	} else {
		c->holder = NULL;
		buf_add(&c->out, r->body, len);
		c->state = c->closing ? CONN_SENDING : CONN_HEAD;
	}
	if (!c->running) {
		conn_flush(c);
		http_advance(c);
	}
}

void
conn_drop(struct conn *c, bool rst)
{
	if (c->state == CONN_DEAD)
		return;
	c->holder = NULL;
	c->closing = true;
	c->rst = rst;
	c->slow_rate = 0;
	timer_stop(&c->timer);
	c->state = CONN_SENDING;
	if (!c->running)
		conn_flush(c);
}

struct conn *
conn_open(int fd)
{
	struct conn *c = mem_alloc(sizeof(*c));

	c->watch.fd = fd;
	c->timer.arg = c;
	c->next = first;
	if (c->next != NULL)
		c->next->prev = c;
	first = c;
	if (loop_add(&c->watch, EPOLLIN) == 0)
		return c;
	conn_destroy(c);
	return NULL;
}

void
conn_close_all(void)
{
	while (first != NULL)
		conn_destroy(first);
}
