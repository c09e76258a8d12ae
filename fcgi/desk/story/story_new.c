#include <string.h>

#include "base/date.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/story.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	KIND_NAME_MAX = 40,
	EVENTS_MAX = 50, /* choices in the list of events */
	EVENTS_BACK_DAYS = 30
};

static const struct field fields[] = {
	{ "kind", "Вид", FIELD_LINE, 1, KIND_NAME_MAX, FIELD_REQUIRED, NULL },
	{ "event", "Событие", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "at", "Когда выйдет", FIELD_TIME, 0, 0, 0, NULL },
};

/* A day alone becomes the usual hour of the kind on that day. */
static int64_t
usual(const char *at, const char *kind)
{
	const struct kind *k = kind_by_name(kind);
	int64_t t;

	if (!date_parse(at, &t))
		return 0;
	if (t != date_midnight(t) || strchr(at, 'T') != NULL)
		return t;
	return t + (k != NULL ? k->hour * 3600 + k->minute * 60 : 12 * 3600);
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	int64_t now = request_now(rq);
	struct event *list;
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "plan", "Новый материал");
	form_show(f, v);
	desk_part_kinds(v, form_text(f, "kind"));
	rc = events_list(request_store(rq), request_arena(rq),
	    date_add_days(now, -EVENTS_BACK_DAYS), date_add_days(now, 365),
	    false, EVENTS_MAX, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (!list[i].cancelled)
			desk_part_choice_id(v, "Events", list[i].id,
			    list[i].title, list[i].id == form_int(f, "event"));
	reply_page(rp, "desk/story_new.cs");
	return outcome;
}

enum rc
desk_story_new(const struct request *rq, struct reply *rp)
{
	struct form *f = form_new(rq, fields, LEN(fields));
	const char *kind = request_query(rq, "kind");

	if (kind_by_name(kind) == NULL)
		kind = "news";
	form_set_text(f, "kind", kind);
	form_set_text(f, "event", request_query(rq, "event"));
	form_set_int(f, "at", usual(request_query(rq, "at"), kind));
	return show(rq, rp, f, RC_OK);
}

enum rc
desk_story_new_create(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	int64_t id;
	enum rc rc;

	if (kind_by_name(form_text(f, "kind")) == NULL)
		form_error(f, "kind", "Выберите вид материала");
	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	rc = story_insert(request_store(rq), request_arena(rq), &actor,
	    form_text(f, "kind"), form_int(f, "event"), form_int(f, "at"),
	    request_now(rq), &id);
	if (rc == RC_INVALID || rc == RC_NOT_FOUND) {
		form_error(f, "event", "Такого события нет");
		return show(rq, rp, f, RC_INVALID);
	}
	if (rc == RC_OK)
		reply_redirect(rp, "/desk/story/%lld", (long long)id);
	return rc;
}
