#ifndef PUBLISH_ATTEMPTS_H
#define PUBLISH_ATTEMPTS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* What was sent and what came back; the row is written before the socket
 * opens, its outcome is filled in once. */
struct attempt {
	int64_t id, started_at, duration_ms;
	int attempt_no;
	const char *method;
	int http_status, curl_code, error_code, error_subcode;
	const char *error_text, *class, *detail;
};
enum rc attempts_list(struct store *, struct arena *, int64_t publication_id,
    struct attempt **, int *n) MUST_USE;

/* Sets id. */
enum rc attempts_insert(
    struct store *, int64_t publication_id, struct attempt *) MUST_USE;
/* RC_CONFLICT: the outcome is known already. */
enum rc attempts_set_outcome(struct store *, const struct attempt *) MUST_USE;
/* What was found unanswered at a start: outcome UNKNOWN. */
enum rc attempts_close_open(struct store *, int64_t publication_id,
    const char *class, const char *detail) MUST_USE;

#endif
