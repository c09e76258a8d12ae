#ifndef READER_WALLS_H
#define READER_WALLS_H

#include "reader/verdict.h"

/*
 * Who may do what.  The reader itself: unpack, parse, print, and wait for
 * its child.  The child: start pdftotext with its libraries, and read what
 * lies with them.  Both: no file written, no connection, no other process.
 */

/* V_OK or V_TROUBLE: read nothing.  From then on a file that takes too long
 * ends the program with the answer that it is too big. */
enum verdict walls_enter(void) MUST_USE;
/* For the child, before it executes WALLS_PDF.  NULL, or what failed. */
const char *walls_enter_pdf(void) MUST_USE;

#define WALLS_PDF "/usr/bin/pdftotext"

#endif
