#include "desk/plan/plan_month.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/plan/plan_filter.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "web/request.h"
#include "web/view.h"

enum {
	WEEK = 7,
	DAYS_MAX = 6 * WEEK, /* a month touches at most six weeks */
	LANES = 3,	     /* windows above each other; a fourth hides days */
	CARDS_MAX = 3,	     /* per day; then «ещё N» */
	EVENTS_MAX = 200,
	/* A window of a whole month would colour every day and say nothing. */
	BAND_MAX_S = 12 * 86400
};

/* A story or an event in the cell of its day. */
struct card {
	int64_t at;
	const struct story *story;
	const struct event *event;
};

struct month {
	const struct request *rq;
	const struct plan_filter *filter;
	int64_t from, days_at[DAYS_MAX + 1];
	int days; /* a multiple of WEEK */
	struct card *cards;
	int cards_n;
	struct story *stories;
	int stories_n;
};

static int
card_order(const void *a, const void *b)
{
	const struct card *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at)
			      : (x->story != NULL) - (y->story != NULL);
}

/* Where the card of a story stands: its minute; an empty slot without one
 * where its window is open next. 0: nowhere. */
static int64_t
story_day(const struct story *s, int64_t now)
{
	int64_t last = s->window_to - 1;

	if (s->publish_at != 0)
		return s->publish_at;
	if (s->window_to == 0)
		return 0;
	if (now <= s->window_from)
		return s->window_from;
	return now < last ? now : last;
}

static void
month_days(struct month *m)
{
	struct date d = date_of(m->filter->month);
	int64_t next = date_at(d.year, d.month + 1, 1, 0, 0);

	m->from = date_add_days(m->filter->month, 1 - d.weekday);
	for (m->days = 0; m->days < DAYS_MAX; m->days++) {
		int64_t day = date_add_days(m->from, m->days);

		if (m->days % WEEK == 0 && day >= next)
			break;
		m->days_at[m->days] = day;
	}
	m->days_at[m->days] = date_add_days(m->from, m->days);
}

static void
add_card(struct month *m, struct card card)
{
	if (card.at >= m->from && card.at < m->days_at[m->days])
		m->cards[m->cards_n++] = card;
}

static enum rc
month_read(struct month *m)
{
	struct store *st = request_store(m->rq);
	struct arena *a = request_arena(m->rq);
	int64_t now = request_now(m->rq), to = m->days_at[m->days];
	struct story_filter f = desk_plan_filter_rows(m->filter, m->from, to);
	struct event *events = NULL;
	int n = 0;
	enum rc rc;

	if ((rc = stories_list(st, a, &f, now, STORIES_LIST_MAX, &m->stories,
		 &m->stories_n)) != RC_OK)
		return rc;
	/* Events have no kind, rubric or channel: any filter hides them. */
	if (f.states == 0 && f.kind == NULL && f.rubric_id == 0 &&
	    f.channel_id == 0 && !f.site_only &&
	    (rc = events_list(
		 st, a, m->from, to, false, EVENTS_MAX, &events, &n)) != RC_OK)
		return rc;
	m->cards =
	    arena_alloc(a, sizeof(*m->cards) * (size_t)(m->stories_n + n + 1));
	for (int i = 0; i < m->stories_n; i++)
		if (m->stories[i].state != STORY_SKIPPED)
			add_card(m,
			    (struct card){ .at = story_day(&m->stories[i], now),
				.story = &m->stories[i] });
	for (int i = 0; i < n; i++)
		if (f.responsible_id == 0 ||
		    events[i].responsible_id == f.responsible_id)
			add_card(m, (struct card){ .at = events[i].starts_at,
					.event = &events[i] });
	qsort(m->cards, (size_t)m->cards_n, sizeof(*m->cards), card_order);
	return RC_OK;
}

/* ----------------------------------------------------------- windows */

static bool
has_band(const struct story *s)
{
	return s->window_to != 0 && s->state <= STORY_APPROVED &&
	       s->window_to - s->window_from <= BAND_MAX_S;
}

/* Lay the windows of a week into lanes so that each keeps its height from
 * day to day; what finds no lane is not drawn (its card is). */
static void
week_lanes(
    const struct month *m, int first, const struct story *lanes[LANES][WEEK])
{
	for (int i = 0; i < m->stories_n; i++) {
		const struct story *s = &m->stories[i];
		int from = WEEK, to = -1, lane;

		if (!has_band(s))
			continue;
		for (int d = 0; d < WEEK; d++)
			if (s->window_from < m->days_at[first + d + 1] &&
			    s->window_to > m->days_at[first + d]) {
				from = d < from ? d : from;
				to = d;
			}
		for (lane = 0; to >= 0 && lane < LANES; lane++) {
			int d = from;

			while (d <= to && lanes[lane][d] == NULL)
				d++;
			if (d > to)
				break;
		}
		for (int d = from; lane < LANES && d <= to; d++)
			lanes[lane][d] = s;
	}
}

static void
show_band(const struct month *m, struct view *v, const struct story *s,
    int64_t day, int64_t next, bool monday)
{
	const struct kind *k = s ? kind_by_name(s->kind) : NULL;
	bool begins, ends;

	view_row(v, "Bands");
	if (s == NULL) {
		view_flag(v, "gap", true);
		view_out(v);
		return;
	}
	begins = s->window_from >= day;
	ends = s->window_to <= next;
	view_flag(v, "begins", begins);
	view_flag(v, "ends", ends);
	if (begins || monday) {
		view_text(v, "text", k != NULL ? k->title : s->kind);
		view_textf(v, "long", "Окно %s%s%s: %s",
		    k != NULL ? k->title_gen : "материала",
		    s->event_id != 0 ? " к событию " : "", s->event_title,
		    date_ru_range(
			request_arena(m->rq), s->window_from, s->window_to));
	}
	view_out(v);
}

static int
show_bands(const struct month *m, struct view *v, int first, int d,
    const struct story *lanes[LANES][WEEK])
{
	int used = 0;

	for (int lane = 0; lane < LANES; lane++)
		if (lanes[lane][d] != NULL)
			used = lane + 1;
	for (int lane = 0; lane < used; lane++)
		show_band(m, v, lanes[lane][d], m->days_at[first + d],
		    m->days_at[first + d + 1], d == 0);
	return used;
}

/* ------------------------------------------------------------- cards */

static void
show_card(const struct month *m, struct view *v, const struct card *c)
{
	struct arena *a = request_arena(m->rq);

	view_row(v, "Cards");
	if (c->event != NULL) {
		view_flag(v, "is_event", true);
		view_int(v, "id", c->event->id);
		view_text(v, "title", c->event->title);
		view_text(v, "hm", date_hm(a, c->event->starts_at));
		view_flag(v, "cancelled", c->event->cancelled);
	} else {
		desk_part_story(m->rq, v, c->story);
		if (c->story->publish_at != 0 &&
		    c->story->state != STORY_PLANNED)
			view_text(v, "hm", date_hm(a, c->at));
		view_text(v, "input",
		    date_input(a, c->story->publish_at != 0
				      ? c->story->publish_at
				      : c->at));
	}
	view_out(v);
}

static void
show_cards(const struct month *m, struct view *v, int day, int *next)
{
	int shown = 0, more = 0;

	while (*next < m->cards_n && m->cards[*next].at < m->days_at[day + 1]) {
		if (shown < CARDS_MAX) {
			show_card(m, v, &m->cards[*next]);
			shown++;
		} else {
			more++;
		}
		++*next;
	}
	if (more > 0)
		view_int(v, "more", more);
	view_flag(v, "empty", shown == 0);
}

static void
show_day(const struct month *m, struct view *v, int day, int *next,
    const struct story *lanes[LANES][WEEK])
{
	struct arena *a = request_arena(m->rq);
	int64_t at = m->days_at[day], now = request_now(m->rq);
	struct date d = date_of(at);
	int bands;

	view_row(v, "Days");
	view_int(v, "num", d.day);
	view_textf(v, "label", "%s, %s", date_ru_day(a, at),
	    date_weekday_ru(d.weekday));
	view_text(v, "ymd", date_ymd(a, at));
	view_flag(v, "past", m->days_at[day + 1] <= now);
	view_flag(v, "now", at <= now && now < m->days_at[day + 1]);
	view_flag(v, "other", d.month != date_of(m->filter->month).month);
	bands = show_bands(m, v, day - day % WEEK, day % WEEK, lanes);
	show_cards(m, v, day, next);
	view_flag(v, "banded", bands > 0);
	view_out(v);
}

enum rc
desk_plan_month(
    const struct request *rq, struct view *v, const struct plan_filter *f)
{
	struct month m = { .rq = rq, .filter = f };
	int next = 0;
	enum rc rc;

	month_days(&m);
	if ((rc = month_read(&m)) != RC_OK)
		return rc;
	view_text(v, "Plan.day_path",
	    desk_plan_filter_path(rq, f, "/desk/plan", "agenda", f->month));
	view_flag(v, "Plan.any", m.cards_n > 0);
	for (int first = 0; first < m.days; first += WEEK) {
		const struct story *lanes[LANES][WEEK] = { { NULL } };

		week_lanes(&m, first, lanes);
		view_row(v, "Weeks");
		for (int d = 0; d < WEEK; d++)
			show_day(&m, v, first + d, &next, lanes);
		view_out(v);
	}
	return RC_OK;
}
