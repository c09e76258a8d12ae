#ifndef IMAGE_FORMS_H
#define IMAGE_FORMS_H

#include "image/verdict.h"

struct _VipsImage;

/*
 * The five forms in which a picture leaves: three sizes for our pages, one
 * for VK, one for the link card.
 */

/* The longer side that a picture of this size must keep so that every form
 * can still be shrunk from it. */
int forms_side(int width, int height);
/* Resize and encode the decoded picture into each result, and when all are
 * written, print a line WIDTH HEIGHT BYTES for each.  V_OK or V_TROUBLE. */
enum verdict forms_write(struct _VipsImage *master) MUST_USE;

#endif
