#ifndef DOCUMENT_XLSX_H
#define DOCUMENT_XLSX_H

#include "base/rc.h"

struct paper;
struct strbuf;

/* A sheet holds no more in one cell; the library would leave it out. */
enum { XLSX_CELL_MAX = 32767 }; /* characters */

/* The same as a sheet: every cell is text, never a formula.  Appends the
 * file.  RC_INVALID: a cell is too long; RC_FAIL after logging. */
enum rc xlsx_write(const struct paper *, struct strbuf *out) MUST_USE;

#endif
