#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_filter.h"
#include "desk/roadmap/roadmap_part.h"
#include "desk/roadmap/roadmap_show.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "roadmap/intake.h"
#include "roadmap/proposal.h"
#include "roadmap/roadmap.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	PAGE_ROWS = 200, /* of a table that one still scrolls through */
	PROOFS_SHOWN = 3 /* of a row; its page has all */
};

/* The tabs over the table; "" is all of them. */
static const struct tab {
	const char *state, *label;
} tabs[] = {
	{ "", "Все" },
	{ "open", "Требуют решения" },
	{ "overdue", "Опаздывают" },
	{ "now", "Идут" },
	{ "ahead", "Впереди" },
	{ "done", "Выполнены" },
	{ "failed", "Не выполнены" },
	{ "dropped", "Сняты" },
};

static const struct {
	const char *word, *label;
} showable[] = {
	{ "responsible", "ответственных" },
	{ "result", "обещанный результат" },
	{ "kpi", "показатели" },
	{ "evidence", "подтверждения" },
};

/* One page being made. */
struct page {
	const struct request *rq;
	struct view *v;
	struct cycle cycle;
	struct roadmap map;
	struct roadmap_filter filter;
	struct activity *rows;
	struct roadmap_section *sections;
	struct activity_person *people;
	struct evidence *proofs;
	int rows_n, sections_n, people_n, proofs_n;
};

static enum rc
page_read(struct page *p)
{
	struct store *st = request_store(p->rq);
	struct arena *a = request_arena(p->rq);
	int64_t id = p->map.id;
	enum rc rc;

	if ((rc = activities_list(st, a, id, &p->rows, &p->rows_n)) != RC_OK ||
	    (rc = roadmaps_sections(st, a, id, &p->sections, &p->sections_n)) !=
		RC_OK ||
	    (rc = activities_people(st, a, id, 0, &p->people, &p->people_n)) !=
		RC_OK)
		return rc;
	return evidences_of(st, a, id, 0, &p->proofs, &p->proofs_n);
}

/* ------------------------------------------------------------------ head */

static int
count_of(const struct activity_counts *c, const char *state)
{
	if (state[0] == '\0')
		return c->all + c->dropped;
	if (strcmp(state, "done") == 0)
		return c->done;
	for (int i = 0; i < ACTIVITY_SHOWS; i++)
		if (strcmp(activity_shows[i].name, state) == 0)
			return c->by_show[i];
	return 0;
}

static void
show_tabs(struct page *p, const struct activity_counts *c)
{
	bool draft = strcmp(p->map.state, "draft") == 0;

	for (size_t i = 0; i < LEN(tabs); i++) {
		const char *state = tabs[i].state;
		bool current = strcmp(p->filter.state, state) == 0;
		int n = count_of(c, state);

		/* Nothing failed, nothing dropped: no tab for it.  In a draft
		 * nothing runs yet. */
		if (i >= (draft ? 2 : 6) && (draft || n == 0) && !current)
			continue;
		view_row(p->v, "Tabs");
		view_text(p->v, "label", tabs[i].label);
		view_text(p->v, "path",
		    desk_roadmap_filter_address(p->rq, &p->filter, state, 1));
		view_int(p->v, "count", n);
		view_flag(p->v, "hot",
		    n > 0 && strcmp(p->map.state, "closed") != 0 &&
			(strcmp(state, "open") == 0 ||
			    strcmp(state, "overdue") == 0));
		view_flag(p->v, "current", current);
		view_out(p->v);
	}
}

/* The tabs count what they lead to: the rows of the chosen people and
 * section. */
static void
count_chosen(const struct page *p, struct activity_counts *c)
{
	struct activity *rows = arena_alloc(
	    request_arena(p->rq), ((size_t)p->rows_n + 1) * sizeof(*rows));
	int today = desk_roadmap_part_today(p->rq), n = 0;
	struct roadmap_filter f = p->filter;

	f.state = "";
	for (int i = 0; i < p->rows_n; i++)
		if (desk_roadmap_filter_lets(&f, &p->rows[i], today))
			rows[n++] = p->rows[i];
	activity_count(rows, n, today, c);
}

/* Rows that no account answers for.  People stand row by row, in the order
 * of ids. */
static int
count_nobody(const struct page *p)
{
	int64_t last = 0;
	int answered = 0;

	for (int i = 0; i < p->people_n; i++)
		if (p->people[i].account_id != 0 &&
		    p->people[i].activity_id != last) {
			last = p->people[i].activity_id;
			answered++;
		}
	return p->rows_n - answered;
}

static void
show_counts(struct page *p)
{
	struct activity_counts c;
	struct view *v = p->v;

	activity_count(p->rows, p->rows_n, desk_roadmap_part_today(p->rq), &c);
	view_in(v, "Counts");
	view_int(v, "all", c.all);
	view_int(v, "done", c.done);
	view_int(v, "late", c.late);
	view_int(v, "assigned", c.assigned);
	view_int(v, "on_time", c.on_time);
	view_int(v, "overdue", c.overdue);
	view_int(v, "open", c.open);
	view_int(v, "nobody", count_nobody(p));
	view_flag(v, "whole", c.all > 0 && c.done == c.all);
	view_out(v);
	count_chosen(p, &c);
	show_tabs(p, &c);
}

static void
show_map(struct page *p, const struct form *f)
{
	struct arena *a = request_arena(p->rq);
	const struct roadmap *r = &p->map;
	struct view *v = p->v;

	view_in(v, "Map");
	view_int(v, "id", r->id);
	view_int(v, "version", r->version);
	view_text(v, "title", r->title);
	view_flag(v, "draft", strcmp(r->state, "draft") == 0);
	view_flag(v, "running", strcmp(r->state, "running") == 0);
	view_flag(v, "closed", strcmp(r->state, "closed") == 0);
	view_flag(v, "public", r->public);
	if (r->approved_on != DAY_NONE)
		view_text(v, "approved", day_ru(a, r->approved_on));
	view_text(v, "on",
	    day_iso(a, p->cycle.approved_on != DAY_NONE
			   ? p->cycle.approved_on
			   : desk_roadmap_part_today(p->rq)));
	for (size_t i = 0; i < LEN(showable); i++)
		desk_part_choice(v, "Shows", showable[i].word,
		    showable[i].label, roadmap_shows(r, showable[i].word));
	view_out(v);
	if (f != NULL)
		form_show(f, v);
}

/* What was taken into this draft, to be taken back. */
static enum rc
show_imports(struct page *p)
{
	struct intake *list;
	bool taken = false;
	enum rc rc;
	int n;

	rc = intakes_list(
	    request_store(p->rq), request_arena(p->rq), p->cycle.id, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		if (strcmp(list[i].state, "undone") == 0)
			continue;
		view_row(p->v, "Imports");
		view_int(p->v, "id", list[i].id);
		view_text(p->v, "name",
		    list[i].filename[0] != '\0' ? list[i].filename
						: "Вставленный текст");
		view_flag(p->v, "taken", strcmp(list[i].state, "taken") == 0);
		taken = taken || strcmp(list[i].state, "taken") == 0;
		view_time(p->v, "at", list[i].at, request_now(p->rq));
		view_text(p->v, "who", list[i].who);
		view_out(p->v);
	}
	view_flag(p->v, "Imports_taken", taken);
	return rc;
}

static enum rc
show_proposals(struct page *p)
{
	struct proposal *list;
	int n, open = 0;
	enum rc rc;

	rc = proposals_list(request_store(p->rq), request_arena(p->rq),
	    p->map.id, 0, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		open += list[i].decision[0] == '\0';
	view_int(p->v, "Proposals.n", n);
	view_int(p->v, "Proposals.open", open);
	return RC_OK;
}

/* ------------------------------------------------------------------ rows */

/* Accounts that answer for a row, beside the words of the document. */
static void
show_people(struct page *p, const struct activity *act)
{
	struct arena *a = request_arena(p->rq);
	const char *names = "";

	for (int i = 0; i < p->people_n; i++)
		if (p->people[i].activity_id == act->id &&
		    p->people[i].account_id != 0)
			names = arena_printf(a, "%s%s%s", names,
			    names[0] != '\0' ? ", " : "",
			    activity_person_name(a, &p->people[i]));
	view_text(p->v, "people", names);
}

static void
show_proofs(struct page *p, const struct activity *act)
{
	int n = 0;

	for (int i = 0; i < p->proofs_n && n < PROOFS_SHOWN; i++)
		if (p->proofs[i].activity_id == act->id) {
			view_row(p->v, "Proofs");
			view_text(p->v, "words", p->proofs[i].words);
			view_text(
			    p->v, "gone", evidence_gone_words(&p->proofs[i]));
			view_out(p->v);
			n++;
		}
	if (act->evidence > n)
		view_int(p->v, "more", act->evidence - n);
}

static void
show_head(struct page *p, const struct roadmap_section *s)
{
	view_row(p->v, "Heads");
	view_text(
	    p->v, "title", desk_roadmap_part_head(p->rq, s->number, s->title));
	view_out(p->v);
}

/* The headings that stand before a row; of a whole table also those that no
 * row stands under. */
static void
show_heads(struct page *p, const struct activity *act, int *last)
{
	const struct roadmap_filter *f = &p->filter;
	bool whole =
	    f->state[0] == '\0' && f->who[0] == '\0' && f->section == 0;
	int at = *last;

	for (int i = 0; i < p->sections_n; i++)
		if (p->sections[i].id == act->section_id)
			at = i;
	if (at == *last)
		return;
	for (int i = whole && *last < at ? *last + 1 : at; i <= at; i++)
		show_head(p, &p->sections[i]);
	*last = at;
}

static enum rc
show_row(struct page *p, const struct activity *act, int *section)
{
	enum rc rc;

	view_row(p->v, "Rows");
	show_heads(p, act, section);
	rc = desk_roadmap_part_row(p->rq, p->v, act);
	show_people(p, act);
	show_proofs(p, act);
	view_out(p->v);
	return rc;
}

static enum rc
show_rows(struct page *p)
{
	int today = desk_roadmap_part_today(p->rq), n = 0;
	int first = (p->filter.page - 1) * PAGE_ROWS;
	int section = -1;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < p->rows_n; i++) {
		if (!desk_roadmap_filter_lets(&p->filter, &p->rows[i], today))
			continue;
		if (n >= first && n < first + PAGE_ROWS)
			rc = show_row(p, &p->rows[i], &section);
		n++;
	}
	view_int(p->v, "Rows_n", n);
	view_textf(p->v, "Rows_words", "%d %s", n,
	    text_plural(n, "мероприятие", "мероприятия", "мероприятий"));
	if (p->filter.page > 1)
		view_text(p->v, "Rows_before",
		    desk_roadmap_filter_address(p->rq, &p->filter,
			p->filter.state, p->filter.page - 1));
	if (n > first + PAGE_ROWS)
		view_text(p->v, "Rows_after",
		    desk_roadmap_filter_address(p->rq, &p->filter,
			p->filter.state, p->filter.page + 1));
	return rc;
}

static enum rc
show_whole(struct page *p, const struct form *f)
{
	enum rc rc;

	if ((rc = page_read(p)) != RC_OK)
		return rc;
	desk_roadmap_filter_read(
	    p->rq, p->cycle.id, p->people, p->people_n, &p->filter);
	show_map(p, f);
	show_counts(p);
	desk_roadmap_filter_show(p->rq, p->v, &p->filter, p->sections,
	    p->sections_n, p->people, p->people_n);
	if ((rc = show_rows(p)) != RC_OK || (rc = show_imports(p)) != RC_OK)
		return rc;
	return show_proposals(p);
}

/* Of the address, or the one whose action was refused. */
static enum rc
find_cycle(struct page *p, int64_t id)
{
	if (id == 0)
		return desk_roadmap_part_cycle(p->rq, p->v, &p->cycle);
	return cycles_by_id(
	    request_store(p->rq), request_arena(p->rq), id, &p->cycle);
}

enum rc
desk_roadmap_show(const struct request *rq, struct reply *rp, int64_t cycle_id,
    const struct form *f, const char *problem, enum rc outcome)
{
	struct page p = { .rq = rq, .v = reply_view(rp) };
	enum rc rc;

	desk_part_page(rq, rp, "roadmap", "Дорожная карта");
	if ((rc = find_cycle(&p, cycle_id)) != RC_OK)
		return rc;
	if (problem != NULL)
		desk_part_problem(p.v, problem);
	view_text(p.v, "Cycle.title", p.cycle.title);
	view_int(p.v, "Cycle.id", p.cycle.id);
	rc = roadmaps_of_cycle(
	    request_store(rq), request_arena(rq), p.cycle.id, &p.map);
	if (rc == RC_OK)
		rc = show_whole(&p, f);
	else if (rc == RC_NOT_FOUND && p.cycle.id != 0)
		rc = show_imports(&p);
	else if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	if (rc != RC_OK)
		return rc;
	reply_page(rp, "desk/roadmap.cs");
	return outcome;
}

enum rc
desk_roadmap(const struct request *rq, struct reply *rp)
{
	return desk_roadmap_show(rq, rp, 0, NULL, NULL, RC_OK);
}
