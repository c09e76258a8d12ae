#include "desk/roadmap/figures.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "roadmap/roadmap.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/* How a figure stands: a word, its colour, its shape. */
static const struct standing {
	const char *word, *css, *sign;
} met = { "Достигнуто", "published", "✓" },
  going = { "Пока нет", "scheduled", "○" },
  failed = { "Не достигнуто", "failed", "✕" },
  unknown = { "Не посчитано", "missed", "?" };

static const struct standing *
standing_of(const struct figure_scope *s, const struct figure_value *f)
{
	if (!f->known)
		return &unknown;
	if (f->met)
		return &met;
	/* What may not be exceeded does not get better. */
	return s->now < s->ends_at && !f->def->at_most ? &going : &failed;
}

/* The cycle that is meant; c->id stays 0 where there is none. */
static enum rc
cycle_find(const struct request *rq, struct cycle *c)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	const char *asked = request_method(rq) == METHOD_POST
				? request_field(rq, "cycle")
				: request_query(rq, "cycle");
	struct cycle *list;
	int64_t id;
	enum rc rc;
	int n;

	*c = (struct cycle){ .title = "" };
	if (asked != NULL && *asked != '\0')
		return text_int(asked, 1, INT64_MAX, &id)
			   ? cycles_by_id(st, a, id, c)
			   : RC_NOT_FOUND;
	if ((rc = cycles_current(st, a, c)) != RC_NOT_FOUND)
		return rc;
	rc = cycles_list(st, a, &list, &n);
	if (rc == RC_OK && n > 0)
		*c = list[0];
	return rc;
}

enum rc
desk_figures_scope(const struct request *rq, struct view *v, struct cycle *c,
    struct figure_scope *s)
{
	struct date today = date_of(request_now(rq));
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct roadmap map = { .id = 0 };
	struct cycle *list;
	enum rc rc;
	int n;

	if ((rc = cycle_find(rq, c)) != RC_OK)
		return rc;
	rc = roadmaps_of_cycle(st, a, c->id, &map);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	*s = (struct figure_scope){ .cycle_id = c->id,
		.starts_at = c->starts_at,
		.ends_at = c->ends_at,
		.roadmap_id = rc == RC_OK ? map.id : 0,
		.now = request_now(rq),
		.today = day_of(today.year, today.month, today.day) };
	if ((rc = cycles_list(st, a, &list, &n)) != RC_OK)
		return rc;
	view_int(v, "Cycle.id", c->id);
	view_text(v, "Cycle.title", c->title);
	view_flag(v, "Cycle.none", c->id == 0);
	view_flag(v, "Cycle.over", c->ends_at <= s->now);
	view_flag(v, "Cycle.map", s->roadmap_id != 0);
	view_flag(v, "Cycle.draft",
	    s->roadmap_id != 0 && strcmp(map.state, "draft") == 0);
	for (int i = 0; i < n; i++)
		desk_part_choice_id(v, "Cycles", list[i].id, list[i].title,
		    list[i].id == c->id);
	view_flag(v, "Cycle.several", n > 1);
	return RC_OK;
}

/* "12 из 40"; "" where there is nothing to divide. */
static const char *
parts(struct arena *a, const struct figure_value *f)
{
	if (!f->known || f->def->unit != FIGURE_PERCENT)
		return "";
	return arena_printf(a, "%lld из %lld", (long long)f->numerator,
	    (long long)f->denominator);
}

static const char *
threshold_note(const struct figure_value *f)
{
	if (f->own_threshold)
		return "порог изменён для этого года";
	return f->small ? "порог малокомплектной школы" : "";
}

void
desk_figures_show(const struct request *rq, struct view *v,
    const struct figure_scope *s, const struct figure_value *f)
{
	const struct standing *how = standing_of(s, f);
	struct arena *a = request_arena(rq);

	view_text(v, "name", f->def->name);
	view_text(v, "label", f->def->label);
	view_text(v, "about", f->def->about);
	view_text(v, "source", f->def->source);
	view_text(v, "value", figure_words(a, f));
	view_text(v, "parts", parts(a, f));
	view_text(v, "threshold", figure_threshold_words(a, f));
	view_text(v, "threshold_note", threshold_note(f));
	view_text(v, "word", how->word);
	view_text(v, "css", how->css);
	view_text(v, "sign", how->sign);
	view_flag(v, "known", f->known);
	view_flag(v, "doubt", !f->settled);
	view_text(v, "question", f->def->doubt);
	view_text(v, "way", f->way->label);
	view_flag(v, "over",
	    f->known && f->def->unit == FIGURE_PERCENT &&
		f->numerator > f->denominator);
	if (f->missing != NULL) {
		view_text(v, "missing", f->missing->label);
		view_text(v, "missing_name", f->missing->name);
	}
}

enum rc
desk_figures(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	struct figure_value *list;
	struct figure_scope s;
	int n, reached = 0, lacking = 0, doubts = 0;
	struct cycle c;
	enum rc rc;

	desk_part_page(rq, rp, "figures", "Показатели");
	if ((rc = desk_figures_scope(rq, v, &c, &s)) != RC_OK ||
	    (rc = figure_values(
		 request_store(rq), request_arena(rq), &s, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Figures");
		desk_figures_show(rq, v, &s, &list[i]);
		view_out(v);
		reached += list[i].known && list[i].met;
		lacking += !list[i].known;
		doubts += !list[i].settled;
	}
	view_int(v, "Figures_n", n);
	view_int(v, "Figures_met", reached);
	view_int(v, "Figures_lacking", lacking);
	view_int(v, "Figures_doubts", doubts);
	reply_page(rp, "desk/figures.cs");
	return RC_OK;
}

static void
csv_row(const struct request *rq, struct strbuf *b,
    const struct figure_scope *s, const struct figure_value *f)
{
	struct arena *a = request_arena(rq);
	const char *cells[] = { f->def->label, figure_words(a, f),
		f->known ? arena_printf(a, "%lld", (long long)f->numerator)
			 : "",
		f->known && f->def->unit == FIGURE_PERCENT
		    ? arena_printf(a, "%lld", (long long)f->denominator)
		    : "",
		figure_threshold_words(a, f), threshold_note(f),
		standing_of(s, f)->word,
		f->missing != NULL
		    ? arena_printf(a, "не хватает числа: %s", f->missing->label)
		    : "",
		f->way->label,
		*f->def->doubt == '\0' ? ""
		: f->settled	       ? "решено"
				       : "не решено",
		f->def->source };

	desk_csv_row(b, cells, LEN(cells));
}

enum rc
desk_figures_csv(const struct request *rq, struct reply *rp)
{
	static const char *const columns[] = { "Показатель", "Значение",
		"Числитель", "Знаменатель", "Порог", "О пороге", "Состояние",
		"Чего не хватает", "Как посчитано", "Сомнение", "Откуда" };
	struct figure_value *list;
	struct figure_scope s;
	struct strbuf b;
	struct cycle c;
	enum rc rc;
	int n;

	if ((rc = desk_figures_scope(rq, reply_view(rp), &c, &s)) != RC_OK ||
	    (rc = figure_values(
		 request_store(rq), request_arena(rq), &s, &list, &n)) != RC_OK)
		return rc;
	desk_csv_begin(&b);
	desk_csv_row(&b, columns, LEN(columns));
	for (int i = 0; i < n; i++)
		csv_row(rq, &b, &s, &list[i]);
	desk_csv_reply(rp, &b, "Показатели.csv");
	return RC_OK;
}
