#include <string.h>

#include "base/rc.h"
#include "publish/pub_state.h"

#define WAITS                                                                  \
	(BIT(PUB_WAIT_PACE) | BIT(PUB_WAIT_BACKOFF) | BIT(PUB_WAIT_TOKEN) |    \
	    BIT(PUB_WAIT_CAPTCHA))
/* A person may always take an unsent story back or post it by hand. */
#define TAKEN (BIT(PUB_CANCELLED) | BIT(PUB_BY_HAND))
/* Where an unsent one ends without being sent. */
#define ENDS (BIT(PUB_REJECTED) | BIT(PUB_MISSED) | TAKEN)
/* From where a post goes on by itself. */
#define GOING                                                                  \
	(BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) | BIT(PUB_SENDING) |   \
	    BIT(PUB_MEDIA_PARTIAL))
#define CHANGED (BIT(PUB_EDITED) | BIT(PUB_DELETED))
/* The only arrows into sending start at ready, a wait and unknown: all three
 * run through send.c. */
const struct pub_state_info pub_states[PUB__COUNT] = {
	[PUB_DUE] = { .name = "due",
	    .label = "Ждёт своей минуты",
	    .css = "scheduled",
	    .next = BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) |
		    BIT(PUB_MEDIA_PARTIAL) | WAITS | ENDS,
	    .unsent = true },
	[PUB_MEDIA] = { .name = "media",
	    .label = "Передаёт снимки",
	    .css = "sending",
	    .next = BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) |
		    BIT(PUB_MEDIA_PARTIAL) | WAITS | ENDS,
	    .unsent = true },
	[PUB_READY] = { .name = "ready",
	    .label = "Готова к отправке",
	    .css = "scheduled",
	    .next = GOING | WAITS | ENDS,
	    .unsent = true },
	[PUB_SENDING] = { .name = "sending",
	    .label = "Отправляется",
	    .css = "sending",
	    /* ready: armed ahead of its minute and never let go */
	    .next = BIT(PUB_POSTED) | BIT(PUB_UNKNOWN) | BIT(PUB_REJECTED) |
		    BIT(PUB_PERSON) | BIT(PUB_READY) | WAITS },
	[PUB_POSTED] = { .name = "posted",
	    .label = "Вышла",
	    .css = "published",
	    .next = BIT(PUB_POSTED) | BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) |
		    CHANGED,
	    .on_wall = true },
	[PUB_VERIFIED] = { .name = "verified",
	    .label = "Вышла, проверено",
	    .css = "published",
	    .next = BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) | CHANGED,
	    .on_wall = true },
	[PUB_MISMATCH] = { .name = "mismatch",
	    .label = "Вышла, но отличается",
	    .css = "failed",
	    .next = BIT(PUB_POSTED) | BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) |
		    CHANGED,
	    .needs_person = true,
	    .on_wall = true },
	[PUB_UNKNOWN] = { .name = "unknown",
	    .label = "Неясно, вышла ли",
	    .css = "unknown",
	    .next = BIT(PUB_UNKNOWN) | BIT(PUB_POSTED) | BIT(PUB_SENDING) |
		    BIT(PUB_READY) | BIT(PUB_PERSON) | BIT(PUB_BY_HAND),
	    .needs_person = true },
	[PUB_PERSON] = { .name = "person",
	    .label = "Нужно решение человека",
	    .css = "unknown",
	    .next = BIT(PUB_PERSON) | BIT(PUB_UNKNOWN) | BIT(PUB_POSTED) |
		    BIT(PUB_READY) | BIT(PUB_BY_HAND),
	    .needs_person = true },
	[PUB_WAIT_PACE] = { .name = "wait_pace",
	    .label = "Ждёт очереди ВКонтакте",
	    .css = "hold",
	    .next = GOING | WAITS | ENDS,
	    .unsent = true },
	[PUB_WAIT_BACKOFF] = { .name = "wait_backoff",
	    .label = "ВКонтакте просит подождать",
	    .css = "hold",
	    .next = GOING | WAITS | ENDS,
	    .unsent = true },
	[PUB_WAIT_TOKEN] = { .name = "wait_token",
	    .label = "Ждёт ключа",
	    .css = "hold",
	    .next = GOING | WAITS | ENDS,
	    .needs_person = true,
	    .unsent = true },
	[PUB_WAIT_CAPTCHA] = { .name = "wait_captcha",
	    .label = "ВКонтакте ждёт человека",
	    .css = "hold",
	    .next = GOING | WAITS | ENDS,
	    .needs_person = true,
	    .unsent = true },
	[PUB_REJECTED] = { .name = "rejected",
	    .label = "ВКонтакте не принял",
	    .css = "failed",
	    .next = BIT(PUB_DUE) | TAKEN,
	    .needs_person = true,
	    .unsent = true },
	[PUB_MEDIA_PARTIAL] = { .name = "media_partial",
	    .label = "Снимки не переданы",
	    .css = "failed",
	    .next =
		BIT(PUB_DUE) | BIT(PUB_WAIT_TOKEN) | BIT(PUB_MISSED) | TAKEN,
	    .needs_person = true,
	    .unsent = true },
	[PUB_MISSED] = { .name = "missed",
	    .label = "Минута прошла",
	    .css = "missed",
	    .next = BIT(PUB_DUE) | TAKEN,
	    .needs_person = true,
	    .unsent = true },
	[PUB_CANCELLED] = { .name = "cancelled",
	    .label = "Снята",
	    .css = "skipped",
	    .next = BIT(PUB_DUE) },
	[PUB_BY_HAND] = { .name = "by_hand",
	    .label = "Выложил человек",
	    .css = "published",
	    .next = BIT(PUB_BY_HAND) | CHANGED,
	    .on_wall = true },
	[PUB_EDITED] = { .name = "edited",
	    .label = "Исправлена на стене",
	    .css = "published",
	    .next = BIT(PUB_MISMATCH) | CHANGED,
	    .on_wall = true },
	[PUB_DELETED] = { .name = "deleted",
	    .label = "Удалена со стены",
	    .css = "withdrawn",
	    .next = BIT(PUB_DELETED),
	    .on_wall = true },
};

int
pub_state_parse(const char *name)
{
	for (int i = 0; i < PUB__COUNT; i++)
		if (strcmp(pub_states[i].name, name) == 0)
			return i;
	return -1;
}
