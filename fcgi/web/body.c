#include "web/body.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "store/site.h"
#include "web/inner.h"
#include "web/multipart.h"

/* As much as libfcgi holds in its own buffer. */
enum { BODY_CHUNK = 8192 };

/* One multipart body on its way into the request. */
struct intake {
	struct request *req;
	bool files;	      /* the route takes them */
	const char *name;     /* of the part in hand */
	const char *filename; /* NULL: a field */
	struct upload *file;  /* NULL: a field, or a file nobody chose */
	struct strbuf field;
	size_t fields_bytes; /* of all fields so far */
	enum rc rc;	     /* why the sink said false */
};

static bool
refuse(struct intake *in, enum rc rc)
{
	in->rc = rc;
	return false;
}

/* --------------------------------------------------------------- files */

static int
open_in(const char *dir)
{
	char name[4096];
	int fd;

	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	/* A file system without O_TMPFILE. */
	if ((size_t)snprintf(name, sizeof(name), "%s/.upload-XXXXXX", dir) >=
	    sizeof(name))
		return -1;
	if ((fd = mkostemp(name, O_CLOEXEC)) >= 0)
		unlink(name);
	return fd;
}

/* Beside the site, so that what is kept need not change its disk; when that
 * folder may not be written, where temporary files belong. */
static int
open_unnamed(const struct site *site)
{
	const char *tmp = getenv("TMPDIR");
	int fd = -1;

	if (site != NULL)
		fd = open_in(site->dir);
	if (fd < 0)
		fd = open_in(tmp != NULL && *tmp ? tmp : "/tmp");
	if (fd < 0)
		log_error("no room for an upload: %s", strerror(errno));
	return fd;
}

static const char *
clean_filename(struct arena *a, const char *s)
{
	const char *p;

	for (p = s; *p; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	return text_clean_line(a, s, strlen(s));
}

static bool
begin_file(struct intake *in)
{
	struct request *req = in->req;
	struct upload *u;

	if (!in->files)
		return refuse(in, RC_INVALID);
	if (req->uploads_n == REQUEST_FILES_MAX)
		return refuse(in, RC_TOO_LARGE);
	u = &req->uploads[req->uploads_n];
	*u = (struct upload){
		.field = in->name, .filename = in->filename, .fd = -1
	};
	if ((u->fd = open_unnamed(req->site)) < 0)
		return refuse(in, RC_FAIL);
	req->uploads_n++;
	in->file = u;
	return true;
}

static bool
write_file(struct intake *in, const char *s, size_t n)
{
	ssize_t k;

	while (n > 0) {
		k = write(in->file->fd, s, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0) {
			log_error("an upload was cut: %s", strerror(errno));
			return refuse(in, RC_FAIL);
		}
		in->file->bytes += k;
		s += k;
		n -= (size_t)k;
	}
	return true;
}

/* ---------------------------------------------------------------- sink */

static bool
on_part(void *ctx, const char *name, const char *filename)
{
	struct intake *in = ctx;
	struct arena *a = in->req->arena;

	in->file = NULL;
	in->filename = NULL;
	strbuf_clear(&in->field);
	if (!text_valid(name, strlen(name)))
		return refuse(in, RC_INVALID);
	in->name = arena_strdup(a, name);
	if (filename == NULL)
		return true;
	in->filename = clean_filename(a, filename);
	return in->filename != NULL ? true : refuse(in, RC_INVALID);
}

static bool
on_data(void *ctx, const char *s, size_t n)
{
	struct intake *in = ctx;

	if (in->filename != NULL) {
		/* Not before there is a byte, or a name without any: an input
		 * that nothing was chosen in comes with neither. */
		if (in->file == NULL && !begin_file(in))
			return false;
		return write_file(in, s, n);
	}
	in->fields_bytes += n;
	if (in->fields_bytes > REQUEST_BODY_MAX)
		return refuse(in, RC_TOO_LARGE);
	strbuf_add(&in->field, s, n);
	return true;
}

static bool
on_end(void *ctx)
{
	struct intake *in = ctx;
	struct arena *a = in->req->arena;
	const char *value;
	enum rc rc;

	if (in->filename != NULL) {
		if (in->file == NULL && *in->filename != '\0' &&
		    !begin_file(in))
			return false;
		if (in->file != NULL && lseek(in->file->fd, 0, SEEK_SET) < 0)
			return refuse(in, RC_FAIL);
		return true;
	}
	if (!text_valid(in->field.buf, in->field.len))
		return refuse(in, RC_INVALID);
	value = arena_strndup(a, in->field.buf, in->field.len);
	rc = query_add(a, &in->req->fields, in->name, value);
	return rc == RC_OK ? true : refuse(in, rc);
}

/* ------------------------------------------------------------- reading */

static enum rc
read_multipart(struct request *req, const struct body_source *src,
    const char *type, size_t announced)
{
	struct intake in = { .req = req, .rc = RC_INVALID };
	struct multipart_sink sink = { &in, on_part, on_data, on_end };
	struct multipart *m;
	char buf[BODY_CHUNK];
	size_t got = 0;
	enum rc rc = RC_OK;
	int k;

	in.files = req->route != NULL && (req->route->flags & ROUTE_UPLOAD);
	m = multipart_new(
	    req->arena, type, REQUEST_FIELDS_MAX + REQUEST_FILES_MAX, &sink);
	if (m == NULL)
		return RC_INVALID;
	strbuf_init(&in.field);
	while (rc == RC_OK && (k = src->read(src->ctx, buf, sizeof(buf))) > 0) {
		got += (size_t)k;
		rc = got > announced ? RC_INVALID
				     : multipart_feed(m, buf, (size_t)k);
	}
	if (rc == RC_OK)
		rc = got == announced ? multipart_finish(m) : RC_INVALID;
	strbuf_free(&in.field);
	return rc == RC_DENIED ? in.rc : rc;
}

static enum rc
read_urlencoded(
    struct request *req, const struct body_source *src, size_t announced)
{
	char *buf = arena_alloc(req->arena, announced + 1);
	int k;

	/* One byte more is asked for, to see a body longer than announced. */
	k = src->read(src->ctx, buf, (int)announced + 1);
	if (k < 0 || (size_t)k != announced)
		return RC_INVALID;
	return query_parse(req->arena, buf, announced, &req->fields);
}

/* "type" or "type; parameters". */
static bool
is_type(const char *s, const char *type)
{
	size_t n = strlen(type);

	return strncasecmp(s, type, n) == 0 && strchr("; \t", s[n]) != NULL;
}

enum rc
body_read(struct request *req, const struct body_source *src)
{
	const char *type = request_env(req, "CONTENT_TYPE");
	bool files = req->route != NULL && (req->route->flags & ROUTE_UPLOAD);
	int64_t n;

	if (!text_int(request_env(req, "CONTENT_LENGTH"), 0, INT64_MAX, &n))
		return RC_INVALID;
	/* The web server undoes chunks and says the length; both together
	 * is how requests are smuggled. */
	if (*request_env(req, "HTTP_TRANSFER_ENCODING"))
		return RC_INVALID;
	if (is_type(type, "multipart/form-data")) {
		if (n > (files ? REQUEST_UPLOAD_MAX : REQUEST_BODY_MAX))
			return RC_TOO_LARGE;
		return read_multipart(req, src, type, (size_t)n);
	}
	if (n > REQUEST_BODY_MAX)
		return RC_TOO_LARGE;
	if (n > 0 && !is_type(type, "application/x-www-form-urlencoded"))
		return RC_INVALID;
	return read_urlencoded(req, src, (size_t)n);
}

void
body_drop(struct request *req)
{
	for (int i = 0; i < req->uploads_n; i++)
		if (req->uploads[i].fd >= 0)
			close(req->uploads[i].fd);
	req->uploads_n = 0;
}
