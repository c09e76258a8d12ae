#ifndef WEB_PATH_H
#define WEB_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include "base/rc.h"

struct arena;
struct strbuf;

/* The path of an address, percent-decoded.  RC_INVALID: it does not begin
 * with /, a bad %, a control character, bytes that are not UTF-8, a segment
 * "." or ".."; RC_TOO_LARGE: more than REQUEST_PATH_MAX bytes. */
enum rc path_decode(
    struct arena *, const char *s, size_t n, const char **out) MUST_USE;
/* Percent-encode what may not stand in an address line; / ? = & % stay. */
void path_encode(struct strbuf *, const char *);
/* An address of ours to go back to: begins with one /, no backslash and no
 * control character, so no browser reads a host into it. */
bool path_own(const char *);

#endif
