#include "desk/roadmap/roadmap_press.h"

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

struct press {
	int open, overdue, proposals;
};

static enum rc
press_read(const struct request *rq, struct press *p)
{
	enum rc rc = activities_pressing(request_store(rq),
	    desk_roadmap_part_today(rq), &p->open, &p->overdue);

	return rc == RC_OK ? proposals_open(request_store(rq), &p->proposals)
			   : rc;
}

enum rc
desk_roadmap_press_count(const struct request *rq, int *n)
{
	struct press p;
	enum rc rc = press_read(rq, &p);

	if (rc == RC_OK)
		*n = (p.open > 0) + (p.overdue > 0) + (p.proposals > 0);
	return rc;
}

static void
show_case(struct view *v, const char *css, const char *label, const char *fact,
    const char *todo, const char *path, const char *button)
{
	view_row(v, "Cases");
	view_text(v, "css", css);
	view_text(v, "label", label);
	view_text(v, "title", "Дорожная карта");
	view_text(v, "fact", fact);
	view_text(v, "todo", todo);
	view_text(v, "path", path);
	view_text(v, "button", button);
	view_out(v);
}

/* Where the proposals of the current cycle are; the roadmap itself leads to
 * those of others. */
static const char *
proposals_path(const struct request *rq)
{
	struct arena *a = request_arena(rq);
	struct roadmap r;
	struct cycle c;

	if (cycles_current(request_store(rq), a, &c) != RC_OK ||
	    roadmaps_of_cycle(request_store(rq), a, c.id, &r) != RC_OK)
		return "/desk/roadmap";
	return arena_printf(a, "/desk/roadmap/%lld/proposals", (long long)r.id);
}

enum rc
desk_roadmap_press_cases(const struct request *rq, struct view *v, int max)
{
	struct arena *a = request_arena(rq);
	struct press p;
	enum rc rc = press_read(rq, &p);

	if (rc != RC_OK)
		return rc;
	if (p.overdue > 0 && max-- > 0)
		show_case(v, "failed", "Опаздывают",
		    arena_printf(a, "%d %s.", p.overdue,
			text_plural(p.overdue,
			    "мероприятие не выполнено в срок",
			    "мероприятия не выполнены в срок",
			    "мероприятий не выполнено в срок")),
		    "Отметьте выполненное и приложите подтверждение или "
		    "напишите, почему не сделано.",
		    "/desk/roadmap?state=overdue", "Показать опоздавшие");
	if (p.open > 0 && max-- > 0)
		show_case(v, "unsure", "Срок не подтверждён",
		    arena_printf(a, "%d %s.", p.open,
			text_plural(p.open, "срок ждёт решения",
			    "срока ждут решения", "сроков ждут решения")),
		    "Программа не исправляет документ сама: примите её "
		    "предложение, оставьте как написано или укажите даты.",
		    "/desk/roadmap?state=open", "Решить сроки");
	if (p.proposals > 0 && max-- > 0)
		show_case(v, "review", "Предложения",
		    arena_printf(a, "%d %s.", p.proposals,
			text_plural(p.proposals, "предложение ждёт ответа",
			    "предложения ждут ответа",
			    "предложений ждут ответа")),
		    "Примите или отклоните: ответ увидит автор.",
		    proposals_path(rq), "Открыть предложения");
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
	return rc;
}
