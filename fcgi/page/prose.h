#ifndef PAGE_PROSE_H
#define PAGE_PROSE_H

/* The HTML of a Markdown text.  The last few are remembered with their text,
 * since a story is read far more often than it changes; the result is good
 * until the next call. */
const char *page_prose(const char *md);

#endif
