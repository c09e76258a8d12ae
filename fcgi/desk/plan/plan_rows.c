#include "desk/plan/plan_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "desk/csv.h"
#include "desk/part.h"
#include "desk/plan/plan_filter.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/message.h"
#include "publish/publications.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	ROWS_MAX = 200, /* of a list on a page */
	EVENTS_MAX = 200
};

static int
row_order(const void *a, const void *b)
{
	const struct plan_row *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static int
row_order_back(const void *a, const void *b)
{
	return row_order(b, a);
}

static enum rc
fill_story(const struct request *rq, struct plan_row *r)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	const struct story *s = r->story;
	struct publication *pubs;
	int64_t *ids;
	int n;
	enum rc rc = story_channels_get(st, a, s->id, &ids, &n);

	if (rc != RC_OK)
		return rc;
	r->at = s->publish_at != 0 ? s->publish_at : s->window_from;
	r->until =
	    s->publish_at != 0 && s->state != STORY_PLANNED ? 0 : s->window_to;
	r->channels = n > 0 ? "Сайт, ВКонтакте" : "Сайт";
	r->link = "";
	if (story_state_now(s, request_now(rq)) != STORY_PUBLISHED)
		return RC_OK;
	r->link = message_address(a, desk_part_address(rq), s->slug, 0);
	if (n == 0)
		return RC_OK;
	if ((rc = publications_of_story(st, a, s->id, &pubs, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (pubs[i].url[0] != '\0') {
			r->link = pubs[i].url;
			break;
		}
	return RC_OK;
}

/* Events stand between the stories unless a filter asks for stories only. */
static enum rc
read_events(const struct request *rq, const struct story_filter *f,
    struct event **out, int *n)
{
	*n = 0;
	*out = NULL;
	if (f->to == 0 || f->states != 0 || f->kind != NULL ||
	    f->rubric_id != 0 || f->channel_id != 0 || f->site_only)
		return RC_OK;
	return events_list(request_store(rq), request_arena(rq), f->from, f->to,
	    false, EVENTS_MAX, out, n);
}

enum rc
desk_plan_rows_read(const struct request *rq, const struct plan_filter *f,
    struct plan_row **out, int *n)
{
	struct arena *a = request_arena(rq);
	struct date d = date_of(f->month);
	struct story_filter sf =
	    desk_plan_filter_rows(f, f->all_time ? 0 : f->month,
		f->all_time ? 0 : date_at(d.year, d.month + 1, 1, 0, 0));
	struct story *stories;
	struct event *events;
	int stories_n, events_n;
	enum rc rc;

	*n = 0;
	if ((rc = stories_list(request_store(rq), a, &sf, request_now(rq),
		 f->all_time ? ROWS_MAX : STORIES_LIST_MAX, &stories,
		 &stories_n)) != RC_OK ||
	    (rc = read_events(rq, &sf, &events, &events_n)) != RC_OK)
		return rc;
	*out =
	    arena_alloc(a, sizeof(**out) * (size_t)(stories_n + events_n + 1));
	for (int i = 0; i < stories_n; i++) {
		(*out)[*n].story = &stories[i];
		if ((rc = fill_story(rq, &(*out)[(*n)++])) != RC_OK)
			return rc;
	}
	for (int i = 0; i < events_n; i++)
		if (sf.responsible_id == 0 ||
		    events[i].responsible_id == sf.responsible_id)
			(*out)[(*n)++] = (struct plan_row){
				.at = events[i].starts_at,
				.event = &events[i],
				.channels = "",
				.link = "",
			};
	qsort(*out, (size_t)*n, sizeof(**out),
	    sf.newest_first ? row_order_back : row_order);
	return RC_OK;
}

static const char *
day_words(const struct request *rq, int64_t at)
{
	struct arena *a = request_arena(rq);
	int64_t now = request_now(rq);

	if (at == 0)
		return "Без даты";
	return arena_printf(a, "%s, %s%s",
	    date_of(at).year == date_of(now).year ? date_ru_day(a, at)
						  : date_ru(a, at),
	    date_weekday_ru(date_of(at).weekday),
	    date_days_between(now, at) == 0 ? " — сегодня" : "");
}

/* The server asks once more when it is sent. */
static void
show_pick(const struct request *rq, struct view *v, const struct story *s,
    bool alone, int *picks)
{
	struct actor actor = desk_part_actor(rq);
	const char *why;

	if (story_may(s, STORY_APPROVE, &actor, alone, request_now(rq), &why) !=
	    RC_OK)
		view_text(v, "pick_no", why);
	else if (s->people == 1)
		view_text(v, "pick_no",
		    "Есть люди: согласия подтверждают на странице материала.");
	else if (*picks < PLAN_PICKS_MAX && ++*picks)
		view_flag(v, "pick", true);
}

void
desk_plan_rows_show(const struct request *rq, struct view *v,
    const struct plan_row *rows, int n, bool picks)
{
	struct arena *a = request_arena(rq);
	bool alone = picks && desk_part_alone(rq);
	int64_t day = -1;
	int boxes = 0;

	for (int i = 0; i < n; i++) {
		const struct plan_row *r = &rows[i];
		int64_t at = r->at != 0 ? date_midnight(r->at) : 0;

		view_row(v, "Rows");
		if (at != day) {
			view_text(v, "day", day_words(rq, at));
			view_text(v, "day_ymd", at ? date_ymd(a, at) : "none");
		}
		day = at;
		if (r->story != NULL) {
			desk_part_story(rq, v, r->story);
			if (picks)
				show_pick(rq, v, r->story, alone, &boxes);
		} else {
			view_flag(v, "is_event", true);
			view_int(v, "id", r->event->id);
			view_text(v, "title", r->event->title);
			view_text(v, "kind", "Событие");
			view_text(v, "responsible", r->event->responsible);
			view_flag(v, "cancelled", r->event->cancelled);
		}
		if (r->at != 0 && r->until == 0)
			view_text(v, "hm", date_hm(a, r->at));
		view_text(v, "channels", r->channels);
		if (r->link[0] != '\0')
			view_url(v, "link", r->link);
		view_out(v);
	}
	view_int(v, "Plan.rows", n);
	view_flag(v, "Plan.pick", picks);
	view_flag(v, "Plan.boxes", boxes > 0);
}

/* --------------------------------------------------------------- CSV */

static const char *const columns[] = { "Дата и время", "Событие", "Тема", "Вид",
	"Рубрика", "Площадка", "Ответственный", "Статус", "Ссылка" };

static const char *
csv_when(const struct request *rq, const struct plan_row *r)
{
	struct arena *a = request_arena(rq);

	if (r->until != 0)
		return arena_printf(a, "окно: %s",
		    date_ru_range(a, r->story->window_from, r->until));
	if (r->at == 0)
		return "";
	return arena_printf(a, "%02d.%02d.%d %s", date_of(r->at).day,
	    date_of(r->at).month, date_of(r->at).year, date_hm(a, r->at));
}

static void
csv_row(const struct request *rq, struct strbuf *b, const struct plan_row *r)
{
	const struct story *s = r->story;
	const struct kind *k = s != NULL ? kind_by_name(s->kind) : NULL;

	desk_csv_cell(b, csv_when(rq, r));
	desk_csv_cell(b, s != NULL ? s->event_title : r->event->title);
	desk_csv_cell(b, s != NULL ? desk_part_title(rq, s) : "");
	desk_csv_cell(b, k != NULL ? k->title : "Событие");
	desk_csv_cell(b, s != NULL ? s->rubric_title : "");
	desk_csv_cell(b, r->channels);
	desk_csv_cell(b, s != NULL ? s->responsible : r->event->responsible);
	desk_csv_cell(b,
	    s != NULL ? story_states[story_state_now(s, request_now(rq))].label
	    : r->event->cancelled ? "Отменено"
				  : "");
	desk_csv_cell(b, r->link);
	desk_csv_end_row(b);
}

void
desk_plan_rows_csv(const struct request *rq, struct reply *rp,
    const struct plan_row *rows, int n)
{
	struct strbuf b;

	desk_csv_begin(&b);
	desk_csv_row(&b, columns, LEN(columns));
	for (int i = 0; i < n; i++)
		csv_row(rq, &b, &rows[i]);
	desk_csv_reply(rp, &b, "Медиаплан.csv");
}
