#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/log.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/plan/event_show.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "roadmap/activity.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	KINDS_MAX = 16,		 /* slots proposed at once */
	USUAL_HOUR_S = 15 * 3600 /* lessons are over */
};

/* ------------------------------------------------------------ new one */

/* The words and the days of a row of the roadmap, as a beginning. */
static enum rc
from_activity(const struct request *rq, struct form *f)
{
	struct arena *a = request_arena(rq);
	int64_t id = 0, at;
	struct activity act;
	enum rc rc;
	int day;

	if (!text_int(request_query(rq, "activity"), 1, INT64_MAX, &id))
		return RC_OK;
	rc = activities_by_id(request_store(rq), a, id, &act);
	if (rc != RC_OK)
		return rc;
	form_set_int(f, "activity", act.id);
	form_set_text(f, "title",
	    text_cut(a, text_clean_line(a, act.text, strlen(act.text)),
		EVENT_TITLE_MAX));
	day = desk_roadmap_part_today(rq);
	if (act.due_from != DAY_NONE && act.due_from > day)
		day = act.due_from;
	else if (act.due_to != DAY_NONE && act.due_to > day)
		day = act.due_to;
	at = desk_roadmap_part_time(day) + USUAL_HOUR_S;
	if (!form_given(f, "start")) {
		form_set_int(f, "start", at);
		form_set_int(f, "end", at + 3600);
	}
	return RC_OK;
}

enum rc
desk_event_new(const struct request *rq, struct reply *rp)
{
	struct form *f = form_new(rq, desk_event_fields, desk_event_fields_n);
	enum rc rc;
	int64_t at;

	if (date_parse(request_query(rq, "at"), &at)) {
		/* A day alone. */
		if (at == date_midnight(at))
			at += USUAL_HOUR_S;
		form_set_int(f, "start", at);
		form_set_int(f, "end", at + 3600);
	}
	form_set_int(f, "public", 1);
	form_set_int(f, "who", desk_part_actor(rq).account_id);
	if ((rc = from_activity(rq, f)) != RC_OK)
		return rc;
	return desk_event_show_new(rq, rp, f, true, RC_OK);
}

static struct event
event_of(const struct form *f)
{
	return (struct event){
		.title = form_text(f, "title"),
		.audience = form_text(f, "audience"),
		.place = form_text(f, "place"),
		.about = form_text(f, "about"),
		.starts_at = form_int(f, "start"),
		.ends_at = form_int(f, "end"),
		.responsible_id = form_int(f, "who"),
		.activity_id = form_int(f, "activity"),
		.public = form_int(f, "public") != 0,
		.informs = form_int(f, "informs") != 0,
		.version = form_int(f, "version"),
	};
}

/* A rule of the whole event, told at the field it is about. */
static void
refuse(struct form *f, const char *why)
{
	form_error(f, "title", why != NULL ? why : "Не получилось сохранить");
}

/* An event of a row that there is not would be of none; a closed year gets
 * none any more.  before: the row that it belongs to already. */
static enum rc
check_activity(const struct request *rq, struct form *f, int64_t before)
{
	bool closed;
	enum rc rc;

	if (form_int(f, "activity") == 0 || form_int(f, "activity") == before)
		return RC_OK;
	rc = activity_closed(request_store(rq), request_arena(rq),
	    form_int(f, "activity"), &closed);
	if (rc == RC_OK && closed)
		form_error(f, "title",
		    "Дорожная карта этого мероприятия закрыта: новых событий "
		    "у него не бывает.");
	if (rc == RC_NOT_FOUND)
		form_error(f, "title",
		    "Такого мероприятия в дорожной карте больше нет. Уберите "
		    "отметку и сохраните ещё раз.");
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static void
check_order(struct form *f)
{
	if (form_int(f, "start") != 0 && form_int(f, "end") != 0 &&
	    form_int(f, "end") < form_int(f, "start"))
		form_error(f, "end", "Конец раньше начала");
}

enum rc
desk_event_create(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, desk_event_fields, desk_event_fields_n);
	const char *kinds[KINDS_MAX], *why = NULL;
	int n = request_fields(rq, "slot", kinds, KINDS_MAX);
	struct actor actor = desk_part_actor(rq);
	struct event e;
	enum rc rc;

	check_order(f);
	if ((rc = check_activity(rq, f, 0)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (kind_by_name(kinds[i]) == NULL)
			return RC_INVALID;
	if (!form_ok(f))
		return desk_event_show_new(rq, rp, f, false, RC_INVALID);
	e = event_of(f);
	rc = event_insert(request_store(rq), request_arena(rq), &actor, &e,
	    kinds, n, request_now(rq), &why);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		refuse(f, why);
		return desk_event_show_new(rq, rp, f, false, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Событие добавлено. Окон для материалов: %d.", n);
	reply_redirect(rp, "/desk/event/%lld", (long long)e.id);
	return rc;
}

/* --------------------------------------------------------- an old one */

static enum rc
find(const struct request *rq, struct event *e)
{
	int64_t id = request_part_id(rq, "id");

	return id == 0
		   ? RC_NOT_FOUND
		   : events_by_id(request_store(rq), request_arena(rq), id, e);
}

enum rc
desk_event(const struct request *rq, struct reply *rp)
{
	struct event e;
	enum rc rc = find(rq, &e);

	return rc != RC_OK ? rc
			   : desk_event_show(rq, rp, &e, NULL, NULL, RC_OK);
}

/* What the change did to the stories, in words. */
static const char *
effect_words(const struct request *rq, const struct event_effect *x)
{
	struct arena *a = request_arena(rq);
	const char *s = "";

	if (x->moved > 0)
		s = arena_printf(
		    a, " Вместе с ним сдвинулись окна: %d.", x->moved);
	if (x->sent > 0)
		s = arena_printf(
		    a, "%s Уже вышло и не изменилось: %d.", s, x->sent);
	if (x->scheduled > 0)
		s = arena_printf(a,
		    "%s Стоят в очереди вне своего окна: %d. Проверьте их "
		    "время.",
		    s, x->scheduled);
	return s;
}

enum rc
desk_event_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, desk_event_fields, desk_event_fields_n);
	struct actor actor = desk_part_actor(rq);
	struct event_effect effect = { 0, 0, 0 };
	struct event old, e;
	const char *why = NULL;
	enum rc rc;

	if ((rc = find(rq, &old)) != RC_OK)
		return rc;
	check_order(f);
	if ((rc = check_activity(rq, f, old.activity_id)) != RC_OK)
		return rc;
	if (!form_ok(f))
		return desk_event_show(rq, rp, &old, f, NULL, RC_INVALID);
	e = event_of(f);
	e.id = old.id;
	rc = event_update(request_store(rq), request_arena(rq), &actor, &e,
	    request_now(rq), &effect, &why);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		refuse(f, why);
		return desk_event_show(rq, rp, &old, f, NULL, RC_INVALID);
	}
	if (rc == RC_CONFLICT)
		return desk_event_show(rq, rp, &old, f,
		    "Пока вы правили, событие изменил кто-то ещё. Ваши "
		    "значения остались в полях, рядом — что сохранено сейчас. "
		    "Сверьте и сохраните ещё раз.",
		    RC_CONFLICT);
	if (rc != RC_OK)
		return rc;
	if (effect.moved + effect.sent + effect.scheduled > 0)
		desk_part_wake(rq);
	rc = session_notice(
	    rq, 0, "Событие сохранено.%s", effect_words(rq, &effect));
	reply_redirect(rp, "/desk/event/%lld", (long long)e.id);
	return rc;
}

/* Cancel and restore differ only in the call and the words. */
static enum rc
switch_event(const struct request *rq, struct reply *rp,
    enum rc (*call)(struct store *, struct arena *, const struct actor *,
	int64_t, int64_t, int64_t),
    const char *words)
{
	struct actor actor = desk_part_actor(rq);
	const char *sent = request_field(rq, "version");
	struct event e;
	int64_t version;
	enum rc rc;

	if ((rc = find(rq, &e)) != RC_OK)
		return rc;
	if (sent == NULL || !text_int(sent, 0, INT64_MAX, &version))
		return RC_INVALID;
	rc = call(request_store(rq), request_arena(rq), &actor, e.id, version,
	    request_now(rq));
	if (rc == RC_CONFLICT || rc == RC_INVALID || rc == RC_DENIED)
		return desk_event_show(rq, rp, &e, NULL,
		    "Событие изменилось, пока страница была открыта. "
		    "Посмотрите ещё раз.",
		    RC_CONFLICT);
	if (rc != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(rq, 0, "%s", words);
	reply_redirect(rp, "/desk/event/%lld", (long long)e.id);
	return rc;
}

enum rc
desk_event_cancel(const struct request *rq, struct reply *rp)
{
	const char *sure = request_field(rq, "sure");
	struct event e;
	enum rc rc;

	if (sure == NULL || strcmp(sure, "1") != 0) {
		if ((rc = find(rq, &e)) != RC_OK)
			return rc;
		return desk_event_show(rq, rp, &e, NULL,
		    "Отметьте, что событие не состоится, и нажмите ещё раз.",
		    RC_INVALID);
	}
	return switch_event(rq, rp, event_cancel,
	    "Событие отменено. Пустые окна закрыты, написанное осталось.");
}

enum rc
desk_event_restore(const struct request *rq, struct reply *rp)
{
	return switch_event(
	    rq, rp, event_restore, "Событие возвращено в план.");
}

enum rc
desk_event_slot(const struct request *rq, struct reply *rp)
{
	const char *kind = request_field(rq, "kind");
	struct actor actor = desk_part_actor(rq);
	struct event e;
	int64_t story_id;
	enum rc rc;

	if ((rc = find(rq, &e)) != RC_OK)
		return rc;
	if (kind == NULL || kind_by_name(kind) == NULL)
		return desk_event_show(
		    rq, rp, &e, NULL, "Выберите вид материала.", RC_INVALID);
	rc = event_add_slot(request_store(rq), request_arena(rq), &actor, e.id,
	    kind, request_now(rq), &story_id);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Окно добавлено: %s.", kind_by_name(kind)->title);
	reply_redirect(rp, "/desk/event/%lld", (long long)e.id);
	return rc;
}
