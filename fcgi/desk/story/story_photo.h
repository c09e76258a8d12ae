#ifndef DESK_STORY_PHOTO_H
#define DESK_STORY_PHOTO_H

#include "base/rc.h"

struct request;
struct story;

/* Photos of a story from its form. */

/* Where nastavnik-image is. */
const char *desk_story_photo_program(void);

/* Every uploaded file of the request; *why names the first that was
 * refused, the others are stored. */
enum rc desk_story_photo_take(const struct request *, const struct story *,
    int *stored, const char **why) MUST_USE;
/* Descriptions that were typed: fields alt-ID. */
enum rc desk_story_photo_alts(
    const struct request *, const struct story *) MUST_USE;
/* "photo-up-7", "photo-down-7", "photo-remove-7"; RC_NOT_FOUND: not such a
 * word. */
enum rc desk_story_photo_do(
    const struct request *, const struct story *, const char *word) MUST_USE;

#endif
