#include "head.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* No client of a test sends more; a longer head is a mistake. */
enum { HEAD_MAX = 65536, HEAD_LINES_MAX = 100, CHUNK_LINE_MAX = 4096 };

static bool
head_target(struct http_request *req, const char *target)
{
	const char *q;

	if (strncasecmp(target, "http://", 7) == 0) {
		target = strchr(target + 7, '/');
		if (target == NULL)
			target = "/";
	}
	if (target[0] != '/')
		return false;
	q = strchr(target, '?');
	req->path =
	    q ? mem_dupn(target, (size_t)(q - target)) : mem_dup(target);
	req->query = mem_dup(q ? q + 1 : "");
	return true;
}

/* The request line, cut in place. */
static bool
head_line(struct http_request *req, char *line)
{
	char *target = strchr(line, ' '), *version;

	if (target == NULL || target == line)
		return false;
	*target++ = '\0';
	version = strchr(target, ' ');
	if (version == NULL)
		return false;
	*version++ = '\0';
	for (const char *p = line; *p != '\0'; p++)
		if (!isupper((unsigned char)*p))
			return false;
	if (strcmp(version, "HTTP/1.1") != 0 &&
	    strcmp(version, "HTTP/1.0") != 0)
		return false;
	req->keep_alive = strcmp(version, "HTTP/1.1") == 0;
	req->verb = mem_dup(line);
	return head_target(req, target);
}

static bool
head_field(struct http_request *req, char *line)
{
	char *colon = strchr(line, ':'), *end;
	struct http_header *h;

	if (colon == NULL || colon == line || req->n_headers == HEAD_LINES_MAX)
		return false;
	*colon++ = '\0';
	for (char *p = line; *p != '\0'; p++) {
		if (isspace((unsigned char)*p))
			return false;
		*p = (char)tolower((unsigned char)*p);
	}
	colon += strspn(colon, " \t");
	for (end = colon + strlen(colon); end > colon; end--)
		if (end[-1] != ' ' && end[-1] != '\t')
			break;
	req->headers = mem_grow(
	    req->headers, (req->n_headers + 1) * sizeof(*req->headers));
	h = &req->headers[req->n_headers++];
	h->name = mem_dup(line);
	h->value = mem_dupn(colon, (size_t)(end - colon));
	return true;
}

static bool
head_length(struct http_request *req, const char *value)
{
	char *end;

	if (!isdigit((unsigned char)value[0]) || strlen(value) > 15 ||
	    req->body_declared >= 0)
		return false;
	req->body_declared = strtoll(value, &end, 10);
	return *end == '\0';
}

/* What the fields mean for the framing. */
static bool
head_framing(struct http_request *req)
{
	for (size_t i = 0; i < req->n_headers; i++) {
		const struct http_header *h = &req->headers[i];

		if (strcmp(h->name, "content-length") == 0) {
			if (!head_length(req, h->value))
				return false;
		} else if (strcmp(h->name, "transfer-encoding") == 0) {
			if (strcasecmp(h->value, "chunked") != 0)
				return false;
			req->chunked = true;
		} else if (strcmp(h->name, "connection") == 0) {
			if (strcasestr(h->value, "close") != NULL)
				req->keep_alive = false;
			else if (strcasestr(h->value, "keep-alive") != NULL)
				req->keep_alive = true;
		} else if (strcmp(h->name, "expect") == 0) {
			req->expects =
			    strcasecmp(h->value, "100-continue") == 0;
		}
	}
	return !(req->chunked && req->body_declared >= 0);
}

static bool
head_read(struct http_request *req, char *text)
{
	bool first = true;

	while (*text != '\0') {
		char *end = strstr(text, "\r\n");

		*end = '\0';
		if (first ? !head_line(req, text) : !head_field(req, text))
			return false;
		first = false;
		text = end + 2;
	}
	return !first && head_framing(req);
}

enum head_result
head_parse(const char *p, size_t len, struct http_request *req, size_t *used)
{
	size_t skip = 0;
	const char *end;
	char *text;
	bool good;

	while (skip + 1 < len && p[skip] == '\r' && p[skip + 1] == '\n')
		skip += 2;
	end = memmem(p + skip, len - skip, "\r\n\r\n", 4);
	if (end == NULL)
		return len > HEAD_MAX ? HEAD_TOO_LONG : HEAD_MORE;
	*used = (size_t)(end - p) + 4;
	if (*used > HEAD_MAX)
		return HEAD_TOO_LONG;
	if (memchr(p + skip, '\0', *used - skip) != NULL)
		return HEAD_BAD;
	memset(req, 0, sizeof(*req));
	req->body_declared = -1;
	text = mem_dupn(p + skip, *used - skip - 2);
	good = head_read(req, text);
	free(text);
	if (good)
		return HEAD_OK;
	head_free(req);
	return HEAD_BAD;
}

void
head_free(struct http_request *req)
{
	for (size_t i = 0; i < req->n_headers; i++) {
		free(req->headers[i].name);
		free(req->headers[i].value);
	}
	free(req->headers);
	free(req->verb);
	free(req->path);
	free(req->query);
	memset(req, 0, sizeof(*req));
}

/* A line of the chunked form: size, or trailer. */
static enum head_result
chunks_line(struct chunks *c, const char *p, size_t len, size_t *used)
{
	const char *end = memmem(p, len, "\r\n", 2);
	size_t size = 0, digits = 0;

	if (end == NULL)
		return len > CHUNK_LINE_MAX ? HEAD_BAD : HEAD_MORE;
	*used = (size_t)(end - p) + 2;
	if (c->last)
		return *used == 2 ? HEAD_OK : HEAD_MORE;
	for (; p < end && isxdigit((unsigned char)*p); p++, digits++)
		size = size * 16 +
		       (size_t)(isdigit((unsigned char)*p)
				    ? *p - '0'
				    : tolower((unsigned char)*p) - 'a' + 10);
	if (digits == 0 || digits > 8 || (p < end && *p != ';' && *p != ' '))
		return HEAD_BAD;
	c->last = size == 0;
	c->left = size == 0 ? 0 : size + 2;
	return HEAD_MORE;
}

static enum head_result
chunks_data(
    struct chunks *c, const char *p, size_t len, size_t max, size_t *used)
{
	size_t n = len < c->left ? len : c->left;
	size_t data = c->left > 2 ? c->left - 2 : 0;

	if (data > n)
		data = n;
	if (c->body.len + data > max)
		return HEAD_TOO_LONG;
	buf_add(&c->body, p, data);
	for (size_t i = data; i < n; i++)
		if (p[i] != (c->left - i == 2 ? '\r' : '\n'))
			return HEAD_BAD;
	c->left -= n;
	*used = n;
	return HEAD_MORE;
}

enum head_result
chunks_take(
    struct chunks *c, const char *p, size_t len, size_t max, size_t *used)
{
	enum head_result r = HEAD_MORE;

	*used = 0;
	while (*used < len && r == HEAD_MORE) {
		size_t n = 0;

		if (c->left > 0)
			r = chunks_data(c, p + *used, len - *used, max, &n);
		else
			r = chunks_line(c, p + *used, len - *used, &n);
		if (r == HEAD_MORE && n == 0)
			break;
		*used += n;
	}
	return r;
}
