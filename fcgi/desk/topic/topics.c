#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/topic/topic_fresh.h"
#include "register/register.h"
#include "section/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static void
show_topic(const struct request *rq, struct view *v, const struct topic *t,
    const struct topic_fresh *f)
{
	const struct register_def *reg =
	    t->def != NULL && *t->def->records != '\0'
		? register_by_name(t->def->records)
		: NULL;

	view_text(v, "name", t->name);
	view_text(v, "title", t->title);
	view_text(v, "address", t->address);
	view_flag(v, "hidden", t->hidden);
	view_flag(v, "fixed", t->def != NULL && t->def->fixed);
	view_flag(v, "own", t->def == NULL);
	view_flag(v, "in_menu", t->in_menu);
	view_flag(v, "in_foot", t->in_foot);
	if (reg != NULL) {
		view_text(v, "records", reg->name);
		view_text(v, "records_title", reg->title);
	}
	view_time(v, "fresh", f->at, request_now(rq));
	view_text(v, "what", f->what);
	view_flag(v, "stale", f->stale);
}

static enum rc
show(const struct request *rq, struct reply *rp, const char *problem,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct topic_fresh f;
	struct topic *list;
	int n, stale = 0;
	enum rc rc;

	desk_part_page(rq, rp, "topics", "Страницы раздела");
	if (problem != NULL)
		desk_part_problem(v, problem);
	if ((rc = topic_list(
		 request_store(rq), request_arena(rq), &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		if ((rc = desk_topic_fresh(rq, &list[i], &f)) != RC_OK)
			return rc;
		stale += f.stale;
		view_row(v, "Topics");
		show_topic(rq, v, &list[i], &f);
		view_flag(v, "first", i == 0);
		view_flag(v, "last", i == n - 1);
		view_out(v);
	}
	if (stale > 0)
		view_textf(v, "Topics_stale", "%d %s", stale,
		    text_plural(stale, "страница давно не обновлялась",
			"страницы давно не обновлялись",
			"страниц давно не обновлялись"));
	reply_page(rp, "desk/topics.cs");
	return outcome;
}

enum rc
desk_topics(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, RC_OK);
}

/* ------------------------------------------------------------- buttons */

static enum rc
act_up(const struct request *rq, const struct topic *t, const char **why)
{
	struct actor actor = desk_part_actor(rq);

	(void)why;
	return topic_move(
	    request_store(rq), request_arena(rq), &actor, t->name, true);
}

static enum rc
act_down(const struct request *rq, const struct topic *t, const char **why)
{
	struct actor actor = desk_part_actor(rq);

	(void)why;
	return topic_move(
	    request_store(rq), request_arena(rq), &actor, t->name, false);
}

static enum rc
set_hidden(const struct request *rq, const struct topic *was, bool hidden,
    const char **why)
{
	struct actor actor = desk_part_actor(rq);
	struct topic t = *was;
	const char *field;

	t.hidden = hidden;
	return topic_save(
	    request_store(rq), request_arena(rq), &actor, &t, &field, why);
}

static enum rc
act_hide(const struct request *rq, const struct topic *t, const char **why)
{
	return set_hidden(rq, t, true, why);
}

static enum rc
act_show(const struct request *rq, const struct topic *t, const char **why)
{
	return set_hidden(rq, t, false, why);
}

static enum rc
act_check(const struct request *rq, const struct topic *t, const char **why)
{
	struct actor actor = desk_part_actor(rq);

	(void)why;
	return topic_check(
	    request_store(rq), request_arena(rq), &actor, t->name);
}

static enum rc
act_remove(const struct request *rq, const struct topic *t, const char **why)
{
	struct actor actor = desk_part_actor(rq);

	*why = "Эту страницу удалить нельзя, её можно скрыть.";
	return topic_remove(
	    request_store(rq), request_arena(rq), &actor, t->name);
}

static const struct {
	const char *word;
	enum rc (*run)(
	    const struct request *, const struct topic *, const char **why);
	const char *notice; /* %s: the page's title */
} acts[] = {
	{ "up", act_up, "Страница «%s» стоит выше." },
	{ "down", act_down, "Страница «%s» стоит ниже." },
	{ "hide", act_hide, "Страница «%s» скрыта: читатели её не видят." },
	{ "show", act_show, "Страница «%s» снова видна." },
	{ "check", act_check,
	    "Страница «%s» отмечена как верная сегодняшним днём." },
	{ "remove", act_remove,
	    "Страница «%s» удалена. Её тексты остались в хранилище." },
};

static enum rc
act_run(
    const struct request *rq, struct reply *rp, size_t i, const struct topic *t)
{
	const char *why = NULL;
	enum rc rc = acts[i].run(rq, t, &why);

	if (rc == RC_CONFLICT)
		return show(rq, rp,
		    "Страницу только что изменил другой человек. Посмотрите "
		    "и повторите.",
		    rc);
	if ((rc == RC_INVALID || rc == RC_DENIED) && why != NULL)
		return show(rq, rp, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, acts[i].notice, t->title);
	reply_redirect(rp, "%s", desk_part_back(rq, "/desk/topics"));
	return rc;
}

enum rc
desk_topics_act(const struct request *rq, struct reply *rp)
{
	const char *word = request_part(rq, "act");
	struct topic t;
	enum rc rc;

	rc = topic_by_name(
	    request_store(rq), request_arena(rq), request_part(rq, "name"), &t);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < LEN(acts); i++)
		if (strcmp(acts[i].word, word) == 0)
			return act_run(rq, rp, i, &t);
	return RC_NOT_FOUND;
}
