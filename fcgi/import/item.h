#ifndef IMPORT_ITEM_H
#define IMPORT_ITEM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * The items that one cell lists: ✓ • anywhere, dashes and numbers at the
 * beginnings of lines, dashes after a colon or a semicolon, numbers one after
 * another.  The cell itself is kept by the caller; here are its parts.
 */
struct item_list {
	const char *lead;   /* the words before the first item */
	const char **items; /* without their marks */
	int n;
};

/* What follows the last mark to the end belongs to the last item.  So every
 * word of text is in lead or in an item; marks and numbers are not. */
void item_split(struct arena *, const char *text, struct item_list *);

#endif
