#ifndef DOCUMENT_WRITER_H
#define DOCUMENT_WRITER_H

#include "base/rc.h"

struct strbuf;

/* Runs nastavnik-writer: form is docx or xlsx, json what document/paper.h
 * says.  Appends the file.  RC_INVALID: *why is the sentence; RC_FAIL after
 * logging. */
enum rc writer_run(const char *form, const char *json, struct strbuf *out,
    const char **why) MUST_USE;

#endif
