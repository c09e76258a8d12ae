#ifndef IMPORT_GLYPH_H
#define IMPORT_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * Letters and signs of a document, for comparing only: what is kept is always
 * what stood there.  Every text is valid UTF-8.
 */

/* The code point at *s, which moves behind it; 0 at the end (stays). */
uint32_t glyph_next(const char **s);
/* The same at s without moving, and of the last one before end. */
uint32_t glyph_at(const char *s);
uint32_t glyph_before(const char *start, const char *end);
bool glyph_upper(uint32_t);
bool glyph_lower(uint32_t);
bool glyph_letter(uint32_t);
bool glyph_digit(uint32_t);  /* 0-9 */
bool glyph_blank(uint32_t);  /* any space, TAB, line break */
bool glyph_dash(uint32_t);   /* - – — and their kin */
bool glyph_bullet(uint32_t); /* • ✓ ▪ ... : opens an item anywhere */
bool glyph_quote(uint32_t);

/* Small letters, ё is е, every dash is -, every quotation mark is ", blanks
 * are one space, none at the ends.  Latin letters in a Russian word are the
 * Russian ones that look the same. */
char *glyph_fold(struct arena *, const char *s);
/* Neither letter nor digit in it. */
bool glyph_empty(const char *);
/* Blank ends cut off, in place of a copy: *n becomes the length. */
const char *glyph_trim(const char *, size_t *n);

/* pattern over folded text: alternatives are parted by |, the stems of one
 * by blanks; each stem begins a word, the next stands at most four words on.
 * a _ at its end asks for the whole word.  "групп встреч|нетворкинг_".  The
 * place of the first match, or NULL. */
const char *glyph_find(const char *folded, const char *pattern);

/* s of n bytes ends with a hyphen that the end of a line or page put into a
 * word, which goes on with tail; not that of "педагог-психолог". */
bool glyph_cut_word(const char *s, size_t n, const char *tail);

/* A number at the beginning: "1.", "2.3", "1.2.3.", "IV.", "5)".  Its bytes
 * with the signs that close it, 0 when there is none.  *depth: of its parts;
 * 0 for a Roman one.  A bare number without a sign is none. */
size_t glyph_number(const char *, int *depth);

#endif
