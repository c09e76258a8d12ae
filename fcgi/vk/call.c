#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "vk/call.h"

enum {
	/* The longest answer we ask for is a page of 20 posts of at most
	 * 16 000 characters; what is longer is not an answer. */
	ANSWER_MAX = 2 * 1024 * 1024,
	/* libcurl's buffer per connection; its 16 KB times all that are in
	 * flight would be most of our memory. */
	BUFFER_SIZE = 4096,
	EVENTS_MAX = 64
};

struct caller {
	CURLM *multi;
	int epoll;
	int64_t timer_at; /* clock_ms; -1: none */
	int count;
};

struct flight {
	struct caller *caller;
	CURL *easy;
	struct curl_slist *headers;
	curl_mime *mime;
	struct strbuf body;
	bool too_large;
	int64_t started_ms;
	void (*answered)(void *ctx, const struct call_result *);
	void *ctx;
};

static int
on_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
	struct caller *c = ctx;
	struct epoll_event ev = { .data.fd = fd };

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		epoll_ctl(c->epoll, EPOLL_CTL_DEL, fd, NULL);
		curl_multi_assign(c->multi, fd, NULL);
		return 0;
	}
	ev.events = ((what & CURL_POLL_IN) != 0 ? EPOLLIN : 0) |
		    ((what & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0);
	if (epoll_ctl(c->epoll, known == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
		fd, &ev) != 0)
		log_error("call: epoll: %m");
	curl_multi_assign(c->multi, fd, c);
	return 0;
}

static int
on_timer(CURLM *multi, long ms, void *ctx)
{
	struct caller *c = ctx;

	(void)multi;
	c->timer_at = ms < 0 ? -1 : clock_ms() + ms;
	return 0;
}

static size_t
on_data(char *data, size_t size, size_t n, void *ctx)
{
	struct flight *f = ctx;

	n *= size;
	if (f->body.len + n > ANSWER_MAX) {
		f->too_large = true;
		return 0; /* ends the call with an error */
	}
	strbuf_add(&f->body, data, n);
	return n;
}

enum rc
call_open(struct caller **out)
{
	struct caller *c;

	*out = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		return RC_FAIL;
	if ((c = calloc(1, sizeof(*c))) == NULL)
		return RC_FAIL;
	c->timer_at = -1;
	c->epoll = epoll_create1(EPOLL_CLOEXEC);
	c->multi = curl_multi_init();
	if (c->epoll < 0 || c->multi == NULL) {
		log_error("call: libcurl or epoll is not to be had");
		call_close(c);
		return RC_FAIL;
	}
	curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c);
	curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c);
	/* Nothing is kept: see call.h. */
	curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, 1L);
	*out = c;
	return RC_OK;
}

int
call_fd(const struct caller *c)
{
	return c->epoll;
}

int
call_count(const struct caller *c)
{
	return c->count;
}

int64_t
call_timeout_ms(const struct caller *c)
{
	int64_t left;

	if (c->timer_at < 0)
		return -1;
	left = c->timer_at - clock_ms();
	return left > 0 ? left : 0;
}

static void
flight_free(struct flight *f)
{
	curl_easy_cleanup(f->easy);
	curl_slist_free_all(f->headers);
	curl_mime_free(f->mime);
	strbuf_free(&f->body);
	free(f);
}

/* Did a byte of the request leave?  A connection or a TLS that never came
 * about leaves both numbers at 0 (vk-contract 7.2, measured). */
static bool
flight_sent(struct flight *f, CURLcode code)
{
	double pretransfer = 0;
	long size = 0;

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	/* Refused before a connection is tried. */
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
	case CURLE_READ_ERROR:
		return false;
	case CURLE_OPERATION_TIMEDOUT:
		curl_easy_getinfo(
		    f->easy, CURLINFO_PRETRANSFER_TIME, &pretransfer);
		curl_easy_getinfo(f->easy, CURLINFO_REQUEST_SIZE, &size);
		return pretransfer > 0 || size > 0;
	default:
		return true;
	}
}

static void
flight_end(struct flight *f, CURLcode code)
{
	struct call_result r = { .curl_code = (int)code };
	long status = 0;

	curl_easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &status);
	r.sent = flight_sent(f, code);
	r.http_status = (int)status;
	r.body = f->body.buf;
	r.n = f->body.len;
	r.duration_ms = clock_ms() - f->started_ms;
	curl_multi_remove_handle(f->caller->multi, f->easy);
	f->caller->count--;
	f->answered(f->ctx, &r);
	flight_free(f);
}

static void
take_ended(struct caller *c)
{
	struct flight *f;
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(c->multi, &left)) != NULL) {
		CURLcode code = m->data.result;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &f);
		flight_end(f, code);
	}
}

void
call_run(struct caller *c)
{
	struct epoll_event ev[EVENTS_MAX];
	int running, n;

	n = epoll_wait(c->epoll, ev, EVENTS_MAX, 0);
	for (int i = 0; i < n; i++) {
		int what =
		    ((ev[i].events & (EPOLLIN | EPOLLHUP)) != 0
			    ? CURL_CSELECT_IN
			    : 0) |
		    ((ev[i].events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
		    ((ev[i].events & EPOLLERR) != 0 ? CURL_CSELECT_ERR : 0);

		curl_multi_socket_action(
		    c->multi, ev[i].data.fd, what, &running);
	}
	if (c->timer_at >= 0 && clock_ms() >= c->timer_at) {
		c->timer_at = -1;
		curl_multi_socket_action(
		    c->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	}
	take_ended(c);
}

void
call_close(struct caller *c)
{
	if (c == NULL)
		return;
	/* Easy handles of dropped calls die with the process. */
	if (c->multi != NULL)
		curl_multi_cleanup(c->multi);
	if (c->epoll >= 0)
		close(c->epoll);
	free(c);
	curl_global_cleanup();
}

static bool
header_add(struct flight *f, const char *line)
{
	struct curl_slist *list = curl_slist_append(f->headers, line);

	if (list == NULL)
		return false;
	f->headers = list;
	return true;
}

static bool
add_headers(struct flight *f, const struct call *call)
{
	struct strbuf b;
	bool good;

	/* Without it libcurl repeats the request by itself on a 417. */
	if (!header_add(f, "Expect:"))
		return false;
	if (call->token == NULL)
		return true;
	strbuf_init(&b);
	strbuf_addf(&b, "Authorization: Bearer %s", call->token);
	good = header_add(f, b.buf);
	explicit_bzero(b.buf, b.len);
	strbuf_free(&b);
	return good;
}

static bool
add_content(struct flight *f, const struct call *call)
{
	curl_mimepart *part;

	if (call->file == NULL)
		return curl_easy_setopt(f->easy, CURLOPT_COPYPOSTFIELDS,
			   call->body) == CURLE_OK;
	f->mime = curl_mime_init(f->easy);
	part = f->mime == NULL ? NULL : curl_mime_addpart(f->mime);
	return part != NULL &&
	       curl_mime_name(part, call->file_field) == CURLE_OK &&
	       curl_mime_filedata(part, call->file) == CURLE_OK &&
	       curl_mime_filename(part, call->file_name) == CURLE_OK &&
	       curl_mime_type(part, call->file_type) == CURLE_OK &&
	       curl_easy_setopt(f->easy, CURLOPT_MIMEPOST, f->mime) == CURLE_OK;
}

/* One connection for one request: vk-contract 7.2 has the reason of each. */
static bool
add_options(struct flight *f, const struct call *call)
{
	CURL *e = f->easy;

	return curl_easy_setopt(e, CURLOPT_URL, call->url) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_HTTP_VERSION,
		   (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR,
		   call->plain_http ? "https,http" : "https") == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PROXY, "") == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS,
		   call->connect_timeout_ms) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, call->timeout_ms) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_BUFFERSIZE, (long)BUFFER_SIZE) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_MAXFILESIZE, (long)ANSWER_MAX) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_USERAGENT, "nastavnik") ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_HTTPHEADER, f->headers) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_data) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_WRITEDATA, f) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PRIVATE, f) == CURLE_OK;
}

enum rc
call_start(struct caller *c, const struct call *call)
{
	struct flight *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return RC_FAIL;
	strbuf_init(&f->body);
	f->caller = c;
	f->answered = call->answered;
	f->ctx = call->ctx;
	f->started_ms = clock_ms();
	f->easy = curl_easy_init();
	if (f->easy == NULL || !add_headers(f, call) || !add_options(f, call) ||
	    !add_content(f, call) ||
	    curl_multi_add_handle(c->multi, f->easy) != CURLM_OK) {
		log_error("call: libcurl refused to begin");
		flight_free(f);
		return RC_FAIL;
	}
	c->count++;
	return RC_OK;
}
