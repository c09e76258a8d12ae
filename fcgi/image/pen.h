#ifndef IMAGE_PEN_H
#define IMAGE_PEN_H

#include "image/verdict.h"

typedef struct _cairo cairo_t;

/*
 * Text in our own faces, with pango.  No other font of the machine and no
 * setting of fontconfig takes part: a card is the same everywhere, and after
 * the jail nothing need be opened.
 */
enum pen_face { PEN_SERIF_BOLD, PEN_SANS, PEN_SANS_BOLD, PEN__COUNT };

/* A piece of text in a box, in pixels. */
struct pen_text {
	const char *text;
	enum pen_face face;
	const int *sizes; /* of letters, the greatest first; ends with 0 */
	int x, y, width, height;
	double leading; /* of lines, in sizes */
	unsigned rgb;
	enum { PEN_LEFT, PEN_RIGHT } align;
};

/* Open the faces and draw a letter with each: before the jail.  V_OK or
 * V_TROUBLE (fonts-paratype is missing). */
enum verdict pen_start(void) MUST_USE;
/* s in one line with only what our faces can show: no pictures, no scripts
 * read from right to left, nothing invisible.  At most max characters; the
 * caller frees it (g_free). */
char *pen_clean(const char *s, int max);
/* Draw it in the greatest size in which it fits into its box without a torn
 * word; in the least size it is torn and cut with an ellipsis.  Lines are
 * made about equally long. */
void pen_draw(cairo_t *, const struct pen_text *);

#endif
