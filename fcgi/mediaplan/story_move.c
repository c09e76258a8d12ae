#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/check.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/journal.h"
#include "people/role.h"

/* After as many equal titles the id decides. */
enum { SLUG_TRIES = 20 };

static const char *const done[STORY_ACTION__COUNT] = {
	[STORY_SCHEDULE] = "scheduled",
	[STORY_UNSCHEDULE] = "unscheduled",
	[STORY_MOVE] = "moved",
	[STORY_SEND_NOW] = "sent_now",
	[STORY_WITHDRAW] = "withdrawn",
};

/* Its lasting address, once: nastavnik-i-robot, nastavnik-i-robot-2 … */
static enum rc
slug_set(struct store *st, struct arena *a, struct story *s)
{
	const char *base = text_slug(a, s->title, STORY_SLUG_MAX);
	bool is_free = false;
	enum rc rc;

	if (*s->slug != '\0')
		return RC_OK;
	if (*base == '\0')
		base = "material";
	s->slug = base;
	for (int i = 2; i <= SLUG_TRIES; i++) {
		rc = stories_slug_free(st, s->slug, s->id, &is_free);
		if (rc != RC_OK || is_free)
			return rc;
		s->slug = arena_printf(a, "%s-%d", base, i);
	}
	s->slug = arena_printf(a, "%s-m%lld", base, (long long)s->id);
	return RC_OK;
}

/* Going out at publish_at, by its minute or now. */
static enum rc
move_out(struct store *st, struct arena *a, struct story *s, int moment,
    int64_t publish_at, int64_t now, const char **why)
{
	enum rc rc;

	s->state = STORY_SCHEDULED;
	s->publish_at = publish_at;
	s->changed_at = publish_at;
	if ((rc = story_checked(st, a, s, moment, publish_at, now, why)) !=
	    RC_OK)
		return rc;
	return slug_set(st, a, s);
}

static enum rc
move_apply(struct store *st, struct arena *a, struct story *s,
    enum story_action action, int64_t publish_at, const char *reason,
    int64_t now, const char **why)
{
	int64_t minute = publish_at - publish_at % 60;

	switch (action) {
	case STORY_SCHEDULE:
		return move_out(st, a, s, CHECK_SCHEDULE, minute, now, why);
	case STORY_SEND_NOW:
		return move_out(st, a, s, CHECK_SEND,
		    publish_at > now ? publish_at : now, now, why);
	case STORY_UNSCHEDULE:
		s->state = STORY_APPROVED;
		return RC_OK;
	case STORY_WITHDRAW:
		*why = "Напишите причину: от 1 до 500 знаков.";
		if (reason == NULL || *reason == '\0' ||
		    text_chars(reason) > STORY_REASON_MAX)
			return RC_INVALID;
		s->state = STORY_WITHDRAWN;
		s->reason = reason;
		s->changed_at = now;
		return RC_OK;
	default:
		break;
	}
	if (s->state == STORY_SCHEDULED)
		return move_out(st, a, s, CHECK_SCHEDULE, minute, now, why);
	*why = "Это время уже прошло. Выберите другое.";
	if (minute <= now)
		return RC_INVALID;
	s->publish_at = minute;
	return RC_OK;
}

/* "8 декабря 2026 г., 15:00": the journal stands for years. */
static const char *
words_of(struct arena *a, enum story_action action, const struct story *s,
    const char *reason)
{
	if (action == STORY_WITHDRAW)
		return reason;
	if (action == STORY_UNSCHEDULE)
		return "";
	return arena_printf(a, "%s, %s%s", date_ru(a, s->publish_at),
	    date_hm(a, s->publish_at),
	    s->window_to != 0 && (s->publish_at < s->window_from ||
				     s->publish_at >= s->window_to)
		? ", вне окна"
		: "");
}

enum rc
story_move_within(struct store *st, struct arena *a, const struct actor *by,
    struct story *s, enum story_action action, int64_t publish_at,
    const char *reason, int64_t now, int64_t *undo_id, const char **why)
{
	struct story before = *s;
	enum rc rc;

	*undo_id = 0;
	*why = "Для этого есть другая форма.";
	if (done[action] == NULL)
		return RC_INVALID;
	if ((rc = story_may(s, action, by, true, now, why)) != RC_OK)
		return rc;
	rc = move_apply(st, a, s, action, publish_at, reason, now, why);
	if (rc != RC_OK)
		return rc;
	*why = "Пока страница была открыта, материал изменили. Посмотрите, "
	       "что стало, и повторите.";
	if ((rc = stories_update(st, s)) != RC_OK)
		return rc;
	*why = NULL;
	if (story_actions[action].undo) {
		rc = story_undo_offer(
		    st, a, by, action, &before, s->version, now, undo_id);
		if (rc != RC_OK)
			return rc;
	}
	return journal_add(st, by, done[action], "story", s->id,
	    words_of(a, action, s, reason));
}
