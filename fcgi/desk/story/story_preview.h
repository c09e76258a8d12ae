#ifndef DESK_STORY_PREVIEW_H
#define DESK_STORY_PREVIEW_H

#include "base/rc.h"

struct form;
struct request;
struct story;
struct view;

/* How the post will look and what still stands in its way, from what was
 * typed: Preview.* and Checks.N (level text fix anchor), Checks_stops. */
enum rc desk_story_preview(const struct request *, struct view *,
    const struct story *, const struct form *) MUST_USE;

#endif
