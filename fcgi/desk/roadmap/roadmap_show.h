#ifndef DESK_ROADMAP_SHOW_H
#define DESK_ROADMAP_SHOW_H

#include <stdint.h>
#include "base/rc.h"

struct form;
struct reply;
struct request;

/* The page of a cycle's roadmap again after a refused action.  cycle_id 0:
 * of the address; form NULL: none was sent.  Returns rc, or the store's
 * trouble. */
enum rc desk_roadmap_show(const struct request *, struct reply *,
    int64_t cycle_id, const struct form *, const char *problem,
    enum rc) MUST_USE;

#endif
