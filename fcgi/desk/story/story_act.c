#include "desk/story/story_act.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_show.h"
#include "mediaplan/stories.h"
#include "publish/schedule.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

enum { SOON_S = 2 * SCHEDULE_NOW_S };

static const struct field fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, FIELD_REQUIRED, NULL },
	{ "reason", "Причина", FIELD_TEXT, 0, STORY_REASON_MAX, 0, NULL },
	{ "at", "Дата и время", FIELD_TIME, 0, 0, 0, NULL },
	{ "consents", "Согласия проверены", FIELD_FLAG, 0, 0, 0, NULL },
};

/* What is told when it was done; %s is the story's minute. */
static const char *const done_words[STORY_ACTION__COUNT] = {
	[STORY_EDIT] = "Сохранено.",
	[STORY_SUBMIT] = "Отправлено на согласование.",
	[STORY_RETURN] = "Материал возвращён автору.",
	[STORY_APPROVE] = "Материал согласован. Осталось поставить в очередь.",
	[STORY_SCHEDULE] = "Материал в очереди, выйдет",
	[STORY_UNSCHEDULE] = "Материал снят с очереди.",
	[STORY_MOVE] = "Материал перенесён:",
	[STORY_SEND_NOW] = "Материал выйдет",
	[STORY_SKIP] = "Материал пропущен, причина записана.",
	[STORY_REOPEN] = "Материал снова в работе.",
	[STORY_CORRECT] = "Исправление опубликовано на сайте.",
	[STORY_WITHDRAW] = "Материал отозван, на сайте его больше нет.",
	[STORY_DUPLICATE] = "Сделана копия: это новый черновик.",
	[STORY_DELETE] = "Черновик удалён.",
};

/* Those whose words end with the minute. */
static bool
tells_time(enum story_action action)
{
	return action == STORY_SCHEDULE || action == STORY_MOVE;
}

typedef enum rc schedule_call(struct store *, struct arena *,
    const struct actor *, const struct schedule *, int64_t, int64_t *,
    const char **);

static schedule_call *const schedule_calls[STORY_ACTION__COUNT] = {
	[STORY_SCHEDULE] = schedule_set,
	[STORY_UNSCHEDULE] = schedule_clear,
	[STORY_MOVE] = schedule_move,
	[STORY_SEND_NOW] = schedule_now,
};

static enum rc
run_schedule(
    const struct request *rq, const struct story *s, struct story_act *act)
{
	struct actor actor = desk_part_actor(rq);
	struct schedule sc = {
		.story_id = s->id,
		.version = act->version,
		.at = act->at != 0 ? act->at : s->publish_at,
		.reason = act->reason,
		.address = desk_part_address(rq),
		.secret = desk_part_guid_secret(rq),
	};
	enum rc rc;

	if (sc.at == 0 && tells_time(act->action)) {
		act->why = "Укажите дату и время выхода.";
		return RC_INVALID;
	}
	act->at = sc.at;
	if (act->action == STORY_WITHDRAW)
		rc = schedule_withdraw(request_store(rq), request_arena(rq),
		    &actor, &sc, request_now(rq), &act->why);
	else
		rc = schedule_calls[act->action](request_store(rq),
		    request_arena(rq), &actor, &sc, request_now(rq),
		    &act->undo_id, &act->why);
	if (rc != RC_OK)
		return rc;
	desk_part_wake(rq);
	/* Now may be a minute later: one post of a community in a minute. */
	if (act->action == STORY_SEND_NOW) {
		struct story fresh;

		rc = stories_by_id(
		    request_store(rq), request_arena(rq), s->id, &fresh);
		act->at = rc == RC_OK ? fresh.publish_at : act->at;
	}
	return rc;
}

enum rc
desk_story_act_run(
    const struct request *rq, const struct story *s, struct story_act *act)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct actor actor = desk_part_actor(rq);
	enum rc rc;

	act->why = NULL;
	act->undo_id = 0;
	if (story_actions[act->action].reason && act->reason[0] == '\0') {
		act->why = "Напишите причину: без неё действие не записать.";
		return RC_INVALID;
	}
	if (act->action == STORY_WITHDRAW ||
	    schedule_calls[act->action] != NULL)
		return run_schedule(rq, s, act);
	if (act->action == STORY_DUPLICATE) {
		rc = story_may(s, STORY_DUPLICATE, &actor, false,
		    request_now(rq), &act->why);
		return rc != RC_OK ? rc
				   : story_duplicate(st, a, &actor, s->id,
					 request_now(rq), &act->new_id);
	}
	if (act->action == STORY_EDIT || act->action == STORY_CORRECT)
		return RC_NOT_FOUND; /* story_save.c: they come with a text */
	return story_act(st, a, &actor, s->id, act->version, act->action,
	    act->reason, act->consents, request_now(rq), &act->undo_id,
	    &act->why);
}

enum rc
desk_story_act_done(const struct request *rq, struct reply *rp,
    const struct story *s, const struct story_act *act)
{
	struct arena *a = request_arena(rq);
	const char *words = done_words[act->action];
	const char *back = arena_printf(a, "/desk/story/%lld",
	    (long long)(act->action == STORY_DUPLICATE ? act->new_id : s->id));
	enum rc rc;

	if (act->action == STORY_SEND_NOW &&
	    act->at <= request_now(rq) + SOON_S)
		words =
		    "На сайте материал выйдет через несколько секунд, во ВКонтакте — "
		    "в течение минуты.";
	else if (tells_time(act->action) || act->action == STORY_SEND_NOW)
		words = arena_printf(a, "%s %s.", words,
		    date_ru_near(a, act->at, request_now(rq)));
	rc = session_notice(rq, act->undo_id, "%s", words);
	if (act->action == STORY_DELETE)
		back = "/desk/plan";
	else if (act->action != STORY_DUPLICATE)
		back = desk_part_back(rq, back);
	reply_redirect(rp, "%s", back);
	return rc;
}

static bool
action_parse(const char *name, enum story_action *out)
{
	for (int i = 0; i < STORY_ACTION__COUNT; i++)
		if (strcmp(story_actions[i].name, name) == 0) {
			*out = i;
			return true;
		}
	return false;
}

enum rc
desk_story_act(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct story_act act = { .reason = form_text(f, "reason"),
		.version = form_int(f, "version"),
		.at = form_int(f, "at"),
		.consents = form_int(f, "consents") != 0 };
	struct story s;
	struct story_page page = { .story = &s };
	enum rc rc;

	if (!action_parse(request_part(rq, "action"), &act.action))
		return RC_NOT_FOUND;
	if ((rc = desk_story_show_find(rq, &s)) != RC_OK)
		return rc;
	if (form_given(f, "at") && act.at == 0)
		act.why = "Дата и время не поняты. Пример: 2026-12-08T15:00.";
	rc = act.why != NULL ? RC_INVALID : desk_story_act_run(rq, &s, &act);
	if (rc == RC_OK)
		return desk_story_act_done(rq, rp, &s, &act);
	if (rc != RC_INVALID && rc != RC_DENIED && rc != RC_CONFLICT)
		return rc;
	page.problem =
	    act.why != NULL ? act.why
	    : rc == RC_CONFLICT
		? "Материал изменился, пока страница была открыта. Посмотрите "
		  "его ещё раз и повторите."
		: "Сейчас это действие невозможно.";
	/* What forbids it is the state, not the role: the page says why. */
	page.outcome = rc == RC_CONFLICT ? RC_CONFLICT : RC_INVALID;
	return desk_story_show(rq, rp, &page);
}
