#ifndef ROADMAP_ACTIVITIES_H
#define ROADMAP_ACTIVITIES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct activity;
struct activity_item;
struct activity_person;
struct activity_window;
struct arena;
struct store;

/* All of a roadmap in its order, with the title of the section and how many
 * proofs each has. */
enum rc activities_list(struct store *, struct arena *, int64_t roadmap_id,
    struct activity **, int *n) MUST_USE;
enum rc activities_by_id(
    struct store *, struct arena *, int64_t id, struct activity *) MUST_USE;
/* Of running roadmaps, not done, with a deadline up to to_day; of one
 * account, or of everybody with account 0.  The nearest first, at most max. */
enum rc activities_due(struct store *, struct arena *, int64_t account_id,
    int to_day, int max, struct activity **, int *n) MUST_USE;

/* How many wait for a person: undecided terms in roadmaps that are not
 * closed, and rows of running ones whose day is before today. */
enum rc activities_pressing(
    struct store *, int today, int *open, int *overdue) MUST_USE;

/* Of one activity, in order. */
enum rc activities_windows(struct store *, struct arena *, int64_t id,
    struct activity_window **, int *n) MUST_USE;
enum rc activities_items(struct store *, struct arena *, int64_t id,
    struct activity_item **, int *n) MUST_USE;
/* Of all activities of a roadmap, activity by activity; with id of one. */
enum rc activities_people(struct store *, struct arena *, int64_t roadmap_id,
    int64_t id, struct activity_person **, int *n) MUST_USE;

/* ---- written inside the transactions of activity.c and intake.c */
/* The last place that is taken; 0: none. */
enum rc activities_last(struct store *, int64_t roadmap_id, int *n) MUST_USE;
/* RC_CONFLICT: there is one of the same words and deadline. */
enum rc activities_insert(struct store *, struct activity *) MUST_USE;
/* Places behind this one move by one, so that a row fits in. */
enum rc activities_make_room(
    struct store *, int64_t roadmap_id, int after) MUST_USE;
enum rc activities_insert_window(struct store *, int64_t id, int position,
    int from, int to, bool open_left) MUST_USE;
enum rc activities_insert_item(
    struct store *, int64_t id, int position, const char *text) MUST_USE;
enum rc activities_insert_person(struct store *, int64_t id, int position,
    const char *words, int64_t account_id) MUST_USE;
/* State, deadline and what else may change.  RC_CONFLICT: other version. */
enum rc activities_update(struct store *, struct activity *) MUST_USE;
/* What is said about its words and its deadline (JSON). */
enum rc activities_set_flags(
    struct store *, int64_t id, const char *flags) MUST_USE;
/* The people that were named by us, not by the document; account 0: all.
 * RC_NOT_FOUND: there was none. */
enum rc activities_drop_accounts(
    struct store *, int64_t id, int64_t account_id) MUST_USE;
enum rc activities_set_item(
    struct store *, int64_t activity_id, int64_t item_id, int done_on) MUST_USE;
/* How many of an import were worked on since; and away with all of it. */
enum rc activities_touched(struct store *, int64_t import_id, int *n) MUST_USE;
enum rc activities_drop(struct store *, int64_t import_id) MUST_USE;
/* The same of a whole roadmap. */
enum rc activities_touched_of(
    struct store *, int64_t roadmap_id, int *n) MUST_USE;
enum rc activities_drop_of(struct store *, int64_t roadmap_id) MUST_USE;

#endif
