#ifndef DESK_REMINDERS_H
#define DESK_REMINDERS_H

#include "base/rc.h"

struct request;
struct view;

/* Letters of the last days that did not arrive for sure, among what waits
 * for a person: however many, they are one case (*n 0 or 1). */
enum rc desk_reminders_count(const struct request *, int *n) MUST_USE;
enum rc desk_reminders_cases(
    const struct request *, struct view *, int max) MUST_USE;

#endif
