#include "web/route.h"

#include <stdbool.h>
#include <string.h>

/* One segment of pattern against one of path; a part takes a segment that
 * is not empty. */
static bool
match_segment(const char *pat, size_t pn, const char *s, size_t sn,
    struct route_part *parts, int *n)
{
	if (pn == 0 || pat[0] != ':')
		return pn == sn && memcmp(pat, s, pn) == 0;
	if (sn == 0 || *n == ROUTE_PARTS_MAX)
		return false;
	parts[*n] = (struct route_part){
		.name = pat + 1, .name_n = pn - 1, .value = s, .value_n = sn
	};
	++*n;
	return true;
}

static bool
match(const char *pat, const char *path, struct route_part *parts, int *n)
{
	size_t pn, sn;

	*n = 0;
	while (*pat == '/' && *path == '/') {
		pat++;
		path++;
		pn = strcspn(pat, "/");
		sn = strcspn(path, "/");
		if (!match_segment(pat, pn, path, sn, parts, n))
			return false;
		pat += pn;
		path += sn;
	}
	return *pat == '\0' && *path == '\0';
}

/* A pattern without parts wins over one with: "/desk/story/new" stands
 * beside "/desk/story/:id" in any order.  What is only posted to under a
 * plain pattern is no page: "/view" is no "/:topic". */
enum rc
route_find(const struct route_table *tables, int tables_n, enum method method,
    const char *path, const struct route **out, struct route_part *parts,
    int *n)
{
	struct route_part now[ROUTE_PARTS_MAX];
	const struct route *best = NULL;
	enum rc rc = RC_NOT_FOUND;
	bool literal = false;
	int now_n;

	for (int t = 0; t < tables_n; t++) {
		for (int i = 0; i < tables[t].n; i++) {
			const struct route *r = &tables[t].routes[i];

			if (!match(r->pattern, path, now, &now_n))
				continue;
			if (r->method != method) {
				rc = RC_INVALID;
				literal = literal ||
					  (now_n == 0 && method == METHOD_GET);
				continue;
			}
			if (best != NULL && *n <= now_n)
				continue;
			best = r;
			*n = now_n;
			memcpy(parts, now, sizeof(now));
		}
	}
	if (best != NULL && literal && *n > 0)
		best = NULL;
	*out = best;
	return best ? RC_OK : rc;
}
