#include "web/send.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <sys/uio.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "store/site.h"
#include "web/coding.h"
#include "web/inner.h"
#include "web/reply.h"

static const struct {
	int status;
	const char *words;
} statuses[] = { { 200, "OK" }, { 301, "Moved Permanently" },
	{ 303, "See Other" }, { 304, "Not Modified" }, { 400, "Bad Request" },
	{ 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 409, "Conflict" }, { 410, "Gone" },
	{ 413, "Content Too Large" }, { 414, "URI Too Long" },
	{ 422, "Unprocessable Content" }, { 429, "Too Many Requests" },
	{ 500, "Internal Server Error" }, { 503, "Service Unavailable" } };

/* Everything of a page is ours and of this host; scripts are the desk's. */
#define SEND_CSP                                                               \
	"default-src 'none'; style-src 'self'; img-src 'self'; "               \
	"font-src 'self'; form-action 'self'; base-uri 'none'; "               \
	"frame-ancestors 'self'"

static const char headers_always[] =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: SAMEORIGIN\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), "
    "payment=(), usb=()\r\n";

static const char headers_public[] =
    "Content-Security-Policy: " SEND_CSP "\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n";

static const char headers_desk[] = "Content-Security-Policy: " SEND_CSP
				   "; script-src 'self'; connect-src 'self'\r\n"
				   "Referrer-Policy: same-origin\r\n";

const char *
send_status(int status)
{
	for (size_t i = 0; i < LEN(statuses); i++)
		if (statuses[i].status == status)
			return statuses[i].words;
	return "Error";
}

/* Is our tag in a list like W/"a", "b"?  Weak comparison (RFC 9110 13.1.2):
 * compressing servers make a strong tag weak on its way. */
static bool
has_tag(const char *list, const char *tag)
{
	size_t n = strlen(tag);

	if (strcmp(list, "*") == 0)
		return true;
	while (*list) {
		list += strspn(list, ", \t");
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (strncmp(list, tag, n) == 0)
			return true;
		if (*list == '"')
			list += 1 + strcspn(list + 1, "\"");
		list += strcspn(list, ",");
	}
	return false;
}

static bool
not_modified(const struct request *req, const char *tag, const char *modified)
{
	const char *none = request_env(req, "HTTP_IF_NONE_MATCH");

	if (*none)
		return has_tag(none, tag);
	/* The browser sends back what we said; a date of its own making is
	 * not worth a parser. */
	return modified != NULL &&
	       strcmp(request_env(req, "HTTP_IF_MODIFIED_SINCE"), modified) ==
		   0;
}

/* Tells one version of a page from another and is no secret, so it need not
 * be cryptographic: that cost as much as rendering (40 of 160 us). */
static uint64_t
digest(const char *s, size_t n, uint64_t key)
{
	uint64_t h = key ^ n, word;
	__uint128_t p;

	while (n > 0) {
		size_t k = n < sizeof(word) ? n : sizeof(word);

		word = 0;
		memcpy(&word, s, k);
		p = (__uint128_t)(h ^ word) * (key | 1);
		h = (uint64_t)p + (uint64_t)(p >> 64) + key;
		s += k;
		n -= k;
	}
	return h;
}

/* Each form of an answer has a tag of its own. */
static void
tag_form(char *tag, const void *bytes, size_t n, enum coding form)
{
	snprintf(tag, REPLY_TAG, "\"%016" PRIx64 "\"",
	    digest(bytes, n, 0x9e3779b97f4a7c15 + 2 * (uint64_t)form));
}

void
send_tag(char *tag, const void *bytes, size_t n)
{
	tag_form(tag, bytes, n, CODING_NONE);
}

/* Others may keep it. */
static bool
is_public(const struct reply *rep)
{
	return rep->public_s > 0 && rep->req->session == NULL &&
	       rep->req->method == METHOD_GET;
}

bool
send_unchanged(const struct reply *rep)
{
	return is_public(rep) && not_modified(rep->req, rep->tag, NULL);
}

/* In which form it is sent and kept: what each reader gets anew is left to
 * the web server. */
static enum coding
form_of(const struct reply *rep, int status)
{
	if (status != 200 || !is_public(rep) || rep->media != NULL ||
	    !coding_worth(rep->type ? rep->type : "text/html", rep->body.len))
		return CODING_NONE;
	return coding_of(request_env(rep->req, "CODING"));
}

/* What others may keep, and for how long.  Returns the status. */
static int
add_cache(struct reply *rep, int status, enum coding form, struct strbuf *out)
{
	const struct request *req = rep->req;
	const char *modified = NULL;

	if (status != 200 || !is_public(rep)) {
		strbuf_adds(out, "Cache-Control: private, no-store\r\n");
		return status;
	}
	strbuf_addf(
	    out, "Cache-Control: public, max-age=%d\r\n", rep->public_s);
	if (rep->media != NULL)
		return status; /* the web server knows the file's validators */
	if (rep->tag[0] == '\0')
		tag_form(rep->tag, rep->body.buf, rep->body.len, form);
	if (rep->modified_at > 0)
		modified = date_http(rep->arena, rep->modified_at);
	strbuf_addf(out, "ETag: %s\r\n", rep->tag);
	if (modified != NULL)
		strbuf_addf(out, "Last-Modified: %s\r\n", modified);
	/* A page looks as its reader chose: the cookie "view". */
	if (rep->template != NULL && rep->type == NULL)
		strbuf_adds(out, "Vary: Cookie\r\n");
	return not_modified(req, rep->tag, modified) ? 304 : status;
}

/* Texts are UTF-8 whether the handler says so or not. */
static void
add_type(struct reply *rep, struct strbuf *out)
{
	const char *type = rep->type ? rep->type : "text/html";
	bool text = strncmp(type, "text/", 5) == 0 || rep->template != NULL;

	strbuf_addf(out, "Content-Type: %s%s\r\n", type,
	    text && strstr(type, "charset=") == NULL ? "; charset=utf-8" : "");
}

/* RFC 6266: a name for old readers in ASCII, the real one beside it. */
static void
add_filename(const char *name, bool inlined, struct strbuf *out)
{
	strbuf_addf(out, "Content-Disposition: %s; filename=\"",
	    inlined ? "inline" : "attachment");
	for (const char *p = name; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f || *p == '"' ||
		    *p == '\\')
			continue;
		if ((unsigned char)*p < 0x80)
			strbuf_addc(out, *p);
		else if ((*p & 0xc0) != 0x80)
			strbuf_addc(out, '_');
	}
	strbuf_adds(out, "\"; filename*=UTF-8''");
	strbuf_add_url(out, name);
	strbuf_adds(out, "\r\n");
}

void
send_compose(struct reply *rep, int status, struct strbuf *out)
{
	const struct request *req = rep->req;
	enum coding form = form_of(rep, status);
	struct strbuf cache;

	strbuf_init(&cache);
	status = add_cache(rep, status, form, &cache);
	if (status != 304 && coding_apply(form, &rep->body))
		strbuf_addf(&cache,
		    "Content-Encoding: %s\r\nVary: Accept-Encoding\r\n",
		    coding_name(form));
	strbuf_addf(out, "Status: %d %s\r\n", status, send_status(status));
	strbuf_adds(out, headers_always);
	strbuf_adds(out, request_on_desk(req) ? headers_desk : headers_public);
	strbuf_add(out, cache.buf, cache.len);
	strbuf_free(&cache);
	strbuf_add(out, rep->headers.buf, rep->headers.len);
	if (rep->location != NULL)
		strbuf_addf(out, "Location: %s\r\n", rep->location);
	if (rep->media != NULL)
		strbuf_addf(out, "X-Accel-Redirect: /_media/%s/media/%s\r\n",
		    req->site->name, rep->media);
	if (rep->filename != NULL)
		add_filename(rep->filename, rep->inlined, out);
	if (status != 304 && rep->location == NULL) {
		add_type(rep, out);
		if (rep->media == NULL)
			strbuf_addf(
			    out, "Content-Length: %zu\r\n", rep->body.len);
	}
	strbuf_adds(out, "\r\n");
	if (status != 304 && rep->location == NULL && rep->media == NULL &&
	    !req->head)
		strbuf_add(out, rep->body.buf, rep->body.len);
}

/* FastCGI 3.3: the header of a record of n bytes. */
static void
record(FCGI_Header *h, int id, int type, size_t n)
{
	memset(h, 0, sizeof(*h));
	h->version = FCGI_VERSION_1;
	h->type = (unsigned char)type;
	h->requestIdB1 = (unsigned char)(id >> 8);
	h->requestIdB0 = (unsigned char)id;
	h->contentLengthB1 = (unsigned char)(n >> 8);
	h->contentLengthB0 = (unsigned char)n;
}

static bool
write_all(int fd, struct iovec *v, int n)
{
	while (n > 0) {
		ssize_t k = writev(fd, v, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return false; /* the reader left */
		for (; n > 0 && (size_t)k >= v->iov_len; v++, n--)
			k -= (ssize_t)v->iov_len;
		if (n > 0) {
			v->iov_base = (char *)v->iov_base + k;
			v->iov_len -= (size_t)k;
		}
	}
	return true;
}

void
send_write(const struct FCGX_Request *fcgi, const struct strbuf *out)
{
	enum { CONTENT_MAX = 65528 }; /* the most that is a multiple of 8 */
	FCGI_Header data, end;
	FCGI_EndRequestRecord bye = { .body = { .protocolStatus =
						    FCGI_REQUEST_COMPLETE } };
	int id = fcgi->requestId;

	for (size_t at = 0; at < out->len; at += CONTENT_MAX) {
		size_t left = out->len - at;
		size_t n = left < CONTENT_MAX ? left : CONTENT_MAX;
		struct iovec v[] = { { &data, sizeof(data) },
			{ out->buf + at, n }, { &end, sizeof(end) },
			{ &bye, sizeof(bye) } };

		record(&data, id, FCGI_STDOUT, n);
		record(&end, id, FCGI_STDOUT, 0);
		record(&bye.header, id, FCGI_END_REQUEST, sizeof(bye.body));
		if (!write_all(fcgi->ipcFd, v, n == left ? 4 : 2))
			return;
	}
}
