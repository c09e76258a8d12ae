#include "page/sitemap.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/readings.h"
#include "mediaplan/rubric.h"
#include "page/card.h"
#include "roadmap/roadmaps.h"
#include "section/topic.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/*
 * Addresses for search engines.  As long as one file holds all, there is
 * one; then /sitemap.xml lists the parts: "pages", and "stories-N" with the
 * ids of one range, which keep their stories whatever comes later.
 */
enum {
	SITEMAP_PART = 10000,  /* ids; the protocol allows 50 000 addresses */
	SITEMAP_EVENTS = 10000 /* the latest ones */
};

static void
sitemap_rows(struct view *v, const char *list, const struct reading *all, int n,
    int64_t now)
{
	for (int i = 0; i < n; i++) {
		view_row(v, list);
		view_int(v, "id", all[i].id);
		view_text(v, "slug", all[i].slug);
		view_time(v, "changed", all[i].changed_at, now);
		view_out(v);
	}
}

static enum rc
sitemap_topics(const struct request *req, struct view *v)
{
	struct topic *topics;
	bool roadmap = false;
	int n;
	enum rc rc;

	rc = topic_list(request_store(req), request_arena(req), &topics, &n);
	if (rc == RC_OK)
		rc = roadmaps_shown(request_store(req), &roadmap);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		/* The search is no page of its own for those who search. */
		if (topics[i].hidden || strcmp(topics[i].name, "search") == 0)
			continue;
		if (topics[i].def != NULL && topics[i].def->sometimes &&
		    !roadmap)
			continue;
		view_row(v, "Topics");
		view_text(v, "address", topics[i].address);
		view_time(v, "changed", topics[i].updated_at, request_now(req));
		view_out(v);
	}
	return rc;
}

/* All but stories. */
static enum rc
sitemap_pages(const struct request *req, struct view *v)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	int64_t now = request_now(req);
	struct rubric *rubrics;
	struct reading *events;
	int n;
	enum rc rc;

	if ((rc = sitemap_topics(req, v)) != RC_OK ||
	    (rc = rubrics_list(st, a, false, now, &rubrics, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Rubrics");
		view_text(v, "slug", rubrics[i].slug);
		view_time(v, "changed", rubrics[i].latest_at, now);
		view_out(v);
	}
	rc = readings_events(st, a, SITEMAP_EVENTS, &events, &n);
	if (rc == RC_OK)
		sitemap_rows(v, "Events", events, n, now);
	return rc;
}

/* Stories of the n-th range of ids, from 1; one without any is no page. */
static enum rc
sitemap_stories(const struct request *req, struct view *v, int64_t n)
{
	int64_t now = request_now(req);
	struct reading *stories;
	int found;
	enum rc rc;

	rc = readings_stories(request_store(req), request_arena(req),
	    (n - 1) * SITEMAP_PART, n * SITEMAP_PART, now, &stories, &found);
	if (rc == RC_OK)
		sitemap_rows(v, "Stories", stories, found, now);
	return rc == RC_OK && found == 0 ? RC_NOT_FOUND : rc;
}

static void
sitemap_send(struct reply *rep, const char *template)
{
	reply_type(rep, "application/xml; charset=utf-8");
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, template);
}

enum rc
page_sitemap(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	int64_t *parts;
	int n;
	enum rc rc;

	rc = readings_parts(request_store(req), request_arena(req),
	    SITEMAP_PART, request_now(req), &parts, &n);
	if (rc != RC_OK)
		return rc;
	if (n <= 1) {
		if ((rc = sitemap_pages(req, v)) == RC_OK && n == 1)
			rc = sitemap_stories(req, v, parts[0]);
		sitemap_send(rep, "page/sitemap.cs");
		return rc;
	}
	for (int i = 0; i < n; i++) {
		view_row(v, "Parts");
		view_int(v, "n", parts[i]);
		view_out(v);
	}
	sitemap_send(rep, "page/sitemap_parts.cs");
	return RC_OK;
}

enum rc
page_sitemap_part(const struct request *req, struct reply *rep)
{
	static const char prefix[] = "stories-", ending[] = ".xml";
	struct arena *a = request_arena(req);
	const char *part = request_part(req, "part");
	size_t len = strlen(part), end = sizeof(ending) - 1;
	int64_t n;

	if (len <= end || strcmp(part + len - end, ending) != 0)
		return RC_NOT_FOUND;
	part = arena_strndup(a, part, len - end);
	sitemap_send(rep, "page/sitemap.cs");
	if (strcmp(part, "pages") == 0)
		return sitemap_pages(req, reply_view(rep));
	if (strncmp(part, prefix, sizeof(prefix) - 1) != 0 ||
	    !text_int(part + sizeof(prefix) - 1, 1, INT32_MAX, &n))
		return RC_NOT_FOUND;
	return sitemap_stories(req, reply_view(rep), n);
}

static enum rc
sitemap_text(const struct request *req, struct reply *rep, const char *text)
{
	(void)req;
	reply_public(rep, PAGE_FRESH_S);
	reply_body(rep, "text/plain; charset=utf-8", text, strlen(text), NULL);
	return RC_OK;
}

enum rc
page_sitemap_robots(const struct request *req, struct reply *rep)
{
	return sitemap_text(req, rep,
	    arena_printf(request_arena(req),
		"User-agent: *\nDisallow: %s/desk/\nDisallow: %s/search\n"
		"Sitemap: %s/sitemap.xml\n",
		request_base(req), request_base(req),
		conf_text(request_site(req)->conf, "address")));
}

/* RFC 9116: whom to tell about a hole.  It expires between five and six
 * months from now, the same for all readers of a month. */
enum rc
page_sitemap_security(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	const char *email = site_setting(request_store(req), a, "email");
	struct date d = date_of(request_now(req));

	if (*email == '\0')
		return RC_NOT_FOUND;
	return sitemap_text(req, rep,
	    arena_printf(a,
		"Contact: mailto:%s\nExpires: %s\nPreferred-Languages: ru\n"
		"Canonical: %s/.well-known/security.txt\n",
		email, date_iso(a, date_at(d.year, d.month + 6, 1, 0, 0)),
		conf_text(request_site(req)->conf, "address")));
}
