#include "page/calendar.h"

#include "base/arena.h"
#include "base/conf.h"
#include "base/ics.h"
#include "base/strbuf.h"
#include "mediaplan/event.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"

enum rc
page_calendar(const struct request *req, struct reply *rep,
    const struct event *events, int n)
{
	const char *address = conf_text(request_site(req)->conf, "address");
	struct strbuf b;

	strbuf_init(&b);
	ics_begin(
	    &b, site_setting(request_store(req), request_arena(req), "title"));
	for (int i = 0; i < n; i++) {
		const struct event *e = &events[i];
		const char *url = arena_printf(request_arena(req),
		    "%s/events/%lld", address, (long long)e->id);

		ics_event(&b, &(struct ics_event){ .uid = url,
				  .url = url,
				  .summary = e->title,
				  .place = e->place,
				  .about = e->about,
				  .from = e->starts_at,
				  .to = e->ends_at,
				  .changed_at = e->updated_at,
				  .cancelled = e->cancelled });
	}
	ics_end(&b);
	reply_body(
	    rep, "text/calendar; charset=utf-8", b.buf, b.len, "events.ics");
	strbuf_free(&b);
	return RC_OK;
}
