#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_show.h"
#include "mediaplan/stories.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	VERSIONS_MAX = 100 /* looked through for the one before */
};

/* The version before this one; empty texts for the first. */
static enum rc
find_before(const struct request *rq, const struct story *s,
    const struct story_version *now, struct story_version *before)
{
	struct story_version *list;
	int n;
	enum rc rc = story_versions_list(request_store(rq), request_arena(rq),
	    s->id, VERSIONS_MAX, &list, &n);

	*before = (struct story_version){
		.title = "", .lead = "", .text = "", .who = ""
	};
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (list[i].version < now->version)
			return story_versions_get(request_store(rq),
			    request_arena(rq), s->id, list[i].version, before);
	return rc;
}

static const char *
or_linked(const char *vk_text)
{
	return vk_text != NULL ? vk_text : "";
}

enum rc
desk_story_version(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	struct actor actor = desk_part_actor(rq);
	struct story_version is, was;
	struct story s;
	const char *why;
	enum rc rc;

	if ((rc = desk_story_show_find(rq, &s)) != RC_OK ||
	    (rc = story_versions_get(request_store(rq), request_arena(rq), s.id,
		 request_part_id(rq, "v"), &is)) != RC_OK ||
	    (rc = find_before(rq, &s, &is, &was)) != RC_OK)
		return rc;
	desk_part_page(rq, rp, "plan", "Что изменилось");
	view_in(v, "Story");
	desk_part_story(rq, v, &s);
	view_out(v);
	view_text(v, "Version.who", is.who);
	view_int(v, "Version.number", is.version);
	view_flag(v, "Version.first", was.version == 0);
	view_flag(v, "Version.may_restore",
	    is.version != s.version && story_may(&s, STORY_EDIT, &actor, false,
					   request_now(rq), &why) == RC_OK);
	view_time(v, "Version.at", is.at, request_now(rq));
	desk_part_diff(rq, v, "Заголовок", was.title, is.title);
	desk_part_diff(rq, v, "Вводка", was.lead, is.lead);
	desk_part_diff(rq, v, "Текст для сайта", was.text, is.text);
	desk_part_diff(rq, v, "Текст для ВКонтакте", or_linked(was.vk_text),
	    or_linked(is.vk_text));
	reply_page(rp, "desk/version.cs");
	return RC_OK;
}

enum rc
desk_story_version_restore(const struct request *rq, struct reply *rp)
{
	static const struct field fields[] = {
		{ "version", "Версия", FIELD_INT, 0, INT64_MAX, FIELD_REQUIRED,
		    NULL },
	};
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	int64_t old = request_part_id(rq, "v");
	const char *why = NULL;
	struct story s;
	struct story_page page = { .story = &s };
	enum rc rc;

	if ((rc = desk_story_show_find(rq, &s)) != RC_OK)
		return rc;
	rc = story_restore_version(request_store(rq), request_arena(rq), &actor,
	    s.id, form_int(f, "version"), old, request_now(rq), &why);
	if (rc == RC_CONFLICT || rc == RC_DENIED || rc == RC_INVALID) {
		page.problem = why != NULL
				   ? why
				   : "Материал изменился, пока страница "
				     "была открыта. Версия не "
				     "возвращена.";
		page.outcome = rc == RC_CONFLICT ? rc : RC_INVALID;
		return desk_story_show(rq, rp, &page);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Вернули версию %lld как новую.", (long long)old);
	reply_redirect(rp, "/desk/story/%lld", (long long)s.id);
	return rc;
}
