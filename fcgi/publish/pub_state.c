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
	[PUB_DUE] = { "due", "Ждёт своей минуты", "scheduled",
	    BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) |
		BIT(PUB_MEDIA_PARTIAL) | WAITS | ENDS,
	    .unsent = true },
	[PUB_MEDIA] = { "media", "Передаёт снимки", "sending",
	    BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) |
		BIT(PUB_MEDIA_PARTIAL) | WAITS | ENDS,
	    .unsent = true },
	[PUB_READY] = { "ready", "Готова к отправке", "scheduled",
	    GOING | WAITS | ENDS, .unsent = true },
	[PUB_SENDING] = { "sending", "Отправляется", "sending",
	    /* ready: armed ahead of its minute and never let go */
	    BIT(PUB_POSTED) | BIT(PUB_UNKNOWN) | BIT(PUB_REJECTED) |
		BIT(PUB_PERSON) | BIT(PUB_READY) | WAITS },
	[PUB_POSTED] = { "posted", "Вышла", "published",
	    BIT(PUB_POSTED) | BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) | CHANGED,
	    .on_wall = true },
	[PUB_VERIFIED] = { "verified", "Вышла, проверено", "published",
	    BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) | CHANGED, .on_wall = true },
	[PUB_MISMATCH] = { "mismatch", "Вышла, но отличается", "failed",
	    BIT(PUB_POSTED) | BIT(PUB_VERIFIED) | BIT(PUB_MISMATCH) | CHANGED,
	    .needs_person = true, .on_wall = true },
	[PUB_UNKNOWN] = { "unknown", "Неясно, вышла ли", "unknown",
	    BIT(PUB_UNKNOWN) | BIT(PUB_POSTED) | BIT(PUB_SENDING) |
		BIT(PUB_READY) | BIT(PUB_PERSON) | BIT(PUB_BY_HAND),
	    .needs_person = true },
	[PUB_PERSON] = { "person", "Нужно решение человека", "unknown",
	    BIT(PUB_PERSON) | BIT(PUB_UNKNOWN) | BIT(PUB_POSTED) |
		BIT(PUB_READY) | BIT(PUB_BY_HAND),
	    .needs_person = true },
	[PUB_WAIT_PACE] = { "wait_pace", "Ждёт очереди ВКонтакте", "hold",
	    GOING | WAITS | ENDS, .unsent = true },
	[PUB_WAIT_BACKOFF] = { "wait_backoff", "ВКонтакте просит подождать",
	    "hold", GOING | WAITS | ENDS, .unsent = true },
	[PUB_WAIT_TOKEN] = { "wait_token", "Ждёт ключа", "hold",
	    GOING | WAITS | ENDS, .needs_person = true, .unsent = true },
	[PUB_WAIT_CAPTCHA] = { "wait_captcha", "ВКонтакте ждёт человека",
	    "hold", GOING | WAITS | ENDS, .needs_person = true,
	    .unsent = true },
	[PUB_REJECTED] = { "rejected", "ВКонтакте не принял", "failed",
	    BIT(PUB_DUE) | TAKEN, .needs_person = true, .unsent = true },
	[PUB_MEDIA_PARTIAL] = { "media_partial", "Снимки не переданы", "failed",
	    BIT(PUB_DUE) | BIT(PUB_WAIT_TOKEN) | BIT(PUB_MISSED) | TAKEN,
	    .needs_person = true, .unsent = true },
	[PUB_MISSED] = { "missed", "Минута прошла", "missed",
	    BIT(PUB_DUE) | TAKEN, .needs_person = true, .unsent = true },
	[PUB_CANCELLED] = { "cancelled", "Снята", "skipped", BIT(PUB_DUE) },
	[PUB_BY_HAND] = { "by_hand", "Выложил человек", "published",
	    BIT(PUB_BY_HAND) | CHANGED, .on_wall = true },
	[PUB_EDITED] = { "edited", "Исправлена на стене", "published",
	    BIT(PUB_MISMATCH) | CHANGED, .on_wall = true },
	[PUB_DELETED] = { "deleted", "Удалена со стены", "withdrawn",
	    BIT(PUB_DELETED), .on_wall = true },
};

int
pub_state_parse(const char *name)
{
	for (int i = 0; i < PUB__COUNT; i++)
		if (strcmp(pub_states[i].name, name) == 0)
			return i;
	return -1;
}
