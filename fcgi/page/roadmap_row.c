#include "page/roadmap_row.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "register/record.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "import/item.h"
#include "roadmap/roadmap.h"
#include "section/topic.h"
#include "web/request.h"
#include "web/view.h"

/* -------------------------------------------------------------------- days */

/* "г." does not leave its year. */
static const char *
day(struct arena *a, int n)
{
	const char *s = day_ru(a, n), *blank = strrchr(s, ' ');

	return arena_printf(
	    a, "%.*s\xc2\xa0%s", (int)(blank - s), s, blank + 1);
}

/* "1–31 октября 2026 г.", "1 октября — 30 ноября 2026 г." */
static const char *
days(struct arena *a, int from, int to, bool open_left)
{
	int y, m, d, year, month, last;

	day_parts(from, &y, &m, &d);
	day_parts(to, &year, &month, &last);
	if (open_left)
		return arena_printf(a, "по %s", day(a, to));
	if (from == to)
		return day(a, to);
	if (y == year && m == month)
		return arena_printf(a, "%d–%s", d, day(a, to));
	if (y == year)
		return arena_printf(
		    a, "%d %s — %s", d, date_month_ru_gen(m), day(a, to));
	return arena_printf(a, "%s — %s", day(a, from), day(a, to));
}

/* All windows: "1–31 мая 2027 г., 1–31 августа 2027 г." */
static enum rc
windows(struct store *st, struct arena *a, const struct activity *act,
    const char **out)
{
	struct activity_window *list;
	int n;
	enum rc rc = activities_windows(st, a, act->id, &list, &n);

	*out = "";
	for (int i = 0; rc == RC_OK && i < n; i++)
		*out = arena_printf(a, "%s%s%s", *out, i > 0 ? ", " : "",
		    days(a, list[i].from, list[i].to, list[i].open_left));
	return rc;
}

/* How the words of the term are understood. */
static enum rc
understood(const struct page_roadmap_row *k, const struct activity *act,
    const char **out)
{
	struct arena *a = request_arena(k->req);

	*out = "";
	if (activity_undecided(act))
		*out = "Как понимать этот срок, решает куратор";
	else if (strcmp(act->due, "external") == 0)
		*out = "Срок назначает другой документ";
	else if (strcmp(act->due, "decided") == 0 && act->due_to != DAY_NONE)
		*out = arena_printf(a, "решением школы: %s",
		    days(a, act->due_from, act->due_to, false));
	else
		return windows(request_store(k->req), a, act, out);
	return RC_OK;
}

/* A few words beside the state. */
static const char *
note(const struct page_roadmap_row *k, const struct activity *act,
    enum activity_show show)
{
	struct arena *a = request_arena(k->req);
	int n;

	if ((show == ACTIVITY_DONE || show == ACTIVITY_DONE_LATE) &&
	    act->done_on != DAY_NONE)
		return day(a, act->done_on);
	if (act->due_to == DAY_NONE)
		return "";
	if (show == ACTIVITY_OVERDUE) {
		n = k->today - act->due_to;
		return arena_printf(
		    a, "на %d %s", n, text_plural(n, "день", "дня", "дней"));
	}
	if (show != ACTIVITY_NOW)
		return "";
	if (strcmp(act->due, "whole") == 0)
		return "весь год";
	n = act->due_to - k->today;
	if (n == 0)
		return "последний день";
	return arena_printf(a, "%s %d %s",
	    text_plural(n, "остался", "осталось", "осталось"), n,
	    text_plural(n, "день", "дня", "дней"));
}

/* ------------------------------------------------------------------ proofs */

static enum rc
proof_story(const struct request *req, int64_t id, const char **title,
    const char **address)
{
	struct arena *a = request_arena(req);
	struct story s;
	enum rc rc = stories_by_id(request_store(req), a, id, &s);

	if (rc != RC_OK ||
	    story_state_now(&s, request_now(req)) != STORY_PUBLISHED)
		return rc;
	*title = s.title;
	*address = arena_printf(a, "/story/%s", s.slug);
	return RC_OK;
}

static enum rc
proof_event(const struct request *req, int64_t id, const char **title,
    const char **address)
{
	struct arena *a = request_arena(req);
	struct event e;
	enum rc rc = events_by_id(request_store(req), a, id, &e);

	if (rc != RC_OK || !e.public)
		return rc;
	*title = e.title;
	*address = arena_printf(a, "/events/%lld", (long long)id);
	return RC_OK;
}

/* A record stands on its page while both are shown. */
static enum rc
proof_record(const struct request *req, int64_t id, const char **title,
    const char **address)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	const char *page;
	struct record r;
	struct topic t;
	size_t n;
	enum rc rc = records_by_id(st, a, id, &r);

	if (rc != RC_OK || !r.shown || r.archived || *r.def->address == '\0')
		return rc;
	page = r.def->address;
	n = strlen(page);
	if (n < 3)
		return RC_OK;
	rc = topic_by_name(st, a, arena_strndup(a, page + 1, n - 2), &t);
	if (rc != RC_OK || t.hidden)
		return rc;
	*title = record_heading(&r);
	*address = arena_printf(a, "%s#r%lld", page, (long long)id);
	return RC_OK;
}

static const struct {
	const char *kind;
	enum rc (*find)(
	    const struct request *, int64_t, const char **, const char **);
} proofs[] = {
	{ "story", proof_story },
	{ "event", proof_event },
	{ "record", proof_record },
};

/* What everybody may see is linked; the rest is only counted, since its
 * words may name people. */
static enum rc
show_proofs(const struct page_roadmap_row *k, struct view *v, int64_t id)
{
	int held = 0;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < k->proofs_n; i++) {
		const struct evidence *e = &k->proofs[i];
		const char *title = NULL, *address = NULL;

		if (e->activity_id != id || e->gone)
			continue;
		for (size_t p = 0; rc == RC_OK && p < LEN(proofs); p++)
			if (strcmp(proofs[p].kind, e->kind) == 0)
				rc = proofs[p].find(
				    k->req, e->record_id, &title, &address);
		if (rc == RC_NOT_FOUND)
			rc = RC_OK;
		if (address == NULL) {
			held++;
			continue;
		}
		view_row(v, "Proofs");
		view_text(v, "title", title);
		view_text(v, "address", address);
		view_out(v);
	}
	if (held > 0)
		view_textf(v, "held", "%d %s в школе", held,
		    text_plural(held, "документ хранится", "документа хранятся",
			"документов хранятся"));
	return rc;
}

/* A cell that lists its items is read more easily as a list. */
static void
show_words(struct view *v, struct arena *a, const char *text)
{
	struct item_list list;

	item_split(a, text, &list);
	if (list.n > 0 && list.lead[0] == '\0')
		list.n = 0;
	page_card_lines(v, a, "Lines", list.n > 0 ? list.lead : text);
	for (int i = 0; i < list.n; i++) {
		view_row(v, "Items");
		view_text(v, "text", list.items[i]);
		view_out(v);
	}
}

enum rc
page_roadmap_row(const struct page_roadmap_row *k, struct view *v,
    const struct activity *act)
{
	enum activity_show show = activity_show(act, k->today);
	struct arena *a = request_arena(k->req);
	const char *words;
	enum rc rc;

	view_int(v, "id", act->id);
	view_text(v, "number", act->number);
	show_words(v, a, act->text);
	if (*act->deadline != '\0')
		view_text(v, "deadline", act->deadline);
	if (roadmap_shows(k->map, "responsible") && *act->responsible != '\0')
		view_text(v, "responsible", act->responsible);
	if (roadmap_shows(k->map, "result") && *act->result != '\0')
		view_text(v, "result", act->result);
	if (roadmap_shows(k->map, "kpi") && *act->kpi != '\0')
		view_text(v, "kpi", act->kpi);
	view_text(v, "css", activity_shows[show].css);
	view_text(v, "label", activity_shows[show].title);
	words = note(k, act, show);
	if (*words != '\0')
		view_text(v, "note", words);
	if ((rc = understood(k, act, &words)) != RC_OK)
		return rc;
	if (*words != '\0')
		view_text(v, "understood", words);
	if (!roadmap_shows(k->map, "evidence"))
		return RC_OK;
	return show_proofs(k, v, act->id);
}
