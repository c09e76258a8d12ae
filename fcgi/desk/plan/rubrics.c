#include <string.h>

#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "mediaplan/rubric.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static const struct field fields[] = {
	{ "id", "Рубрика", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "title", "Название", FIELD_LINE, 1, RUBRIC_TITLE_MAX, FIELD_REQUIRED,
	    NULL },
	{ "hashtag", "Хештег", FIELD_LINE, 1, RUBRIC_HASHTAG_MAX + 1,
	    FIELD_REQUIRED, NULL },
	{ "about", "О чём", FIELD_TEXT, 0, RUBRIC_ABOUT_MAX, 0, NULL },
	{ "position", "Место в списке", FIELD_INT, 0, 1000, 0, NULL },
};

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	int64_t wanted = form_int(f, "id");
	struct rubric *list;
	enum rc rc;
	int n;

	text_int(request_query(rq, "id"), 1, INT64_MAX, &wanted);
	desk_part_page(rq, rp, "rubrics", "Рубрики");
	rc = rubrics_list(request_store(rq), request_arena(rq), true,
	    request_now(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Rubrics");
		view_int(v, "id", list[i].id);
		view_text(v, "slug", list[i].slug);
		view_text(v, "title", list[i].title);
		view_text(v, "about", list[i].about);
		view_text(v, "hashtag", list[i].hashtag);
		view_int(v, "position", list[i].position);
		view_flag(v, "archived", list[i].archived);
		view_flag(v, "open", wanted == list[i].id);
		view_time(v, "latest", list[i].latest_at, request_now(rq));
		view_out(v);
	}
	view_flag(v, "Rubrics_few", n < 2);
	view_int(v, "Rubrics_next", (n + 1) * 10);
	form_show(f, v);
	view_flag(v, "Form.fresh", outcome == RC_OK);
	view_flag(v, "Form.new", form_int(f, "id") == 0);
	reply_page(rp, "desk/rubrics.cs");
	return outcome;
}

enum rc
desk_rubrics(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, form_new(rq, fields, LEN(fields)), RC_OK);
}

enum rc
desk_rubrics_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *tag = form_text(f, "hashtag"), *why = NULL;
	struct rubric r = { .id = form_int(f, "id") };
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	if (r.id != 0 && (rc = rubrics_by_id(request_store(rq),
			      request_arena(rq), r.id, &r)) != RC_OK)
		return rc;
	r.title = form_text(f, "title");
	r.about = form_text(f, "about");
	r.hashtag = tag[0] == '#' ? tag + 1 : tag;
	r.position = form_int(f, "position");
	rc =
	    rubric_save(request_store(rq), request_arena(rq), &actor, &r, &why);
	if (rc == RC_INVALID || rc == RC_CONFLICT) {
		form_error(f, "title",
		    why != NULL ? why : "Рубрика с таким названием уже есть");
		return show(rq, rp, f, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Рубрика сохранена.");
	reply_redirect(rp, "/desk/rubrics");
	return rc;
}

enum rc
desk_rubrics_archive(const struct request *rq, struct reply *rp)
{
	const char *on = request_field(rq, "archived");
	struct actor actor = desk_part_actor(rq);
	bool archived = on != NULL && strcmp(on, "1") == 0;
	int64_t id = request_part_id(rq, "id");
	enum rc rc;

	if (id == 0)
		return RC_NOT_FOUND;
	rc = rubric_set_archived(request_store(rq), &actor, id, archived);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0,
	    archived ? "Рубрика убрана в архив: новые материалы в неё не пишут."
		     : "Рубрика возвращена.");
	reply_redirect(rp, "/desk/rubrics");
	return rc;
}
