#ifndef IMAGE_JAIL_H
#define IMAGE_JAIL_H

#include "image/verdict.h"

/*
 * The walls around the decoder: limits, Landlock, seccomp.  There is no way
 * out again.  Builds with AddressSanitizer have lower ones: it needs memory,
 * /proc and system calls that nobody else gets.
 */

/* From V_OK on, no thread of the program can open, connect, execute or map
 * anything as code, and its memory, its time and the length of what it writes
 * are limited; what goes beyond fails or ends it by a signal.  Else
 * V_TROUBLE: decode nothing. */
enum verdict jail_enter(void) MUST_USE;

#endif
