#ifndef HTML_H
#define HTML_H

#include "mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct post;

/* Pieces of the pages for people. */

extern const char html_headers[]; /* header lines of every page */

void html_begin(struct buf *, const char *title);
void html_end(struct buf *);
void html_owner(struct buf *, int64_t owner_id, const char *name, size_t posts);
/* True if the card of its link is still being asked for. */
bool html_post(struct buf *, const struct post *, const char *owner);

#endif
