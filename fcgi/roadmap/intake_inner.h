#ifndef ROADMAP_INTAKE_INNER_H
#define ROADMAP_INTAKE_INNER_H

#include "import/import.h"
#include "roadmap/intake.h"
#include "roadmap/match.h"
#include "roadmap/roadmap.h"

/* Between intake.c and intake_fill.c: one import being taken over, inside
 * the transaction. */
struct intake_taking {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct intake t;
	struct import im;
	struct roadmap map;
	struct roadmap_section *known; /* of the roadmap before */
	int known_n;
	int64_t *sections; /* ids, by section of the import; 0 not yet */
	int position;	   /* the last that is taken */
	struct match match;
	struct intake_effect *effect;
	const char **why;
};

enum rc intake_fill(struct intake_taking *) MUST_USE;

#endif
