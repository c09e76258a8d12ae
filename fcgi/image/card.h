#ifndef IMAGE_CARD_H
#define IMAGE_CARD_H

#include "image/verdict.h"

struct words;

/*
 * The link card of a story without photos: JPEG of 1200 x 630 in the colour
 * of the school, drawn from words with the faces of pen.h.
 */

/* Draw, encode, write to the first result and report WIDTH HEIGHT BYTES.
 * V_OK or V_TROUBLE. */
enum verdict card_write(const struct words *) MUST_USE;

#endif
