#include <string.h>

#include "base/arena.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_show.h"
#include "mediaplan/stories.h"
#include "publish/schedule.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static const struct field fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, FIELD_REQUIRED, NULL },
	{ "address", "Адрес страницы", FIELD_LINE, 0, STORY_TITLE_MAX, 0,
	    NULL },
};

static enum rc
address_refused(const struct request *rq, struct reply *rp,
    const struct story *s, const char *typed, enum rc rc, const char *why)
{
	struct story_page page = { .story = s };

	view_text(reply_view(rp), "Story.address_typed", typed);
	page.problem = why != NULL && *why != '\0'
			   ? why
			   : "Материал изменился, пока страница была открыта. "
			     "Посмотрите его ещё раз и повторите.";
	page.outcome = rc == RC_CONFLICT ? RC_CONFLICT : RC_INVALID;
	return desk_story_show(rq, rp, &page);
}

enum rc
desk_story_address(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *why = NULL, *wish = form_text(f, "address"), *old;
	struct schedule sc = { .version = form_int(f, "version"),
		.address = desk_part_address(rq),
		.secret = desk_part_guid_secret(rq) };
	struct story s;
	enum rc rc;

	if ((rc = desk_story_show_find(rq, &s)) != RC_OK)
		return rc;
	sc.story_id = s.id;
	old = s.slug;
	rc = schedule_address(request_store(rq), request_arena(rq), &actor, &sc,
	    wish, request_now(rq), &why);
	if (rc == RC_INVALID || rc == RC_DENIED || rc == RC_CONFLICT)
		return address_refused(rq, rp, &s, wish, rc, why);
	if (rc != RC_OK || (rc = desk_story_show_find(rq, &s)) != RC_OK)
		return rc;
	desk_part_wake(rq);
	if (strcmp(old, s.slug) == 0)
		rc = session_notice(rq, 0, "Адрес прежний: /story/%s.", old);
	else
		rc = session_notice(rq, 0,
		    "Новый адрес: /story/%s. Старый ведёт на него.", s.slug);
	reply_redirect(rp, "/desk/story/%lld", (long long)s.id);
	return rc;
}
