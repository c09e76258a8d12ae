#ifndef READER_QUOTE_H
#define READER_QUOTE_H

#include <stddef.h>

struct strbuf;

/* Append n bytes of valid UTF-8 as a string of JSON, quotes included. */
void quote_json(struct strbuf *, const char *, size_t n);
/* Bytes of the character that s begins with; 0 if it is none of UTF-8. */
size_t quote_char(const char *s, size_t n);
/* The longest start of n bytes of UTF-8 that is at most max and ends between
 * two characters. */
size_t quote_cut(const char *, size_t n, size_t max);

#endif
