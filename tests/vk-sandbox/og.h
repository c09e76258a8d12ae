#ifndef OG_H
#define OG_H

#include <stddef.h>

/* Content of a <meta property="name"> (or name="name") in a page, with its
 * entities decoded; for "title" also the text of <title>.  NULL = none.
 * The caller frees it. */
char *og_meta(const char *html, const char *name);
char *og_title(const char *html);
/* The body of an HTTP answer, its chunks put together; NULL if the status
 * is not 200.  The caller frees it. */
char *og_body(const char *answer, size_t len);

#endif
