#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/strbuf.h"
#include "web/route.h"

static const struct route pages[] = {
	{ METHOD_GET, "/", 0, NULL, 0 },
	{ METHOD_GET, "/story/:slug", 0, NULL, 0 },
	{ METHOD_POST, "/view", 0, NULL, ROUTE_OPEN },
	{ METHOD_GET, "/:topic", 0, NULL, 0 },
};

static const struct route desk[] = {
	{ METHOD_GET, "/desk/story/:id", 1, NULL, 0 },
	{ METHOD_POST, "/desk/story/:id", 1, NULL, 0 },
	{ METHOD_GET, "/desk/story/new", 1, NULL, 0 },
	{ METHOD_GET, "/desk/:a/:b/:c/:d", 1, NULL, 0 },
};

static const struct route_table tables[] = { { pages, LEN(pages) },
	{ desk, LEN(desk) } };

static const struct route_case {
	enum method method;
	const char *path;
	enum rc rc;
	const char *found; /* pattern and parts */
} cases[] = {
	{ METHOD_GET, "/", RC_OK, "/" },
	{ METHOD_GET, "/story/robot", RC_OK, "/story/:slug slug=robot" },
	{ METHOD_GET, "/story/ф", RC_OK, "/story/:slug slug=ф" },
	{ METHOD_GET, "/story/", RC_NOT_FOUND, "" },
	{ METHOD_GET, "/story/a/", RC_NOT_FOUND, "" },
	{ METHOD_GET, "/story", RC_OK, "/:topic topic=story" },
	{ METHOD_POST, "/story", RC_INVALID, "" },
	{ METHOD_GET, "/storyx/a", RC_NOT_FOUND, "" },
	{ METHOD_GET, "", RC_NOT_FOUND, "" },
	{ METHOD_GET, "//", RC_NOT_FOUND, "" },
	{ METHOD_POST, "/", RC_INVALID, "" },
	{ METHOD_GET, "/view", RC_INVALID, "" },
	{ METHOD_POST, "/view", RC_OK, "/view" },
	{ METHOD_GET, "/desk/story/new", RC_OK, "/desk/story/new" },
	{ METHOD_GET, "/desk/story/7", RC_OK, "/desk/story/:id id=7" },
	{ METHOD_POST, "/desk/story/new", RC_INVALID, "" },
	{ METHOD_GET, "/desk/1/2/3/4", RC_OK,
	    "/desk/:a/:b/:c/:d a=1 b=2 c=3 d=4" },
};

static void
a_path_leads_to_its_route_and_parts(void **state)
{
	struct route_part parts[ROUTE_PARTS_MAX];
	const struct route *r;
	struct strbuf got;
	int n;

	(void)state;
	strbuf_init(&got);
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct route_case *c = &cases[i];

		strbuf_clear(&got);
		if (route_find(tables, LEN(tables), c->method, c->path, &r,
			parts, &n) != c->rc)
			fail_msg("%s", c->path);
		if (c->rc == RC_OK) {
			strbuf_adds(&got, r->pattern);
			for (int k = 0; k < n; k++)
				strbuf_addf(&got, " %.*s=%.*s",
				    (int)parts[k].name_n, parts[k].name,
				    (int)parts[k].value_n, parts[k].value);
		}
		assert_string_equal(got.buf, c->found);
	}
	strbuf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_leads_to_its_route_and_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
