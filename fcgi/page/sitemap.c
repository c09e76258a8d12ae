#include "page/sitemap.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/* The newest stories; older ones are found through the news pages. */
enum { SITEMAP_STORIES = 1000 };

enum rc
page_sitemap(const struct request *req, struct reply *rep)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	struct view *v = reply_view(rep);
	int64_t now = request_now(req);
	struct rubric *rubrics;
	struct story *stories;
	bool more;
	int n;
	enum rc rc;

	if ((rc = rubrics_list(st, a, false, now, &rubrics, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Rubrics");
		view_text(v, "slug", rubrics[i].slug);
		view_out(v);
	}
	rc = stories_public(
	    st, a, 0, 0, SITEMAP_STORIES, now, &stories, &n, &more);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Stories");
		view_text(v, "slug", stories[i].slug);
		view_time(v, "changed",
		    stories[i].changed_at > stories[i].publish_at
			? stories[i].changed_at
			: stories[i].publish_at,
		    now);
		view_out(v);
	}
	reply_type(rep, "application/xml; charset=utf-8");
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/sitemap.cs");
	return RC_OK;
}

enum rc
page_sitemap_robots(const struct request *req, struct reply *rep)
{
	const char *text = arena_printf(request_arena(req),
	    "User-agent: *\nDisallow: %s/desk/\nDisallow: %s/search\n"
	    "Sitemap: %s/sitemap.xml\n",
	    request_base(req), request_base(req),
	    conf_text(request_site(req)->conf, "address"));

	reply_public(rep, PAGE_FRESH_S);
	reply_body(rep, "text/plain; charset=utf-8", text, strlen(text), NULL);
	return RC_OK;
}
