#include "page/routes.h"

#include "page/events.h"
#include "page/feed.h"
#include "page/file.h"
#include "page/home.h"
#include "page/look.h"
#include "page/media.h"
#include "page/news.h"
#include "page/picture.h"
#include "page/results.h"
#include "page/roadmap.h"
#include "page/search.h"
#include "page/sitemap.h"
#include "page/story.h"
#include "page/topic.h"

static const struct route routes[] = {
	{ METHOD_GET, "/", 0, page_home, 0 },
	{ METHOD_GET, "/news/", 0, page_news, 0 },
	{ METHOD_GET, "/news/:rubric/", 0, page_news_rubric, 0 },
	{ METHOD_GET, "/story/:slug", 0, page_story, 0 },
	{ METHOD_GET, "/events/", 0, page_events, 0 },
	{ METHOD_GET, "/events/:id", 0, page_event, 0 },
	{ METHOD_GET, "/events.ics", 0, page_events_calendar, 0 },
	{ METHOD_GET, "/feed.xml", 0, page_feed, 0 },
	{ METHOD_GET, "/feed/:rubric", 0, page_feed_rubric, 0 },
	{ METHOD_GET, "/sitemap.xml", 0, page_sitemap, 0 },
	{ METHOD_GET, "/sitemap/:part", 0, page_sitemap_part, 0 },
	{ METHOD_GET, "/security.txt", 0, page_sitemap_security, 0 },
	{ METHOD_GET, "/.well-known/security.txt", 0, page_sitemap_security,
	    0 },
	{ METHOD_GET, "/robots.txt", 0, page_sitemap_robots, 0 },
	{ METHOD_GET, "/media/:name", 0, page_media, 0 },
	{ METHOD_GET, "/file/:id/:slug", 0, page_file, 0 },
	{ METHOD_GET, "/results/", 0, page_results, 0 },
	{ METHOD_GET, "/roadmap/", 0, page_roadmap, 0 },
	{ METHOD_GET, "/search", 0, page_search, 0 },
	{ METHOD_GET, "/card/site.jpg", 0, page_picture_site, 0 },
	{ METHOD_GET, "/card/story/:file", 0, page_picture_story, 0 },
	{ METHOD_POST, "/view", 0, page_look, ROUTE_OPEN | ROUTE_HALF },
	/* A pattern without parts wins, so this is what is left. */
	{ METHOD_GET, "/:topic/", 0, page_topic, 0 },
	{ METHOD_GET, "/:topic", 0, page_topic_slash, 0 },
};

const struct route_table page_routes = { routes, (int)LEN(routes) };
