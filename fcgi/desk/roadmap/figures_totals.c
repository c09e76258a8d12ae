#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "desk/desk.h"
#include "desk/roadmap/figures.h"
#include "desk/part.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { NAME_MAX_CHARS = 40 };

static const struct field fields[] = {
	{ "name", "Что это за число", FIELD_LINE, 1, NAME_MAX_CHARS,
	    FIELD_REQUIRED, NULL },
	{ "cycle", "Год", FIELD_INT, 1, INT64_MAX, FIELD_REQUIRED, NULL },
	{ "value", "Число", FIELD_INT, 0, FIGURE_NUMBER_MAX, FIELD_REQUIRED,
	    NULL },
	{ "on", "На какой день", FIELD_DAY, 0, 0, FIELD_REQUIRED, NULL },
	{ "source", "Откуда", FIELD_LINE, 1, FIGURE_SOURCE_MAX, FIELD_REQUIRED,
	    NULL },
};

static void
show_total(const struct request *rq, struct view *v, const char *list,
    const struct figure_total_def *d, const struct figure_total *t)
{
	struct arena *a = request_arena(rq);

	view_row(v, list);
	view_text(v, "name", d->name);
	view_text(v, "label", d->label);
	view_text(v, "help", d->help);
	view_flag(v, "yes_no", d->yes_no);
	view_flag(v, "known", t != NULL);
	if (t != NULL) {
		view_text(v, "value", figure_total_words(a, d, t->value));
		view_text(v, "day", day_ru(a, t->on_day));
		view_text(v, "source", t->source);
		view_text(v, "who", t->who);
		view_time(v, "at", t->at, request_now(rq));
	}
	view_out(v);
}

static enum rc
show_all(const struct request *rq, struct view *v, int64_t cycle_id)
{
	const struct figure_total_def *defs;
	int n, k, defs_n = figure_totals(&defs);
	struct figure_total *now, *all;
	enum rc rc;

	if ((rc = figures_totals_now(request_store(rq), request_arena(rq),
		 cycle_id, &now, &n)) != RC_OK ||
	    (rc = figures_totals(request_store(rq), request_arena(rq), cycle_id,
		 &all, &k)) != RC_OK)
		return rc;
	for (int i = 0; i < defs_n; i++) {
		const struct figure_total *t = NULL;

		for (int j = 0; j < n; j++)
			if (strcmp(now[j].name, defs[i].name) == 0)
				t = &now[j];
		show_total(rq, v, "Totals", &defs[i], t);
	}
	for (int i = 0; i < k; i++) {
		const struct figure_total_def *d =
		    figure_total_by_name(all[i].name);

		if (d != NULL)
			show_total(rq, v, "History", d, &all[i]);
	}
	view_flag(v, "History_any", k > 0);
	return RC_OK;
}

static enum rc
show(
    const struct request *rq, struct reply *rp, struct form *f, enum rc outcome)
{
	const char *chosen = *form_text(f, "name") != '\0'
				 ? form_text(f, "name")
				 : request_query(rq, "name");
	const struct figure_total_def *defs;
	struct view *v = reply_view(rp);
	int defs_n = figure_totals(&defs);
	struct figure_scope s;
	struct cycle c;
	enum rc rc;

	desk_part_page(rq, rp, "figures", "Числа школы");
	if ((rc = desk_figures_scope(rq, v, &c, &s)) != RC_OK ||
	    (rc = show_all(rq, v, c.id)) != RC_OK)
		return rc;
	for (int i = 0; i < defs_n; i++)
		desk_part_choice(v, "Names", defs[i].name, defs[i].label,
		    strcmp(defs[i].name, chosen) == 0);
	form_show(f, v);
	reply_page(rp, "desk/figures_totals.cs");
	return outcome;
}

enum rc
desk_figures_totals(const struct request *rq, struct reply *rp)
{
	struct form *f = form_new(rq, fields, LEN(fields));

	form_set_int(f, "on", date_midnight(request_now(rq)));
	return show(rq, rp, f, RC_OK);
}

enum rc
desk_figures_totals_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *why = NULL;
	struct figure_scope s;
	struct cycle c;
	struct date on;
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	if ((rc = desk_figures_scope(rq, reply_view(rp), &c, &s)) != RC_OK)
		return rc;
	on = date_of(form_int(f, "on"));
	rc = figure_set_total(request_store(rq), request_arena(rq), &actor,
	    c.id, form_text(f, "name"), form_int(f, "value"),
	    day_of(on.year, on.month, on.day), form_text(f, "source"), &why);
	if (rc == RC_INVALID) {
		form_error(f, "value", why);
		return show(rq, rp, f, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Число записано. Прежнее осталось ниже.");
	reply_redirect(rp, "/desk/totals?cycle=%lld", (long long)c.id);
	return rc;
}
