#ifndef PUBLISH_PROOFS_H
#define PUBLISH_PROOFS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Why we believe that a post stands on the wall; append-only. */
struct proof {
	int64_t id, at, vk_post_id;
	const char *kind, *slot, *who, *url, *detail;
};
enum rc proofs_list(struct store *, struct arena *, int64_t publication_id,
    struct proof **, int *n) MUST_USE;
/* kind: answer, reading, person (then account_id); slot "" or K, U, S. */
enum rc proofs_insert(struct store *, int64_t publication_id,
    int64_t account_id, const struct proof *) MUST_USE;

#endif
