#ifndef DESK_ACTIVITY_SHOW_H
#define DESK_ACTIVITY_SHOW_H

#include <stdint.h>
#include "base/rc.h"
#include "web/form.h"

struct activity;
struct reply;
struct request;
struct view;

/* The forms of an activity's page: one table, each form sends a few. */
extern const struct field desk_activity_fields[];
extern const int desk_activity_fields_n;

/* The page of an activity.  form NULL: nothing was sent; problem NULL: none.
 * Returns rc, or the store's trouble. */
enum rc desk_activity_show(const struct request *, struct reply *, int64_t id,
    const struct form *, const char *problem, enum rc) MUST_USE;
/* activity_proof.c: Proofs.N, Promised.N, Fitting.N, Ready.N, Events.N,
 * Stories.N, Unlinked.N */
enum rc desk_activity_proof_show(
    const struct request *, struct view *, const struct activity *) MUST_USE;

#endif
