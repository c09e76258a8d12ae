#ifndef MEDIAPLAN_READINGS_H
#define MEDIAPLAN_READINGS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* What readers' pages ask of stories and events beside lists: where the
 * next page lies, and addresses for search engines.  Reading only; each
 * walks an index or the ids and stops. */

/* Stories newer than the page that begins below "before": *at is the
 * "before" of the page above it with max stories, 0 if that is the first
 * page.  rubric 0: all. */
enum rc readings_newer(struct store *, int64_t rubric_id, int64_t before,
    int max, int64_t now, int64_t *at) MUST_USE;

/* The start of the nearest public event in [from, ...) and of the nearest in
 * (..., before); 0: there is none. */
enum rc readings_event_after(
    struct store *, int64_t from, int64_t *at) MUST_USE;
enum rc readings_event_before(
    struct store *, int64_t before, int64_t *at) MUST_USE;

struct reading {
	int64_t id;
	const char *slug;   /* of a story */
	int64_t changed_at; /* what is seen of it */
};

/* Ids of stories grow: a range of them is a part of the sitemap that keeps
 * its stories whatever is published later.  The numbers, from 1, of the
 * ranges of size ids that hold a visible story. */
enum rc readings_parts(struct store *, struct arena *, int64_t size,
    int64_t now, int64_t **parts, int *n) MUST_USE;
/* Visible stories with from < id <= to. */
enum rc readings_stories(struct store *, struct arena *, int64_t from,
    int64_t to, int64_t now, struct reading **, int *n) MUST_USE;
/* Public events, the latest first, at most max. */
enum rc readings_events(struct store *, struct arena *, int max,
    struct reading **, int *n) MUST_USE;

#endif
