#ifndef BASE_TREE_H
#define BASE_TREE_H

#include <stdint.h>
#include "base/rc.h"

/* Data files of db/ (kinds, demo): read-only walk over a tree. */
struct tree;
enum rc tree_load(struct tree **, const char *path) MUST_USE;
void tree_free(struct tree *);
/* Children in the file's order; name NULL = the root. NULL when none. */
const struct tree *tree_child(const struct tree *, const char *path);
const struct tree *tree_first(const struct tree *);
const struct tree *tree_next(const struct tree *);
const char *tree_name(const struct tree *);
const char *tree_value(const struct tree *, const char *path); /* "" if none */
int64_t tree_int(const struct tree *, const char *path, int64_t preset);

#endif
