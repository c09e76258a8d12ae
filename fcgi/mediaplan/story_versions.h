#ifndef MEDIAPLAN_STORY_VERSIONS_H
#define MEDIAPLAN_STORY_VERSIONS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* What a story's texts were. */
struct story_version {
	int64_t version, at, account_id;
	const char *who, *title, *lead, *text, *vk_text;
};

/* Newest first, without the texts of the site and of VK. */
enum rc story_versions_list(struct store *, struct arena *, int64_t story_id,
    int max, struct story_version **, int *n) MUST_USE;
enum rc story_versions_get(struct store *, struct arena *, int64_t story_id,
    int64_t version, struct story_version *) MUST_USE;
/* The last one at or before a version, with texts: what an approver saw. */
enum rc story_versions_at(struct store *, struct arena *, int64_t story_id,
    int64_t version, struct story_version *) MUST_USE;
/* Inside a transaction. */
enum rc story_versions_insert(
    struct store *, int64_t story_id, const struct story_version *) MUST_USE;
enum rc story_versions_remove(
    struct store *, int64_t story_id, int64_t version) MUST_USE;

#endif
