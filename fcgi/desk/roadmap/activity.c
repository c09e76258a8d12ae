#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/roadmap/activity_show.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "roadmap/activity.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

enum {
	/* One more than may answer, so that too many are refused. */
	PEOPLE_SENT_MAX = ACTIVITY_PEOPLE_MAX + 1,
	ITEMS_MAX = 150 /* checkboxes of one form: REQUEST_FIELDS_MAX */
};

static const char stale[] =
    "Пока страница была открыта, мероприятие изменил кто-то ещё. Посмотрите, "
    "что сохранено сейчас, и нажмите ещё раз.";
static const char wrong_day[] = "Дата не похожа на дату. Пример: 2026-12-08.";

static struct form *
sent(const struct request *rq)
{
	return form_read(rq, desk_activity_fields, desk_activity_fields_n);
}

/* A refusal stands on the page and at the field it is about. */
static enum rc
finish(const struct request *rq, struct reply *rp, struct form *f,
    const char *field, enum rc rc, const char *why, const char *notice)
{
	int64_t id = request_part_id(rq, "id");

	if (rc == RC_CONFLICT)
		return desk_activity_show(rq, rp, id, f, stale, RC_CONFLICT);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		form_error(f, field, why);
		return desk_activity_show(rq, rp, id, f, why, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s", notice);
	reply_redirect(rp, "/desk/activity/%lld", (long long)id);
	return rc;
}

enum rc
desk_activity(const struct request *rq, struct reply *rp)
{
	return desk_activity_show(
	    rq, rp, request_part_id(rq, "id"), NULL, NULL, RC_OK);
}

static const char *
state_words(const struct request *rq, const char *state)
{
	static const struct {
		const char *state, *ru;
	} words[] = {
		{ "working", "начато" },
		{ "done", "выполнено" },
		{ "failed", "не выполнено" },
		{ "dropped", "снято с контроля" },
		{ "planned", "снова в плане" },
	};

	for (size_t i = 0; i < LEN(words); i++)
		if (strcmp(words[i].state, state) == 0)
			return arena_printf(request_arena(rq),
			    "Состояние записано: %s.", words[i].ru);
	return "Состояние записано.";
}

enum rc
desk_activity_state(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct form *f = sent(rq);
	const char *why = wrong_day;
	enum rc rc = RC_INVALID;

	if (form_ok(f))
		rc = activity_set_state(request_store(rq), request_arena(rq),
		    &actor, request_part_id(rq, "id"), form_int(f, "version"),
		    form_text(f, "state"),
		    desk_roadmap_part_day(form_int(f, "done_on")),
		    form_text(f, "reason"), desk_roadmap_part_today(rq), &why);
	return finish(rq, rp, f, "reason", rc, why,
	    state_words(rq, form_text(f, "state")));
}

enum rc
desk_activity_deadline(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct form *f = sent(rq);
	const char *why = wrong_day;
	enum rc rc = RC_INVALID;

	if (form_ok(f))
		rc = activity_decide(request_store(rq), request_arena(rq),
		    &actor, request_part_id(rq, "id"), form_int(f, "version"),
		    form_text(f, "kind"),
		    desk_roadmap_part_day(form_int(f, "from")),
		    desk_roadmap_part_day(form_int(f, "to")),
		    form_text(f, "why"), &why);
	return finish(rq, rp, f, "kind", rc, why,
	    "Решение о сроке записано. Слова документа остались прежними.");
}

enum rc
desk_activity_people(const struct request *rq, struct reply *rp)
{
	const char *words[PEOPLE_SENT_MAX], *why = "Выберите людей из списка.";
	int n = request_fields(rq, "account", words, PEOPLE_SENT_MAX);
	struct actor actor = desk_part_actor(rq);
	int64_t accounts[PEOPLE_SENT_MAX];
	struct form *f = sent(rq);
	enum rc rc = RC_OK;

	if (n > PEOPLE_SENT_MAX)
		n = PEOPLE_SENT_MAX;
	for (int i = 0; i < n; i++)
		if (!text_int(words[i], 1, INT64_MAX, &accounts[i]))
			rc = RC_INVALID;
	if (rc == RC_OK)
		rc = activity_set_people(request_store(rq), request_arena(rq),
		    &actor, request_part_id(rq, "id"), form_int(f, "version"),
		    accounts, n, &why);
	return finish(rq, rp, f, "what", rc, why, "Ответственные записаны.");
}

static bool
ticked(const char *const *ids, int n, int64_t id)
{
	int64_t got;

	for (int i = 0; i < n; i++)
		if (text_int(ids[i], 1, INT64_MAX, &got) && got == id)
			return true;
	return false;
}

/* Only what the form showed: an item the page did not have keeps its tick. */
enum rc
desk_activity_items(const struct request *rq, struct reply *rp)
{
	const char *ids[ITEMS_MAX], *why = "";
	int sent_n = request_fields(rq, "item", ids, ITEMS_MAX);
	struct actor actor = desk_part_actor(rq);
	int64_t id = request_part_id(rq, "id");
	struct activity_tick ticks[ITEMS_MAX];
	struct activity_item *list;
	enum rc rc;
	int n;

	rc = activities_items(
	    request_store(rq), request_arena(rq), id, &list, &n);
	if (rc != RC_OK)
		return rc;
	if (n > ITEMS_MAX)
		n = ITEMS_MAX;
	for (int i = 0; i < n; i++)
		ticks[i] = (struct activity_tick){ list[i].id,
			ticked(ids, sent_n, list[i].id) };
	rc = activity_set_items(request_store(rq), request_arena(rq), &actor,
	    id, ticks, n, desk_roadmap_part_today(rq), &why);
	return finish(
	    rq, rp, sent(rq), "what", rc, why, "Отметки пунктов сохранены.");
}

enum rc
desk_activity_hide(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct form *f = sent(rq);
	bool hide = form_int(f, "hidden") != 0;
	const char *why = "";
	enum rc rc;

	rc = activity_hide(request_store(rq), request_arena(rq), &actor,
	    request_part_id(rq, "id"), hide, &why);
	return finish(rq, rp, f, "hidden", rc, why,
	    hide ? "На сайте это мероприятие не показывается."
		 : "Мероприятие снова показывается на сайте.");
}
