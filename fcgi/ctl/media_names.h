#ifndef CTL_MEDIA_NAMES_H
#define CTL_MEDIA_NAMES_H

#include "base/rc.h"

struct arena;
struct store;

/* What has rows and lies in media/: names after a name, in order, at most
 * max: the check walks all of them, a page of rows at a time. */
enum rc media_names_photos(struct store *, struct arena *, const char *after,
    int max, const char ***names, int *n) MUST_USE;
/* Files of records (register/file.h). */
enum rc media_names_files(struct store *, struct arena *, const char *after,
    int max, const char ***names, int *n) MUST_USE;

#endif
