#ifndef PUBLISH_PUB_STATE_H
#define PUBLISH_PUB_STATE_H

#include <stdbool.h>

/*
 * One story on one channel: vk-contract section 7.1.  For every state: what
 * is certain, and what the publisher does after a crash.
 *
 *  due        nothing was sent; waits for due_at. Crash: nothing changes.
 *  media      photos are being uploaded, none is on the wall. Crash: again
 *             from the first photo that has no attachment id.
 *  ready      every attachment has an id, the body is fixed. Crash: goes on.
 *  sending    intent is committed; the post may or may not exist. Found with
 *             an expired lease: becomes unknown. (Armed ahead of a minute
 *             that many sites share and never let go: ready; release.h.)
 *  posted     VK gave an id, proof stored. Then read back if a reader lives.
 *  verified   read back: author, text, attachments are ours.
 *  mismatch   read back differs: a person looks.
 *  unknown    may exist. The wall is read (vk.read_delays_ms).
 *  person     needs a person: three buttons.
 *  wait_pace, wait_backoff, wait_token, wait_captcha
 *             certainly not executed; act_at says when it goes on (a dead
 *             key: when it is healed).
 *  rejected   VK refused the content or setting: stop, show the exact text.
 *  media_partial  photos could not be uploaded: wait, without, or by hand.
 *  missed     its minute passed unsent by more than vk.late_max_s.
 *  cancelled  taken back before sending.
 *  by_hand    a person posted it and gave (or not) the address.
 *  edited, deleted   the post was changed or deleted after posting.
 */
enum pub_state {
	PUB_DUE,
	PUB_MEDIA,
	PUB_READY,
	PUB_SENDING,
	PUB_POSTED,
	PUB_VERIFIED,
	PUB_MISMATCH,
	PUB_UNKNOWN,
	PUB_PERSON,
	PUB_WAIT_PACE,
	PUB_WAIT_BACKOFF,
	PUB_WAIT_TOKEN,
	PUB_WAIT_CAPTCHA,
	PUB_REJECTED,
	PUB_MEDIA_PARTIAL,
	PUB_MISSED,
	PUB_CANCELLED,
	PUB_BY_HAND,
	PUB_EDITED,
	PUB_DELETED,
	PUB__COUNT
};

struct pub_state_info {
	const char *name;  /* "wait_token": SQL, JSON */
	const char *label; /* "Ждёт ключа" */
	const char *css;   /* class of the desk: "unknown" */
	unsigned next;	   /* BIT of the states it may move to */
	bool needs_person; /* stands in «Требуют внимания» */
	bool on_wall;	   /* the post is known to exist or have existed */
	bool unsent;	   /* certainly not on the wall: may be cancelled */
};
extern const struct pub_state_info pub_states[PUB__COUNT];
int pub_state_parse(const char *name); /* -1 */

#endif
