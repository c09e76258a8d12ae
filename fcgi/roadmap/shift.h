#ifndef ROADMAP_SHIFT_H
#define ROADMAP_SHIFT_H

struct arena;

/*
 * The years that a term names, moved: 2024, 01.09.24, 2024-2025, 2024/25,
 * «24 г.».  All other signs stay as they are; days that the new year does
 * not have stay too, and whoever reads the term says so.  text itself when
 * it names none.
 */
const char *shift_years(struct arena *, const char *text, int by);

#endif
