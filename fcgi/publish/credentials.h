#ifndef PUBLISH_CREDENTIALS_H
#define PUBLISH_CREDENTIALS_H

#include <stddef.h>
#include "publish/channel.h"

/* Rows of credentials; channel.h lists what pages read. */

/* In place of an older one of the slot: state new, to be checked at once. */
enum rc credentials_put(struct store *, int64_t channel_id, char slot,
    const void *sealed, size_t n, const char *tail, int64_t created_by,
    int64_t now) MUST_USE;
/* RC_NOT_FOUND: the slot is empty. */
enum rc credentials_remove(
    struct store *, int64_t channel_id, char slot) MUST_USE;
enum rc credentials_by_slot(struct store *, struct arena *, int64_t channel_id,
    char slot, struct credential *) MUST_USE;
/* What only the publisher can open. */
enum rc credentials_sealed(struct store *, struct arena *, int64_t id,
    const void **sealed, size_t *n) MUST_USE;
/* channel_id 0: all.  A pasted key's own time is not put off. */
enum rc credentials_set_check(
    struct store *, int64_t channel_id, int64_t at) MUST_USE;
/* The earliest check_at; 0: nothing to check. */
enum rc credentials_next(struct store *, int64_t *check_at) MUST_USE;
enum rc credentials_due(
    struct store *, struct arena *, int64_t now, struct credential *) MUST_USE;
/* Everything a check or a refusal says, unless another key was pasted
 * meanwhile (created_at differs): RC_CONFLICT. */
enum rc credentials_set(struct store *, const struct credential *) MUST_USE;

#endif
