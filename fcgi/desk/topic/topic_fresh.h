#ifndef DESK_TOPIC_FRESH_H
#define DESK_TOPIC_FRESH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct request;
struct topic;

/*
 * How fresh a page is (R130).  Its last change is the newest of: its own
 * words, "still true", a record of its register, the newest story on the
 * page of news, the newest event on that of events; a page that nobody ever
 * touched is as old as the first account of the section.
 */
struct topic_fresh {
	int64_t at;
	const char *what; /* "запись", "проверена": what changed then */
	bool stale; /* older than its fresh_days; never when hidden */
};
enum rc desk_topic_fresh(const struct request *, const struct topic *,
    struct topic_fresh *) MUST_USE;
/* How many visible pages are stale. */
enum rc desk_topic_fresh_stale(const struct request *, int *n) MUST_USE;

#endif
