/* Any bytes as a path: what is let through has no "..", no control
 * character and finds its way into a redirect that stays ours. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "web/path.h"
#include "web/request.h"
#include "web/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct route routes[] = {
	{ METHOD_GET, "/", 0, NULL, 0 },
	{ METHOD_GET, "/story/:slug", 0, NULL, 0 },
	{ METHOD_GET, "/:a/:b/:c/:d", 0, NULL, 0 },
};

static void
look(const char *path)
{
	static const struct route_table table = { routes, LEN(routes) };
	struct route_part parts[ROUTE_PARTS_MAX];
	const struct route *r;
	struct strbuf b;
	int n;

	if (path[0] != '/' || strlen(path) > REQUEST_PATH_MAX ||
	    !text_valid(path, strlen(path)) || strstr(path, "/../") != NULL)
		abort();
	for (const char *p = path; *p; p++)
		if ((unsigned char)*p < 0x20)
			abort();
	if (route_find(&table, 1, METHOD_GET, path, &r, parts, &n) == RC_OK)
		for (int i = 0; i < n; i++)
			if (parts[i].value_n == 0 ||
			    memchr(parts[i].value, '/', parts[i].value_n))
				abort();
	strbuf_init(&b);
	path_encode(&b, path);
	for (const char *p = b.buf; *p; p++)
		if (*p <= 0x20 || *p == 0x7f || *p == '"' || *p == '\\')
			abort();
	if (path_own(path) != path_own(b.buf) && strchr(path, '\\') == NULL)
		abort();
	strbuf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	const char *path;

	if (a == NULL)
		a = arena_new();
	if (path_decode(a, (const char *)data, n, &path) == RC_OK)
		look(path);
	arena_reset(a);
	return 0;
}
