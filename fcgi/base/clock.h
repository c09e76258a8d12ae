#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>
#include "base/rc.h"

/*
 * The only source of the present time.  With testing switched on the number
 * in the file DIR/clock (seconds, may be negative) is added to the system's
 * time; without it such a file is refused.
 */

/* state is the state directory.  RC_DENIED: a clock file lies there but
 * testing is off; the sentence was logged. */
enum rc clock_init(const char *state, int testing) MUST_USE;
/* UTC seconds. */
int64_t clock_now(void);
/* Milliseconds that only grow; for durations. */
int64_t clock_ms(void);
/* Read the file again if it changed (one stat); called once per request. */
void clock_refresh(void);

#endif
