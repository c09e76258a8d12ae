#include "desk/roadmap/activity_show.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "people/account.h"
#include "people/journal.h"
#include "roadmap/activity.h"
#include "roadmap/decisions.h"
#include "roadmap/due.h"
#include "roadmap/evidence.h"
#include "roadmap/proposal.h"
#include "roadmap/roadmap.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	HISTORY_MAX = 100,   /* lines of the journal; it has the rest */
	TITLE_MAX = 80,	     /* letters of the page's head */
	PROPOSALS_SHOWN = 20 /* the page of proposals has all */
};

const struct field desk_activity_fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "state", "Состояние", FIELD_LINE, 0, 20, 0, NULL },
	{ "done_on", "Когда выполнено", FIELD_DAY, 0, 0, 0, NULL },
	{ "reason", "Причина", FIELD_TEXT, 0, ACTIVITY_REASON_MAX, 0, NULL },
	{ "kind", "Решение", FIELD_LINE, 0, 20, 0, NULL },
	{ "from", "С какого дня", FIELD_DAY, 0, 0, 0, NULL },
	{ "to", "По какой день", FIELD_DAY, 0, 0, 0, NULL },
	{ "why", "Почему", FIELD_TEXT, 0, ACTIVITY_REASON_MAX, 0, NULL },
	{ "what", "Чем подтверждается", FIELD_LINE, 0, 40, 0, NULL },
	{ "url", "Адрес", FIELD_LINE, 0, EVIDENCE_URL_MAX, 0, NULL },
	{ "words", "Название", FIELD_LINE, 0, EVIDENCE_WORDS_MAX, 0, NULL },
	{ "promised", "Что это", FIELD_LINE, 0, 80, 0, NULL },
	{ "day", "День", FIELD_DAY, 0, 0, 0, NULL },
	{ "proof", "Подтверждение", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "event", "Событие", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "hidden", "Скрыто", FIELD_FLAG, 0, 0, 0, NULL },
};
const int desk_activity_fields_n = LEN(desk_activity_fields);

/* The words of deadline_decisions.kind, kept for ever. */
static const struct {
	const char *kind, *ru;
} decided[] = {
	{ "suggestion", "принято предложение программы" },
	{ "dates", "назначены даты" },
	{ "as_written", "оставлено как написано" },
	{ "external", "срок из другого плана" },
	{ "withdrawn", "решение снято, срок как прочитан" },
};

/* What a person may set by a button; "planned" takes it back. */
static const struct {
	const char *state, *verb;
} moves[] = {
	{ "working", "Начато" },
	{ "done", "Выполнено" },
	{ "failed", "Не выполнено" },
	{ "dropped", "Снять с контроля" },
	{ "planned", "Вернуть в план" },
};

static const char *
decided_ru(const char *kind, size_t n)
{
	for (size_t i = 0; i < LEN(decided); i++)
		if (strlen(decided[i].kind) == n &&
		    memcmp(decided[i].kind, kind, n) == 0)
			return decided[i].ru;
	return kind;
}

/* ----------------------------------------------------------------- words */

/* Columns of the document that mean nothing to the program. */
static void
show_extras(struct view *v, const char *cells)
{
	json_t *list = json_loads(cells, 0, NULL), *o;
	size_t i;

	json_array_foreach(list, i, o)
	{
		const char *role =
		    json_string_value(json_object_get(o, "role"));
		const char *text =
		    json_string_value(json_object_get(o, "text"));

		if (role == NULL || text == NULL || text[0] == '\0' ||
		    strcmp(role, "extra") != 0)
			continue;
		view_row(v, "Extras");
		view_text(v, "heading",
		    json_string_value(json_object_get(o, "heading")));
		view_text(v, "text", text);
		view_out(v);
	}
	json_decref(list);
}

static void
show_moves(struct view *v, const struct activity *act)
{
	for (size_t i = 0; i < LEN(moves); i++)
		if (strcmp(moves[i].state, act->state) != 0)
			desk_part_choice(v, "Moves", moves[i].state,
			    moves[i].verb, strcmp(moves[i].state, "done") == 0);
}

static enum rc
show_items(const struct request *rq, struct view *v, const struct activity *act)
{
	struct activity_item *list;
	enum rc rc;
	int n;

	rc = activities_items(
	    request_store(rq), request_arena(rq), act->id, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Items");
		view_int(v, "id", list[i].id);
		view_text(v, "text", list[i].text);
		view_flag(v, "done", list[i].done_on != DAY_NONE);
		view_time(v, "on", desk_roadmap_part_time(list[i].done_on),
		    request_now(rq));
		view_out(v);
	}
	return rc;
}

static bool
answers(const struct activity_person *p, int n, int64_t account_id)
{
	for (int i = 0; i < n; i++)
		if (p[i].account_id == account_id)
			return true;
	return false;
}

static enum rc
show_people(
    const struct request *rq, struct view *v, const struct activity *act)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct activity_person *people;
	struct account *list;
	int people_n, n;
	enum rc rc;

	rc = activities_people(st, a, 0, act->id, &people, &people_n);
	if (rc != RC_OK || (rc = accounts_list(st, a, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < people_n; i++) {
		if (people[i].account_id != 0)
			continue;
		view_row(v, "Named");
		view_text(v, "words", people[i].words);
		view_out(v);
	}
	for (int i = 0; i < n; i++)
		if (!list[i].locked || answers(people, people_n, list[i].id))
			desk_part_choice_id(v, "Accounts", list[i].id,
			    list[i].name,
			    answers(people, people_n, list[i].id));
	return RC_OK;
}

/* -------------------------------------------------------------- deadline */

static void
show_suggestion(
    const struct request *rq, struct view *v, const struct deadline *d)
{
	if (!d->suggested)
		return;
	view_in(v, "Suggestion");
	view_text(v, "words",
	    desk_roadmap_part_days(rq, d->suggestion.from, d->suggestion.to,
		d->suggestion.open_left));
	view_text(v, "why", d->why);
	view_text(v, "from", day_iso(request_arena(rq), d->suggestion.from));
	view_text(v, "to", day_iso(request_arena(rq), d->suggestion.to));
	view_out(v);
}

static void
show_month_end(
    const struct request *rq, struct view *v, const struct deadline *d)
{
	int to = desk_roadmap_part_month_end(d);

	view_in(v, "Month_end");
	view_text(v, "words", desk_roadmap_part_days(rq, DAY_NONE, to, true));
	view_text(v, "from", day_iso(request_arena(rq), d->windows[0].from));
	view_text(v, "to", day_iso(request_arena(rq), to));
	view_text(v, "why", desk_roadmap_part_month_end_why);
	view_out(v);
}

static enum rc
show_deadline(
    const struct request *rq, struct view *v, const struct activity *act)
{
	struct arena *a = request_arena(rq);
	struct decision *list;
	struct deadline d;
	enum rc rc;
	int n;

	if ((rc = due_read(request_store(rq), a, act, &d)) != RC_OK)
		return rc;
	show_suggestion(rq, v, &d);
	view_text(v, "Deadline.written", desk_roadmap_part_written(rq, &d));
	if (desk_roadmap_part_month_end(&d) != DAY_NONE)
		show_month_end(rq, v, &d);
	view_flag(v, "Deadline.decided",
	    strcmp(act->due, "decided") == 0 ||
		strcmp(act->due, "external") == 0);
	if ((rc = decisions_of(request_store(rq), a, act->id, &list, &n)) !=
	    RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Decisions");
		view_text(v, "who", list[i].who);
		view_time(v, "at", list[i].at, request_now(rq));
		view_text(
		    v, "kind", decided_ru(list[i].kind, strlen(list[i].kind)));
		if (strcmp(list[i].kind, "withdrawn") != 0)
			view_text(v, "days",
			    desk_roadmap_part_days(
				rq, list[i].from, list[i].to, false));
		view_text(v, "reason", list[i].reason);
		view_out(v);
	}
	return RC_OK;
}

/* --------------------------------------------------- history, proposals */

/* The journal keeps a word of ours before the person's own. */
static const char *
detail_words(const struct request *rq, const struct journal_line *l)
{
	size_t n = strcspn(l->detail, ":");

	if (strncmp(l->action, "item_", 5) == 0)
		return "";
	if (strcmp(l->action, "deadline_decided") != 0)
		return l->detail;
	return arena_printf(
	    request_arena(rq), "%s%s", decided_ru(l->detail, n), l->detail + n);
}

static enum rc
show_history(
    const struct request *rq, struct view *v, const struct activity *act)
{
	struct journal_line *list;
	enum rc rc;
	int n;

	rc = journal_list(request_store(rq), request_arena(rq), "activity",
	    act->id, 0, HISTORY_MAX, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "History");
		view_time(v, "at", list[i].at, request_now(rq));
		view_text(v, "who", list[i].who);
		view_text(v, "action", journal_action_ru(list[i].action));
		view_text(v, "detail", detail_words(rq, &list[i]));
		view_out(v);
	}
	return rc;
}

static enum rc
show_proposals(
    const struct request *rq, struct view *v, const struct activity *act)
{
	struct proposal *list;
	enum rc rc;
	int n;

	rc = proposals_list(request_store(rq), request_arena(rq),
	    act->roadmap_id, act->id, &list, &n);
	for (int i = 0; rc == RC_OK && i < n && i < PROPOSALS_SHOWN; i++) {
		view_row(v, "Proposals");
		view_text(v, "text", list[i].text);
		view_text(v, "who",
		    list[i].author[0] != '\0' ? list[i].author : list[i].who);
		view_time(v, "at", list[i].at, request_now(rq));
		view_text(v, "decision", list[i].decision);
		view_text(v, "answer", list[i].answer);
		view_out(v);
	}
	return rc;
}

static bool
waits(const struct activity *act, int today, bool late)
{
	enum activity_show show = activity_show(act, today);

	return show == ACTIVITY_OVERDUE ||
	       (!late && (show == ACTIVITY_NOW || show == ACTIVITY_AHEAD));
}

/* The next row after this one, round the whole roadmap, that is late; if none
 * is, that is not done. */
static enum rc
show_next(const struct request *rq, struct view *v, const struct activity *act)
{
	int today = desk_roadmap_part_today(rq), n, at = 0;
	struct activity *rows;
	enum rc rc;

	rc = activities_list(
	    request_store(rq), request_arena(rq), act->roadmap_id, &rows, &n);
	if (rc != RC_OK)
		return rc;
	while (at < n && rows[at].id != act->id)
		at++;
	for (int k = 1; k < 2 * n; k++) {
		const struct activity *r = &rows[(at + k) % n];
		bool late = k < n;

		if (r->id == act->id || !waits(r, today, late))
			continue;
		view_in(v, "Next");
		view_int(v, "id", r->id);
		view_text(v, "number", r->number);
		view_text(
		    v, "text", text_cut(request_arena(rq), r->text, TITLE_MAX));
		view_flag(v, "late", late);
		view_out(v);
		break;
	}
	return RC_OK;
}

static enum rc
show_facts(const struct request *rq, struct view *v, const struct activity *act)
{
	bool running;
	struct roadmap r;
	enum rc rc;

	rc = roadmaps_by_id(
	    request_store(rq), request_arena(rq), act->roadmap_id, &r);
	if (rc != RC_OK)
		return rc;
	view_in(v, "Map");
	view_int(v, "id", r.id);
	view_int(v, "cycle", r.cycle_id);
	view_text(v, "title", r.title);
	view_flag(v, "draft", strcmp(r.state, "draft") == 0);
	running = strcmp(r.state, "running") == 0;
	view_flag(v, "running", running);
	view_flag(v, "closed", strcmp(r.state, "closed") == 0);
	view_out(v);
	view_in(v, "Act");
	rc = desk_roadmap_part_row(rq, v, act);
	view_int(v, "version", act->version);
	view_text(v, "state", act->state);
	view_out(v);
	view_text(v, "Today",
	    day_iso(request_arena(rq), desk_roadmap_part_today(rq)));
	return rc == RC_OK && running ? show_next(rq, v, act) : rc;
}

enum rc
desk_activity_show(const struct request *rq, struct reply *rp, int64_t id,
    const struct form *f, const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct activity act;
	enum rc rc;

	rc = activities_by_id(request_store(rq), request_arena(rq), id, &act);
	if (rc != RC_OK)
		return rc;
	desk_part_page(rq, rp, "roadmap",
	    text_cut(request_arena(rq), act.text, TITLE_MAX));
	if (problem != NULL)
		desk_part_problem(v, problem);
	if (f != NULL)
		form_show(f, v);
	show_moves(v, &act);
	show_extras(v, act.cells);
	if ((rc = show_facts(rq, v, &act)) != RC_OK ||
	    (rc = show_items(rq, v, &act)) != RC_OK ||
	    (rc = show_people(rq, v, &act)) != RC_OK ||
	    (rc = show_deadline(rq, v, &act)) != RC_OK ||
	    (rc = desk_activity_proof_show(rq, v, &act)) != RC_OK ||
	    (rc = show_history(rq, v, &act)) != RC_OK ||
	    (rc = show_proposals(rq, v, &act)) != RC_OK)
		return rc;
	reply_page(rp, "desk/activity.cs");
	return outcome;
}
