#include "ctl/demo_roadmap.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "base/tree.h"
#include "ctl/ctl.h"
#include "ctl/demo_words.h"
#include "figure/figure.h"
#include "mediaplan/attendance.h"
#include "mediaplan/event.h"
#include "mediaplan/stories.h"
#include "mediaplan/story.h"
#include "people/account.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/evidence.h"
#include "roadmap/intake.h"
#include "import/paste.h"
#include "roadmap/proposal.h"
#include "roadmap/roadmap.h"

/* Rows and events of the data lie at most so far from today. */
enum { ROOM_DAYS = 50 };
enum { DEMO_ITEMS_MAX = 40 }; /* ticked of one row */

struct demo {
	struct ctl *ctl;
	struct store *st;
	struct arena *a;
	const struct tree *data;
	const struct demo_roadmap_people *who;
	struct demo_words marks;
	int64_t cycle_id, roadmap_id;
	struct activity *rows;
	int rows_n;
	struct event *events;
	int events_n;
	const char **why;
};

static int
day_at(int64_t t)
{
	struct date d = date_of(t);

	return day_of(d.year, d.month, d.day);
}

/* ------------------------------------------------------------------- year */

enum rc
ctl_demo_roadmap_year(struct ctl *c, const struct site *site,
    const struct demo_roadmap_people *who, const char **why)
{
	struct cycle school,
	    calendar = { .kind = "calendar", .approved_on = DAY_NONE };
	struct date d = date_of(who->now);
	enum rc rc = cycles_current(site->store, c->arena, &school);

	if (rc != RC_OK ||
	    (cycle_covers(&school, date_add_days(who->now, -ROOM_DAYS)) &&
		cycle_covers(&school, date_add_days(who->now, ROOM_DAYS))))
		return rc;
	calendar.title = arena_printf(c->arena, "%d год", d.year);
	calendar.starts_at = date_at(d.year, 1, 1, 0, 0);
	calendar.ends_at = date_at(d.year + 1, 1, 1, 0, 0);
	return cycle_start(site->store, c->arena, who->curator, &calendar, why);
}

/* ------------------------------------------------------------- what there is */

static const char *
words(struct demo *d, const struct tree *t, const char *name)
{
	const char *text = tree_value(t, name);
	const char *said = ctl_demo_words(d->a, &d->marks, text);

	return said != NULL ? said : text;
}

static int
day(struct demo *d, const struct tree *t)
{
	return d->marks.today + (int)tree_int(t, "day", 0);
}

static enum rc
missing(struct demo *d, const char *what, const char *name)
{
	*d->why = arena_printf(d->a, "нет %s «%s»", what, name);
	return RC_NOT_FOUND;
}

static enum rc
row_of(struct demo *d, const char *number, struct activity **out)
{
	for (int i = 0; i < d->rows_n; i++)
		if (strcmp(d->rows[i].number, number) == 0) {
			*out = &d->rows[i];
			return RC_OK;
		}
	return missing(d, "строки", number);
}

static enum rc
event_of(struct demo *d, const char *title, struct event **out)
{
	for (int i = 0; i < d->events_n; i++)
		if (strcmp(d->events[i].title, title) == 0) {
			*out = &d->events[i];
			return RC_OK;
		}
	return missing(d, "события", title);
}

static enum rc
story_of(struct demo *d, const char *title, int64_t *id)
{
	struct story_filter filter = { .states = BIT(STORY_PUBLISHED) };
	struct story *list;
	int n = 0;
	enum rc rc = stories_list(
	    d->st, d->a, &filter, d->who->now, STORIES_LIST_MAX, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++)
		if (strcmp(list[i].title, title) == 0) {
			*id = list[i].id;
			return RC_OK;
		}
	return rc != RC_OK ? rc : missing(d, "материала", title);
}

/* --------------------------------------------------------------- document */

static enum rc
demo_stamps(struct demo *d, struct cycle *cycle)
{
	cycle->organisation = words(d, d->data, "organisation");
	cycle->agreed = words(d, d->data, "agreed");
	cycle->approved = words(d, d->data, "approved");
	cycle->order_no = words(d, d->data, "order_no");
	cycle->approved_on = day(d, d->data);
	return cycle_save(d->st, d->a, d->who->curator, cycle, d->why);
}

/* The document of the data with its marks said. */
static const char *
demo_document(struct demo *d)
{
	const char *path =
	    arena_printf(d->a, "%s/demo/roadmap.tsv", d->ctl->paths.db);
	char *text = arena_alloc(d->a, PASTE_BYTES_MAX);
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return NULL;
	text[fread(text, 1, PASTE_BYTES_MAX - 1, f)] = '\0';
	fclose(f);
	return ctl_demo_words(d->a, &d->marks, text);
}

/* Pasted, looked at, taken over; then the director's word. */
static enum rc
demo_take(struct demo *d)
{
	const char *text = demo_document(d);
	struct intake_effect effect;
	struct roadmap map;
	int64_t id;
	enum rc rc;

	if (text == NULL)
		return missing(d, "файла", "db/demo/roadmap.tsv");
	rc = intake_begin(d->st, d->a, d->who->curator, d->cycle_id, "", text,
	    strlen(text), &id, d->why);
	if (rc == RC_OK)
		rc = intake_take(
		    d->st, d->a, d->who->curator, id, &effect, d->why);
	if (rc != RC_OK)
		return rc;
	d->roadmap_id = effect.roadmap_id;
	if ((rc = roadmaps_by_id(d->st, d->a, d->roadmap_id, &map)) == RC_OK)
		rc = roadmap_approve(d->st, d->a, d->who->director, map.id,
		    map.version, day(d, d->data), d->why);
	if (rc == RC_OK)
		rc = activities_list(
		    d->st, d->a, d->roadmap_id, &d->rows, &d->rows_n);
	return rc;
}

static enum rc
demo_publish(struct demo *d)
{
	struct roadmap map;
	enum rc rc = roadmaps_by_id(d->st, d->a, d->roadmap_id, &map);

	return rc != RC_OK ? rc
			   : roadmap_publish(d->st, d->a, d->who->curator,
				 map.id, map.version, true,
				 tree_value(d->data, "shows"), d->why);
}

/* ------------------------------------------------------------------- rows */

static enum rc
demo_decide(struct demo *d, const struct tree *t, const struct activity *act)
{
	const char *kind = tree_value(t, "decision");
	struct deadline read;
	enum rc rc;

	if (*kind == '\0')
		return RC_OK;
	if ((rc = due_read(d->st, d->a, act, &read)) != RC_OK)
		return rc;
	return activity_decide(d->st, d->a, d->who->curator, act->id,
	    act->version, kind, read.suggestion.from, read.suggestion.to,
	    words(d, t, "reason"), d->why);
}

static enum rc
demo_people(struct demo *d, const struct tree *t, struct activity *act)
{
	char *logins = arena_strdup(d->a, tree_value(t, "people"));
	char *save = NULL;
	int64_t ids[ACTIVITY_PEOPLE_MAX];
	struct account account;
	enum rc rc;
	int n = 0;

	for (char *login = strtok_r(logins, " ", &save);
	     login != NULL && n < ACTIVITY_PEOPLE_MAX;
	     login = strtok_r(NULL, " ", &save)) {
		rc = accounts_by_login(d->st, d->a, login, &account);
		if (rc != RC_OK)
			return rc == RC_NOT_FOUND
				   ? missing(d, "учётной записи", login)
				   : rc;
		ids[n++] = account.id;
	}
	/* A decision has made another version of it. */
	rc = activities_by_id(d->st, d->a, act->id, act);
	if (rc != RC_OK)
		return rc;
	return activity_set_people(d->st, d->a, d->who->curator, act->id,
	    act->version, ids, n, d->why);
}

static enum rc
demo_items(struct demo *d, const struct tree *t, int64_t id)
{
	struct activity_tick ticks[DEMO_ITEMS_MAX];
	int n, done = (int)tree_int(t, "items", 0);
	struct activity_item *items;
	enum rc rc = activities_items(d->st, d->a, id, &items, &n);

	if (done > n)
		done = n;
	if (done > DEMO_ITEMS_MAX)
		done = DEMO_ITEMS_MAX;
	if (rc != RC_OK || done == 0)
		return rc;
	for (int i = 0; i < done; i++)
		ticks[i] = (struct activity_tick){ items[i].id, true };
	return activity_set_items(d->st, d->a, d->who->curator, id, ticks, done,
	    d->marks.today, d->why);
}

static enum rc
demo_proof(struct demo *d, const struct tree *t, int64_t id)
{
	struct evidence e = { .activity_id = id,
		.kind = tree_value(t, "kind"),
		.url = tree_value(t, "url"),
		.words = words(d, t, "words"),
		.promised = tree_value(t, "promised"),
		.on_day = d->marks.today };
	const char *title = tree_value(t, "title");
	enum rc rc = RC_OK;

	if (*title != '\0') {
		rc = story_of(d, title, &e.record_id);
		e.words = title;
	}
	return rc != RC_OK
		   ? rc
		   : evidence_add(d->st, d->a, d->who->curator, &e, d->why);
}

static enum rc
demo_row(struct demo *d, const struct tree *t)
{
	const char *state = tree_value(t, "state");
	struct activity *act;
	enum rc rc = row_of(d, tree_value(t, "number"), &act);

	if (rc == RC_OK)
		rc = demo_decide(d, t, act);
	if (rc == RC_OK)
		rc = demo_people(d, t, act);
	if (rc == RC_OK)
		rc = demo_items(d, t, act->id);
	for (const struct tree *p = tree_first(tree_child(t, "proofs"));
	     p != NULL && rc == RC_OK; p = tree_next(p))
		rc = demo_proof(d, p, act->id);
	/* A decision has made another version of it. */
	if (rc != RC_OK || *state == '\0' ||
	    (rc = activities_by_id(d->st, d->a, act->id, act)) != RC_OK)
		return rc;
	return activity_set_state(d->st, d->a, d->who->curator, act->id,
	    act->version, state, day(d, t), "", d->marks.today, d->why);
}

/* ------------------------------------------------- events, numbers, proposals */

static enum rc
demo_attendance(struct demo *d, const struct tree *t, const struct event *e)
{
	struct attendance list[ATTENDANCE_AUDIENCES];
	bool any = false;

	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++) {
		const char *name = attendance_words[i].name;

		list[i] = (struct attendance){ .event_id = e->id,
			.audience = (enum attendance_audience)i,
			.present = (int)tree_int(t, name, -1),
			.total = (int)tree_int(
			    t, arena_printf(d->a, "%s_of", name), -1),
			.note = "" };
		if (list[i].present < 0)
			continue;
		list[i].note = tree_value(t, "note");
		any = true;
	}
	return !any ? RC_OK
		    : attendance_save(d->st, d->a, d->who->curator, e->id,
			  attendance_seen(d->a, NULL, 0), list, d->who->now,
			  d->why);
}

static enum rc
demo_event(struct demo *d, const struct tree *t)
{
	struct event_effect effect;
	struct activity *act;
	struct event *e;
	enum rc rc = event_of(d, tree_value(t, "title"), &e);

	if (rc == RC_OK)
		rc = row_of(d, tree_value(t, "row"), &act);
	if (rc != RC_OK)
		return rc;
	e->activity_id = act->id;
	rc = event_update(
	    d->st, d->a, d->who->curator, e, d->who->now, &effect, d->why);
	return rc == RC_OK ? demo_attendance(d, t, e) : rc;
}

static enum rc
demo_total(struct demo *d, const struct tree *t)
{
	return figure_set_total(d->st, d->a, d->who->curator, d->cycle_id,
	    tree_name(t), tree_int(t, "value", 0), day(d, t),
	    words(d, t, "source"), d->why);
}

static enum rc
demo_proposal(struct demo *d, const struct tree *t)
{
	struct proposal p = { .roadmap_id = d->roadmap_id,
		.author = words(d, t, "author"),
		.text = words(d, t, "text") };
	const char *answer = words(d, t, "answer");
	struct activity *act;
	enum rc rc = row_of(d, tree_value(t, "row"), &act);

	if (rc != RC_OK)
		return rc;
	p.activity_id = act->id;
	rc = proposal_add(d->st, d->a, d->who->curator, &p, d->why);
	if (rc != RC_OK || *answer == '\0')
		return rc;
	return proposal_decide(d->st, d->a, d->who->curator, p.id,
	    tree_int(t, "taken", 0) != 0, answer, NULL, d->why);
}

/* ------------------------------------------------------------------ all of it */

static enum rc
demo_each(struct demo *d, const char *list,
    enum rc (*each)(struct demo *, const struct tree *))
{
	enum rc rc = RC_OK;

	for (const struct tree *t = tree_first(tree_child(d->data, list));
	     t != NULL && rc == RC_OK; t = tree_next(t)) {
		rc = each(d, t);
		if (rc != RC_OK)
			*d->why = arena_printf(d->a, "roadmap.hdf, %s.%s: %s",
			    list, tree_name(t),
			    *d->why != NULL ? *d->why : "не получилось");
	}
	return rc;
}

static enum rc
demo_fill(struct demo *d)
{
	struct cycle cycle;
	int from;
	enum rc rc;

	if ((rc = cycles_current(d->st, d->a, &cycle)) != RC_OK)
		return rc;
	d->cycle_id = cycle.id;
	d->marks = (struct demo_words){ .today = day_at(d->who->now),
		.year = cycle.title };
	cycle_days(&cycle, &from, &d->marks.end);
	if ((rc = demo_stamps(d, &cycle)) != RC_OK ||
	    (rc = demo_take(d)) != RC_OK ||
	    (rc = events_list(d->st, d->a, cycle.starts_at, cycle.ends_at,
		 false, STORIES_LIST_MAX, &d->events, &d->events_n)) != RC_OK ||
	    (rc = demo_each(d, "rows", demo_row)) != RC_OK ||
	    (rc = demo_each(d, "events", demo_event)) != RC_OK ||
	    (rc = demo_each(d, "totals", demo_total)) != RC_OK ||
	    (rc = demo_each(d, "proposals", demo_proposal)) != RC_OK)
		return rc;
	return demo_publish(d);
}

enum rc
ctl_demo_roadmap(struct ctl *c, const struct site *site,
    const struct demo_roadmap_people *who, const char **why)
{
	struct demo d = { .ctl = c,
		.st = site->store,
		.a = c->arena,
		.who = who,
		.why = why };
	struct tree *data = NULL;
	enum rc rc;

	rc = tree_load(
	    &data, arena_printf(c->arena, "%s/demo/roadmap.hdf", c->paths.db));
	if (rc != RC_OK) {
		*why = "нет db/demo/roadmap.hdf";
		return rc;
	}
	d.data = data;
	rc = demo_fill(&d);
	tree_free(data);
	return rc;
}
