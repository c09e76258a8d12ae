#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "store/site.h"
#include "web/inner.h"
#include "web/path.h"
#include "web/serve.h"

/* ------------------------------------------------------------ taking up */

static const char *
raw_env(char *const *env, const char *name)
{
	size_t n = strlen(name);

	for (; env != NULL && *env != NULL; env++)
		if (strncmp(*env, name, n) == 0 && (*env)[n] == '=')
			return *env + n + 1;
	return NULL;
}

const char *
request_env(const struct request *req, const char *name)
{
	const char *s = raw_env(req->env, name);

	return s != NULL && text_valid(s, strlen(s)) ? s : "";
}

static const char *
new_id(struct arena *a)
{
	unsigned char r[8];

	/* Not secret and never guessed for anything: short of randomness
	 * (never, after boot) the time will do. */
	if (getrandom(r, sizeof(r), 0) != sizeof(r)) {
		int64_t ms = clock_ms();

		memcpy(r, &ms, sizeof(r));
	}
	return arena_printf(a, "%02x%02x%02x%02x%02x%02x%02x%02x", r[0], r[1],
	    r[2], r[3], r[4], r[5], r[6], r[7]);
}

static void
take_method(struct request *req)
{
	const char *m = request_env(req, "REQUEST_METHOD");

	req->head = strcmp(m, "HEAD") == 0;
	req->method = strcmp(m, "POST") == 0 ? METHOD_POST : METHOD_GET;
	req->known_method =
	    req->head || req->method == METHOD_POST || strcmp(m, "GET") == 0;
}

/* "" or "/x": what the administrator wrote may end with a slash. */
static const char *
take_base(struct request *req)
{
	const char *s = request_env(req, "BASE_PATH");
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == '/')
		n--;
	return n > 0 && s[0] == '/' ? arena_strndup(req->arena, s, n) : "";
}

/* What is below the base; "" is the base itself without its slash; NULL is
 * not ours. */
static const char *
below(const char *base, const char *path)
{
	size_t n = strlen(base);

	if (strncmp(path, base, n) != 0)
		return NULL;
	return path[n] == '/' || path[n] == '\0' ? path + n : NULL;
}

/* The web server met a limit of its own and asks for the page; 0: it did
 * not. */
static int
take_fault(const struct request *req)
{
	int64_t status;

	return text_int(request_env(req, "FAULT"), 400, 599, &status)
		   ? (int)status
		   : 0;
}

static int
take_address(struct request *req)
{
	const char *uri = request_env(req, "REQUEST_URI");
	const char *mark = strchr(uri, '?');
	size_t n = mark != NULL ? (size_t)(mark - uri) : strlen(uri);
	const char *path;
	enum rc rc;

	if ((rc = path_decode(req->arena, uri, n, &path)) != RC_OK)
		return rc == RC_TOO_LARGE ? 414 : 400;
	if ((path = below(req->base, path)) == NULL)
		return 404;
	req->path = path;
	/* The server's own QUERY_STRING may hold bytes request_env hides. */
	mark = raw_env(req->env, "QUERY_STRING");
	if (mark == NULL)
		return 0;
	if (strlen(mark) > REQUEST_QUERY_MAX)
		return 414;
	rc = query_parse(req->arena, mark, strlen(mark), &req->query);
	if (rc != RC_OK)
		return 400;
	req->search = text_valid(mark, strlen(mark)) ? mark : "";
	return 0;
}

int
request_take(struct request *req, struct arena *a, const struct serve *serve,
    char *const *env)
{
	int fault;

	memset(req, 0, sizeof(*req));
	req->arena = a;
	req->serve = serve;
	req->env = env;
	req->id = new_id(a);
	req->now = clock_now();
	req->path = "/";
	req->search = "";
	req->tls = strcmp(request_env(req, "HTTPS"), "on") == 0;
	req->base = take_base(req);
	take_method(req);
	if ((fault = take_fault(req)) != 0) {
		/* The address may be what was refused; its path still tells
		 * the desk from the section. */
		(void)take_address(req);
		return fault;
	}
	return take_address(req);
}

bool
request_on_desk(const struct request *req)
{
	return strncmp(req->path, "/desk", 5) == 0 &&
	       (req->path[5] == '/' || req->path[5] == '\0');
}

const char *
request_origin(const struct request *req)
{
	return arena_printf(req->arena, "%s://%s", req->tls ? "https" : "http",
	    request_env(req, "HTTP_HOST"));
}

/* --------------------------------------------------------- for handlers */

enum method
request_method(const struct request *req)
{
	return req->method;
}

const struct site *
request_site(const struct request *req)
{
	return req->site;
}

struct store *
request_store(const struct request *req)
{
	return req->site != NULL ? req->site->store : NULL;
}

struct arena *
request_arena(const struct request *req)
{
	return req->arena;
}

const char *
request_state(const struct request *req)
{
	return req->serve->paths.state;
}

const char *
request_id(const struct request *req)
{
	return req->id;
}

int64_t
request_now(const struct request *req)
{
	return req->now;
}

const char *
request_base(const struct request *req)
{
	return req->base;
}

const char *
request_path(const struct request *req)
{
	return req->path;
}

const char *
request_address(const struct request *req)
{
	return request_env(req, "REMOTE_ADDR");
}

const char *
request_header(const struct request *req, const char *cgi_name)
{
	return request_env(req, cgi_name);
}

const char *
request_cookie(const struct request *req, const char *name)
{
	const char *p = request_env(req, "HTTP_COOKIE");
	size_t n = strlen(name), len;

	for (; *p; p += strcspn(p, ";")) {
		p += strspn(p, "; \t");
		if (strncmp(p, name, n) != 0 || p[n] != '=')
			continue;
		p += n + 1;
		len = strcspn(p, "; \t");
		return arena_strndup(req->arena, p, len);
	}
	return "";
}

const char *
request_part(const struct request *req, const char *name)
{
	size_t n = strlen(name);

	for (int i = 0; i < req->parts_n; i++) {
		const struct route_part *p = &req->parts[i];

		if (p->name_n == n && memcmp(p->name, name, n) == 0)
			return arena_strndup(req->arena, p->value, p->value_n);
	}
	return "";
}

int64_t
request_part_id(const struct request *req, const char *name)
{
	int64_t id;

	if (!text_int(request_part(req, name), 1, INT64_MAX, &id))
		return 0;
	return id;
}

const char *
request_search(const struct request *req)
{
	return req->search;
}

const char *
request_query(const struct request *req, const char *name)
{
	const char *value = query_find(&req->query, name);

	return value != NULL ? value : "";
}

const char *
request_field(const struct request *req, const char *name)
{
	return query_find(&req->fields, name);
}

int
request_fields(
    const struct request *req, const char *name, const char **values, int max)
{
	int n = 0;

	for (int i = 0; i < req->fields.n && n < max; i++)
		if (strcmp(req->fields.pairs[i].name, name) == 0)
			values[n++] = req->fields.pairs[i].value;
	return n;
}

int
request_uploads(const struct request *req, const struct upload **out)
{
	*out = req->uploads;
	return req->uploads_n;
}

const struct session *
request_session(const struct request *req)
{
	return req->session;
}
