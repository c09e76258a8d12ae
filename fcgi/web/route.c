#include "web/route.h"

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

/* A pattern with fewer parts wins: "/desk/story/new" stands beside
 * "/desk/story/:id" in any order.  What a plain pattern names is its own:
 * GET /view is the wrong method, not the page "view" of "/:topic". */
enum rc
route_find(const struct route_table *tables, int tables_n, enum method method,
    const char *path, const struct route **out, struct route_part *parts,
    int *n)
{
	struct route_part now[ROUTE_PARTS_MAX];
	const struct route *best = NULL;
	int now_n,
	    wrong_n = ROUTE_PARTS_MAX + 1; /* parts of another method's */

	for (int t = 0; t < tables_n; t++) {
		for (int i = 0; i < tables[t].n; i++) {
			const struct route *r = &tables[t].routes[i];

			if (!match(r->pattern, path, now, &now_n))
				continue;
			if (r->method != method) {
				if (now_n < wrong_n)
					wrong_n = now_n;
				continue;
			}
			if (best != NULL && *n <= now_n)
				continue;
			best = r;
			*n = now_n;
			memcpy(parts, now, sizeof(now));
		}
	}
	*out = best;
	if (best != NULL && (wrong_n > 0 || *n == 0))
		return RC_OK;
	return wrong_n <= ROUTE_PARTS_MAX ? RC_INVALID : RC_NOT_FOUND;
}
