#include "desk/plan/plan_filter.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/part.h"
#include "mediaplan/kind.h"
#include "publish/channel.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	REMEMBER_S = 90 * 86400 /* a quarter: longer than any holidays */
};

static const char *const views[] = { "month", "list", "agenda" };

static const struct tab {
	const char *name, *title;
	unsigned states;
	const char *empty; /* one sentence for an empty list */
} tabs[] = {
	{ "", "Медиаплан", 0, "" },
	{ "slot", "Пустые окна", BIT(STORY_PLANNED),
	    "Пустых окон нет: для каждого окна материал уже пишут." },
	{ "draft", "Черновики", BIT(STORY_DRAFT) | BIT(STORY_RETURNED),
	    "Черновиков нет." },
	{ "review", "Согласование", BIT(STORY_REVIEW),
	    "Согласовывать нечего." },
	{ "queue", "Очередь", BIT(STORY_APPROVED) | BIT(STORY_SCHEDULED),
	    "Очередь пуста." },
	{ "sent", "Отправлено", BIT(STORY_PUBLISHED) | BIT(STORY_WITHDRAWN),
	    "Ещё ничего не вышло." },
};

static const struct tab *
tab_by_name(const char *name)
{
	for (size_t i = 0; i < LEN(tabs); i++)
		if (strcmp(tabs[i].name, name) == 0)
			return &tabs[i];
	return &tabs[0];
}

/* Only words that we know come out: they stand in addresses and a cookie. */
static const char *
known_view(const char *s, const char *preset)
{
	for (size_t i = 0; i < LEN(views); i++)
		if (strcmp(views[i], s) == 0)
			return views[i];
	return preset;
}

static void
set_channel(struct plan_filter *f, struct arena *a, const char *s)
{
	f->channel = "";
	f->channel_id = 0;
	if (strcmp(s, "site") == 0)
		f->channel = "site";
	else if (text_int(s, 1, INT64_MAX, &f->channel_id))
		f->channel = arena_strdup(a, s);
}

static int64_t
number(const char *s)
{
	int64_t n;

	return text_int(s, 1, INT64_MAX, &n) ? n : 0;
}

/* "view:kind:rubric:channel:who" */
static void
recall(const struct request *rq, struct plan_filter *f)
{
	char *s = arena_strdup(request_arena(rq), request_cookie(rq, "plan"));
	const char *part[5] = { "", "", "", "", "" };

	for (size_t i = 0; i < LEN(part) && s != NULL; i++)
		part[i] = strsep(&s, ":");
	f->view = known_view(part[0], "month");
	f->kind = kind_by_name(part[1]) != NULL ? part[1] : "";
	f->rubric_id = number(part[2]);
	set_channel(f, request_arena(rq), part[3]);
	f->who_id = number(part[4]);
}

static void
remember(
    const struct request *rq, struct reply *rp, const struct plan_filter *f)
{
	reply_cookie(rp, "plan",
	    arena_printf(request_arena(rq), "%s:%s:%lld:%s:%lld", f->view,
		f->kind, (long long)f->rubric_id, f->channel,
		(long long)f->who_id),
	    REMEMBER_S);
}

enum rc
desk_plan_filter_read(
    const struct request *rq, struct reply *rp, struct plan_filter *f)
{
	const char *month = request_query(rq, "month");
	struct date d = date_of(request_now(rq));
	const char *kind = request_query(rq, "kind");

	*f = (struct plan_filter){ .view = "month", .kind = "", .channel = "" };
	f->month = date_at(d.year, d.month, 1, 0, 0);
	f->tab = tab_by_name(request_query(rq, "state"))->name;
	if (request_header(rq, "QUERY_STRING")[0] == '\0') {
		recall(rq, f);
		return RC_OK;
	}
	if (month[0] != '\0' && !date_parse_month(month, &f->month)) {
		reply_reason(rp, "Такого месяца нет в плане.");
		return RC_NOT_FOUND;
	}
	f->view = known_view(
	    request_query(rq, "view"), f->tab[0] != '\0' ? "list" : "month");
	f->kind = kind_by_name(kind) != NULL ? kind : "";
	f->rubric_id = number(request_query(rq, "rubric"));
	f->who_id = number(request_query(rq, "who"));
	set_channel(f, request_arena(rq), request_query(rq, "channel"));
	f->all_time = f->tab[0] != '\0' && month[0] == '\0' &&
		      strcmp(f->view, "month") != 0;
	if (f->tab[0] == '\0')
		remember(rq, rp, f);
	return RC_OK;
}

const char *
desk_plan_filter_path(const struct request *rq, const struct plan_filter *f,
    const char *page, const char *view, int64_t month)
{
	struct arena *a = request_arena(rq);
	const char *s = arena_printf(a, "%s?view=%s", page, view);

	if (month != 0)
		s = arena_printf(a, "%s&month=%.7s", s, date_ymd(a, month));
	if (f->tab[0] != '\0')
		s = arena_printf(a, "%s&state=%s", s, f->tab);
	if (f->kind[0] != '\0')
		s = arena_printf(a, "%s&kind=%s", s, f->kind);
	if (f->rubric_id != 0)
		s = arena_printf(
		    a, "%s&rubric=%lld", s, (long long)f->rubric_id);
	if (f->channel[0] != '\0')
		s = arena_printf(a, "%s&channel=%s", s, f->channel);
	if (f->who_id != 0)
		s = arena_printf(a, "%s&who=%lld", s, (long long)f->who_id);
	return s;
}

struct story_filter
desk_plan_filter_rows(const struct plan_filter *f, int64_t from, int64_t to)
{
	return (struct story_filter){
		.from = from,
		.to = to,
		.states = tab_by_name(f->tab)->states,
		.kind = f->kind[0] != '\0' ? f->kind : NULL,
		.rubric_id = f->rubric_id,
		.responsible_id = f->who_id,
		.channel_id = f->channel_id,
		.site_only = strcmp(f->channel, "site") == 0,
		.newest_first = strcmp(f->tab, "sent") == 0,
	};
}

static enum rc
show_channels(
    const struct request *rq, struct view *v, const struct plan_filter *f)
{
	struct channel *list;
	int n;
	enum rc rc =
	    channels_list(request_store(rq), request_arena(rq), &list, &n);

	if (rc != RC_OK)
		return rc;
	desk_part_choice(v, "Channels", "site", "Только сайт",
	    strcmp(f->channel, "site") == 0);
	for (int i = 0; i < n; i++)
		desk_part_choice_id(v, "Channels", list[i].id, "ВКонтакте",
		    f->channel_id == list[i].id);
	return RC_OK;
}

static void
show_ways(const struct request *rq, struct view *v, const struct plan_filter *f)
{
	int64_t month = f->all_time ? 0 : f->month;
	struct date d = date_of(f->month);
	int64_t prev = date_at(d.year, d.month - 1, 1, 0, 0);
	int64_t next = date_at(d.year, d.month + 1, 1, 0, 0);

	if (!f->all_time) {
		view_text(v, "Plan.prev",
		    desk_plan_filter_path(rq, f, "/desk/plan", f->view, prev));
		view_text(v, "Plan.prev_title",
		    date_ru_month(request_arena(rq), prev));
		view_text(v, "Plan.next",
		    desk_plan_filter_path(rq, f, "/desk/plan", f->view, next));
		view_text(v, "Plan.next_title",
		    date_ru_month(request_arena(rq), next));
	}
	view_text(v, "Plan.today",
	    desk_plan_filter_path(
		rq, f, "/desk/plan", f->view, request_now(rq)));
	view_text(v, "Plan.month_view",
	    desk_plan_filter_path(rq, f, "/desk/plan", "month", f->month));
	view_text(v, "Plan.list_view",
	    desk_plan_filter_path(rq, f, "/desk/plan", "list", month));
	view_text(v, "Plan.agenda_view",
	    desk_plan_filter_path(rq, f, "/desk/plan", "agenda", month));
	view_text(v, "Plan.csv",
	    desk_plan_filter_path(rq, f, "/desk/plan.csv", f->view, month));
	view_text(v, "Plan.approve",
	    desk_plan_filter_path(rq, f, "/desk/plan/approve", f->view, month));
	view_text(v, "Plan.print",
	    desk_plan_filter_path(rq, f, "/desk/plan/print", f->view, month));
}

enum rc
desk_plan_filter_show(
    const struct request *rq, struct view *v, const struct plan_filter *f)
{
	const struct tab *t = tab_by_name(f->tab);
	struct arena *a = request_arena(rq);
	enum rc rc;
	int n;

	view_text(v, "Plan.title",
	    f->all_time ? t->title : date_ru_month(a, f->month));
	view_text(v, "Plan.heading", t->title);
	view_text(v, "Plan.month",
	    f->all_time ? NULL
			: arena_printf(a, "%.7s", date_ymd(a, f->month)));
	view_text(v, "Plan.empty", t->empty);
	view_text(v, "Plan.tab", f->tab);
	view_text(v, "Plan.view", f->view);
	view_flag(v, "Plan.filtered",
	    f->kind[0] != '\0' || f->rubric_id != 0 || f->who_id != 0 ||
		f->channel[0] != '\0');
	show_ways(rq, v, f);
	if ((rc = stories_count(request_store(rq), BIT(STORY_PLANNED),
		 request_now(rq), 100, &n)) != RC_OK)
		return rc;
	view_text(v, "Plan.slots", desk_part_count(rq, n));
	desk_part_kinds(v, f->kind);
	if ((rc = desk_part_rubrics(rq, v, f->rubric_id)) != RC_OK ||
	    (rc = desk_part_who(rq, v, f->who_id)) != RC_OK)
		return rc;
	return show_channels(rq, v, f);
}
