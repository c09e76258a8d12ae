#include "page/feed.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum { FEED_STORIES = 30 };

/* Ids stay when an address changes (RFC 4287 4.2.6): tags (RFC 4151) of the
 * host, the year in which the story was made, and its number. */
static void
feed_id(const struct request *req, struct view *v, const struct story *s)
{
	const char *host = conf_text(request_site(req)->conf, "address");
	size_t n;

	host += strcspn(host, "/");
	host += strspn(host, "/");
	n = strcspn(host, ":/");
	view_textf(v, "id", "tag:%.*s,%d:%s/story/%lld", (int)n, host,
	    date_of(s->created_at).year, host + strcspn(host, "/"),
	    (long long)s->id);
}

static enum rc
feed_send(const struct request *req, struct reply *rep, int64_t rubric_id)
{
	struct view *v = reply_view(rep);
	int64_t now = request_now(req), updated = 0;
	struct story *stories;
	bool more;
	int n;
	enum rc rc;

	rc = stories_public(request_store(req), request_arena(req), rubric_id,
	    0, FEED_STORIES, now, &stories, &n, &more);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		int64_t at = stories[i].changed_at > stories[i].publish_at
				 ? stories[i].changed_at
				 : stories[i].publish_at;

		view_row(v, "Stories");
		page_card(v, &stories[i], now);
		feed_id(req, v, &stories[i]);
		view_time(v, "updated", at, now);
		view_out(v);
		if (at > updated)
			updated = at;
	}
	view_time(
	    v, "Feed.updated", updated == 0 ? now - now % 86400 : updated, now);
	reply_type(rep, "application/atom+xml; charset=utf-8");
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/feed.cs");
	return RC_OK;
}

enum rc
page_feed(const struct request *req, struct reply *rep)
{
	view_text(reply_view(rep), "Page.address", "/feed.xml");
	return feed_send(req, rep, 0);
}

enum rc
page_feed_rubric(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	const char *part = request_part(req, "rubric");
	size_t n = strlen(part);
	struct rubric rubric;
	enum rc rc;

	if (n <= 4 || strcmp(part + n - 4, ".xml") != 0)
		return RC_NOT_FOUND;
	rc = rubrics_by_slug(request_store(req), request_arena(req),
	    arena_strndup(request_arena(req), part, n - 4), &rubric);
	if (rc != RC_OK)
		return rc;
	view_text(v, "Rubric.title", rubric.title);
	view_text(v, "Rubric.slug", rubric.slug);
	view_textf(v, "Page.address", "/feed/%s.xml", rubric.slug);
	return feed_send(req, rep, rubric.id);
}
