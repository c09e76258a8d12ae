#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "mediaplan/event.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	EVENTS_MAX = 200,
	AHEAD_DAYS = 400, /* a school year and the summer after it */
	BACK_DAYS = 400
};

static void
show_event(const struct request *rq, struct view *v, const struct event *e)
{
	struct arena *a = request_arena(rq);

	view_row(v, "Events");
	view_int(v, "id", e->id);
	view_text(v, "title", e->title);
	view_time(v, "starts", e->starts_at, request_now(rq));
	view_text(v, "when",
	    arena_printf(a, "%s, %s", date_ru_short(a, e->starts_at),
		date_hm(a, e->starts_at)));
	view_text(v, "place", e->place);
	view_text(v, "audience", e->audience);
	view_text(v, "responsible", e->responsible);
	view_flag(v, "cancelled", e->cancelled);
	view_flag(v, "hidden", !e->public);
	view_out(v);
}

enum rc
desk_events(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	int64_t day = date_midnight(request_now(rq));
	bool past = strcmp(request_query(rq, "when"), "past") == 0;
	struct event *list;
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "events", "События");
	rc = events_list(request_store(rq), request_arena(rq),
	    past ? date_add_days(day, -BACK_DAYS) : day,
	    past ? day : date_add_days(day, AHEAD_DAYS), false, EVENTS_MAX,
	    &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		show_event(rq, v, &list[past ? n - 1 - i : i]);
	view_flag(v, "Events_past", past);
	view_int(v, "Events_n", n);
	reply_page(rp, "desk/events.cs");
	return RC_OK;
}
