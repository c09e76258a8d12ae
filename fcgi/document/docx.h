#ifndef DOCUMENT_DOCX_H
#define DOCUMENT_DOCX_H

#include "base/rc.h"

struct paper;
struct strbuf;

/* A4, upright or across; stamps, title, tables whose headings stand again
 * on every page.  Appends the file.  RC_FAIL after logging. */
enum rc docx_write(const struct paper *, struct strbuf *out) MUST_USE;

#endif
