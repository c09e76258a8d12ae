#ifndef ROADMAP_IMPORT_INNER_H
#define ROADMAP_IMPORT_INNER_H

#include "roadmap/import.h"

/* Between the files import*.c only. */

/* Rows to sections and activities, tails joined to what they belong to. */
void import_build(struct arena *, const struct paste_rows *, struct import *);
/* Items, people, terms and their flags of the joined activities. */
void import_finish(
    struct arena *, const struct import_options *, struct import *);
/* What the lines around the table say of period and approval. */
void import_look_around(struct arena *, struct import *);

#endif
