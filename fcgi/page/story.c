#include "page/story.h"

#include "base/date.h"

#include "mediaplan/event.h"
#include "mediaplan/photo.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "page/prose.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	STORY_RELATED = 3,
	/* A change within this time of publishing is not called one. */
	STORY_CHANGED_AFTER_S = 3600
};

static enum rc
story_photos(const struct request *req, struct view *v, const struct story *s)
{
	struct photo *photos;
	int n;
	enum rc rc;

	rc = photos_list(
	    request_store(req), request_arena(req), s->id, &photos, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Photos");
		view_int(v, "n", i + 1);
		view_text(v, "name", photos[i].name);
		view_text(v, "alt", photos[i].alt);
		view_int(v, "width", photos[i].width);
		view_int(v, "height", photos[i].height);
		view_out(v);
	}
	view_int(v, "photos", n);
	return RC_OK;
}

static enum rc
story_event(const struct request *req, struct view *v, const struct story *s)
{
	struct event event;
	enum rc rc;

	if (s->event_id == 0)
		return RC_OK;
	rc = events_by_id(
	    request_store(req), request_arena(req), s->event_id, &event);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !event.public))
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	view_in(v, "Event");
	page_card_event(v, &event, request_now(req));
	view_out(v);
	return RC_OK;
}

static enum rc
story_related(const struct request *req, struct view *v, const struct story *s)
{
	struct story *stories;
	int n;
	enum rc rc;

	rc = stories_related(request_store(req), request_arena(req), s,
	    STORY_RELATED, request_now(req), &stories, &n);
	if (rc != RC_OK)
		return rc;
	page_card_stories(v, "Related", stories, n, request_now(req));
	return RC_OK;
}

enum rc
page_story(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	int64_t now = request_now(req);
	const char *moved = NULL;
	struct story s;
	enum rc rc;

	rc = stories_by_slug(request_store(req), request_arena(req),
	    request_part(req, "slug"), now, &s, &moved);
	if (rc == RC_GONE)
		reply_reason(rep, "Материал снят с публикации.");
	if (rc != RC_OK)
		return rc;
	if (moved != NULL) {
		/* A post of VK has its number in the query (message.h). */
		reply_moved(rep, "/story/%s%s%s", moved,
		    *request_search(req) != '\0' ? "?" : "",
		    request_search(req));
		return RC_OK;
	}
	view_in(v, "Story");
	page_card(v, &s, now);
	view_html(v, "html", page_prose(s.text));
	if (s.changed_at > s.publish_at + STORY_CHANGED_AFTER_S)
		view_time(v, "changed", s.changed_at, now);
	if ((rc = story_photos(req, v, &s)) != RC_OK ||
	    (rc = story_event(req, v, &s)) != RC_OK)
		return rc;
	view_out(v);
	if ((rc = story_related(req, v, &s)) != RC_OK)
		return rc;
	view_textf(v, "Page.address", "/story/%s", s.slug);
	view_text(v, "Page.topic", "news");
	page_card_picture(v, &s);
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/story.cs");
	return RC_OK;
}
