#include "page/news.h"

#include "base/arena.h"
#include "base/text.h"
#include "mediaplan/readings.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "page/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum { NEWS_PER_PAGE = 20 };

static enum rc
news_chips(const struct request *req, struct view *v, int64_t current)
{
	struct rubric *rubrics;
	int n;
	enum rc rc;

	rc = rubrics_list(request_store(req), request_arena(req), false,
	    request_now(req), &rubrics, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Rubrics");
		view_text(v, "title", rubrics[i].title);
		view_text(v, "slug", rubrics[i].slug);
		view_flag(v, "current", rubrics[i].id == current);
		view_out(v);
	}
	return RC_OK;
}

/* The pages around this one.  Only "before" stands in addresses, so a page
 * keeps its stories whatever is published later. */
static enum rc
news_around(const struct request *req, struct view *v, int64_t rubric_id,
    const char *address, int64_t before)
{
	int64_t newer;
	enum rc rc;

	view_text(v, "Page.address", address);
	if (before == 0)
		return RC_OK;
	rc = readings_newer(request_store(req), rubric_id, before,
	    NEWS_PER_PAGE, request_now(req), &newer);
	if (rc != RC_OK)
		return rc;
	view_flag(v, "later", true);
	if (newer != 0)
		view_int(v, "newer", newer);
	view_textf(
	    v, "Page.address", "%s?before=%lld", address, (long long)before);
	return RC_OK;
}

/* One page of stories, newest first; "before" is the minute of the last
 * story of the page above it. */
static enum rc
news_page(const struct request *req, struct reply *rep, int64_t rubric_id,
    const char *address)
{
	struct view *v = reply_view(rep);
	int64_t now = request_now(req), before = 0;
	struct story *stories;
	bool more;
	int n;
	enum rc rc;

	if (*request_query(req, "before") != '\0' &&
	    !text_int(request_query(req, "before"), 1, INT64_MAX / 2, &before))
		return RC_NOT_FOUND;
	rc = stories_public(request_store(req), request_arena(req), rubric_id,
	    before, NEWS_PER_PAGE, now, &stories, &n, &more);
	if (rc != RC_OK)
		return rc;
	page_card_stories(v, "Stories", stories, n, now);
	if (more)
		view_int(v, "older", stories[n - 1].publish_at);
	view_text(v, "List.address", address);
	if ((rc = news_around(req, v, rubric_id, address, before)) != RC_OK ||
	    (rc = news_chips(req, v, rubric_id)) != RC_OK)
		return rc;
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/news.cs");
	return RC_OK;
}

enum rc
page_news(const struct request *req, struct reply *rep)
{
	enum rc rc = page_topic_head(req, rep, "news", NULL);

	return rc == RC_OK ? news_page(req, rep, 0, "/news/") : rc;
}

enum rc
page_news_rubric(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	struct rubric rubric;
	enum rc rc;

	rc = rubrics_by_slug(request_store(req), request_arena(req),
	    request_part(req, "rubric"), &rubric);
	if (rc != RC_OK)
		return rc;
	view_in(v, "Rubric");
	view_text(v, "title", rubric.title);
	view_text(v, "about", rubric.about);
	view_text(v, "slug", rubric.slug);
	view_out(v);
	view_text(v, "Page.topic", "news");
	return news_page(req, rep, rubric.id,
	    arena_printf(request_arena(req), "/news/%s/", rubric.slug));
}
