#include "web/reply.h"

#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "web/inner.h"
#include "web/path.h"
#include "web/send.h"
#include "web/view.h"

/* ---------------------------------------------------------- for serve.c */

void
reply_init(struct reply *rep)
{
	memset(rep, 0, sizeof(*rep));
	strbuf_init(&rep->body);
	strbuf_init(&rep->headers);
}

void
reply_free(struct reply *rep)
{
	reply_end(rep);
	strbuf_free(&rep->body);
	strbuf_free(&rep->headers);
}

void
reply_begin(struct reply *rep, const struct request *req)
{
	struct strbuf body = rep->body, headers = rep->headers;

	memset(rep, 0, sizeof(*rep));
	rep->body = body;
	rep->headers = headers;
	strbuf_clear(&rep->body);
	strbuf_clear(&rep->headers);
	rep->req = req;
	rep->arena = req->arena;
	rep->status = 200;
}

void
reply_end(struct reply *rep)
{
	view_free(rep->view);
	rep->view = NULL;
}

char *
reply_format(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *s;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	s = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	if (n > 0)
		vsnprintf(s, (size_t)n + 1, fmt, ap);
	return s;
}

/* --------------------------------------------------------- for handlers */

struct view *
reply_view(struct reply *rep)
{
	return rep->view;
}

void
reply_page(struct reply *rep, const char *template)
{
	rep->template = template;
}

static void
redirect(struct reply *rep, int status, const char *fmt, va_list ap)
{
	const char *to = reply_format(rep->arena, fmt, ap);
	struct strbuf b;

	if (!path_own(to)) {
		log_warn("a redirect to another host was refused");
		to = "/";
	}
	strbuf_init(&b);
	strbuf_adds(&b, rep->req->base);
	path_encode(&b, to);
	rep->location = arena_strdup(rep->arena, b.buf);
	rep->status = status;
	strbuf_free(&b);
}

void
reply_redirect(struct reply *rep, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	redirect(rep, 303, fmt, ap);
	va_end(ap);
}

void
reply_moved(struct reply *rep, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	redirect(rep, 301, fmt, ap);
	va_end(ap);
}

void
reply_body(struct reply *rep, const char *type, const void *body, size_t n,
    const char *filename)
{
	strbuf_clear(&rep->body);
	strbuf_add(&rep->body, body, n);
	rep->has_body = true;
	rep->type = type;
	rep->filename = arena_strdup(rep->arena, filename);
}

void
reply_filename(struct reply *rep, const char *name, bool inlined)
{
	rep->filename = arena_strdup(rep->arena, name);
	rep->inlined = inlined;
}

/* Names of media files are made by us: nothing else is handed to the web
 * server as a place on the disk. */
static bool
media_name(const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

	return *s && *s != '.' && s[strspn(s, plain)] == '\0';
}

void
reply_media(struct reply *rep, const char *type, const char *name)
{
	if (!media_name(name)) {
		rep->status = 404;
		return;
	}
	rep->type = type;
	rep->media = arena_strdup(rep->arena, name);
}

void
reply_type(struct reply *rep, const char *type)
{
	rep->type = type;
}

void
reply_modified(struct reply *rep, int64_t at)
{
	rep->modified_at = at;
}

bool
reply_known(struct reply *rep, const void *bytes, size_t n)
{
	send_tag(rep->tag, bytes, n);
	if (!send_unchanged(rep))
		return false;
	rep->has_body = true; /* none is sent with a 304 */
	return true;
}

void
reply_public(struct reply *rep, int seconds)
{
	rep->public_s = seconds;
}

/* No value may begin a header line of its own. */
static bool
one_line(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

void
reply_header(struct reply *rep, const char *name, const char *value)
{
	if (!one_line(value)) {
		log_error("header %s: a control character", name);
		return;
	}
	strbuf_addf(&rep->headers, "%s: %s\r\n", name, value);
}

void
reply_cookie(
    struct reply *rep, const char *name, const char *value, int64_t age_s)
{
	const struct request *req = rep->req;

	if (!one_line(value) || strpbrk(value, "; ,\"\\") != NULL) {
		log_error("cookie %s: not a cookie's value", name);
		return;
	}
	strbuf_addf(&rep->headers,
	    "Set-Cookie: %s=%s; Path=%s; HttpOnly; SameSite=Lax%s", name, value,
	    *req->base ? req->base : "/", req->tls ? "; Secure" : "");
	if (age_s >= 0)
		strbuf_addf(&rep->headers, "; Max-Age=%lld", (long long)age_s);
	strbuf_adds(&rep->headers, "\r\n");
}

void
reply_then(struct reply *rep, reply_after *after, void *arg)
{
	rep->after = after;
	rep->after_arg = arg;
}

void
reply_reason(struct reply *rep, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rep->reason = reply_format(rep->arena, fmt, ap);
	va_end(ap);
}
