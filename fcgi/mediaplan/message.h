#ifndef MEDIAPLAN_MESSAGE_H
#define MEDIAPLAN_MESSAGE_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct story;

/*
 * The text of a post, for the preview and for the request alike, so that
 * the preview cannot lie: the VK text (or, linked, title, lead and text in
 * plain words), the rubric's hashtags unless they stand in it already, and
 * the story's own address as the last line.
 */
char *message_build(struct arena *, const struct story *, const char *address);
/* ADDRESS/story/SLUG?p=ID: serves readers, draws the card, is the marker
 * that finds the post again.  id 0: before the publication exists. */
char *message_address(struct arena *, const char *site_address,
    const char *slug, int64_t publication_id);

#endif
