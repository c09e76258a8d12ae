#ifndef MEDIAPLAN_CYCLES_H
#define MEDIAPLAN_CYCLES_H

#include "base/rc.h"

struct arena;
struct cycle;
struct store;

/* RC_NOT_FOUND: none is current. */
enum rc cycles_current(struct store *, struct arena *, struct cycle *) MUST_USE;
/* Inside a transaction; a current one takes the place of the others. */
enum rc cycles_insert(struct store *, struct cycle *) MUST_USE;

#endif
