#include <string.h>
#include "base/arena.h"
#include "mediaplan/check.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/account.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

const struct story_state_info story_states[STORY_STATE__COUNT] = {
	[STORY_PLANNED] = { "planned", "Пустое окно" },
	[STORY_DRAFT] = { "draft", "Черновик" },
	[STORY_REVIEW] = { "review", "Согласование" },
	[STORY_RETURNED] = { "returned", "Возвращён" },
	[STORY_APPROVED] = { "approved", "Согласован" },
	[STORY_SCHEDULED] = { "scheduled", "В очереди" },
	[STORY_WITHDRAWN] = { "withdrawn", "Отозван" },
	[STORY_SKIPPED] = { "skipped", "Пропущен" },
	[STORY_PUBLISHED] = { "published", "Опубликован" },
	[STORY_MISSED] = { "missed", "Время прошло" },
};

#define WRITABLE (BIT(STORY_DRAFT) | BIT(STORY_RETURNED))
#define UNSENT                                                                 \
	(WRITABLE | BIT(STORY_PLANNED) | BIT(STORY_REVIEW) |                   \
	    BIT(STORY_APPROVED) | BIT(STORY_MISSED))
#define ANY  (BIT(STORY_STATE__COUNT) - 1)
#define SAME (-1)

const struct story_action_info story_actions[STORY_ACTION__COUNT] = {
	[STORY_EDIT] = { .name = "edit",
	    .label = "Изменить",
	    .from = UNSENT,
	    .to = SAME,
	    .roles = MAY_WRITE },
	[STORY_SUBMIT] = { .name = "submit",
	    .label = "Отправить на согласование",
	    .from = WRITABLE,
	    .to = STORY_REVIEW,
	    .roles = MAY_WRITE },
	[STORY_RETURN] = { .name = "return",
	    .label = "Вернуть",
	    .from = BIT(STORY_REVIEW),
	    .to = STORY_RETURNED,
	    .roles = MAY_APPROVE,
	    .reason = true },
	[STORY_APPROVE] = { .name = "approve",
	    .label = "Согласовать",
	    .from = BIT(STORY_REVIEW),
	    .to = STORY_APPROVED,
	    .roles = MAY_APPROVE,
	    .not_own = true,
	    .undo = true },
	/* From missed only what is approved: see story_may. */
	[STORY_SCHEDULE] = { .name = "schedule",
	    .label = "Поставить в очередь",
	    .from = BIT(STORY_APPROVED) | BIT(STORY_MISSED),
	    .to = STORY_SCHEDULED,
	    .roles = MAY_PLAN },
	[STORY_UNSCHEDULE] = { .name = "unschedule",
	    .label = "Снять с очереди",
	    .from = BIT(STORY_SCHEDULED),
	    .to = STORY_APPROVED,
	    .roles = MAY_PLAN,
	    .undo = true },
	[STORY_MOVE] = { .name = "move",
	    .label = "Перенести…",
	    .from = UNSENT | BIT(STORY_SCHEDULED),
	    .to = SAME,
	    .roles = MAY_PLAN,
	    .undo = true },
	[STORY_SEND_NOW] = { .name = "send_now",
	    .label = "Отправить сейчас",
	    .from =
		BIT(STORY_APPROVED) | BIT(STORY_SCHEDULED) | BIT(STORY_MISSED),
	    .to = STORY_SCHEDULED,
	    .roles = MAY_PLAN,
	    .undo = true },
	[STORY_SKIP] = { .name = "skip",
	    .label = "Пропустить с причиной",
	    .from = WRITABLE | BIT(STORY_PLANNED) | BIT(STORY_MISSED),
	    .to = STORY_SKIPPED,
	    .roles = MAY_PLAN,
	    .reason = true,
	    .undo = true },
	[STORY_REOPEN] = { .name = "reopen",
	    .label = "Вернуть в план",
	    .from = BIT(STORY_SKIPPED),
	    .to = SAME,
	    .roles = MAY_PLAN },
	[STORY_CORRECT] = { .name = "correct",
	    .label = "Исправить",
	    .from = BIT(STORY_PUBLISHED),
	    .to = SAME,
	    .roles = MAY_PLAN },
	[STORY_WITHDRAW] = { .name = "withdraw",
	    .label = "Снять с публикации",
	    .from = BIT(STORY_PUBLISHED),
	    .to = STORY_WITHDRAWN,
	    .roles = MAY_PLAN,
	    .reason = true },
	[STORY_DUPLICATE] = { .name = "duplicate",
	    .label = "Сделать копию",
	    .from = ANY & ~BIT(STORY_PLANNED),
	    .to = SAME,
	    .roles = MAY_WRITE },
	[STORY_DELETE] = { .name = "delete",
	    .label = "Удалить",
	    .from = WRITABLE | BIT(STORY_PLANNED) | BIT(STORY_MISSED),
	    .to = SAME,
	    .roles = MAY_WRITE,
	    .undo = true },
};

/* Why an action is not open, by where the story stands. */
static const char *const not_from[STORY_STATE__COUNT] = {
	[STORY_PLANNED] = "Текста ещё нет. Сначала напишите его.",
	[STORY_DRAFT] = "Это черновик. Сначала отправьте его на "
			"согласование.",
	[STORY_REVIEW] = "Материал на согласовании. Дождитесь решения.",
	[STORY_RETURNED] = "Материал возвращён. Поправьте его и отправьте "
			   "снова.",
	[STORY_APPROVED] = "Материал согласован. Его можно поставить в "
			   "очередь или изменить.",
	[STORY_SCHEDULED] = "Материал стоит в очереди. Сначала снимите его "
			    "с очереди.",
	[STORY_WITHDRAWN] = "Материал снят с публикации. Можно сделать "
			    "копию.",
	[STORY_SKIPPED] = "Материал пропущен. Сначала верните его в план.",
	[STORY_PUBLISHED] = "Материал уже вышел. Его можно исправить или "
			    "снять с публикации.",
	[STORY_MISSED] = "Время прошло. Назначьте новое время или "
			 "пропустите с причиной.",
};

static const char *
not_by(unsigned roles)
{
	if (roles == MAY_APPROVE)
		return "Это делает директор.";
	if (roles == MAY_PLAN)
		return "Это делает куратор или директор.";
	return "Это делает редактор, куратор или директор.";
}

int
story_state_parse(const char *name)
{
	for (int i = 0; i < STORY_STATE__COUNT; i++)
		if (strcmp(story_states[i].name, name) == 0)
			return i;
	return -1;
}

int
story_action_parse(const char *name)
{
	for (int i = 0; i < STORY_ACTION__COUNT; i++)
		if (strcmp(story_actions[i].name, name) == 0)
			return i;
	return -1;
}

int64_t
story_turn_at(const struct story *s)
{
	int64_t first = s->publish_at != 0 ? s->publish_at : s->window_to;

	if (s->state == STORY_SCHEDULED)
		return s->publish_at;
	if (s->state == STORY_PLANNED && first < s->window_to)
		return s->window_to;
	if (first != 0)
		return first;
	return s->state > STORY_SCHEDULED ? s->created_at : STORY_NEVER;
}

enum story_state
story_state_now(const struct story *s, int64_t now)
{
	if (s->state > STORY_SCHEDULED || story_turn_at(s) > now)
		return s->state;
	return s->state == STORY_SCHEDULED ? STORY_PUBLISHED : STORY_MISSED;
}

enum rc
story_may(const struct story *s, enum story_action action,
    const struct actor *by, bool alone, int64_t now, const char **why)
{
	const struct story_action_info *info = &story_actions[action];
	enum story_state at = story_state_now(s, now);
	bool sending = action == STORY_SCHEDULE || action == STORY_SEND_NOW;
	unsigned roles = info->roles;

	/* Empty slots are the plan, not the text. */
	if (action == STORY_DELETE && s->state == STORY_PLANNED)
		roles = MAY_PLAN;
	*why = not_by(roles);
	if (!(by->roles & roles))
		return RC_DENIED;
	*why = not_from[at];
	if (!(info->from & BIT(at)))
		return RC_DENIED;
	/* Past its time and never approved: nothing to send. */
	if (sending && at == STORY_MISSED && s->state != STORY_APPROVED)
		return RC_DENIED;
	*why = "Материал уже был согласован, его не удаляют. Пропустите его "
	       "с причиной.";
	if (action == STORY_DELETE && s->revision > 0)
		return RC_DENIED;
	*why = "Свой текст согласует другой человек.";
	if (info->not_own && !alone && by->account_id != 0 &&
	    (by->account_id == s->author_id || by->account_id == s->editor_id))
		return RC_DENIED;
	*why = NULL;
	return RC_OK;
}

enum rc
story_take(struct store *st, struct arena *a, int64_t id, int64_t version,
    struct story *s, const char **why)
{
	enum rc rc;

	*why = "Такого материала нет: его удалили.";
	if ((rc = stories_by_id(st, a, id, s)) != RC_OK)
		return rc;
	*why = "Пока страница была открыта, материал изменили. Посмотрите, "
	       "что стало, и повторите.";
	if (s->version != version)
		return RC_CONFLICT;
	*why = NULL;
	return RC_OK;
}

enum rc
story_alone(struct store *st, bool *alone)
{
	int n = 0;
	enum rc rc = accounts_count(st, &n);

	*alone = n == 1;
	return rc;
}

enum rc
story_checked(struct store *st, struct arena *a, const struct story *s,
    int moment, int64_t at, int64_t now, const char **why)
{
	struct check *list;
	int64_t *channels;
	int n, stops, channels_n;
	enum rc rc;

	rc = story_channels_get(st, a, s->id, &channels, &channels_n);
	if (rc != RC_OK)
		return rc;
	rc = check_story(st, a, s, channels_n > 0, (enum check_moment)moment,
	    at, now, &list, &n, &stops);
	if (rc != RC_OK || stops == 0)
		return rc;
	for (int i = 0; i < n; i++) {
		if (list[i].level != CHECK_STOPS)
			continue;
		*why = list[i].text;
		break;
	}
	return RC_INVALID;
}

void
story_unapprove(struct story *s, const struct actor *by, int64_t now)
{
	if (s->state == STORY_PLANNED && s->author_id == 0)
		s->author_id = by->account_id;
	if (s->state != STORY_RETURNED)
		s->state = STORY_DRAFT;
	s->approved_by = s->approved_at = 0;
	s->consents_by = s->consents_at = 0;
	s->changed_at = now;
}

enum rc
story_touch_within(struct store *st, struct arena *a, const struct actor *by,
    struct story *s, int64_t now, const char **why)
{
	enum rc rc;

	(void)a;
	if (story_state_now(s, now) == STORY_PUBLISHED) {
		rc = story_may(s, STORY_CORRECT, by, true, now, why);
		if (rc == RC_OK) {
			s->revision++;
			s->changed_at = now;
		}
	} else {
		rc = story_may(s, STORY_EDIT, by, true, now, why);
		if (rc == RC_OK)
			story_unapprove(s, by, now);
	}
	return rc == RC_OK ? stories_update(st, s) : rc;
}

enum rc
story_insert_within(struct store *st, struct arena *a, const struct actor *by,
    struct story *s, const char *action)
{
	struct kind k;
	struct event e;
	enum rc rc;

	s->title = s->slug = s->lead = s->text = s->reason = "";
	s->people = -1;
	s->version = 1;
	s->created_at = s->changed_at;
	if ((rc = kind_of_site(st, a, s->kind, &k)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_INVALID : rc;
	if (s->event_id != 0) {
		if ((rc = events_by_id(st, a, s->event_id, &e)) != RC_OK)
			return rc;
		kind_window(
		    &k, e.starts_at, e.ends_at, &s->window_from, &s->window_to);
	}
	if ((rc = stories_insert(st, s)) != RC_OK)
		return rc;
	if ((rc = story_channels_default(st, s->id)) != RC_OK)
		return rc;
	return journal_add(st, by, action, "story", s->id, k.title);
}

enum rc
story_insert(struct store *st, struct arena *a, const struct actor *by,
    const char *kind, int64_t event_id, int64_t publish_at, int64_t now,
    int64_t *id)
{
	struct story s = { .event_id = event_id,
		.kind = kind,
		.state = STORY_DRAFT,
		.publish_at = publish_at,
		.author_id = by->account_id,
		.responsible_id = by->account_id,
		.changed_at = now };
	enum rc rc;

	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = story_insert_within(st, a, by, &s, "created");
	*id = s.id;
	return store_end(st, rc);
}

static enum rc
duplicate_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t now, int64_t *new_id)
{
	struct story s;
	const char *why;
	int64_t *channels;
	int n;
	enum rc rc;

	if ((rc = stories_by_id(st, a, id, &s)) != RC_OK)
		return rc;
	rc = story_may(&s, STORY_DUPLICATE, by, true, now, &why);
	if (rc != RC_OK)
		return rc;
	if ((rc = story_channels_get(st, a, id, &channels, &n)) != RC_OK)
		return rc;
	s.id = s.consents_by = s.consents_at = s.window_from = 0;
	s.window_to = s.publish_at = s.approved_by = s.approved_at = 0;
	s.revision = 0;
	s.version = 1;
	s.state = STORY_DRAFT;
	s.slug = s.reason = "";
	s.people = -1;
	s.author_id = s.responsible_id = by->account_id;
	s.changed_at = s.created_at = now;
	if ((rc = stories_insert(st, &s)) != RC_OK ||
	    (rc = story_channels_set(st, s.id, channels, n)) != RC_OK ||
	    (rc = story_edit_version(st, &s, by, now)) != RC_OK)
		return rc;
	*new_id = s.id;
	return journal_add(st, by, "duplicated", "story", s.id,
	    arena_printf(a, "с материала %lld", (long long)id));
}

enum rc
story_duplicate(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t now, int64_t *new_id)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, duplicate_within(st, a, by, id, now, new_id));
}
