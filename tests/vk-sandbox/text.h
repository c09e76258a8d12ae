#ifndef TEXT_H
#define TEXT_H

#include "mem.h"

#include <stdbool.h>
#include <stdint.h>

/* Text as it comes from outside, and as it goes out into HTML. */

/* A copy with every byte that is not good UTF-8, and every NUL, replaced by
 * U+FFFD. */
char *text_clean(const char *, size_t len);
size_t text_units(const char *); /* length in UTF-16 units */
bool text_blank(const char *);	 /* NULL, or only spaces */
char *text_normal(const char *); /* CRLF to LF, ends trimmed */
char *text_url_decode(const char *, size_t len, size_t *out_len);
bool text_int(const char *, int64_t *); /* the whole text is a number */
bool text_is_link(const char *);	/* begins with http:// or https:// */
size_t text_link_len(const char *);	/* of the address that begins here */

void text_html(struct buf *, const char *, size_t len); /* escaped */
/* Escaped, with <br> for line ends and <a> for addresses. */
void text_html_rich(struct buf *, const char *);

#endif
