#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/*
 * Words in UTF-8.  Every const char * that comes in is NUL-terminated valid
 * UTF-8 unless said otherwise; results live in the arena.
 */

/* Valid UTF-8 of n bytes, no NUL, no surrogates. */
bool text_valid(const char *s, size_t n);
/* What a person typed, made storable: composed (NFC), CRLF and CR to LF,
 * control characters but LF and TAB removed, trailing blanks of lines and
 * blank ends cut.  NULL if it is not valid UTF-8 or has a NUL in n bytes. */
char *text_clean(struct arena *, const char *s, size_t n);
/* The same for one line: line breaks and runs of blanks become one blank. */
char *text_clean_line(struct arena *, const char *s, size_t n);

size_t text_chars(const char *); /* code points */
size_t text_utf16(const char *); /* UTF-16 units, as VK counts */
/* At most chars code points; "…" replaces what was cut, at a word's end. */
char *text_cut(struct arena *, const char *, size_t chars);
/* For comparing and searching: case folded, ё is е, composed. */
char *text_fold(struct arena *, const char *);
/* Russian to Latin for an address: "Наставник и робот" nastavnik-i-robot;
 * [a-z0-9-] only, at most max bytes, cut at a word; "" if nothing is left. */
char *text_slug(struct arena *, const char *, size_t max);
/* The Russian word after n: 1 материал, 2 материала, 5 материалов. */
const char *text_plural(
    int64_t n, const char *one, const char *few, const char *many);
/* "18,4 КБ", "2,1 МБ". */
char *text_bytes(struct arena *, int64_t bytes);
/* Bytes of the addresses (http:// https://) in s; calls with each one. */
int text_urls(
    const char *s, void (*each)(void *, const char *url, size_t n), void *ctx);
/* a is b, in time that does not depend on where they differ. */
bool text_same_secret(const void *a, const void *b, size_t n);
/* Strict decimal: whole string, lo..hi. */
bool text_int(const char *, int64_t lo, int64_t hi, int64_t *out);

#endif
