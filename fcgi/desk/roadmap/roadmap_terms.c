#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_doubts.h"
#include "desk/roadmap/roadmap_part.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "deadline/deadline.h"
#include "roadmap/due.h"
#include "roadmap/roadmap.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/*
 * Terms that wait for a person, doubt by doubt: one decision for all rows of
 * a kind, which are shown before, or for those that stay ticked.
 */
enum {
	ROWS_MAX = 150 /* of a group: a form carries 200 fields */
};

/* One row with what its words were read as. */
struct term {
	const struct activity *act;
	struct deadline read;
};

struct terms {
	const struct request *rq;
	struct roadmap map;
	struct term *list;
	int n;
};

static enum rc
terms_read(struct terms *t)
{
	struct store *st = request_store(t->rq);
	struct arena *a = request_arena(t->rq);
	struct deadline_period period;
	struct activity *rows;
	struct cycle cycle;
	enum rc rc;
	int n;

	if ((rc = roadmaps_by_id(
		 st, a, request_part_id(t->rq, "id"), &t->map)) != RC_OK ||
	    (rc = cycles_by_id(st, a, t->map.cycle_id, &cycle)) != RC_OK ||
	    (rc = activities_list(st, a, t->map.id, &rows, &n)) != RC_OK)
		return rc;
	due_period(&cycle, &period);
	t->list = arena_alloc(a, (size_t)(n + 1) * sizeof(*t->list));
	for (int i = 0; i < n; i++) {
		struct term *term = &t->list[t->n];

		if (!activity_undecided(&rows[i]) &&
		    strcmp(rows[i].due, "decided") != 0)
			continue;
		term->act = &rows[i];
		deadline_read(a, rows[i].deadline, &period,
		    t->map.approved_on != DAY_NONE ? t->map.approved_on
						   : cycle.approved_on,
		    &term->read);
		t->n++;
	}
	return RC_OK;
}

/* The first doubt that a row has, in the order of the page; the last one that
 * asks when the words have changed their meaning since. */
static const struct desk_roadmap_doubt *
doubt_of(const struct term *term)
{
	const struct desk_roadmap_doubt *d = desk_roadmap_doubts;

	for (; d[1].weight == DOUBT_ASKS; d++)
		for (int f = 0; f < DEADLINE_FLAGS; f++)
			if ((term->read.flags & BIT(f)) &&
			    strcmp(deadline_flags[f], d->flag) == 0)
				return d;
	return d;
}

/* ------------------------------------------------------------------- show */

static void
show_term(const struct request *rq, struct view *v, const struct term *term)
{
	struct arena *a = request_arena(rq);
	int to = desk_roadmap_part_month_end(&term->read);

	view_int(v, "id", term->act->id);
	view_text(v, "number", term->act->number);
	view_text(v, "text", term->act->text);
	view_text(v, "deadline", term->act->deadline);
	view_text(v, "written", desk_roadmap_part_written(rq, &term->read));
	if (to != DAY_NONE)
		view_textf(v, "month_end", "по %s", day_ru(a, to));
	if (term->read.suggested)
		view_text(v, "suggestion",
		    desk_roadmap_part_days(rq, term->read.suggestion.from,
			term->read.suggestion.to,
			term->read.suggestion.open_left));
}

static const char *
sentence(const struct desk_roadmap_doubt *doubt)
{
	for (int f = 0; f < DEADLINE_FLAGS; f++)
		if (strcmp(deadline_flags[f], doubt->flag) == 0)
			return deadline_flag_sentences[f];
	return "";
}

static void
show_group(const struct terms *t, struct view *v,
    const struct desk_roadmap_doubt *doubt)
{
	int n = 0, suggested = 0, readable = 0, ends = 0;

	for (int i = 0; i < t->n; i++) {
		const struct term *term = &t->list[i];

		if (!activity_undecided(term->act) || doubt_of(term) != doubt)
			continue;
		if (n == 0) {
			view_row(v, "Groups");
			view_text(v, "name", doubt->flag);
			view_text(v, "title", doubt->title);
			view_text(v, "about", sentence(doubt));
		}
		if (n++ >= ROWS_MAX)
			continue;
		view_row(v, "Rows");
		show_term(t->rq, v, term);
		view_out(v);
		suggested += term->read.suggested;
		readable += term->read.windows_n > 0;
		ends += desk_roadmap_part_month_end(&term->read) != DAY_NONE;
	}
	if (n == 0)
		return;
	view_int(v, "n", n);
	if (n > ROWS_MAX)
		view_int(v, "more", n - ROWS_MAX);
	view_int(v, "suggested", suggested);
	view_int(v, "readable", readable);
	view_int(v, "month_ends", ends);
	view_out(v);
}

static void
show_decided(const struct terms *t, struct view *v)
{
	int n = 0;

	for (int i = 0; i < t->n && n < ROWS_MAX; i++) {
		const struct activity *act = t->list[i].act;

		if (activity_undecided(act))
			continue;
		view_row(v, "Decided");
		show_term(t->rq, v, &t->list[i]);
		view_text(v, "days",
		    desk_roadmap_part_days(
			t->rq, act->due_from, act->due_to, false));
		view_out(v);
		n++;
	}
}

static enum rc
show(const struct request *rq, struct reply *rp, const char *problem,
    enum rc outcome)
{
	struct terms t = { .rq = rq };
	struct view *v = reply_view(rp);
	int open = 0;
	enum rc rc;

	if ((rc = terms_read(&t)) != RC_OK)
		return rc;
	desk_part_page(rq, rp, "roadmap", "Сроки, которые ждут решения");
	if (problem != NULL)
		desk_part_problem(v, problem);
	view_int(v, "Map.id", t.map.id);
	view_int(v, "Map.cycle", t.map.cycle_id);
	view_text(v, "Map.title", t.map.title);
	view_flag(v, "Map.closed", strcmp(t.map.state, "closed") == 0);
	for (int i = 0; i < t.n; i++)
		open += activity_undecided(t.list[i].act);
	view_int(v, "Open", open);
	for (const struct desk_roadmap_doubt *d = desk_roadmap_doubts;
	     d->weight == DOUBT_ASKS; d++)
		show_group(&t, v, d);
	show_decided(&t, v);
	reply_page(rp, "desk/roadmap_terms.cs");
	return outcome;
}

enum rc
desk_roadmap_terms(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, RC_OK);
}

/* ----------------------------------------------------------------- decide */

/* false: this decision says nothing about this row. */
static bool
decision_of(
    const struct term *term, const char *kind, struct activity_decision *out)
{
	const struct deadline *d = &term->read;

	*out = (struct activity_decision){ term->act->id, term->act->version,
		kind, "", DAY_NONE, DAY_NONE };
	if (activity_undecided(term->act) == (strcmp(kind, "withdrawn") == 0))
		return false;
	if (strcmp(kind, "suggestion") == 0) {
		out->from = d->suggestion.from;
		out->to = d->suggestion.to;
		return d->suggested;
	}
	if (strcmp(kind, "month_end") != 0)
		return true;
	if ((out->to = desk_roadmap_part_month_end(d)) == DAY_NONE)
		return false;
	out->from = d->windows[0].from;
	out->kind = "dates";
	out->reason = desk_roadmap_part_month_end_why;
	return true;
}

static const struct term *
term_of(const struct terms *t, const char *sent)
{
	int64_t id;

	if (!text_int(sent, 1, INT64_MAX, &id))
		return NULL;
	for (int i = 0; i < t->n; i++)
		if (t->list[i].act->id == id)
			return &t->list[i];
	return NULL;
}

/* Decisions of the rows that were ticked; how many. */
static int
decisions_of_rows(const struct terms *t, const char *const *sent, int n,
    const char *kind, struct activity_decision *out)
{
	int k = 0;

	for (int i = 0; i < n; i++) {
		const struct term *term = term_of(t, sent[i]);

		k += term != NULL && decision_of(term, kind, &out[k]);
	}
	return k;
}

enum rc
desk_roadmap_terms_set(const struct request *rq, struct reply *rp)
{
	const char *kind = request_field(rq, "kind"), *rest = "";
	const char *why, *unfit = "Это решение не подходит ни к одной "
				  "отмеченной строке: возможно, их уже решил "
				  "кто-то ещё. Посмотрите список и выберите "
				  "решение кнопкой.";
	struct activity_decision list[ROWS_MAX];
	struct actor actor = desk_part_actor(rq);
	const char *sent[ROWS_MAX];
	struct terms t = { .rq = rq };
	int n = request_fields(rq, "row", sent, ROWS_MAX), k, done = 0;
	enum rc rc = terms_read(&t);

	if (rc != RC_OK)
		return rc;
	if (n == 0)
		return show(rq, rp,
		    "Не отмечено ни одной строки. Поставьте галочки у строк, "
		    "к которым относится решение.",
		    RC_INVALID);
	k = decisions_of_rows(&t, sent, n, kind != NULL ? kind : "", list);
	rc = activity_decide_all(
	    request_store(rq), request_arena(rq), &actor, list, k, &done, &why);
	if (rc == RC_DENIED || rc == RC_INVALID)
		return show(rq, rp, rc == RC_DENIED ? why : unfit, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	if (done < n)
		rest = arena_printf(request_arena(rq),
		    " Осталось без решения: %d. Их решите отдельно.", n - done);
	rc = session_notice(rq, 0, "Решение о сроке записано: %d %s.%s", done,
	    text_plural(done, "мероприятие", "мероприятия", "мероприятий"),
	    rest);
	reply_redirect(rp, "/desk/roadmap/%lld/terms", (long long)t.map.id);
	return rc;
}
