#ifndef MEDIAPLAN_RUBRIC_H
#define MEDIAPLAN_RUBRIC_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/rubrics.h"

struct actor;
struct arena;
struct store;

enum {
	RUBRIC_TITLE_MAX = 60,
	RUBRIC_ABOUT_MAX = 300,
	RUBRIC_HASHTAG_MAX = 40, /* letters, digits, _ ; no blanks (vk 4.5) */
	RUBRICS_MAX = 50
};

struct rubric {
	int64_t id;
	const char *slug, *title, *about, *hashtag;
	int64_t position;
	bool archived;
	int64_t latest_at; /* last published story; 0: none (R117, R118) */
};

enum rc rubric_save(struct store *, struct arena *, const struct actor *,
    struct rubric *, const char **why) MUST_USE; /* id 0: new */
enum rc rubric_set_archived(
    struct store *, const struct actor *, int64_t id, bool archived) MUST_USE;

#endif
