#ifndef IMAGE_OUTPUT_H
#define IMAGE_OUTPUT_H

#include <stddef.h>
#include "image/verdict.h"

/*
 * The descriptors that the program writes to: standard output, and for each
 * result one that the parent has opened.  Result i goes to FD_RESULT + i.
 */
enum { FD_RESULT = 3, RESULTS = 5 };

/* So many results are there and writable, and whatever else the parent had
 * open above them is closed.  V_OK or V_TROUBLE. */
enum verdict output_check(int results) MUST_USE;
/* Write all of data, however many calls it takes.  V_OK or V_TROUBLE. */
enum verdict output_write(int fd, const void *data, size_t len) MUST_USE;

#endif
