#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "programme/cycle.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static const struct field fields[] = {
	{ "title", "Название", FIELD_LINE, 1, CYCLE_TITLE_MAX, FIELD_REQUIRED,
	    NULL },
	{ "organisation", "Организация", FIELD_LINE, 0, CYCLE_LINE_MAX, 0,
	    NULL },
	{ "agreed", "Согласовано", FIELD_TEXT, 0, CYCLE_STAMP_MAX, 0, NULL },
	{ "approved", "Утверждаю", FIELD_TEXT, 0, CYCLE_STAMP_MAX, 0, NULL },
	{ "order_no", "Номер приказа", FIELD_LINE, 0, CYCLE_LINE_MAX, 0, NULL },
	{ "on", "Дата утверждения", FIELD_DAY, 0, 0, 0, NULL },
};

static enum rc
find(const struct request *rq, struct cycle *c)
{
	return cycles_by_id(
	    request_store(rq), request_arena(rq), request_part_id(rq, "id"), c);
}

static struct form *
stored(const struct request *rq, const struct cycle *c)
{
	struct form *f = form_new(rq, fields, LEN(fields));

	form_set_text(f, "title", c->title);
	form_set_text(f, "organisation", c->organisation);
	form_set_text(f, "agreed", c->agreed);
	form_set_text(f, "approved", c->approved);
	form_set_text(f, "order_no", c->order_no);
	form_set_int(f, "on", desk_roadmap_part_time(c->approved_on));
	return f;
}

static enum rc
show_others(const struct request *rq, struct view *v, int64_t id)
{
	struct cycle *list;
	enum rc rc;
	int n;

	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Years");
		view_int(v, "id", list[i].id);
		view_text(v, "title", list[i].title);
		view_flag(v, "current", list[i].current);
		view_flag(v, "here", list[i].id == id);
		view_out(v);
	}
	return rc;
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct cycle *c,
    const struct form *f, enum rc outcome)
{
	struct arena *a = request_arena(rq);
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(rq, rp, "settings", c->title);
	form_show(f, v);
	view_in(v, "Cycle");
	view_int(v, "id", c->id);
	view_text(v, "title", c->title);
	view_text(v, "kind", cycle_kind_ru(c->kind));
	view_text(v, "from", date_ru(a, c->starts_at));
	view_text(v, "to", date_ru(a, date_add_days(c->ends_at, -1)));
	view_flag(v, "current", c->current);
	view_text(v, "organisation", c->organisation);
	view_text(v, "agreed", c->agreed);
	view_text(v, "approved", c->approved);
	view_text(v, "order_no", c->order_no);
	if (c->approved_on != DAY_NONE)
		view_text(v, "on", day_ru(a, c->approved_on));
	view_out(v);
	if ((rc = show_others(rq, v, c->id)) != RC_OK)
		return rc;
	reply_page(rp, "desk/cycle.cs");
	return outcome;
}

enum rc
desk_cycle(const struct request *rq, struct reply *rp)
{
	struct cycle c;
	enum rc rc = find(rq, &c);

	return rc != RC_OK ? rc : show(rq, rp, &c, stored(rq, &c), RC_OK);
}

enum rc
desk_cycle_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	struct cycle c, wanted;
	const char *why;
	enum rc rc;

	if ((rc = find(rq, &c)) != RC_OK)
		return rc;
	if (!form_ok(f))
		return show(rq, rp, &c, f, RC_INVALID);
	wanted = c;
	wanted.title = form_text(f, "title");
	wanted.organisation = form_text(f, "organisation");
	wanted.agreed = form_text(f, "agreed");
	wanted.approved = form_text(f, "approved");
	wanted.order_no = form_text(f, "order_no");
	wanted.approved_on = desk_roadmap_part_day(form_int(f, "on"));
	rc = cycle_save(
	    request_store(rq), request_arena(rq), &actor, &wanted, &why);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		form_error(f, "title", why);
		return show(rq, rp, &c, f, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Сохранено. Эти слова встанут на документы года.");
	reply_redirect(rp, "/desk/cycle/%lld", (long long)c.id);
	return rc;
}

enum rc
desk_cycle_current(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct cycle c;
	enum rc rc;

	if ((rc = find(rq, &c)) != RC_OK)
		return rc;
	rc = cycle_make_current(
	    request_store(rq), request_arena(rq), &actor, c.id);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Текущий программный год — «%s».", c.title);
	reply_redirect(rp, "/desk/cycle/%lld", (long long)c.id);
	return rc;
}
