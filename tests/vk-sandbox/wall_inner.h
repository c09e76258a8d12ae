#ifndef WALL_INNER_H
#define WALL_INNER_H

#include "wall.h"

/* The inside of the walls, for wall.c and wall_keep.c. */

size_t walls_count(void); /* in order of creation */
struct wall *walls_at(size_t);
/* File a post that has its ids, dates and state. */
void post_restore(struct post *);

#endif
