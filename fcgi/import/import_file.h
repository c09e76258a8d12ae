#ifndef IMPORT_IMPORT_FILE_H
#define IMPORT_IMPORT_FILE_H

#include "base/rc.h"

struct strbuf;

/*
 * A file that a person has: a text, an HTML or a TSV as it is, a DOCX, ODT,
 * XLSX or PDF as `nastavnik-reader table` prints it.  What is appended to
 * the buffer is a source for import_source.  RC_INVALID with the sentence in
 * *why; RC_FAIL was logged.  The program is the one that the variable
 * NASTAVNIK_READER names, else one beside ours, else the installed one.
 */
enum rc import_file_read(int fd, struct strbuf *, const char **why) MUST_USE;

#endif
