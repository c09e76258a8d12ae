#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/ics.h"
#include "base/strbuf.h"
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

static void
add(const struct request *rq, struct strbuf *b, const char *kind, int64_t id,
    const char *summary, int64_t from, int64_t to)
{
	struct arena *a = request_arena(rq);

	ics_event(
	    b, &(struct ics_event){ .uid = arena_printf(a, "%s-%lld@%s", kind,
					(long long)id, desk_part_address(rq)),
		   .url = arena_printf(a, "%s/desk/%s/%lld",
		       desk_part_address(rq), kind, (long long)id),
		   .summary = summary,
		   .from = from,
		   .to = to,
		   .changed_at = request_now(rq) });
}

static void
add_story(const struct request *rq, struct strbuf *b, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const struct kind *k = kind_by_name(s->kind);
	int64_t from = s->publish_at != 0 ? s->publish_at : s->window_from;
	int64_t to = s->publish_at != 0 ? from + STORY_S : s->window_to;
	const char *label =
	    story_states[story_state_now(s, request_now(rq))].label;

	if (from == 0 || s->state == STORY_SKIPPED)
		return;
	add(rq, b, "story", s->id,
	    arena_printf(a, "%s: %s (%s)", k != NULL ? k->title : s->kind,
		desk_part_title(rq, s), label),
	    from, to);
}

static enum rc
add_all(const struct request *rq, struct strbuf *b)
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
			add(rq, b, "event", events[i].id, events[i].title,
			    events[i].starts_at, events[i].ends_at);
	if ((rc = stories_list(request_store(rq), a, &f, now, STORIES_LIST_MAX,
		 &stories, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		add_story(rq, b, &stories[i]);
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
	struct strbuf b;
	enum rc rc;

	if (key == NULL)
		return RC_NOT_FOUND;
	rc = accounts_by_calendar(
	    request_store(rq), request_arena(rq), key, &acc);
	if (rc != RC_OK)
		return rc;
	if (acc.locked)
		return RC_NOT_FOUND;
	strbuf_init(&b);
	ics_begin(&b, "Медиаплан");
	rc = add_all(rq, &b);
	ics_end(&b);
	if (rc == RC_OK)
		reply_body(
		    rp, "text/calendar; charset=utf-8", b.buf, b.len, NULL);
	strbuf_free(&b);
	return rc;
}
