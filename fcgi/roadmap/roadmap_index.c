#include "base/arena.h"
#include "base/strbuf.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/roadmap.h"
#include "store/search.h"

static const char kind[] = "roadmap";

/* A section stands on the page while a row of it, or of one under it, does. */
static bool
section_seen(const struct roadmap_section *list, int sections_n, int at,
    const struct activity *rows, int n)
{
	int end = at + 1;

	while (end < sections_n && list[end].level > list[at].level)
		end++;
	for (; at < end; at++)
		for (int i = 0; i < n; i++)
			if (!rows[i].hidden &&
			    rows[i].section_id == list[at].id)
				return true;
	return false;
}

/* What visitors see of its rows. */
static enum rc
body_read(
    struct store *st, struct arena *a, int64_t roadmap_id, const char **body)
{
	struct roadmap_section *sections;
	struct activity *rows;
	int n, sections_n;
	struct strbuf b;
	enum rc rc;

	if ((rc = roadmaps_sections(
		 st, a, roadmap_id, &sections, &sections_n)) != RC_OK ||
	    (rc = activities_list(st, a, roadmap_id, &rows, &n)) != RC_OK)
		return rc;
	strbuf_init(&b);
	for (int i = 0; i < sections_n; i++)
		if (section_seen(sections, sections_n, i, rows, n))
			strbuf_addf(&b, "%s\n", sections[i].title);
	for (int i = 0; i < n; i++)
		if (!rows[i].hidden)
			strbuf_addf(&b, "%s\n", rows[i].text);
	*body = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return RC_OK;
}

enum rc
roadmap_index(struct store *st, struct arena *a, int64_t id)
{
	struct search_doc d = {
		.kind = kind, .record_id = id, .rubric = "", .group = "page"
	};
	struct roadmap r;
	struct cycle c;
	enum rc rc;

	if ((rc = roadmaps_by_id(st, a, id, &r)) != RC_OK)
		return rc;
	if (!roadmap_is_shown(&r))
		return search_drop(st, kind, id);
	if ((rc = cycles_by_id(st, a, r.cycle_id, &c)) != RC_OK ||
	    (rc = body_read(st, a, id, &d.body)) != RC_OK)
		return rc;
	d.title = arena_printf(a, "%s, %s", r.title, c.title);
	d.path = arena_printf(a, "/roadmap/?cycle=%lld", (long long)c.id);
	d.from_at = r.updated_at;
	return search_put(st, a, &d);
}

enum rc
roadmap_index_all(struct store *st, struct arena *a)
{
	struct roadmap *list;
	enum rc rc;
	int n;

	rc = roadmaps_list(st, a, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = roadmap_index(st, a, list[i].id);
	return rc;
}
