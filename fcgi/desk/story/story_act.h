#ifndef DESK_STORY_ACT_H
#define DESK_STORY_ACT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story.h"

struct request;
struct reply;

/* One action of the table on one story, whichever file carries it out. */
struct story_act {
	enum story_action action;
	int64_t version, at;
	const char *reason;
	bool consents;
	int64_t new_id; /* DUPLICATE: the copy */
	int64_t undo_id;
	const char *why; /* the sentence of a refusal */
};

enum rc desk_story_act_run(
    const struct request *, const struct story *, struct story_act *) MUST_USE;
/* Notice and way back after it was done. */
enum rc desk_story_act_done(const struct request *, struct reply *,
    const struct story *, const struct story_act *) MUST_USE;

#endif
