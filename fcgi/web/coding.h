#ifndef WEB_CODING_H
#define WEB_CODING_H

#include <stdbool.h>
#include "base/strbuf.h"

/*
 * Content codings of public answers.  The web server says which one the
 * reader takes (FastCGI parameter CODING, conf/nginx-common.conf) and keeps
 * each form apart, so a page is compressed when it changes and not for every
 * reader.
 */
enum coding { CODING_NONE, CODING_GZIP, CODING_BROTLI, CODING__COUNT };

/* "gzip", "br"; anything else is none. */
enum coding coding_of(const char *name);
/* The name; NULL for none. */
const char *coding_name(enum coding);
/* Answers of this type shrink, and of this size enough to be worth it. */
bool coding_worth(const char *type, size_t n);
/* Replace the bytes by their coded form.  False: they are as they were. */
bool coding_apply(enum coding, struct strbuf *);

#endif
