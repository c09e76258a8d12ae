#include <string.h>

#include "base/arena.h"
#include "base/markdown.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/topic/topic_fresh.h"
#include "register/register.h"
#include "section/topic.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

static const struct field fields[] = {
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "title", "Название", FIELD_LINE, 1, TOPIC_TITLE_MAX, FIELD_REQUIRED,
	    NULL },
	{ "menu", "В меню", FIELD_LINE, 0, TOPIC_MENU_MAX, 0, NULL },
	{ "name", "Адрес", FIELD_LINE, 0, TOPIC_NAME_MAX, 0, NULL },
	{ "lead", "Вводка", FIELD_TEXT, 0, TOPIC_LEAD_MAX, 0, NULL },
	{ "text", "Текст", FIELD_TEXT, 0, TOPIC_TEXT_MAX, 0, NULL },
	{ "in_menu", "В меню", FIELD_FLAG, 0, 0, 0, NULL },
	{ "in_foot", "Внизу страницы", FIELD_FLAG, 0, 0, 0, NULL },
	{ "hidden", "Скрыта", FIELD_FLAG, 0, 0, 0, NULL },
};

/* A page on its way to the reader. */
struct draw {
	const struct topic *topic; /* as stored; a new one has id 0 */
	const struct form *form;
	const char *problem;
	bool preview, fresh; /* fresh: the page of a new page */
	enum rc outcome;
};

/* -------------------------------------------------------------- showing */

static enum rc
show_versions(const struct request *rq, struct view *v, const struct topic *t)
{
	struct topic_version *list;
	int n;
	enum rc rc;

	if (t->id == 0)
		return RC_OK;
	rc = topic_versions(
	    request_store(rq), request_arena(rq), t->id, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Versions");
		view_int(v, "version", list[i].version);
		view_text(v, "who", list[i].who);
		view_time(v, "at", list[i].at, request_now(rq));
		view_flag(v, "first", list[i].at == 0);
		view_out(v);
	}
	if (n > 0)
		view_textf(v, "Topic.versions", "%d %s", n,
		    text_plural(n, "версия", "версии", "версий"));
	return RC_OK;
}

static enum rc
show_stored(const struct request *rq, struct view *v, const struct topic *t)
{
	const struct register_def *reg =
	    t->def != NULL && *t->def->records != '\0'
		? register_by_name(t->def->records)
		: NULL;
	struct topic_fresh f;
	enum rc rc = desk_topic_fresh(rq, t, &f);

	view_text(v, "Topic.name", t->name);
	view_text(v, "Topic.title", t->title);
	view_text(v, "Topic.address", t->address);
	view_flag(v, "Topic.own", t->def == NULL);
	view_flag(v, "Topic.fixed", t->def != NULL && t->def->fixed);
	view_flag(v, "Topic.hidden", t->hidden);
	view_flag(v, "Topic.stale", f.stale);
	view_time(v, "Topic.fresh", f.at, request_now(rq));
	view_text(v, "Topic.what", f.what);
	if (reg != NULL) {
		view_text(v, "Topic.records", reg->name);
		view_text(v, "Topic.records_title", reg->title);
	}
	return rc == RC_OK ? show_versions(rq, v, t) : rc;
}

static void
show_theirs(const struct request *rq, struct view *v, const struct topic *t)
{
	struct topic_version *list;
	int n;

	view_flag(v, "Conflict", true);
	view_text(v, "Theirs.title", t->title);
	view_text(v, "Theirs.lead", t->lead);
	view_text(v, "Theirs.text", t->text);
	/* Who it was, when the words changed; else it was the menu. */
	if (topic_versions(request_store(rq), request_arena(rq), t->id, &list,
		&n) != RC_OK ||
	    n == 0 || list[0].version != t->version)
		return;
	view_text(v, "Theirs.who", list[0].who);
	view_time(v, "Theirs.at", list[0].at, request_now(rq));
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct draw *d)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(
	    rq, rp, "topics", d->fresh ? "Новая страница" : d->topic->title);
	if (d->problem != NULL)
		desk_part_problem(v, d->problem);
	form_show(d->form, v);
	view_flag(v, "Topic.fresh_page", d->fresh);
	view_text(v, "Topic.site", desk_part_address(rq));
	if (d->preview) {
		view_flag(v, "Topic.preview", true);
		view_text(
		    v, "Topic.preview_title", form_text(d->form, "title"));
		view_text(v, "Topic.preview_lead", form_text(d->form, "lead"));
		view_html(v, "Topic.html",
		    markdown_html(
			request_arena(rq), form_text(d->form, "text")));
	}
	if (d->outcome == RC_CONFLICT)
		show_theirs(rq, v, d->topic);
	if (!d->fresh && (rc = show_stored(rq, v, d->topic)) != RC_OK)
		return rc;
	reply_page(rp, "desk/topic.cs");
	return d->outcome;
}

static struct form *
form_of(const struct request *rq, const struct topic *t)
{
	struct form *f = form_new(rq, fields, LEN(fields));

	form_set_int(f, "version", t->version);
	form_set_text(f, "title", t->title);
	form_set_text(f, "menu", t->menu);
	form_set_text(f, "name", t->name);
	form_set_text(f, "lead", t->lead);
	form_set_text(f, "text", t->text);
	form_set_int(f, "in_menu", t->in_menu);
	form_set_int(f, "in_foot", t->in_foot);
	form_set_int(f, "hidden", t->hidden);
	return f;
}

/* --------------------------------------------------------------- saving */

static enum rc
find_topic(const struct request *rq, struct topic *t)
{
	const char *name = request_part(rq, "name");
	enum rc rc =
	    topic_by_name(request_store(rq), request_arena(rq), name, t);

	/* Somebody changed the address meanwhile: what was typed is not
	 * lost. */
	if (rc != RC_NOT_FOUND)
		return rc;
	return topic_was(request_store(rq), request_arena(rq), name, t);
}

static struct topic
typed(const struct form *f, const struct topic *stored)
{
	struct topic t = *stored;

	t.version = form_int(f, "version");
	t.title = form_text(f, "title");
	t.menu = form_text(f, "menu");
	t.lead = form_text(f, "lead");
	t.text = form_text(f, "text");
	t.in_menu = form_int(f, "in_menu") != 0;
	t.in_foot = form_int(f, "in_foot") != 0;
	if (t.def == NULL)
		t.name = form_text(f, "name");
	if (t.def == NULL || !t.def->fixed)
		t.hidden = form_int(f, "hidden") != 0;
	return t;
}

/* What was typed, into the store or back into the form. */
static enum rc
save(const struct request *rq, struct reply *rp, struct draw *d,
    const struct topic *stored, struct form *f)
{
	const char *word = request_field(rq, "do"), *field, *why = NULL;
	struct actor actor = desk_part_actor(rq);
	struct topic t = typed(f, stored);
	enum rc rc;

	d->form = f;
	d->topic = stored;
	d->outcome = form_ok(f) ? RC_OK : RC_INVALID;
	d->preview = word != NULL && strcmp(word, "preview") == 0;
	if (d->preview || !form_ok(f))
		return show(rq, rp, d);
	rc = topic_save(
	    request_store(rq), request_arena(rq), &actor, &t, &field, &why);
	if (rc == RC_INVALID && field != NULL)
		form_error(f, field, why);
	if (rc == RC_CONFLICT || (rc == RC_INVALID && field != NULL)) {
		/* What lies in the form now stands over what was stored. */
		if (rc == RC_CONFLICT)
			form_set_int(f, "version", stored->version);
		d->outcome = rc;
		return show(rq, rp, d);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Страница «%s» сохранена.", t.title);
	reply_redirect(rp, "/desk/topics/%s", t.name);
	return rc;
}

enum rc
desk_topic(const struct request *rq, struct reply *rp)
{
	struct topic t;
	struct draw d = { .topic = &t, .outcome = RC_OK };
	enum rc rc = find_topic(rq, &t);

	if (rc != RC_OK)
		return rc;
	d.form = form_of(rq, &t);
	return show(rq, rp, &d);
}

enum rc
desk_topic_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct draw d = { .outcome = RC_OK };
	struct topic t;
	enum rc rc = find_topic(rq, &t);

	return rc == RC_OK ? save(rq, rp, &d, &t, f) : rc;
}

static const struct topic blank = {
	.name = "",
	.title = "",
	.menu = "",
	.lead = "",
	.text = "",
	.in_foot = true,
};

enum rc
desk_topic_new(const struct request *rq, struct reply *rp)
{
	struct draw d = { .topic = &blank,
		.form = form_of(rq, &blank),
		.fresh = true,
		.outcome = RC_OK };

	return show(rq, rp, &d);
}

enum rc
desk_topic_create(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct draw d = { .fresh = true, .outcome = RC_OK };

	return save(rq, rp, &d, &blank, f);
}
