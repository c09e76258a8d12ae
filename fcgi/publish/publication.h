#ifndef PUBLISH_PUBLICATION_H
#define PUBLISH_PUBLICATION_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/*
 * One story on one channel: vk-contract section 7.1.  For every state: what
 * is certain, and what the publisher does after a crash.
 *
 *  due        nothing was sent; waits for due_at. Crash: nothing changes.
 *  media      photos are being uploaded, none is on the wall. Crash: again
 *             from the first photo that has no attachment id.
 *  ready      every attachment has an id, the body is fixed. Crash: goes on.
 *  sending    intent is committed; the post may or may not exist. Found with
 *             an expired lease: becomes unknown.
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
	const char *name;   /* "wait_token": SQL, JSON */
	const char *label;  /* "Ждёт ключа" */
	const char *css;    /* class of the desk: "unknown" */
	unsigned next;      /* BIT of the states it may move to */
	bool needs_person;  /* stands in «Требуют внимания» */
	bool on_wall;       /* the post is known to exist or have existed */
	bool unsent;        /* certainly not on the wall: may be cancelled */
};
extern const struct pub_state_info pub_states[PUB__COUNT];
int pub_state_parse(const char *name); /* -1 */

struct publication {
	int64_t id, story_id, channel_id, revision;
	enum pub_state state;
	int64_t due_at, act_at;
	const char *guid, *marker, *body, *body_sha256, *attachments;
	int uploads_done, upload_tries;
	bool without_photos;
	int attempts, reads, resends, wait_tries;
	int64_t first_send_at, last_send_at;
	int64_t vk_post_id;
	const char *url;
	const char *error_class;
	int error_code, error_subcode;
	const char *error_text;
	const char *lease_owner;
	int64_t lease_until;
	const char *change;   /* "", "edit", "delete" */
	int64_t decided_by, decided_at, version, created_at;
	/* read along */
	const char *story_title, *story_kind, *channel_title, *decider;
};

/* What a person decides; one transaction each, compare-and-swap on version,
 * journal with the name.  RC_DENIED: not from this state (*why). */
enum pub_decision {
	PUB_IT_IS_THERE,      /* unknown, person, mismatch: address of the post */
	PUB_NOT_THERE_RESEND, /* unknown, person: send again (same guid) */
	PUB_POSTED_BY_HAND,   /* any unsent state, unknown, person: address may be "" */
	PUB_CHECK_WALL,       /* unknown, person: read the wall now */
	PUB_RETRY,            /* rejected, wait_*, missed: at = new minute */
	PUB_WITHOUT_PHOTOS,   /* media_partial */
	PUB_WAIT_PHOTOS,      /* media_partial: try the uploads again */
	PUB_SKIP,             /* unsent states: cancel with a reason */
	PUB_DECISION__COUNT
};
struct pub_decision_info {
	const char *name;  /* "there": address and form */
	const char *label; /* "Она есть" */
	unsigned from;     /* BIT of states */
};
extern const struct pub_decision_info pub_decisions[PUB_DECISION__COUNT];

/* url: address pasted by the person ("https://vk.com/wall-1_2", m.vk.com,
 * vk.ru accepted; group must be the channel's). at: for PUB_RETRY. */
enum rc publication_decide(struct store *, struct arena *,
    const struct actor *, int64_t id, int64_t version, enum pub_decision,
    const char *url, int64_t at, const char *reason, int64_t now,
    const char **why) MUST_USE;

#endif
