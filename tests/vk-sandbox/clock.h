#ifndef CLOCK_H
#define CLOCK_H

#include "args.h"

#include <stdbool.h>
#include <stdint.h>

/* The clock of the sandbox: Unix seconds that run with real time, or stand
 * still.  It never goes back except by reset. */

void clock_reset(bool given, int64_t now, bool frozen);
int64_t clock_now(void);
bool clock_frozen(void);
void clock_freeze(bool frozen);
void clock_advance(int64_t seconds);
json_t *clock_save(void); /* for --keep */
void clock_load(struct args *);
int64_t clock_day(int64_t at); /* number of the calendar day in UTC+3 */

#endif
