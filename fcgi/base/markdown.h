#ifndef BASE_MARKDOWN_H
#define BASE_MARKDOWN_H

#include "base/rc.h"

struct arena;

/* Longest text we hand to the Markdown library, bytes: a longread of 60 000
 * characters; cmark is linear up to here (0.07 s for its worst input). */
enum { MARKDOWN_MAX = 131072 };

/* Safe HTML: no raw HTML, links only https:, http:, mailto: and own paths
 * beginning with one /, no remote pictures, headings shifted to h2 and
 * lower, quotes as « » and „ “, no-break spaces where Russian wants them. */
char *markdown_html(struct arena *, const char *md);
/* Plain text for VK: paragraphs parted by an empty line, list items with a
 * dash, a link as "words (address)" unless both are the same, same quotes. */
char *markdown_plain(struct arena *, const char *md);

#endif
