#ifndef PUBLISH_PUBLICATION_H
#define PUBLISH_PUBLICATION_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "publish/pub_state.h"

struct actor;
struct arena;
struct store;

/* One story on one channel: vk-contract 7.1; its states: pub_state.h. */
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
	const char *change; /* "", "edit", "delete" */
	int64_t decided_by, decided_at, version, created_at;
	/* read along */
	const char *story_title, *story_kind, *channel_title, *decider;
};

/* What a person decides; one transaction each, compare-and-swap on version,
 * journal with the name.  RC_DENIED: not from this state (*why). */
enum pub_decision {
	PUB_IT_IS_THERE, /* unknown, person, mismatch: address of the post */
	PUB_NOT_THERE_RESEND, /* unknown, person: send again (same guid) */
	PUB_POSTED_BY_HAND, /* any unsent state, unknown, person: address may be "" */
	PUB_CHECK_WALL,	    /* unknown, person: read the wall now */
	PUB_RETRY,	    /* rejected, wait_*, missed: at = new minute */
	PUB_WITHOUT_PHOTOS, /* media_partial */
	PUB_WAIT_PHOTOS,    /* media_partial: try the uploads again */
	PUB_SKIP,	    /* unsent states: cancel with a reason */
	PUB_DECISION__COUNT
};
struct pub_decision_info {
	const char *name;  /* "there": address and form */
	const char *label; /* "Она есть" */
	unsigned from;	   /* BIT of states */
};
extern const struct pub_decision_info pub_decisions[PUB_DECISION__COUNT];

/* url: address pasted by the person ("https://vk.com/wall-1_2", m.vk.com,
 * vk.ru accepted; group must be the channel's). at: for PUB_RETRY. */
enum rc publication_decide(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, enum pub_decision, const char *url, int64_t at,
    const char *reason, int64_t now, const char **why) MUST_USE;

#endif
