#ifndef ROADMAP_INTAKE_H
#define ROADMAP_INTAKE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/intakes.h"

struct actor;
struct arena;
struct deadline_period;

struct store;

/*
 * An import: looked at, taken over, perhaps taken back.  The source is kept
 * for ever; the preview is read from it anew each time with the columns as
 * the person has set them.
 */
struct intake {
	int64_t id, cycle_id, roadmap_id;
	const char *state; /* preview taken undone */
	const char *filename, *source, *roles, *report;
	int64_t account_id, at;
};
struct intake_effect {
	int added, known, sections; /* known: were there already */
};

enum rc intake_begin(struct store *, struct arena *, const struct actor *,
    int64_t cycle_id, const char *filename, const char *source,
    int64_t *id) MUST_USE;
enum rc intake_set_roles(struct store *, const struct actor *, int64_t id,
    const char *roles) MUST_USE;
/* Reads the source and adds what is new to the draft roadmap of the cycle
 * (made when there is none), matched by folded text and deadline: twice adds
 * nothing.  RC_DENIED: the roadmap is approved. */
enum rc intake_take(struct store *, struct arena *, const struct actor *,
    int64_t id, struct intake_effect *, const char **why) MUST_USE;
/* Removes what this import added; RC_DENIED with the sentence when people
 * have worked on its rows (evidence, states, decisions). */
enum rc intake_undo(struct store *, struct arena *, const struct actor *,
    int64_t id, const char **why) MUST_USE;

#endif
