#include "page/events.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "mediaplan/readings.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "page/calendar.h"
#include "page/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	EVENTS_PER_PAGE = 200,	 /* a month of a large school */
	EVENTS_PER_YEAR = 500,	 /* two for each school day */
	EVENTS_YEARS_MAX = 40,	 /* in the row of years; a query for each */
	EVENTS_STORIES = 12,	 /* of one event: each kind twice */
	EVENTS_YEAR_FROM = 2000, /* base/date.h */
	EVENTS_YEAR_TO = 2199,
	EVENTS_CALENDAR_BEFORE_S = 90 * 86400,
	EVENTS_CALENDAR_AFTER_S = 400 * 86400,
	EVENTS_CALENDAR_MAX = 500
};

/* The day cells of a month, Monday first, with the events of each day. */
static void
events_month(struct view *v, int64_t month, const struct event *events, int n,
    int64_t now)
{
	struct date first = date_of(month), today = date_of(now);
	int64_t day =
	    date_at(first.year, first.month, 1 - (first.weekday - 1), 0, 0);
	int64_t end = date_at(first.year, first.month + 1, 1, 0, 0);

	while (day < end) {
		view_row(v, "Weeks");
		for (int i = 0; i < 7; i++) {
			struct date d = date_of(day);
			int64_t next = date_add_days(day, 1);

			view_row(v, "Days");
			view_int(v, "day", d.day);
			view_flag(v, "out", day < month || day >= end);
			view_flag(v, "now",
			    d.year == today.year && d.month == today.month &&
				d.day == today.day);
			for (int k = 0; k < n; k++) {
				if (events[k].starts_at < day ||
				    events[k].starts_at >= next)
					continue;
				view_row(v, "Events");
				page_card_event(v, &events[k], now);
				view_out(v);
			}
			view_out(v);
			day = next;
		}
		view_out(v);
	}
}

/* The years that have events. */
static enum rc
events_years(const struct request *req, struct view *v, int current)
{
	int64_t at = 0, from = 1;
	enum rc rc = RC_OK;

	for (int i = 0; i < EVENTS_YEARS_MAX; i++) {
		struct date d;

		rc = readings_event_after(request_store(req), from, &at);
		if (rc != RC_OK || at == 0)
			break;
		d = date_of(at);
		view_row(v, "Years");
		view_int(v, "year", d.year);
		view_flag(v, "current", d.year == current);
		view_out(v);
		from = date_at(d.year + 1, 1, 1, 0, 0);
	}
	return rc;
}

static void
events_link(
    const struct request *req, struct view *v, const char *name, int64_t at)
{
	struct arena *a = request_arena(req);

	if (at == 0)
		return;
	view_in(v, name);
	view_text(v, "month", arena_strndup(a, date_ymd(a, at), 7));
	view_text(v, "title", date_ru_month(a, at));
	view_out(v);
}

/* Links lead to months that have events, so there is no endless way into
 * empty ones. */
static enum rc
events_around(
    const struct request *req, struct view *v, int64_t month, int64_t next)
{
	struct store *st = request_store(req);
	struct date today = date_of(request_now(req));
	int64_t this = date_at(today.year, today.month, 1, 0, 0), before, after;
	enum rc rc;

	if ((rc = readings_event_before(st, month, &before)) != RC_OK ||
	    (rc = readings_event_after(st, next, &after)) != RC_OK)
		return rc;
	view_in(v, "Month");
	view_text(v, "title", date_ru_month(request_arena(req), month));
	view_flag(v, "now", month == this);
	events_link(req, v, "Previous", before);
	events_link(req, v, "Next", after);
	view_out(v);
	if (month == this)
		view_text(v, "Page.address", "/events/");
	else
		view_textf(v, "Page.address", "/events/?month=%.7s",
		    date_ymd(request_arena(req), month));
	return events_years(req, v, date_of(month).year);
}

/* A whole year, month by month. */
static enum rc
events_year(const struct request *req, struct reply *rep, int year)
{
	struct arena *a = request_arena(req);
	struct view *v = reply_view(rep);
	int64_t now = request_now(req), from = date_at(year, 1, 1, 0, 0);
	struct event *events;
	int n, month = 0;
	enum rc rc;

	rc = events_list(request_store(req), a, from,
	    date_at(year + 1, 1, 1, 0, 0), true, EVENTS_PER_YEAR, &events, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		/* What began in the year before stands in its first month. */
		int64_t at =
		    events[i].starts_at < from ? from : events[i].starts_at;

		if (date_of(at).month != month) {
			if (month != 0)
				view_out(v);
			month = date_of(at).month;
			view_row(v, "Months");
			view_text(v, "title", date_ru_month(a, at));
		}
		view_row(v, "Events");
		page_card_event(v, &events[i], now);
		view_out(v);
	}
	if (month != 0)
		view_out(v);
	view_int(v, "Year.title", year);
	view_textf(v, "Page.address", "/events/?year=%d", year);
	return events_years(req, v, year);
}

static enum rc
events_of_month(const struct request *req, struct reply *rep, int64_t month)
{
	struct view *v = reply_view(rep);
	struct date d = date_of(month);
	int64_t now = request_now(req);
	int64_t next = date_at(d.year, d.month + 1, 1, 0, 0);
	struct event *events;
	int n;
	enum rc rc;

	rc = events_list(request_store(req), request_arena(req), month, next,
	    true, EVENTS_PER_PAGE, &events, &n);
	if (rc != RC_OK)
		return rc;
	page_card_events(v, "Events", events, n, now);
	events_month(v, month, events, n, now);
	return events_around(req, v, month, next);
}

enum rc
page_events(const struct request *req, struct reply *rep)
{
	const char *asked = request_query(req, "month");
	const char *asked_year = request_query(req, "year");
	struct date today = date_of(request_now(req));
	int64_t month = date_at(today.year, today.month, 1, 0, 0), year;
	enum rc rc;

	if ((rc = page_topic_head(req, rep, "events", NULL)) != RC_OK)
		return rc;
	if (*asked_year != '\0') {
		if (!text_int(
			asked_year, EVENTS_YEAR_FROM, EVENTS_YEAR_TO, &year))
			return RC_NOT_FOUND;
		rc = events_year(req, rep, (int)year);
	} else {
		if (*asked != '\0' && !date_parse_month(asked, &month))
			return RC_NOT_FOUND;
		rc = events_of_month(req, rep, month);
	}
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/events.cs");
	return rc;
}

/* What is written about it. */
static enum rc
event_stories(const struct request *req, struct view *v, int64_t id)
{
	struct story of = { .event_id = id }, *stories;
	int n;
	enum rc rc;

	rc = stories_related(request_store(req), request_arena(req), &of,
	    EVENTS_STORIES, request_now(req), &stories, &n);
	if (rc == RC_OK)
		page_card_stories(v, "Stories", stories, n, request_now(req));
	return rc;
}

enum rc
page_event(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	struct view *v = reply_view(rep);
	const char *part = request_part(req, "id");
	size_t len = strlen(part);
	bool calendar = len > 4 && strcmp(part + len - 4, ".ics") == 0;
	struct event event;
	int64_t id;
	enum rc rc;

	if (calendar)
		part = arena_strndup(a, part, len - 4);
	if (!text_int(part, 1, INT64_MAX, &id))
		return RC_NOT_FOUND;
	rc = events_by_id(request_store(req), a, id, &event);
	if (rc != RC_OK)
		return rc;
	if (!event.public)
		return RC_NOT_FOUND;
	reply_public(rep, PAGE_FRESH_S);
	if (calendar)
		return page_calendar(req, rep, &event, 1);
	view_in(v, "Event");
	page_card_event(v, &event, request_now(req));
	page_card_lines(v, a, "About", event.about);
	view_out(v);
	view_text(v, "Page.topic", "events");
	if ((rc = event_stories(req, v, event.id)) != RC_OK)
		return rc;
	view_textf(v, "Page.address", "/events/%lld", (long long)event.id);
	reply_page(rep, "page/event.cs");
	return RC_OK;
}

enum rc
page_events_calendar(const struct request *req, struct reply *rep)
{
	int64_t now = request_now(req);
	struct event *events;
	int n;
	enum rc rc;

	rc = events_list(request_store(req), request_arena(req),
	    now - EVENTS_CALENDAR_BEFORE_S, now + EVENTS_CALENDAR_AFTER_S, true,
	    EVENTS_CALENDAR_MAX, &events, &n);
	if (rc != RC_OK)
		return rc;
	reply_public(rep, PAGE_FRESH_S);
	return page_calendar(req, rep, events, n);
}
