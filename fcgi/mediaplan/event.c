#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

/* Slots that a cancelled event took along come back with it by this word. */
static const char cancelled_reason[] = "Событие отменено";

static const char stale[] =
    "Пока страница была открыта, событие изменили. Посмотрите, что стало, и "
    "повторите.";

/* One change in the making. */
struct change {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	int64_t now;
};

static const char *
event_wrong(const struct event *e)
{
	if (*e->title == '\0' || text_chars(e->title) > EVENT_TITLE_MAX)
		return "Напишите название события: от 1 до 200 знаков.";
	if (text_chars(e->audience) > EVENT_LINE_MAX)
		return "«Для кого» длиннее 200 знаков. Сократите.";
	if (text_chars(e->place) > EVENT_LINE_MAX)
		return "Место длиннее 200 знаков. Сократите.";
	if (text_chars(e->about) > EVENT_ABOUT_MAX)
		return "Описание длиннее 4000 знаков. Сократите.";
	if (e->starts_at <= 0)
		return "Укажите начало события.";
	if (e->ends_at < e->starts_at)
		return "Конец события раньше начала. Поправьте время.";
	if (e->ends_at - e->starts_at > EVENT_LENGTH_MAX_S)
		return "Событие длиннее года. Проверьте даты.";
	return NULL;
}

static enum rc
slot_insert(struct change *c, const struct event *e, const char *kind,
    int64_t *story_id)
{
	struct story s = { .event_id = e->id,
		.kind = kind,
		.state = STORY_PLANNED,
		.responsible_id = e->responsible_id,
		.changed_at = c->now };
	enum rc rc = story_insert_within(c->st, c->a, c->by, &s, "slot_added");

	*story_id = s.id;
	return rc;
}

static enum rc
insert_within(
    struct change *c, struct event *e, const char *const *kinds, int n)
{
	int64_t unused;
	enum rc rc;

	if ((rc = events_insert(c->st, e)) != RC_OK)
		return rc;
	rc = journal_add(c->st, c->by, "created", "event", e->id, e->title);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = slot_insert(c, e, kinds[i], &unused);
	return rc;
}

enum rc
event_insert(struct store *st, struct arena *a, const struct actor *by,
    struct event *e, const char *const *kinds, int n, int64_t now,
    const char **why)
{
	struct change c = { st, a, by, now };
	enum rc rc;

	*why = "Это делает куратор или директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((*why = event_wrong(e)) != NULL)
		return RC_INVALID;
	e->version = 1;
	e->created_at = e->updated_at = now;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = insert_within(&c, e, kinds, n);
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	*why = "Выберите вид материала и ответственного из списка.";
	return rc == RC_CONFLICT ? RC_INVALID : rc;
}

/* Which stories of an event a change of it concerns. */
typedef enum rc story_step(struct change *, struct story *,
    const struct event *, struct event_effect *);

static enum rc
each_story(struct change *c, const struct event *e, struct event_effect *effect,
    story_step *step)
{
	int64_t *ids;
	int n;
	enum rc rc;

	rc = stories_of_event(c->st, c->a, e->id, &ids, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		struct story s;

		rc = stories_by_id(c->st, c->a, ids[i], &s);
		if (rc == RC_OK)
			rc = step(c, &s, e, effect);
	}
	return rc;
}

/* What was sent is shown, not changed; the rest goes along. */
static enum rc
window_move(struct change *c, struct story *s, const struct event *e,
    struct event_effect *effect)
{
	enum story_state at = story_state_now(s, c->now);
	int64_t from, to;
	struct kind k;
	enum rc rc;

	if (at == STORY_PUBLISHED)
		effect->sent++;
	/* A window of zero: a kind without one, or a copy made free. */
	if (at == STORY_PUBLISHED || at == STORY_WITHDRAWN || s->window_to == 0)
		return RC_OK;
	if ((rc = kind_of_site(c->st, c->a, s->kind, &k)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	kind_window(&k, e->starts_at, e->ends_at, &from, &to);
	if (from == s->window_from && to == s->window_to)
		return RC_OK;
	s->window_from = from;
	s->window_to = to;
	if (at != STORY_SKIPPED)
		effect->moved++;
	if (at == STORY_SCHEDULED &&
	    (s->publish_at < from || s->publish_at >= to))
		effect->scheduled++;
	if ((rc = stories_update(c->st, s)) != RC_OK)
		return rc;
	return journal_add(c->st, c->by, "window_moved", "story", s->id,
	    date_ru_range(c->a, from, to));
}

static enum rc
update_within(struct change *c, struct event *e, struct event_effect *effect,
    const char **why)
{
	struct event old;
	bool moved;
	enum rc rc;

	*why = "Такого события нет.";
	if ((rc = events_by_id(c->st, c->a, e->id, &old)) != RC_OK)
		return rc;
	*why = stale;
	if (old.version != e->version)
		return RC_CONFLICT;
	e->cancelled = old.cancelled;
	e->updated_at = c->now;
	*why = "Выберите ответственного из списка.";
	if ((rc = events_update(c->st, e)) != RC_OK)
		return rc == RC_CONFLICT ? RC_INVALID : rc;
	*why = NULL;
	moved = old.starts_at != e->starts_at || old.ends_at != e->ends_at;
	if (moved && (rc = each_story(c, e, effect, window_move)) != RC_OK)
		return rc;
	if (!moved)
		return journal_add(c->st, c->by, "edited", "event", e->id, "");
	return journal_add(c->st, c->by, "moved", "event", e->id,
	    arena_printf(c->a, "с %s, %s на %s, %s",
		date_ru(c->a, old.starts_at), date_hm(c->a, old.starts_at),
		date_ru(c->a, e->starts_at), date_hm(c->a, e->starts_at)));
}

enum rc
event_update(struct store *st, struct arena *a, const struct actor *by,
    const struct event *given, int64_t now, struct event_effect *effect,
    const char **why)
{
	struct change c = { st, a, by, now };
	struct event e = *given;
	enum rc rc;

	*effect = (struct event_effect){ .moved = 0 };
	*why = "Это делает куратор или директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((*why = event_wrong(&e)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, update_within(&c, &e, effect, why));
}

static enum rc
slot_skip(struct change *c, struct story *s, const struct event *e,
    struct event_effect *effect)
{
	enum rc rc;

	(void)e;
	(void)effect;
	if (s->state != STORY_PLANNED)
		return RC_OK;
	s->state = STORY_SKIPPED;
	s->reason = cancelled_reason;
	if ((rc = stories_update(c->st, s)) != RC_OK)
		return rc;
	return journal_add(
	    c->st, c->by, "skipped", "story", s->id, cancelled_reason);
}

static enum rc
slot_reopen(struct change *c, struct story *s, const struct event *e,
    struct event_effect *effect)
{
	enum rc rc;

	(void)e;
	(void)effect;
	if (s->state != STORY_SKIPPED ||
	    strcmp(s->reason, cancelled_reason) != 0)
		return RC_OK;
	s->state = STORY_PLANNED;
	s->reason = "";
	if ((rc = stories_update(c->st, s)) != RC_OK)
		return rc;
	return journal_add(c->st, c->by, "reopened", "story", s->id, "");
}

static enum rc
cancelled_within(struct change *c, int64_t id, int64_t version, bool cancelled)
{
	struct event_effect unused;
	struct event e;
	enum rc rc;

	if ((rc = events_by_id(c->st, c->a, id, &e)) != RC_OK)
		return rc;
	if (e.version != version)
		return RC_CONFLICT;
	if (e.cancelled == cancelled)
		return RC_OK;
	e.cancelled = cancelled;
	e.updated_at = c->now;
	if ((rc = events_update(c->st, &e)) != RC_OK)
		return rc;
	rc = each_story(c, &e, &unused, cancelled ? slot_skip : slot_reopen);
	if (rc != RC_OK)
		return rc;
	return journal_add(c->st, c->by, cancelled ? "cancelled" : "restored",
	    "event", id, e.title);
}

static enum rc
cancelled_set(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, bool cancelled, int64_t now)
{
	struct change c = { st, a, by, now };
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, cancelled_within(&c, id, version, cancelled));
}

enum rc
event_cancel(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, int64_t now)
{
	return cancelled_set(st, a, by, id, version, true, now);
}

enum rc
event_restore(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, int64_t now)
{
	return cancelled_set(st, a, by, id, version, false, now);
}

enum rc
event_add_slot(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char *kind, int64_t now, int64_t *story_id)
{
	struct change c = { st, a, by, now };
	struct event e;
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = events_by_id(st, a, id, &e)) == RC_OK)
		rc = slot_insert(&c, &e, kind, story_id);
	return store_end(st, rc);
}
