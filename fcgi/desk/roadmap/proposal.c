#include <string.h>

#include "base/arena.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "roadmap/activity.h"
#include "roadmap/proposal.h"
#include "roadmap/proposal_row.h"
#include "roadmap/roadmap.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static const struct field fields[] = {
	{ "text", "Что изменить", FIELD_TEXT, 0, PROPOSAL_TEXT_MAX, 0, NULL },
	{ "author", "Кто предлагает", FIELD_LINE, 0, PROPOSAL_AUTHOR_MAX, 0,
	    NULL },
	{ "activity", "Мероприятие", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "answer", "Ответ", FIELD_TEXT, 0, PROPOSAL_TEXT_MAX, 0, NULL },
	{ "taken", "Решение", FIELD_FLAG, 0, 0, 0, NULL },
	{ "section", "Раздел", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "number", "№", FIELD_LINE, 0, PROPOSAL_NUMBER_MAX, 0, NULL },
	{ "row", "Мероприятие", FIELD_TEXT, 0, PROPOSAL_ROW_MAX, 0, NULL },
	{ "deadline", "Срок", FIELD_LINE, 0, PROPOSAL_CELL_MAX, 0, NULL },
	{ "responsible", "Ответственный", FIELD_LINE, 0, PROPOSAL_CELL_MAX, 0,
	    NULL },
	{ "result", "Результат", FIELD_LINE, 0, PROPOSAL_CELL_MAX, 0, NULL },
};

static void
show_proposal(
    const struct request *rq, struct view *v, const struct proposal *p)
{
	view_row(v, "Proposals");
	view_int(v, "id", p->id);
	view_text(v, "text", p->text);
	view_text(v, "author", p->author);
	view_text(v, "who", p->who);
	view_time(v, "at", p->at, request_now(rq));
	if (p->activity_id != 0) {
		view_int(v, "activity", p->activity_id);
		view_text(v, "number", p->number);
		view_text(v, "words", p->activity);
	}
	view_text(v, "decision", p->decision);
	view_text(v, "answer", p->answer);
	view_text(v, "judge", p->judge);
	view_time(v, "decided", p->decided_at, request_now(rq));
	view_out(v);
}

/* Where a row that comes by a proposal may stand. */
static enum rc
show_sections(const struct request *rq, struct view *v, const struct roadmap *r)
{
	struct roadmap_section *list;
	enum rc rc;
	int n;

	rc = roadmaps_sections(
	    request_store(rq), request_arena(rq), r->id, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		desk_part_choice_id(v, "Sections", list[i].id,
		    desk_roadmap_part_head(rq, list[i].number, list[i].title),
		    false);
	return rc;
}

static enum rc
show(const struct request *rq, struct reply *rp, int64_t roadmap_id,
    const struct form *f, const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct proposal *list;
	struct roadmap r;
	enum rc rc;
	int n;

	rc = roadmaps_by_id(
	    request_store(rq), request_arena(rq), roadmap_id, &r);
	if (rc != RC_OK)
		return rc;
	desk_part_page(rq, rp, "roadmap", "Предложения к дорожной карте");
	if (problem != NULL)
		desk_part_problem(v, problem);
	if (f != NULL)
		form_show(f, v);
	view_int(v, "Map.id", r.id);
	view_int(v, "Map.cycle", r.cycle_id);
	view_text(v, "Map.title", r.title);
	view_flag(v, "Map.closed", strcmp(r.state, "closed") == 0);
	view_flag(v, "Map.running", strcmp(r.state, "running") == 0);
	if ((rc = show_sections(rq, v, &r)) != RC_OK)
		return rc;
	rc = proposals_list(
	    request_store(rq), request_arena(rq), r.id, 0, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		show_proposal(rq, v, &list[i]);
	reply_page(rp, "desk/roadmap_proposals.cs");
	return outcome;
}

enum rc
desk_proposal_list(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, request_part_id(rq, "id"), NULL, NULL, RC_OK);
}

enum rc
desk_proposal_add(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	int64_t id = request_part_id(rq, "id");
	struct proposal p = { .roadmap_id = id,
		.activity_id = form_int(f, "activity"),
		.author = form_text(f, "author"),
		.text = form_text(f, "text") };
	const char *why = "Предложение — до 4000 знаков, имя — до 120.";
	enum rc rc = RC_INVALID;

	if (form_ok(f))
		rc = proposal_add(
		    request_store(rq), request_arena(rq), &actor, &p, &why);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		form_error(f, "text", why);
		return show(rq, rp, id, f, why, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0,
	    "Предложение записано. Решение примет куратор или директор.");
	reply_redirect(rp, "%s",
	    desk_part_back(
		rq, arena_printf(request_arena(rq),
			"/desk/roadmap/%lld/proposals", (long long)id)));
	return rc;
}

/* The form again, with what was typed for this proposal. */
static enum rc
again(const struct request *rq, struct reply *rp, const struct proposal *p,
    const struct form *f, const char *why, enum rc outcome)
{
	view_int(reply_view(rp), "Typed", p->id);
	view_int(reply_view(rp), "Typed_section", form_int(f, "section"));
	return show(rq, rp, p->roadmap_id, f, why, outcome);
}

enum rc
desk_proposal_decide(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	bool taken = form_int(f, "taken") != 0;
	struct proposal_row row = { .section_id = form_int(f, "section"),
		.number = form_text(f, "number"),
		.text = form_text(f, "row"),
		.deadline = form_text(f, "deadline"),
		.responsible = form_text(f, "responsible"),
		.result = form_text(f, "result") };
	bool added = taken && proposal_row_given(&row);
	const char *why = "Ответ умещается в 4000 знаков, мероприятие – в "
			  "2000, другие поля – в 500. Сократите.";
	struct proposal p;
	enum rc rc;

	rc = proposals_by_id(request_store(rq), request_arena(rq),
	    request_part_id(rq, "id"), &p);
	if (rc != RC_OK)
		return rc;
	rc = RC_INVALID;
	if (form_ok(f))
		rc = proposal_decide(request_store(rq), request_arena(rq),
		    &actor, p.id, taken, form_text(f, "answer"), &row, &why);
	if (rc == RC_CONFLICT)
		return again(rq, rp, &p, f,
		    "Это предложение уже решено. Решение стоит ниже.",
		    RC_CONFLICT);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return again(rq, rp, &p, f, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s",
	    added   ? "Предложение принято, строка стоит в дорожной карте."
	    : taken ? "Предложение принято. Слова документа прежние, изменение "
		      "стоит в этом списке."
		    : "Предложение отклонено, автор увидит ответ.");
	reply_redirect(
	    rp, "/desk/roadmap/%lld/proposals", (long long)p.roadmap_id);
	return rc;
}
