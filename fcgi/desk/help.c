#include "desk/desk.h"
#include "desk/part.h"
#include "mediaplan/story.h"
#include "publish/publication.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"
#include <string.h>

/* What each state of a story means, beside its badge. */
static const char *const meanings[STORY_STATE__COUNT] = {
	[STORY_PLANNED] = "Место в плане: материал нужен, но его не пишут.",
	[STORY_DRAFT] = "Материал пишут. На сайте его не видно.",
	[STORY_REVIEW] = "Ждёт директора: согласовать или вернуть.",
	[STORY_RETURNED] = "Директор вернул со словами, что исправить.",
	[STORY_APPROVED] = "Согласован. Осталось поставить в очередь.",
	[STORY_SCHEDULED] = "Выйдет сам в назначенную минуту. Текст закрыт.",
	[STORY_WITHDRAWN] = "Отозван: на сайте его больше нет.",
	[STORY_SKIPPED] = "Материала не будет, причина записана.",
	[STORY_PUBLISHED] = "Стоит на сайте.",
	[STORY_MISSED] = "Срок прошёл, материал не вышел. Нужно решение.",
};

enum rc
desk_help(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);

	desk_part_page(rq, rp, "help", "Справка");
	for (int i = 0; i < STORY_STATE__COUNT; i++) {
		view_row(v, "States");
		view_text(v, "label", story_states[i].label);
		view_text(v, "css",
		    i == STORY_PLANNED ? "slot" : story_states[i].name);
		view_text(v, "meaning", meanings[i]);
		view_out(v);
	}
	reply_page(rp, "desk/help.cs");
	return RC_OK;
}
