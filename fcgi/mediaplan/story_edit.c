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
	if (e->channels_n > STORY_CHANNELS_MAX)
		return "Площадок больше 32. Оставьте нужные.";
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

/* One edit in the making. */
struct edit {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	const struct story_edit *e;
	int64_t now;
	struct story s;
	const char *words; /* what differs, for the journal */
	bool texts;	   /* a version is due */
	bool move;	   /* other channels */
	int64_t *channels; /* those wished for, by id, each once */
	int channels_n;
};

/* Ids as they come from a form, in the order of the store. */
static void
channels_sort(struct edit *t)
{
	int64_t *list = arena_alloc(t->a, STORY_CHANNELS_MAX * sizeof(*list));
	int n = 0;

	for (int i = 0; i < t->e->channels_n; i++) {
		int64_t id = t->e->channels[i];
		int at = 0;

		while (at < n && list[at] < id)
			at++;
		if (at < n && list[at] == id)
			continue;
		memmove(
		    &list[at + 1], &list[at], (size_t)(n - at) * sizeof(*list));
		list[at] = id;
		n++;
	}
	t->channels = list;
	t->channels_n = n;
}

static enum rc
channels_compare(struct edit *t)
{
	int64_t *have;
	int n;
	enum rc rc;

	if (t->e->channels == NULL)
		return RC_OK;
	channels_sort(t);
	rc = story_channels_get(t->st, t->a, t->s.id, &have, &n);
	t->move = n != t->channels_n ||
		  (n > 0 && memcmp(have, t->channels,
				(size_t)n * sizeof(*have)) != 0);
	return rc;
}

static enum rc
channels_write(struct edit *t)
{
	const char *words = "только сайт";
	enum rc rc;

	if (!t->move)
		return RC_OK;
	rc = story_channels_set(t->st, t->s.id, t->channels, t->channels_n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < t->channels_n; i++)
		words = arena_printf(t->a, "%s%lld",
		    i == 0 ? "сайт и площадки: "
			   : arena_printf(t->a, "%s, ", words),
		    (long long)t->channels[i]);
	return journal_add(t->st, t->by, "channels", "story", t->s.id, words);
}

static enum rc
edit_write(struct edit *t)
{
	struct story before = t->s;
	bool merged = false,
	     rest = *t->words != '\0' ||
		    before.publish_at != t->e->publish_at ||
		    before.responsible_id != t->e->responsible_id;
	enum rc rc;

	story_edit_copy(&t->s, t->e);
	t->s.publish_at = t->e->publish_at;
	if (*t->words != '\0' || t->move)
		story_unapprove(&t->s, t->by, t->now);
	if (strcmp(before.kind, t->s.kind) != 0 &&
	    (rc = window_follow(t->st, t->a, &t->s)) != RC_OK)
		return rc;
	if ((rc = stories_update(t->st, &t->s)) != RC_OK ||
	    (rc = channels_write(t)) != RC_OK)
		return rc;
	if (t->texts && t->e->autosave &&
	    (rc = version_merge(
		 t->st, t->a, &before, t->by, t->now, &merged)) != RC_OK)
		return rc;
	if (t->texts &&
	    (rc = story_edit_version(t->st, &t->s, t->by, t->now)) != RC_OK)
		return rc;
	if (merged || !rest)
		return RC_OK;
	return journal_add(t->st, t->by, "edited", "story", t->s.id,
	    *t->words != '\0' ? t->words : "время или ответственный");
}

static enum rc
edit_within(struct edit *t, int64_t *version, const char **why)
{
	const struct story_edit *e = t->e;
	struct story *s = &t->s;
	enum rc rc;

	rc = story_take(t->st, t->a, e->id, e->version, s, why);
	if (rc != RC_OK)
		return rc;
	rc = story_may(s, STORY_EDIT, t->by, true, t->now, why);
	if (rc != RC_OK)
		return rc;
	*version = s->version;
	t->words = story_edit_words(t->a, s, e, &t->texts);
	if ((rc = channels_compare(t)) != RC_OK)
		return rc;
	if (*t->words == '\0' && !t->move && s->publish_at == e->publish_at &&
	    s->responsible_id == e->responsible_id)
		return RC_OK;
	*why = "Это время уже прошло. Выберите другое.";
	if (s->publish_at != e->publish_at && e->publish_at != 0 &&
	    e->publish_at <= t->now)
		return RC_INVALID;
	rc = edit_write(t);
	/* Only a row that is not there can clash. */
	*why = "Такой рубрики, площадки или учётной записи нет. Выберите из "
	       "списка.";
	if (rc == RC_CONFLICT)
		return RC_INVALID;
	*why = NULL;
	*version = s->version;
	return rc;
}

enum rc
story_edit(struct store *st, struct arena *a, const struct actor *by,
    const struct story_edit *e, int64_t now, int64_t *version, const char **why)
{
	struct edit t = { .st = st, .a = a, .by = by, .e = e, .now = now };
	enum rc rc;

	if ((*why = story_edit_wrong(e)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, edit_within(&t, version, why));
}
