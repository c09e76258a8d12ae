#ifndef CTL_PHOTO_NAMES_H
#define CTL_PHOTO_NAMES_H

#include "base/rc.h"

struct arena;
struct store;

/* Names of photos after a name, in order, at most max: the check walks all
 * of them, a page of rows at a time. */
enum rc photo_names_list(struct store *, struct arena *, const char *after,
    int max, const char ***names, int *n) MUST_USE;

#endif
