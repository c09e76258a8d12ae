#include <string.h>

#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "section/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* The page and the version that the address names. */
static enum rc
find(const struct request *rq, struct topic *t, struct topic_version *is)
{
	int64_t version;
	enum rc rc = topic_by_name(
	    request_store(rq), request_arena(rq), request_part(rq, "name"), t);

	if (rc != RC_OK)
		return rc;
	if (t->id == 0 ||
	    !text_int(request_part(rq, "v"), 0, INT64_MAX, &version))
		return RC_NOT_FOUND;
	return topic_version(
	    request_store(rq), request_arena(rq), t->id, version, is);
}

static enum rc
show(const struct request *rq, struct reply *rp, const char *problem,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct topic_version is, was;
	struct topic t;
	enum rc rc;

	if ((rc = find(rq, &t, &is)) != RC_OK ||
	    (rc = topic_version_before(request_store(rq), request_arena(rq),
		 t.id, is.version, &was)) != RC_OK)
		return rc;
	desk_part_page(rq, rp, "topics", "Что изменилось");
	if (problem != NULL)
		desk_part_problem(v, problem);
	view_text(v, "Topic.name", t.name);
	view_text(v, "Topic.title", t.title);
	view_int(v, "Topic.version", t.version);
	view_text(v, "Version.who", is.who);
	view_int(v, "Version.number", is.version);
	view_time(v, "Version.at", is.at, request_now(rq));
	view_flag(v, "Version.described", is.at == 0);
	view_flag(v, "Version.may_restore",
	    desk_part_may(rq, MAY_PLAN) && (strcmp(is.title, t.title) != 0 ||
					       strcmp(is.lead, t.lead) != 0 ||
					       strcmp(is.text, t.text) != 0));
	desk_part_diff(rq, v, "Название", was.title, is.title);
	desk_part_diff(rq, v, "Вводка", was.lead, is.lead);
	desk_part_diff(rq, v, "Текст", was.text, is.text);
	reply_page(rp, "desk/topic_version.cs");
	return outcome;
}

enum rc
desk_topic_version(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, RC_OK);
}

enum rc
desk_topic_version_restore(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	const char *field, *why = NULL, *seen = request_field(rq, "version");
	struct topic_version old;
	struct topic t;
	enum rc rc = find(rq, &t, &old);

	if (rc != RC_OK)
		return rc;
	t.title = old.title;
	t.lead = old.lead;
	t.text = old.text;
	if (seen == NULL || !text_int(seen, 0, INT64_MAX, &t.version))
		return RC_INVALID;
	rc = topic_save(
	    request_store(rq), request_arena(rq), &actor, &t, &field, &why);
	if (rc == RC_CONFLICT)
		why = "Страница изменилась, пока эта была открыта. Версия не "
		      "возвращена: посмотрите, что изменилось.";
	if ((rc == RC_CONFLICT || rc == RC_INVALID) && why != NULL)
		return show(rq, rp, why, rc);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Вернули версию %lld как новую.", (long long)old.version);
	reply_redirect(rp, "/desk/topics/%s", t.name);
	return rc;
}
