#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_act.h"
#include "desk/story/story_photo.h"
#include "desk/story/story_preview.h"
#include "desk/story/story_show.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "publish/schedule.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* A posted editor on its way into the store. */
struct save {
	const struct request *rq;
	struct reply *rp;
	struct form *form;
	struct story story; /* as stored before */
	struct story typed; /* what was typed laid over it */
	const char *word;   /* the button: save, submit, detach, photo-up-7 */
	const char *why;
	int64_t channels[STORY_CHANNELS_MAX]; /* ticked */
	int channels_n;
	int64_t version; /* after saving */
	bool autosave;
};

static struct story_edit
edit_of(const struct save *s)
{
	const struct story *t = &s->typed;
	struct story_edit e = {
		.id = t->id,
		.version = t->version,
		.title = t->title,
		.lead = t->lead,
		.text = t->text,
		.vk_text = t->vk_text,
		.kind = t->kind,
		.rubric_id = t->rubric_id,
		.people = t->people,
		.publish_at = t->publish_at,
		.responsible_id = t->responsible_id,
		.autosave = s->autosave,
		.consents = form_int(s->form, "consents") != 0,
	};

	if (strcmp(s->word, "detach") == 0 && e.vk_text == NULL)
		e.vk_text = desk_story_show_linked(s->rq, t);
	if (strcmp(s->word, "link") == 0)
		e.vk_text = NULL;
	return e;
}

static enum rc
save_read(struct save *s)
{
	const char *word = request_field(s->rq, "do");
	enum rc rc;

	s->word = word != NULL ? word : "save";
	if ((rc = desk_story_show_find(s->rq, &s->story)) != RC_OK)
		return rc;
	s->form = form_read(s->rq, desk_story_fields, desk_story_fields_n);
	if (kind_by_name(form_text(s->form, "kind")) == NULL)
		form_error(s->form, "kind", "Выберите вид материала");
	rc = desk_story_show_apply(s->rq, &s->story, s->form, &s->typed);
	if (rc == RC_INVALID)
		form_error(s->form, "rubric", "Такой рубрики нет");
	else if (rc != RC_OK)
		return rc;
	return form_ok(s->form) ? RC_OK : RC_INVALID;
}

/* The text and where it goes, then what the photos are called. */
static enum rc
save_write(struct save *s)
{
	struct actor actor = desk_part_actor(s->rq);
	struct story_edit e = edit_of(s);
	struct story fresh;
	enum rc rc;

	rc = desk_story_show_channels(s->rq, &s->story, true, s->channels,
	    STORY_CHANNELS_MAX, &s->channels_n);
	if (rc != RC_OK)
		return rc;
	e.channels = s->channels;
	e.channels_n = s->channels_n;
	rc = story_edit(request_store(s->rq), request_arena(s->rq), &actor, &e,
	    request_now(s->rq), &s->version, &s->why);
	if (rc != RC_OK ||
	    (rc = desk_story_photo_alts(s->rq, &s->story)) != RC_OK)
		return rc;
	/* Descriptions may have raised the version once more. */
	if ((rc = stories_by_id(request_store(s->rq), request_arena(s->rq),
		 s->story.id, &fresh)) == RC_OK)
		s->version = fresh.version;
	return rc;
}

/* The form again with what was typed, and what stands against it. */
static enum rc
show_again(struct save *s, enum rc rc)
{
	struct story_page page = { .story = &s->story,
		.form = s->form,
		.edit = true,
		.problem = s->why,
		.outcome = rc };

	if (rc != RC_INVALID && rc != RC_CONFLICT && rc != RC_DENIED)
		return rc;
	if (rc == RC_CONFLICT) {
		/* Somebody was faster: theirs is what the store has now. */
		rc = stories_by_id(request_store(s->rq), request_arena(s->rq),
		    s->story.id, &s->story);
		if (rc != RC_OK)
			return rc;
		page.problem = NULL;
	} else {
		page.outcome = RC_INVALID;
		if (page.problem == NULL)
			page.problem =
			    form_ok(s->form)
				? "Сейчас этот материал изменить нельзя."
				: "Материал не сохранён: исправьте отмеченные "
				  "поля.";
	}
	return desk_story_show(s->rq, s->rp, &page);
}

static enum rc
back_to_story(const struct save *s, const char *words)
{
	enum rc rc = session_notice(s->rq, 0, "%s", words);

	/* An approved text that was opened for editing is a draft now. */
	reply_redirect(s->rp, "/desk/story/%lld", (long long)s->story.id);
	return rc;
}

/* The page of the fresh story with a sentence about what was refused. */
static enum rc
show_problem(struct save *s, const char *why)
{
	struct story_page page = { .story = &s->story,
		.edit = true,
		.problem =
		    why != NULL ? why : "Сохранено, но дальше не получилось.",
		.outcome = RC_INVALID };
	enum rc rc = stories_by_id(
	    request_store(s->rq), request_arena(s->rq), s->story.id, &s->story);

	return rc != RC_OK ? rc : desk_story_show(s->rq, s->rp, &page);
}

static enum rc
save_submit(struct save *s)
{
	struct story_act act = {
		.action = STORY_SUBMIT, .version = s->version, .reason = ""
	};
	enum rc rc = stories_by_id(
	    request_store(s->rq), request_arena(s->rq), s->story.id, &s->story);

	if (rc == RC_OK)
		rc = desk_story_act_run(s->rq, &s->story, &act);
	if (rc == RC_OK)
		return desk_story_act_done(s->rq, s->rp, &s->story, &act);
	if (rc == RC_INVALID || rc == RC_DENIED || rc == RC_CONFLICT)
		return show_problem(s, act.why);
	return rc;
}

static enum rc
save_uploads(struct save *s)
{
	const char *why;
	int n;
	enum rc rc = desk_story_photo_take(s->rq, &s->story, &n, &why);

	if (rc == RC_INVALID)
		return show_problem(s, why);
	if (rc != RC_OK)
		return rc;
	return back_to_story(s,
	    n > 0
		? "Текст сохранён, снимки добавлены."
		: "Текст сохранён. Выберите файлы снимков и нажмите ещё раз.");
}

static enum rc
save_correct(struct save *s)
{
	struct actor actor = desk_part_actor(s->rq);
	struct story_edit e = edit_of(s);
	struct story_act act = { .action = STORY_CORRECT };
	enum rc rc;

	e.publish_at = s->story.publish_at;
	rc = schedule_correct(request_store(s->rq), request_arena(s->rq),
	    &actor, &e, desk_part_address(s->rq), request_now(s->rq), &s->why);
	if (rc != RC_OK ||
	    (rc = desk_story_photo_alts(s->rq, &s->story)) != RC_OK)
		return show_again(s, rc);
	desk_part_wake(s->rq);
	return desk_story_act_done(s->rq, s->rp, &s->story, &act);
}

enum rc
desk_story_save(const struct request *rq, struct reply *rp)
{
	struct save s = { .rq = rq, .rp = rp };
	enum rc rc = save_read(&s);

	if (rc != RC_OK)
		return s.form != NULL ? show_again(&s, rc) : rc;
	if (strcmp(s.word, "correct") == 0)
		return save_correct(&s);
	if ((rc = save_write(&s)) != RC_OK)
		return show_again(&s, rc);
	if (strcmp(s.word, "submit") == 0)
		return save_submit(&s);
	if (strcmp(s.word, "upload") == 0)
		return save_uploads(&s);
	if (strncmp(s.word, "photo-", 6) == 0) {
		rc = desk_story_photo_do(rq, &s.story, s.word);
		return rc != RC_OK ? rc : back_to_story(&s, "Снимки изменены.");
	}
	return back_to_story(
	    &s, arena_printf(request_arena(rq), "Сохранено в %s.",
		    date_hm(request_arena(rq), request_now(rq))));
}

/* For the script: "saved VERSION HH:MM", "stale WORDS", "refused WORDS". */
enum rc
desk_story_save_auto(const struct request *rq, struct reply *rp)
{
	struct save s = { .rq = rq, .rp = rp, .autosave = true };
	struct arena *a = request_arena(rq);
	const char *answer;
	enum rc rc = save_read(&s);

	if (rc != RC_OK && s.form == NULL)
		return rc;
	s.word = "save";
	if (rc == RC_OK)
		rc = save_write(&s);
	if (rc == RC_OK)
		answer = arena_printf(a, "saved %lld %s", (long long)s.version,
		    date_hm(a, request_now(rq)));
	else if (rc == RC_CONFLICT)
		answer = "stale Материал изменил кто-то ещё. Нажмите "
			 "«Сохранить»: покажем оба текста.";
	else if (rc == RC_INVALID || rc == RC_DENIED)
		answer = arena_printf(a, "refused %s",
		    s.why != NULL ? s.why : "Не сохранено: проверьте поля.");
	else
		return rc;
	reply_body(rp, "text/plain", answer, strlen(answer), NULL);
	return RC_OK;
}

enum rc
desk_story_save_preview(const struct request *rq, struct reply *rp)
{
	struct save s = { .rq = rq, .rp = rp };
	struct view *v = reply_view(rp);
	enum rc rc = save_read(&s);

	if (s.form == NULL)
		return rc;
	if ((rc = desk_story_preview(rq, v, &s.story, s.form)) != RC_OK)
		return rc;
	reply_page(rp, "desk/story_preview.cs");
	return RC_OK;
}
