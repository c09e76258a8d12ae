#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include "base/rc.h"

/* The build copies each static file under a name with the hash of its
 * content and writes both, a pair a line, into DIR/manifest: what a page
 * names may then be kept for ever.  Calls each with both; RC_FAIL after
 * logging. */
enum rc static_load(const char *dir,
    void (*each)(void *ctx, const char *name, const char *hashed),
    void *ctx) MUST_USE;

#endif
