#ifndef PUBLISH_CREDENTIAL_H
#define PUBLISH_CREDENTIAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/* A key of a VK community, sealed for the publisher. */
enum credential_state {
	CREDENTIAL_NEW, /* pasted, waits for the publisher's check */
	CREDENTIAL_GOOD,
	CREDENTIAL_WEAK, /* alive, but a right is missing */
	CREDENTIAL_DEAD,
	CREDENTIAL_CAPTCHA, /* VK asks a person; tried again at retry_at */
	CREDENTIAL_FROZEN,  /* flood control; tried again at retry_at */
	CREDENTIAL__COUNT
};
struct credential_state_info {
	const char *name, *label, *css;
};
extern const struct credential_state_info credential_states[CREDENTIAL__COUNT];

/* Words of credential.permissions, parted by ", ". */
#define CREDENTIAL_WALL	  "стена"
#define CREDENTIAL_PHOTOS "фотографии"
#define CREDENTIAL_DOCS	  "документы"
#define CREDENTIAL_MANAGE "управление"
#define CREDENTIAL_READ	  "чтение"

struct credential {
	int64_t id, channel_id;
	char slot; /* 'K' 'U' 'S' */
	enum credential_state state;
	const char *tail, *permissions, *can;
	int error_code, error_subcode;
	const char *error_text;
	int64_t retry_at, check_at, checked_at, created_at;
};

enum rc credentials_list(struct store *, struct arena *, int64_t channel_id,
    struct credential **, int *n) MUST_USE;
/* Seals and stores a pasted key in its slot, state new, to be checked at
 * once; the caller wakes the publisher.  RC_INVALID: *why ("Это ключ входа
 * через VK ID …"). */
enum rc credential_set(struct store *, struct arena *, const struct actor *,
    const char *state_dir, int64_t channel_id, char slot, const char *key,
    int64_t now, const char **why) MUST_USE;
enum rc credential_remove(struct store *, const struct actor *,
    int64_t channel_id, char slot) MUST_USE;
/* Ask the publisher to check all keys of the channel now. */
enum rc credential_recheck(struct store *, const struct actor *,
    int64_t channel_id, int64_t now) MUST_USE;

#endif
