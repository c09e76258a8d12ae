#include "page/home.h"

#include "mediaplan/event.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "page/results.h"
#include "page/topic.h"
#include "section/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	HOME_EVENTS = 3,
	HOME_EVENTS_AHEAD_S = 60 * 86400,
	HOME_RUBRICS = 6, /* two rows of three columns */
	HOME_STORIES = 3  /* per rubric: one card and two headlines */
};

/* The freshest stories of each rubric; a rubric without any is not shown. */
static enum rc
home_rubrics(const struct request *req, struct view *v)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	int64_t now = request_now(req);
	struct rubric *rubrics;
	struct story *stories;
	bool more;
	int n, count, shown = 0;
	enum rc rc;

	if ((rc = rubrics_list(st, a, false, now, &rubrics, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n && shown < HOME_RUBRICS; i++) {
		rc = stories_public(st, a, rubrics[i].id, 0, HOME_STORIES, now,
		    &stories, &count, &more);
		if (rc != RC_OK)
			return rc;
		if (count == 0)
			continue;
		view_row(v, "Rubrics");
		view_text(v, "title", rubrics[i].title);
		view_text(v, "about", rubrics[i].about);
		view_text(v, "slug", rubrics[i].slug);
		page_card_stories(v, "Stories", stories, count, now);
		view_out(v);
		shown++;
	}
	return RC_OK;
}

/* What stands on the large buttons: a page that is hidden has none. */
static enum rc
home_join(const struct request *req, struct view *v)
{
	struct topic join;
	enum rc rc;

	rc = topic_by_name(
	    request_store(req), request_arena(req), "join", &join);
	if (rc == RC_OK && !join.hidden)
		view_text(v, "Home.join", join.address);
	return rc;
}

enum rc
page_home(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	int64_t now = request_now(req);
	struct event *events;
	int n;
	enum rc rc;

	rc = events_list(request_store(req), request_arena(req), now,
	    now + HOME_EVENTS_AHEAD_S, true, HOME_EVENTS, &events, &n);
	if (rc != RC_OK)
		return rc;
	page_card_events(v, "Events", events, n, now);
	if ((rc = page_topic_head(req, rep, "home", NULL)) != RC_OK ||
	    (rc = home_join(req, v)) != RC_OK ||
	    (rc = home_rubrics(req, v)) != RC_OK ||
	    (rc = page_results_home(req, rep)) != RC_OK)
		return rc;
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/home.cs");
	return RC_OK;
}
