#ifndef DESK_ROADMAP_FILE_H
#define DESK_ROADMAP_FILE_H

#include "base/rc.h"

struct arena;
struct strbuf;
struct upload;

/*
 * An uploaded roadmap as bytes for intake_begin: a text, an HTML or a TSV as
 * it is, a DOCX or XLSX as `nastavnik-reader table` prints it.  RC_INVALID
 * with the sentence in *why.
 */
enum rc desk_roadmap_file_read(struct arena *, const struct upload *,
    struct strbuf *, const char **why) MUST_USE;

#endif
