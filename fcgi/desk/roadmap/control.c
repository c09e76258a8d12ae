#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/roadmap/control_rows.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/roadmap/figures.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "roadmap/evidence.h"
#include "roadmap/roadmap.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	GAP_LINKS = 30,	  /* rows named in one line of what is missing */
	LINK_CHARS = 60,  /* of a row that has no number */
	LATE_MAX = 12,	  /* rows one takes in at a glance */
	LATE_CHARS = 120, /* of their words: two lines */
	PROOF_CHARS = 120 /* of one proof in a cell */
};

static const struct {
	const char *name, *label, *one, *few, *many;
} gaps[CONTROL_GAPS] = {
	[CONTROL_NOT_DONE] = { "undone", "Не выполнено", "пункт", "пункта",
	    "пунктов" },
	[CONTROL_LATE] = { "late", "С опозданием", "пункт", "пункта",
	    "пунктов" },
	[CONTROL_OPEN] = { "open", "Срок не подтверждён", "пункт", "пункта",
	    "пунктов" },
	[CONTROL_NO_PROOF] = { "proof", "Нет обещанного документа", "пункт",
	    "пункта", "пунктов" },
};

/* Where what proves is. */
static const struct {
	const char *kind, *path;
} paths[] = {
	{ "story", "/desk/story/" },
	{ "event", "/desk/event/" },
	{ "record", "/desk/record/" },
};

struct sheet {
	const struct request *rq;
	struct cycle cycle;
	struct figure_scope scope;
	struct control_row *rows;
	int n;
	struct activity_counts counts;
	int gap; /* only rows with it; -1: all */
};

static enum rc
sheet_read(const struct request *rq, struct view *v, struct sheet *s)
{
	struct arena *a = request_arena(rq);
	const char *only = request_query(rq, "only");
	struct activity *acts;
	enum rc rc;

	*s = (struct sheet){ .rq = rq, .gap = -1 };
	for (int i = 0; i < CONTROL_GAPS; i++)
		if (strcmp(gaps[i].name, only) == 0)
			s->gap = i;
	if ((rc = desk_figures_scope(rq, v, &s->cycle, &s->scope)) != RC_OK ||
	    (rc = desk_control_rows(request_store(rq), a, s->scope.roadmap_id,
		 desk_roadmap_part_day(s->scope.starts_at), s->scope.today,
		 &s->rows, &s->n)) != RC_OK)
		return rc;
	acts = arena_alloc(a, (size_t)(s->n + 1) * sizeof(*acts));
	for (int i = 0; i < s->n; i++)
		acts[i] = *s->rows[i].act;
	activity_count(acts, s->n, s->scope.today, &s->counts);
	return RC_OK;
}

static bool
shown(const struct sheet *s, const struct control_row *r)
{
	return s->gap < 0 || desk_control_rows_gap(r, (enum control_gap)s->gap);
}

/* -------------------------------------------------------------- totals */

/* "12 из 40 (30 %)", rounded down; the goal is 100 %.  unproved: of those n,
 * without what was promised and without a reason. */
static void
show_part(struct view *v, const char *name, int n, int of, int unproved)
{
	view_in(v, name);
	view_int(v, "n", n);
	view_int(v, "of", of);
	if (of > 0) {
		int tenths = (int)((int64_t)n * 1000 / of);

		if (tenths % 10 != 0)
			view_textf(v, "percent", "%d,%d\u00a0%%", tenths / 10,
			    tenths % 10);
		else
			view_textf(v, "percent", "%d\u00a0%%", tenths / 10);
	}
	view_flag(v, "met", of > 0 && n == of && unproved == 0);
	view_int(v, "unproved", unproved);
	view_out(v);
}

static void
show_gap(const struct sheet *s, struct view *v, enum control_gap gap)
{
	struct arena *a = request_arena(s->rq);
	int n = 0;

	for (int i = 0; i < s->n; i++)
		n += desk_control_rows_gap(&s->rows[i], gap);
	if (n == 0)
		return;
	view_row(v, "Gaps");
	view_text(v, "name", gaps[gap].name);
	view_text(v, "label", gaps[gap].label);
	view_flag(v, "current", s->gap == (int)gap);
	view_textf(v, "words", "%d %s", n,
	    text_plural(n, gaps[gap].one, gaps[gap].few, gaps[gap].many));
	for (int i = 0, k = 0; i < s->n && k < GAP_LINKS; i++) {
		const struct activity *act = s->rows[i].act;

		if (!desk_control_rows_gap(&s->rows[i], gap))
			continue;
		view_row(v, "Links");
		view_int(v, "id", act->id);
		view_text(v, "words",
		    *act->number != '\0' ? act->number
					 : text_cut(a, act->text, LINK_CHARS));
		view_out(v);
		k++;
	}
	if (n > GAP_LINKS)
		view_int(v, "more", n - GAP_LINKS);
	view_out(v);
}

/* Done by a proof that is not there any more. */
static int
unproved(const struct sheet *s)
{
	int n = 0;

	for (int i = 0; i < s->n; i++)
		n += desk_control_rows_gap(&s->rows[i], CONTROL_NO_PROOF) &&
		     s->rows[i].act->reason[0] == '\0';
	return n;
}

static void
show_totals(const struct sheet *s, struct view *v)
{
	const struct activity_counts *c = &s->counts;

	show_part(v, "Done", c->done, c->all, unproved(s));
	show_part(v, "Ontime", c->on_time, c->assigned, 0);
	view_int(v, "Sheet.dropped", c->dropped);
	view_int(v, "Sheet.undated", c->all - c->assigned);
	view_text(
	    v, "Sheet.today", day_ru(request_arena(s->rq), s->scope.today));
	for (int i = 0; i < CONTROL_GAPS; i++)
		show_gap(s, v, (enum control_gap)i);
}

/* What is late now, the longest first: the director's first question. */
static int
by_due(const void *a, const void *b)
{
	const struct control_row *const *x = a, *const *y = b;

	return (*x)->act->due_to - (*y)->act->due_to;
}

static void
show_late(const struct sheet *s, struct view *v)
{
	struct arena *a = request_arena(s->rq);
	const struct control_row **late =
	    arena_alloc(a, ((size_t)s->n + 1) * sizeof(*late));
	int n = 0;

	for (int i = 0; i < s->n; i++)
		if (s->rows[i].show == ACTIVITY_OVERDUE)
			late[n++] = &s->rows[i];
	qsort(late, (size_t)n, sizeof(*late), by_due);
	for (int i = 0; i < n && i < LATE_MAX; i++) {
		const struct activity *act = late[i]->act;

		view_row(v, "Late");
		view_int(v, "id", act->id);
		view_text(v, "number", act->number);
		view_text(v, "text", text_cut(a, act->text, LATE_CHARS));
		view_text(v, "who",
		    *late[i]->people != '\0' ? late[i]->people
					     : act->responsible);
		view_text(v, "remark", late[i]->remark);
		view_out(v);
	}
	if (n > 0)
		view_textf(v, "Late_words", "%d %s", n,
		    text_plural(n, "пункт", "пункта", "пунктов"));
	if (n > LATE_MAX)
		view_int(v, "Late_more", n - LATE_MAX);
}

/* ---------------------------------------------------------------- rows */

/* What a reader of the paper can open; "": it is on the desk only. */
static const char *
site_url(const struct request *rq, const struct evidence *e)
{
	return *e->slug == '\0' ? ""
				: arena_printf(request_arena(rq), "%s/story/%s",
				      desk_part_address(rq), e->slug);
}

static void
show_proof(const struct request *rq, struct view *v, const struct evidence *e)
{
	struct arena *a = request_arena(rq);

	view_row(v, "Proofs");
	view_text(v, "words", text_cut(a, e->words, PROOF_CHARS));
	view_text(v, "gone", evidence_gone_words(e));
	if (strcmp(e->kind, "link") == 0)
		view_url(v, "url", e->url);
	for (size_t i = 0; i < LEN(paths); i++)
		if (strcmp(paths[i].kind, e->kind) == 0)
			view_textf(v, "path", "%s%lld", paths[i].path,
			    (long long)e->record_id);
	if (*e->slug != '\0')
		view_url(v, "site", site_url(rq, e));
	if (*e->post != '\0')
		view_url(v, "post", e->post);
	view_out(v);
}

static void
show_row(const struct request *rq, struct view *v, const struct control_row *r)
{
	struct arena *a = request_arena(rq);
	const struct activity *act = r->act;
	const struct activity_show_words *w = &activity_shows[r->show];

	view_int(v, "id", act->id);
	view_text(v, "number", act->number);
	view_text(v, "text", act->text);
	view_text(v, "deadline", act->deadline);
	view_text(v, "days", r->days);
	view_text(v, "responsible", act->responsible);
	view_text(v, "people", r->people);
	view_text(v, "state", w->title);
	view_text(v, "css", w->css);
	if (act->done_on != DAY_NONE)
		view_text(v, "done", day_ru(a, act->done_on));
	view_text(v, "promised", r->promised);
	view_text(v, "lacking", r->lacking);
	view_text(v, "remark", r->remark);
	for (int i = 0; i < r->proofs_n; i++)
		show_proof(rq, v, &r->proofs[i]);
}

static void
show_rows(const struct sheet *s, struct view *v)
{
	int64_t section = 0;
	int n = 0;

	for (int i = 0; i < s->n; i++) {
		const struct activity *act = s->rows[i].act;

		if (!shown(s, &s->rows[i]))
			continue;
		view_row(v, "Rows");
		if (act->section_id != section)
			view_text(v, "section", act->section);
		section = act->section_id;
		show_row(s->rq, v, &s->rows[i]);
		view_out(v);
		n++;
	}
	view_flag(v, "Rows_none", n == 0);
	view_flag(v, "Rows_all", s->gap < 0);
}

/* The head of the printed sheet (R1). */
static void
show_head(const struct sheet *s, struct view *v)
{
	struct arena *a = request_arena(s->rq);

	view_text(v, "Cycle.organisation", s->cycle.organisation);
	view_text(v, "Cycle.agreed", s->cycle.agreed);
	view_text(v, "Cycle.approved", s->cycle.approved);
	view_text(v, "Cycle.order", s->cycle.order_no);
	if (s->cycle.id != 0 && s->cycle.approved_on != DAY_NONE)
		view_text(
		    v, "Cycle.approved_on", day_ru(a, s->cycle.approved_on));
}

static enum rc
show(const struct request *rq, struct reply *rp, const char *template)
{
	struct view *v = reply_view(rp);
	struct sheet s;
	enum rc rc;

	desk_part_page(rq, rp, "control", "Контрольный лист");
	if ((rc = sheet_read(rq, v, &s)) != RC_OK)
		return rc;
	show_head(&s, v);
	show_totals(&s, v);
	show_late(&s, v);
	show_rows(&s, v);
	reply_page(rp, template);
	return RC_OK;
}

enum rc
desk_control(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, "desk/control.cs");
}

enum rc
desk_control_print(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, "desk/control_print.cs");
}

/* ----------------------------------------------------------------- CSV */

/* Of a story the addresses that everybody can open, of the rest of ours that
 * on the desk. */
static void
proof_words(
    const struct request *rq, struct strbuf *b, const struct evidence *e)
{
	strbuf_addf(b, "%s%s%s", e->words, *e->url != '\0' ? " " : "", e->url);
	if (e->gone)
		strbuf_addf(b, " (%s)", evidence_gone_words(e));
	if (*e->slug != '\0') {
		strbuf_addf(b, " %s%s%s", site_url(rq, e),
		    *e->post != '\0' ? " " : "", e->post);
		return;
	}
	for (size_t k = 0; k < LEN(paths); k++)
		if (strcmp(paths[k].kind, e->kind) == 0)
			strbuf_addf(b, " %s%s%lld", desk_part_address(rq),
			    paths[k].path, (long long)e->record_id);
}

static const char *
proofs_words(const struct sheet *s, const struct control_row *r)
{
	struct strbuf b;
	const char *out;

	strbuf_init(&b);
	for (int i = 0; i < r->proofs_n; i++) {
		strbuf_adds(&b, i > 0 ? "; " : "");
		proof_words(s->rq, &b, &r->proofs[i]);
	}
	out = arena_strdup(request_arena(s->rq), b.buf);
	strbuf_free(&b);
	return out;
}

static void
csv_row(const struct sheet *s, struct strbuf *b, const struct control_row *r)
{
	struct arena *a = request_arena(s->rq);
	const struct activity *act = r->act;
	const char *cells[] = { act->section, act->number, act->text,
		act->deadline, r->days, act->responsible, r->people,
		activity_shows[r->show].title,
		act->done_on != DAY_NONE ? day_iso(a, act->done_on) : "",
		proofs_words(s, r), r->promised, r->lacking, r->remark };

	desk_csv_row(b, cells, LEN(cells));
}

enum rc
desk_control_csv(const struct request *rq, struct reply *rp)
{
	static const char *const columns[] = { "Раздел", "№", "Мероприятие",
		"Срок в документе", "Даты", "Ответственные в документе",
		"Учётные записи", "Состояние", "Выполнено", "Подтверждения",
		"Обещано", "Нет документа", "Замечание" };
	struct strbuf b;
	struct sheet s;
	enum rc rc;

	if ((rc = sheet_read(rq, reply_view(rp), &s)) != RC_OK)
		return rc;
	desk_csv_begin(&b);
	desk_csv_row(&b, columns, LEN(columns));
	for (int i = 0; i < s.n; i++)
		if (shown(&s, &s.rows[i]))
			csv_row(&s, &b, &s.rows[i]);
	desk_csv_reply(rp, &b, "Контрольный лист.csv");
	return RC_OK;
}
