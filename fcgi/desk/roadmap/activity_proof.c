#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/roadmap/activity_show.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "mediaplan/event.h"
#include "mediaplan/stories.h"
#include "programme/cycle.h"
#include "publish/publications.h"
#include "register/record.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "roadmap/roadmap.h"
#include "web/request.h"
#include "web/view.h"

enum {
	FITTING_MAX = 100, /* of each sort: a select one still looks through */
	EVENTS_MAX = 50,   /* that came of one activity */
	LABEL_MAX = 90	   /* letters of a choice */
};

/* Registers whose records are documents. */
static const char *const registers[] = { "documents", "practices", "forms" };

static const struct {
	const char *kind, *label, *path;
} kinds[] = {
	{ "story", "материал", "/desk/story/" },
	{ "event", "событие", "/desk/event/" },
	{ "record", "документ", "/desk/record/" },
	{ "link", "ссылка", NULL },
	{ "paper", "бумага", NULL },
};

/* The page being made: what proves the activity already. */
struct proofs {
	const struct request *rq;
	struct view *v;
	const struct activity *act;
	struct evidence *list;
	int n;
};

static bool
attached(const struct proofs *p, const char *kind, int64_t id)
{
	for (int i = 0; i < p->n; i++)
		if (p->list[i].record_id == id &&
		    strcmp(p->list[i].kind, kind) == 0)
			return true;
	return false;
}

/* Where a story stands: the section, and its posts. */
static enum rc
show_links(struct proofs *p, int64_t story_id)
{
	struct store *st = request_store(p->rq);
	struct arena *a = request_arena(p->rq);
	struct publication *pubs;
	struct story s;
	enum rc rc;
	int n;

	if ((rc = stories_by_id(st, a, story_id, &s)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	if (story_state_now(&s, request_now(p->rq)) == STORY_PUBLISHED)
		view_textf(p->v, "site", "/story/%s", s.slug);
	rc = publications_of_story(st, a, story_id, &pubs, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (pubs[i].url[0] != '\0') {
			view_url(p->v, "vk", pubs[i].url);
			break;
		}
	return rc;
}

static enum rc
show_attached(struct proofs *p)
{
	struct view *v = p->v;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < p->n; i++) {
		const struct evidence *e = &p->list[i];

		view_row(v, "Proofs");
		view_int(v, "id", e->id);
		view_text(v, "words", e->words);
		view_text(v, "promised", e->promised);
		view_text(v, "gone", evidence_gone_words(e));
		view_text(v, "who", e->who);
		view_time(v, "at", e->at, request_now(p->rq));
		for (size_t k = 0; k < LEN(kinds); k++) {
			if (strcmp(kinds[k].kind, e->kind) != 0)
				continue;
			view_text(v, "label", kinds[k].label);
			if (kinds[k].path != NULL)
				view_textf(v, "path", "%s%lld", kinds[k].path,
				    (long long)e->record_id);
		}
		if (strcmp(e->kind, "link") == 0)
			view_url(v, "url", e->url);
		if (strcmp(e->kind, "story") == 0)
			rc = show_links(p, e->record_id);
		view_out(v);
	}
	return rc;
}

static void
show_promised(struct proofs *p)
{
	const char *promised[EVIDENCE_PROMISED_MAX];
	struct arena *a = request_arena(p->rq);
	int n = evidence_promised(a, p->act->result, promised);

	for (int i = 0; i < n; i++) {
		bool met = false;

		for (int k = 0; k < p->n && !met; k++)
			met = evidence_meets(a, &p->list[k], promised[i]);
		view_row(p->v, "Promised");
		view_text(p->v, "name", promised[i]);
		view_flag(p->v, "met", met);
		view_out(p->v);
	}
}

/* ------------------------------------------------- what one could attach */

static void
fit(struct proofs *p, const char *list, const char *kind, int64_t id,
    const char *label)
{
	struct arena *a = request_arena(p->rq);

	if (!attached(p, kind, id))
		desk_part_choice(p->v, list,
		    arena_printf(a, "%s:%lld", kind, (long long)id),
		    text_cut(a, label, LABEL_MAX), false);
}

static enum rc
fit_stories(struct proofs *p, const struct cycle *c)
{
	struct story_filter filter = { .from = c->starts_at,
		.to = c->ends_at,
		.states = BIT(STORY_PUBLISHED),
		.newest_first = true };
	struct arena *a = request_arena(p->rq);
	struct story *list;
	enum rc rc;
	int n;

	rc = stories_list(request_store(p->rq), a, &filter, request_now(p->rq),
	    FITTING_MAX, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		fit(p, "Fitting_stories", "story", list[i].id,
		    arena_printf(a, "%s — %s",
			date_ru_day(a, list[i].publish_at),
			desk_part_title(p->rq, &list[i])));
	return rc;
}

/* Also the events that no activity has: they may be joined to this one. */
static enum rc
fit_events(struct proofs *p, const struct cycle *c)
{
	struct arena *a = request_arena(p->rq);
	struct event *list;
	enum rc rc;
	int n;

	rc = events_list(request_store(p->rq), a, c->starts_at, c->ends_at,
	    false, FITTING_MAX, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		const char *label = arena_printf(a, "%s — %s",
		    date_ru_day(a, list[i].starts_at), list[i].title);

		if (list[i].cancelled)
			continue;
		fit(p, "Fitting_events", "event", list[i].id, label);
		if (list[i].activity_id == 0)
			desk_part_choice_id(p->v, "Unlinked", list[i].id,
			    text_cut(a, label, LABEL_MAX), false);
	}
	return rc;
}

static enum rc
fit_records(struct proofs *p)
{
	struct arena *a = request_arena(p->rq);
	struct record *list;
	enum rc rc = RC_OK;
	int n;

	for (size_t k = 0; rc == RC_OK && k < LEN(registers); k++) {
		rc = records_list(request_store(p->rq), a, registers[k],
		    RECORDS_KEPT, &list, &n);
		for (int i = 0; rc == RC_OK && i < n && i < FITTING_MAX; i++)
			fit(p, "Fitting_records", "record", list[i].id,
			    arena_printf(a, "%s: %s", list[i].def->one,
				record_heading(&list[i])));
	}
	return rc;
}

static enum rc
show_fitting(struct proofs *p)
{
	struct store *st = request_store(p->rq);
	struct arena *a = request_arena(p->rq);
	struct roadmap r;
	struct cycle c;
	enum rc rc;

	if ((rc = roadmaps_by_id(st, a, p->act->roadmap_id, &r)) != RC_OK ||
	    (rc = cycles_by_id(st, a, r.cycle_id, &c)) != RC_OK ||
	    (rc = fit_stories(p, &c)) != RC_OK ||
	    (rc = fit_events(p, &c)) != RC_OK)
		return rc;
	return fit_records(p);
}

/* ------------------------------------------- events and their stories */

/* R125: what went out of its events can be attached by a button. */
static void
show_ready(struct proofs *p, const struct story *s)
{
	if (story_state_now(s, request_now(p->rq)) != STORY_PUBLISHED ||
	    attached(p, "story", s->id))
		return;
	view_row(p->v, "Ready");
	desk_part_story(p->rq, p->v, s);
	view_out(p->v);
}

static enum rc
show_stories(struct proofs *p, const struct event *e)
{
	struct story_filter filter = { .event_id = e->id };
	struct story *list;
	enum rc rc;
	int n;

	rc = stories_list(request_store(p->rq), request_arena(p->rq), &filter,
	    request_now(p->rq), FITTING_MAX, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(p->v, "Stories");
		desk_part_story(p->rq, p->v, &list[i]);
		view_out(p->v);
		show_ready(p, &list[i]);
	}
	return rc;
}

static enum rc
show_events(struct proofs *p)
{
	struct arena *a = request_arena(p->rq);
	struct event *list;
	enum rc rc;
	int n;

	rc = events_of_activity(
	    request_store(p->rq), a, p->act->id, EVENTS_MAX, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(p->v, "Events");
		view_int(p->v, "id", list[i].id);
		view_text(p->v, "title", list[i].title);
		view_text(p->v, "when", date_ru(a, list[i].starts_at));
		view_flag(p->v, "cancelled", list[i].cancelled);
		view_out(p->v);
		rc = show_stories(p, &list[i]);
	}
	return rc;
}

enum rc
desk_activity_proof_show(
    const struct request *rq, struct view *v, const struct activity *act)
{
	struct proofs p = { .rq = rq, .v = v, .act = act };
	enum rc rc;

	rc = evidences_of(
	    request_store(rq), request_arena(rq), 0, act->id, &p.list, &p.n);
	if (rc != RC_OK || (rc = show_attached(&p)) != RC_OK ||
	    (rc = show_events(&p)) != RC_OK)
		return rc;
	show_promised(&p);
	return desk_part_may(rq, MAY_WRITE) ? show_fitting(&p) : RC_OK;
}
