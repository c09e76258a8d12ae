#include "desk/plan/event_show.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/plan/attendance.h"
#include "desk/part.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "roadmap/activity.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	RULER_DAYS = 12, /* columns of the style sheet's .ruler */
	RULER_BEFORE = 6,
	STORIES_MAX = 50,
	ACTIVITY_WORDS = 120 /* letters of the roadmap's row: two lines */
};

const struct field desk_event_fields[] = {
	{ "title", "Название", FIELD_LINE, 1, EVENT_TITLE_MAX, FIELD_REQUIRED,
	    NULL },
	{ "start", "Начало", FIELD_TIME, 0, 0, FIELD_REQUIRED, NULL },
	{ "end", "Конец", FIELD_TIME, 0, 0, FIELD_REQUIRED, NULL },
	{ "place", "Место", FIELD_LINE, 0, EVENT_LINE_MAX, 0, NULL },
	{ "audience", "Для кого", FIELD_LINE, 0, EVENT_LINE_MAX, 0, NULL },
	{ "about", "О событии", FIELD_TEXT, 0, EVENT_ABOUT_MAX, 0, NULL },
	{ "who", "Ответственный", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "public", "Показывать на сайте", FIELD_FLAG, 0, 0, 0, NULL },
	{ "informs", "Рассказываем о программе", FIELD_FLAG, 0, 0, 0, NULL },
	{ "activity", "Мероприятие дорожной карты", FIELD_INT, 0, INT64_MAX, 0,
	    NULL },
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, 0, NULL },
};
const int desk_event_fields_n = LEN(desk_event_fields);

/* "за 5–3 дня до события": where a kind's window lies. */
static const char *
rule_words(struct arena *a, const struct kind *k)
{
	switch (k->anchor) {
	case KIND_DAYS:
		if (k->to_days < 0)
			return arena_printf(a, "за %d–%d %s до события",
			    -k->from_days, -k->to_days,
			    text_plural(-k->to_days, "день", "дня", "дней"));
		return arena_printf(
		    a, "до %d-го дня после события", k->to_days);
	case KIND_AFTER_END:
		return k->to_days == 1
			   ? "с конца события до конца следующего дня"
			   : arena_printf(a, "в течение %d %s после события",
				 k->to_days,
				 text_plural(
				     k->to_days, "дня", "дней", "дней"));
	case KIND_MONTH:
		return "в течение месяца";
	case KIND_FREE:
		break;
	}
	return "в любое время";
}

static bool
was_sent(const struct request *rq, const char *name)
{
	const char *kinds[16];
	int n = request_fields(rq, "slot", kinds, 16);

	for (int i = 0; i < n; i++)
		if (strcmp(kinds[i], name) == 0)
			return true;
	return false;
}

static void
show_slots(const struct request *rq, struct view *v, bool proposed)
{
	struct arena *a = request_arena(rq);
	const struct kind *all;
	struct kind k;
	int n = kind_all(&all);

	for (int i = 0; i < n; i++) {
		if (kind_of_site(request_store(rq), a, all[i].name, &k) !=
		    RC_OK)
			k = all[i];
		view_row(v, "Slots");
		view_text(v, "value", k.name);
		view_text(v, "label", k.title);
		view_text(v, "rule", rule_words(a, &k));
		view_flag(v, "selected",
		    proposed ? k.proposed : was_sent(rq, k.name));
		view_out(v);
	}
}

/* The row of the roadmap that the event came of: Activity.id .words */
static enum rc
show_activity(const struct request *rq, struct view *v, int64_t id)
{
	struct arena *a = request_arena(rq);
	struct activity act;
	enum rc rc;

	if (id == 0)
		return RC_OK;
	rc = activities_by_id(request_store(rq), a, id, &act);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	view_int(v, "Activity.id", act.id);
	view_textf(v, "Activity.words", "%s%s%s", act.number,
	    act.number[0] != '\0' ? " " : "",
	    text_cut(a, act.text, ACTIVITY_WORDS));
	return RC_OK;
}

enum rc
desk_event_show_new(const struct request *rq, struct reply *rp,
    const struct form *f, bool proposed, enum rc outcome)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(rq, rp, "events", "Новое событие");
	form_show(f, v);
	show_slots(rq, v, proposed);
	if ((rc = show_activity(rq, v, form_int(f, "activity"))) != RC_OK ||
	    (rc = desk_part_who(rq, v, form_int(f, "who"))) != RC_OK)
		return rc;
	reply_page(rp, "desk/event_new.cs");
	return outcome;
}

/* ------------------------------------------------------- an old event */

static struct form *
stored(const struct request *rq, const struct event *e)
{
	struct form *f = form_new(rq, desk_event_fields, desk_event_fields_n);

	form_set_text(f, "title", e->title);
	form_set_int(f, "start", e->starts_at);
	form_set_int(f, "end", e->ends_at);
	form_set_text(f, "place", e->place);
	form_set_text(f, "audience", e->audience);
	form_set_text(f, "about", e->about);
	form_set_int(f, "who", e->responsible_id);
	form_set_int(f, "public", e->public);
	form_set_int(f, "informs", e->informs);
	form_set_int(f, "activity", e->activity_id);
	return f;
}

static void
show_facts(const struct request *rq, struct view *v, const struct event *e)
{
	struct arena *a = request_arena(rq);
	int64_t now = request_now(rq);

	view_in(v, "Event");
	view_int(v, "id", e->id);
	view_int(v, "version", e->version);
	view_text(v, "title", e->title);
	view_text(v, "place", e->place);
	view_text(v, "audience", e->audience);
	view_text(v, "about", e->about);
	view_text(v, "responsible", e->responsible);
	view_flag(v, "public", e->public);
	view_flag(v, "informs", e->informs);
	view_flag(v, "cancelled", e->cancelled);
	view_time(v, "starts", e->starts_at, now);
	view_time(v, "ends", e->ends_at, now);
	view_textf(v, "when", "%s, %s", date_ru_full(a, e->starts_at),
	    date_hm(a, e->starts_at));
	view_out(v);
}

/* Which column of the ruler an instant falls into, clipped: 1..DAYS + 1. */
static int
column(int64_t first, int64_t t)
{
	int d = date_days_between(first, t) + 1;

	return d < 1 ? 1 : d > RULER_DAYS + 1 ? RULER_DAYS + 1 : d;
}

static void
show_ruler(const struct request *rq, struct view *v, const struct event *e,
    const struct story *s, int n)
{
	int64_t day = date_midnight(e->starts_at);
	int64_t first = date_add_days(day, -RULER_BEFORE);

	for (int i = 0; i < RULER_DAYS; i++) {
		int64_t at = date_add_days(first, i);

		view_row(v, "Ruler");
		view_int(v, "day", date_of(at).day);
		view_flag(v, "event", at == day);
		view_flag(
		    v, "now", date_days_between(request_now(rq), at) == 0);
		view_out(v);
	}
	for (int i = 0; i < n; i++) {
		const struct kind *k = kind_by_name(s[i].kind);
		int from = column(first, s[i].window_from);
		int to = column(first, s[i].window_to - 1) + 1;

		if (s[i].window_to == 0 || s[i].window_to <= first ||
		    s[i].window_from >= date_add_days(first, RULER_DAYS))
			continue;
		view_row(v, "Windows");
		desk_part_story(rq, v, &s[i]);
		view_int(v, "from", from);
		view_int(v, "to", to > RULER_DAYS + 1 ? RULER_DAYS + 1 : to);
		view_text(v, "text", k != NULL ? k->title : s[i].kind);
		view_out(v);
	}
}

static const char *
window_note(const struct request *rq, const struct story *s)
{
	struct arena *a = request_arena(rq);

	if (s->window_to == 0)
		return "";
	return arena_printf(
	    a, "окно %s", date_ru_range(a, s->window_from, s->window_to));
}

static enum rc
show_stories(const struct request *rq, struct view *v, const struct event *e)
{
	struct arena *a = request_arena(rq);
	struct story_filter f = { .event_id = e->id };
	struct story *list;
	int n;
	enum rc rc = stories_list(
	    request_store(rq), a, &f, request_now(rq), STORIES_MAX, &list, &n);

	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		const struct story *s = &list[i];

		view_row(v, "Stories");
		desk_part_story(rq, v, s);
		view_text(v, "when",
		    s->publish_at != 0 && s->state != STORY_PLANNED
			? date_ru_short(a, s->publish_at)
		    : s->window_from != 0 ? date_ru_short(a, s->window_from)
					  : "");
		view_text(v, "note", window_note(rq, s));
		view_out(v);
	}
	view_int(v, "Event.stories", n);
	show_ruler(rq, v, e, list, n);
	return RC_OK;
}

enum rc
desk_event_show(const struct request *rq, struct reply *rp,
    const struct event *e, struct form *f, const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(rq, rp, "events", e->title);
	if (f == NULL)
		f = stored(rq, e);
	form_show(f, v);
	show_facts(rq, v, e);
	if (problem != NULL)
		desk_part_problem(v, problem);
	view_flag(v, "Conflict", outcome == RC_CONFLICT);
	show_slots(rq, v, true);
	if ((rc = show_activity(rq, v, e->activity_id)) != RC_OK ||
	    (rc = desk_part_who(rq, v, form_int(f, "who"))) != RC_OK ||
	    (rc = show_stories(rq, v, e)) != RC_OK ||
	    (rc = desk_attendance_show(rq, v, e)) != RC_OK)
		return rc;
	reply_page(rp, "desk/event.cs");
	return outcome;
}
