#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/publication/attention.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "publish/publications.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { URL_MAX = 300, REASON_MAX = 500 };

static const struct field fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, FIELD_REQUIRED, NULL },
	{ "url", "Адрес записи", FIELD_LINE, 0, URL_MAX, 0, NULL },
	{ "at", "Новое время", FIELD_TIME, 0, 0, 0, NULL },
	{ "reason", "Причина", FIELD_TEXT, 0, REASON_MAX, 0, NULL },
};

static enum rc
find(const struct request *rq, struct publication *p)
{
	int64_t id = request_part_id(rq, "id");

	return id == 0 ? RC_NOT_FOUND
		       : publications_by_id(
			     request_store(rq), request_arena(rq), id, p);
}

/* Error classes of vk-contract section 6 as a person reads them. */
static const struct {
	const char *class, *words;
} outcomes[] = {
	{ "OK", "принято" },
	{ "PACE", "слишком часто, повторим" },
	{ "BACKOFF", "ВКонтакте занят, повторим" },
	{ "UNKNOWN", "неясно, выполнено ли" },
	{ "FIX", "не принято" },
	{ "TOKEN", "ключ не подошёл" },
	{ "CAPTCHA", "просят подтвердить, что вы человек" },
	{ "RESTART", "начнём заново" },
};

static const char *
outcome_words(const char *class)
{
	for (size_t i = 0; i < LEN(outcomes); i++)
		if (strcmp(outcomes[i].class, class) == 0)
			return outcomes[i].words;
	return class;
}

static enum rc
show_attempts(
    const struct request *rq, struct view *v, const struct publication *p)
{
	struct arena *a = request_arena(rq);
	struct attempt *list;
	int n;
	enum rc rc = attempts_list(request_store(rq), a, p->id, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		const struct attempt *t = &list[i];

		view_row(v, "Attempts");
		view_int(v, "no", t->attempt_no);
		view_text(v, "method", t->method);
		view_time(v, "at", t->started_at, request_now(rq));
		view_textf(v, "seconds", "%02d", date_of(t->started_at).second);
		view_int(v, "ms", t->duration_ms);
		view_int(v, "status", t->http_status);
		view_int(v, "curl", t->curl_code);
		view_int(v, "code", t->error_code);
		view_text(v, "error", t->error_text);
		view_text(v, "class", outcome_words(t->class));
		view_text(v, "detail", t->detail);
		view_flag(v, "open", t->class[0] == '\0');
		view_flag(v, "good", strcmp(t->class, "ok") == 0);
		view_out(v);
	}
	view_int(v, "Attempts_n", rc == RC_OK ? n : 0);
	return rc;
}

static const char *
proof_words(const struct proof *p)
{
	if (strcmp(p->kind, "answer") == 0)
		return "ВКонтакте ответил номером записи";
	if (strcmp(p->kind, "reading") == 0)
		return "Программа прочитала запись на стене";
	return "Подтвердил человек";
}

static enum rc
show_proofs(
    const struct request *rq, struct view *v, const struct publication *p)
{
	struct proof *list;
	int n;
	enum rc rc =
	    proofs_list(request_store(rq), request_arena(rq), p->id, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Proofs");
		view_text(v, "words", proof_words(&list[i]));
		view_text(v, "who", list[i].who);
		view_text(v, "slot", list[i].slot);
		view_time(v, "at", list[i].at, request_now(rq));
		view_url(v, "url", list[i].url);
		view_flag(v, "has_url", list[i].url[0] != '\0');
		view_int(v, "post", list[i].vk_post_id);
		view_text(v, "detail", list[i].detail);
		view_out(v);
	}
	view_int(v, "Proofs_n", rc == RC_OK ? n : 0);
	return rc;
}

static void
show_facts(
    const struct request *rq, struct view *v, const struct publication *p)
{
	int64_t now = request_now(rq);

	view_in(v, "Publication");
	view_int(v, "id", p->id);
	view_int(v, "story", p->story_id);
	view_int(v, "version", p->version);
	view_int(v, "revision", p->revision);
	view_text(v, "title", p->story_title);
	view_text(v, "channel", p->channel_title);
	view_text(v, "state", pub_states[p->state].name);
	view_text(v, "css", pub_states[p->state].css);
	view_text(v, "label", pub_states[p->state].label);
	view_time(v, "due", p->due_at, now);
	view_time(v, "act", p->act_at > now ? p->act_at : 0, now);
	view_time(v, "first_send", p->first_send_at, now);
	view_time(v, "decided", p->decided_at, now);
	view_text(v, "decider", p->decider);
	view_int(v, "attempts", p->attempts);
	view_int(v, "reads", p->reads);
	view_text(v, "marker", p->marker);
	view_text(v, "guid", p->guid);
	view_text(v, "body", p->body);
	view_text(v, "sha", p->body_sha256);
	view_text(v, "attachments", p->attachments);
	view_text(v, "error", p->error_text);
	view_url(v, "url", p->url);
	view_flag(v, "has_url", p->url[0] != '\0');
	view_flag(v, "busy",
	    p->state == PUB_MEDIA || p->state == PUB_READY ||
		p->state == PUB_SENDING || p->state == PUB_POSTED);
	view_out(v);
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct publication *p,
    const struct form *f, const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct arena *a = request_arena(rq);
	enum rc rc;

	desk_part_page(rq, rp, "plan", "Публикация во ВКонтакте");
	if (f != NULL)
		form_show(f, v);
	if (problem != NULL)
		desk_part_problem(v, problem);
	show_facts(rq, v, p);
	view_in(v, "Case");
	view_text(v, "at", date_input(a, request_now(rq) + 3600));
	desk_attention_words(v, p);
	rc = desk_attention_decisions(rq, v, p);
	view_out(v);
	if (rc != RC_OK || (rc = show_attempts(rq, v, p)) != RC_OK ||
	    (rc = show_proofs(rq, v, p)) != RC_OK)
		return rc;
	reply_page(rp, "desk/publication.cs");
	return outcome;
}

enum rc
desk_publication(const struct request *rq, struct reply *rp)
{
	struct publication p;
	enum rc rc = find(rq, &p);

	return rc != RC_OK ? rc : show(rq, rp, &p, NULL, NULL, RC_OK);
}

static int
decision_parse(const char *name)
{
	for (int i = 0; i < PUB_DECISION__COUNT; i++)
		if (strcmp(pub_decisions[i].name, name) == 0)
			return i;
	return -1;
}

static const char *const done_words[PUB_DECISION__COUNT] = {
	[PUB_IT_IS_THERE] = "Записано: запись на стене есть.",
	[PUB_NOT_THERE_RESEND] = "Записано: записи нет. Отправляем снова.",
	[PUB_POSTED_BY_HAND] = "Записано: выложено руками.",
	[PUB_CHECK_WALL] = "Программа читает стену, подождите минуту.",
	[PUB_RETRY] = "Время назначено, запись отправится сама.",
	[PUB_WITHOUT_PHOTOS] = "Запись отправится без снимков.",
	[PUB_WAIT_PHOTOS] = "Попробуем загрузить снимки ещё раз.",
	[PUB_SKIP] = "Записано: во ВКонтакте не отправляем.",
};

enum rc
desk_publication_decide(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	int decision = decision_parse(request_part(rq, "decision"));
	struct actor actor = desk_part_actor(rq);
	const char *why = NULL;
	struct publication p;
	enum rc rc;

	if (decision < 0)
		return RC_NOT_FOUND;
	if ((rc = find(rq, &p)) != RC_OK)
		return rc;
	if (!form_ok(f))
		return show(
		    rq, rp, &p, f, "Проверьте отмеченное поле.", RC_INVALID);
	rc = publication_decide(request_store(rq), request_arena(rq), &actor,
	    p.id, form_int(f, "version"), decision, form_text(f, "url"),
	    form_int(f, "at"), form_text(f, "reason"), request_now(rq), &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return show(rq, rp, &p, f,
		    why != NULL ? why : "Сейчас это решение невозможно.",
		    RC_INVALID);
	if (rc == RC_CONFLICT)
		return show(rq, rp, &p, f,
		    "Публикация изменилась, пока страница была открыта. "
		    "Посмотрите и решите ещё раз.",
		    RC_CONFLICT);
	if (rc != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(rq, 0, "%s", done_words[decision]);
	reply_redirect(rp, "%s",
	    desk_part_back(rq, arena_printf(request_arena(rq),
				   "/desk/publication/%lld", (long long)p.id)));
	return rc;
}

enum rc
desk_publication_chore(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	int64_t id = request_part_id(rq, "id");
	enum rc rc;

	if (id == 0)
		return RC_NOT_FOUND;
	rc = chores_close(request_store(rq), &actor, id, request_now(rq));
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Записано: сделано руками.");
	reply_redirect(rp, "%s", desk_part_back(rq, "/desk/attention"));
	return rc;
}
