#ifndef ROADMAP_INTAKE_H
#define ROADMAP_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/intakes.h"

struct actor;
struct arena;
struct cycle;
struct import;
struct store;

/*
 * A pasted or uploaded roadmap on its way into the store: looked at
 * (preview), taken over by a person (taken), perhaps taken back (undone).
 * The source is kept for ever; the preview is read from it anew each time,
 * with the columns as the person has set them.
 */
enum {
	INTAKES_MAX = 50, /* shown of one cycle */
	INTAKE_FILENAME_MAX = 200
};

struct intake {
	int64_t id, cycle_id, roadmap_id;
	const char *state; /* preview taken undone */
	const char *filename;
	/* Text, or what `nastavnik-reader table` printed. */
	const char *source;
	const char *roles;  /* of the columns, parted by blanks; "" guess */
	const char *report; /* JSON: counts of what was read and taken */
	int64_t account_id, at;
	const char *who; /* name of the account, read-only */
};

struct intake_effect {
	int64_t roadmap_id;
	int added, known, sections; /* known: were there already */
};

/* What the source says in the period of its cycle.  RC_INVALID:
 * im->refusal. */
enum rc intake_import(struct store *, struct arena *, const struct intake *,
    struct import *) MUST_USE;

/* Each one transaction with the journal; RC_INVALID, RC_DENIED: *why.
 * Begin refuses what cannot be read and stores nothing then; bytes of any
 * encoding become text. */
enum rc intake_begin(struct store *, struct arena *, const struct actor *,
    int64_t cycle_id, const char *filename, const void *bytes, size_t n,
    int64_t *id, const char **why) MUST_USE;
enum rc intake_set_roles(struct store *, struct arena *, const struct actor *,
    int64_t id, const char *roles, const char **why) MUST_USE;
/* Adds what is new to the draft roadmap of the cycle, which is made when
 * there is none; known by words and deadline, so twice adds nothing. */
enum rc intake_take(struct store *, struct arena *, const struct actor *,
    int64_t id, struct intake_effect *, const char **why) MUST_USE;
/* Away with what it added, unless people have worked on it. */
enum rc intake_undo(struct store *, struct arena *, const struct actor *,
    int64_t id, const char **why) MUST_USE;

#endif
