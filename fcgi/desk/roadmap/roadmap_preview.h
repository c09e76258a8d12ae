#ifndef DESK_ROADMAP_PREVIEW_H
#define DESK_ROADMAP_PREVIEW_H

#include <stdbool.h>
#include "base/rc.h"

struct cycle;
struct import;
struct intake;
struct request;
struct view;

/* The words that the columns of the form were set to; "" none was sent. */
const char *desk_roadmap_preview_roles(const struct request *);
/* How the source was read: Read.* Columns.N Rows.N Joined.N Dropped.N
 * Leftovers.N Warnings.N.  im NULL: it could not be read with the columns
 * as they are set. */
void desk_roadmap_preview_show(const struct request *, struct view *,
    const struct import *, const struct cycle *, int page);

#endif
