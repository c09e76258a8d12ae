#include "desk/story/story_show.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/markdown.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/story/story_preview.h"
#include "desk/story/story_side.h"
#include "mediaplan/kind.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "publish/channel.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

static const char *const people_choices[] = { "no", "yes", NULL };
static const char *const when_choices[] = { "slot", "at", "later", NULL };

enum { KIND_NAME_MAX = 40 };

const struct field desk_story_fields[] = {
	{ "title", "Заголовок", FIELD_LINE, 0, STORY_TITLE_MAX, 0, NULL },
	{ "lead", "Вводка", FIELD_TEXT, 0, STORY_LEAD_MAX, 0, NULL },
	{ "text", "Текст для сайта", FIELD_TEXT, 0, STORY_TEXT_MAX, 0, NULL },
	{ "vk_own", "Свой текст", FIELD_FLAG, 0, 0, 0, NULL },
	{ "vk_text", "Текст для ВКонтакте", FIELD_TEXT, 0, STORY_VK_TEXT_MAX, 0,
	    NULL },
	{ "kind", "Вид", FIELD_LINE, 1, KIND_NAME_MAX, 0, NULL },
	{ "rubric", "Рубрика", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "who", "Ответственный", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "people", "Люди", FIELD_CHOICE, 0, 0, 0, people_choices },
	{ "consents", "Согласия проверены", FIELD_FLAG, 0, 0, 0, NULL },
	{ "when", "Когда", FIELD_CHOICE, 0, 0, 0, when_choices },
	{ "at", "Дата и время выхода", FIELD_TIME, 0, 0, 0, NULL },
	{ "version", "Версия", FIELD_INT, 0, INT64_MAX, 0, NULL },
};
const int desk_story_fields_n = LEN(desk_story_fields);

enum rc
desk_story_show_find(const struct request *rq, struct story *s)
{
	int64_t id = request_part_id(rq, "id");

	return id == 0
		   ? RC_NOT_FOUND
		   : stories_by_id(request_store(rq), request_arena(rq), id, s);
}

const char *
desk_story_show_linked(const struct request *rq, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const char *text = markdown_plain(a, s->text);

	return arena_printf(a, "%s%s%s%s%s", s->title,
	    s->lead[0] != '\0' ? "\n\n" : "", s->lead,
	    text[0] != '\0' ? "\n\n" : "", text);
}

/* ---------------------------------------------------------- the form */

static struct form *
stored(const struct request *rq, const struct story *s)
{
	struct form *f = form_new(rq, desk_story_fields, desk_story_fields_n);

	form_set_text(f, "title", s->title);
	form_set_text(f, "lead", s->lead);
	form_set_text(f, "text", s->text);
	form_set_int(f, "vk_own", s->vk_text != NULL);
	form_set_text(f, "vk_text", s->vk_text);
	form_set_text(f, "kind", s->kind);
	form_set_int(f, "rubric", s->rubric_id);
	form_set_int(f, "who", s->responsible_id);
	form_set_text(f, "people",
	    s->people == 1   ? "yes"
	    : s->people == 0 ? "no"
			     : "");
	form_set_text(f, "when",
	    s->publish_at != 0	? "at"
	    : s->window_to != 0 ? "slot"
				: "later");
	form_set_int(f, "at", s->publish_at);
	form_set_int(f, "version", s->version);
	return f;
}

/* The usual minute of the kind inside the story's window. */
static int64_t
slot_minute(const struct request *rq, const struct story *s)
{
	struct kind k;

	if (s->window_to == 0 || kind_of_site(request_store(rq),
				     request_arena(rq), s->kind, &k) != RC_OK)
		return 0;
	return kind_usual_minute(
	    &k, s->window_from, s->window_to, request_now(rq));
}

static int64_t
typed_minute(
    const struct request *rq, const struct story *s, const struct form *f)
{
	const char *when = form_text(f, "when");

	if (strcmp(when, "slot") == 0)
		return slot_minute(rq, s);
	return strcmp(when, "later") == 0 ? 0 : form_int(f, "at");
}

enum rc
desk_story_show_apply(const struct request *rq, const struct story *s,
    const struct form *f, struct story *out)
{
	const char *people = form_text(f, "people");
	struct rubric r;
	enum rc rc;

	*out = *s;
	out->title = form_text(f, "title");
	out->lead = form_text(f, "lead");
	out->text = form_text(f, "text");
	out->vk_text = form_int(f, "vk_own") ? form_text(f, "vk_text") : NULL;
	if (kind_by_name(form_text(f, "kind")) != NULL)
		out->kind = form_text(f, "kind");
	out->people = people[0] == '\0' ? s->people : people[0] == 'y';
	out->publish_at = typed_minute(rq, s, f);
	out->responsible_id = form_int(f, "who");
	out->version = form_int(f, "version");
	if (form_int(f, "rubric") == s->rubric_id)
		return RC_OK;
	out->rubric_id = form_int(f, "rubric");
	out->rubric_title = out->rubric_slug = out->rubric_hashtag = "";
	if (out->rubric_id == 0)
		return RC_OK;
	rc = rubrics_by_id(
	    request_store(rq), request_arena(rq), out->rubric_id, &r);
	if (rc == RC_OK) {
		out->rubric_title = r.title;
		out->rubric_slug = r.slug;
		out->rubric_hashtag = r.hashtag;
	}
	return rc == RC_NOT_FOUND ? RC_INVALID : rc;
}

/* -------------------------------------------------------- its panels */

enum rc
desk_story_show_channels(const struct request *rq, const struct story *s,
    bool typed, int64_t *ids, int max, int *n)
{
	const char *sent[STORY_CHANNELS_MAX];
	int64_t *stored_ids;
	int m;
	enum rc rc;

	*n = 0;
	if (typed) {
		m = request_fields(rq, "channel", sent, STORY_CHANNELS_MAX);
		for (int i = 0; i < m && *n < max; i++)
			if (text_int(sent[i], 1, INT64_MAX, &ids[*n]))
				++*n;
		return RC_OK;
	}
	rc = story_channels_get(
	    request_store(rq), request_arena(rq), s->id, &stored_ids, &m);
	for (int i = 0; rc == RC_OK && i < m && i < max; i++)
		ids[(*n)++] = stored_ids[i];
	return rc;
}

static enum rc
show_channels(
    const struct request *rq, struct view *v, const struct story *s, bool typed)
{
	struct channel_abilities can;
	struct channel *list;
	int64_t ids[STORY_CHANNELS_MAX];
	int n, m;
	enum rc rc;

	if ((rc = desk_story_show_channels(
		 rq, s, typed, ids, STORY_CHANNELS_MAX, &m)) != RC_OK)
		return rc;
	if ((rc = channels_list(
		 request_store(rq), request_arena(rq), &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		bool chosen = false;

		for (int j = 0; j < m; j++)
			chosen |= ids[j] == list[i].id;
		if (!list[i].enabled && !chosen)
			continue;
		rc = channel_can(
		    request_store(rq), request_arena(rq), list[i].id, &can);
		if (rc != RC_OK)
			return rc;
		view_row(v, "Channels");
		view_int(v, "value", list[i].id);
		view_text(v, "label", list[i].title);
		view_flag(v, "selected", chosen);
		view_flag(v, "dumb", !can.text);
		view_out(v);
	}
	return RC_OK;
}

static void
show_head(const struct request *rq, struct view *v, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const struct kind *k = kind_by_name(s->kind);
	enum story_state state = story_state_now(s, request_now(rq));

	view_in(v, "Story");
	desk_part_story(rq, v, s);
	view_text(v, "lead", s->lead);
	view_text(v, "slug", s->slug);
	view_int(v, "people", s->people);
	view_flag(v, "people_yes", s->people == 1);
	view_text(v, "approver", s->approver);
	view_time(v, "approved", s->approved_at, request_now(rq));
	view_time(v, "created", s->created_at, request_now(rq));
	view_text(v, "vk_text", s->vk_text);
	view_html(v, "html", markdown_html(a, s->text));
	view_flag(v, "has_window", s->window_to != 0);
	view_textf(v, "window_full", "%s: %s", k != NULL ? k->title_gen : "",
	    s->window_to ? date_ru_range(a, s->window_from, s->window_to) : "");
	view_time(v, "slot_at", slot_minute(rq, s), request_now(rq));
	view_text(v, "later",
	    date_input(a, s->publish_at > request_now(rq) ? s->publish_at
			  : slot_minute(rq, s) != 0	  ? slot_minute(rq, s)
						    : request_now(rq) + 3600));
	view_flag(v, "is_published", state == STORY_PUBLISHED);
	view_flag(v, "is_scheduled", state == STORY_SCHEDULED);
	view_flag(v, "is_missed", state == STORY_MISSED);
	view_flag(v, "is_review", state == STORY_REVIEW);
	view_flag(v, "is_approved", state == STORY_APPROVED);
	view_out(v);
}

/* The text of whoever was faster, beside what this person typed. */
static void
show_theirs(const struct request *rq, struct view *v, const struct story *s)
{
	struct story_version *list;
	int n;

	view_in(v, "Theirs");
	view_text(v, "title", s->title);
	view_text(v, "lead", s->lead);
	view_text(v, "text", s->text);
	view_text(v, "vk_text", s->vk_text);
	if (story_versions_list(request_store(rq), request_arena(rq), s->id, 1,
		&list, &n) == RC_OK &&
	    n > 0) {
		view_text(v, "who", list[0].who);
		view_time(v, "at", list[0].at, request_now(rq));
	}
	view_out(v);
}

/* Does the page show the form or the text? */
static bool
editing(const struct request *rq, const struct story_page *p)
{
	struct actor actor = desk_part_actor(rq);
	enum story_state state = story_state_now(p->story, request_now(rq));
	bool wish = p->edit || p->form != NULL ||
		    strcmp(request_query(rq, "edit"), "1") == 0;
	const char *why;

	if (state == STORY_PUBLISHED)
		return wish && story_may(p->story, STORY_CORRECT, &actor, false,
				   request_now(rq), &why) == RC_OK;
	if (story_may(p->story, STORY_EDIT, &actor, false, request_now(rq),
		&why) != RC_OK)
		return false;
	return wish || p->story->state == STORY_PLANNED ||
	       p->story->state == STORY_DRAFT ||
	       p->story->state == STORY_RETURNED;
}

static enum rc
show_choices(const struct request *rq, struct view *v, const struct form *f)
{
	enum rc rc;

	desk_part_kinds(v, form_text(f, "kind"));
	if ((rc = desk_part_rubrics(rq, v, form_int(f, "rubric"))) != RC_OK)
		return rc;
	return desk_part_who(rq, v, form_int(f, "who"));
}

enum rc
desk_story_show(
    const struct request *rq, struct reply *rp, struct story_page *p)
{
	struct view *v = reply_view(rp);
	const struct story *s = p->story;
	bool typed = p->form != NULL;
	enum rc rc;

	desk_part_page(rq, rp, "plan", desk_part_title(rq, s));
	view_flag(v, "Story.editing", editing(rq, p));
	if (p->problem != NULL)
		desk_part_problem(v, p->problem);
	if (!typed)
		p->form = stored(rq, s);
	if (p->outcome == RC_CONFLICT && typed) {
		view_flag(v, "Conflict", true);
		show_theirs(rq, v, s);
		form_set_int(p->form, "version", s->version);
	}
	form_show(p->form, v);
	show_head(rq, v, s);
	if ((rc = show_choices(rq, v, p->form)) != RC_OK ||
	    (rc = show_channels(rq, v, s, typed)) != RC_OK ||
	    (rc = desk_story_preview(rq, v, s, p->form)) != RC_OK ||
	    (rc = desk_story_side(rq, v, s)) != RC_OK)
		return rc;
	reply_page(rp, "desk/story.cs");
	return p->outcome;
}
