#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "desk/roadmap/roadmap_show.h"
#include "roadmap/roadmap.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { SHOWS_MAX = 8 /* showable words of roadmap.h, with room */ };

static const struct field fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "on", "День утверждения", FIELD_DAY, 0, 0, 0, NULL },
	{ "public", "Показывать посетителям", FIELD_FLAG, 0, 0, 0, NULL },
	{ "sure", "Да", FIELD_FLAG, 0, 0, 0, NULL },
};

static const char stale[] =
    "Пока страница была открыта, дорожную карту изменил кто-то ещё. "
    "Посмотрите, что сохранено сейчас, и нажмите ещё раз.";

/* A refusal is told on the page itself. */
static enum rc
finish(const struct request *rq, struct reply *rp, const struct roadmap *r,
    struct form *f, enum rc rc, const char *why, const char *notice)
{
	if (rc == RC_CONFLICT)
		return desk_roadmap_show(
		    rq, rp, r->cycle_id, f, stale, RC_CONFLICT);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return desk_roadmap_show(
		    rq, rp, r->cycle_id, f, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s", notice);
	reply_redirect(rp, "/desk/roadmap?cycle=%lld", (long long)r->cycle_id);
	return rc;
}

static enum rc
find(const struct request *rq, struct roadmap *r)
{
	return roadmaps_by_id(
	    request_store(rq), request_arena(rq), request_part_id(rq, "id"), r);
}

enum rc
desk_roadmap_act_approve(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *why = "Дата утверждения не похожа на дату.";
	enum rc rc = RC_INVALID;
	struct roadmap r;
	int day = desk_roadmap_part_day(form_int(f, "on"));

	if ((rc = find(rq, &r)) != RC_OK)
		return rc;
	rc = RC_INVALID;
	if (form_ok(f) && day > desk_roadmap_part_today(rq))
		why = "День утверждения ещё не наступил. Укажите день, "
		      "который стоит на документе.";
	else if (form_ok(f))
		rc = roadmap_approve(request_store(rq), request_arena(rq),
		    &actor, r.id, form_int(f, "version"), day, &why);
	return finish(rq, rp, &r, f, rc, why,
	    "Дорожная карта утверждена. Её слова больше не меняются, изменения "
	    "вносят предложениями. Посетители увидят её, когда вы покажете её "
	    "на сайте.");
}

enum rc
desk_roadmap_act_publish(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *shows[SHOWS_MAX], *words = "", *why;
	bool public = form_int(f, "public") != 0;
	struct roadmap r;
	enum rc rc;
	int n;

	if ((rc = find(rq, &r)) != RC_OK)
		return rc;
	n = request_fields(rq, "show", shows, SHOWS_MAX);
	for (int i = 0; i < n; i++)
		words =
		    arena_printf(request_arena(rq), "%s %s", words, shows[i]);
	rc = roadmap_publish(request_store(rq), request_arena(rq), &actor, r.id,
	    form_int(f, "version"), public, words, &why);
	return finish(rq, rp, &r, f, rc, why,
	    public ? "Дорожная карта на сайте."
		   : "Дорожная карта скрыта: на сайте её нет.");
}

/* What is not undone is asked for twice: by its button and by a tick. */
static enum rc
once_for_all(const struct request *rq, struct reply *rp, const char *why,
    enum rc (*change)(struct store *, struct arena *, const struct actor *,
	int64_t id, int64_t version, const char **why),
    const char *said)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	struct roadmap r;
	enum rc rc;

	if ((rc = find(rq, &r)) != RC_OK)
		return rc;
	rc = RC_INVALID;
	if (form_int(f, "sure") != 0)
		rc = change(request_store(rq), request_arena(rq), &actor, r.id,
		    form_int(f, "version"), &why);
	return finish(rq, rp, &r, f, rc, why, said);
}

enum rc
desk_roadmap_act_close(const struct request *rq, struct reply *rp)
{
	return once_for_all(rq, rp,
	    "Отметьте, что год закончен, и нажмите ещё раз.", roadmap_close,
	    "Дорожная карта закрыта. Её состояние сохранено, менять его "
	    "нельзя.");
}

/* A draft that was begun by mistake; the year is as it was before. */
enum rc
desk_roadmap_act_discard(const struct request *rq, struct reply *rp)
{
	return once_for_all(rq, rp,
	    "Отметьте, что черновик не нужен, и нажмите ещё раз.",
	    roadmap_discard, "Черновик дорожной карты удалён.");
}
