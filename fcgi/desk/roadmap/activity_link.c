#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/roadmap/activity_show.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "mediaplan/event.h"
#include "mediaplan/stories.h"
#include "register/record.h"
#include "roadmap/activity.h"
#include "roadmap/evidence.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

/* ------------------------------------------------------------- evidence */

static enum rc
finish(const struct request *rq, struct reply *rp, struct form *f,
    const char *field, enum rc rc, const char *why, const char *notice)
{
	int64_t id = request_part_id(rq, "id");

	if (rc == RC_INVALID || rc == RC_DENIED || rc == RC_CONFLICT) {
		form_error(f, field, why);
		return desk_activity_show(rq, rp, id, f, why,
		    rc == RC_CONFLICT ? RC_CONFLICT : RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s", notice);
	reply_redirect(rp, "/desk/activity/%lld", (long long)id);
	return rc;
}

/* What a record of ours is called, and its day. */
static enum rc
name_story(const struct request *rq, struct evidence *e, const char **title)
{
	struct story s;
	enum rc rc = stories_by_id(
	    request_store(rq), request_arena(rq), e->record_id, &s);

	if (rc != RC_OK)
		return rc;
	if (story_state_now(&s, request_now(rq)) != STORY_PUBLISHED)
		return RC_INVALID;
	*title = desk_part_title(rq, &s);
	e->on_day = desk_roadmap_part_day(s.publish_at);
	return RC_OK;
}

static enum rc
name_event(const struct request *rq, struct evidence *e, const char **title)
{
	struct event ev;
	enum rc rc = events_by_id(
	    request_store(rq), request_arena(rq), e->record_id, &ev);

	if (rc != RC_OK)
		return rc;
	*title = ev.title;
	e->on_day = desk_roadmap_part_day(ev.starts_at);
	return RC_OK;
}

static enum rc
name_record(const struct request *rq, struct evidence *e, const char **title)
{
	struct record r;
	enum rc rc = records_by_id(
	    request_store(rq), request_arena(rq), e->record_id, &r);

	/* A name from a list of people proves nothing and would be read by
	 * those who may not see the list. */
	if (rc == RC_OK && r.def->personal)
		return RC_NOT_FOUND;
	if (rc == RC_OK)
		*title = record_heading(&r);
	return rc;
}

static const struct {
	const char *kind;
	enum rc (*name)(
	    const struct request *, struct evidence *, const char **title);
} ours[] = {
	{ "story", name_story },
	{ "event", name_event },
	{ "record", name_record },
};

/* An address of our own section is the story that stands there: it proves as
 * long as it stands. */
static enum rc
own_story(const struct request *rq, struct evidence *e)
{
	static const char path[] = "/story/";
	struct arena *a = request_arena(rq);
	const char *address = desk_part_address(rq), *slug, *moved;
	size_t n = strlen(address);
	struct story s;
	enum rc rc;

	if (strcmp(e->kind, "link") != 0 || n == 0 ||
	    strncmp(e->url, address, n) != 0 ||
	    strncmp(e->url + n, path, sizeof(path) - 1) != 0)
		return RC_OK;
	slug = e->url + n + sizeof(path) - 1;
	rc = stories_by_slug(request_store(rq), a,
	    arena_strndup(a, slug, strcspn(slug, "/?#")), request_now(rq), &s,
	    &moved);
	if (rc != RC_OK && rc != RC_GONE)
		return rc;
	e->kind = "story";
	e->record_id = s.id;
	e->url = "";
	return RC_OK;
}

/* "story:12"; "link" and "paper" mean what was typed. */
static enum rc
evidence_of(const struct request *rq, const struct form *f, struct evidence *e,
    const char **why)
{
	const char *what = form_text(f, "what"), *title = "";
	size_t n = strcspn(what, ":");
	enum rc rc = RC_OK;

	e->kind = arena_strndup(request_arena(rq), what, n);
	e->record_id = 0;
	if (what[n] == ':' &&
	    !text_int(what + n + 1, 1, INT64_MAX, &e->record_id))
		return RC_INVALID;
	rc = own_story(rq, e);
	for (size_t i = 0; rc == RC_OK && i < LEN(ours); i++)
		if (strcmp(ours[i].kind, e->kind) == 0)
			rc = ours[i].name(rq, e, &title);
	*why = "Приложить можно вышедший материал, событие или документ из "
	       "списка.";
	if (rc == RC_NOT_FOUND)
		return RC_INVALID;
	if (e->words[0] == '\0')
		e->words =
		    text_cut(request_arena(rq), title, EVIDENCE_WORDS_MAX);
	return rc;
}

/* What the proof has changed: what of the promised still lacks. */
static const char *
proof_words(const struct request *rq)
{
	const char *missing[EVIDENCE_PROMISED_MAX], *words = "";
	struct arena *a = request_arena(rq);
	struct evidence *list;
	struct activity act;
	int n, m;

	if (activities_by_id(request_store(rq), a, request_part_id(rq, "id"),
		&act) != RC_OK ||
	    evidences_of(request_store(rq), a, 0, act.id, &list, &n) != RC_OK ||
	    evidence_promised(a, act.result, missing) == 0)
		return "Подтверждение приложено.";
	m = evidence_missing(a, act.result, list, n, missing);
	for (int i = 0; i < m; i++)
		words = arena_printf(
		    a, "%s%s%s", words, i > 0 ? ", " : "", missing[i]);
	if (m > 0)
		return arena_printf(a,
		    "Подтверждение приложено. Из обещанного пока нет: %s.",
		    words);
	return "Подтверждение приложено. Всё обещанное есть: можно отметить "
	       "выполнение.";
}

enum rc
desk_activity_link_proof(const struct request *rq, struct reply *rp)
{
	struct form *f =
	    form_read(rq, desk_activity_fields, desk_activity_fields_n);
	struct actor actor = desk_part_actor(rq);
	struct evidence e = { .activity_id = request_part_id(rq, "id"),
		.url = form_text(f, "url"),
		.words = form_text(f, "words"),
		.promised = form_text(f, "promised"),
		.on_day = form_int(f, "day") != 0
			      ? desk_roadmap_part_day(form_int(f, "day"))
			      : desk_roadmap_part_today(rq) };
	const char *why = "Проверьте поля подтверждения.";
	enum rc rc = RC_INVALID;

	if (form_ok(f) && (rc = evidence_of(rq, f, &e, &why)) == RC_OK)
		rc = evidence_add(
		    request_store(rq), request_arena(rq), &actor, &e, &why);
	return finish(
	    rq, rp, f, "words", rc, why, rc == RC_OK ? proof_words(rq) : "");
}

enum rc
desk_activity_link_remove(const struct request *rq, struct reply *rp)
{
	struct form *f =
	    form_read(rq, desk_activity_fields, desk_activity_fields_n);
	struct actor actor = desk_part_actor(rq);
	const char *why = "Это подтверждение уже убрано.";
	struct evidence e;
	enum rc rc;

	rc = evidences_by_id(
	    request_store(rq), request_arena(rq), form_int(f, "proof"), &e);
	if (rc == RC_OK && e.activity_id != request_part_id(rq, "id"))
		rc = RC_NOT_FOUND;
	if (rc == RC_OK)
		rc = evidence_remove(
		    request_store(rq), request_arena(rq), &actor, e.id, &why);
	return finish(rq, rp, f, "proof", rc, why,
	    "Подтверждение убрано. В журнале оно осталось.");
}

/* ---------------------------------------------------------------- event */

/* An event that there is becomes one of this activity. */
enum rc
desk_activity_link_event(const struct request *rq, struct reply *rp)
{
	struct form *f =
	    form_read(rq, desk_activity_fields, desk_activity_fields_n);
	struct actor actor = desk_part_actor(rq);
	const char *why = "Выберите событие из списка.";
	struct event_effect effect;
	int64_t id = request_part_id(rq, "id");
	struct event e;
	bool closed;
	enum rc rc;

	rc = activity_closed(request_store(rq), request_arena(rq), id, &closed);
	if (rc != RC_OK)
		return rc;
	if (closed)
		return finish(rq, rp, f, "event", RC_DENIED,
		    "Дорожная карта закрыта: в ней ничего не меняют.", "");
	rc = events_by_id(
	    request_store(rq), request_arena(rq), form_int(f, "event"), &e);
	if (rc == RC_NOT_FOUND)
		rc = RC_INVALID;
	if (rc == RC_OK && e.activity_id != 0 && e.activity_id != id) {
		why = "Это событие уже относится к другому мероприятию "
		      "дорожной карты. Сначала отвяжите его там.";
		rc = RC_INVALID;
	}
	if (rc == RC_OK) {
		e.activity_id = id;
		rc = event_update(request_store(rq), request_arena(rq), &actor,
		    &e, request_now(rq), &effect, &why);
	}
	return finish(
	    rq, rp, f, "event", rc, why, "Событие связано с мероприятием.");
}
