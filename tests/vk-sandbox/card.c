#include "card.h"
#include "http.h"
#include "loop.h"
#include "map.h"
#include "og.h"
#include "text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CARD_BYTES_MAX = 256 * 1024, /* the tags stand at the beginning */
	CARD_MS = 3000,		     /* then the address has failed */
	CARD_FRESH_MS = 60000,	     /* asked again later than that */
	CARD_RETRY_MS = 5000,	     /* the same after a failure */
	CARD_COUNT_MAX = 2000,
	CARD_READ = 16384,
};

/* A card and the question under way for it. */
struct entry {
	struct card card;
	struct watch watch; /* fd is -1 when nothing is asked */
	struct timer timer;
	struct buf in, out;
	size_t sent;
	int64_t asked_ms, fresh_ms;
};

static struct map cards;
static void (*on_done)(void);
static bool told;

void
card_on_done(void (*fn)(void))
{
	on_done = fn;
}

static void
entry_stop(struct entry *e)
{
	timer_stop(&e->timer);
	if (e->watch.fd >= 0) {
		loop_remove(&e->watch);
		close(e->watch.fd);
		e->watch.fd = -1;
	}
	buf_free(&e->in);
	buf_free(&e->out);
	e->sent = 0;
	e->card.pending = false;
}

static void
entry_free(void *arg)
{
	struct entry *e = arg;

	entry_stop(e);
	free(e->card.url);
	free(e->card.title);
	free(e->card.description);
	free(e->card.image);
	free(e);
}

void
card_reset(void)
{
	map_free(&cards, entry_free);
}

/* Host and port of an http address of this machine.  *path is the rest. */
static bool
local_parse(const char *url, int *port, const char **path)
{
	static const char *const hosts[] = { "127.0.0.1", "localhost" };
	int64_t n = 80;
	char digits[8] = "";
	const char *p;
	size_t len;

	if (strncasecmp(url, "http://", 7) != 0)
		return false;
	url += 7;
	p = url + strcspn(url, ":/?#");
	if (strpbrk(url, "@\\") != NULL)
		return false;
	for (size_t i = 0; i < 2; i++) {
		if (strlen(hosts[i]) != (size_t)(p - url) ||
		    strncasecmp(url, hosts[i], (size_t)(p - url)) != 0)
			continue;
		if (*p == ':') {
			len = strspn(p + 1, "0123456789");
			if (len > 0 && len < sizeof(digits))
				memcpy(digits, p + 1, len);
			if (!text_int(digits, &n) || n < 1 || n > 65535)
				return false;
			p += 1 + len;
		}
		*port = (int)n;
		*path = p;
		return *p == '\0' || strchr("/?#", *p) != NULL;
	}
	return false;
}

bool
card_is_local(const char *url)
{
	const char *path;
	int port;

	return local_parse(url, &port, &path);
}

static void
card_tell(void *arg)
{
	(void)arg;
	told = false;
	if (on_done != NULL)
		on_done();
}

/* An address of a picture: absolute on this machine, or a path. */
static char *
image_address(const char *url, char *image)
{
	const char *path;
	char *whole;
	int port;

	if (image == NULL || card_is_local(image))
		return image;
	if (image[0] == '/' && image[1] != '/' &&
	    local_parse(url, &port, &path)) {
		whole = mem_format("%.*s%s", (int)(path - url), url, image);
		free(image);
		return whole;
	}
	free(image);
	return NULL;
}

static void
card_done(struct entry *e)
{
	struct card *c = &e->card;
	char *html = e->in.p ? og_body(e->in.p, e->in.len) : NULL;

	entry_stop(e);
	e->fresh_ms = html != NULL ? CARD_FRESH_MS : CARD_RETRY_MS;
	if (html != NULL) {
		free(c->title);
		free(c->description);
		free(c->image);
		c->title = og_meta(html, "og:title");
		if (c->title == NULL)
			c->title = og_title(html);
		c->description = og_meta(html, "og:description");
		c->image = image_address(c->url, og_meta(html, "og:image"));
	}
	free(html);
	if (!told) {
		told = true;
		loop_defer(card_tell, NULL);
	}
}

static void
card_expired(void *arg)
{
	card_done(arg);
}

static void
card_ready(struct watch *w, uint32_t events)
{
	struct entry *e =
	    (struct entry *)((char *)w - offsetof(struct entry, watch));
	ssize_t n;

	if (e->out.len > e->sent) {
		n = send(w->fd, e->out.p + e->sent, e->out.len - e->sent,
		    MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN) {
			card_done(e);
			return;
		}
		e->sent += n > 0 ? (size_t)n : 0;
		if (e->sent == e->out.len)
			loop_set(w, EPOLLIN);
		return;
	}
	if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	buf_reserve(&e->in, CARD_READ);
	n = recv(w->fd, e->in.p + e->in.len, CARD_READ, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		e->in.len += (size_t)n;
		e->in.p[e->in.len] = '\0';
	}
	if (n <= 0 || e->in.len > CARD_BYTES_MAX)
		card_done(e);
}

static void
card_ask(struct entry *e, int port, const char *path)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	e->asked_ms = loop_ms();
	e->fresh_ms = CARD_RETRY_MS;
	if (fd < 0)
		return;
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0 &&
	    errno != EINPROGRESS) {
		close(fd);
		return;
	}
	buf_format(&e->out,
	    "GET %s%.*s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
	    "User-Agent: vk-sandbox (card)\r\nAccept: text/html\r\n"
	    "Connection: close\r\n\r\n",
	    *path == '/' ? "" : "/", (int)strcspn(path, "#"), path, port);
	e->watch.fd = fd;
	e->watch.ready = card_ready;
	e->timer.fire = card_expired;
	e->timer.arg = e;
	if (loop_add(&e->watch, EPOLLOUT) != 0) {
		entry_stop(e);
		return;
	}
	e->card.pending = true;
	timer_start(&e->timer, loop_ms() + CARD_MS);
}

const struct card *
card_of(const char *url)
{
	struct entry *e = map_get(&cards, url);
	const char *path;
	int port;

	if (e == NULL) {
		if (cards.count >= CARD_COUNT_MAX)
			card_reset();
		e = mem_alloc(sizeof(*e));
		e->card.url = mem_dup(url);
		e->watch.fd = -1;
		map_set(&cards, url, e);
	}
	if (e->card.pending ||
	    (e->fresh_ms > 0 && loop_ms() - e->asked_ms < e->fresh_ms))
		return &e->card;
	/* Its own pages have no tags, and one could wait for another. */
	if (local_parse(url, &port, &path) && port != http_port())
		card_ask(e, port, path);
	return &e->card;
}
