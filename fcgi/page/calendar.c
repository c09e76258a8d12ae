#include "page/calendar.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "mediaplan/event.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"

static struct icaltimetype
calendar_time(int64_t at)
{
	return icaltime_from_timet_with_zone(
	    (time_t)at, 0, icaltimezone_get_utc_timezone());
}

static void
calendar_add(icalcomponent *calendar, struct arena *a, const char *address,
    const struct event *e)
{
	const char *url =
	    arena_printf(a, "%s/events/%lld", address, (long long)e->id);
	icalcomponent *c = icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
	    icalproperty_new_uid(url), icalproperty_new_url(url),
	    icalproperty_new_dtstamp(calendar_time(e->updated_at)),
	    icalproperty_new_dtstart(calendar_time(e->starts_at)),
	    icalproperty_new_dtend(calendar_time(e->ends_at)),
	    icalproperty_new_summary(e->title), (void *)0);

	if (*e->place != '\0')
		icalcomponent_add_property(
		    c, icalproperty_new_location(e->place));
	if (*e->about != '\0')
		icalcomponent_add_property(
		    c, icalproperty_new_description(e->about));
	icalcomponent_add_property(c,
	    icalproperty_new_status(
		e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
	icalcomponent_add_component(calendar, c);
}

enum rc
page_calendar(const struct request *req, struct reply *rep,
    const struct event *events, int n)
{
	const char *address = conf_text(request_site(req)->conf, "address");
	icalcomponent *calendar;
	char *text;

	calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
	    icalproperty_new_version("2.0"),
	    icalproperty_new_prodid("-//Nastavnik//events//RU"),
	    icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
	if (calendar == NULL)
		return RC_FAIL;
	for (int i = 0; i < n; i++)
		calendar_add(calendar, request_arena(req), address, &events[i]);
	text = icalcomponent_as_ical_string_r(calendar);
	icalcomponent_free(calendar);
	if (text == NULL)
		return RC_FAIL;
	reply_body(rep, "text/calendar; charset=utf-8", text, strlen(text),
	    "events.ics");
	free(text);
	return RC_OK;
}
