#include "desk/part.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/diff.h"
#include "base/strbuf.h"
#include "base/log.h"
#include "base/secret.h"
#include "desk/publication/attention.h"
#include "mediaplan/kind.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "people/account.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	COUNT_CAP = 100 /* counting stops here: "99+" says enough */
};

/* The tabs of the plan; the last one is a page of its own. */
static const struct tab {
	const char *name, *label, *path;
	unsigned states;
} tabs[] = {
	{ "", "План", "/desk/plan?state=", BIT(STORY_PLANNED) },
	{ "draft", "Черновики", "/desk/plan?state=draft",
	    BIT(STORY_DRAFT) | BIT(STORY_RETURNED) },
	{ "review", "Согласование", "/desk/plan?state=review",
	    BIT(STORY_REVIEW) },
	{ "queue", "Очередь", "/desk/plan?state=queue",
	    BIT(STORY_APPROVED) | BIT(STORY_SCHEDULED) },
	{ "sent", "Отправлено", "/desk/plan?state=sent", BIT(STORY_PUBLISHED) },
	{ "attention", "Требуют внимания", "/desk/attention", 0 },
};

struct actor
desk_part_actor(const struct request *rq)
{
	const struct session *s = request_session(rq);

	return (struct actor){ .account_id = s ? s->account_id : 0,
		.name = s ? s->name : "",
		.roles = s ? s->roles : 0 };
}

bool
desk_part_alone(const struct request *rq)
{
	int n = 0;

	return accounts_count(request_store(rq), &n) == RC_OK && n == 1;
}

bool
desk_part_may(const struct request *rq, unsigned roles)
{
	const struct session *s = request_session(rq);

	return s != NULL && (s->roles & roles) != 0;
}

static const char *
here(const struct request *rq)
{
	const char *search = request_header(rq, "QUERY_STRING");

	return search[0] == '\0' ? request_path(rq)
				 : arena_printf(request_arena(rq), "%s?%s",
				       request_path(rq), search);
}

void
desk_part_page(const struct request *rq, struct reply *rp, const char *section,
    const char *title)
{
	struct view *v = reply_view(rp);
	const struct session *s = request_session(rq);

	view_text(v, "Page.title", title);
	view_text(v, "Page.section", section);
	if (request_method(rq) == METHOD_GET)
		view_text(v, "Page.here", here(rq));
	if (s == NULL || s->notice[0] == '\0')
		return;
	view_text(v, "Notice.text", s->notice);
	if (s->undo_id != 0)
		view_int(v, "Notice.undo", s->undo_id);
}

/* Ours: a path of the desk that no browser reads a host into. */
static bool
own_path(const char *s)
{
	if (strncmp(s, "/desk", 5) != 0 || (s[5] != '/' && s[5] != '\0'))
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || *s == '\\' || *s == 0x7f)
			return false;
	return true;
}

const char *
desk_part_back(const struct request *rq, const char *preset)
{
	const char *back = request_method(rq) == METHOD_POST
			       ? request_field(rq, "back")
			       : request_query(rq, "back");

	return back != NULL && own_path(back) ? back : preset;
}

void
desk_part_problem(struct view *v, const char *why)
{
	view_text(v, "Problem.text",
	    why != NULL && why[0] != '\0'
		? why
		: "Не получилось. Обновите страницу и попробуйте снова.");
}

const char *
desk_part_title(const struct request *rq, const struct story *s)
{
	const struct kind *k = kind_by_name(s->kind);
	const char *kind = k != NULL ? k->title : s->kind;

	if (s->title[0] != '\0')
		return s->title;
	if (s->event_id != 0)
		return arena_printf(
		    request_arena(rq), "%s: %s", kind, s->event_title);
	return arena_printf(request_arena(rq), "%s без заголовка", kind);
}

const char *
desk_part_window(const struct request *rq, const struct story *s)
{
	struct arena *a = request_arena(rq);

	if (s->window_to == 0)
		return "";
	if (s->window_from <= request_now(rq))
		return arena_printf(
		    a, "до конца %s", date_ru_day(a, s->window_to - 1));
	return date_ru_range(a, s->window_from, s->window_to);
}

static void
show_state(const struct request *rq, struct view *v, const struct story *s)
{
	const struct story_state_info *info =
	    &story_states[story_state_now(s, request_now(rq))];
	/* The class of an empty slot is a word of the style sheet. */
	const char *css =
	    strcmp(info->name, "planned") == 0 ? "slot" : info->name;

	view_text(v, "state", info->name);
	view_text(v, "css", css);
	view_text(v, "label", info->label);
}

void
desk_part_story(const struct request *rq, struct view *v, const struct story *s)
{
	const struct kind *k = kind_by_name(s->kind);
	struct actor actor = desk_part_actor(rq);
	int64_t now = request_now(rq);
	const char *why;

	view_int(v, "id", s->id);
	view_int(v, "version", s->version);
	view_text(v, "title", desk_part_title(rq, s));
	view_text(v, "kind", k != NULL ? k->title : s->kind);
	view_text(v, "icon", k != NULL ? k->icon : "news");
	show_state(rq, v, s);
	view_text(v, "rubric", s->rubric_title);
	view_text(v, "event", s->event_title);
	if (s->event_id != 0)
		view_int(v, "event_id", s->event_id);
	view_text(v, "responsible", s->responsible);
	view_text(v, "author", s->author);
	view_text(v, "photo", s->photo_name);
	view_text(v, "reason", s->reason);
	view_time(v, "publish", s->publish_at, now);
	view_text(v, "window", desk_part_window(rq, s));
	view_flag(v, "movable",
	    story_may(s, STORY_MOVE, &actor, false, now, &why) == RC_OK);
	view_flag(v, "slot", s->state == STORY_PLANNED);
}

void
desk_part_choice(struct view *v, const char *list, const char *value,
    const char *label, bool selected)
{
	view_row(v, list);
	view_text(v, "value", value);
	view_text(v, "label", label);
	view_flag(v, "selected", selected);
	view_out(v);
}

void
desk_part_choice_id(struct view *v, const char *list, int64_t value,
    const char *label, bool selected)
{
	view_row(v, list);
	view_int(v, "value", value);
	view_text(v, "label", label);
	view_flag(v, "selected", selected);
	view_out(v);
}

void
desk_part_kinds(struct view *v, const char *chosen)
{
	const struct kind *kinds;
	int n = kind_all(&kinds);

	for (int i = 0; i < n; i++)
		desk_part_choice(v, "Kinds", kinds[i].name, kinds[i].title,
		    strcmp(kinds[i].name, chosen) == 0);
}

enum rc
desk_part_rubrics(const struct request *rq, struct view *v, int64_t chosen)
{
	struct rubric *list;
	enum rc rc;
	int n;

	if ((rc = rubrics_list(request_store(rq), request_arena(rq), true,
		 request_now(rq), &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (!list[i].archived || list[i].id == chosen)
			desk_part_choice_id(v, "Rubrics", list[i].id,
			    list[i].title, list[i].id == chosen);
	return RC_OK;
}

enum rc
desk_part_who(const struct request *rq, struct view *v, int64_t chosen)
{
	struct account *list;
	enum rc rc;
	int n;

	if ((rc = accounts_list(
		 request_store(rq), request_arena(rq), &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (!list[i].locked || list[i].id == chosen)
			desk_part_choice_id(v, "Who", list[i].id, list[i].name,
			    list[i].id == chosen);
	return RC_OK;
}

const char *
desk_part_count(const struct request *rq, int n)
{
	return n >= COUNT_CAP ? "99+"
			      : arena_printf(request_arena(rq), "%d", n);
}

enum rc
desk_part_tabs(const struct request *rq, struct view *v, const char *current)
{
	int n = 0;
	enum rc rc;

	for (size_t i = 0; i < LEN(tabs); i++) {
		bool attention = tabs[i].states == 0;

		rc = attention
			 ? desk_attention_count(rq, &n)
			 : stories_count(request_store(rq), tabs[i].states,
			       request_now(rq), COUNT_CAP, &n);
		if (rc != RC_OK)
			return rc;
		view_row(v, "Tabs");
		view_text(v, "label", tabs[i].label);
		view_text(v, "path", tabs[i].path);
		view_text(v, "count", desk_part_count(rq, n));
		view_flag(v, "hot", attention && n > 0);
		view_flag(v, "current", strcmp(tabs[i].name, current) == 0);
		view_out(v);
	}
	return RC_OK;
}

const char *
desk_part_address(const struct request *rq)
{
	return conf_text(request_site(rq)->conf, "address");
}

const char *
desk_part_guid_secret(const struct request *rq)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	const char *s = site_setting(st, a, "guid_secret");

	if (s[0] != '\0')
		return s;
	s = secret_token(a);
	if (site_set(st, "guid_secret", s) != RC_OK)
		log_error("desk: guid_secret was not stored");
	return s;
}

void
desk_part_wake(const struct request *rq)
{
	site_wake(request_state(rq), request_site(rq)->name);
}

const char *
desk_part_url(const struct request *rq, const char *s)
{
	struct strbuf b;
	const char *url;

	strbuf_init(&b);
	strbuf_add_url(&b, s);
	url = arena_strdup(request_arena(rq), b.buf);
	strbuf_free(&b);
	return url;
}

void
desk_part_diff(const struct request *rq, struct view *v, const char *label,
    const char *before, const char *after)
{
	if (strcmp(before, after) == 0)
		return;
	view_row(v, "Parts");
	view_text(v, "label", label);
	for (const struct diff *d =
		 diff_words(request_arena(rq), before, after);
	     d != NULL; d = d->next) {
		view_row(v, "Words");
		view_text(v, "text", d->text);
		view_flag(v, "added", d->op == DIFF_ADDED);
		view_flag(v, "removed", d->op == DIFF_REMOVED);
		view_out(v);
	}
	view_out(v);
}
