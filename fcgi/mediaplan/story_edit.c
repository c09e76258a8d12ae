#include <string.h>
#include "base/arena.h"
#include "base/markdown.h"
#include "base/text.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

const char *
story_edit_wrong(const struct story_edit *e)
{
	if (text_chars(e->title) > STORY_TITLE_MAX)
		return "Заголовок длиннее 200 знаков. Сократите его.";
	if (text_chars(e->lead) > STORY_LEAD_MAX)
		return "Вступление длиннее 500 знаков. Сократите его.";
	if (strlen(e->text) > MARKDOWN_MAX ||
	    text_chars(e->text) > STORY_TEXT_MAX)
		return "Текст длиннее 60 000 знаков. Разделите его на "
		       "несколько материалов.";
	if (e->vk_text != NULL && text_utf16(e->vk_text) > STORY_VK_TEXT_MAX)
		return "Текст для ВКонтакте длиннее 15 000 знаков. "
		       "Сократите его.";
	if (kind_by_name(e->kind) == NULL)
		return "Выберите вид материала.";
	if (e->people < -1 || e->people > 1)
		return "Отметьте, названы или показаны ли люди.";
	return NULL;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Appends a word to a list. */
static void
word(struct arena *a, const char **list, bool differs, const char *what)
{
	if (differs)
		*list =
		    arena_printf(a, "%s%s%s", *list, **list ? ", " : "", what);
}

const char *
story_edit_words(struct arena *a, const struct story *s,
    const struct story_edit *e, bool *texts)
{
	const char *list = "";

	word(a, &list, !same(s->title, e->title), "заголовок");
	word(a, &list, !same(s->lead, e->lead), "вступление");
	word(a, &list, !same(s->text, e->text), "текст");
	word(a, &list, !same(s->vk_text, e->vk_text), "текст для ВК");
	*texts = *list != '\0';
	word(a, &list, !same(s->kind, e->kind), "вид");
	word(a, &list, s->rubric_id != e->rubric_id, "рубрика");
	word(a, &list, s->people != e->people, "люди");
	return list;
}

void
story_edit_copy(struct story *s, const struct story_edit *e)
{
	s->title = e->title;
	s->lead = e->lead;
	s->text = e->text;
	s->vk_text = e->vk_text;
	s->kind = e->kind;
	s->rubric_id = e->rubric_id;
	s->people = e->people;
	s->responsible_id = e->responsible_id;
}

enum rc
story_edit_version(struct store *st, const struct story *s,
    const struct actor *by, int64_t now)
{
	struct story_version v = { .version = s->version,
		.at = now,
		.account_id = by->account_id,
		.title = s->title,
		.lead = s->lead,
		.text = s->text,
		.vk_text = s->vk_text };

	return story_versions_insert(st, s->id, &v);
}

/* Another kind of the same event has another window. */
static enum rc
window_follow(struct store *st, struct arena *a, struct story *s)
{
	struct kind k;
	enum rc rc;

	if (s->event_id == 0)
		return RC_OK;
	if ((rc = kind_of_site(st, a, s->kind, &k)) != RC_OK)
		return rc;
	kind_window(&k, s->event_starts_at, s->event_ends_at, &s->window_from,
	    &s->window_to);
	return RC_OK;
}

/* An autosave takes the place of the version before it if that is the same
 * person's, fresh, and nothing else happened to the story in between: a text
 * that was sent to review or approved keeps its version. */
static enum rc
version_merge(struct store *st, struct arena *a, const struct story *before,
    const struct actor *by, int64_t now, bool *merged)
{
	struct story_version last;
	enum rc rc;

	*merged = false;
	rc = story_versions_get(st, a, before->id, before->version, &last);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	if (last.account_id != by->account_id ||
	    last.at + STORY_VERSION_MERGE_S < now)
		return RC_OK;
	*merged = true;
	return story_versions_remove(st, before->id, before->version);
}

static enum rc
edit_write(struct store *st, struct arena *a, const struct actor *by,
    struct story *s, const struct story_edit *e, int64_t now, const char *words,
    bool texts)
{
	struct story before = *s;
	bool merged = false;
	enum rc rc;

	story_edit_copy(s, e);
	s->publish_at = e->publish_at;
	if (*words != '\0')
		story_unapprove(s, by, now);
	if (strcmp(before.kind, s->kind) != 0 &&
	    (rc = window_follow(st, a, s)) != RC_OK)
		return rc;
	if ((rc = stories_update(st, s)) != RC_OK)
		return rc;
	if (texts && e->autosave &&
	    (rc = version_merge(st, a, &before, by, now, &merged)) != RC_OK)
		return rc;
	if (texts && (rc = story_edit_version(st, s, by, now)) != RC_OK)
		return rc;
	if (merged)
		return RC_OK;
	if (*words == '\0')
		words = "время или ответственный";
	return journal_add(st, by, "edited", "story", s->id, words);
}

static enum rc
edit_within(struct store *st, struct arena *a, const struct actor *by,
    const struct story_edit *e, int64_t now, int64_t *version, const char **why)
{
	struct story s;
	const char *words;
	bool texts;
	enum rc rc;

	if ((rc = story_take(st, a, e->id, e->version, &s, why)) != RC_OK)
		return rc;
	rc = story_may(&s, STORY_EDIT, by, true, now, why);
	if (rc != RC_OK)
		return rc;
	*version = s.version;
	words = story_edit_words(a, &s, e, &texts);
	if (*words == '\0' && s.publish_at == e->publish_at &&
	    s.responsible_id == e->responsible_id)
		return RC_OK;
	*why = "Это время уже прошло. Выберите другое.";
	if (s.publish_at != e->publish_at && e->publish_at != 0 &&
	    e->publish_at <= now)
		return RC_INVALID;
	rc = edit_write(st, a, by, &s, e, now, words, texts);
	/* Only a rubric or an account that is not there can clash. */
	*why = "Такой рубрики или учётной записи нет. Выберите из списка.";
	if (rc == RC_CONFLICT)
		return RC_INVALID;
	*why = NULL;
	*version = s.version;
	return rc;
}

enum rc
story_edit(struct store *st, struct arena *a, const struct actor *by,
    const struct story_edit *e, int64_t now, int64_t *version, const char **why)
{
	enum rc rc;

	if ((*why = story_edit_wrong(e)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = edit_within(st, a, by, e, now, version, why);
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}
