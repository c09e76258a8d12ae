#ifndef PUBLISH_PUBLICATIONS_H
#define PUBLISH_PUBLICATIONS_H

#include <stdint.h>
#include "base/rc.h"
#include "publish/publication.h"

enum rc publications_by_id(struct store *, struct arena *, int64_t id,
    struct publication *) MUST_USE;
/* Of a story, newest revision first. */
enum rc publications_of_story(struct store *, struct arena *, int64_t story_id,
    struct publication **, int *n) MUST_USE;
/* In any of these states, oldest due first. */
enum rc publications_list(struct store *, struct arena *, unsigned states,
    int max, struct publication **, int *n) MUST_USE;
enum rc publications_count(struct store *, unsigned states, int cap,
    int *n) MUST_USE;
/* Is the minute of this channel taken (by which story)? RC_NOT_FOUND: free. */
enum rc publications_at_minute(struct store *, struct arena *,
    int64_t channel_id, int64_t due_at, struct publication *) MUST_USE;

struct attempt {
	int64_t id, started_at, duration_ms;
	int attempt_no;
	const char *method;
	int http_status, curl_code, error_code, error_subcode;
	const char *error_text, *class, *detail;
};
enum rc attempts_list(struct store *, struct arena *, int64_t publication_id,
    struct attempt **, int *n) MUST_USE;

struct proof {
	int64_t id, at, vk_post_id;
	const char *kind, *slot, *who, *url, *detail;
};
enum rc proofs_list(struct store *, struct arena *, int64_t publication_id,
    struct proof **, int *n) MUST_USE;

struct chore {
	int64_t id, publication_id, story_id, created_at, done_at;
	const char *kind, *text, *url, *story_title;
};
enum rc chores_open(struct store *, struct arena *, struct chore **,
    int *n) MUST_USE;
enum rc chores_close(struct store *, const struct actor *, int64_t id,
    int64_t now) MUST_USE; /* one transaction, journal */

#endif
