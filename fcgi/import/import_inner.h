#ifndef IMPORT_IMPORT_INNER_H
#define IMPORT_IMPORT_INNER_H

#include "import/import.h"

/* Between the files import*.c only. */

/* Rows to sections and activities, tails joined to what they belong to. */
void import_build(struct arena *, const struct paste_rows *, struct import *);
/* Items, people, terms and their flags of the joined activities. */
void import_finish(
    struct arena *, const struct import_options *, struct import *);
/* The words of a role's cell; or those that a merged cell gave. */
const char *import_cell(
    const struct import *, const struct import_activity *, enum column_role);
const char *import_value(const struct import *, const struct import_activity *,
    enum column_role, const char *inherited);
/* The words of an activity's term, wherever its columns have them; "" */
const char *import_term_of(
    struct arena *, const struct import *, const struct import_activity *);
/* Both parts of a cell that says when and who. */
void import_shared_split(
    struct arena *, const char *cell, const char **term, const char **people);
/* Finds the terms in the names of sections: "Этап 1 (сентябрь 2024)". */
void import_term_sections(struct arena *, struct arena *scratch,
    const struct import_options *, struct import *);
/* That of the activity's section or of the one above it; "" */
const char *import_term_of_section(
    const struct import *, const struct import_activity *);
/* What the lines around the table say of period and approval. */
void import_look_around(struct arena *, struct import *);

#endif
