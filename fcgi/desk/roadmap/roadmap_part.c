#include "desk/roadmap/roadmap_part.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/part.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "deadline/deadline.h"
#include "import/item.h"
#include "web/request.h"
#include "web/view.h"

int
desk_roadmap_part_today(const struct request *rq)
{
	return desk_roadmap_part_day(request_now(rq));
}

int
desk_roadmap_part_day(int64_t at)
{
	struct date d = date_of(at);

	return at == 0 ? DAY_NONE : day_of(d.year, d.month, d.day);
}

int64_t
desk_roadmap_part_time(int day)
{
	int y, m, d;

	if (day == DAY_NONE)
		return 0;
	day_parts(day, &y, &m, &d);
	return date_at(y, m, d, 0, 0);
}

/* "31 октября 2026 г.": "г." does not leave its year. */
static const char *
day_words(struct arena *a, int day)
{
	const char *s = day_ru(a, day), *blank = strrchr(s, ' ');

	return arena_printf(
	    a, "%.*s\xc2\xa0%s", (int)(blank - s), s, blank + 1);
}

const char *
desk_roadmap_part_days(
    const struct request *rq, int from, int to, bool open_left)
{
	struct arena *a = request_arena(rq);
	int fy, fm, fd, ty, tm, td;

	if (to == DAY_NONE)
		return "";
	if (open_left || from == DAY_NONE)
		return arena_printf(a, "по %s", day_words(a, to));
	if (from == to)
		return day_words(a, to);
	day_parts(from, &fy, &fm, &fd);
	day_parts(to, &ty, &tm, &td);
	if (fy == ty && fm == tm)
		return arena_printf(a, "%d–%s", fd, day_words(a, to));
	if (fy == ty)
		return arena_printf(a, "с %d %s по %s", fd,
		    date_month_ru_gen(fm), day_words(a, to));
	return arena_printf(
	    a, "с %s по %s", day_words(a, from), day_words(a, to));
}

const char *
desk_roadmap_part_head(
    const struct request *rq, const char *number, const char *title)
{
	return number[0] == '\0' || strncmp(title, number, strlen(number)) == 0
		   ? title
		   : arena_printf(request_arena(rq), "%s %s", number, title);
}

const char *
desk_roadmap_part_written(const struct request *rq, const struct deadline *d)
{
	const char *words = "";

	for (int i = 0; i < d->windows_n; i++)
		words = arena_printf(request_arena(rq), "%s%s%s", words,
		    i > 0 ? "; " : "",
		    desk_roadmap_part_days(rq, d->windows[i].from,
			d->windows[i].to, d->windows[i].open_left));
	return words;
}

const char desk_roadmap_part_month_end_why[] =
    "«До» понято как «до конца месяца».";

int
desk_roadmap_part_month_end(const struct deadline *d)
{
	int year, month, day;

	if (!(d->flags & BIT(DEADLINE_AMBIGUOUS_UNTIL_MONTH)) ||
	    d->windows_n != 1)
		return DAY_NONE;
	day_parts(d->windows[0].to + 1, &year, &month, &day);
	return day_month_end(year, month);
}

/* All windows of the row: "май, август" has two. */
static enum rc
windows_words(
    const struct request *rq, const struct activity *act, const char **out)
{
	struct arena *a = request_arena(rq);
	struct activity_window *w;
	enum rc rc;
	int n;

	rc = activities_windows(request_store(rq), a, act->id, &w, &n);
	if (rc != RC_OK)
		return rc;
	*out = "";
	for (int i = 0; i < n; i++)
		*out = arena_printf(a, "%s%s%s", *out, i > 0 ? "; " : "",
		    desk_roadmap_part_days(
			rq, w[i].from, w[i].to, w[i].open_left));
	return RC_OK;
}

enum rc
desk_roadmap_part_due(
    const struct request *rq, const struct activity *act, const char **out)
{
	struct arena *a = request_arena(rq);
	enum rc rc = RC_OK;

	if (strcmp(act->due, "decided") == 0)
		*out = arena_printf(a, "решено: %s",
		    desk_roadmap_part_days(
			rq, act->due_from, act->due_to, false));
	else if (strcmp(act->due, "whole") == 0)
		*out = "весь год, своего срока нет";
	else if (strcmp(act->due, "external") == 0)
		*out = "срок из другого плана";
	else if (strcmp(act->due, "none") == 0)
		*out = act->deadline[0] == '\0' ? "в документе срока нет"
						: "дней в этих словах нет";
	else
		rc = windows_words(rq, act, out);
	if (rc == RC_OK && activity_undecided(act))
		*out = (*out)[0] != '\0'
			   ? arena_printf(a, "%s — не подтверждён", *out)
			   : "срок не подтверждён";
	return rc;
}

/* [{"flag", "why"}] as the import left them. */
static void
show_flags(const struct request *rq, struct view *v, const char *json)
{
	json_t *list = json_loads(json, 0, NULL), *o;
	size_t i;

	(void)rq;
	json_array_foreach(list, i, o)
	{
		view_row(v, "Flags");
		view_text(
		    v, "why", json_string_value(json_object_get(o, "why")));
		view_out(v);
	}
	json_decref(list);
}

/* A cell that lists its items is read more easily as a list. */
static void
show_parts(const struct request *rq, struct view *v, const char *text)
{
	struct item_list list;
	size_t n;

	item_split(request_arena(rq), text, &list);
	if (list.n == 0 || list.lead[0] == '\0')
		return;
	n = strlen(list.lead);
	if (list.lead[n - 1] == ':')
		n--;
	view_textf(v, "lead", "%.*s", (int)n, list.lead);
	for (int i = 0; i < list.n; i++) {
		view_row(v, "Parts");
		view_text(v, "text", list.items[i]);
		view_out(v);
	}
}

enum rc
desk_roadmap_part_row(
    const struct request *rq, struct view *v, const struct activity *act)
{
	const struct activity_show_words *show =
	    &activity_shows[activity_show(act, desk_roadmap_part_today(rq))];
	const char *due;
	enum rc rc;

	if ((rc = desk_roadmap_part_due(rq, act, &due)) != RC_OK)
		return rc;
	view_int(v, "id", act->id);
	view_text(v, "number", act->number);
	view_text(v, "text", act->text);
	show_parts(rq, v, act->text);
	view_text(v, "deadline", act->deadline);
	view_text(v, "due", due);
	view_flag(v, "undecided", activity_undecided(act));
	view_text(v, "responsible", act->responsible);
	view_text(v, "result", act->result);
	view_text(v, "kpi", act->kpi);
	view_text(v, "show", show->name);
	/* The badge's macro puts "s-" before it. */
	view_text(v, "css", show->css + 2);
	view_text(v, "label", show->title);
	view_text(v, "reason", act->reason);
	view_time(
	    v, "done", desk_roadmap_part_time(act->done_on), request_now(rq));
	view_int(v, "proofs", act->evidence);
	view_text(v, "section", act->section);
	view_flag(v, "hidden", act->hidden);
	show_flags(rq, v, act->flags);
	return RC_OK;
}

enum rc
desk_roadmap_part_cycle(
    const struct request *rq, struct view *v, struct cycle *out)
{
	struct cycle *list;
	int64_t wanted = 0;
	int n, chosen = -1;
	enum rc rc;

	text_int(request_query(rq, "cycle"), 1, INT64_MAX, &wanted);
	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (list[i].id == wanted || (wanted == 0 && list[i].current))
			chosen = i;
	if (chosen < 0 && wanted != 0)
		return RC_NOT_FOUND;
	if (chosen < 0 && n > 0)
		chosen = 0;
	for (int i = 0; i < n; i++)
		desk_part_choice_id(
		    v, "Cycles", list[i].id, list[i].title, i == chosen);
	view_int(v, "Cycles_n", n);
	*out = chosen >= 0 ? list[chosen] : (struct cycle){ .id = 0 };
	return RC_OK;
}
