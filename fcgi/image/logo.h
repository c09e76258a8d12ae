#ifndef IMAGE_LOGO_H
#define IMAGE_LOGO_H

#include "image/verdict.h"

struct upload;

/*
 * The school's mark: PNG that fits into 96 x 96, with its transparency,
 * without metadata.
 */

/* Decode the judged upload, write the first result and report WIDTH HEIGHT
 * BYTES.  V_OK, V_BROKEN or V_TROUBLE. */
enum verdict logo_write(const struct upload *) MUST_USE;

#endif
