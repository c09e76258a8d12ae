#ifndef DESK_STORY_SIDE_H
#define DESK_STORY_SIDE_H

#include "base/rc.h"

struct request;
struct story;
struct view;

/* The right side of a story's page: Can.* and Deny.* (buttons by the table
 * of actions), Photos.N, Publications.N, Versions.N, Journal.N. */
enum rc desk_story_side(
    const struct request *, struct view *, const struct story *) MUST_USE;

#endif
