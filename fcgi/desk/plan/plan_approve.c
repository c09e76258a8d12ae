#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/plan/plan.h"
#include "desk/plan/plan_filter.h"
#include "desk/plan/plan_rows.h"
#include "mediaplan/stories.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* Several stories ticked on the tab "Согласование", each by the rules of
 * one alone and in its own transaction. */
struct bulk {
	int approved, refused;
	int64_t undo_id;
};

/* "ID:VERSION" */
static bool
pick_parse(struct arena *a, const char *s, int64_t *id, int64_t *version)
{
	char *rest = arena_strdup(a, s);
	const char *first = strsep(&rest, ":");

	return rest != NULL && text_int(first, 1, INT64_MAX, id) &&
	       text_int(rest, 1, INT64_MAX, version);
}

static void
refuse(const struct request *rq, struct view *v, const struct story *s,
    enum rc rc, const char *why)
{
	if (rc == RC_BUSY)
		why = "Стол сейчас занят. Отметьте ещё раз.";
	view_row(v, "Refused");
	view_int(v, "id", s->id);
	view_text(v, "title", desk_part_title(rq, s));
	view_text(v, "why", why);
	view_out(v);
}

static enum rc
approve_one(
    const struct request *rq, struct view *v, const char *pick, struct bulk *b)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct actor actor = desk_part_actor(rq);
	struct story s;
	const char *why = NULL;
	int64_t id, version;
	enum rc rc;

	if (!pick_parse(a, pick, &id, &version))
		return RC_OK; /* no box of ours */
	if ((rc = stories_by_id(st, a, id, &s)) == RC_NOT_FOUND) {
		b->refused++;
		view_row(v, "Refused");
		view_text(v, "why", "Одного из отмеченных материалов уже нет.");
		view_out(v);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	/* No word about consents: who has people in it is refused here. */
	rc = story_act(st, a, &actor, id, version, STORY_APPROVE, NULL, false,
	    request_now(rq), &b->undo_id, &why);
	if (rc == RC_OK) {
		b->approved++;
		return RC_OK;
	}
	if (rc != RC_INVALID && rc != RC_DENIED && rc != RC_CONFLICT &&
	    rc != RC_BUSY)
		return rc;
	b->refused++;
	refuse(rq, v, &s, rc, why);
	return RC_OK;
}

static const char *
approved_words(struct arena *a, int n)
{
	if (n == 0)
		return "Ничего не согласовано.";
	return arena_printf(a, "%s %d %s.",
	    text_plural(n, "Согласован", "Согласованы", "Согласовано"), n,
	    text_plural(n, "материал", "материала", "материалов"));
}

/* What was refused does not fit into a notice: the plan again with why. */
static enum rc
show_refused(const struct request *rq, struct reply *rp,
    const struct plan_filter *f, const struct bulk *b)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	if (b->approved + b->refused == 0) {
		desk_part_problem(
		    v, "Ничего не отмечено. Отметьте материалы в списке.");
	} else {
		view_text(v, "Bulk.approved",
		    approved_words(request_arena(rq), b->approved));
		view_textf(v, "Bulk.refused", "%s %d %s.",
		    text_plural(b->refused, "Не согласован", "Не согласованы",
			"Не согласовано"),
		    b->refused,
		    text_plural(
			b->refused, "материал", "материала", "материалов"));
	}
	if ((rc = desk_plan_show(rq, rp, f)) != RC_OK)
		return rc;
	return b->approved > 0 ? RC_OK : RC_INVALID;
}

enum rc
desk_plan_approve(const struct request *rq, struct reply *rp)
{
	const char *picks[PLAN_PICKS_MAX];
	int n = request_fields(rq, "pick", picks, PLAN_PICKS_MAX);
	struct bulk b = { 0 };
	struct plan_filter f;
	enum rc rc = desk_plan_filter_read(rq, rp, &f);

	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = approve_one(rq, reply_view(rp), picks[i], &b);
	if (rc != RC_OK)
		return rc;
	if (b.refused > 0 || b.approved == 0)
		return show_refused(rq, rp, &f, &b);
	/* One step back is one story; several are returned one by one. */
	rc = session_notice(rq, b.approved == 1 ? b.undo_id : 0, "%s",
	    approved_words(request_arena(rq), b.approved));
	reply_redirect(rp, "%s",
	    desk_plan_filter_path(
		rq, &f, "/desk/plan", f.view, f.all_time ? 0 : f.month));
	return rc;
}
