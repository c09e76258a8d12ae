#include "desk/settings/settings_cycle.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "programme/cycle.h"
#include "web/request.h"
#include "web/view.h"

static const char *const kinds[] = { "school", "calendar", "period", NULL };

/* "cycle_": they share a page with the fields of settings.c. */
static const struct field fields[] = {
	{ "cycle_title", "Название", FIELD_LINE, 1, CYCLE_TITLE_MAX,
	    FIELD_REQUIRED, NULL },
	{ "cycle_kind", "Какой это год", FIELD_CHOICE, 0, 0, FIELD_REQUIRED,
	    kinds },
	{ "cycle_from", "Первый день", FIELD_DAY, 0, 0, FIELD_REQUIRED, NULL },
	{ "cycle_to", "Последний день", FIELD_DAY, 0, 0, FIELD_REQUIRED, NULL },
};

enum rc
desk_settings_cycle_form(const struct request *rq, struct form **out)
{
	struct form *f = form_new(rq, fields, LEN(fields));
	struct cycle *list, next;
	enum rc rc;
	int n;

	*out = f;
	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	cycle_next_school(request_arena(rq), n > 0 ? list[0].ends_at : 0,
	    request_now(rq), &next);
	form_set_text(f, "cycle_title", next.title);
	form_set_text(f, "cycle_kind", next.kind);
	form_set_int(f, "cycle_from", next.starts_at);
	form_set_int(f, "cycle_to", date_add_days(next.ends_at, -1));
	return RC_OK;
}

enum rc
desk_settings_cycle_start(const struct request *rq, struct form **out)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	struct cycle c = { .approved_on = DAY_NONE,
		.title = form_text(f, "cycle_title"),
		.kind = form_text(f, "cycle_kind"),
		.starts_at = form_int(f, "cycle_from") };
	const char *why;
	enum rc rc;

	*out = f;
	if (!form_ok(f))
		return RC_INVALID;
	c.ends_at = date_add_days(form_int(f, "cycle_to"), 1);
	rc =
	    cycle_start(request_store(rq), request_arena(rq), &actor, &c, &why);
	/* Title and kind were checked above: it is about the days. */
	if (rc == RC_INVALID)
		form_error(f, "cycle_from", why);
	return rc;
}

static void
show_cycle(const struct request *rq, struct view *v, const struct cycle *c)
{
	struct arena *a = request_arena(rq);

	view_int(v, "id", c->id);
	view_text(v, "title", c->title);
	view_text(v, "kind", cycle_kind_ru(c->kind));
	view_text(v, "from", date_ru(a, c->starts_at));
	view_text(v, "to", date_ru(a, date_add_days(c->ends_at, -1)));
	view_flag(v, "covers", cycle_covers(c, request_now(rq)));
}

enum rc
desk_settings_cycle_show(
    const struct request *rq, struct view *v, const struct form *f)
{
	struct cycle *list;
	enum rc rc;
	int n;

	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		if (list[i].current)
			view_in(v, "Cycle");
		else
			view_row(v, "Cycles");
		show_cycle(rq, v, &list[i]);
		view_out(v);
	}
	form_show(f, v);
	return RC_OK;
}
