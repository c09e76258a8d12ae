#ifndef IMAGE_WALLS_H
#define IMAGE_WALLS_H

#include "image/verdict.h"

/* Shut the program in, with what decoding and writing pictures needs and
 * nothing more.  V_OK, or V_TROUBLE: decode nothing. */
enum verdict walls_enter(void) MUST_USE;

#endif
