#ifndef MEDIAPLAN_STORY_INNER_H
#define MEDIAPLAN_STORY_INNER_H

#include "mediaplan/story.h"

/* What story*.c share and nobody else needs.  All inside a transaction. */

/* The story as it stands.  RC_NOT_FOUND; RC_CONFLICT: version is stale. */
enum rc story_take(struct store *, struct arena *, int64_t id, int64_t version,
    struct story *, const char **why) MUST_USE;
/* Is the person the only one who may sign in here? */
enum rc story_alone(struct store *, bool *alone) MUST_USE;
/* The rules of check.h; RC_INVALID with the first that stops. */
enum rc story_checked(struct store *, struct arena *, const struct story *,
    int moment, int64_t at, int64_t now, const char **why) MUST_USE;
/* Content changed: back to draft, approval and consents are void. */
void story_unapprove(struct story *, const struct actor *, int64_t now);

/* NULL or what is wrong with the lengths and choices. */
const char *story_edit_wrong(const struct story_edit *);
/* What would differ: words for the journal, "" for nothing; *texts says
 * whether a version is due. */
const char *story_edit_words(struct arena *, const struct story *,
    const struct story_edit *, bool *texts);
void story_edit_copy(struct story *, const struct story_edit *);
/* The row of story_versions for the texts of s. */
enum rc story_edit_version(struct store *, const struct story *,
    const struct actor *, int64_t now) MUST_USE;

/* Remember what to put back.  *undo_id 0: the program needs no undo. */
enum rc story_undo_offer(struct store *, struct arena *, const struct actor *,
    enum story_action, const struct story *before, int64_t version_after,
    int64_t now, int64_t *undo_id) MUST_USE;

#endif
