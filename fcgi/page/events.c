#include "page/events.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "page/card.h"
#include "page/calendar.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	EVENTS_PER_PAGE = 200, /* a month of a large school */
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

enum rc
page_events(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	struct view *v = reply_view(rep);
	int64_t now = request_now(req), month, next, previous;
	const char *asked = request_query(req, "month");
	struct event *events;
	struct date d;
	int n;
	enum rc rc;

	d = date_of(now);
	month = date_at(d.year, d.month, 1, 0, 0);
	if (*asked != '\0' && !date_parse_month(asked, &month))
		return RC_NOT_FOUND;
	d = date_of(month);
	next = date_at(d.year, d.month + 1, 1, 0, 0);
	previous = date_at(d.year, d.month - 1, 1, 0, 0);
	rc = events_list(request_store(req), a, month, next, true,
	    EVENTS_PER_PAGE, &events, &n);
	if (rc != RC_OK)
		return rc;
	page_card_events(v, "Events", events, n, now);
	events_month(v, month, events, n, now);
	view_text(v, "Month.title", date_ru_month(a, month));
	view_text(v, "Month.next", arena_strndup(a, date_ymd(a, next), 7));
	view_text(v, "Month.next_title", date_ru_month(a, next));
	view_text(
	    v, "Month.previous", arena_strndup(a, date_ymd(a, previous), 7));
	view_text(v, "Month.previous_title", date_ru_month(a, previous));
	view_text(v, "Page.address", "/events/");
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/events.cs");
	return RC_OK;
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
	view_out(v);
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
