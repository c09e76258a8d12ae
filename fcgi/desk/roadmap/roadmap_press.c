#include "desk/roadmap/roadmap_press.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/proposal.h"
#include "roadmap/roadmap.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	MINE_DAYS = 30, /* a month ahead is what one prepares for */
	MINE_MAX = 6,	/* beside the stories of the day */
	WORDS_MAX = 120 /* letters of a row: two lines */
};

/* What waits, and the current roadmap, whose pages decide it. */
struct press {
	int open, overdue, proposals, drafts;
	int64_t map; /* 0: there is none */
};

/* A draft with rows waits for the one who may approve it. */
static enum rc
map_read(const struct request *rq, struct press *p)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct roadmap r;
	struct cycle c;
	int rows = 0;
	enum rc rc;

	if ((rc = cycles_current(st, a, &c)) != RC_OK ||
	    (rc = roadmaps_of_cycle(st, a, c.id, &r)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	p->map = r.id;
	if (strcmp(r.state, "draft") != 0 || !desk_part_may(rq, MAY_APPROVE))
		return RC_OK;
	rc = activities_last(st, r.id, &rows);
	p->drafts = rows > 0;
	return rc;
}

static enum rc
press_read(const struct request *rq, struct press *p)
{
	enum rc rc;

	*p = (struct press){ .map = 0 };
	if ((rc = activities_pressing(request_store(rq),
		 desk_roadmap_part_today(rq), &p->open, &p->overdue)) !=
		RC_OK ||
	    (rc = map_read(rq, p)) != RC_OK)
		return rc;
	return proposals_open(request_store(rq), &p->proposals);
}

enum rc
desk_roadmap_press_count(const struct request *rq, int *n)
{
	struct press p;
	enum rc rc = press_read(rq, &p);

	if (rc == RC_OK)
		*n = (p.open > 0) + (p.overdue > 0) + (p.proposals > 0) +
		     p.drafts;
	return rc;
}

/* One sort of what waits: its place, what it is, how to be done with it. */
struct sort {
	int n;
	const char *css, *title, *one, *few, *many;
	const char *todo, *path, *button;
};

static void
show_case(const struct request *rq, struct view *v, const struct sort *s)
{
	view_row(v, "Cases");
	view_text(v, "css", s->css);
	view_text(v, "label", "Дорожная карта");
	view_text(v, "title", s->title);
	view_text(v, "fact",
	    s->one == NULL ? s->many
			   : arena_printf(request_arena(rq), "%d %s.", s->n,
				 text_plural(s->n, s->one, s->few, s->many)));
	view_text(v, "todo", s->todo);
	view_text(v, "path", s->path);
	view_text(v, "button", s->button);
	view_out(v);
}

static bool
has(const struct activity *rows, int n, enum activity_show show, int today)
{
	for (int i = 0; i < n; i++)
		if (activity_show(&rows[i], today) == show)
			return true;
	return false;
}

/* The roadmap with such rows: the current one, else another that runs or is
 * being made. */
static enum rc
map_with(const struct request *rq, const struct press *p,
    enum activity_show show, struct roadmap *out)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	bool found = false;
	struct roadmap *all;
	struct activity *rows;
	int n, rows_n;
	enum rc rc = roadmaps_list(st, a, &all, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		if (strcmp(all[i].state, "closed") == 0 ||
		    (show == ACTIVITY_OVERDUE &&
			strcmp(all[i].state, "running") != 0) ||
		    (found && all[i].id != p->map))
			continue;
		rc = activities_list(st, a, all[i].id, &rows, &rows_n);
		if (rc != RC_OK ||
		    !has(rows, rows_n, show, desk_roadmap_part_today(rq)))
			continue;
		*out = all[i];
		found = true;
	}
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

/* The page that decides such rows, or the table with them alone. */
static const char *
rows_page(const struct request *rq, const struct press *p,
    enum activity_show show, bool decides)
{
	struct arena *a = request_arena(rq);
	struct roadmap r;

	if (map_with(rq, p, show, &r) != RC_OK)
		return "/desk/roadmap";
	if (decides)
		return arena_printf(
		    a, "/desk/roadmap/%lld/terms", (long long)r.id);
	return arena_printf(a, "/desk/roadmap?cycle=%lld&state=%s",
	    (long long)r.cycle_id, activity_shows[show].name);
}

static const char *
proposals_page(const struct request *rq, const struct press *p)
{
	return p->map == 0
		   ? "/desk/roadmap"
		   : arena_printf(request_arena(rq),
			 "/desk/roadmap/%lld/proposals", (long long)p->map);
}

enum rc
desk_roadmap_press_cases(const struct request *rq, struct view *v, int max)
{
	bool decides = desk_part_may(rq, MAY_PLAN);
	struct press p;
	enum rc rc = press_read(rq, &p);
	struct sort sorts[] = {
		{ p.overdue, "failed", "Мероприятия опаздывают",
		    "мероприятие не выполнено в срок",
		    "мероприятия не выполнены в срок",
		    "мероприятий не выполнено в срок",
		    "Отметьте выполненное и приложите подтверждение или "
		    "напишите, почему не сделано.",
		    p.overdue > 0 ? rows_page(rq, &p, ACTIVITY_OVERDUE, false)
				  : "",
		    "Показать опоздавшие" },
		{ p.drafts, "review", "Черновик ждёт утверждения", NULL, NULL,
		    "Пока его не утвердили, сроки не идут.",
		    "Прочитайте и утвердите: назначьте день утверждения.",
		    "/desk/roadmap", "Открыть черновик" },
		{ p.open, "unsure", "Сроки не подтверждены",
		    "срок ждёт решения", "срока ждут решения",
		    "сроков ждут решения",
		    "Программа не исправляет документ сама: примите её "
		    "предложение, оставьте как написано или укажите даты.",
		    p.open > 0 ? rows_page(rq, &p, ACTIVITY_OPEN, decides) : "",
		    decides ? "Решить сроки" : "Показать эти сроки" },
		{ p.proposals, "review", "Предложения без ответа",
		    "предложение ждёт ответа", "предложения ждут ответа",
		    "предложений ждут ответа",
		    "Примите или отклоните: ответ увидит автор.",
		    proposals_page(rq, &p), "Открыть предложения" },
	};

	for (size_t i = 0; rc == RC_OK && i < LEN(sorts); i++)
		if (sorts[i].n > 0 && max-- > 0)
			show_case(rq, v, &sorts[i]);
	return rc;
}

/* How far the current roadmap is, once it runs. */
static enum rc
show_road(const struct request *rq, struct view *v)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct activity_counts c;
	struct activity *rows;
	struct cycle cycle;
	struct roadmap r;
	enum rc rc;
	int n;

	if ((rc = cycles_current(st, a, &cycle)) != RC_OK ||
	    (rc = roadmaps_of_cycle(st, a, cycle.id, &r)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	if (strcmp(r.state, "draft") == 0)
		return RC_OK;
	if ((rc = activities_list(st, a, r.id, &rows, &n)) != RC_OK)
		return rc;
	activity_count(rows, n, desk_roadmap_part_today(rq), &c);
	view_in(v, "Road");
	view_int(v, "done", c.done);
	view_int(v, "all", c.all);
	view_int(v, "late", strcmp(r.state, "running") == 0 ? c.overdue : 0);
	view_out(v);
	return RC_OK;
}

enum rc
desk_roadmap_press_mine(const struct request *rq, struct view *v)
{
	struct arena *a = request_arena(rq);
	int today = desk_roadmap_part_today(rq), n;
	struct activity *list;
	const char *due;
	enum rc rc;

	rc = activities_due(request_store(rq), a,
	    request_session(rq)->account_id, today + MINE_DAYS, MINE_MAX, &list,
	    &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		const struct activity_show_words *show =
		    &activity_shows[activity_show(&list[i], today)];

		rc = desk_roadmap_part_due(rq, &list[i], &due);
		view_row(v, "Mine");
		view_int(v, "id", list[i].id);
		view_textf(v, "words", "%s%s%s", list[i].number,
		    list[i].number[0] != '\0' ? " " : "",
		    text_cut(a, list[i].text, WORDS_MAX));
		view_text(v, "due", due);
		view_text(v, "show", show->name);
		view_text(v, "css", show->css + 2);
		view_text(v, "label", show->title);
		view_out(v);
	}
	return rc == RC_OK ? show_road(rq, v) : rc;
}
