#ifndef SECTION_TOPICS_H
#define SECTION_TOPICS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;
struct topic;
struct topic_version;

/*
 * The rows of topics and their versions; written by topic*.c only.  A row
 * read is as stored: title, menu, lead and text are NULL where the school
 * changed nothing, and def and address are not set.
 */

/* Without texts, in no order; at most max. */
enum rc topics_list(
    struct store *, struct arena *, int max, struct topic **, int *n) MUST_USE;
enum rc topics_by_name(
    struct store *, struct arena *, const char *name, struct topic *) MUST_USE;
enum rc topics_by_id(
    struct store *, struct arena *, int64_t id, struct topic *) MUST_USE;

/* Inside a transaction.  t->id is set; RC_CONFLICT: the name is taken. */
enum rc topics_insert(struct store *, struct topic *, bool own) MUST_USE;
enum rc topics_update(struct store *, const struct topic *) MUST_USE;
enum rc topics_set_position(
    struct store *, int64_t id, int64_t position) MUST_USE;
enum rc topics_set_checked(struct store *, int64_t id, int64_t at) MUST_USE;
enum rc topics_remove(struct store *, int64_t id) MUST_USE;

/* Newest first, without lead and text; at most max. */
enum rc topics_versions(struct store *, struct arena *, int64_t id, int max,
    struct topic_version **, int *n) MUST_USE;
/* The newest at or before version, with its text. */
enum rc topics_version(struct store *, struct arena *, int64_t id,
    int64_t version, struct topic_version *) MUST_USE;
enum rc topics_add_version(struct store *, const struct topic *,
    const struct actor *, int64_t at) MUST_USE;

#endif
