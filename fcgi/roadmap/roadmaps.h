#ifndef ROADMAP_ROADMAPS_H
#define ROADMAP_ROADMAPS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct roadmap;
struct roadmap_section;
struct store;

enum rc roadmaps_by_id(
    struct store *, struct arena *, int64_t id, struct roadmap *) MUST_USE;
/* The newest of a cycle. */
enum rc roadmaps_of_cycle(struct store *, struct arena *, int64_t cycle_id,
    struct roadmap *) MUST_USE;
/* Newest first, at most ROADMAPS_MAX. */
enum rc roadmaps_list(
    struct store *, struct arena *, struct roadmap **, int *n) MUST_USE;
/* Whether visitors see any of them. */
enum rc roadmaps_shown(struct store *, bool *) MUST_USE;
/* In the document's order. */
enum rc roadmaps_sections(struct store *, struct arena *, int64_t roadmap_id,
    struct roadmap_section **, int *n) MUST_USE;

/* Written by roadmap.c and intake.c only, inside their transactions. */
enum rc roadmaps_insert(struct store *, struct roadmap *) MUST_USE;
/* RC_CONFLICT: another version. */
enum rc roadmaps_update(struct store *, struct roadmap *) MUST_USE;
enum rc roadmaps_insert_section(
    struct store *, struct roadmap_section *) MUST_USE;
/* Away with a roadmap that has no activities, its sections, and its name in
 * what was once imported into it; RC_CONFLICT: it has proposals. */
enum rc roadmaps_drop(struct store *, const struct roadmap *) MUST_USE;
/* Sections of an import that have no activity. */
enum rc roadmaps_drop_sections(struct store *, int64_t import_id) MUST_USE;

#endif
