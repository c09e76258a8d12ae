#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "people/account.h"
#include "web/reply.h"
#include "web/request.h"

enum {
	BACK_DAYS = 60,
	AHEAD_DAYS = 400,
	EVENTS_MAX = 300,
	STORY_S = 900 /* a story is drawn a quarter of an hour long */
};

static const char suffix[] = ".ics";

static struct icaltimetype
utc(int64_t t)
{
	return icaltime_from_timet_with_zone(
	    (time_t)t, 0, icaltimezone_get_utc_timezone());
}

static icalcomponent *
entry(const struct request *rq, const char *kind, int64_t id,
    const char *summary, int64_t from, int64_t to)
{
	struct arena *a = request_arena(rq);

	return icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
	    icalproperty_new_uid(arena_printf(
		a, "%s-%lld@%s", kind, (long long)id, desk_part_address(rq))),
	    icalproperty_new_dtstamp(utc(request_now(rq))),
	    icalproperty_new_dtstart(utc(from)),
	    icalproperty_new_dtend(utc(to)), icalproperty_new_summary(summary),
	    icalproperty_new_url(arena_printf(a, "%s/desk/%s/%lld",
		desk_part_address(rq), kind, (long long)id)),
	    (void *)0);
}

static void
add_story(const struct request *rq, icalcomponent *cal, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const struct kind *k = kind_by_name(s->kind);
	int64_t from = s->publish_at != 0 ? s->publish_at : s->window_from;
	int64_t to = s->publish_at != 0 ? from + STORY_S : s->window_to;
	const char *label =
	    story_states[story_state_now(s, request_now(rq))].label;

	if (from == 0 || s->state == STORY_SKIPPED)
		return;
	icalcomponent_add_component(cal,
	    entry(rq, "story", s->id,
		arena_printf(a, "%s: %s (%s)", k != NULL ? k->title : s->kind,
		    desk_part_title(rq, s), label),
		from, to));
}

static enum rc
add_all(const struct request *rq, icalcomponent *cal)
{
	struct arena *a = request_arena(rq);
	int64_t now = request_now(rq);
	struct story_filter f = { .from = date_add_days(now, -BACK_DAYS),
		.to = date_add_days(now, AHEAD_DAYS) };
	struct event *events;
	struct story *stories;
	int n;
	enum rc rc;

	if ((rc = events_list(request_store(rq), a, f.from, f.to, false,
		 EVENTS_MAX, &events, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (!events[i].cancelled)
			icalcomponent_add_component(cal,
			    entry(rq, "event", events[i].id, events[i].title,
				events[i].starts_at, events[i].ends_at));
	if ((rc = stories_list(request_store(rq), a, &f, now, STORIES_LIST_MAX,
		 &stories, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		add_story(rq, cal, &stories[i]);
	return RC_OK;
}

/* The key without ".ics"; NULL when the address does not end so. */
static const char *
key_of(const struct request *rq)
{
	const char *part = request_part(rq, "key");
	size_t n = strlen(part), m = sizeof(suffix) - 1;

	return n > m && strcmp(part + n - m, suffix) == 0
		   ? arena_strndup(request_arena(rq), part, n - m)
		   : NULL;
}

enum rc
desk_calendar(const struct request *rq, struct reply *rp)
{
	const char *key = key_of(rq);
	struct account acc;
	icalcomponent *cal;
	char *text;
	enum rc rc;

	if (key == NULL)
		return RC_NOT_FOUND;
	rc = accounts_by_calendar(
	    request_store(rq), request_arena(rq), key, &acc);
	if (rc != RC_OK)
		return rc;
	if (acc.locked)
		return RC_NOT_FOUND;
	cal = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
	    icalproperty_new_version("2.0"),
	    icalproperty_new_prodid("-//nastavnik//RU"), (void *)0);
	rc = add_all(rq, cal);
	if (rc == RC_OK) {
		text = icalcomponent_as_ical_string_r(cal);
		reply_body(rp, "text/calendar; charset=utf-8", text,
		    strlen(text), NULL);
		free(text);
	}
	icalcomponent_free(cal);
	return rc;
}
