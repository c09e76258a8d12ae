#ifndef PUBLISH_CHORES_H
#define PUBLISH_CHORES_H

#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/* What a person must do by hand on the other side. */
struct chore {
	int64_t id, publication_id, story_id, created_at, done_at;
	const char *kind, *text, *url, *story_title;
};
enum rc chores_open(
    struct store *, struct arena *, struct chore **, int *n) MUST_USE;
enum rc chores_close(struct store *, const struct actor *, int64_t id,
    int64_t now) MUST_USE; /* one transaction, journal */
/* kind: edit, delete, post.  An open one of the same publication and kind
 * is replaced: nobody edits twice. */
enum rc chores_insert(struct store *, int64_t publication_id, const char *kind,
    const char *text, const char *url, int64_t now) MUST_USE;
/* The program did it itself after all. */
enum rc chores_done(
    struct store *, int64_t publication_id, int64_t now) MUST_USE;

#endif
