#ifndef SECTION_TOPIC_INNER_H
#define SECTION_TOPIC_INNER_H

#include <stdbool.h>
#include "base/rc.h"

struct arena;
struct store;
struct topic;

/* What the files of topic share. */

/* Latin letters, digits and single dashes, a letter first. */
bool topic_name_good(const char *);
/* A row over its description: words, def and address. */
void topic_lay(struct arena *, struct topic *);
/* What readers may find of it, or nothing. */
enum rc topic_find(
    struct store *, struct arena *, const struct topic *) MUST_USE;

#endif
