#include "page/roadmap.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "page/card.h"
#include "page/roadmap_row.h"
#include "page/topic.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "roadmap/roadmap.h"
#include "roadmap/sheet.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/* The bar of states is drawn in these units; a gap parts two states. */
enum { BAR_WIDE = 1000, BAR_GAP = 4 };

/* More rows than this are folded by sections; of those that are going on or
 * late as many stand open: what one scrolls through on a phone. */
enum { OPEN_ROWS = 12 };

/* From left to right: what is done, what goes on, what is late. */
static const struct {
	enum activity_show show[3];
	int n;
	const char *css;
} bars[] = {
	{ { ACTIVITY_DONE, ACTIVITY_DONE_LATE }, 2, "k-bar" },
	{ { ACTIVITY_NOW }, 1, "k-going" },
	{ { ACTIVITY_OVERDUE, ACTIVITY_FAILED }, 2, "k-late" },
	{ { ACTIVITY_OPEN, ACTIVITY_AHEAD }, 2, "k-rail" },
};

/* The order of the links. */
static const enum activity_show order[ACTIVITY_SHOWS] = { ACTIVITY_DONE,
	ACTIVITY_DONE_LATE, ACTIVITY_NOW, ACTIVITY_OVERDUE, ACTIVITY_OPEN,
	ACTIVITY_AHEAD, ACTIVITY_FAILED, ACTIVITY_DROPPED };

struct road {
	const struct request *req;
	struct roadmap map;
	struct cycle cycle;
	struct activity *rows; /* that visitors see, section by section */
	int n, *places;	       /* of their sections; -1 none */
	struct roadmap_section *sections;
	int sections_n;
	int state;	       /* enum activity_show; -1 all */
	struct activity *here; /* room for the rows of one section */
	struct page_roadmap_row row;
};

/* ----------------------------------------------------------------- reading */

/* The one of the argument, else of the current cycle, else the newest; the
 * others to choose from.  A cycle has one: its newest. */
static enum rc
choose(struct road *k, struct view *v)
{
	const char *asked = request_query(k->req, "cycle");
	struct store *st = request_store(k->req);
	struct arena *a = request_arena(k->req);
	struct roadmap *all, *found = NULL;
	struct cycle c;
	int64_t id = 0;
	int n, shown = 0;
	enum rc rc;

	if (*asked != '\0' && !text_int(asked, 1, INT64_MAX, &id))
		return RC_NOT_FOUND;
	if ((rc = roadmaps_list(st, a, &all, &n)) != RC_OK)
		return rc;
	if (*asked == '\0') {
		rc = cycles_current(st, a, &c);
		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return rc;
		id = rc == RC_OK ? c.id : 0;
	}
	for (int i = 0; i < n; i++)
		if (roadmap_is_shown(&all[i]))
			all[shown++] = all[i];
	for (int i = 0; i < shown && found == NULL; i++)
		if (all[i].cycle_id == id)
			found = &all[i];
	if (found == NULL && (*asked != '\0' || shown == 0))
		return RC_NOT_FOUND;
	k->map = found != NULL ? *found : all[0];
	for (int i = 0; shown > 1 && i < shown; i++) {
		if ((rc = cycles_by_id(st, a, all[i].cycle_id, &c)) != RC_OK)
			return rc;
		view_row(v, "Cycles");
		view_int(v, "id", c.id);
		view_text(v, "title", c.title);
		view_flag(v, "current", all[i].id == k->map.id);
		view_out(v);
	}
	return cycles_by_id(st, a, k->map.cycle_id, &k->cycle);
}

static int
place_of(const struct road *k, const struct activity *act)
{
	for (int i = 0; i < k->sections_n; i++)
		if (k->sections[i].id == act->section_id)
			return i;
	return -1;
}

static enum rc
rows_read(struct road *k)
{
	struct store *st = request_store(k->req);
	struct arena *a = request_arena(k->req);
	struct evidence *proofs;
	enum rc rc;
	int n, kept = 0;

	if ((rc = roadmaps_sections(
		 st, a, k->map.id, &k->sections, &k->sections_n)) != RC_OK ||
	    (rc = activities_list(st, a, k->map.id, &k->rows, &n)) != RC_OK ||
	    (rc = evidences_of(
		 st, a, k->map.id, 0, &proofs, &k->row.proofs_n)) != RC_OK)
		return rc;
	k->row.proofs = proofs;
	k->places = arena_alloc(a, ((size_t)n + 1) * sizeof(*k->places));
	for (int i = 0; i < n; i++) {
		if (k->rows[i].hidden)
			continue;
		k->places[kept] = place_of(k, &k->rows[i]);
		k->rows[kept++] = k->rows[i];
	}
	k->n = kept;
	k->here = arena_alloc(a, ((size_t)n + 1) * sizeof(*k->here));
	return RC_OK;
}

static void
state_read(struct road *k)
{
	const char *asked = request_query(k->req, "state");

	k->state = -1;
	for (int i = 0; i < ACTIVITY_SHOWS; i++)
		if (strcmp(activity_shows[i].name, asked) == 0)
			k->state = i;
}

static bool
is_asked(const struct road *k, const struct activity *act)
{
	return k->state < 0 ||
	       (int)activity_show(act, k->row.today) == k->state;
}

/* ----------------------------------------------------------------- showing */

static void
show_bar(struct view *v, const struct activity_counts *c)
{
	int x = 0;

	for (size_t i = 0; i < LEN(bars) && c->all > 0; i++) {
		int n = 0, wide;

		for (int s = 0; s < bars[i].n; s++)
			n += c->by_show[bars[i].show[s]];
		wide = n * BAR_WIDE / c->all;
		if (wide <= BAR_GAP)
			continue;
		view_row(v, "Bar");
		view_int(v, "x", x);
		view_int(v, "wide", wide - BAR_GAP);
		view_text(v, "css", bars[i].css);
		view_out(v);
		x += wide;
	}
}

/* The states that there are, and how many of each. */
static void
show_states(
    const struct road *k, struct view *v, const struct activity_counts *c)
{
	const char *words = "";

	for (int n = 0; n < ACTIVITY_SHOWS; n++) {
		int i = (int)order[n];

		if (c->by_show[i] == 0 && i != k->state)
			continue;
		view_row(v, "States");
		view_text(v, "name", activity_shows[i].name);
		view_text(v, "label", activity_shows[i].title);
		view_int(v, "count", c->by_show[i]);
		view_flag(v, "current", i == k->state);
		view_out(v);
		words = arena_printf(request_arena(k->req), "%s%s%s: %d", words,
		    *words != '\0' ? ", " : "", activity_shows[i].title,
		    c->by_show[i]);
	}
	view_text(v, "words", words);
}

static void
show_head(const struct road *k, struct view *v)
{
	struct arena *a = request_arena(k->req);
	const char *words = sheet_order(a, &k->cycle, &k->map);
	struct activity_counts c;

	activity_count(k->rows, k->n, k->row.today, &c);
	view_in(v, "Road");
	view_int(v, "id", k->map.id);
	view_int(v, "cycle", k->cycle.id);
	view_text(v, "cycle_title", k->cycle.title);
	view_text(v, "title", k->map.title);
	view_int(v, "n", k->n);
	view_int(v, "done", c.done);
	view_int(v, "all", c.all);
	view_flag(v, "closed", strcmp(k->map.state, "closed") == 0);
	if (*words != '\0')
		view_text(v, "order", words);
	if (k->map.approved_on != DAY_NONE) {
		view_text(v, "approved", day_ru(a, k->map.approved_on));
		view_text(v, "approved_iso", day_iso(a, k->map.approved_on));
	}
	view_flag(v, "responsible", roadmap_shows(&k->map, "responsible"));
	view_flag(v, "evidence", roadmap_shows(&k->map, "evidence"));
	if (k->state >= 0)
		view_text(v, "state", activity_shows[k->state].title);
	show_bar(v, &c);
	show_states(k, v, &c);
	view_out(v);
}

/* "I. Подготовка"; its number may be among its words already. */
static const char *
section_title(struct arena *a, const struct roadmap_section *s)
{
	if (*s->number == '\0' ||
	    strncmp(s->title, s->number, strlen(s->number)) == 0)
		return s->title;
	return arena_printf(a, "%s %s", s->number, s->title);
}

/* "5 мероприятий: идёт — 3, опаздывает — 1": what a folded section holds. */
static const char *
fold_words(struct arena *a, const struct activity_counts *c, int n)
{
	static const struct {
		enum activity_show show;
		const char *ru;
	} told[] = {
		{ ACTIVITY_NOW, "идёт" },
		{ ACTIVITY_OVERDUE, "опаздывает" },
		{ ACTIVITY_OPEN, "срок не подтверждён" },
		{ ACTIVITY_FAILED, "не выполнено" },
	};
	const char *words = arena_printf(a, "%d %s", n,
	    text_plural(n, "мероприятие", "мероприятия", "мероприятий"));
	const char *between = ": ";

	for (size_t i = 0; i < LEN(told); i++) {
		if (c->by_show[told[i].show] == 0)
			continue;
		words = arena_printf(a, "%s%s%s\u00a0— %d", words, between,
		    told[i].ru, c->by_show[told[i].show]);
		between = ", ";
	}
	return words;
}

/* Folded, unless it has what goes on or is late and *room for its rows. */
static void
show_fold(const struct road *k, struct view *v, const struct activity_counts *c,
    int n, int *room)
{
	bool lively = c->by_show[ACTIVITY_NOW] + c->by_show[ACTIVITY_OVERDUE] +
			  c->by_show[ACTIVITY_FAILED] >
		      0;

	if (k->n <= OPEN_ROWS || k->state >= 0 || n == 0)
		return;
	view_text(v, "fold", fold_words(request_arena(k->req), c, n));
	if (!lively || n > *room)
		return;
	view_flag(v, "open", true);
	*room -= n;
}

/* Rows of one section (-1: of none) that were asked for. */
static enum rc
show_rows(const struct road *k, struct view *v, int place, int *room)
{
	struct activity_counts c;
	enum rc rc = RC_OK;
	int n = 0, shown = 0;

	for (int i = 0; rc == RC_OK && i < k->n; i++) {
		if (k->places[i] != place)
			continue;
		k->here[n++] = k->rows[i];
		if (!is_asked(k, &k->rows[i]))
			continue;
		shown++;
		view_row(v, "Rows");
		rc = page_roadmap_row(&k->row, v, &k->rows[i]);
		view_out(v);
	}
	activity_count(k->here, n, k->row.today, &c);
	view_textf(v, "done", "%d из %d", c.done, c.all);
	view_int(v, "shown", shown);
	show_fold(k, v, &c, shown, room);
	return rc;
}

/* Whether a row of this section, or of one under it, was asked for. */
static bool
has_asked(const struct road *k, int place)
{
	int end = place + 1;

	while (place >= 0 && end < k->sections_n &&
	       k->sections[end].level > k->sections[place].level)
		end++;
	for (int i = 0; i < k->n; i++) {
		int at = k->places[i];

		if (at >= place && at < end && is_asked(k, &k->rows[i]))
			return true;
	}
	return false;
}

static enum rc
show_sections(const struct road *k, struct view *v)
{
	enum rc rc = RC_OK;
	int room = OPEN_ROWS;

	for (int i = -1; rc == RC_OK && i < k->sections_n; i++) {
		if (!has_asked(k, i))
			continue;
		view_row(v, "Sections");
		view_int(v, "n", i + 2);
		if (i >= 0) {
			view_text(v, "title",
			    section_title(
				request_arena(k->req), &k->sections[i]));
			view_flag(v, "inner", k->sections[i].level > 1);
		}
		rc = show_rows(k, v, i, &room);
		view_out(v);
	}
	return rc;
}

enum rc
page_roadmap(const struct request *req, struct reply *rep)
{
	struct date d = date_of(request_now(req));
	struct road k = { .req = req };
	struct view *v = reply_view(rep);
	enum rc rc;

	k.row = (struct page_roadmap_row){ .req = req,
		.map = &k.map,
		.today = day_of(d.year, d.month, d.day) };
	if ((rc = page_topic_head(req, rep, "roadmap", NULL)) != RC_OK ||
	    (rc = choose(&k, v)) != RC_OK || (rc = rows_read(&k)) != RC_OK)
		return rc;
	state_read(&k);
	show_head(&k, v);
	if ((rc = show_sections(&k, v)) != RC_OK)
		return rc;
	if (*request_query(req, "cycle") != '\0')
		view_textf(v, "Page.address", "/roadmap/?cycle=%lld",
		    (long long)k.cycle.id);
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/roadmap.cs");
	return RC_OK;
}
