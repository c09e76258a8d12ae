#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/roadmap/figures.h"
#include "desk/part.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { NAME_MAX_CHARS = 40 };

/* doubt: way; threshold: threshold; document: as the document says. */
static const char *const whats[] = { "doubt", "threshold", "document", NULL };

static const struct field fields[] = {
	{ "what", "Что решено", FIELD_CHOICE, 0, 0, FIELD_REQUIRED, whats },
	{ "cycle", "Год", FIELD_INT, 1, INT64_MAX, FIELD_REQUIRED, NULL },
	{ "way", "Как считать", FIELD_LINE, 0, NAME_MAX_CHARS, 0, NULL },
	{ "threshold", "Порог", FIELD_INT, 0, FIGURE_NUMBER_MAX, 0, NULL },
	{ "reason", "Почему", FIELD_TEXT, 1, FIGURE_REASON_MAX, FIELD_REQUIRED,
	    NULL },
};

/* Where the record behind a figure is. */
static const struct {
	const char *kind, *path;
} paths[] = {
	{ "activity", "/desk/activity/" },
	{ "story", "/desk/story/" },
	{ "event", "/desk/event/" },
	{ "publication", "/desk/publication/" },
};

static void
show_row(const struct request *rq, struct view *v, const struct figure_row *r)
{
	view_row(v, "Rows");
	view_text(v, "words",
	    *r->words != '\0' ? text_cut(request_arena(rq), r->words, 200)
			      : "Без названия");
	view_text(v, "note", r->note);
	view_flag(v, "counts", r->counts);
	view_time(v, "at", r->at, request_now(rq));
	for (size_t i = 0; i < LEN(paths); i++)
		if (strcmp(paths[i].kind, r->kind) == 0)
			view_textf(v, "path", "%s%lld", paths[i].path,
			    (long long)r->record_id);
	view_out(v);
}

static enum rc
show_rows(const struct request *rq, struct view *v,
    const struct figure_scope *s, const struct figure_value *f)
{
	struct figure_row *list;
	int n = 0, all = 0, counted = 0;
	enum rc rc = RC_OK;

	if (f->way->rows != NULL)
		rc = figures_rows(request_store(rq), request_arena(rq),
		    f->way->rows, s, FIGURE_ROWS_MAX, &list, &n, &all);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		show_row(rq, v, &list[i]);
		counted += list[i].counts;
	}
	view_int(v, "Rows_n", n);
	view_int(v, "Rows_all", all);
	view_int(v, "Rows_counted", counted);
	view_flag(v, "Rows_none", n == 0);
	view_flag(v, "Rows_cut", all > n);
	return RC_OK;
}

static const char *
choice_words(const struct request *rq, const struct figure_def *d,
    const struct figure_choice *c)
{
	const struct figure_way *w = figure_way_of(d, c->value);
	struct figure_value v = { .def = d };

	if (strcmp(c->what, "doubt") == 0)
		return w != NULL ? w->label : "решение отменено";
	return text_int(c->value, 0, FIGURE_NUMBER_MAX, &v.threshold)
		   ? arena_printf(request_arena(rq), "порог: %s",
			 figure_threshold_words(request_arena(rq), &v))
		   : "порог как в документе";
}

static enum rc
show_history(const struct request *rq, struct view *v,
    const struct figure_scope *s, const struct figure_def *d)
{
	struct figure_choice *list;
	enum rc rc;
	int n;

	rc = figures_choices(request_store(rq), request_arena(rq), s->cycle_id,
	    d->name, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "History");
		view_text(v, "words", choice_words(rq, d, &list[i]));
		view_text(v, "reason", list[i].reason);
		view_text(v, "who", list[i].who);
		view_time(v, "at", list[i].at, request_now(rq));
		view_out(v);
	}
	view_flag(v, "History_any", n > 0);
	return RC_OK;
}

/* The number that people enter for it: how it is now, with its source. */
static enum rc
show_totals(const struct request *rq, struct view *v,
    const struct figure_scope *s, const struct figure_way *w)
{
	struct arena *a = request_arena(rq);
	struct figure_total *list;
	enum rc rc;
	int n;

	rc = figures_totals_now(request_store(rq), a, s->cycle_id, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		const struct figure_total_def *d =
		    figure_total_by_name(list[i].name);

		if (d == NULL ||
		    (d != w->numerator_total && d != w->denominator_total))
			continue;
		view_row(v, "Totals");
		view_text(v, "name", d->name);
		view_text(v, "label", d->label);
		view_text(v, "value", figure_total_words(a, d, list[i].value));
		view_text(v, "source", list[i].source);
		view_out(v);
	}
	return RC_OK;
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct figure_def *d,
    struct form *f, enum rc outcome)
{
	struct view *v = reply_view(rp);
	const char *what = form_text(f, "what");
	struct figure_value value;
	struct figure_scope s;
	struct cycle c;
	enum rc rc;

	desk_part_page(rq, rp, "figures", d->label);
	if ((rc = desk_figures_scope(rq, v, &c, &s)) != RC_OK ||
	    (rc = figure_value_of(
		 request_store(rq), request_arena(rq), &s, d, &value)) != RC_OK)
		return rc;
	view_in(v, "Figure");
	desk_figures_show(rq, v, &s, &value);
	view_flag(v, "own", value.own_threshold);
	view_flag(v, "settled", value.settled && *d->doubt != '\0');
	view_out(v);
	for (int i = 0; i < d->ways_n && *d->doubt != '\0'; i++)
		desk_part_choice(v, "Ways", d->ways[i].name, d->ways[i].label,
		    &d->ways[i] == value.way);
	if (!form_given(f, "threshold"))
		form_set_int(f, "threshold", value.threshold);
	form_show(f, v);
	view_flag(v, "Form.doubt", strcmp(what, "doubt") == 0);
	view_flag(
	    v, "Form.number", *what != '\0' && strcmp(what, "doubt") != 0);
	if ((rc = show_rows(rq, v, &s, &value)) != RC_OK ||
	    (rc = show_totals(rq, v, &s, value.way)) != RC_OK ||
	    (rc = show_history(rq, v, &s, d)) != RC_OK)
		return rc;
	reply_page(rp, "desk/figure.cs");
	return outcome;
}

enum rc
desk_figure(const struct request *rq, struct reply *rp)
{
	const struct figure_def *d = figure_by_name(request_part(rq, "name"));

	return d == NULL
		   ? RC_NOT_FOUND
		   : show(rq, rp, d, form_new(rq, fields, LEN(fields)), RC_OK);
}

/* Which of the three was decided. */
static enum rc
choose(const struct request *rq, const struct form *f,
    const struct figure_def *d, int64_t cycle_id, const char **why)
{
	struct actor actor = desk_part_actor(rq);
	const char *what = form_text(f, "what"), *reason;
	int64_t threshold = form_int(f, "threshold");

	reason = form_text(f, "reason");
	if (strcmp(what, "doubt") == 0)
		return figure_settle(request_store(rq), request_arena(rq),
		    &actor, cycle_id, d->name, form_text(f, "way"), reason,
		    why);
	if (strcmp(what, "document") == 0)
		threshold = -1;
	return figure_set_threshold(request_store(rq), request_arena(rq),
	    &actor, cycle_id, d->name, threshold, reason, why);
}

enum rc
desk_figure_choose(const struct request *rq, struct reply *rp)
{
	const struct figure_def *d = figure_by_name(request_part(rq, "name"));
	struct form *f = form_read(rq, fields, LEN(fields));
	const char *why = NULL, *what = form_text(f, "what");
	bool doubt = strcmp(what, "doubt") == 0;
	struct figure_scope s;
	struct cycle c;
	enum rc rc;

	if (d == NULL)
		return RC_NOT_FOUND;
	if (strcmp(what, "threshold") == 0 && !form_given(f, "threshold"))
		form_error(f, "threshold", "Укажите порог.");
	if (!form_ok(f))
		return show(rq, rp, d, f, RC_INVALID);
	if ((rc = desk_figures_scope(rq, reply_view(rp), &c, &s)) != RC_OK)
		return rc;
	rc = choose(rq, f, d, c.id, &why);
	if (rc == RC_INVALID) {
		form_error(f, doubt ? "way" : "threshold", why);
		return show(rq, rp, d, f, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Решение записано: %s.", d->label);
	reply_redirect(
	    rp, "/desk/figures/%s?cycle=%lld", d->name, (long long)c.id);
	return rc;
}
