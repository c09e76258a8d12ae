#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/publication/attention.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_press.h"
#include "programme/cycle.h"
#include "mediaplan/rhythm.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "publish/channel.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	DUE_MAX = 60,	 /* stories looked through for the three lists */
	TODAY_MAX = 12,	 /* what fits on a screen; the plan has the rest */
	LATER_DAYS = 21, /* three weeks ahead is what a curator can hold */
	LATER_MAX = 5,
	NEEDS_MAX = 5,
	WEEKS = 13, /* a quarter of bars */
	PUBLISHED_CAP = 1000,
	RUBRICS_NEEDED = 2, /* R117: at least two rubrics */
	LINKS_NEEDED = 5,   /* R123: at least five publications */
	RHYTHM_DAYS = 7	    /* R122: at least once a week */
};

/* When a story must be done: its minute, else the end of its window. */
static int64_t
deadline(const struct story *s)
{
	return s->publish_at != 0 ? s->publish_at : s->window_to;
}

/* The next step, as a verb on the button. */
static const char *
verb(enum story_state state)
{
	switch (state) {
	case STORY_PLANNED:
		return "Написать";
	case STORY_DRAFT:
		return "Дописать";
	case STORY_RETURNED:
		return "Исправить";
	case STORY_REVIEW:
		return "Проверить";
	case STORY_APPROVED:
		return "В очередь";
	default:
		return "Открыть";
	}
}

static const char *
note(const struct request *rq, const struct story *s)
{
	struct arena *a = request_arena(rq);

	if (s->state == STORY_RETURNED && s->reason[0] != '\0')
		return arena_printf(a, "Вернули: «%s»", s->reason);
	if (s->state == STORY_PLANNED && s->window_to != 0)
		return arena_printf(a, "Окно закроется %s",
		    date_ru_near(a, s->window_to - 60, request_now(rq)));
	if (s->state == STORY_APPROVED && s->approver[0] != '\0')
		return arena_printf(a, "Согласование: %s", s->approver);
	if (s->state == STORY_SCHEDULED)
		return "Выйдет само";
	return s->responsible;
}

static void
show_due(const struct request *rq, struct view *v, const char *list,
    const struct story *s)
{
	struct arena *a = request_arena(rq);
	int64_t now = request_now(rq);
	bool today = date_days_between(now, deadline(s)) == 0;
	const char *when = desk_part_window(rq, s);

	view_row(v, list);
	desk_part_story(rq, v, s);
	if (s->publish_at != 0 && s->state != STORY_PLANNED)
		when = today ? date_hm(a, s->publish_at)
			     : arena_printf(a, "%s, %s",
				   date_ru_short(a, s->publish_at),
				   date_hm(a, s->publish_at));
	view_text(v, "when", when);
	view_text(v, "note", note(rq, s));
	view_text(v, "verb", verb(story_state_now(s, now)));
	view_out(v);
}

static enum rc
show_lists(const struct request *rq, struct view *v)
{
	int64_t now = request_now(rq), day = date_midnight(now);
	int64_t tomorrow = date_add_days(day, 1);
	int64_t monday = date_add_days(day, 8 - date_of(now).weekday);
	struct story_filter filter = { .from = day,
		.to = date_add_days(day, LATER_DAYS),
		.states = BIT(STORY_PLANNED) | BIT(STORY_DRAFT) |
			  BIT(STORY_REVIEW) | BIT(STORY_RETURNED) |
			  BIT(STORY_APPROVED) | BIT(STORY_SCHEDULED) };
	struct story *list;
	int n, today = 0, week = 0, later = 0;
	enum rc rc;

	if ((rc = stories_list(request_store(rq), request_arena(rq), &filter,
		 now, DUE_MAX, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		int64_t due = deadline(&list[i]);

		if (due <= tomorrow && today < TODAY_MAX && ++today)
			show_due(rq, v, "Today", &list[i]);
		else if (due > tomorrow && due <= monday && week < TODAY_MAX &&
			 ++week)
			show_due(rq, v, "Week", &list[i]);
		else if (due > monday && later < LATER_MAX && ++later)
			show_due(rq, v, "Later", &list[i]);
	}
	view_int(v, "Home.today", today);
	view_flag(v, "Home.any", today + week + later > 0);
	if (today == 0)
		view_text(v, "Home.words", "На сегодня ничего нет.");
	else
		view_textf(v, "Home.words", "На сегодня %d %s.", today,
		    text_plural(today, "материал", "материала", "материалов"));
	return RC_OK;
}

/* ------------------------------------------------- how the cycle stands */

/* Bars of stories per week as the path of one SVG shape. */
static enum rc
show_weeks(const struct request *rq, struct view *v)
{
	int64_t day = date_midnight(request_now(rq));
	int64_t monday = date_add_days(day, 1 - date_of(day).weekday);
	struct strbuf path;
	enum rc rc = RC_OK;
	int n, empty = 0;

	strbuf_init(&path);
	for (int w = 0; w < WEEKS; w++) {
		int64_t from = date_add_days(monday, 7 * (w - WEEKS + 1));
		int h;

		rc = stories_published_between(request_store(rq), from,
		    date_add_days(from, 7), request_now(rq), 8, &n);
		if (rc != RC_OK)
			break;
		h = n == 0 ? 1 : 2 + n * 10 / 8;
		empty += n == 0;
		strbuf_addf(&path, "M%d %dh8V12h-8z", w * 10, 12 - h);
	}
	view_text(v, "Cycle.weeks", path.buf);
	view_int(v, "Cycle.weeks_n", WEEKS);
	view_int(v, "Cycle.weeks_empty", empty);
	strbuf_free(&path);
	return rc;
}

static enum rc
show_rubrics(const struct request *rq, struct view *v, int64_t since)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	int64_t now = request_now(rq);
	struct rubric *list;
	struct story *ahead;
	int n, m, live = 0;
	enum rc rc;

	if ((rc = rubrics_list(st, a, false, now, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		struct story_filter f = { .from = now,
			.to = date_add_days(now, 365),
			.rubric_id = list[i].id };

		live += list[i].latest_at >= since && list[i].latest_at != 0;
		if ((rc = stories_list(st, a, &f, now, 1, &ahead, &m)) != RC_OK)
			return rc;
		if (m > 0)
			continue;
		view_row(v, "Idle"); /* R118: nothing planned */
		view_int(v, "id", list[i].id);
		view_text(v, "title", list[i].title);
		view_out(v);
	}
	view_int(v, "Cycle.rubrics", live);
	view_int(v, "Cycle.rubrics_needed", RUBRICS_NEEDED);
	view_flag(v, "Cycle.rubrics_good", live >= RUBRICS_NEEDED);
	return RC_OK;
}

/* R122: the next gap is shown before it happens. */
static enum rc
show_gap(const struct request *rq, struct view *v, int64_t channel_id,
    const char *title, int days)
{
	struct arena *a = request_arena(rq);
	struct rhythm_gap gap;
	enum rc rc = rhythm_next_gap(
	    request_store(rq), a, channel_id, days, request_now(rq), &gap);

	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	view_row(v, "Rhythm");
	view_text(v, "title", title);
	view_int(v, "days", days);
	view_text(v, "days_word", text_plural(days, "дня", "дней", "дней"));
	if (rc == RC_OK) {
		view_flag(v, "gap", true);
		view_textf(v, "from", "%s", date_ru_day(a, gap.from));
		view_textf(v, "to", "%s", date_ru_day(a, gap.to));
		view_textf(v, "length", "%d %s", gap.days,
		    text_plural(gap.days, "день", "дня", "дней"));
		view_text(v, "day",
		    date_ymd(a, date_add_days(gap.from > request_now(rq)
						  ? gap.from
						  : request_now(rq),
				    1)));
	}
	view_out(v);
	return RC_OK;
}

static enum rc
show_rhythm(const struct request *rq, struct view *v)
{
	struct channel *list;
	int n;
	enum rc rc;

	if ((rc = show_gap(rq, v, 0, "Сайт", RHYTHM_DAYS)) != RC_OK)
		return rc;
	if ((rc = channels_list(
		 request_store(rq), request_arena(rq), &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (list[i].enabled &&
		    (rc = show_gap(rq, v, list[i].id, "ВКонтакте",
			 list[i].rhythm_days)) != RC_OK)
			return rc;
	view_flag(v, "Cycle.no_channel", n == 0);
	return RC_OK;
}

/* The figures below count days that are not today's: said first. */
static void
show_outside(const struct request *rq, struct view *v, const struct cycle *c)
{
	struct arena *a = request_arena(rq);

	if (c == NULL)
		view_text(v, "Home.year", "Программный год не задан.");
	else if (request_now(rq) < c->starts_at)
		view_textf(v, "Home.year",
		    "Программный год «%s» ещё не идёт: первый день — %s",
		    c->title, date_ru(a, c->starts_at));
	else if (request_now(rq) >= c->ends_at)
		view_textf(v, "Home.year",
		    "Программный год «%s» закончился %s, новый не начат.",
		    c->title, date_ru(a, date_add_days(c->ends_at, -1)));
}

static enum rc
show_cycle(const struct request *rq, struct view *v)
{
	struct cycle c;
	int n;
	enum rc rc = cycles_current(request_store(rq), request_arena(rq), &c);

	if (rc == RC_OK || rc == RC_NOT_FOUND)
		show_outside(rq, v, rc == RC_OK ? &c : NULL);
	if (rc == RC_NOT_FOUND) /* a site without one: the last year */
		c = (struct cycle){
			.title = "Последний год",
			.starts_at = date_add_days(request_now(rq), -365),
			.ends_at = date_add_days(request_now(rq), 1),
		};
	else if (rc != RC_OK)
		return rc;
	view_text(v, "Cycle.title", c.title);
	rc = stories_published_between(request_store(rq), c.starts_at,
	    c.ends_at, request_now(rq), PUBLISHED_CAP, &n);
	if (rc != RC_OK)
		return rc;
	view_int(v, "Cycle.links", n);
	view_int(v, "Cycle.links_needed", LINKS_NEEDED);
	view_flag(v, "Cycle.links_good", n >= LINKS_NEEDED);
	if ((rc = show_rubrics(rq, v, c.starts_at)) != RC_OK ||
	    (rc = show_weeks(rq, v)) != RC_OK)
		return rc;
	return show_rhythm(rq, v);
}

enum rc
desk_home(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	struct arena *a = request_arena(rq);
	const char *weekday = date_weekday_ru(date_of(request_now(rq)).weekday);
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "home",
	    arena_printf(
		a, "Сегодня %s, %s", date_ru_day(a, request_now(rq)), weekday));
	if ((rc = show_lists(rq, v)) != RC_OK ||
	    (rc = desk_roadmap_press_mine(rq, v)) != RC_OK ||
	    (rc = desk_attention_count(rq, &n)) != RC_OK ||
	    (rc = desk_attention_cases(rq, v, NEEDS_MAX)) != RC_OK ||
	    (rc = show_cycle(rq, v)) != RC_OK)
		return rc;
	view_text(v, "Needs.count", n > 0 ? desk_part_count(rq, n) : NULL);
	reply_page(rp, "desk/home.cs");
	return RC_OK;
}
